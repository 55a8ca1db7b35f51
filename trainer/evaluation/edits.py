"""Are edits as good as clips made at once? Clips of all kinds, repainted, continued and varied, beside their twins.

In: a model; no corpus. Out: an `EditRow` per edit. Takes and edits are written and read back like those of a user. Each
edit has a twin: a clip that plays the edit's own score from its seed, made at once. So the notes found in the new bars
of both differ only by how these came to be. Whether the rest of the clip stayed is a matter of bits. The section of the
report is in `edits_section.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.asking import ask
from musiccm_daw.asking_edit import ask_edit
from musiccm_daw.engine.engine import Engine
from musiccm_daw.making import make_take
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind, Keep
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import TimeGrid
from musiccm_daw.writers import read_clip
from trainer.evaluation.judge import Tick
from trainer.evaluation.notes_controls import NO_CHORDS, RATE, drone
from trainer.evaluation.parts import Report, Settings
from trainer.metrics.note_agreement import note_agreement
from trainer.metrics.notes import note_figures
from trainer.metrics.tagger import Tagger

PITCHED = (
    "warm electric piano chords",
    "funky slap bass line",
    "plucky synth arpeggio",
    "fingerpicked acoustic guitar",
    "mellow flute melody",
)
DRUMS = (
    "tight funk drummer in a dry room",
    "trap beat, skittering hi-hats and a deep kick",
    "swung jazz drums with brushes",
    "four to the floor house drums",
    "rock drums, half-time",
)
MIXES = (
    "lo-fi hip hop with rhodes, bass and drums",
    "deep house groove with bass, stabs and drums",
    "jazz trio, swung",
    "synthwave with arpeggio, bass and drums",
    "bossa nova with nylon guitar, bass and percussion",
)
MIX_OF_PARTS = "mix with its parts"
KINDS: Mapping[str, Sequence[str]] = {
    "single part": PITCHED,
    "drums": DRUMS,
    MIX_OF_PARTS: MIXES,
    "mix alone": MIXES,
}
CASE_BARS = 4
REPAINT, CONTINUE, KEEP_SCORE, KEEP_SOUND = "repaint", "continue", "variation, same score", "variation, same sound"
EDITS: Mapping[str, tuple[AskedEdit, Mapping[str, Any]]] = {
    REPAINT: (AskedEdit(EditKind.REPAINT, bars="2-3"), {}),
    CONTINUE: (AskedEdit(EditKind.CONTINUE), {"bars": 2}),
    KEEP_SCORE: (AskedEdit(EditKind.VARIATION, keep=Keep.SCORE), {}),
    KEEP_SOUND: (AskedEdit(EditKind.VARIATION, keep=Keep.SOUND), {}),
}
EDIT_SEED = 1_000
"""Added to a case's seed: that of its edits, and of their twins."""


@dataclass(frozen=True)
class EditCase:
    """A clip to be made and edited."""

    kind: str
    """One of `KINDS`."""
    request: GenerationRequest


@dataclass(frozen=True)
class EditRow:
    """The figures of one edit.

    Attributes:
        kind: of the clip, one of `KINDS`.
        prompt: of the clip.
        edit: one of `EDITS`.
        notes: those that the score has in the new bars.
        found: of these, those in the audio of the edit, its twin, and of what cannot play them, by its name.
        is_kept: whether every frame outside the new bars is the clip's, in all files; None where all bars are new.
        agreement: of the notes of clip and edit.
        twin_agreement: of the notes of clip and twin.
        distance: of the sound of clip and edit, 1 less the cosine of the tagger's embeddings.
        twin_distance: of the sound of clip and twin.
    """

    kind: str
    prompt: str
    edit: str
    notes: int
    found: Mapping[str, int]
    is_kept: bool | None
    agreement: float
    twin_agreement: float
    distance: float
    twin_distance: float


EDITED, TWIN = "edited", "made at once"
CONTROLS = ("chords held", "silence", "clip before the edit")


def edits_part(tagger: Tagger, pipeline: Pipeline, identity: ModelIdentity, settings: Settings, report: Report) -> None:
    """Measure the edits of one model."""
    # The text of the section needs the rows of this file.
    from trainer.evaluation.edits_section import edits_section, edits_summary

    engine = Engine(pipeline, identity)
    if not engine.reads_scores:
        report.text.append("## Edits\n\nThis model reads no scores: nothing was measured.\n")
        return
    cases = edit_cases(settings.clips, steps=settings.steps)
    rows = measure_edits(engine, tagger, cases, report.ticks("edits", len(cases) * len(EDITS)))
    report.values["edits"] = {"summary": edits_summary(rows), "rows": rows}
    report.text.append(edits_section(rows))


