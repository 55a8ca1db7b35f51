"""Confidence intervals for everything that is measured: without one, a figure cannot be compared.

In: counts or per-clip numbers. Out: `Estimate`s with a 95 % interval. Clips are the sampling unit: bars and onsets of
one clip resemble each other, so intervals over them resample whole clips. No audio is read here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as students_t

Z_95 = 1.959964
RESAMPLES = 1_000
# Groups that a jackknife leaves out in turn: enough for an interval, few enough to take that many matrix square roots.
GROUPS = 20

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval and the number of clips (or cases) behind it."""

    value: float
    low: float
    high: float
    count: int

    def percent(self) -> str:
        """Format a share for a table: "87.5% (82.1%–91.3%, n 120)"."""
        if not self.count or math.isnan(self.value):
            return "–"
        return f"{self.value:.1%} ({self.low:.1%}–{self.high:.1%}, n {self.count})"

    def number(self, unit: str = "") -> str:
        """Format a number for a table: "2.41 dB (2.3–2.55, n 40)"."""
        if not self.count or math.isnan(self.value):
            return "–"
        return f"{self.value:.3g}{' ' + unit if unit else ''} ({self.low:.3g}–{self.high:.3g}, n {self.count})"


NOTHING = Estimate(math.nan, math.nan, math.nan, 0)


def wilson(successes: int, total: int) -> Estimate:
    """Return a share of independent cases with the score interval of Wilson (1927, JASA 22, 209-212).

    It stays inside 0..1 and keeps a width at no or all successes, where the usual ± interval has none.
    """
    if total == 0:
        return NOTHING
    share = successes / total
    scale = 1 + Z_95**2 / total
    centre = (share + Z_95**2 / (2 * total)) / scale
    half = Z_95 / scale * math.sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2))
    return Estimate(share, max(centre - half, 0.0), min(centre + half, 1.0), total)


def pooled_ratio(numerators: Sequence[float], denominators: Sequence[float], *, seed: int = 0) -> Estimate:
    """Return sum over sum with a percentile bootstrap over clips (Efron 1979): for bars or onsets.

    Args:
        numerators: how much was found in each clip.
        denominators: how much there was to find in each clip; clips with 0 are left out.
        seed: seed of the resampling, so that a report can be reproduced.
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
    """Return the mean over clips with a percentile bootstrap."""
    return pooled_ratio(values, np.ones(len(values)).tolist(), seed=seed)


def median(values: Sequence[float], *, seed: int = 0) -> Estimate:
    """Return the median over clips with a percentile bootstrap; values that are not finite are left out."""
    known = np.array([value for value in values if math.isfinite(value)])
    if not len(known):
        return NOTHING
    draws = np.random.default_rng(seed).integers(0, len(known), (RESAMPLES, len(known)))
    low, high = np.percentile(np.median(known[draws], axis=1), (2.5, 97.5))
    return Estimate(float(np.median(known)), float(low), float(high), len(known))


def groups_of(units: Sequence[Hashable], *, groups: int = GROUPS) -> list[Indices]:
    """Split the indices of the clips into up to `groups` groups; clips of one unit (a song) stay together."""
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(units))}
    of_clip = np.array([numbers[unit] % groups for unit in units], dtype=int)
    return [np.flatnonzero(of_clip == group) for group in range(min(groups, len(numbers)))]


@dataclass(frozen=True)
class Jackknifed:
    """A statistic of one or more samples of clips, with and without each of their groups.

    For statistics other than means: resampling with replacement repeats clips, which a covariance, an entropy or a
    kernel over pairs takes for similarity; leaving groups out repeats none. It also removes the bias that falls as 1/n
    (Efron & Stein 1981, "The jackknife estimate of variance"; groups of clips as in Shao & Wu 1989, "A general theory
    for jackknife variance estimation"; with several samples each is left out in turn, and biases and variances add).
    """

    raw: float
    without: tuple[tuple[float, ...], ...]
    """Per sample, the statistic without each group."""
    count: int
    """Clips of the first sample."""

    @property
    def value(self) -> float:
        """The statistic without its first-order bias."""
        return self.raw - sum((len(w) - 1) * (float(np.mean(w)) - self.raw) for w in self.without if len(w) > 1)

    def estimate(self) -> Estimate:
        """Return the value with its interval by Student's t; infinitely wide if there is only one group."""
        return Estimate(self.value, *_around(self.value, self.without), self.count)

    def over(self, other: Jackknifed) -> Estimate:
        """Return the ratio to another statistic of the same clips: what both owe to the choice of clips cancels.

        Raises:
            ValueError: the two were not computed over the same groups.
        """
        ratio = self.value / other.value if other.value else math.nan
        pairs = [list(zip(mine, theirs, strict=True)) for mine, theirs in zip(self.without, other.without, strict=True)]
        without = tuple(tuple(mine / theirs if theirs else math.nan for mine, theirs in row) for row in pairs)
        return Estimate(ratio, *_around(ratio, without), self.count)


def _around(value: float, without: Sequence[Sequence[float]]) -> tuple[float, float]:
    if not math.isfinite(value):
        return math.nan, math.nan
    several = [np.asarray(row) for row in without if len(row) > 1]
    if not several:
        return -math.inf, math.inf
    variance = sum((len(row) - 1) * float(np.var(row)) for row in several)
    half = float(students_t.ppf(0.975, min(len(row) for row in several) - 1)) * math.sqrt(variance)
    return value - half, value + half


def jackknife(statistic: Callable[..., float], *samples: Sequence[Hashable]) -> Jackknifed:
    """Jackknife a statistic over groups of clips.

    Args:
        statistic: takes the indices of the clips to include, one array per sample.
        samples: the unit (song) of every clip, one sequence per sample.
    """
    every = [np.arange(len(units)) for units in samples]
    without = []
    for at, units in enumerate(samples):
        kept = [np.setdiff1d(every[at], group) for group in groups_of(units)]
        without.append(tuple(statistic(*every[:at], rest, *every[at + 1 :]) for rest in kept if len(rest)))
    return Jackknifed(statistic(*every), tuple(without), len(samples[0]))
