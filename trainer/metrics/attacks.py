"""Attacks: whether notes are struck, or sounds only swell and hold.

In: audio of one clip. Out: how many onsets it has in a bar, and how much its spectrum rises in a bar. A model that
blurs keeps tempo, key and level but loses these two. The rise needs no threshold: it is the onset envelope, spectral
flux in dB (Böck & Widmer 2013, see `onsets.py`), summed over the clip. Neither figure has a correct value; the
yardstick is the true clip with the same caption and chords.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Estimate, mean
from trainer.metrics.onsets import onset_envelope, onsets_in


@dataclass(frozen=True)
class AttackProfile:
    """The attacks of one clip.

    Attributes:
        onsets_per_bar: notes that begin in a bar.
        rise_db_per_bar: rises of the mel bands, averaged over bands and summed over time.
    """

    onsets_per_bar: float
    rise_db_per_bar: float


def attacks(audio: NDArray[np.floating], sample_rate: int, bars: int) -> AttackProfile:
    """Measure a clip (S,) or (S, A) that is `bars` long."""
    if not np.any(audio):
        return AttackProfile(0.0, 0.0)
    envelope = onset_envelope(audio, sample_rate)
    return AttackProfile(len(onsets_in(envelope, sample_rate)) / bars, float(envelope.sum()) / bars)


@dataclass(frozen=True)
class AttacksSummary:
    """Mean attacks over clips."""

    onsets_per_bar: Estimate
    rise_db_per_bar: Estimate


def attacks_summary(clips: Sequence[AttackProfile]) -> AttacksSummary:
    """Average the attacks of several clips."""
    return AttacksSummary(
        mean([clip.onsets_per_bar for clip in clips]),
        mean([clip.rise_db_per_bar for clip in clips]),
    )
