"""Vocoder without weights: mel rows (M, T) back to stereo audio (2, S), by phase integration and Griffin-Lim.

For each band of the front end: first phases by integrating their gradients (`phase_integration.py`); then Griffin-Lim
iterations with momentum (Perraudin et al. 2013, "A fast Griffin-Lim algorithm") to make neighbouring frames agree.
Where a row is wider than a bin, its power is kept while its bins may differ, as those of noise do: with even bins every
burst of noise shrank to a click (dev/LOG.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from musiccm_daw.model.mel import BANDS
from musiccm_daw.model.vocoders.band_synthesis import Strip
from musiccm_daw.model.vocoders.block_threads import SideBySide
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder
from musiccm_daw.model.vocoders.frames import Frames

ITERATIONS = (8, 4)
"""Iterations of the low band and of the high band, which gains less from them and costs more (dev/LOG.md)."""
EVERY = (2, 1)
"""Nine windows of the low band overlap, and half of them are enough: its even and odd frames take turns."""
MOMENTUM = 0.9
HALO_FRAMES = 64
"""Frames around a block that take part in its iterations: it then differs from its neighbours by -85 dB as a rule; with
32 frames by -58 dB, with 16 by -23 dB (dev/LOG.md)."""

SILENT_POWER = 1e-20
"""Power added where there is no phase to keep."""

LevelsOf = Callable[[Tensor], Tensor]
"""Power (T, bins) of frames in the latest audio to the magnitudes (T, bins) that they should have."""


@dataclass(frozen=True)
class Target:
    """Frames and the magnitudes they should have: `levels` has one function for each chunk."""

    frames: Frames
    levels: Sequence[LevelsOf]


def griffin_lim(spectrum: Tensor, frames: Frames, targets: Sequence[Target]) -> Tensor:
    """Return a spectrum (T, bins) near the given one whose overlapping frames agree.

    Args:
        spectrum: the spectrum to begin with.
        frames: its frames.
        targets: one for each round, in order; each analyses the audio of the one before it.
    """
    parts = frames.chunks(spectrum)
    last: Tensor | None = None
    for target in targets:
        signal = frames.synthesise_chunks(iter(parts))
        # The transform is linear: momentum of the audio equals that of its spectra, in a tenth of the time.
        ahead = signal if last is None else signal + MOMENTUM * (signal - last)
        found = target.frames.analyse_chunks(ahead)
        parts = tuple(_levelled(part, of) for part, of in zip(found, target.levels, strict=True))
        frames, last = target.frames, signal
    return torch.cat(parts)


def _levelled(found: Tensor, levels_of: LevelsOf) -> Tensor:
    """Return a spectrum (T, bins) with the phases of another. By gains, since sgn takes half as long again."""
    power = (found * found.conj()).real + SILENT_POWER
    return found * (levels_of(power) * power.rsqrt())


def _known(magnitude: Tensor, power: Tensor) -> Tensor:
    del power
    return magnitude


class GriffinLim(BlockVocoder):
    """The inverse of `MelFrontEnd` that needs no training.

    Args:
        iterations: iterations of Griffin-Lim in each band, starting from integrated phases.
    """

    def __init__(self, iterations: tuple[int, ...] = ITERATIONS) -> None:
        super().__init__(halo_frames=HALO_FRAMES, every=EVERY)
        self.iterations = iterations

    def spectra(self, strip: Strip, side_by_side: SideBySide) -> list[Tensor]:
        """Return the spectra (T / every, bins) of all bands after the iterations."""
        return side_by_side([partial(self._spectrum, strip, index) for index in range(len(BANDS))])

    def _spectrum(self, strip: Strip, index: int) -> Tensor:
        every = strip.every[index]
        frames = [strip.frames(index, first) for first in range(every)]
        each = [self._targets(strip, index, first, frames[first]) for first in range(every)]
        # The frames whose spectrum is wanted come last in every iteration.
        targets = [target for iteration in zip(*each[1:], each[0], strict=True) for target in iteration]
        return griffin_lim(strip.magnitudes[index][::every] * strip.phasors[index], frames[0], targets)

    def _targets(self, strip: Strip, index: int, first: int, frames: Frames) -> list[Target]:
        """Return the target in each iteration of every k-th frame of one band from `first` on.

        Where rows are wider than bins, bins are even in the first half of the iterations, which is cheaper, and brings
        the frames as near to the rows in the end.
        """
        chosen, iterations = slice(first, None, strip.every[index]), self.iterations[index]
        magnitudes = frames.chunks(strip.magnitudes[index][chosen])
        even = Target(frames, [partial(_known, magnitude) for magnitude in magnitudes])
        if BANDS[index].is_linear:
            return [even] * iterations
        powers = frames.chunks(self.synthesis.row_powers(strip.rows, index)[chosen])
        within_rows = partial(self.synthesis.levels_within_rows, index)
        uneven = Target(frames, [partial(within_rows, *known) for known in zip(magnitudes, powers, strict=True)])
        return [even] * (iterations // 2) + [uneven] * (iterations - iterations // 2)
