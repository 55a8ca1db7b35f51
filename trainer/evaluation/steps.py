"""The paper's tables 1 to 3 for our models: the student by step count beside its teacher, one or several checkpoints.

In: sources (`contestants.py`), cases and true clips. Out: a `StepsRow` per source: distances to true music in two
embeddings, inception score, KL, text-audio similarity, memorisation, adherence to the request, and latency. All sources
start from the same noise for the same cases, so that rows are compared in pairs: a ratio to the teacher's distance
depends little on which songs were drawn. Rows of true music show what the best possible model would score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.model.text_encoder import TextEncoder
from trainer.dataset.features import clip_grid
from trainer.evaluation.contestants import Source, SourceAudio
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
from trainer.evaluation.judge import (
    EMBEDDINGS,
    AnalysedClips,
    ClipAnalysis,
    Judge,
    TaggerAccuracy,
    Tick,
    analyse,
    instrument_share,
    role_share,
    tagger_accuracy,
)
from trainer.evaluation.prompts import Case
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
"""Length of the paper's clips."""


@dataclass(frozen=True)
class StepsRow:
    """The figures of one source; those that do not apply have a count of 0."""

    model: str
    source: str
    clips: int
    distances: dict[str, Estimate]
    """ "KAD, tagger" and so on."""
    over_baseline: dict[str, Estimate]
    """Each distance divided by the baseline's: 1 is equally near to true music."""
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
    """Seconds to make ten seconds of music."""
    stages: dict[str, float]
    """The same by stage."""


@dataclass(frozen=True)
class StepsTable:
    """All rows, and what they are based on."""

    rows: tuple[StepsRow, ...]
    baseline: str
    bars: int
    reference_clips: int
    reference_songs: int
    training_clips: int
    tagger_accuracy: TaggerAccuracy


@dataclass
class _Measured:
    """All clips of one source, analysed and measured."""

    source: Source
    clips: list[ClipAnalysis]
    rows: list[ClipRow]
    distances_db: list[float]
    stages: list[dict[str, float]]
    """Seconds of each stage for ten seconds of music, per clip."""


@dataclass(frozen=True)
class _References:
    """What every source is compared with."""

    cases: Sequence[Case]
    captions: NDArray[np.float32]
    true: _Measured
    held_out: AnalysedClips
    training: AnalysedClips
    baseline: dict[str, Jackknifed]

    @property
    def songs(self) -> list[int]:
        """The song of each case, by its seed: clips of one song are not independent."""
        return [case.clip.song_seed for case in self.cases]


def measure_steps(
    judge: Judge,
    sources: Sequence[Source],
    cases: Sequence[Case],
    training: AnalysedClips,
    *,
    pictures: Path,
    tick: Tick,
) -> StepsTable:
    """Measure every source on every case.

    Args:
        judge: the tagger; its held-out clips are the reference of all distances.
        sources: what is compared; the first gives the cases' own true clips.
        cases: what each source is asked for.
        training: the clips that memorised music would come from.
        pictures: folder of spectrograms by step count (the paper's Figure 3).
        tick: called after each clip of each source.
    """
    tagger, baseline = judge.tagger, baseline_of(sources)
    shown: list[dict[str, SourceAudio]] = [{} for _ in cases[:PICTURES]]
    baseline_mels: list[NDArray[np.float32]] = []
    # The baseline goes first, so that each later clip can be compared with the baseline's.
    order = [baseline, *(source for source in sources if source is not baseline)]
    measured = {source: _measure_source(tagger, source, cases, baseline_mels, shown, tick) for source in order}
    for number, recordings in enumerate(shown):
        in_order = {source.title: recordings[source.title] for source in sources}
        _draw(in_order, cases[number], pictures / f"steps-{number:03d}.png")
    encoder = TextEncoder()
    captions = tagger.embed_captions(sentences([case.request.prompt for case in cases], encoder))
    songs = [case.clip.song_seed for case in cases]
    distances = {source: _distances(measured[source].clips, songs, judge.held_out) for source in sources[1:]}
    references = _References(cases, captions, measured[sources[0]], judge.held_out, training, distances[baseline])
    rows = [_row(tagger, measured[source], distances.get(source, {}), references) for source in sources]
    return StepsTable(
        rows=(rows[0], _other_songs(tagger, references, len(cases), encoder), *rows[1:]),
        baseline=baseline.title,
        bars=max(case.request.bars for case in cases),
        reference_clips=len(judge.held_out.clips),
        reference_songs=len(set(judge.held_out.songs)),
        training_clips=len(training.clips),
        tagger_accuracy=tagger_accuracy(judge, encoder),
    )


def baseline_of(sources: Sequence[Source]) -> Source:
    """Pick the first model's teacher with the fewest steps (the paper's 50), or else the first student."""
    teachers = [source for source in sources if source.kind == "teacher"]
    students = [source for source in sources if source.kind == "student"]
    return [source for source in teachers if source.model == teachers[0].model][-1] if teachers else students[0]


