"""From a recording and its stated facts to stretches of whole bars: where each begins, its tempo, whether it loops.

In: audio (S, 2) at 44.1 kHz and `Facts`. Out: a `Cut`. Stated facts are taken as they are. What is missing is detected
by `musiccm_daw/analysis/beats.py` and noted in `estimated` with its confidence; 0 marks an assumption that was not
checked at all. A file that is a whole number of bars long stays whole; any other is cut into stretches of eight bars
from its first downbeat on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis import beats
from musiccm_daw.analysis.signal import mono, resampled
from musiccm_daw.timebase import MAX_BPM, MIN_BPM, Meter, TimeGrid, plain_bpm, round_half_up
from trainer.corpus.importing.audio_files import SAMPLE_RATE, Unusable
from trainer.corpus.importing.facts import Facts

CLIP_BARS = 8
REST_BARS = 4
"""What is left at a song's end becomes a clip if it is at least a window of the denoiser long."""
LONGEST_LOOP_BARS = 16
SHORTEST_SAMPLES = SAMPLE_RATE // 2
"""Anything shorter is a single hit: half a second is a bar of 2/4 at 240 bpm."""
SLACK_SAMPLES = round(0.03 * SAMPLE_RATE)
"""How much longer or shorter than its bars a loop may be: encoders pad, and programs round tempos in file names."""
STRETCH = 0.01
"""A file called a loop may be this far from its stated tempo; its length then decides."""
LOOP_TEMPO_ERROR = 0.02
"""An estimated tempo and a length in whole bars agree this closely by chance in 1 file of 17."""
CLIP_SECONDS = 20.0
"""About as long as eight bars last."""


@dataclass(frozen=True)
class Stretch:
    """A future clip: its first sample, its grid, and the bar of the music that it begins with (the downbeat's is 0)."""

    start_samples: int
    grid: TimeGrid
    first_bar: int
    loop: bool


@dataclass(frozen=True)
class Cut:
    """All stretches of a file, and the confidence (0 to 1) of every fact that was not stated."""

    stretches: tuple[Stretch, ...]
    estimated: dict[str, float]


def cut_into_bars(audio: NDArray[np.float32], facts: Facts) -> Cut:
    """Find the bars of a recording.

    Raises:
        Unusable: it is shorter than a bar.
    """
    if len(audio) < SHORTEST_SAMPLES:
        raise Unusable(f"too short: {len(audio) / SAMPLE_RATE:.2f} s cannot hold a bar")
    estimated = {} if facts.meter else {"meter": 0.0}
    meter = facts.meter or Meter()
    if facts.bpm is not None:
        return _cut_at(audio, facts, facts.bpm, meter, estimated)
    attacks = beats.measure_attacks(resampled(mono(audio), SAMPLE_RATE, beats.ANALYSIS_RATE))
    tempo = beats.estimate_tempo(attacks)
    if facts.hint is not None and (_same_beat(tempo.bpm, facts.hint) or _whole_bars(len(audio), facts.hint, meter)):
        return _cut_at(audio, facts, facts.hint, meter, estimated)
    estimated["bpm"] = round(tempo.confidence, 3)
    loop = None if facts.downbeat_seconds else _detected_loop(len(audio), attacks, tempo, meter, facts.loop)
    if loop is not None:
        return Cut((Stretch(0, loop, 0, facts.loop is not False),), estimated)
    return _cut_at_detected_tempo(audio, facts, attacks, tempo, meter, estimated)


def _cut_at(audio: NDArray[np.float32], facts: Facts, bpm: Fraction, meter: Meter, estimated: dict[str, float]) -> Cut:
    """Cut at a stated tempo."""
    total = len(audio)
    if not facts.downbeat_seconds:
        whole = _whole_bars(total, bpm, meter)
        if whole is None and facts.loop:
            whole = _whole_bars_nearly(total, bpm, meter)
            if whole is not None:
                estimated["bpm"] = 1.0 - abs(float(whole.bpm / bpm) - 1) / STRETCH
        if whole is not None:
            return Cut((Stretch(0, whole, 0, facts.loop is not False),), estimated)
    first = facts.downbeat_seconds
    if first is None and (chance := _begins_with_a_bar(total, float(bpm), meter)):
        first = Fraction(0)
        estimated["downbeat"] = round(1 - chance, 3)
    if first is None:
        attacks = beats.measure_attacks(resampled(mono(audio), SAMPLE_RATE, beats.ANALYSIS_RATE))
        downbeat = beats.estimate_downbeat(attacks, float(bpm), meter)
        bar = 60 / float(bpm) * float(meter.quarters_per_bar)
        # A bar that begins just before the file is taken to begin with it.
        inside = downbeat.seconds % bar
        first = Fraction(0) if bar - inside < SLACK_SAMPLES / SAMPLE_RATE else Fraction(inside)
        estimated["downbeat"] = round(downbeat.confidence, 3)
    return Cut(tuple(_even_stretches(total, bpm, meter, first)), estimated)


def _even_stretches(total_samples: int, bpm: Fraction, meter: Meter, first_seconds: Fraction) -> list[Stretch]:
    """Cut every eight bars from the first downbeat on; each position is rounded once and never summed."""
    bar = meter.quarters_per_bar * 60 / bpm * SAMPLE_RATE
    begin = first_seconds * SAMPLE_RATE
    bars = max(int((total_samples + SLACK_SAMPLES - begin) / bar), 0)
    if bars == 0:
        raise Unusable(_too_short(total_samples, bpm))
    return [
        Stretch(round_half_up(begin + first * bar), TimeGrid(bpm, meter, count), first, loop=False)
        for first, count in _clips(bars)
    ]