def edit_cases(clips: int, *, steps: int) -> list[EditCase]:
    """List clips, kind by kind in turn; where the prompts of a kind are used up, they come again with other seeds."""
    kinds = list(KINDS)
    cases = []
    for seed in range(clips):
        kind = kinds[seed % len(kinds)]
        prompts = KINDS[kind]
        prompt = prompts[seed // len(kinds) % len(prompts)]
        request = ask(prompt, bars=CASE_BARS, seed=seed, steps=steps, parts=kind == MIX_OF_PARTS)
        cases.append(EditCase(kind, request))
    return cases


def measure_edits(engine: Engine, tagger: Tagger, cases: Sequence[EditCase], tick: Tick) -> list[EditRow]:
    """Make every case's clip, its edits and their twins, and measure them."""
    rows = []
    for case in cases:
        with TemporaryDirectory() as folder:
            clip = read_clip(make_take(case.request, Path(folder), engine).folder)
            for name in EDITS:
                rows.append(measure_edit(engine, tagger, case, clip, name, Path(folder)))
                tick()
    return rows


def measure_edit(engine: Engine, tagger: Tagger, case: EditCase, clip: SourceClip, name: str, project: Path) -> EditRow:
    """Make one edit of a clip and its twin in a project folder, and measure them."""
    asked, options = EDITS[name]
    seed, steps = case.request.seed + EDIT_SEED, case.request.steps
    request = ask_edit(clip, asked, None, {"seed": seed, "steps": steps, **options})
    assert request.edit is not None
    take = make_take(request, project, engine)
    twin_take = make_take(replace(request, edit=None), project, engine, scores=take.scores)
    edited, twin = read_clip(take.folder), read_clip(twin_take.folder)
    grid, (score,), new_bars = request.grid, take.scores, request.edit.new_bars
    played = {EDITED: (edited.audio, edited.sample_rate), TWIN: (twin.audio, twin.sample_rate)}
    played |= controls(clip, request)
    figures = {
        source: note_figures(audio, rate, grid, parts_in(score, grid, new_bars), loop=request.loop)
        for source, (audio, rate) in played.items()
    }
    roles = {part.role for part in score.parts}
    agreements = [note_agreement(clip.audio, each.audio, clip.sample_rate, roles) for each in (edited, twin)]
    sounds = [sound(tagger, each) for each in (clip, edited, twin)]
    return EditRow(
        case.kind,
        case.request.prompt,
        name,
        figures[EDITED].notes,
        {source: figure.found for source, figure in figures.items()},
        None if len(new_bars) == grid.bars else is_kept(clip, edited, grid, new_bars),
        *agreements,
        *(1 - float(sounds[0] @ each) for each in sounds[1:]),
    )


def parts_in(score: Score, grid: TimeGrid, bars: range) -> list[Part]:
    """Return the parts of a score with the notes that begin in some bars."""
    first, end = (float(bar * grid.meter.quarters_per_bar) for bar in (bars.start, bars.stop))
    return [
        replace(part, notes=tuple(note for note in part.notes if first <= note.start_quarters < end))
        for part in score.parts
    ]


def controls(clip: SourceClip, request: GenerationRequest) -> dict[str, tuple[NDArray[np.float32], int]]:
    """Return the audio, with its rate, of what does not play the notes of an edit, by the names of `CONTROLS`."""
    held = drone(request.grid, request.chords or NO_CHORDS)
    before = np.resize(clip.audio, (request.grid.total_samples(clip.sample_rate), clip.audio.shape[1]))
    return dict(zip(CONTROLS, ((held, RATE), (np.zeros_like(held), RATE), (before, clip.sample_rate)), strict=True))


def is_kept(clip: SourceClip, edited: SourceClip, grid: TimeGrid, new_bars: range) -> bool:
    """Return whether the frames outside the new bars are those of the clip, in the mix and in its stems."""
    rate = clip.sample_rate
    first, end = (grid.bar_start_samples(bar, rate) for bar in (new_bars.start, new_bars.stop))
    return len(clip.parts) == len(edited.parts) and all(
        np.array_equal(old.audio[:first], new.audio[:first]) and np.array_equal(old.audio[end:], new.audio[end:])
        for old, new in zip((clip, *clip.parts), (edited, *edited.parts), strict=True)
    )


def sound(tagger: Tagger, clip: SourceClip) -> NDArray[np.float32]:
    """Return the tagger's embedding of a clip, at unit length."""
    embedding = tagger.tag(clip.audio, clip.sample_rate).windows.mean(axis=0)
    unit: NDArray[np.float32] = embedding / np.linalg.norm(embedding)
    return unit