def _measure_source(
    tagger: Tagger,
    source: Source,
    cases: Sequence[Case],
    baseline_mels: list[NDArray[np.float32]],
    shown: list[dict[str, SourceAudio]],
    tick: Tick,
) -> _Measured:
    """Measure all clips of a source; the first source fills `baseline_mels`, with which the others are compared."""
    measured = _Measured(source, [], [], [], [])
    for number, case in enumerate(cases):
        made = source.make(case)
        measured.clips.append(analyse(tagger, made.audio, made.sample_rate))
        measured.rows.append(_measure_clip(made, case, source))
        mels = mel_db(made.audio, made.sample_rate).astype(np.float32)
        if len(baseline_mels) <= number:
            baseline_mels.append(mels)
        measured.distances_db.append(float(np.abs(mels - baseline_mels[number]).mean()))
        scale = LATENCY_OF_SECONDS * made.sample_rate / len(made.audio)
        measured.stages.append({stage: seconds * scale for stage, seconds in made.stages.items()})
        if number < len(shown):
            shown[number][source.title] = made
        tick()
    return measured


def _measure_clip(made: SourceAudio, case: Case, source: Source) -> ClipRow:
    request = case.request
    pitched = case.kind == "pitched"
    return measure_audio(
        made.audio,
        made.sample_rate,
        clip_grid(case.clip),
        request.chords if pitched else None,
        key=request.key if pitched else None,
        source=source.title,
        case=case,
    )


def _distances(clips: Sequence[ClipAnalysis], songs: Sequence[int], held_out: AnalysedClips) -> dict[str, Jackknifed]:
    """Compute every distance in every embedding."""
    found = {}
    for embedding in EMBEDDINGS:
        mine = Embedded([clip.windows(embedding) for clip in clips], songs)
        theirs = Embedded([clip.windows(embedding) for clip in held_out.clips], held_out.songs)
        for name, distance in DISTANCES.items():
            found[f"{name}, {embedding}"] = distance(mine, theirs)
    return found


def _over(distances: dict[str, Jackknifed], baseline: dict[str, Jackknifed]) -> dict[str, Estimate]:
    """Divide distances by the baseline's, but not where that may be zero: such a ratio says nothing."""
    return {
        name: distance.over(baseline[name]) if baseline[name].estimate().low > 0 else NOTHING
        for name, distance in distances.items()
    }


def _row(tagger: Tagger, measured: _Measured, distances: dict[str, Jackknifed], references: _References) -> StepsRow:
    tags = [clip.tags for clip in measured.clips]
    labels = [case.clip for case in references.cases]
    nearness = nearest(tags, references.training.tags)
    generated = bool(measured.stages and measured.stages[0])
    true = measured is references.true
    return StepsRow(
        model=measured.source.model,
        source=measured.source.name,
        clips=len(tags),
        distances={name: distance.estimate() for name, distance in distances.items()},
        over_baseline=_over(distances, references.baseline),
        inception=inception_score(tags, references.songs).estimate(),
        kl=NOTHING if true else kl([clip.tags for clip in references.true.clips], tags),
        text=text_similarity(tags, references.captions),
        memorised=memorised(nearness),
        nearest=mean(nearness.tolist()),
        role=role_share(tagger, tags, labels),
        instrument=instrument_share(tagger, tags, labels),
        rhythm=rhythm([row for row in measured.rows if row.kind == "drums"]),
        harmony=harmony([row for row in measured.rows if row.kind == "pitched"]),
        attacks=attacks_summary([row.attacks for row in measured.rows]),
        sound=sound(measured.rows),
        distance_db=mean(measured.distances_db),
        seconds=mean([sum(stages.values()) for stages in measured.stages]) if generated else NOTHING,
        stages={stage: float(np.mean([s[stage] for s in measured.stages])) for stage in measured.stages[0]},
    )


def _other_songs(tagger: Tagger, references: _References, clips: int, encoder: TextEncoder) -> StepsRow:
    """Measure as many true clips of training songs as if a perfect model had made them: the floor of every distance."""
    chosen = AnalysedClips(references.training.clips[:clips], references.training.labels[:clips])
    distances = _distances(chosen.clips, chosen.songs, references.held_out)
    captions = tagger.embed_captions(sentences([label.captions[0] for label in chosen.labels], encoder))
    return StepsRow(
        model="",
        source="true clips of other songs",
        clips=len(chosen.clips),
        distances={name: distance.estimate() for name, distance in distances.items()},
        # Songs other than the cases': they cannot be compared in pairs.
        over_baseline={},
        inception=inception_score(chosen.tags, chosen.songs).estimate(),
        kl=NOTHING,
        text=text_similarity(chosen.tags, captions),
        memorised={},
        nearest=NOTHING,
        role=role_share(tagger, chosen.tags, chosen.labels),
        instrument=instrument_share(tagger, chosen.tags, chosen.labels),
        rhythm=rhythm([]),
        harmony=harmony([]),
        attacks=attacks_summary([]),
        sound=sound([]),
        distance_db=NOTHING,
        seconds=NOTHING,
        stages={},
    )


def _draw(recordings: dict[str, SourceAudio], case: Case, path: Path) -> None:
    """Draw one case by every source, side by side."""
    grid = clip_grid(case.clip)
    side_by_side(
        {name: made.audio for name, made in recordings.items()},
        next(iter(recordings.values())).sample_rate,
        path,
        title=f"{case.request.prompt[:100]} (seed {case.request.seed})",
        bar_seconds=float(grid.total_seconds / grid.bars),
    )
