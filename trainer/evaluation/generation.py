"""Adherence of generated music to its request: tempo, grid and chords of each clip, beside those of true clips.

In: cases (`prompts.py`) and something that generates. Out: a `ClipRow` per clip and summaries with intervals. The true
clip of each case is measured in the same way; what counts is the distance between the two, not the bare figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.chroma import chroma
from musiccm_daw.analysis.tonality import clip_key
from musiccm_daw.clip import Clip
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import Meter, TimeGrid
from trainer.dataset.features import clip_grid
from trainer.evaluation.prompts import Case
from trainer.evaluation.selection import label_audio, label_chords
from trainer.evaluation.swing import SWUNG, measure_swing, swing_unit
from trainer.metrics.attacks import AttackProfile, attacks
from trainer.metrics.chords import ChordMatch, match_chroma
from trainer.metrics.intervals import Estimate, mean, median, pooled_ratio, wilson
from trainer.metrics.keys import key_score
from trainer.metrics.meter import candidate_of, detect_meter
from trainer.metrics.onsets import SIXTEENTHS, grid_errors, onsets
from trainer.metrics.sanity import Sanity, sanity
from trainer.metrics.tempo import chance, estimated_bpm, tempo_agrees

Generate = Callable[[GenerationRequest], Clip]
# Index among the clip's stems and variations: every case asks for one.
FIRST = 0
DRUM_KINDS = ("drums", "feel")
POINTS_BELOW_CORPUS = 0.05


@dataclass(frozen=True)
class ClipRow:
    """The measurements of one clip, generated ("model") or true ("corpus")."""

    source: str
    kind: str
    wording: str
    prompt: str
    seed: int
    bpm: float
    estimated_bpm: float | None
    tempo_agrees: bool
    onsets: int
    on_grid: int
    on_sixteenths: int
    grid_error_median_ms: float
    grid_error_p95_ms: float
    grid_chance: float
    chords: str
    chord_match: ChordMatch | None
    key: str
    key_detected: str
    key_score: float
    """1 for the requested key, less for its relatives (MIREX); nan if none was requested."""
    meter: str
    meter_detected: str
    """ "" for clips other than drums, and if none is detected."""
    swing: float
    """Swing of the case's true clip; nan for clips other than those of `feel_cases`."""
    swing_measured: float
    attacks: AttackProfile
    sanity: Sanity


def measure_audio(
    audio: NDArray[np.floating],
    sample_rate: int,
    grid: TimeGrid,
    chords: ChordProgression | None,
    *,
    key: Key | None,
    source: str,
    case: Case,
) -> ClipRow:
    """Measure one clip; harmony only if its chords are known, meter and swing only for drums."""
    estimate = estimated_bpm(audio, sample_rate)
    times = onsets(audio, sample_rate)
    fine, coarse = grid_errors(times, grid), grid_errors(times, grid, SIXTEENTHS)
    errors_ms = 1_000 * fine.distances
    frames = chroma(audio, sample_rate) if chords else None
    found = clip_key(frames) if frames is not None and key is not None else None
    meter = detect_meter(audio, sample_rate, grid) if case.kind in DRUM_KINDS else None
    of_feel = case.kind == "feel"
    return ClipRow(
        source=source,
        kind=case.kind,
        wording=case.wording,
        prompt=case.request.prompt,
        seed=case.request.seed,
        bpm=float(grid.bpm),
        estimated_bpm=estimate,
        tempo_agrees=tempo_agrees(estimate, float(grid.bpm)),
        onsets=len(times),
        on_grid=fine.within,
        on_sixteenths=coarse.within,
        grid_error_median_ms=float(np.median(errors_ms)) if len(times) else float("nan"),
        grid_error_p95_ms=float(np.percentile(errors_ms, 95)) if len(times) else float("nan"),
        grid_chance=fine.chance_share,
        chords=str(chords) if chords else "",
        chord_match=match_chroma(frames, grid, chords) if frames is not None and chords else None,
        key=str(key) if key else "",
        key_detected=str(found) if found else "",
        key_score=key_score(key, found) if frames is not None and key is not None else float("nan"),
        meter=str(grid.meter),
        meter_detected=str(meter or ""),
        swing=case.clip.swing if of_feel else float("nan"),
        swing_measured=measure_swing(times, grid, swing_unit(case.clip.style)) if of_feel else float("nan"),
        attacks=attacks(audio, sample_rate, grid.bars),
        sanity=sanity(audio, sample_rate, grid),
    )


def measure_generated(case: Case, clip: Clip) -> ClipRow:
    """Measure what the model generated for a case."""
    return measure_audio(
        clip.stems[FIRST].audio,
        clip.sample_rate,
        clip.grid,
        case.request.chords if case.kind == "pitched" else None,
        key=case.request.key,
        source="model",
        case=case,
    )


def measure_true(corpus: Path, case: Case) -> ClipRow:
    """Measure the true clip of a case."""
    audio, sample_rate = label_audio(corpus, case.clip)
    chords = label_chords(case.clip)
    key = Key.parse(case.clip.key) if chords else None
    return measure_audio(audio, sample_rate, clip_grid(case.clip), chords, key=key, source="corpus", case=case)


@dataclass(frozen=True)
class RhythmSummary:
    """Tempo and grid figures over clips."""

    tempo: Estimate
    tempo_chance: float
    on_grid: Estimate
    on_sixteenths: Estimate
    grid_chance: float
    grid_error_median_ms: Estimate
    """Median over clips of each clip's median."""
    grid_error_p95_ms: Estimate


