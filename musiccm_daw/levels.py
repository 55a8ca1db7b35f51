"""Levels of finished audio: true peak, loudness, and the one gain that a set of stems shares.

The engine scales stems with `shared_gain` before it sums the mix; the writers measure what they write. Audio is
(S, A), S samples of A channels, read a block at a time, because it may be an hour on disk. Nothing here limits or
compresses: limited stems would no longer sum to the mix.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from musiccm_daw.k_weighting import KWeighting
from musiccm_daw.recording import Audio, Recording, SummedRecording, blocks

CEILING_DBTP = -1.0
"""The highest true peak of a written file."""
MARGIN_DB = 0.2
"""Margin below the ceiling: meters interpolate differently, and the dither of 16-bit files adds up to one step."""
TARGET_LUFS = -18.0
"""The loudness of a take, so that takes lie beside each other as they are: pads that only stay under the ceiling are at
-11 LUFS, piano and drums at -17. Half of the corpus' clips reach it; those with higher peaks stay below."""
LARGEST_BOOST_DB = 12.0
"""The largest gain for a quiet clip, so that near-silence does not become noise at full level."""

OVERSAMPLING = 4
"""As ITU-R BS.1770-4 requires at 44.1 and 48 kHz."""
_REACH_SAMPLES = 10
"""Samples on each side that an interpolated value depends on."""
_AT_ONCE_SAMPLES = 44
"""Samples interpolated by one row of a matrix product: a wide product takes half the time of one for each sample."""
_ROWS_AT_ONCE = 8
"""Rows of one product, for each channel: so few that OpenBLAS computes it on one thread. It divides larger ones among
all cores, whose threads wait for each other: beside a busy process that took 50 times as long (dev/LOG.md)."""
_BLOCK_SAMPLES = 12 * _ROWS_AT_ONCE * _AT_ONCE_SAMPLES
_SHORTEST_LOUDNESS_SECONDS = 0.4
"""One gating block of ITU-R BS.1770; shorter audio has no loudness."""
_STEPS_PER_GATING_BLOCK = 4
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0


def true_peak_db(audio: Recording) -> float:
    """Return the highest peak on and between the samples, in dBTP; minus infinity for silence.

    Blocks are visited from the loudest down, and those that cannot exceed the peak found so far are skipped: an
    interpolated value is at most the sample peak around it times the sum of the filter's magnitudes.
    """
    starts = range(0, len(audio), _BLOCK_SAMPLES)
    sample_peaks = np.array([_sample_peak(_around(audio, start)) for start in starts])
    highest = float(sample_peaks.max(initial=0.0))
    largest_gain = float(np.abs(_interpolation()).sum(axis=0).max())
    for block in np.argsort(-sample_peaks, kind="stable"):
        if sample_peaks[block] * largest_gain <= highest:
            break
        highest = max(highest, _interpolated_peak(audio, starts[block]))
    return to_db(highest)


def rms(audio: Recording) -> float:
    """Return the root mean square over all samples and channels."""
    squares, count = 0.0, 0
    for block in blocks(audio):
        squares += float(np.square(block, dtype=np.float64).sum())
        count += block.size
    return math.sqrt(squares / count) if count else 0.0


def lufs(audio: Recording, sample_rate: int) -> float | None:
    """Return the integrated loudness by ITU-R BS.1770-4, in LUFS; None for silence and for audio under 0.4 s.

    All channels have the same weight, since files are mono or stereo.
    """
    if len(audio) < _SHORTEST_LOUDNESS_SECONDS * sample_rate:
        return None
    steps = _weighted_power(audio, sample_rate)
    power = np.convolve(steps, np.full(_STEPS_PER_GATING_BLOCK, 1 / _STEPS_PER_GATING_BLOCK), mode="valid")
    gated = power[power > _power(_ABSOLUTE_GATE_LUFS)]
    if not len(gated):
        return None
    gated = gated[gated > gated.mean() * 10 ** (_RELATIVE_GATE_LU / 10)]
    return _loudness(float(gated.mean()))


