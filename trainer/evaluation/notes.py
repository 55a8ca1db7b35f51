"""Do models play the notes of a score? Single parts and mixes beside the true clips and beside what cannot play them.

In: held-out clips whose labels hold their parts, and models. Out: a `NotesRow` per source and clip, and a summary of
each source with intervals over clips. A model gets the clip's caption and its own score; what it should then sound like
is the true clip through the codec. The measures are those of `metrics/notes.py`, the controls of `notes_controls.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.engine.engine import Engine
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import PITCHED_ROLES
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.contestants import ANY_STEPS, Make, SourceAudio, TeacherPipeline, through_codec, true_clips
from trainer.evaluation.judge import Tick
from trainer.evaluation.notes_controls import RATE, Control, controls
from trainer.evaluation.own_scores import plays_score
from trainer.evaluation.parts import Report, Settings
from trainer.evaluation.prompts import Case
from trainer.evaluation.selection import balanced
from trainer.metrics.intervals import Estimate, mean, median, pooled_ratio
from trainer.metrics.notes import NoteFigures, note_figures

SINGLES_PER_MIX = 4
UNSCORED = ", no score"
GROUPS = ("single parts", "mixes")


@dataclass(frozen=True)
class NotesRow:
    """The figures of one clip of one source."""

    source: str
    kind: str
    """ "true", "codec", "teacher", "student" or "control"."""
    clip: str
    role: str
    figures: NoteFigures

    @property
    def group(self) -> str:
        """The table that the row belongs to."""
        return GROUPS[self.role == "mix"]


@dataclass(frozen=True)
class NotesSummary:
    """The figures of one source over several clips."""

    found: Estimate
    """Share of the score's notes that are struck at their pitch within 50 ms."""
    high_found: Estimate
    """The same of its notes from C6 up."""
    belonging: Estimate
    """Share of the certain attacks that belong to a note of the score."""
    false_per_bar: Estimate
    attacks_per_bar: Estimate
    voices: Estimate
    length_quarters: Estimate
    held_share: Estimate
    foreign_share: Estimate
    dynamics: Estimate
    rest_db: Estimate


@dataclass(frozen=True)
class NotesSource:
    """Something that gives a clip for every case."""

    name: str
    kind: str
    make: Make


def notes_part(
    pipeline: Pipeline,
    identity: ModelIdentity,
    corpus: Path,
    labels: Sequence[ClipLabel],
    settings: Settings,
    report: Report,
) -> None:
    """Measure how one model plays the scores of held-out clips."""
    # The text of the section needs the rows and summaries of this file.
    from trainer.evaluation.notes_section import notes_section

    cases = note_cases(labels, settings.clips, steps=settings.steps)
    if not cases:
        report.text.append("## Notes\n\nNo held-out clip's label holds its parts: nothing was measured.\n")
        return
    engine = Engine(pipeline, identity)
    sources = sources_of_notes(pipeline, identity, corpus, cases, settings)
    rows = measure_notes(sources, cases, report.ticks("notes", len(sources) * len(cases)))
    report.values["notes"] = {"reads_scores": engine.reads_scores, "summary": notes_summaries(rows), "rows": rows}
    report.text.append(notes_section(rows, reads_scores=engine.reads_scores))


