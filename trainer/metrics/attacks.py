"""Attacks: are notes struck, or do sounds only swell and hold?

In: audio of one clip. Out: how many onsets it has in a bar, and how much its spectrum rises in a bar. A model that
blurs keeps tempo, key and level, and loses these two. The rise asks for no threshold: it is the onset envelope,
spectral flux in dB (Böck & Widmer 2013, see `onsets.py`), summed over the clip. Neither has a right value; the true
clip under the same words and chords is the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Estimate, mean
from trainer.metrics.onsets import onset_envelope, onsets_in


@dataclass(frozen=True)
class Attacks:
    """Of one clip.

    Attributes:
        onsets_per_bar: notes that begin.
        rise_db_per_bar: rises of the mel bands, averaged over bands and summed over time.
    """

    onsets_per_bar: float
    rise_db_per_bar: float


def attacks(audio: NDArray[np.floating], sample_rate: int, bars: int) -> Attacks:
    """Measure a clip (S,) or (S, A) of so many bars."""
    if not np.any(audio):
        return Attacks(0.0, 0.0)
    envelope = onset_envelope(audio, sample_rate)
    return Attacks(len(onsets_in(envelope, sample_rate)) / bars, float(envelope.sum()) / bars)


@dataclass(frozen=True)
class AttacksSummary:
    """Means over clips."""

    onsets_per_bar: Estimate
    rise_db_per_bar: Estimate


def attacks_summary(clips: Sequence[Attacks]) -> AttacksSummary:
    """Pool some clips."""
    return AttacksSummary(
        mean([clip.onsets_per_bar for clip in clips]),
        mean([clip.rise_db_per_bar for clip in clips]),
    )
