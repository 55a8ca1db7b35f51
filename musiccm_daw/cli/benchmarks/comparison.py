"""Ten seconds of music by three models in turn: ours, its own teacher, and the published architecture.

The paper's students have MusicLDM's networks (185 M weights of the U-Net, 55 M each of the autoencoder and HiFi-GAN);
none is published, and time does not depend on weights, so these are random. It makes 10.24 s of mono at 16 kHz, ours
10 s of stereo at 44.1 kHz. Text encoding is left out for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.cli.views.console import print_remark, print_stage
from musiccm_daw.engine.loading import find_model
from musiccm_daw.engine.speed import PROMPT, clip_request, in_turn
from musiccm_daw.figures import Figures
from musiccm_daw.request.request import DEFAULT_STEPS, GenerationRequest

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine

# 5 bars of 4/4 at 120 BPM are 10 s.
OUR_BARS = 5
TEACHER_STEPS = 50
# 4 bars of 4/4 at 93.75 BPM are 10.24 s, the one window that MusicLDM is trained on.
PUBLISHED_BARS, PUBLISHED_BPM = 4, 93.75

TITLES = {
    "ours": f"ours, {DEFAULT_STEPS} steps: 10 s of stereo at 44.1 kHz",
    "ours_1_step": "ours, 1 step: the same",
    "teacher": f"its teacher, {TEACHER_STEPS} DDIM steps: the same",
    "published": f"MusicLDM's architecture, {DEFAULT_STEPS} steps: 10.24 s of mono at 16 kHz",
}


def comparison_figures(subject: Subject) -> list[Figures]:
    """Measure the models, each in turn."""
    print_stage("ours, its teacher and the published architecture")
    ways: dict[str, Callable[[], float]] = {
        "ours": _seconds(subject.engine, clip_request(OUR_BARS, DEFAULT_STEPS)),
        "ours_1_step": _seconds(subject.engine, clip_request(OUR_BARS, 1)),
    }
    if (teacher := _teacher(subject)) is None:
        print_remark(f"model {subject.engine.identity.name} comes without its teacher; it is left out")
    else:
        ways["teacher"] = _seconds(teacher, clip_request(OUR_BARS, DEFAULT_STEPS))
    request = GenerationRequest.resolve(
        PROMPT, bpm=PUBLISHED_BPM, bars=PUBLISHED_BARS, meter="4/4", seed=1, steps=DEFAULT_STEPS, loop=False
    )
    ways["published"] = _seconds(_published(subject.engine.model.device.type), request)
    found = in_turn(ways, subject.runs)
    rows = [(TITLES[name], seconds, seconds / found["ours"]) for name, seconds in found.items()]
    values = {**found, **{f"{name}_over_ours": seconds / found["ours"] for name, seconds in found.items()}}
    return [Figures(("ten seconds, without text encoding", "seconds", "times ours"), rows, values)]


def _seconds(engine: Engine, request: GenerationRequest) -> Callable[[], float]:
    """Return what measures the seconds of one clip without those of its text."""

    def measure() -> float:
        stages = engine.generate(request).seconds
        return sum(seconds for stage, seconds in stages.items() if stage not in ("text", "total"))

    return measure


def _teacher(subject: Subject) -> Engine | None:
    """Return an engine that samples the teacher of the model; None if it has none."""
    from musiccm_daw.engine.engine import Engine
    from musiccm_daw.model.checkpoint import load_model
    from musiccm_daw.model.pipeline import Pipeline
    from trainer.evaluation.contestants import TeacherPipeline

    pipeline, identity = load_model(find_model(subject.model), subject.device, with_teacher=True)
    if not isinstance(pipeline, Pipeline) or pipeline.teacher is None:
        return None
    return Engine(TeacherPipeline(pipeline, TEACHER_STEPS), identity)


def _published(device: str) -> Engine:
    """Return an engine of the published architecture with random weights."""
    from musiccm_daw.engine.engine import Engine
    from musiccm_daw.model.musicldm.pipeline import MusicLDM
    from musiccm_daw.model.musicldm.random_weights import PUBLISHED, random_parts
    from musiccm_daw.model_identity import ModelIdentity

    return Engine(MusicLDM(random_parts(PUBLISHED), guidance=2.0).to(device), ModelIdentity("random weights", ""))
