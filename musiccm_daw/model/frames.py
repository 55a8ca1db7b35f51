"""Overlapping windowed frames at a fractional hop: a signal to its spectrum and back.

The synthesis half of both vocoders stands on it. Frames lie wherever their centres say, so nothing here knows of hops.
Work goes in chunks of frames that stay in the second-level cache: whole arrays of a minute cost twice the time, most
of it in page faults of the temporaries.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from musiccm_daw.model.mel import Band, pad_edges

CHUNK_FRAMES = 64


class Frames:
    """Frames of a signal of `samples` samples, centred at given positions, and back.

    Args:
        centres: positions (T) in samples, ascending.
        band: its window length and its number of bins.
        samples: length of the signal, S.
        circular: whether the signal is one period of a loop.
    """

    def __init__(self, centres: Tensor, band: Band, samples: int, circular: bool) -> None:
        self.window = torch.hann_window(band.window, device=centres.device)
        self.bins = band.bins
        self.samples = samples
        self.circular = circular
        self.centres = centres
        self.offsets = torch.arange(band.window, device=centres.device)
        half = band.window // 2
        self.wrapped = torch.arange(-half, samples + half, device=centres.device) % samples if circular else None
        squares = self.window**2
        cover = self._fold(self._overlap_add(squares.expand(len(part), -1) for part in self.chunks(centres)))
        # Where windows hardly reach (a hop near the window's length), dividing would amplify noise.
        self.cover = cover.clamp(min=0.05)

    @staticmethod
    def chunks(framewise: Tensor) -> tuple[Tensor, ...]:
        """A tensor (T, ...) in parts of `CHUNK_FRAMES` frames."""
        parts: tuple[Tensor, ...] = framewise.split(CHUNK_FRAMES)
        return parts

    def analyse(self, signal: Tensor) -> Tensor:
        """Spectrum (T, bins) of a signal (S)."""
        return torch.cat(list(self.analyse_chunks(signal)))

    def analyse_chunks(self, signal: Tensor) -> Iterator[Tensor]:
        """Spectrum of a signal (S), chunk by chunk."""
        length = len(self.window)
        # Rows of a view: a tenth of the time of gathering single samples.
        views = pad_edges(signal, length // 2, self.circular).unfold(0, length, 1)
        for centres in self.chunks(self.centres):
            yield torch.fft.rfft(views.index_select(0, centres) * self.window)[:, : self.bins]

    def synthesise(self, spectrum: Tensor) -> Tensor:
        """Signal (S) whose frames come nearest to a spectrum (T, bins) in least squares."""
        return self.synthesise_chunks(iter(self.chunks(spectrum)))

    def synthesise_chunks(self, spectra: Iterator[Tensor]) -> Tensor:
        """As `synthesise`, of a spectrum that comes chunk by chunk."""
        length = len(self.window)
        framed = (torch.fft.irfft(spectrum, n=length) * self.window for spectrum in spectra)
        return self._fold(self._overlap_add(framed)) / self.cover

    def _overlap_add(self, framed: Iterator[Tensor]) -> Tensor:
        """Sum (S + window) of frames that come chunk by chunk."""
        padded = torch.zeros(self.samples + len(self.window), device=self.window.device)
        for centres, part in zip(self.chunks(self.centres), framed, strict=True):
            # Half the time of index_add_, to the same sum.
            padded.scatter_add_(0, (centres[:, None] + self.offsets).flatten(), part.flatten())
        return padded

    def _fold(self, padded: Tensor) -> Tensor:
        """The signal (S) without its edges: cut off, or added to the loop's other end."""
        if self.wrapped is None:
            half = len(self.window) // 2
            return padded[half : half + self.samples]
        return torch.zeros(self.samples, device=padded.device).index_add_(0, self.wrapped, padded)
