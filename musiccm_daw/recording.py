"""Audio that need not be in memory: read in slices, kept in a temporary file, scaled and summed as it is read.

An hour of four stems takes six gigabytes; the engine writes it piece by piece and the writers read it block by block,
so that neither holds all of it in memory. An array is a recording, too. Nothing here measures audio.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.errors import DeviceError, reason_of

Audio = NDArray[np.float32]

BLOCK_SAMPLES = 1 << 16
"""Samples read at a time: 1.5 s of audio, half a MiB in stereo."""
IN_MEMORY_BYTES = 1 << 24
"""A recording up to this size stays in memory: 47 s of stereo at 44.1 kHz."""


class Recording(Protocol):
    """Audio (S, A) whose slices are arrays (n, A) of float32, full scale 1."""

    def __len__(self) -> int:
        """Return S, the number of samples."""

    def __getitem__(self, part: slice, /) -> Audio:
        """Return a slice of the samples."""


def blocks(recording: Recording) -> Iterator[Audio]:
    """Yield all samples, `BLOCK_SAMPLES` at a time."""
    for start in range(0, len(recording), BLOCK_SAMPLES):
        yield recording[start : start + BLOCK_SAMPLES]


def channels_of(recording: Recording) -> int:
    """Return A, the number of channels."""
    return int(recording[:0].shape[1])


class SpooledRecording:
    """A recording that grows at its end, kept in a temporary file once it exceeds `IN_MEMORY_BYTES`.

    The file has no name. It is removed along with the object, or with the process, however that ends.
    """

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._samples = 0
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - it lives as long as the object
        weakref.finalize(self, self._file.close)

    def append(self, audio: Audio) -> None:
        """Add samples (n, A).

        Raises:
            DeviceError: the temporary folder is full.
        """
        with _room_for_audio():
            self._file.seek(self._samples * self._bytes)
            self._file.write(np.ascontiguousarray(audio, dtype=np.float32).tobytes())
        self._samples += len(audio)

    def __len__(self) -> int:
        return self._samples

    def __getitem__(self, part: slice, /) -> Audio:
        start, stop, step = part.indices(self._samples)
        # Before it reads, it writes what is still in memory.
        with _room_for_audio():
            self._file.seek(start * self._bytes)
            content = self._file.read(max(0, stop - start) * self._bytes)
        return np.frombuffer(content, dtype=np.float32).reshape(-1, self._channels)[::step]

    @property
    def _bytes(self) -> int:
        """The bytes of one sample of all channels."""
        return self._channels * np.dtype(np.float32).itemsize


@contextmanager
def _room_for_audio() -> Iterator[None]:
    """Turn an error of the temporary file into a line that names its folder, and not the one that a take goes to."""
    try:
        yield
    except OSError as error:
        raise DeviceError(
            f"{tempfile.gettempdir()} has no room for the audio ({reason_of(error)}); free some space, set TMPDIR to a "
            "larger folder, or ask for fewer bars"
        ) from error


class ScaledRecording:
    """A recording multiplied by a gain, or by one gain per channel, in single precision."""

    def __init__(self, source: Recording, gain: float | NDArray[np.float64]) -> None:
        self._source = source
        self._gain = np.asarray(gain, dtype=np.float32)

    def __len__(self) -> int:
        return len(self._source)

    def __getitem__(self, part: slice, /) -> Audio:
        scaled: Audio = self._source[part] * self._gain
        return scaled


class SummedRecording:
    """The sum of recordings of equal length, added in order."""

    def __init__(self, sources: Sequence[Recording]) -> None:
        self._sources = tuple(sources)

    def __len__(self) -> int:
        return len(self._sources[0])

    def __getitem__(self, part: slice, /) -> Audio:
        total: Audio = np.add.reduce([source[part] for source in self._sources])
        return total
