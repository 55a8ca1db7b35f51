"""Tempo, meter and length in bars of audio that begins with a bar and ends with one, or seems to.

In: the attacks of a whole file (`beats.py`). Out: the likeliest count of bars, and how likely it is. That the audio is
whole bars says more than any beat tracker finds: every bar, beat and 16th then comes a whole number of times and begins
with the audio, so that only a few tempos are left to be compared. Counts that are no whole bars compete as well, so
that audio which was cut elsewhere is noticed.

A count is scored by what repeats with it: attacks on its 8ths and 16ths, changes of harmony on its bar lines, attacks
that come again after a beat and a bar; and by how usual such a tempo, meter and length are. The weights are those of a
conditional logit (McFadden 1974) over the candidates, rounded, from 1 100 training clips of one to eight bars; with
them the shares of the candidates are probabilities. Harmonics of a pulse are summed as in the Fourier tempogram of
Grosche and Müller 2011; phase counts here, since it is known where the first beat lies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.beats import EARLY_SECONDS, FRAME_RATE, Attacks
from musiccm_daw.timebase import MAX_BARS, Meter

METERS = tuple(Meter.parse(text) for text in ("4/4", "3/4", "6/8", "12/8", "5/4", "7/8"))
SLOWEST_BPM, FASTEST_BPM = 40.0, 240.0
USUAL_BPM = 105.0
"""Where a tempo is likeliest; it costs `OCTAVE_WEIGHT` times the square of the octaves away from here."""
PARTS_OF_A_BAR = 32
"""Counts that are no whole bars are tried in steps of this: the audio may end anywhere."""
FINEST = 32
"""Steps between whole cycles in which the strength of a pulse is known."""

EVIDENCE_WEIGHT, OCTAVE_WEIGHT, LENGTH_WEIGHT = 3.0, 1.6, 0.7
"""Of what repeats, of the tempo, and of the logarithm of how usual a length is."""
OTHER_METER = 2.0
"""What a meter costs that is not the first of `METERS`."""
USUAL_LENGTHS = {
    1: 0.05,
    2: 0.12,
    3: 0.015,
    4: 0.28,
    6: 0.03,
    8: 0.28,
    12: 0.04,
    16: 0.12,
    24: 0.01,
    32: 0.03,
    64: 0.01,
}
"""How likely a loop has that many bars; others: `UNUSUAL_LENGTH`."""
UNUSUAL_LENGTH = 0.003
WHOLE_BEATS, BROKEN_BEATS = 0.5, 1.5
"""What a count of no whole bars costs beyond an unusual length, if it is one of whole beats or of none."""
CHANGE_FRAMES = round(0.37 * FRAME_RATE)
"""Harmony before and after a bar line is compared over this long."""


@dataclass(frozen=True)
class Count:
    """A number of bars that audio may last."""

    bars: Fraction
    meter: Meter

    def bpm(self, seconds: float) -> float:
        """Return the tempo at which audio lasts so many bars, in quarter notes per minute."""
        return float(self.bars * self.meter.quarters_per_bar) * 60 / seconds


@dataclass(frozen=True)
class LikeliestCount:
    """The likeliest count, and how likely it is, from 0 to 1."""

    count: Count
    confidence: float


def possible_counts(seconds: float, meters: Sequence[Meter] = METERS) -> list[Count]:
    """Return all counts at usual tempos: whole ones of every meter, and broken ones of the first.

    Empty for audio that is shorter than a bar, or longer than `MAX_BARS`.
    """
    found = []
    for meter in meters:
        quarters = float(meter.quarters_per_bar)
        low, high = (limit * seconds / 60 / quarters for limit in (SLOWEST_BPM, FASTEST_BPM))
        parts = PARTS_OF_A_BAR if meter == meters[0] else 1
        first, last = max(math.ceil(low * parts), parts), min(math.floor(high), MAX_BARS) * parts
        found += [Count(Fraction(step, parts), meter) for step in range(first, last + 1)]
    return found


def likeliest(attacks: Attacks, seconds: float, counts: Sequence[Count]) -> LikeliestCount:
    """Return the count that fits the attacks of audio best; there must be one."""
    pulses = _Pulses(attacks)
    evidence = np.array([pulses.evidence(count, seconds) for count in counts])
    scores = EVIDENCE_WEIGHT * evidence + np.array([_usualness(count, seconds) for count in counts])
    shares = np.exp(scores - scores.max())
    best = int(shares.argmax())
    return LikeliestCount(counts[best], float(shares[best] / shares.sum()))


def _usualness(count: Count, seconds: float) -> float:
    """Return how usual a count is, as the logarithm of a probability but for a constant."""
    meter, bars = count.meter, count.bars
    # Of compound meters, the tempo in beats counts as much as that in quarters.
    paces = (count.bpm(seconds), count.bpm(seconds) / float(meter.beat_quarters) if _is_compound(meter) else None)
    octaves = [float(np.log2(pace / USUAL_BPM)) ** 2 for pace in paces if pace is not None]
    score = -OCTAVE_WEIGHT * float(np.mean(octaves)) - (0.0 if meter == METERS[0] else OTHER_METER)
    if bars.denominator == 1:
        return score + LENGTH_WEIGHT * math.log(USUAL_LENGTHS.get(int(bars), UNUSUAL_LENGTH))
    whole_beats = (bars * meter.quarters_per_bar / meter.beat_quarters).denominator == 1
    return score + LENGTH_WEIGHT * math.log(UNUSUAL_LENGTH) - (WHOLE_BEATS if whole_beats else BROKEN_BEATS)


def _is_compound(meter: Meter) -> bool:
    return meter.beat_quarters == Fraction(3, 2)


class _Pulses:
    """What repeats in attacks, and at which distance."""

    def __init__(self, attacks: Attacks) -> None:
        self.frames = len(attacks.all)
        self.pulse = _harmonics(attacks.all)
        self.change = _harmonics(_changes(attacks.chroma))
        self.again = _autocorrelation(attacks.all + attacks.low)

    def evidence(self, count: Count, seconds: float) -> float:
        """Return how much in the audio speaks for a count; each of five measures is at most 1."""
        bars, meter = float(count.bars), count.meter
        beats = bars * float(meter.quarters_per_bar / (meter.beat_quarters if _is_compound(meter) else 1))
        eighths = beats * (3 if _is_compound(meter) else 2)
        found = self._strength(self.pulse, eighths, seconds) + self._strength(self.pulse, 2 * eighths, seconds)
        found += self._strength(self.change, bars, seconds)
        return found + self._repeated(bars) + self._repeated(beats)

    def _strength(self, harmonics: NDArray[np.complex128], cycles: float, seconds: float) -> float:
        """Return how far a pulse of so many cycles is in phase with the audio's beginning, -1 to 1."""
        at = round(cycles * FINEST)
        if at >= len(harmonics):
            return 0.0
        late = np.exp(-2j * np.pi * cycles * EARLY_SECONDS / seconds)
        return float((harmonics[at] * late).real)

    def _repeated(self, times: float) -> float:
        """Return how well attacks repeat after that part of the audio; 0 where it does not come twice."""
        lag = self.frames / times
        if lag > self.frames / 2 + 1:
            return 0.0
        before, share = int(lag), lag % 1
        return float(self.again[before] * (1 - share) + self.again[before + 1] * share)