def _clips(bars: int) -> list[tuple[int, int]]:
    """Return the first bar and the number of bars of each clip that `bars` bars make."""
    if bars < CLIP_BARS:
        return [(0, bars)]
    clips = [(first, CLIP_BARS) for first in range(0, bars - CLIP_BARS + 1, CLIP_BARS)]
    rest = bars % CLIP_BARS
    return [*clips, (bars - rest, rest)] if rest >= REST_BARS else clips


def _cut_at_detected_tempo(
    audio: NDArray[np.float32],
    facts: Facts,
    attacks: beats.Attacks,
    tempo: beats.Tempo,
    meter: Meter,
    estimated: dict[str, float],
) -> Cut:
    """Cut at the detected tempo: on one grid where it is steady, each stretch on its own where players drift."""
    begin = facts.downbeat_seconds
    downbeat = beats.Downbeat(float(begin or 0), 1.0)
    if begin is None:
        if chance := _begins_with_a_bar(len(audio), float(plain_bpm(tempo.bpm, attacks.seconds)), meter):
            begin, downbeat = Fraction(0), beats.Downbeat(0.0, 1 - chance)
        else:
            downbeat = beats.estimate_downbeat(attacks, tempo.bpm, meter)
        estimated["downbeat"] = round(downbeat.confidence, 3)
    followed = beats.follow_bars(attacks, tempo, downbeat, meter, CLIP_BARS)
    grid = beats.steady(followed, meter, CLIP_BARS)
    if grid is not None or len(followed) < 2:
        bars = grid or beats.Bars(downbeat.seconds, tempo.bpm)
        first = begin if begin is not None else Fraction(max(bars.seconds, 0.0))
        stretches = _even_stretches(len(audio), plain_bpm(bars.bpm, attacks.seconds), meter, first)
    else:
        stretches = [
            Stretch(
                max(round(each.seconds * SAMPLE_RATE), 0),
                TimeGrid(plain_bpm(each.bpm, CLIP_SECONDS), meter, CLIP_BARS),
                number * CLIP_BARS,
                loop=False,
            )
            for number, each in enumerate(followed)
        ]
    return Cut(tuple(stretches), estimated)


def _detected_loop(
    total_samples: int, attacks: beats.Attacks, tempo: beats.Tempo, meter: Meter, stated: bool | None
) -> TimeGrid | None:
    """Return the grid of a file that is a power of two in bars long at nearly the detected tempo; None for others.

    A file that is called a loop is always one: its number of bars is then the one whose tempo fits its attacks best.
    """
    seconds = total_samples / SAMPLE_RATE
    lengths = [1, 2, 4, 8, 16] if stated is not True else [1, 2, 3, 4, 6, 8, 12, 16]
    grids = []
    for bars in lengths:
        bpm = bars * float(meter.quarters_per_bar) * 60 / seconds
        if MIN_BPM <= bpm <= MAX_BPM:
            grids.append(TimeGrid(plain_bpm(bpm, seconds), meter, bars))
    close = [grid for grid in grids if abs(float(grid.bpm) / tempo.bpm - 1) <= LOOP_TEMPO_ERROR]
    if close or stated is not True:
        return close[0] if close else None
    usual = [grid for grid in grids if beats.LOWEST_BPM <= grid.bpm <= beats.HIGHEST_BPM]
    return max(usual, key=lambda grid: beats.preference(attacks, float(grid.bpm)), default=None)


def _begins_with_a_bar(total_samples: int, bpm: float, meter: Meter) -> float:
    """Return the probability that the file is whole bars long only by chance; 0 if it is not whole bars long."""
    bar = 60 / bpm * float(meter.quarters_per_bar) * SAMPLE_RATE
    away = abs((total_samples + bar / 2) % bar - bar / 2)
    return 2 * SLACK_SAMPLES / bar if away <= SLACK_SAMPLES and total_samples >= bar / 2 else 0.0


def _whole_bars(total_samples: int, bpm: Fraction, meter: Meter) -> TimeGrid | None:
    """Return the grid of a file that is a whole number of bars long at a known tempo; None for others."""
    bars = round_half_up(total_samples * bpm / (60 * SAMPLE_RATE * meter.quarters_per_bar))
    if not 1 <= bars <= LONGEST_LOOP_BARS:
        return None
    grid = TimeGrid(bpm, meter, bars)
    return grid if abs(grid.total_samples(SAMPLE_RATE) - total_samples) <= SLACK_SAMPLES else None


def _whole_bars_nearly(total_samples: int, bpm: Fraction, meter: Meter) -> TimeGrid | None:
    """Return the grid of a loop whose stated tempo was rounded: its length gives the exact tempo."""
    bars = round_half_up(total_samples * bpm / (60 * SAMPLE_RATE * meter.quarters_per_bar))
    if not 1 <= bars <= LONGEST_LOOP_BARS:
        return None
    exact = bars * float(meter.quarters_per_bar) * 60 * SAMPLE_RATE / total_samples
    near = abs(exact / float(bpm) - 1) <= STRETCH and MIN_BPM <= exact <= MAX_BPM
    return TimeGrid(plain_bpm(exact, total_samples / SAMPLE_RATE), meter, bars) if near else None


def _same_beat(detected: float, hint: Fraction) -> bool:
    """Return whether the detected tempo confirms a number in a file's name, an octave up or down allowed."""
    return any(abs(detected / float(hint) / relation - 1) <= beats.SEARCH for relation in (0.5, 1.0, 2.0))


def _too_short(samples: int, bpm: Fraction) -> str:
    return f"too short: {samples / SAMPLE_RATE:.2f} s are less than one bar at {float(bpm):g} bpm"
