"""The sources that are compared: a checkpoint's student at several step counts, its teacher by DDIM, its codec alone.

In: a pipeline. Out: `Source`s, which turn a case into a `SourceAudio`. For a case, every source starts from the same
noise under the same conditions, and plays the same score; only the sampling differs. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from musiccm_daw.clip import Clip
from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, drop
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.score_columns import drop_score
from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.sampler import Known, OnStep, Start
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from trainer.dataset.features import clip_grid
from trainer.evaluation.codec import codec_route
from trainer.evaluation.generation import Generate
from trainer.evaluation.prompts import Case
from trainer.evaluation.selection import label_audio

STUDENT_STEPS = (1, 2, 4, 6, 8)
TEACHER_STEPS = (50, 200)
# A request may ask for 1 to 8 steps; the teacher's pipeline has its own count.
ANY_STEPS = 1


@dataclass(frozen=True)
class SourceAudio:
    """A clip of a source: audio (S, A), and the seconds that each stage took; no stages for true and coded clips."""

    audio: NDArray[np.float32]
    sample_rate: int
    stages: Mapping[str, float]


Make = Callable[[Case], SourceAudio]


@dataclass(frozen=True)
class Source:
    """A model, a teacher, a codec or the corpus, as something that gives a clip for every case."""

    model: str
    """Name of the checkpoint; "" for true music, or if only one is compared."""
    name: str
    kind: str
    """ "true", "codec", "teacher" or "student"."""
    make: Make

    @property
    def title(self) -> str:
        """Model and name in one."""
        return f"{self.model} {self.name}".strip()


class TeacherPipeline(Pipeline):
    """A pipeline that samples by `ddim_steps` guided DDIM steps of its teacher, whatever steps are asked for.

    Its networks are those of the pipeline that it is made from.
    """

    edits_clips = False

    def __init__(self, pipeline: Pipeline, ddim_steps: int) -> None:
        super().__init__(
            pipeline.text_encoder,
            pipeline.autoencoder,
            pipeline.student,
            pipeline.vocoder,
            teacher=pipeline.teacher,
            guidance=pipeline.guidance,
        )
        self.front_end = pipeline.front_end
        self.ddim_steps = ddim_steps

    def sample(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        stronger: Guidance | None = None,
        known: Known | None = None,
        start: Start | None = None,
    ) -> Tensor:
        """Sample latents (1, C, W) from the noise that the student would start from.

        Raises:
            CheckpointError: there is no teacher, or a clip is to be edited.
        """
        del steps
        if known is not None or start is not None:
            raise CheckpointError("a teacher cannot edit a clip; sample the student")
        blank = conditions.columns.clone()
        drop(blank, UNCONDITIONAL_FEATURES)
        drop_score(blank)
        unconditional = Conditions(blank, conditions.text, torch.zeros_like(conditions.mask))
        return self.sample_teacher(
            conditions,
            plan,
            steps=self.ddim_steps,
            generator=generator,
            on_step=on_step,
            guidance=stronger or Guidance(self.guidance, unconditional),
        )


def as_asked(engine: Engine) -> Generate:
    """Return a function that answers requests as a take does: it composes first, for models that read scores."""

    def generate(request: GenerationRequest) -> Clip:
        scores = planned_scores(request, engine.nearest) if engine.reads_scores else ()
        return engine.generate(request, scores=scores)

    return generate


def made_by(engine: Engine, steps: int) -> Make:
    """Return a source's function that answers a case's request by an engine; see `as_asked`."""
    generate = as_asked(engine)

    def make(case: Case) -> SourceAudio:
        clip = generate(replace(case.request, steps=steps))
        # Every case asks for one stem and one variation.
        return SourceAudio(clip.stems[0].audio, clip.sample_rate, dict(clip.seconds))

    return make


def true_clips(corpus: Path) -> Make:
    """Return a source's function that reads the clips that the cases come from."""
    return lambda case: SourceAudio(*label_audio(corpus, case.clip), {})


def through_codec(pipeline: Pipeline, corpus: Path) -> Make:
    """Return a function that encodes and decodes those clips: the upper bound for generators that use this codec."""
    route = codec_route(pipeline)

    def make(case: Case) -> SourceAudio:
        audio, sample_rate = label_audio(corpus, case.clip)
        return SourceAudio(route(audio, clip_grid(case.clip), case.clip.loop), sample_rate, {})

    return make


def same_weights(a: nn.Module, b: nn.Module) -> bool:
    """Return whether two networks are the same: ablations share teacher and codec, which are then measured once."""
    mine, theirs = a.state_dict(), b.state_dict()
    return mine.keys() == theirs.keys() and all(
        mine[name].shape == theirs[name].shape and torch.equal(mine[name], theirs[name]) for name in mine
    )


def sources_of(
    models: Mapping[str, tuple[Pipeline, ModelIdentity]],
    corpus: Path,
    *,
    student_steps: Sequence[int] = STUDENT_STEPS,
    teacher_steps: Sequence[int] = TEACHER_STEPS,
) -> list[Source]:
    """List the rows of the steps table in order: true clips, then each model's codec, teacher and student.

    Codecs and teachers shared by several models have one row. `teacher_steps` may be empty.
    """
    sources = [Source("", "true clips of the prompts", "true", true_clips(corpus))]
    seen: list[Pipeline] = []
    for name, (pipeline, identity) in models.items():
        if not any(same_weights(pipeline.autoencoder, other.autoencoder) for other in seen):
            sources.append(Source(name, "codec alone", "codec", through_codec(pipeline, corpus)))
        teacher = pipeline.teacher
        if teacher is not None and not any(other.teacher and same_weights(teacher, other.teacher) for other in seen):
            for steps in sorted(teacher_steps, reverse=True):
                engine = Engine(TeacherPipeline(pipeline, steps), identity)
                sources.append(Source(name, f"teacher, {steps} DDIM steps", "teacher", made_by(engine, ANY_STEPS)))
        engine = Engine(pipeline, identity)
        for steps in sorted(student_steps, reverse=True):
            sources.append(Source(name, f"{steps} step{'s' if steps > 1 else ''}", "student", made_by(engine, steps)))
        seen.append(pipeline)
    return sources
