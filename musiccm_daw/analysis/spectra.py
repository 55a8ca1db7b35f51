"""Short-time spectra of mono audio, and the mel bands in which they are summed up.

Under `beats.py` and `pitches.py`. A block at a time, so that ten minutes of audio need no more memory
than ten seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

BLOCK_FRAMES = 1_024


def spectra(
    audio: NDArray[np.float32], window: NDArray[np.float32], hop_samples: int
) -> Iterator[NDArray[np.complex64]]:
    """Yield the spectra (bins, up to `BLOCK_FRAMES` frames) of audio (S,); frame i is centred at i hops."""
    half = len(window) // 2
    framed = np.lib.stride_tricks.sliding_window_view(np.pad(audio, (half, half)), len(window))[::hop_samples]
    for start in range(0, len(framed), BLOCK_FRAMES):
        yield rfft(framed[start : start + BLOCK_FRAMES] * window, axis=1).T


def hann(samples: int) -> NDArray[np.float32]:
    """Return a Hann window."""
    return np.hanning(samples + 1)[:-1].astype(np.float32)


def mel_bands(sample_rate: int, window_samples: int, bands: int) -> NDArray[np.float32]:
    """Return triangles (bands, bins) that are evenly spaced on the mel scale (O'Shaughnessy 1987), each of area 1."""
    edges = 700 * (10 ** (np.linspace(0, _mels(sample_rate / 2), bands + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(window_samples, 1 / sample_rate)
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    triangles = np.minimum((hertz - low) / (centre - low), (high - hertz) / (high - centre)).clip(0)
    return np.asarray(triangles * 2 / (high - low), dtype=np.float32)


def _mels(hertz: float) -> float:
    return 2595 * float(np.log10(1 + hertz / 700))