def rhythm(rows: Sequence[ClipRow]) -> RhythmSummary:
    """Summarise the rhythm of several clips."""
    counts = [row.onsets for row in rows]
    return RhythmSummary(
        tempo=wilson(sum(row.tempo_agrees for row in rows), len(rows)),
        tempo_chance=chance([row.estimated_bpm for row in rows], [row.bpm for row in rows]),
        on_grid=pooled_ratio([row.on_grid for row in rows], counts),
        on_sixteenths=pooled_ratio([row.on_sixteenths for row in rows], counts),
        grid_chance=pooled_ratio([row.grid_chance * row.onsets for row in rows], counts).value,
        grid_error_median_ms=median([row.grid_error_median_ms for row in rows]),
        grid_error_p95_ms=median([row.grid_error_p95_ms for row in rows]),
    )


@dataclass(frozen=True)
class FeelSummary:
    """Meter and swing figures over drum clips."""

    common: Estimate
    """Share of clips in 4/4 that are detected as 4/4."""
    other: Estimate
    """Share of clips in other meters that are detected as their own."""
    other_as_common: Estimate
    """Share of these that are detected as 4/4, which is all that a model without other meters can play."""
    swung: Estimate
    """Mean swing measured where captions say that the clip swings: 0 is straight, 1 is triplets."""
    straight: Estimate
    """The same where the true clips are straight."""
    swing_as_requested: Estimate
    """Share of clips that are swung or straight as requested; 50 % by chance."""


def feel(rows: Sequence[ClipRow]) -> FeelSummary:
    """Summarise meter and swing of several clips."""
    common = [row for row in rows if row.meter == "4/4"]
    others = [row for row in rows if row.meter != "4/4"]
    swung = [row.swing_measured for row in rows if row.swing >= SWUNG and np.isfinite(row.swing_measured)]
    straight = [row.swing_measured for row in rows if row.swing == 0 and np.isfinite(row.swing_measured)]
    right = [swing >= SWUNG / 2 for swing in swung] + [swing < SWUNG / 2 for swing in straight]
    return FeelSummary(
        common=wilson(sum(row.meter_detected == "4/4" for row in common), len(common)),
        other=wilson(
            sum(row.meter_detected == str(candidate_of(Meter.parse(row.meter))) for row in others), len(others)
        ),
        other_as_common=wilson(sum(row.meter_detected == "4/4" for row in others), len(others)),
        swung=mean(swung),
        straight=mean(straight),
        swing_as_requested=wilson(sum(right), len(right)),
    )


@dataclass(frozen=True)
class HarmonySummary:
    """Root and key figures over clips: how often each interval above the requested root was picked."""

    root: Estimate
    """Share of chords whose best triad has the requested root."""
    transposition: Estimate
    """Share of chords that match better than their own transpositions."""
    picked: tuple[int, ...]
    """Counts of best triads 0 (the requested root) to 11 semitones above it."""
    silent: int
    next_best: int
    """The most frequent wrong interval."""
    next_best_share: Estimate
    key: Estimate
    """Share of clips in which the requested key is detected."""
    key_score: Estimate
    """Mean MIREX score of the keys."""


def harmony(rows: Sequence[ClipRow]) -> HarmonySummary:
    """Summarise the picked roots and keys of several clips."""
    matches = [row.chord_match for row in rows if row.chord_match is not None]
    chords = [len(clip.intervals) for clip in matches]
    counts = Counter(interval for clip in matches for interval in clip.intervals)
    next_best = max(range(1, 12), key=lambda interval: counts[interval])
    keys = [row for row in rows if row.chord_match is not None and row.key]
    return HarmonySummary(
        root=pooled_ratio([clip.intervals.count(0) for clip in matches], chords),
        transposition=pooled_ratio([clip.transposition_intervals.count(0) for clip in matches], chords),
        picked=tuple(counts[interval] for interval in range(12)),
        silent=counts[None],
        next_best=next_best,
        next_best_share=pooled_ratio([clip.intervals.count(next_best) for clip in matches], chords),
        key=wilson(sum(row.key == row.key_detected for row in keys), len(keys)),
        key_score=mean([row.key_score for row in keys]),
    )


def faults(rows: Sequence[ClipRow]) -> dict[str, int]:
    """Count the clips with each fault."""
    return dict(Counter(fault for row in rows for fault in row.sanity.faults))


@dataclass(frozen=True)
class SoundSummary:
    """Loudness, width and seam figures over clips."""

    lufs: Estimate
    true_peak_db: Estimate
    crest_db: Estimate
    width_db: Estimate
    seam_flux_ratio: Estimate
    """Median over clips; 1 if the loop's seam is like any other bar line."""
    clicks: Estimate
    """Share of clips whose loop clicks at its join."""


def sound(rows: Sequence[ClipRow]) -> SoundSummary:
    """Summarise loudness, width and seams of several clips."""
    measured = [row.sanity for row in rows]
    return SoundSummary(
        lufs=median([clip.lufs for clip in measured]),
        true_peak_db=median([clip.true_peak_db for clip in measured]),
        crest_db=median([clip.crest_db for clip in measured]),
        width_db=median([clip.width_db for clip in measured]),
        seam_flux_ratio=median([clip.seam_flux_ratio for clip in measured]),
        clicks=wilson(sum(clip.clicks for clip in measured), len(measured)),
    )
