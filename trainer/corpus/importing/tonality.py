"""Chords of a recording that states none, and how sure an estimate of harmony must be to be kept.

In: chroma of whole bars. Out: a triad for each bar with its confidence of 0 to 1. Below the least confidences nothing
is told, as of drums: a wrong chord teaches more harm than none. Keys are found by `trainer/metrics/keys.py`; the chord
templates are those of `trainer/metrics/chords.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.harmony import Chord
from trainer.metrics.chords import templates

LEAST_KEY = 0.7
LEAST_CHORD = 0.7
"""Under these the estimate is withheld; dev/LOG.md has the accuracy above and below."""


@dataclass(frozen=True)
class HeardBar:
    """The triad of a bar and the cosine between it and the chroma (0 to 1)."""

    chord: Chord
    confidence: float


def estimate_chords(bars: NDArray[np.float64]) -> list[HeardBar]:
    """The best of 24 triads for each row of (bars, 12)."""
    lengths = np.maximum(np.linalg.norm(bars, axis=1, keepdims=True), 1e-12)
    cosines = (bars / lengths) @ templates().T
    picked = cosines.argmax(axis=1)
    return [
        HeardBar(Chord(int(pick % 12), "m" if pick >= 12 else "", int(pick % 12)), float(row[pick]))
        for pick, row in zip(picked, cosines, strict=True)
    ]
