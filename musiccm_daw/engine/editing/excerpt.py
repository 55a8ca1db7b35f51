"""The part of a piece that an edit works on: the new bars, and those around them that a window can reach.

Windows reach no farther, so repainting two bars of an hour takes no longer than in a short clip. This file counts bars,
samples and columns; it touches no audio and makes no tensors.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.model.denoiser import WINDOW_COLUMNS
from musiccm_daw.timebase import FRAMES_PER_COLUMN, TimeGrid, round_half_up


@dataclass(frozen=True)
class Excerpt:
    """Consecutive bars of a piece; in a loop they may begin before its first or end after its last one.

    Attributes:
        piece: grid of the whole piece.
        span: bars of the excerpt, counted in the piece.
        new: those of them that are generated.
        circular: whether it is all of a loop.
    """

    piece: TimeGrid
    span: range
    new: range
    circular: bool

    @classmethod
    def around(cls, piece: TimeGrid, new: range, *, loop: bool) -> Excerpt:
        """Return the bars `new` of a piece, with as many on either side as one window spans."""
        reach = max(1, WINDOW_COLUMNS // piece.columns_per_bar)
        span = range(new.start - reach, new.stop + reach)
        if loop:
            return cls(piece, span, new, False) if len(span) < piece.bars else cls(piece, range(piece.bars), new, True)
        return cls(piece, range(max(0, span.start), min(piece.bars, span.stop)), new, False)

    @property
    def grid(self) -> TimeGrid:
        """The excerpt as a piece of its own."""
        return TimeGrid(self.piece.bpm, self.piece.meter, len(self.span))

    def edge(self, bar: int, sample_rate: int) -> int:
        """Return the first sample of a bar of the piece; in a loop it may lie one turn before or after."""
        turns, inside = divmod(bar, self.piece.bars)
        return self.piece.bar_start_samples(inside, sample_rate) + turns * self.piece.total_samples(sample_rate)

    def samples(self, bars: range, sample_rate: int) -> slice:
        """Return where the samples of some bars of the piece lie in the excerpt."""
        first = self.edge(self.span.start, sample_rate)
        return slice(self.edge(bars.start, sample_rate) - first, self.edge(bars.stop, sample_rate) - first)

    def length(self, sample_rate: int, of_rate: int) -> int:
        """Return the samples of the excerpt at a rate, converted from those that it has at another one."""
        samples = self.edge(self.span.stop, of_rate) - self.edge(self.span.start, of_rate)
        return samples if sample_rate == of_rate else round_half_up(Fraction(samples * sample_rate, of_rate))

    def columns(self) -> NDArray[np.intp]:
        """Return the numbers of the piece's columns that the excerpt covers."""
        per_bar = self.piece.columns_per_bar
        return np.arange(self.span.start * per_bar, self.span.stop * per_bar) % self.piece.total_columns

    def frames(self) -> NDArray[np.intp]:
        """Return the numbers of the piece's frames that the excerpt covers."""
        return (self.columns()[:, None] * FRAMES_PER_COLUMN + np.arange(FRAMES_PER_COLUMN)).ravel()

    def known(self) -> NDArray[np.bool_]:
        """Return which of the excerpt's columns stay as they are."""
        per_bar = self.piece.columns_per_bar
        known = np.ones(len(self.span) * per_bar, dtype=bool)
        known[(self.new.start - self.span.start) * per_bar : (self.new.stop - self.span.start) * per_bar] = False
        return known
