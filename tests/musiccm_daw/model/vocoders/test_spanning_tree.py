"""The spanning tree: against scipy's, and against sums that do not depend on the way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

from musiccm_daw.model.vocoders.spanning_tree import loudness, summed_along_tree


def test_the_way_to_a_bin_is_the_loudest() -> None:
    level = np.array([[5.0, 0.0, 1.0], [4.0, 3.0, 2.0]])
    ahead = np.array([[0.1, 9.0, 0.2]])
    upward = np.array([[0.5, 9.0], [0.01, 0.02]])
    # From the corner down, along the second row, and up at its end; the quietest bin hangs on its loudest neighbour.
    expected = np.array([[0, 0.5, 0.1 + 0.01 + 0.02 - 0.2], [0.1, 0.11, 0.13]])
    assert summed_along_tree(level, ahead, upward) == pytest.approx(expected)


def summed_by_scipy(level: np.ndarray, ahead: np.ndarray, upward: np.ndarray) -> np.ndarray:
    """The same sums, link by link along scipy's tree."""
    nodes = np.arange(level.size).reshape(level.shape)
    near = np.concatenate([nodes[:-1].ravel(), nodes[:, :-1].ravel()])
    far = np.concatenate([nodes[1:].ravel(), nodes[:, 1:].ravel()])
    loud = loudness(level.ravel()[near], level.ravel()[far])
    costs = coo_array((loud.max() - loud + 1.0, (near, far)), shape=(level.size, level.size)).tocsr()
    steps = dict(zip(zip(near, far, strict=True), [*ahead.ravel(), *upward.ravel()], strict=True))
    order, parents = breadth_first_order(minimum_spanning_tree(costs), int(level.argmax()), directed=False)
    sums = np.zeros(level.size)
    for node in order[1:]:
        parent = parents[node]
        step = steps[(parent, node)] if (parent, node) in steps else -steps[(node, parent)]
        sums[node] = sums[parent] + step
    return sums.reshape(level.shape)


@pytest.mark.parametrize("shape", [(40, 60), (1, 50), (50, 2), (97, 3)])
def test_the_tree_is_scipys(shape: tuple[int, int]) -> None:
    draws = np.random.default_rng(3)
    frames, bins = shape
    level = draws.standard_normal(shape).cumsum(axis=1)
    ahead, upward = draws.standard_normal((frames - 1, bins)), draws.standard_normal((frames, bins - 1))
    expected = summed_by_scipy(level, ahead, upward)
    assert summed_along_tree(level, ahead, upward) == pytest.approx(expected, abs=1e-9)


@given(arrays(np.float64, st.tuples(st.integers(1, 9), st.integers(2, 9)), elements=st.integers(-2, 2).map(float)))
def test_equally_loud_bins_are_all_reached(level: np.ndarray) -> None:
    # Sums of a potential's differences are the same whatever way they go.
    potential = np.random.default_rng(level.size).standard_normal(level.shape)
    sums = summed_along_tree(level, np.diff(potential, axis=0), np.diff(potential, axis=1))
    assert sums == pytest.approx(potential - potential.ravel()[level.argmax()], abs=1e-9)
