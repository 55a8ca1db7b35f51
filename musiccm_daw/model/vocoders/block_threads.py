"""Threads that compute independent blocks of one clip side by side, each on a core of its own.

The vocoder works on small tensors that stay in the cache, and torch's own threads divide them badly: with them a second
core saved a tenth of the time, with whole blocks it saves a third (dev/LOG.md). They also add in an order that depends
on how many they are, and beside other work they take several times as long as one. So everything on a CPU is computed
on one thread of torch, and a clip's frames do not depend on the number of cores. A GPU is one device and gets one
thread. What the blocks hold does not matter here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import torch

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class SideBySide:
    """Makes the pieces of a call at once where there are more cores than blocks, and one after the other elsewhere."""

    helpers: ThreadPoolExecutor | None = None

    def __call__(self, pieces: Sequence[Callable[[], Result]]) -> list[Result]:
        """Return the results of all pieces.

        A piece must not divide itself up further: it might wait for a thread that waits for it.
        """
        if self.helpers is None:
            return [piece() for piece in pieces]
        *others, own = pieces
        helped = [_submit(self.helpers, piece) for piece in others]
        result = own()
        return [*(each.result() for each in helped), result]


IN_TURN = SideBySide()


@dataclass(frozen=True)
class BlockThreads:
    """A pool of `count` threads that take calls in order, and what is left of the cores for pieces of a call."""

    pool: ThreadPoolExecutor
    count: int
    side_by_side: SideBySide

    def submit(
        self, call: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """Return the future result of a call, made under the caller's inference mode, which torch keeps per thread."""
        return _submit(self.pool, call, *args, **kwargs)


def _submit(
    pool: ThreadPoolExecutor, call: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Future[Result]:
    inference = torch.is_inference_mode_enabled()

    def under_mode() -> Result:
        with torch.inference_mode(inference):
            return call(*args, **kwargs)

    return pool.submit(under_mode)


@contextmanager
def block_threads(most: int, device: torch.device) -> Iterator[BlockThreads]:
    """Provide threads for at most `most` calls at once, which together use as many cores as torch may.

    On a CPU, what the caller computes in between is computed on one thread as well. Calls that have not begun when the
    caller leaves, for example by cancelling, are never made.
    """
    cores = torch.get_num_threads()
    count = max(1, min(most, cores)) if device.type == "cpu" else 1
    left = cores - count if device.type == "cpu" else 0
    pool = ThreadPoolExecutor(count, "block", initializer=torch.set_num_threads, initargs=(1,))
    helpers = ThreadPoolExecutor(left, "piece", initializer=torch.set_num_threads, initargs=(1,)) if left else None
    # Around the pools: it also gives the process its threads back, which theirs may have taken.
    with one_thread(device):
        try:
            yield BlockThreads(pool, count, SideBySide(helpers))
        finally:
            pool.shutdown(cancel_futures=True)
            if helpers is not None:
                helpers.shutdown(cancel_futures=True)


@contextmanager
def one_thread(device: torch.device) -> Iterator[None]:
    """Compute on one thread of torch while the block runs, where it would be several of a CPU.

    A thread sets this for itself alone, but for matrix products some libraries take it for the whole process.
    """
    before = torch.get_num_threads()
    if device.type == "cpu":
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
