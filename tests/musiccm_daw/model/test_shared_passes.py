"""Shared passes: rows that come out the same beside any others, and threads that do not wait for each other in vain."""

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.model.shared_passes import Network, SharedPasses
from tests.tiny_model import tiny_denoiser

ROWS = 4


def inputs(rows: int, seed: int) -> tuple[Tensor, ...]:
    """The conditions of some windows, as a denoiser takes them."""
    generator = torch.Generator().manual_seed(seed)
    x, columns = (torch.randn(rows, width, 24, generator=generator) for width in (64, FEATURES))
    mask = torch.arange(7) < 1 + seed % 7
    return x, torch.full((rows,), 759), columns, torch.randn(rows, 7, 384, generator=generator), mask.expand(rows, 7)


def made_side_by_side(network: Network, calls: list[tuple[Tensor, ...]]) -> list[Tensor | Exception]:
    """What each call of a network of shared passes gives, or how it fails."""
    passes = SharedPasses(network, ROWS)
    found: dict[int, Tensor | Exception] = {}

    def task(number: int) -> Callable[[], None]:
        def run() -> None:
            try:
                found[number] = passes(*calls[number])
            except Exception as error:
                found[number] = error

        return run

    passes.side_by_side([task(number) for number in range(len(calls))])
    return [found[number] for number in range(len(calls))]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_rows_are_the_same_alone_and_beside_others(counts: list[int]) -> None:
    denoiser = tiny_denoiser().requires_grad_(False)
    calls = [inputs(rows, seed) for seed, rows in enumerate(counts)]
    alone = [SharedPasses(denoiser, ROWS)(*call) for call in calls]
    beside = made_side_by_side(denoiser, calls)
    for call, one, other in zip(calls, alone, beside, strict=True):
        assert isinstance(other, Tensor)
        assert torch.equal(one, other)
        torch.testing.assert_close(one, denoiser(*call))


def test_every_pass_has_the_same_rows_and_threads_share_them() -> None:
    seen: list[int] = []

    def network(x: Tensor) -> Tensor:
        seen.append(len(x))
        return x * 2

    calls = [(torch.full((rows, 3), float(rows)),) for rows in (1, 2, 3)]
    outputs = made_side_by_side(network, calls)
    assert seen == [ROWS, ROWS]
    for (x,), output in zip(calls, outputs, strict=True):
        assert isinstance(output, Tensor)
        assert torch.equal(output, x * 2)


def test_who_cannot_be_served_together_is_served_alone_and_fails_alone() -> None:
    def network(x: Tensor) -> Tensor:
        if x.isnan().any():
            raise ZeroDivisionError("a fault of one")
        if len(x.unique()) > 1:
            raise torch.OutOfMemoryError("too much for two")
        return x + 1

    one, broken, two = made_side_by_side(network, [(torch.full((2, 3), value),) for value in (1.0, torch.nan, 2.0)])
    assert isinstance(one, Tensor)
    assert isinstance(two, Tensor)
    assert (one[0, 0], two[0, 0]) == (2, 3)
    assert isinstance(broken, ZeroDivisionError)


def test_one_that_ends_early_keeps_nobody_waiting() -> None:
    passes = SharedPasses(lambda x: x, ROWS)
    ended: list[str] = []

    def short() -> None:
        passes(torch.zeros(1, 1))
        raise ZeroDivisionError("ends early")

    def long() -> None:
        for _ in range(3):
            passes(torch.zeros(1, 1))
        ended.append("long")

    with pytest.raises(ZeroDivisionError, match="ends early"):
        passes.side_by_side([short, long, lambda: None])
    assert ended == ["long"]
    passes(torch.zeros(1, 1))
