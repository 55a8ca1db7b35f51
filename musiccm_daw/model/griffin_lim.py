"""Vocoder without weights: mel rows (M, T) back to stereo audio (2, S), by phase integration and Griffin-Lim.

For each band of the front end: first phases by integrating their gradients (`phase_integration.py`); then Griffin-Lim
iterations with momentum (Perraudin et al. 2013, "A fast Griffin-Lim algorithm") to make neighbouring frames agree.
Where a row is wider than a bin, its power is held fast and its bins may differ, as those of noise do: with even bins
every burst of noise shrank to a click (dev/LOG.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor

from musiccm_daw.model.band_synthesis import Strip
from musiccm_daw.model.block_vocoder import BlockVocoder
from musiccm_daw.model.frames import Frames
from musiccm_daw.model.mel import BANDS

ITERATIONS = (16, 4)
"""Of the low band and of the high band, which gains less from them and costs four times as much (dev/LOG.md)."""
MOMENTUM = 0.9
HALO_FRAMES = 64
"""Frames around a block that take part in its iterations: it then meets its neighbours at -85 dB, as a rule; with 32 at
-58 dB, with 16 at -23 dB (dev/LOG.md)."""

LevelsOf = Callable[[Tensor], Tensor]
"""Magnitudes (T, bins) that frames shall have, from their spectrum in the last audio."""


def griffin_lim(spectrum: Tensor, frames: Frames, iterations: int, levels: Sequence[LevelsOf]) -> Tensor:
    """A spectrum (T, bins) near the given one whose overlapping frames agree; `levels` are those of each chunk."""
    parts = frames.chunks(spectrum)
    last: tuple[Tensor, ...] | None = None
    for _ in range(iterations):
        signal = frames.synthesise_chunks(iter(parts))
        found = tuple(frames.analyse_chunks(signal))
        ahead = found if last is None else tuple(map(_beyond, found, last))
        parts = tuple(turned.sgn() * of(part) for turned, part, of in zip(ahead, found, levels, strict=True))
        last = found
    return torch.cat(parts)


def _beyond(found: Tensor, last: Tensor) -> Tensor:
    return found + MOMENTUM * (found - last)


def _known(magnitude: Tensor, found: Tensor) -> Tensor:
    del found
    return magnitude


class GriffinLim(BlockVocoder):
    """Inverse of `MelFrontEnd` that needs no training.

    Args:
        iterations: of Griffin-Lim in each band, from integrated phases.
    """

    def __init__(self, iterations: tuple[int, ...] = ITERATIONS) -> None:
        super().__init__(halo_frames=HALO_FRAMES)
        self.iterations = iterations

    def spectra(self, strip: Strip) -> list[Tensor]:
        """Spectra (T, bins) of all bands after the iterations."""
        spectra = []
        for index, iterations in enumerate(self.iterations):
            frames, first = strip.frames(index), strip.magnitudes[index] * strip.phasors[index]
            spectra.append(griffin_lim(first, frames, iterations, self._levels(strip, index, frames)))
        return spectra

    def _levels(self, strip: Strip, index: int, frames: Frames) -> list[LevelsOf]:
        """What is known of one band's magnitudes, chunk by chunk: they themselves, or the power of their rows."""
        magnitudes = frames.chunks(strip.magnitudes[index])
        if BANDS[index].is_linear:
            return [partial(_known, magnitude) for magnitude in magnitudes]
        powers = frames.chunks(self.synthesis.row_powers(strip.rows, index).T)
        within_rows = partial(self.synthesis.levels_within_rows, index)
        return [partial(within_rows, magnitude, power) for magnitude, power in zip(magnitudes, powers, strict=True)]
