"""K-weighting, the filter before loudness is measured (ITU-R BS.1770-4, annex 1): a high shelf, then a high pass.

Both are applied as one response to the spectrum of each block and of what preceded it, since scipy's filters cost
0.6 s of import, half as long as eight bars of music take. The coefficients are those of the cookbook of R.
Bristow-Johnson with pyloudnorm's settings, and tests compare the result with pyloudnorm's.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from musiccm_daw.recording import BLOCK_SAMPLES, Audio

SHELF_HZ, SHELF_Q, SHELF_DB = 1_500.0, 1 / math.sqrt(2), 4.0
HIGH_PASS_HZ, HIGH_PASS_Q = 38.0, 0.5
_MEMORY_SAMPLES = 8_192
"""Samples at 48 kHz after which the filter has forgotten what came before, down to rounding."""

Floats = npt.NDArray[np.float64]


class KWeighting:
    """The filter for audio (S, A) that comes block by block, in blocks of at most `BLOCK_SAMPLES`."""

    def __init__(self, sample_rate: int, channels: int) -> None:
        self._memory = _MEMORY_SAMPLES * math.ceil(sample_rate / 48_000)
        self._response = _response(sample_rate, self._memory + BLOCK_SAMPLES)
        self._before = np.zeros((self._memory, channels))

    def weighted(self, block: Audio) -> Floats:
        """Return the next block, filtered."""
        extended = np.concatenate([self._before, block])
        self._before = extended[len(block) :]
        size = self._memory + BLOCK_SAMPLES
        # What wraps around falls on the samples before the block, which are cut off.
        spectrum = np.fft.rfft(extended, n=size, axis=0)
        spectrum *= self._response[:, None]
        return np.fft.irfft(spectrum, n=size, axis=0)[self._memory : self._memory + len(block)]


@cache
def _response(sample_rate: int, size: int) -> npt.NDArray[np.complex128]:
    """Return the response of both filters at the frequencies of a spectrum of `size` samples."""
    delay = np.exp(-2j * math.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(delay), dtype=np.complex128)
    for ahead, back in (_high_shelf(sample_rate), _high_pass(sample_rate)):
        response *= np.polynomial.Polynomial(ahead)(delay) / np.polynomial.Polynomial(back)(delay)
    return response


def _high_shelf(sample_rate: int) -> tuple[list[float], list[float]]:
    """Return the coefficients of input and output, for delays of 0, 1 and 2 samples."""
    gain, angle = 10 ** (SHELF_DB / 40), 2 * math.pi * SHELF_HZ / sample_rate
    cosine, slope = math.cos(angle), math.sqrt(gain) * math.sin(angle) / SHELF_Q
    ahead = [
        gain * (gain + 1 + (gain - 1) * cosine + slope),
        -2 * gain * (gain - 1 + (gain + 1) * cosine),
        gain * (gain + 1 + (gain - 1) * cosine - slope),
    ]
    back = [
        gain + 1 - (gain - 1) * cosine + slope,
        2 * (gain - 1 - (gain + 1) * cosine),
        gain + 1 - (gain - 1) * cosine - slope,
    ]
    return ahead, back


def _high_pass(sample_rate: int) -> tuple[list[float], list[float]]:
    """Return the coefficients of input and output, for delays of 0, 1 and 2 samples."""
    angle = 2 * math.pi * HIGH_PASS_HZ / sample_rate
    cosine, slope = math.cos(angle), math.sin(angle) / (2 * HIGH_PASS_Q)
    return [(1 + cosine) / 2, -1 - cosine, (1 + cosine) / 2], [1 + slope, -2 * cosine, 1 - slope]
