"""Long music: windows under the shared restricted process beside independent windows.

In: a pipeline and cases eight windows long, as in the paper's Figure 2. Out: a `LongRow` for each method: whether
window borders are audible, how far single windows lie from true music, and whether the last window still sounds like
the first. Both methods share weights, conditions and prompts, and are decoded as one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.windows import independent_windows, model_window_plan, window_plan
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.shared_restriction import WindowPlan
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.timebase import MAX_BARS, TimeGrid
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.contestants import SourceAudio, made_by
from trainer.evaluation.judge import EMBEDDINGS, AnalysedClips, ClipAnalysis, Judge, Tick, analyse
from trainer.evaluation.prompts import Case
from trainer.metrics.coherence import timbre_distance
from trainer.metrics.distances import Embedded, frechet_distance, kernel_distance
from trainer.metrics.intervals import Estimate, mean, median
from trainer.metrics.pictures import side_by_side
from trainer.metrics.seams import bar_line_fluxes, flux_ratio, window_borders
from trainer.metrics.tagger import Tagger

WINDOWS = 8
PICTURES = 2
SHOWN_SECONDS = 70.0


@dataclass(frozen=True)
class LongRow:
    """The figures of one method of making long clips."""

    source: str
    clips: int
    border_flux_ratio: Estimate
    """Spectral flux at the bar lines where windows begin or end over that at the others; 1 is inaudible."""
    distances: dict[str, Estimate]
    """ "KAD, tagger" and so on, of single windows."""
    first_to_last: Estimate
    """Timbre distance from the first window's stretch to the last one's, dB (`coherence.py`)."""
    halves: Estimate
    """The same between the halves of one window: how much change is natural."""
    likeness: Estimate
    """Cosine of the first and the last window in the tagger's joint space."""
    seconds: Estimate
    """Seconds to make one minute."""


def window_bars(grid: TimeGrid) -> int:
    """Return the bars of one window; 0 if a window does not hold a whole number of them."""
    # For the longest clip: the plan of a short one is cut to its length.
    plan = window_plan(TimeGrid(grid.bpm, grid.meter, MAX_BARS), loop=False)
    return 0 if plan.window % grid.columns_per_bar else plan.window // grid.columns_per_bar


def long_bars(label: ClipLabel) -> int:
    """Return the bars of `WINDOWS` windows, or of as many as a request allows; 0 if that is under two windows."""
    bars = window_bars(clip_grid(label))
    windows = min(WINDOWS, MAX_BARS // bars) if bars else 0
    return bars * windows if windows > 1 else 0


def measure_long(
    judge: Judge,
    pipeline: Pipeline,
    identity: ModelIdentity,
    cases: Sequence[Case],
    *,
    pictures: Path,
    tick: Tick,
) -> list[LongRow]:
    """Measure both methods on every case, with a picture of the first few."""
    methods = {"shared restricted process": model_window_plan, "independent windows": independent_windows}
    shown: list[dict[str, SourceAudio]] = [{} for _ in cases[:PICTURES]]
    rows = []
    for name, plan_windows in methods.items():
        engine = Engine(pipeline, identity, plan_windows)
        pieces = []
        for number, case in enumerate(cases):
            made = made_by(engine, case.request.steps)(case)
            plan = plan_windows(pipeline, case.request.grid, loop=False)
            pieces.append(_Piece.of(judge.tagger, case, made, plan))
            if number < len(shown):
                shown[number][name] = made
            tick()
        rows.append(_row(name, pieces, [case.clip.song_seed for case in cases], judge.held_out))
    for number, recordings in enumerate(shown):
        _draw(recordings, cases[number], pictures / f"long-{number:03d}.png")
    return rows


@dataclass(frozen=True)
class _Piece:
    """The measurements of one long clip."""

    windows: list[ClipAnalysis]
    border_flux_ratio: float
    first_to_last: float
    halves: float
    minute_seconds: float

    @classmethod
    def of(cls, tagger: Tagger, case: Case, made: SourceAudio, plan: WindowPlan) -> _Piece:
        """Measure one clip, made in the windows of a plan."""
        grid, rate = case.request.grid, made.sample_rate
        starts = range(0, grid.bars, window_bars(grid))
        edges = [*(grid.bar_start_samples(bar, rate) for bar in starts), len(made.audio)]
        parts = [made.audio[start:end] for start, end in pairwise(edges)]
        borders = window_borders(plan.starts, plan.window, plan.length, grid.columns_per_bar)
        middle = len(parts[0]) // 2
        return cls(
            [analyse(tagger, part, rate) for part in parts],
            flux_ratio(bar_line_fluxes(made.audio, rate, grid), borders),
            timbre_distance(parts[0], parts[-1], rate),
            timbre_distance(parts[0][:middle], parts[0][middle:], rate),
            60 * sum(made.stages.values()) / float(grid.total_seconds),
        )


def _row(name: str, pieces: Sequence[_Piece], songs: Sequence[int], held_out: AnalysedClips) -> LongRow:
    distances = {}
    for embedding in EMBEDDINGS:
        mine = [window.windows(embedding) for piece in pieces for window in piece.windows]
        song_of = [song for song, piece in zip(songs, pieces, strict=True) for _ in piece.windows]
        theirs = Embedded([clip.windows(embedding) for clip in held_out.clips], held_out.songs)
        for distance_name, distance in (("KAD", kernel_distance), ("FAD", frechet_distance)):
            distances[f"{distance_name}, {embedding}"] = distance(Embedded(mine, song_of), theirs).estimate()
    return LongRow(
        source=name,
        clips=len(pieces),
        border_flux_ratio=median([piece.border_flux_ratio for piece in pieces]),
        distances=distances,
        first_to_last=mean([piece.first_to_last for piece in pieces]),
        halves=mean([piece.halves for piece in pieces]),
        likeness=mean([float(piece.windows[0].tags.joint @ piece.windows[-1].tags.joint) for piece in pieces]),
        seconds=mean([piece.minute_seconds for piece in pieces]),
    )


def _draw(recordings: dict[str, SourceAudio], case: Case, path: Path) -> None:
    grid = case.request.grid
    side_by_side(
        {name: made.audio for name, made in recordings.items()},
        next(iter(recordings.values())).sample_rate,
        path,
        title=case.request.prompt[:100],
        bar_seconds=float(window_bars(grid) * grid.total_seconds / grid.bars),
        shown_seconds=SHOWN_SECONDS,
    )
