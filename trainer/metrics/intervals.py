"""Confidence intervals for everything that is measured: a figure without one cannot be compared.

In: counts or per-clip numbers. Out: `Estimate`s with a 95 % interval. Clips are the unit of chance: bars and
onsets of one clip resemble each other, so intervals over them resample whole clips. Nothing here listens.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Z_95 = 1.959964
RESAMPLES = 1_000


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval and the number of clips (or cases) behind it."""

    value: float
    low: float
    high: float
    count: int

    def percent(self) -> str:
        """For a table: "87.5 % (82.1-91.3, n 120)"."""
        if not self.count:
            return "–"
        return f"{self.value:.1%} ({self.low:.1%}–{self.high:.1%}, n {self.count})"

    def number(self, unit: str = "") -> str:
        """For a table: "2.41 dB (2.30-2.55, n 40)"."""
        if not self.count:
            return "–"
        return f"{self.value:.3g}{' ' + unit if unit else ''} ({self.low:.3g}–{self.high:.3g}, n {self.count})"


NOTHING = Estimate(math.nan, math.nan, math.nan, 0)


def wilson(successes: int, total: int) -> Estimate:
    """Share of independent cases with the score interval of Wilson (1927, JASA 22, 209-212).

    It stays inside 0..1 and is not empty at 0 or all successes, where the usual ± interval is.
    """
    if total == 0:
        return NOTHING
    share = successes / total
    scale = 1 + Z_95**2 / total
    centre = (share + Z_95**2 / (2 * total)) / scale
    half = Z_95 / scale * math.sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2))
    return Estimate(share, max(centre - half, 0.0), min(centre + half, 1.0), total)


def pooled_ratio(numerators: Sequence[float], denominators: Sequence[float], *, seed: int = 0) -> Estimate:
    """Sum over sum, with a percentile bootstrap over clips (Efron 1979): for bars or onsets.

    Args:
        numerators: per clip, what was found.
        denominators: per clip, what there was to find; clips with 0 are left out.
        seed: of the resampling, so that one report is always the same.
    """
    pairs = np.array([(n, d) for n, d in zip(numerators, denominators, strict=True) if d > 0], dtype=float)
    if not len(pairs):
        return NOTHING
    draws = np.random.default_rng(seed).integers(0, len(pairs), (RESAMPLES, len(pairs)))
    sums = pairs[draws].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], (2.5, 97.5))
    total = pairs.sum(axis=0)
    return Estimate(float(total[0] / total[1]), float(low), float(high), len(pairs))


def mean(values: Sequence[float], *, seed: int = 0) -> Estimate:
    """Mean over clips with a percentile bootstrap."""
    return pooled_ratio(values, np.ones(len(values)).tolist(), seed=seed)
