"""Threads for the blocks of one clip: what they keep of the caller's thread, and what they leave behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import torch

from musiccm_daw.model.vocoders.block_threads import block_threads, one_thread

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def two_cores() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def test_two_calls_meet_each_with_a_core_of_its_own() -> None:
    both_there = threading.Barrier(2, timeout=30)

    def meet(number: int) -> tuple[int, int]:
        both_there.wait()
        return number, torch.get_num_threads()

    with block_threads(7, CPU) as threads:
        calls = [threads.submit(meet, number) for number in range(2)]
        assert [call.result() for call in calls] == [(0, 1), (1, 1)]


def test_a_single_call_has_one_core_too_for_sums_depend_on_their_number() -> None:
    with block_threads(1, CPU) as threads:
        assert threads.count == 1
        assert threads.submit(torch.get_num_threads).result() == 1


def test_the_caller_computes_on_one_core_beside_its_calls() -> None:
    with block_threads(2, CPU) as threads:
        assert threads.count == 2
        assert torch.get_num_threads() == 1
    with block_threads(2, torch.device("cuda")):
        assert torch.get_num_threads() == 2


def test_one_thread_computes_on_a_cpu_and_the_others_come_back() -> None:
    with one_thread(CPU):
        assert torch.get_num_threads() == 1
    with one_thread(torch.device("cuda")):
        assert torch.get_num_threads() == 2
    assert torch.get_num_threads() == 2


def test_a_gpu_is_one_device() -> None:
    with block_threads(7, torch.device("cuda")) as threads:
        assert threads.count == 1


@pytest.mark.parametrize("inference", [True, False])
def test_calls_run_under_the_inference_mode_of_the_caller(inference: bool) -> None:
    with block_threads(2, CPU) as threads, torch.inference_mode(inference):
        assert threads.submit(torch.is_inference_mode_enabled).result() == inference


def test_torch_has_its_threads_back_afterwards() -> None:
    with block_threads(2, CPU) as threads:
        threads.submit(torch.zeros, 1).result()
    assert torch.get_num_threads() == 2


def test_an_error_reaches_who_asks() -> None:
    def fail() -> None:
        raise ValueError("no such block")

    with block_threads(2, CPU) as threads:
        failing = threads.submit(fail)
    with pytest.raises(ValueError, match="no such block"):
        failing.result()


def test_calls_that_wait_are_not_made_when_the_caller_leaves() -> None:
    going = threading.Event()
    made: list[int] = []
    with block_threads(2, CPU) as threads:
        for _ in range(2):
            threads.submit(going.wait, 30)
        waiting = threads.submit(made.append, 1)
        threading.Timer(0.2, going.set).start()
    assert waiting.cancelled()
    assert not made


def test_pieces_of_a_lone_block_share_the_cores_that_it_leaves() -> None:
    both_there = threading.Barrier(2, timeout=30)

    def meet(number: int) -> tuple[int, int, bool]:
        both_there.wait()
        return number, torch.get_num_threads(), torch.is_inference_mode_enabled()

    with block_threads(1, CPU) as threads, torch.inference_mode():
        block = threads.submit(threads.side_by_side, [partial(meet, number) for number in range(2)])
        assert block.result() == [(0, 1, True), (1, 1, True)]


@pytest.mark.parametrize(("blocks", "device"), [(2, CPU), (1, torch.device("cuda"))])
def test_pieces_take_turns_where_no_core_is_left(blocks: int, device: torch.device) -> None:
    with block_threads(blocks, device) as threads:
        names = threads.side_by_side([lambda: threading.current_thread().name] * 3)
    assert names == [threading.current_thread().name] * 3


def test_an_error_in_a_piece_is_that_of_the_block() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with block_threads(1, CPU) as threads:
        for pieces in ([fail, int], [int, fail]):
            with pytest.raises(ZeroDivisionError):
                threads.side_by_side(pieces)
