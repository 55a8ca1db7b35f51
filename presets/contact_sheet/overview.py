"""An overview of an audio file: how loud it is, and at which frequencies, in a few hundred columns.

`pictures.py` draws it. Files are read in spans, because a take may last an hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from musiccm_daw.errors import ProjectError

COLUMNS = 480
"""Columns of an overview: more than a lane has pixels on most screens."""
ROWS = 48
"""Bands of a spectrum, spaced evenly in pitch: about a fifth of an octave each."""

_LOWEST_HZ, _HIGHEST_HZ = 45.0, 16_000.0
_WINDOW_SECONDS = 0.046
"""To the nearest power of two: long enough to part the tones of a chord, short enough for the strokes of a roll."""
_SPAN_SAMPLES = 1 << 19
"""Samples read at a time, about 12 s: 4 MiB in stereo."""


@dataclass(frozen=True)
class Overview:
    """What a file looks like.

    Attributes:
        low: (COLUMNS,) lowest sample of any channel, full scale 1.
        high: (COLUMNS,) highest sample.
        rms: (COLUMNS,) root mean square over the channels.
        power: (ROWS, COLUMNS) mean power in each band, low frequencies first.
    """

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    rms: NDArray[np.float32]
    power: NDArray[np.float32]

    @property
    def peak(self) -> float:
        """The largest magnitude."""
        return float(max(self.high.max(), -self.low.min()))


def read_overview(path: Path) -> Overview:
    """Read an audio file and measure its columns.

    Raises:
        ProjectError: the file cannot be read, or is no audio.
    """
    try:
        # Opened here, since soundfile finds no name that is not UTF-8.
        with path.open("rb") as opened, soundfile.SoundFile(opened) as file:
            return _measure(file)
    except (OSError, soundfile.SoundFileError, ValueError) as error:
        raise ProjectError(
            f"cannot show {str(path)!r}: it is missing or is not readable audio; render its take again"
        ) from error


def _measure(file: soundfile.SoundFile) -> Overview:
    """Measure a file span by span."""
    window = np.hanning(1 << round(math.log2(_WINDOW_SECONDS * file.samplerate))).astype(np.float32)
    bands = _bands(len(window), file.samplerate)
    edges = np.linspace(0, file.frames, COLUMNS + 1).round().astype(int)
    margin = len(window) // 2
    columns_per_span = max(1, _SPAN_SAMPLES * COLUMNS // max(1, file.frames))
    spans = []
    for first in range(0, COLUMNS, columns_per_span):
        inner = edges[first : first + columns_per_span + 1]
        audio = _read(file, int(inner[0]) - margin, int(inner[-1]) + margin)
        spans.append((*_levels(audio, inner - inner[0] + margin), _spectra(audio, inner, window, bands)))
    low, high, rms, power = (np.concatenate(found, axis=-1) for found in zip(*spans, strict=True))
    return Overview(low, high, rms, power)


def _read(file: soundfile.SoundFile, start: int, stop: int) -> NDArray[np.float32]:
    """Read samples (A, S) from `start` to `stop`, with silence outside of the file."""
    first, last = max(0, start), min(stop, file.frames)
    file.seek(first)
    # Channel by channel, along which all else works several times faster.
    audio = np.ascontiguousarray(file.read(last - first, dtype="float32", always_2d=True).T)
    return np.pad(audio, ((0, 0), (first - start, stop - first - audio.shape[1])))


def _levels(
    audio: NDArray[np.float32], edges: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return lowest and highest sample and root mean square of each column of audio (A, S)."""
    power = np.add.reduceat(np.square(audio), edges, axis=1).mean(axis=0)[:-1] / np.maximum(1, np.diff(edges))
    return (
        np.minimum.reduceat(audio, edges, axis=1).min(axis=0)[:-1],
        np.maximum.reduceat(audio, edges, axis=1).max(axis=0)[:-1],
        np.sqrt(power).astype(np.float32),
    )


def _spectra(
    audio: NDArray[np.float32],
    edges: NDArray[np.intp],
    window: NDArray[np.float32],
    bands: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the power (ROWS, C) of audio (A, S) in the C columns between edges.

    A column has the mean of as many windows as it needs to miss nothing.
    """
    columns = len(edges) - 1
    widest = int(np.diff(edges).max())
    windows = max(1, math.ceil(widest / (len(window) // 2)))
    places = np.linspace(edges[0], edges[-1], columns * windows, endpoint=False)
    starts = (places - edges[0] + (edges[-1] - edges[0]) / (2 * columns * windows)).astype(int)
    power = np.zeros((len(starts), len(bands)), np.float32)
    for channel in audio:
        frames = np.lib.stride_tricks.sliding_window_view(channel, len(window))[starts]
        power += np.square(np.abs(np.fft.rfft(frames * window))).astype(np.float32) @ bands.T
    mean: NDArray[np.float32] = power.reshape(columns, windows, -1).mean(axis=1).T / len(audio)
    return mean


def _bands(window_samples: int, sample_rate: int) -> NDArray[np.float32]:
    """Return how much of each of the B bins lies in each band: (ROWS, B)."""
    hz_per_bin = sample_rate / window_samples
    highest = min(_HIGHEST_HZ, sample_rate / 2)
    edges = np.geomspace(_LOWEST_HZ, highest, ROWS + 1)[:, None] / hz_per_bin
    bins = np.arange(window_samples // 2 + 1)
    below = np.clip(edges - (bins - 0.5), 0, 1)
    return np.diff(below, axis=0).astype(np.float32)
