"""The parts of an evaluation: each measures one aspect of a model and adds it to the report.

Called by `evaluate.py`, which loads the models and writes the report. The files of `metrics/` define the measures; this
one decides which clips they get, and draws the pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import torch

from musiccm_daw.clip import Clip
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.speed import minute_speed
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import OnProgress, Progress
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.codec import CodecRow, Route, codec_route, measure_clip, summary, vocoder_route
from trainer.evaluation.contestants import STUDENT_STEPS, TEACHER_STEPS, Source, sources_of
from trainer.evaluation.generation import (
    DRUM_KINDS,
    FIRST,
    ClipRow,
    Generate,
    faults,
    feel,
    harmony,
    measure_generated,
    measure_true,
    rhythm,
    sound,
)
from trainer.evaluation.judge import Judge, Tick, analyse_corpus
from trainer.evaluation.long import long_bars, measure_long
from trainer.evaluation.own_scores import plays_score
from trainer.evaluation.prompts import (
    CASE_BARS,
    Case,
    caption_cases,
    drum_cases,
    feel_cases,
    long_cases,
    pitched_cases,
)
from trainer.evaluation.report import (
    attacks_section,
    codec_section,
    drum_section,
    feel_section,
    harmony_section,
    sanity_section,
    speed_section,
)
from trainer.evaluation.selection import held_out, label_audio
from trainer.evaluation.steps import measure_steps
from trainer.evaluation.tables import long_section, steps_section
from trainer.metrics.pictures import side_by_side
from trainer.metrics.tagger import SHIPPED

Say = Callable[[str], None]
SPEED_RUNS = 3
"""Of which the median counts."""
JUDGED = frozenset({"steps", "long"})
"""Parts that compare with the tagger's embeddings of held-out clips."""
WITHOUT_CORPUS = frozenset({"edits", "drums", "registers", "speed"})
"""Parts that need no held-out clips."""
PICTURES = 6
# Reference clips of held-out and of training songs for each clip of a source: they cost less than a generated clip.
JUDGED_PER_CLIP = 10
# Eight windows each, made twice.
LONG_CASES = 12


@dataclass(frozen=True)
class Settings:
    """How much is measured.

    Attributes:
        parts: which of `evaluate.PARTS` are measured.
        clips: number of held-out clips for the codec, of prompts for every source of the steps table, of cases each of
            drums, of meter and swing, and of pitched prompts for generation, of clips that are edited, of prompts
            with and without drums, and of instruments whose range is played.
        steps: consistency steps of generation and of long music.
        student_steps: step counts of the student, each a row of the steps table.
        teacher_steps: DDIM step counts of the teacher, each a row; empty to leave it out.
        tagger: path of the tagger's weights.
    """

    parts: frozenset[str]
    clips: int = 50
    steps: int = 4
    student_steps: tuple[int, ...] = STUDENT_STEPS
    teacher_steps: tuple[int, ...] = TEACHER_STEPS
    tagger: Path = SHIPPED

    def as_json(self) -> dict[str, object]:
        """Return the settings as JSON types; the tagger as its hash."""
        return {
            "clips": self.clips,
            "parts": sorted(self.parts),
            "steps": self.steps,
            "student_steps": self.student_steps,
            "teacher_steps": self.teacher_steps,
            "tagger_sha256": hashlib.sha256(self.tagger.read_bytes()).hexdigest(),
        }


