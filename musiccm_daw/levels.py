"""Levels of finished audio: true peak, loudness, and the one gain that a set of stems shares.

The engine scales stems with `shared_gain` before it sums the mix; the writers measure what they write. Audio
is (S, A), S samples of A channels. Nothing here limits or compresses: a stem that has been limited no longer
sums to the mix. scipy is imported where it is needed: it takes half a second, which `musiccm --help` should not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, reduce

import numpy as np
import numpy.typing as npt

CEILING_DBTP = -1.0
"""The highest true peak of a written file."""
MARGIN_DB = 0.2
"""Kept below the ceiling: meters interpolate differently, and the dither of 16-bit files adds up to one step."""
LARGEST_BOOST_DB = 12.0
"""A quiet clip is raised by no more than this, so that near-silence does not become noise at full level."""

OVERSAMPLING = 4
"""As ITU-R BS.1770-4 asks for at 44.1 and 48 kHz."""
_REACH_SAMPLES = 10
"""Samples on each side that an interpolated value depends on."""
_BLOCK_SAMPLES = 4096
_SHORTEST_LOUDNESS_SECONDS = 0.4
"""One gating block of ITU-R BS.1770; shorter audio has no loudness."""

Audio = npt.NDArray[np.float32]


def true_peak_db(audio: Audio) -> float:
    """Return the highest peak between and on the samples, in dBTP; minus infinity for silence.

    Blocks are visited from the loudest on, and those that cannot pass the peak found so far are left out: an
    interpolated value is at most the sample peak around it times the sum of the filter's magnitudes.
    """
    starts = range(0, len(audio), _BLOCK_SAMPLES)
    sample_peaks = np.array([_sample_peak(_around(audio, start)) for start in starts])
    highest = float(sample_peaks.max(initial=0.0))
    largest_gain = OVERSAMPLING * max(float(np.abs(_filter()[i::OVERSAMPLING]).sum()) for i in range(OVERSAMPLING))
    for block in np.argsort(-sample_peaks, kind="stable"):
        if sample_peaks[block] * largest_gain <= highest:
            break
        highest = max(highest, _interpolated_peak(audio, starts[block]))
    return to_db(highest)


def lufs(audio: Audio, sample_rate: int) -> float | None:
    """Return the integrated loudness by ITU-R BS.1770-4, in LUFS; None where silence or shortness leaves none."""
    if len(audio) < _SHORTEST_LOUDNESS_SECONDS * sample_rate or not audio.any():
        return None
    import pyloudnorm

    loudness = float(pyloudnorm.Meter(sample_rate).integrated_loudness(audio))
    return loudness if math.isfinite(loudness) else None


def shared_gain(stems: Sequence[Audio], ceiling_dbtp: float = CEILING_DBTP) -> float:
    """Return the factor that brings the highest peak of any stem, or of their sum, just under the ceiling.

    Multiply every stem by it, then sum the scaled stems for the mix: stems and mix then agree to the last bit
    of their floats. Silence gives 1.
    """
    mix = reduce(np.add, stems)
    highest = max(true_peak_db(audio) for audio in (mix, *stems))
    if highest == -math.inf:
        return 1.0
    return float(10 ** (min(ceiling_dbtp - MARGIN_DB - highest, LARGEST_BOOST_DB) / 20))


def to_db(amplitude: float) -> float:
    """Return an amplitude in dB relative to full scale."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


@cache
def _filter() -> npt.NDArray[np.float64]:
    """Return the interpolator: a low pass at the old Nyquist frequency, -60 dB beside it."""
    from scipy import signal

    taps = 2 * _REACH_SAMPLES * OVERSAMPLING + 1
    return np.asarray(signal.firwin(taps, 1 / OVERSAMPLING, window=("kaiser", 5.0)))


def _around(audio: Audio, start: int) -> Audio:
    """Cut one block with the samples on each side that its interpolation depends on."""
    return audio[max(0, start - _REACH_SAMPLES) : start + _BLOCK_SAMPLES + _REACH_SAMPLES]


def _sample_peak(audio: Audio) -> float:
    return float(max(audio.max(), -audio.min()))


def _interpolated_peak(audio: Audio, start: int) -> float:
    """Return the peak of one block at four times the rate; without the ringing of the cuts on its sides."""
    from scipy import signal

    between = signal.resample_poly(_around(audio, start), OVERSAMPLING, 1, axis=0, window=_filter())
    before = min(start, _REACH_SAMPLES) * OVERSAMPLING
    return _sample_peak(between[before : before + _BLOCK_SAMPLES * OVERSAMPLING])
