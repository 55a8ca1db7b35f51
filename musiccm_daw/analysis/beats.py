"""Tempo and bar lines of a recording that states none, estimated from its attacks, each with a confidence.

In: mono audio at `ANALYSIS_RATE`. Out: a tempo, the time of a downbeat, and confidences from 0 to 1. A first tempo is
refined to the precision that eight bars need, since an error of 0.1 % at 120 bpm adds up to 16 ms by their end. Of
audio that is known to be whole bars, `whole_bars.py` says how many.

Sources: Ellis 2007, "Beat tracking by dynamic programming", for the prior of the first tempo; Fourier tempogram of
Grosche and Müller 2011, "Extracting predominant local pulse information", here over the whole stretch.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.pitches import chroma_frames, pitch_saliences
from musiccm_daw.analysis.spectra import hann, mel_bands, spectra
from musiccm_daw.timebase import Meter

ANALYSIS_RATE = 22_050
HOP_SAMPLES = 128
"""5.8 ms."""
WINDOW_SAMPLES = 1_024
FRAME_RATE = ANALYSIS_RATE / HOP_SAMPLES
MEL_BANDS = 64
LOW_HZ = 200.0
"""Kicks and bass notes lie below it."""

SEARCH = 0.04
"""How far the refined tempo may be from the first one; at 120 bpm, lags of the autocorrelation are 1 % apart."""
LOWEST_BPM, HIGHEST_BPM = 50.0, 200.0
"""The range in which tempos are searched; a stated one may lie outside."""
PRIOR_BPM = 120.0
"""Where the first tempo is likeliest; an octave away it is less so by one standard deviation."""
USUAL_BPM = 115.0
AWAY = 0.1
"""What each octave away from `USUAL_BPM` costs in regularity."""
RELATIONS = tuple(Fraction(text) for text in ("1", "1/2", "2/3", "3/4", "4/5", "5/4", "4/3", "3/2", "2"))
EARLY_SECONDS = 0.0065
"""Onset strength rises this long before the attack, as soon as its window reaches it (median over composed clips)."""
SOUNDING = 0.2
"""Onset strength, of 1 on average, that ends the silence before the music."""
NEARLY = 0.8
"""Beats that begin with the music win if they gather at least this share of the strength of the best ones."""
BEGINNING_VOTE = 0.7
"""What it counts for a bar line that the music begins there, where low attacks count in standard deviations."""
CERTAIN_LEAD = 3.0
"""Lead over all other beats, in the same unit, with which a bar line is certain."""
STEADY_SECONDS = 0.025
"""How far stretches of one steady tempo may lie from its grid."""
DRIFT = 0.02
"""How far the players' tempo may move from one stretch to the next."""
PADDING = 16
"""Length of the transform of an envelope, in lengths of the envelope."""
HARMONICS = (1, 2, 4)
"""Quarters, eighths and 16ths pull the refined tempo into place."""


@dataclass(frozen=True)
class Attacks:
    """Onset strength per frame, scaled to a mean of 1, of all bands and of the low ones; and chroma (12, frames)."""

    all: NDArray[np.float64]
    low: NDArray[np.float64]
    chroma: NDArray[np.float64]

    @property
    def seconds(self) -> float:
        """Length of the stretch."""
        return len(self.all) / FRAME_RATE


@dataclass(frozen=True)
class Tempo:
    """Quarter notes per minute, and how regularly the attacks repeat at that tempo (0 to 1)."""

    bpm: float
    confidence: float


@dataclass(frozen=True)
class Downbeat:
    """Time of the first bar line, and how far ahead of the other beats it is (0 to 1)."""

    seconds: float
    confidence: float


def measure_attacks(audio: NDArray[np.float32]) -> Attacks:
    """Return onset strength and chroma of mono audio (S,) at `ANALYSIS_RATE`."""
    bands = mel_bands(ANALYSIS_RATE, WINDOW_SAMPLES, MEL_BANDS)
    low_bins = int(LOW_HZ * WINDOW_SAMPLES / ANALYSIS_RATE) + 1
    mel, low = [], []
    for block in spectra(audio, hann(WINDOW_SAMPLES), HOP_SAMPLES):
        power = np.abs(block) ** 2
        mel.append(bands @ power)
        low.append(power[:low_bins])
    strength = _strength(np.concatenate(mel, axis=1))
    return Attacks(
        strength,
        _strength(np.concatenate(low, axis=1)),
        chroma_frames(pitch_saliences(audio), len(strength), HOP_SAMPLES),
    )


