"""The paper's tables 1 to 3 for our models: the student by step count beside its teacher, one or several checkpoints.

In: sources (`sources.py`), cases and true clips. Out: a `StepsRow` per source: distances to true music in two
embeddings, inception score, KL, text-audio similarity, memorisation, obedience and latency. All sources answer the same
cases from the same noise, so that rows compare in pairs: a distance over the teacher's owes little to which songs were
drawn. Rows of true music show what the best possible model would score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.model.text_encoder import TextEncoder
from trainer.dataset.features import clip_grid
from trainer.evaluation.contestants import Made, Source
from trainer.evaluation.generation import (
    ClipRow,
    HarmonySummary,
    RhythmSummary,
    SoundSummary,
    harmony,
    measure_audio,
    rhythm,
    sound,
)
from trainer.evaluation.listening import (
    EMBEDDINGS,
    Credentials,
    Heap,
    Judge,
    Listened,
    Tick,
    credentials,
    instrument_share,
    listen,
    role_share,
)
from trainer.evaluation.prompts import Asked
from trainer.metrics.attacks import AttacksSummary, attacks_summary
from trainer.metrics.distances import Embedded, frechet_distance, kernel_distance
from trainer.metrics.intervals import NOTHING, Estimate, Jackknifed, mean
from trainer.metrics.pictures import side_by_side
from trainer.metrics.scores import inception_score, kl, memorised, nearest, text_similarity
from trainer.metrics.spectral import mel_db
from trainer.metrics.tagger import Tagger, sentences

DISTANCES = {"KAD": kernel_distance, "FAD": frechet_distance}
PICTURES = 3
LATENCY_OF_SECONDS = 10.0
"""The paper's clips last 10 s."""


@dataclass(frozen=True)
class StepsRow:
    """One source; figures that do not apply have no clips behind them."""

    model: str
    source: str
    clips: int
    distances: dict[str, Estimate]
    """ "KAD, tagger" and so on."""
    over_baseline: dict[str, Estimate]
    """Each distance over that of the baseline: 1 = as near to true music."""
    inception: Estimate
    kl: Estimate
    text: Estimate
    memorised: dict[str, Estimate]
    nearest: Estimate
    """Mean cosine to the nearest training clip."""
    role: Estimate
    instrument: Estimate
    rhythm: RhythmSummary
    harmony: HarmonySummary
    attacks: AttacksSummary
    sound: SoundSummary
    distance_db: Estimate
    """Log-mel L1 to the baseline's clip of the same noise."""
    seconds: Estimate
    """To make ten seconds of music."""
    stages: dict[str, float]
    """The same by stage."""


@dataclass(frozen=True)
class StepsTable:
    """All rows, and what they stand on."""

    rows: tuple[StepsRow, ...]
    baseline: str
    bars: int
    reference_clips: int
    reference_songs: int
    training_clips: int
    credentials: Credentials


@dataclass
class _Answers:
    """All clips of one source, as they were heard and measured."""

    source: Source
    clips: list[Listened]
    rows: list[ClipRow]
    distances_db: list[float]
    stages: list[dict[str, float]]
    """Per clip, seconds of each stage for ten seconds of music."""


@dataclass(frozen=True)
class _Yard:
    """What every source is held against."""

    cases: Sequence[Asked]
    captions: NDArray[np.float32]
    true: _Answers
    held_out: Heap
    training: Heap
    baseline: dict[str, Jackknifed]

    @property
    def songs(self) -> list[int]:
        return [asked.clip.song_seed for asked in self.cases]


def measure_steps(
    judge: Judge,
    sources: Sequence[Source],
    cases: Sequence[Asked],
    training: Heap,
    *,
    pictures: Path,
    tick: Tick,
) -> StepsTable:
    """Every source on every case.

    Args:
        judge: who listens; its held-out clips are the reference of all distances.
        sources: what is compared; the first makes the cases' own true clips.
        cases: what is asked of each.
        training: where memorised music would come from.
        pictures: folder of spectrograms by step count (the paper's Figure 3).
        tick: called after each clip of each source.
    """
    tagger, baseline = judge.tagger, baseline_of(sources)
    shown: list[dict[str, Made]] = [{} for _ in cases[:PICTURES]]
    own_mels: list[NDArray[np.float32]] = []
    # The baseline goes first, so that each later clip can be held against its own.
    order = [baseline, *(source for source in sources if source is not baseline)]
    answers = {source: _answer(tagger, source, cases, own_mels, shown, tick) for source in order}
    for number, recordings in enumerate(shown):
        in_order = {source.title: recordings[source.title] for source in sources}
        _draw(in_order, cases[number], pictures / f"steps-{number:03d}.png")
    encoder = TextEncoder()
    captions = tagger.read(sentences([asked.request.prompt for asked in cases], encoder))
    songs = [asked.clip.song_seed for asked in cases]
    distances = {source: _distances(answers[source].clips, songs, judge.held_out) for source in sources[1:]}
    yard = _Yard(cases, captions, answers[sources[0]], judge.held_out, training, distances[baseline])
    rows = [_row(tagger, answers[source], distances.get(source, {}), yard) for source in sources]
    return StepsTable(
        rows=(rows[0], _other_songs(tagger, yard, len(cases), encoder), *rows[1:]),
        baseline=baseline.title,
        bars=max(asked.request.bars for asked in cases),
        reference_clips=len(judge.held_out.clips),
        reference_songs=len(set(judge.held_out.songs)),
        training_clips=len(training.clips),
        credentials=credentials(judge, encoder),
    )


