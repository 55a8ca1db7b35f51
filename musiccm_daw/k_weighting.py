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

from musiccm_daw.recording import Audio

SHELF_HZ, SHELF_Q, SHELF_DB = 1_500.0, 1 / math.sqrt(2), 4.0
HIGH_PASS_HZ, HIGH_PASS_Q = 38.0, 0.5
_MEMORY_SAMPLES = 6_144
"""Samples at 48 kHz after which the filter has forgotten what came before, down to rounding."""
_TRANSFORM_SAMPLES = 32_768
"""Samples of a transform at 48 kHz. Twice as many leave the cache, and take four times as long (dev/LOG.md)."""

Floats = npt.NDArray[np.float64]


class KWeighting:
    """The filter for mono or stereo audio (S, A) that comes block by block, in blocks of at most `block_samples`."""

    def __init__(self, sample_rate: int) -> None:
        times = math.ceil(sample_rate / 48_000)
        size, self._memory = _TRANSFORM_SAMPLES * times, _MEMORY_SAMPLES * times
        self.block_samples = size - self._memory
        self._response = _response(sample_rate, size)
        # Kept, since new memory takes longer than the transforms.
        self._extended, self._spectrum, self._filtered = np.zeros((3, size), dtype=np.complex128)

    def weighted(self, block: Audio) -> Floats:
        """Return the next block, filtered, channel by channel: (A, S)."""
        count, memory = len(block), self._memory
        # One complex signal for both channels: a real filter keeps them apart, in half of the time of two transforms.
        for channel, part in zip(block.T, (self._extended.real, self._extended.imag), strict=False):
            part[memory : memory + count] = channel
        # Samples before the block come out wrong, since the end wraps around onto them; samples after it are old.
        np.fft.fft(self._extended, out=self._spectrum)
        self._spectrum *= self._response
        filtered = np.fft.ifft(self._spectrum, out=self._filtered)[memory : memory + count]
        self._extended[:memory] = self._extended[count : count + memory].copy()
        return np.stack([filtered.real, filtered.imag])[: block.shape[1]]


@cache
def _response(sample_rate: int, size: int) -> npt.NDArray[np.complex128]:
    """Return the response of both filters at all frequencies of a complex spectrum of `size` samples."""
    delay = np.exp(-2j * math.pi * np.arange(size) / size)
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
