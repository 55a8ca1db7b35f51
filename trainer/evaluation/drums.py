"""Do drums play where they are asked for, and only there? Drum stems beside other instruments, and "no drums".

In: a model; no corpus. Out: a `DrumsRow` for each drum stem and for each band without drums. The stems of prompts that
name other instruments are compared with those of plain drum prompts, a band that was asked to leave out its drums with
the same band and a drum stem. Controls are measured in the same way. The section of the report is in
`drums_section.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.asking import ask
from musiccm_daw.engine.engine import Engine
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from trainer.evaluation.judge import Tick
from trainer.evaluation.notes_controls import HELD, NO_CHORDS, NOISE, RATE, SILENCE, drone, noise, silence
from trainer.evaluation.parts import Report, Settings
from trainer.metrics.harmonic_percussive import harmonic_over_percussive_db
from trainer.metrics.notes import note_figures

PLAIN = (
    *("drum loop", "rock drums", "house drums", "jazz drums", "trap drums", "boom bap drums"),
    *("latin drums", "reggae drums", "disco drums", "metal drums", "lo-fi drums", "funk drums"),
)
NAMING_OTHERS = (
    "jazz trio with saxophone and piano",
    "house track with organ and strings",
    "rock song with overdriven guitar",
    "lo-fi hip hop with rhodes and upright bass",
    "trap with flute and 808",
    "reggae with horns and organ",
    "disco with strings and slap bass",
    "metal with distorted guitars",
    "funk with clavinet and brass",
    "bossa nova with nylon guitar",
    "salsa with trumpet and piano",
    "synthwave with saw lead and pads",
)
WITHOUT_DRUMS = (
    "no drums, just warm pads",
    "house, no drums",
    "deep house without drums",
    "lo-fi hip hop with no beat",
    "techno, drumless",
    "trap minus the drums",
    "rock ballad, no percussion",
    "funk without a drummer",
    "jazz trio but no drums",
    "disco, leave out the drums",
    "synthwave, no kick no snare no hats, no drums at all",
    "pop song without any drums or percussion",
)
SEEDS = range(1, 5)
"""Of each prompt for drums."""
STEM_BARS, BAND_BARS = 2, 4

STEM, WITH_OTHERS = "drum stem", "with the other parts"
BAND, WITH_DRUMS, AGAIN = "without drums", "with drums", "with drums, another seed"


@dataclass(frozen=True)
class DrumsRow:
    """The figures of a drum stem, or of a band without drums, and of its controls, by source.

    Attributes:
        prompt: of the clip.
        seed: of the clip.
        drum_parts: those in the score of the clip.
        strokes: those of the prompt's drum stem.
        found: of these, those that are struck in their band within 50 ms.
        harmonic_db: harmonic over percussive energy; nan in silence.
    """

    prompt: str
    seed: int
    drum_parts: int
    strokes: int
    found: Mapping[str, int]
    harmonic_db: Mapping[str, float]


def drums_part(pipeline: Pipeline, identity: ModelIdentity, settings: Settings, report: Report) -> None:
    """Measure the drums of one model."""
    # The text of the section needs the rows of this file.
    from trainer.evaluation.drums_section import bands_summary, drums_section, stems_summary

    engine = Engine(pipeline, identity)
    if not engine.reads_scores:
        report.text.append("## Drums\n\nThis model reads no scores: nothing was measured.\n")
        return
    plain, naming = (stem_requests(prompts, settings.clips, settings.steps) for prompts in (PLAIN, NAMING_OTHERS))
    bands = [
        ask(prompt, bars=BAND_BARS, seed=SEEDS.start, steps=settings.steps)
        for prompt in WITHOUT_DRUMS[: settings.clips]
    ]
    tick = report.ticks("drums", len(plain) + len(naming) + len(bands))
    plain_rows = [measure_stem(engine, request, tick, with_controls=False) for request in plain]
    # The controls of one seed are enough.
    naming_rows = [measure_stem(engine, request, tick, with_controls=request.seed == SEEDS.start) for request in naming]
    band_rows = [measure_band(engine, request, tick) for request in bands]
    report.values["drums"] = {
        "stems": {"summary": stems_summary(plain_rows, naming_rows), "plain": plain_rows, "rows": naming_rows},
        "bands": {"summary": bands_summary(band_rows), "rows": band_rows},
    }
    report.text.append(drums_section(plain_rows, naming_rows, band_rows))


def stem_requests(prompts: Sequence[str], clips: int, steps: int) -> list[GenerationRequest]:
    """List drum stems: each prompt in turn, then again from the next seed, up to `clips` or all `SEEDS`."""
    asked = [(prompt, seed) for seed in SEEDS for prompt in prompts]
    return [ask(prompt, bars=STEM_BARS, seed=seed, steps=steps, stems=["drums"]) for prompt, seed in asked[:clips]]


def measure_stem(engine: Engine, request: GenerationRequest, tick: Tick, *, with_controls: bool) -> DrumsRow:
    """Make a drum stem and measure it, with its controls if asked to."""
    drums = composed(engine, request)
    played = {STEM: play(engine, request, drums)}
    if with_controls:
        band = again(request)
        others = [part for part in composed(engine, band) if part.role not in DRUM_ROLES]
        played[WITH_OTHERS] = play(engine, band, [*drums, *others])
        played |= controls(request)
    tick()
    return measured(request, drums, drums, played)


def measure_band(engine: Engine, request: GenerationRequest, tick: Tick) -> DrumsRow:
    """Make a band without drums, the same band with drums, and their controls, and measure them."""
    band, drums = composed(engine, request), composed(engine, again(request, stems=["drums"]))
    with_drums = [*band, *drums]
    played = {
        BAND: play(engine, request, band),
        WITH_DRUMS: play(engine, request, with_drums),
        AGAIN: play(engine, replace(request, seed=request.seed + 1), with_drums),
    }
    tick()
    return measured(request, band, drums, played | controls(request))


def measured(
    request: GenerationRequest, parts: Sequence[Part], drums: Sequence[Part], played: Mapping[str, NDArray[np.float32]]
) -> DrumsRow:
    """Measure a clip and its controls.

    Args:
        request: of the clip.
        parts: of its score.
        drums: the prompt's drum stem.
        played: audio by source.
    """
    grid, loop = request.grid, request.loop
    figures = {source: note_figures(audio, RATE, grid, drums, loop=loop) for source, audio in played.items()}
    return DrumsRow(
        request.prompt,
        request.seed,
        sum(part.role in DRUM_ROLES for part in parts),
        next(iter(figures.values())).notes,
        {source: figure.found for source, figure in figures.items()},
        {source: harmonic_over_percussive_db(audio, RATE) for source, audio in played.items()},
    )


def again(request: GenerationRequest, stems: Sequence[str] = ()) -> GenerationRequest:
    """Return the request for other stems of the same prompt; without any, for its whole band."""
    return ask(request.prompt, bars=request.bars, seed=request.seed, steps=request.steps, stems=stems)


def composed(engine: Engine, request: GenerationRequest) -> tuple[Part, ...]:
    """Return the parts that a request's clip plays."""
    return planned_scores(request, engine.nearest)[0].parts


def play(engine: Engine, request: GenerationRequest, parts: Sequence[Part]) -> NDArray[np.float32]:
    """Return the audio (S, A) of some parts under a request."""
    return engine.generate(request, scores=[Score(tuple(parts), "composed")]).stems[0].audio


def controls(request: GenerationRequest) -> dict[str, NDArray[np.float32]]:
    """Return what plays no score, in the length of a request."""
    grid = request.grid
    return {HELD: drone(grid, request.chords or NO_CHORDS), SILENCE: silence(grid), NOISE: noise(grid, request.seed)}
