"""Sums of steps over a grid of bins along its maximum spanning tree, by Borůvka's rounds on whole arrays.

In every round each group of bins joins the neighbour that its loudest link leads to; the first round leaves a sixth of
the groups or less. The tree is the one that Kruskal's algorithm finds link by link, in a third of scipy's time and
without its lock (dev/LOG.md). That the sums are phases does not matter here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

LOUDER_END = 0.01
"""Weight of a link's louder end, which decides between links that are equally loud at their quieter ends."""


@dataclass(frozen=True)
class Links:
    """Links between groups: the groups' numbers `near` and `far`, and the step from near to far."""

    near: Numbers
    far: Numbers
    steps: Floats

    def chosen(self, which: NDArray[np.bool_] | Numbers) -> Links:
        """Return some of the links."""
        return Links(self.near[which], self.far[which], self.steps[which])


def summed_along_tree(level: Floats, ahead: Floats, upward: Floats) -> Floats:
    """Sum steps from the loudest bin to every other, (T, bins).

    The path to a bin is the one whose quietest link is loudest.

    Args:
        level: levels (T, bins), of at least two bins.
        ahead: steps from frame to frame (T - 1, bins).
        upward: steps from bin to bin (T, bins - 1).
    """
    loud_ahead, loud_upward = loudness(level[:-1], level[1:]), loudness(level[:, :-1], level[:, 1:])
    group, sums = to_roots(*loudest_neighbours(loud_ahead, loud_upward, ahead, upward))
    within = group.reshape(level.shape)
    forward = np.flatnonzero(within[:-1] != within[1:])
    higher = np.nonzero(within[:, :-1] != within[:, 1:])
    above = higher[0] * level.shape[1] + higher[1]
    loud = np.concatenate([loud_ahead.ravel()[forward], loud_upward[higher]])
    links = Links(
        near=np.concatenate([forward, above]),
        far=np.concatenate([forward + level.shape[1], above + 1]),
        steps=np.concatenate([ahead.ravel()[forward], upward[higher]]),
    ).chosen(np.argsort(-loud))
    links = joined(links, group, sums)
    # Of each group of the first round: its group in the latest one, and the sum of steps from there.
    latest = np.arange(int(group.max()) + 1)
    beyond = np.zeros(len(latest))
    while len(links.near):
        roots, steps = to_roots(*loudest_links(links, int(latest.max()) + 1))
        beyond += steps[latest]
        latest = roots[latest]
        links = joined(links, roots, steps)
    sums += beyond[group]
    from_loudest: Floats = sums - sums[level.argmax()]
    return from_loudest.reshape(level.shape)


def loudness(here: Floats, there: Floats) -> Floats:
    """Return the loudness of links between bins of these levels."""
    return np.minimum(here, there) + LOUDER_END * np.maximum(here, there)


def loudest_neighbours(
    loud_ahead: Floats, loud_upward: Floats, ahead: Floats, upward: Floats
) -> tuple[Numbers, Floats]:
    """Return the neighbour that the loudest link of each bin leads to and the step from there, each (T * bins).

    Ties are broken in the same order everywhere, or bins of silence would join in rings.
    """
    frames, bins = len(loud_upward), loud_ahead.shape[1]
    after, before = (slice(1, None), slice(None)), (slice(None, -1), slice(None))
    above, below = (slice(None), slice(1, None)), (slice(None), slice(None, -1))
    loudest = np.full((frames, bins), -np.inf)
    away, steps = np.empty((frames, bins), dtype=np.int64), np.empty((frames, bins))
    for having, direction, loud, step in (
        (after, -bins, loud_ahead, ahead),
        (above, -1, loud_upward, upward),
        (below, 1, loud_upward, -upward),
        (before, bins, loud_ahead, -ahead),
    ):
        louder = loud > loudest[having]
        np.copyto(loudest[having], loud, where=louder)
        np.copyto(away[having], direction, where=louder)
        np.copyto(steps[having], step, where=louder)
    return np.arange(frames * bins) + away.ravel(), steps.ravel()


def loudest_links(links: Links, groups: int) -> tuple[Numbers, Floats]:
    """Return the group that the loudest link of each leads to and the step from there, each (groups).

    The links are sorted, loudest first.
    """
    count = len(links.near)
    first = np.full(groups, count)
    numbers = np.arange(count)
    np.minimum.at(first, links.near, numbers)
    np.minimum.at(first, links.far, numbers)
    is_far = links.far[first] == np.arange(groups)
    steps = links.steps[first]
    return np.where(is_far, links.near[first], links.far[first]), np.where(is_far, steps, -steps)


def to_roots(parents: Numbers, steps: Floats) -> tuple[Numbers, Floats]:
    """Return the number of the tree that each node belongs to, from 0, and the sum of steps from its root, each (n)."""
    own = np.arange(len(parents))
    # Two nodes that chose each other are the only kind of ring: one of them is the root.
    root = (parents[parents] == own) & (own < parents)
    parents, sums = np.where(root, own, parents), np.where(root, 0.0, steps)
    while True:
        beyond = parents[parents]
        if np.array_equal(beyond, parents):
            return (np.cumsum(root) - 1)[parents], sums
        # Every pass doubles the number of steps that are summed.
        sums += sums[parents]
        parents = beyond


def joined(links: Links, group: Numbers, sums: Floats) -> Links:
    """Return the links between different groups (n), from root to root; `sums` (n) lead from the roots to the nodes."""
    near, far = group[links.near], group[links.far]
    steps = sums[links.near] + links.steps - sums[links.far]
    return Links(near, far, steps).chosen(near != far)