def _strength(power: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the mean rise in decibels from frame to frame within 60 dB of the loudest, scaled to a mean of 1."""
    decibels = 10 * np.log10(np.maximum(power, max(float(power.max(initial=0.0)) * 1e-6, 1e-12)))
    before = np.full((len(power), 1), decibels.min(initial=0.0))  # a note on the first sample is an attack, too
    rise = np.maximum(np.diff(decibels, axis=1, prepend=before), 0).mean(axis=0)
    return np.asarray(rise / max(float(rise.mean()), 1e-9), dtype=np.float64)


def estimate_tempo(attacks: Attacks) -> Tempo:
    """Return the steady tempo that fits the attacks best.

    The commonest mistake is a first tempo in a simple ratio to the true one, so tempos in these ratios compete.
    """
    envelope = attacks.all + attacks.low
    spectrum = _rhythm_spectrum(envelope)
    first = _first_tempo(envelope)
    rivals = [first * float(ratio) for ratio in RELATIONS if LOWEST_BPM <= first * float(ratio) <= HIGHEST_BPM]
    tempos = [
        Tempo(bpm, _regularity(envelope, bpm))
        for bpm in (_refined(spectrum, attacks.seconds, rival) for rival in rivals)
    ]
    return max(tempos, key=lambda tempo: preference(attacks, tempo.bpm))


def preference(attacks: Attacks, bpm: float) -> float:
    """Return how well a tempo fits: the regularity of the attacks, less a little for an unusual tempo."""
    return _regularity(attacks.all + attacks.low, bpm) - AWAY * abs(float(np.log2(bpm / USUAL_BPM)))


def _first_tempo(envelope: NDArray[np.float64]) -> float:
    """Return the tempo of the strongest lag in the autocorrelation of an envelope, near 120 if several are strong."""
    centred = envelope - envelope.mean()
    spectrum = np.fft.rfft(centred, 2 * len(centred))
    strength = np.fft.irfft(np.abs(spectrum) ** 2)[: len(centred)]
    lags = np.arange(1, len(centred))
    bpm = 60 * FRAME_RATE / lags
    inside = (bpm >= LOWEST_BPM) & (bpm <= HIGHEST_BPM)
    if not inside.any() or strength[0] <= 0:
        return PRIOR_BPM
    likely = np.exp(-0.5 * np.log2(bpm[inside] / PRIOR_BPM) ** 2)
    return float(bpm[inside][int((np.maximum(strength[lags[inside]], 0) * likely).argmax())])


def _rhythm_spectrum(envelope: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return an envelope's magnitude spectrum, padded so that a parabola through a peak of 16ths finds its top."""
    centred = (envelope - envelope.mean()) * np.hanning(len(envelope) + 2)[1:-1]
    return np.abs(np.fft.rfft(centred, PADDING * len(centred)))


def _refined(spectrum: NDArray[np.float64], seconds: float, bpm: float, search: float = SEARCH) -> float:
    """Return the tempo within `search` of `bpm` at whose quarters, 8ths and 16ths the spectrum is strongest."""
    bin_bpm = 60 / (PADDING * seconds)
    bins = np.arange(int(bpm * (1 - search) / bin_bpm), int(bpm * (1 + search) / bin_bpm) + 2)
    bins = bins[bins * max(HARMONICS) < len(spectrum)]
    scores = np.sum([spectrum[harmonic * bins] for harmonic in HARMONICS], axis=0)
    best = int(scores.argmax())
    return float((bins[best] + _vertex(scores, best)) * bin_bpm)


def _vertex(values: NDArray[np.float64], peak: int) -> float:
    """Return where the parabola through a peak and its neighbours has its top, in steps from the peak."""
    if not 0 < peak < len(values) - 1:
        return 0.0
    before, top, after = values[peak - 1 : peak + 2]
    bend = before - 2 * top + after
    return 0.0 if bend == 0 else float(0.5 * (before - after) / bend)


def _regularity(envelope: NDArray[np.float64], bpm: float) -> float:
    """Return the envelope's best autocorrelation over one, two or four quarters, between 0 and 1."""
    centred = np.convolve(envelope - envelope.mean(), np.hanning(9) / 4, mode="same")
    power = float(centred @ centred)
    best = 0.0
    for quarters in (1, 2, 4):
        lag = round(quarters * 60 / bpm * FRAME_RATE)
        if 0 < lag < len(centred) // 2 and power > 0:
            overlap = len(centred) / (len(centred) - lag)
            best = max(best, overlap * float(centred[lag:] @ centred[:-lag]) / power)
    return min(best, 1.0)


def estimate_downbeat(attacks: Attacks, bpm: float, meter: Meter) -> Downbeat:
    """Return the first bar line: the beat of the bar where low attacks and changes of harmony gather.

    Most files begin with a bar, or with silence and then a bar, so a bar line there wins unless others are clearer.
    """
    unit = 60 / bpm * 4 / meter.denominator * FRAME_RATE
    begin = float(np.argmax(attacks.all > SOUNDING))
    beat = _phase(attacks.all + 2 * attacks.low, unit, begin)
    starts: NDArray[np.float64] = beat + unit * np.arange(int((len(attacks.all) - beat) // unit), dtype=np.float64)
    if len(starts) < 2 * meter.numerator:
        return Downbeat(max(beat / FRAME_RATE + EARLY_SECONDS, 0.0), 0.0)
    evidence = (
        _standardised(_at(attacks.low, starts, 2))
        + 0.5 * _standardised(_at(attacks.all, starts, 2))
        + _standardised(_harmony_changes(attacks.chroma, starts, unit))
    )
    votes = np.array([evidence[position :: meter.numerator].mean() for position in range(meter.numerator)])
    votes[int(np.abs(starts[: meter.numerator] - begin).argmin())] += BEGINNING_VOTE
    best = int(votes.argmax())
    lead = float(votes[best] - np.delete(votes, best).max(initial=-CERTAIN_LEAD))
    return Downbeat(float(starts[best]) / FRAME_RATE + EARLY_SECONDS, min(lead / CERTAIN_LEAD, 1.0))


def _phase(envelope: NDArray[np.float64], unit: float, begin: float) -> float:
    """Return the frame of the first beat on the comb of `unit` frames that gathers the most onset strength.

    The comb through `begin` wins if it is nearly as good. The first beat may be slightly before the first frame.
    """
    smooth = np.convolve(envelope, np.hanning(7) / 3, mode="same")
    offsets = np.arange(0, unit, 0.5)
    count = max(int((len(smooth) - 1 - unit) // unit), 1)
    scores = np.array([_at(smooth, offset + unit * np.arange(count), 0).mean() for offset in offsets])
    best = int(scores.argmax())
    away = np.abs((offsets - begin + unit / 2) % unit - unit / 2)
    near = np.where(away <= unit / 8, scores, 0.0)
    if near.max() >= NEARLY * scores[best]:
        best = int(near.argmax())
    offset = float(offsets[best])
    return offset - unit if unit - offset < EARLY_SECONDS * FRAME_RATE + 1 else offset


def _at(values: NDArray[np.float64], frames: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Return the largest value within `reach` frames of each given one."""
    places = np.rint(frames).astype(int)[:, None] + np.arange(-reach, reach + 1)
    return np.asarray(values[np.clip(places, 0, len(values) - 1)].max(axis=1))


def _harmony_changes(chroma: NDArray[np.float64], starts: NDArray[np.float64], unit: float) -> NDArray[np.float64]:
    """Return how much the chroma of the two beats after each beat differs from the two before (0 to 1)."""
    sums = np.concatenate([np.zeros((12, 1)), np.cumsum(chroma, axis=1)], axis=1)
    last = chroma.shape[1]
    here, before, after = (np.clip(np.rint(starts + shift).astype(int), 0, last) for shift in (0, -2 * unit, 2 * unit))
    past, future = sums[:, here] - sums[:, before], sums[:, after] - sums[:, here]
    lengths = np.linalg.norm(past, axis=0) * np.linalg.norm(future, axis=0)
    return np.asarray(np.where(lengths > 0, 1 - (past * future).sum(axis=0) / np.maximum(lengths, 1e-12), 0.0))


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 0 else np.zeros_like(values)


@dataclass(frozen=True)
class Bars:
    """Where a stretch of bars begins, in seconds, and its tempo."""

    seconds: float
    bpm: float


def follow_bars(attacks: Attacks, tempo: Tempo, downbeat: Downbeat, meter: Meter, bars: int) -> list[Bars]:
    """Return every whole stretch of `bars` bars from the downbeat on, following the players' tempo as it drifts."""
    envelope = attacks.all + 2 * attacks.low
    quarters = float(bars * meter.quarters_per_bar)
    position, bpm = downbeat.seconds, tempo.bpm
    found = []
    while position + quarters * 60 / bpm <= attacks.seconds + STEADY_SECONDS:
        first = max(round(position * FRAME_RATE), 0)
        stretch = envelope[first : first + round(quarters * 60 / bpm * FRAME_RATE)]
        bpm = _refined(_rhythm_spectrum(stretch), len(stretch) / FRAME_RATE, bpm, DRIFT)
        position += _shift(envelope, position - EARLY_SECONDS, 60 / bpm, int(quarters))
        found.append(Bars(position, bpm))
        position += quarters * 60 / bpm
    return found


def steady(found: list[Bars], meter: Meter, bars: int) -> Bars | None:
    """Return the one grid that all stretches keep to within `STEADY_SECONDS`; None if they drift or are too few."""
    if len(found) < 3:
        return None
    numbers = np.arange(len(found))
    begins = np.array([each.seconds for each in found])
    seconds, start = np.polyfit(numbers, begins, 1)
    if np.abs(start + seconds * numbers - begins).max() > STEADY_SECONDS:
        return None
    return Bars(float(start), float(bars * meter.quarters_per_bar) * 60 / float(seconds))


def _shift(envelope: NDArray[np.float64], begin_seconds: float, quarter_seconds: float, quarters: int) -> float:
    """Return by how many seconds a stretch's quarters must move to meet its attacks, at most an eighth of a quarter."""
    smooth = np.convolve(envelope, np.hanning(7) / 3, mode="same")
    reach = int(quarter_seconds / 8 * FRAME_RATE)
    comb: NDArray[np.float64] = (begin_seconds + quarter_seconds * np.arange(quarters, dtype=np.float64)) * FRAME_RATE
    shifts = np.arange(-reach, reach + 1)
    return float(shifts[int(np.argmax([_at(smooth, comb + shift, 0).mean() for shift in shifts]))] / FRAME_RATE)
