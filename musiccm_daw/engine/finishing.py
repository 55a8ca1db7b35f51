"""The last step from the model's audio to a clip: the requested sample rate, the exact length, a quiet end.

The engine sends the model's pieces through it before it keeps them. Positions are exact fractions of the clip's length,
so that pieces join and a loop is resampled as one period. Levels are set later, when the whole clip is known.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from musiccm_daw.engine.interpolation import interpolated
from musiccm_daw.engine.tails import FLOOR_SECONDS, tail_levels
from musiccm_daw.timebase import TimeGrid

# Long enough to silence the click of a tail that is cut at the bar line, short enough to be inaudible.
FADE_OUT_SECONDS = 0.005
RESAMPLING_MARGIN = 512
"""Samples on either side of a piece that its resampling uses, at the model's rate."""


class Finisher:
    """The finisher of one stem, which is called with its pieces in order.

    Args:
        grid: the bars of the clip.
        sample_rate: of the clip.
        model_rate: of the pieces.
        loop: whether the clip loops; other clips fade out in their last 5 ms.
        tail_seconds: where a tail begins, which dies away until the end (`tails.py`); None for none.
    """

    def __init__(
        self, grid: TimeGrid, sample_rate: int, model_rate: int, *, loop: bool, tail_seconds: float | None = None
    ) -> None:
        self._loop = loop
        self._samples = grid.total_samples(sample_rate)
        self.model_samples = grid.total_samples(model_rate)
        self.margin = 0 if sample_rate == model_rate else RESAMPLING_MARGIN
        self._cutoff = min(1.0, sample_rate / model_rate)
        self._fade = min(round(FADE_OUT_SECONDS * sample_rate), self._samples)
        self._tail: tuple[int, int] | None = None
        """The samples at which the tail begins, and is over."""
        if tail_seconds is not None:
            self._tail = round(tail_seconds * sample_rate), self._samples - round(FLOOR_SECONDS * sample_rate)
        self._taken = 0
        """Samples of the pieces so far."""
        self.position = 0
        """Samples of the clip so far."""

    def __call__(self, piece: Tensor) -> NDArray[np.float32]:
        """Return the clip's samples (n, 2) for a piece (2, S) that has `margin` samples of its neighbours around it."""
        start, self._taken = self._taken, self._taken + piece.shape[1] - 2 * self.margin
        first = self.position
        self.position = math.ceil(self._taken * self._samples / self.model_samples)
        audio = self._resampled(piece, start, range(first, self.position)) if self.margin else piece
        finished: NDArray[np.float32] = audio.T.cpu().numpy().copy()
        if self._tail is not None and self.position > self._tail[0]:
            finished *= tail_levels(np.arange(first, self.position), *self._tail)[:, None]
        fading = self.position - (self._samples - self._fade)
        if not self._loop and fading > 0:
            gains = np.linspace(1, 0, self._fade, dtype=np.float32)[max(0, fading - len(finished)) : fading]
            finished[len(finished) - len(gains) :] *= gains[:, None]
        return finished

    def _resampled(self, piece: Tensor, start: int, wanted: range) -> Tensor:
        """Return the clip's samples (2, n) for a piece that begins, after its margin, at the model's sample `start`."""
        rise = torch.hann_window(2 * self.margin, device=piece.device)[: self.margin]
        ones = torch.ones(piece.shape[1] - 2 * self.margin, device=piece.device)
        tapered = piece * torch.cat([rise, ones, rise.flip(0)])
        exact = torch.arange(wanted.start, wanted.stop, dtype=torch.float64)
        positions = exact * (self.model_samples / self._samples) - start + self.margin
        return interpolated(tapered, positions, cutoff=self._cutoff)
