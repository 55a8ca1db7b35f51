"""Overlapping windowed frames at a fractional hop: a signal to its spectrum and back.

Both vocoders synthesise with it. Frames lie wherever their centres are, so hops and loops are unknown here: of a loop
it gets more than one period. Work goes in chunks of frames that stay in the second-level cache: whole arrays of a
minute take twice the time, most of it in page faults of the temporaries.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn import functional

from musiccm_daw.model.mel import Band

CHUNK_FRAMES = 64


class Frames:
    """The transform between a signal and its frames, centred at given positions.

    Args:
        centres: positions (T) in samples, ascending.
        band: its window length and its number of bins.
        samples: length of the signal, S.
        once: whether they are synthesised once only; then the places of their samples are not kept: 7 MB in a block of
            the high band.
    """

    def __init__(self, centres: Tensor, band: Band, samples: int, *, once: bool = False) -> None:
        self.window = torch.hann_window(band.window, device=centres.device)
        self.bins = band.bins
        self.samples = samples
        self.centres = centres
        self.offsets = torch.arange(band.window, device=centres.device)
        # For all iterations, since it takes as long as a transform.
        self.kept = None if once else [self._places(part) for part in self.chunks(centres)]
        squares = self.window**2
        (cover,) = self._overlap_add(((squares.expand(len(part), -1),) for part in self.chunks(centres)), 1)
        # Where windows hardly reach (at hops near the window's length), dividing would amplify noise.
        self.cover = cover.clamp(min=0.05)

    @staticmethod
    def chunks(framewise: Tensor) -> tuple[Tensor, ...]:
        """Split a tensor (T, ...) into parts of `CHUNK_FRAMES` frames."""
        parts: tuple[Tensor, ...] = framewise.split(CHUNK_FRAMES)
        return parts

    def analyse(self, signal: Tensor) -> Tensor:
        """Return the spectrum (T, bins) of a signal (S)."""
        return torch.cat(list(self.analyse_chunks(signal)))

    def analyse_chunks(self, signal: Tensor) -> Iterator[Tensor]:
        """Yield the spectrum of a signal (S) chunk by chunk."""
        length = len(self.window)
        # Rows of a view take a tenth of the time of gathering single samples.
        views = functional.pad(signal, (length // 2, length // 2)).unfold(0, length, 1)
        for centres in self.chunks(self.centres):
            yield torch.fft.rfft(views.index_select(0, centres) * self.window)[:, : self.bins]

    def synthesise(self, spectrum: Tensor) -> Tensor:
        """Return the signal (S) whose frames come nearest to a spectrum (T, bins) in least squares."""
        return self.synthesise_chunks(iter(self.chunks(spectrum)))

    def synthesise_chunks(self, spectra: Iterator[Tensor]) -> Tensor:
        """Synthesise as `synthesise` does, from a spectrum that comes chunk by chunk."""
        (signal,) = self.synthesise_several(zip(spectra), 1)
        return signal

    def synthesise_several(self, spectra: Iterator[tuple[Tensor, ...]], count: int) -> list[Tensor]:
        """Synthesise `count` signals from spectra that come chunk by chunk, side by side."""
        framed = (tuple(map(self._framed, chunk)) for chunk in spectra)
        return [signal.div_(self.cover) for signal in self._overlap_add(framed, count)]

    def _framed(self, spectrum: Tensor) -> Tensor:
        """Return windowed frames (T, window) of a spectrum (T, bins)."""
        framed: Tensor = torch.fft.irfft(spectrum, n=len(self.window)).mul_(self.window)
        return framed

    def _overlap_add(self, framed: Iterator[tuple[Tensor, ...]], count: int) -> list[Tensor]:
        """Sum up the frames of `count` signals (S) that come chunk by chunk; what lies beyond their ends is cut off."""
        half = len(self.window) // 2
        padded = [torch.zeros(self.samples + len(self.window), device=self.window.device) for _ in range(count)]
        kept = self.kept or (self._places(part) for part in self.chunks(self.centres))
        for places, parts in zip(kept, framed, strict=True):
            for signal, part in zip(padded, parts, strict=True):
                # The same sum as index_add_ in half the time.
                signal.scatter_add_(0, places, part.flatten())
        return [signal[half : half + self.samples] for signal in padded]

    def _places(self, centres: Tensor) -> Tensor:
        """Return where the samples of frames lie in a padded signal."""
        return (centres[:, None] + self.offsets).flatten()