def note_cases(labels: Sequence[ClipLabel], clips: int, *, steps: int) -> list[Case]:
    """List up to `clips` single parts, role by role in turn, and a quarter as many mixes, each with its caption."""
    noted = [label for label in labels if label.parts and any(part.notes for part in label.parts)]
    singles = balanced([label for label in noted if label.role != "mix"], clips)
    mixes = [label for label in noted if label.role == "mix"][: -(-clips // SINGLES_PER_MIX)]
    return [note_case(label, seed, steps) for seed, label in enumerate((*singles, *mixes))]


def note_case(label: ClipLabel, seed: int, steps: int) -> Case:
    """Return a case with one of a clip's captions and its facts."""
    pitched = label.role in PITCHED_ROLES
    request = GenerationRequest.resolve(
        label.captions[seed % len(label.captions)],
        bpm=label.bpm,
        bars=label.bars,
        meter=label.meter,
        key=label.key if pitched else "none",
        chords=" | ".join(label.chords) if pitched and label.chords else None,
        seed=seed,
        steps=steps,
        loop=label.loop,
    )
    return Case(label.role, "caption", request, label)


def plays_caption(engine: Engine, steps: int) -> Make:
    """Return a source's function that asks an engine for a case without a score."""

    def make(case: Case) -> SourceAudio:
        clip = engine.generate(replace(case.request, steps=steps))
        return SourceAudio(clip.stems[0].audio, clip.sample_rate, dict(clip.seconds))

    return make


def sources_of_notes(
    pipeline: Pipeline, identity: ModelIdentity, corpus: Path, cases: Sequence[Case], settings: Settings
) -> list[NotesSource]:
    """List what is measured, in the order of the table: true clips, codec, teacher, student, controls."""
    sources = [
        NotesSource("true clip", "true", true_clips(corpus)),
        NotesSource("codec alone", "codec", through_codec(pipeline, corpus)),
    ]
    engines: list[tuple[str, str, Engine, int]] = []
    if pipeline.teacher is not None and settings.teacher_steps:
        steps = min(settings.teacher_steps)
        teacher = Engine(TeacherPipeline(pipeline, steps), identity)
        engines.append((f"teacher, {steps} DDIM steps", "teacher", teacher, ANY_STEPS))
    student = Engine(pipeline, identity)
    for steps in sorted({settings.steps, 1}, reverse=True):
        engines.append((f"{steps} step{'s' if steps > 1 else ''}", "student", student, steps))
    for name, kind, engine, steps in engines:
        make = plays_score if engine.reads_scores else plays_caption
        sources.append(NotesSource(name, kind, make(engine, steps)))
    if student.reads_scores:
        name = f"{settings.steps} step{'s' if settings.steps > 1 else ''}{UNSCORED}"
        sources.append(NotesSource(name, "control", plays_caption(student, settings.steps)))
    made = controls(corpus, cases)
    return [*sources, *(NotesSource(name, "control", as_source(control)) for name, control in made.items())]


def as_source(control: Control) -> Make:
    """Return a control as a source's function."""
    return lambda case: SourceAudio(control(case), RATE, {})


def measure_notes(sources: Sequence[NotesSource], cases: Sequence[Case], tick: Tick) -> list[NotesRow]:
    """Measure every source on every case against the score of the case's clip."""
    rows = []
    for source in sources:
        for case in cases:
            made = source.make(case)
            figures = measure_case(made.audio, made.sample_rate, case)
            rows.append(NotesRow(source.name, source.kind, case.clip.id, case.clip.role, figures))
            tick()
    return rows


def measure_case(audio: NDArray[np.floating], sample_rate: int, case: Case) -> NoteFigures:
    """Measure one clip (S, A) against the score of its case."""
    return note_figures(audio, sample_rate, clip_grid(case.clip), case.clip.parts, loop=case.clip.loop)


def notes_summary(rows: Sequence[NotesRow]) -> NotesSummary:
    """Summarise the rows of one source."""
    every = [row.figures for row in rows]

    def share(part: Callable[[NoteFigures], int], of: Callable[[NoteFigures], int]) -> Estimate:
        return pooled_ratio([part(each) for each in every], [of(each) for each in every])

    def known(value: Callable[[NoteFigures], float]) -> list[float]:
        return [value(each) for each in every if math.isfinite(value(each))]

    return NotesSummary(
        found=share(lambda each: each.found, lambda each: each.notes),
        high_found=share(lambda each: each.high_found, lambda each: each.high_notes),
        belonging=share(lambda each: each.attacks - each.false_alarms, lambda each: each.attacks),
        false_per_bar=share(lambda each: each.false_alarms, lambda each: each.bars),
        attacks_per_bar=share(lambda each: each.attacks, lambda each: each.bars),
        voices=mean(known(lambda each: each.voices)),
        length_quarters=median(known(lambda each: each.length_quarters)),
        held_share=mean(known(lambda each: each.held_share)),
        foreign_share=mean(known(lambda each: each.foreign_share)),
        dynamics=mean(known(lambda each: each.dynamics)),
        rest_db=median(known(lambda each: each.rest_db)),
    )


def notes_summaries(rows: Sequence[NotesRow]) -> Mapping[str, Mapping[str, NotesSummary]]:
    """Summarise every source: single parts, mixes, and each role by itself."""
    groups = {group: [row for row in rows if row.group == group] for group in GROUPS}
    for role in dict.fromkeys(row.role for row in rows if row.role != "mix"):
        groups[role] = [row for row in rows if row.role == role]
    return {group: _by_source(members) for group, members in groups.items()}


def _by_source(rows: Sequence[NotesRow]) -> dict[str, NotesSummary]:
    sources = dict.fromkeys(row.source for row in rows)
    return {source: notes_summary([row for row in rows if row.source == source]) for source in sources}