@dataclass(frozen=True)
class Report:
    """The report while it grows: values for JSON, sections of text, and the folder for pictures."""

    pictures: Path
    values: dict[str, object]
    text: list[str]
    say: Say
    on_progress: OnProgress

    def of_model(self, name: str) -> Report:
        """Start a section and a key for one of several models, and return the report that writes to them."""
        values: dict[str, object] = {}
        self.values[name] = values
        self.text.append(f"# {name}\n")
        return replace(self, pictures=self.pictures / name, values=values)

    def ticks(self, stage: str, total: int) -> Tick:
        """Return a callback that moves the progress bar at each clip and says a line at every fifth of them."""
        done = count(1)

        def tick() -> None:
            number = next(done)
            self.on_progress(Progress(stage, number / max(total, 1)))
            if number % max(total // 5, 1) == 0:
                self.say(f"{stage}: {number}/{total} clips")

        return tick


def steps_part(
    judge: Judge,
    loaded: Mapping[str, tuple[Pipeline, ModelIdentity]],
    corpus: Path,
    every: Sequence[ClipLabel],
    settings: Settings,
    report: Report,
) -> None:
    """Measure the steps table of one or several models."""
    training = [label for label in every if label.split == "train"][: JUDGED_PER_CLIP * settings.clips]
    known = analyse_corpus(judge.tagger, corpus, training, CASE_BARS, report.ticks("training clips", len(training)))
    # One model needs no name in front of each row.
    named = loaded if len(loaded) > 1 else {"": next(iter(loaded.values()))}
    sources = sources_of(named, corpus, student_steps=settings.student_steps, teacher_steps=settings.teacher_steps)
    cases = caption_cases(held_out(every), settings.clips, steps=settings.steps)
    sources += [source for name, model in named.items() for source in by_own_scores(name, *model, cases)]
    tick = report.ticks("steps", len(sources) * len(cases))
    found = measure_steps(judge, sources, cases, known, pictures=report.pictures, tick=tick)
    report.values["steps"] = found
    report.text.append(steps_section(found, torch.get_num_threads()))


def by_own_scores(name: str, pipeline: Pipeline, identity: ModelIdentity, cases: Sequence[Case]) -> Iterator[Source]:
    """Yield a student that plays the clips' own scores, if it can: how far it is from them, and not the composer."""
    engine, steps = Engine(pipeline, identity), cases[0].request.steps
    if engine.reads_scores and all(case.clip.parts for case in cases):
        yield Source(name, f"{steps} steps, own scores", "student", plays_score(engine, steps))


def codec_part(pipeline: Pipeline, corpus: Path, labels: Sequence[ClipLabel], report: Report) -> None:
    """Measure the chords and onsets that the codec keeps, and draw the first clips."""
    routes = {"codec": codec_route(pipeline), "vocoder": vocoder_route(pipeline)}
    rows: list[CodecRow] = []
    tick = report.ticks("codec", len(labels))
    for number, label in enumerate(labels):
        rows += measure_clip(corpus, label, routes)
        if number < PICTURES:
            codec_picture(corpus, label, routes, report.pictures)
        tick()
    report.values["codec"] = {"summary": codec_summaries(rows), "rows": rows}
    report.text.append(codec_section(rows))


def codec_picture(corpus: Path, label: ClipLabel, routes: dict[str, Route], folder: Path) -> None:
    """Draw one clip before and after every route."""
    audio, sample_rate = label_audio(corpus, label)
    grid = clip_grid(label)
    recordings = {"original": audio} | {name: route(audio, grid, label.loop) for name, route in routes.items()}
    bar_seconds = float(grid.total_seconds / grid.bars)
    title = f"{label.role}, {label.style}, {label.bpm} bpm"
    side_by_side(recordings, sample_rate, folder / f"codec-{label.id}.png", title=title, bar_seconds=bar_seconds)


def codec_summaries(rows: Sequence[CodecRow]) -> dict[str, object]:
    """Summarise each route over all roles."""
    return {route: summary([row for row in rows if row.route == route]) for route in {row.route for row in rows}}


def cases_of(labels: Sequence[ClipLabel], settings: Settings) -> list[Case]:
    """List equally many cases of drums, of meter and swing, and of pitched prompts (from held-out clips only)."""
    drums = drum_cases(labels, settings.clips, steps=settings.steps)
    drums += feel_cases(labels, settings.clips, steps=settings.steps)
    return drums + pitched_cases(held_out(labels), settings.clips, steps=settings.steps)


def generation_part(generate: Generate, corpus: Path, cases: Sequence[Case], report: Report) -> None:
    """Measure generated clips beside the true clips whose tempo, meter and length they were given."""
    rows: list[ClipRow] = []
    true: dict[tuple[str, str], ClipRow] = {}
    tick = report.ticks("generation", len(cases))
    for case in cases:
        clip = generate(case.request)
        rows.append(measure_generated(case, clip))
        key = (case.kind, case.clip.id)
        if key not in true:
            true[key] = measure_true(corpus, case)
        if case.request.seed < PICTURES:
            generation_picture(corpus, case, clip, report.pictures)
        tick()
    rows += true.values()
    report.values["generation"] = {"summary": generation_summaries(rows), "rows": rows}
    sections = (drum_section, feel_section, harmony_section, attacks_section, sanity_section)
    report.text.extend(section(rows) for section in sections)


def generation_picture(corpus: Path, case: Case, clip: Clip, folder: Path) -> None:
    """Draw a generated clip beside the true one of its case."""
    audio, _ = label_audio(corpus, case.clip)
    recordings = {"held-out clip": audio, "generated": clip.stems[FIRST].audio}
    side_by_side(
        recordings,
        clip.sample_rate,
        folder / f"{case.kind}-{case.request.seed:03d}.png",
        title=case.request.prompt[:100],
        bar_seconds=float(clip.grid.total_seconds / clip.grid.bars),
    )


def generation_summaries(rows: Sequence[ClipRow]) -> dict[str, object]:
    """Summarise each source: rhythm of drums, roots of pitched clips, levels and seams of all; and generated faults."""
    summaries: dict[str, object] = {"faults": faults([row for row in rows if row.source == "model"])}
    for source in ("model", "corpus"):
        of_source = [row for row in rows if row.source == source]
        summaries[source] = {
            "drums": rhythm([row for row in of_source if row.kind == "drums"]),
            "feel": feel([row for row in of_source if row.kind in DRUM_KINDS]),
            "pitched": harmony([row for row in of_source if row.kind == "pitched"]),
            "sound": sound(of_source),
        }
    return summaries


def long_part(
    judge: Judge,
    pipeline: Pipeline,
    identity: ModelIdentity,
    labels: Sequence[ClipLabel],
    settings: Settings,
    report: Report,
) -> None:
    """Measure long clips with and without the shared restricted process."""
    cases = long_cases(labels, min(settings.clips, LONG_CASES), long_bars, settings.steps)
    if not cases:
        report.text.append("## Long music\n\nNo held-out mix has bars that fit into windows: nothing was measured.\n")
        return
    tick = report.ticks("long", 2 * len(cases))
    rows = measure_long(judge, pipeline, identity, cases, pictures=report.pictures, tick=tick)
    report.values["long"] = rows
    report.text.append(long_section(rows))


def speed_part(generate: Generate, steps: int, report: Report) -> None:
    """Measure the seconds for a minute of music."""
    measured = minute_speed(generate, steps=steps, runs=SPEED_RUNS)
    report.values["speed"] = measured
    report.text.append(speed_section(measured))