def baseline_of(sources: Sequence[Source]) -> Source:
    """The first model's teacher of the fewest steps (the paper's 50), or else the first source that is a student's."""
    teachers = [source for source in sources if source.kind == "teacher"]
    students = [source for source in sources if source.kind == "student"]
    return [source for source in teachers if source.model == teachers[0].model][-1] if teachers else students[0]


def _answer(
    tagger: Tagger,
    source: Source,
    cases: Sequence[Asked],
    own_mels: list[NDArray[np.float32]],
    shown: list[dict[str, Made]],
    tick: Tick,
) -> _Answers:
    """All clips of a source; the first source to come fills `own_mels`, which the others are held against."""
    answers = _Answers(source, [], [], [], [])
    for number, asked in enumerate(cases):
        made = source.make(asked)
        answers.clips.append(listen(tagger, made.audio, made.sample_rate))
        answers.rows.append(_measure(made, asked, source))
        mels = mel_db(made.audio, made.sample_rate).astype(np.float32)
        if len(own_mels) <= number:
            own_mels.append(mels)
        answers.distances_db.append(float(np.abs(mels - own_mels[number]).mean()))
        scale = LATENCY_OF_SECONDS * made.sample_rate / len(made.audio)
        answers.stages.append({stage: seconds * scale for stage, seconds in made.stages.items()})
        if number < len(shown):
            shown[number][source.title] = made
        tick()
    return answers


def _measure(made: Made, asked: Asked, source: Source) -> ClipRow:
    request = asked.request
    pitched = asked.kind == "pitched"
    return measure_audio(
        made.audio,
        made.sample_rate,
        clip_grid(asked.clip),
        request.chords if pitched else None,
        key=request.key if pitched else None,
        source=source.title,
        asked=asked,
    )


def _distances(clips: Sequence[Listened], songs: Sequence[int], held_out: Heap) -> dict[str, Jackknifed]:
    """Every distance in every embedding."""
    found = {}
    for embedding in EMBEDDINGS:
        mine = Embedded([clip.windows(embedding) for clip in clips], songs)
        theirs = Embedded([clip.windows(embedding) for clip in held_out.clips], held_out.songs)
        for name, distance in DISTANCES.items():
            found[f"{name}, {embedding}"] = distance(mine, theirs)
    return found


def _over(distances: dict[str, Jackknifed], baseline: dict[str, Jackknifed]) -> dict[str, Estimate]:
    """Distances over the baseline's; none where the baseline's may be zero, since a ratio to that says nothing."""
    return {
        name: distance.over(baseline[name]) if baseline[name].estimate().low > 0 else NOTHING
        for name, distance in distances.items()
    }


def _row(tagger: Tagger, answers: _Answers, distances: dict[str, Jackknifed], yard: _Yard) -> StepsRow:
    heard = [clip.heard for clip in answers.clips]
    labels = [asked.clip for asked in yard.cases]
    nearness = nearest(heard, yard.training.heard)
    generated = bool(answers.stages and answers.stages[0])
    true = answers is yard.true
    return StepsRow(
        model=answers.source.model,
        source=answers.source.name,
        clips=len(heard),
        distances={name: distance.estimate() for name, distance in distances.items()},
        over_baseline=_over(distances, yard.baseline),
        inception=inception_score(heard, yard.songs).estimate(),
        kl=NOTHING if true else kl([clip.heard for clip in yard.true.clips], heard),
        text=text_similarity(heard, yard.captions),
        memorised=memorised(nearness),
        nearest=mean(nearness.tolist()),
        role=role_share(tagger, heard, labels),
        instrument=instrument_share(tagger, heard, labels),
        rhythm=rhythm([row for row in answers.rows if row.kind == "drums"]),
        harmony=harmony([row for row in answers.rows if row.kind == "pitched"]),
        attacks=attacks_summary([row.attacks for row in answers.rows]),
        sound=sound(answers.rows),
        distance_db=mean(answers.distances_db),
        seconds=mean([sum(stages.values()) for stages in answers.stages]) if generated else NOTHING,
        stages={stage: float(np.mean([s[stage] for s in answers.stages])) for stage in answers.stages[0]},
    )


def _other_songs(tagger: Tagger, yard: _Yard, clips: int, encoder: TextEncoder) -> StepsRow:
    """As many true clips of training songs, as if a perfect model had made them: the floor of every distance."""
    chosen = Heap(yard.training.clips[:clips], yard.training.labels[:clips])
    distances = _distances(chosen.clips, chosen.songs, yard.held_out)
    captions = tagger.read(sentences([label.captions[0] for label in chosen.labels], encoder))
    return StepsRow(
        model="",
        source="true clips of other songs",
        clips=len(chosen.clips),
        distances={name: distance.estimate() for name, distance in distances.items()},
        # Other songs than the cases': not to be compared in pairs.
        over_baseline={},
        inception=inception_score(chosen.heard, chosen.songs).estimate(),
        kl=NOTHING,
        text=text_similarity(chosen.heard, captions),
        memorised={},
        nearest=NOTHING,
        role=role_share(tagger, chosen.heard, chosen.labels),
        instrument=instrument_share(tagger, chosen.heard, chosen.labels),
        rhythm=rhythm([]),
        harmony=harmony([]),
        attacks=attacks_summary([]),
        sound=sound([]),
        distance_db=NOTHING,
        seconds=NOTHING,
        stages={},
    )


def _draw(recordings: dict[str, Made], asked: Asked, path: Path) -> None:
    """One case by every source, side by side."""
    grid = clip_grid(asked.clip)
    side_by_side(
        {name: made.audio for name, made in recordings.items()},
        next(iter(recordings.values())).sample_rate,
        path,
        title=f"{asked.request.prompt[:100]} (seed {asked.request.seed})",
        bar_seconds=float(grid.total_seconds / grid.bars),
    )
