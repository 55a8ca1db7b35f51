"""The first bars of a stem, ready while the rest is being made, as `stream 1` asks for over OSC.

`making` passes the engine's pieces in and has the result written as a file of its own, so that a host can place it on
the bar at once and replace it with the whole stem later. Nothing here writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.levels import shared_gain
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.score.score import Score
from musiccm_daw.writers.names import wav_names
from musiccm_daw.writers.plan import planned_wavs

LEAST_SECONDS = 2.0
"""With less, a host would have to swap files while it still imports the first."""


def first_bars(request: GenerationRequest) -> GenerationRequest | None:
    """Return the request for the fewest whole bars that last 2 s; None if that is most of it, or for an edit.

    Of an edit no piece is ready before the whole is.
    """
    if request.edit is not None:
        return None
    seconds_per_bar = float(request.grid.total_seconds) / request.bars
    bars = max(1, int(-(-LEAST_SECONDS // seconds_per_bar)))
    return request.first(bars) if 2 * bars <= request.bars else None


def first_bars_names(request: GenerationRequest, scores: Sequence[Score] = (), folder: str = "") -> tuple[str, ...]:
    """Return the names of these files, in the order of `planned_wavs`; the number of bars sets them apart."""
    shorter = first_bars(request)
    return () if shorter is None else wav_names(shorter, planned_wavs(request, scores), folder)


class FirstBars:
    """A collector for the pieces of stems, which come one stem after the other, variation after variation.

    Args:
        request: the request, cut to its first bars.
        stems: the stems that are to come, in order.
        alone: whether each is all of its variation.
    """

    def __init__(self, request: GenerationRequest, stems: Sequence[StemRequest], *, alone: bool) -> None:
        self.request = request
        self.stems = stems
        self.alone = alone
        self.stem = -1
        """Number of the stem whose pieces are coming, from 0."""
        self._wanted = request.grid.total_samples(request.sample_rate)
        self._pieces: list[NDArray[np.float32]] = []
        self._samples = 0

    def take(self, piece: AudioPiece) -> StemAudio | None:
        """Add a piece; return the first bars of its stem when it completes them, and None otherwise.

        A clip in one piece nearly gets its final level; stems keep their provisional balance, but no peak exceeds the
        ceiling.
        """
        if piece.start == 0:
            self.stem += 1
            self._pieces, self._samples = [], 0
        missing = self._wanted - self._samples
        if missing <= 0:
            return None
        self._pieces.append(piece.audio[:missing])
        self._samples += len(self._pieces[-1])
        if self._samples < self._wanted:
            return None
        audio = np.concatenate(self._pieces)
        self._pieces = []
        gain = shared_gain([audio], self.request.sample_rate)
        levelled = audio * np.float32(gain if self.alone else min(1.0, gain))
        stem = self.stems[self.stem]
        seed = variation_seed(self.request.seed, piece.variation)
        return StemAudio(piece.stem, piece.variation, seed, stem.prompt, levelled, stem.role)
