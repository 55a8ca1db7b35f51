"""Vocoder without weights: mel rows (M, T) back to stereo audio (2, S), by phase integration and Griffin-Lim.

For each band of the front end: first phases by integrating their gradients (`phase_integration.py`); then Griffin-Lim
iterations with momentum (Perraudin et al. 2013, "A fast Griffin-Lim algorithm") to make neighbouring frames agree.
"""

from __future__ import annotations

import torch
from torch import Tensor

from musiccm_daw.model.band_synthesis import Strip
from musiccm_daw.model.block_vocoder import BlockVocoder
from musiccm_daw.model.frames import Frames

ITERATIONS = (16, 4)
"""Of the low band and of the high band, which gains less from them and costs four times as much (dev/LOG.md)."""
MOMENTUM = 0.9
HALO_FRAMES = 64
"""Frames around a block that take part in its iterations: it then meets its neighbours at -85 dB, as a rule; with 32 at
-58 dB, with 16 at -23 dB (dev/LOG.md)."""


def griffin_lim(magnitude: Tensor, phasors: Tensor, frames: Frames, iterations: int) -> Tensor:
    """Spectrum (T, bins) of the given magnitude with phases that agree between overlapping frames."""
    parts = frames.chunks(magnitude * phasors)
    magnitudes = frames.chunks(magnitude)
    last: tuple[Tensor, ...] | None = None
    for _ in range(iterations):
        signal = frames.synthesise_chunks(iter(parts))
        found = tuple(frames.analyse_chunks(signal))
        ahead = found if last is None else tuple(map(_beyond, found, last))
        parts = tuple(part.sgn() * level for part, level in zip(ahead, magnitudes, strict=True))
        last = found
    return torch.cat(parts)


def _beyond(found: Tensor, last: Tensor) -> Tensor:
    return found + MOMENTUM * (found - last)


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
        return [
            griffin_lim(magnitude, phasors, strip.frames(index), iterations)
            for index, (magnitude, phasors, iterations) in enumerate(
                zip(strip.magnitudes, strip.phasors, self.iterations, strict=True)
            )
        ]