def shared_gain(stems: Sequence[Recording], sample_rate: int) -> float:
    """Return the factor that brings stems to `TARGET_LUFS`, together, unless a peak reaches the ceiling before.

    The highest peak of any stem, or of their sum, stays just under the ceiling. Multiply every stem by the factor, then
    sum the scaled stems for the mix: stems and mix then agree to the last bit of their floats. What is too short for a
    loudness is brought to the ceiling. Silence gives 1.
    """
    whole = stems[0] if len(stems) == 1 else SummedRecording(stems)
    highest = max(map(true_peak_db, [whole] if len(stems) == 1 else [whole, *stems]))
    if highest == -math.inf:
        return 1.0
    loudness = lufs(whole, sample_rate)
    wanted_db = math.inf if loudness is None else TARGET_LUFS - loudness
    return float(10 ** (min(wanted_db, CEILING_DBTP - MARGIN_DB - highest, LARGEST_BOOST_DB) / 20))


def to_db(amplitude: float) -> float:
    """Return an amplitude in dB relative to full scale."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


@cache
def _interpolation() -> npt.NDArray[np.float32]:
    """Return the weights (samples around, places) of consecutive samples for each of the places from one to the next.

    They are those of a low pass at the original Nyquist frequency, with -60 dB in the stop band.
    """
    reach = _REACH_SAMPLES * OVERSAMPLING
    low_pass = np.sinc(np.arange(-reach, reach + 1) / OVERSAMPLING) * np.kaiser(2 * reach + 1, 5.0)
    padded = np.concatenate([low_pass * (OVERSAMPLING / low_pass.sum()), np.zeros(OVERSAMPLING - 1)])
    of_one = padded.reshape(-1, OVERSAMPLING)[::-1]
    weights = np.zeros((len(of_one) + _AT_ONCE_SAMPLES - 1, _AT_ONCE_SAMPLES * OVERSAMPLING), dtype=np.float32)
    for number in range(_AT_ONCE_SAMPLES):
        weights[number : number + len(of_one), number * OVERSAMPLING : (number + 1) * OVERSAMPLING] = of_one
    return weights


def _around(audio: Recording, start: int) -> Audio:
    """Cut one block with the samples on each side that its interpolation depends on."""
    return audio[max(0, start - _REACH_SAMPLES) : start + _BLOCK_SAMPLES + _REACH_SAMPLES]


def _sample_peak(audio: npt.NDArray[np.floating]) -> float:
    return float(max(audio.max(), -audio.min()))


def _interpolated_peak(audio: Recording, start: int) -> float:
    """Return the peak of one block at four times the rate; silence lies around the clip."""
    block = _around(audio, start)
    weights = _interpolation()
    samples = min(_BLOCK_SAMPLES, len(audio) - start)
    products = -(-samples // (_ROWS_AT_ONCE * _AT_ONCE_SAMPLES))
    padded = np.zeros(
        (products * _ROWS_AT_ONCE * _AT_ONCE_SAMPLES + 2 * _REACH_SAMPLES, block.shape[1]), dtype=np.float32
    )
    before = max(0, _REACH_SAMPLES - start)
    padded[before : before + len(block)] = block
    around = sliding_window_view(padded, len(weights), axis=0)[::_AT_ONCE_SAMPLES]
    return _sample_peak(around.reshape(products, -1, len(weights)) @ weights)


def _weighted_power(audio: Recording, sample_rate: int) -> npt.NDArray[np.float64]:
    """Return the K-weighted power of every whole quarter of a gating block, summed over the channels."""
    step_samples = round(_SHORTEST_LOUDNESS_SECONDS * sample_rate / _STEPS_PER_GATING_BLOCK)
    k_weighting = KWeighting(sample_rate)
    block_samples = k_weighting.block_samples // step_samples * step_samples
    powers = []
    for start in range(0, len(audio), block_samples):
        weighted = k_weighting.weighted(audio[start : start + block_samples])
        # The last block may end within a step.
        whole = weighted.shape[1] // step_samples
        steps = weighted[:, : whole * step_samples].reshape(len(weighted), whole, step_samples)
        powers.append(np.einsum("ijk,ijk->j", steps, steps) / step_samples)
    return np.concatenate(powers)


def _loudness(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


def _power(loudness: float) -> float:
    return float(10 ** ((loudness + 0.691) / 10))