def _harmonics(envelope: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Return the spectrum of an envelope, 1 at 0 cycles, in steps of 1/`FINEST` cycle."""
    total = float(envelope.sum())
    return np.fft.rfft(envelope, FINEST * len(envelope)) / max(total, 1e-9)


def _autocorrelation(envelope: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how an envelope correlates with itself at lags of up to just over half its length; 1 at 0."""
    frames = len(envelope)
    centred = np.convolve(envelope - envelope.mean(), np.hanning(9) / 4, mode="same")
    sums = np.fft.irfft(np.abs(np.fft.rfft(centred, 2 * frames)) ** 2)[: frames // 2 + 3]
    overlap = frames / (frames - np.arange(len(sums)))
    return np.asarray(overlap * sums / max(float(sums[0]), 1e-9))


def _changes(chroma: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much the chroma after each frame differs from that before (0 to 1), the end leading to the start."""
    unit = chroma / np.maximum(np.linalg.norm(chroma, axis=0), 1e-9)
    sums = np.cumsum(np.pad(unit, ((0, 0), (CHANGE_FRAMES + 1, CHANGE_FRAMES)), mode="wrap"), axis=1)
    frames = chroma.shape[1]
    here = np.arange(frames) + CHANGE_FRAMES
    past, future = sums[:, here] - sums[:, here - CHANGE_FRAMES], sums[:, here + CHANGE_FRAMES] - sums[:, here]
    lengths = np.linalg.norm(past, axis=0) * np.linalg.norm(future, axis=0)
    return np.asarray(np.where(lengths > 0, 1 - (past * future).sum(axis=0) / np.maximum(lengths, 1e-12), 0.0))
