"""Distances of generated music from true music: Fréchet and kernel distance over embeddings.

In: per clip an array of window embeddings (n, E), and the song that each clip (or its prompt) is from. Out:
`Jackknifed` figures. They compare distributions, so a single clip has none. Figures are comparable only with the same
embedding, the same reference and about the same number of clips.

- FAD, Fréchet audio distance: ||mu_r - mu_g||² + Tr(C_r + C_g - 2 (C_r C_g)^(1/2)) (Kilgour et al. 2019). Biased
  upwards as 1/n, and more so in more dimensions; the jackknife removes that part (Gui et al. 2024 do the same by
  extrapolating to infinite n), so small values can come out below zero.
- KAD, kernel audio distance (Chung et al. 2025): 100 times the squared maximum mean discrepancy with a Gaussian kernel,
  its bandwidth the median distance of the reference, as the unbiased U-statistic (Gretton et al. 2012, lemma 6). Unlike
  theirs, the items are whole clips (the mean kernel over their windows), and pairs from one song are left out: windows
  of a clip, and stems of a song, resemble each other more than independent draws would.

Intervals: delete-a-group jackknife over songs, of the generated and of the reference clips; a bootstrap would repeat
clips, which makes pairs at distance zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Indices, Jackknifed, jackknife

Floats = NDArray[np.float64]
SCALE = 100.0
"""Factor of the kernel distance, as kadtk prints it."""
# Windows from which the bandwidth is estimated.
BANDWIDTH_WINDOWS = 1_000


@dataclass(frozen=True)
class Embedded:
    """The clips of one source in one embedding: the windows (n, E) of each, and their songs."""

    clips: Sequence[NDArray[np.floating]]
    songs: Sequence[int]


@dataclass(frozen=True)
class _Moments:
    """Moments per clip: count (clips), sum (clips, E) and sum of outer products (clips, E, E)."""

    counts: Floats
    sums: Floats
    products: Floats

    @classmethod
    def of(cls, clips: Sequence[Floats]) -> _Moments:
        """Return the moments of clips, each with its embeddings (n, E)."""
        return cls(
            np.array([len(clip) for clip in clips], dtype=float),
            np.stack([clip.sum(0) for clip in clips]),
            np.stack([clip.T @ clip for clip in clips]),
        )

    def gaussian(self, indices: Indices) -> tuple[Floats, Floats]:
        """Return mean (E) and covariance (E, E) of the windows of the chosen clips."""
        count = self.counts[indices].sum()
        mean = self.sums[indices].sum(0) / count
        scatter = self.products[indices].sum(0) - count * np.outer(mean, mean)
        return mean, scatter / max(count - 1, 1)


def frechet(mean_a: Floats, covariance_a: Floats, mean_b: Floats, covariance_b: Floats) -> float:
    """Return the squared Fréchet (2-Wasserstein) distance of two Gaussians."""
    values, vectors = np.linalg.eigh(covariance_a)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    # sqrt(C_a) C_b sqrt(C_a) has the eigenvalues of C_a C_b, and is symmetric.
    shared = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ covariance_b @ root), 0)).sum()
    apart = float(np.square(mean_a - mean_b).sum())
    return apart + float(np.trace(covariance_a) + np.trace(covariance_b) - 2 * shared)


def frechet_distance(made: Embedded, reference: Embedded) -> Jackknifed:
    """Return the FAD of some clips from the reference, in units of the reference's standard deviations."""
    scaled_made, scaled_reference = _standardised(made, reference)
    mine, theirs = _Moments.of(scaled_made), _Moments.of(scaled_reference)

    def statistic(made_indices: Indices, reference_indices: Indices) -> float:
        return frechet(*theirs.gaussian(reference_indices), *mine.gaussian(made_indices))

    return jackknife(statistic, made.songs, reference.songs)


def kernel_distance(made: Embedded, reference: Embedded) -> Jackknifed:
    """Return the KAD of some clips from the reference; nan if no two clips are from different songs."""
    scaled_made, scaled_reference = _standardised(made, reference)
    kernel = _gaussian_kernel(scaled_reference)
    within_made = _clip_kernel(scaled_made, scaled_made, kernel)
    within_reference = _clip_kernel(scaled_reference, scaled_reference, kernel)
    between = _clip_kernel(scaled_made, scaled_reference, kernel)
    mine, theirs = np.asarray(made.songs), np.asarray(reference.songs)

    def statistic(made_indices: Indices, reference_indices: Indices) -> float:
        a, b = made_indices, reference_indices
        return SCALE * (
            _mean_over_songs(within_made, mine, mine, a, a)
            + _mean_over_songs(within_reference, theirs, theirs, b, b)
            - 2 * _mean_over_songs(between, mine, theirs, a, b)
        )

    return jackknife(statistic, made.songs, reference.songs)


def _standardised(made: Embedded, reference: Embedded) -> tuple[list[Floats], list[Floats]]:
    """Scale both by the reference's standard deviations: the embeddings' own units mean nothing."""
    windows = np.concatenate([np.asarray(clip, dtype=np.float64) for clip in reference.clips])
    mean, deviation = windows.mean(0), windows.std(0) + 1e-6
    scaled = ([(clip - mean) / deviation for clip in embedded.clips] for embedded in (made, reference))
    return next(scaled), next(scaled)


def _squared_distances(a: Floats, b: Floats) -> Floats:
    squares: Floats = np.square(a).sum(1)[:, None] + np.square(b).sum(1)[None] - 2 * a @ b.T
    return squares.clip(min=0)


def _gaussian_kernel(reference: Sequence[Floats]) -> Callable[[Floats, Floats], Floats]:
    windows = np.concatenate(list(reference))
    chosen = windows[:: -(-len(windows) // BANDWIDTH_WINDOWS)]
    apart = _squared_distances(chosen, chosen)[np.triu_indices(len(chosen), 1)]
    bandwidth_squared = float(np.median(apart)) if len(apart) else 1.0
    return lambda a, b: np.exp(-_squared_distances(a, b) / (2 * max(bandwidth_squared, 1e-12)))


def _clip_kernel(a: Sequence[Floats], b: Sequence[Floats], kernel: Callable[[Floats, Floats], Floats]) -> Floats:
    """Return the mean kernel between the windows of every two clips: (clips of a, clips of b)."""
    starts_a, starts_b = (np.cumsum([0, *(len(clip) for clip in clips)])[:-1] for clips in (a, b))
    values = kernel(np.concatenate(list(a)), np.concatenate(list(b)))
    sums = np.add.reduceat(np.add.reduceat(values, starts_a, axis=0), starts_b, axis=1)
    counts = np.outer([len(clip) for clip in a], [len(clip) for clip in b])
    means: Floats = sums / counts
    return means


def _mean_over_songs(
    values: Floats, songs_a: NDArray[np.int_], songs_b: NDArray[np.int_], a: Indices, b: Indices
) -> float:
    """Average over pairs of clips from different songs."""
    differ = songs_a[a][:, None] != songs_b[b][None]
    return float(values[np.ix_(a, b)][differ].mean()) if differ.any() else float("nan")
