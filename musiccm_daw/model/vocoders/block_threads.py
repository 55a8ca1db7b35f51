"""Threads that compute independent blocks of one clip side by side, each alone on a core.

The vocoder works on small tensors that stay in the cache. Torch's own threads divide them badly: a second core took a
tenth off its time, whole blocks take a third (dev/LOG.md). A GPU is one device and gets one thread. It knows nothing of
audio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import torch

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class BlockThreads:
    """`count` threads that take calls in their order."""

    pool: ThreadPoolExecutor
    count: int

    def submit(
        self, call: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """The result to come of a call, under the caller's inference mode, which torch keeps per thread."""
        inference = torch.is_inference_mode_enabled()

        def under_mode() -> Result:
            with torch.inference_mode(inference):
                return call(*args, **kwargs)

        return self.pool.submit(under_mode)


@contextmanager
def block_threads(most: int, device: torch.device) -> Iterator[BlockThreads]:
    """Threads for at most so many calls at once; together they keep as many cores busy as torch may.

    Calls that have not begun when the caller leaves, as one that is cancelled does, are never made.
    """
    cores = torch.get_num_threads()
    count = max(1, min(most, cores)) if device.type == "cpu" else 1
    pool = ThreadPoolExecutor(count, "block", initializer=torch.set_num_threads, initargs=(cores // count,))
    try:
        yield BlockThreads(pool, count)
    finally:
        pool.shutdown(cancel_futures=True)
        # What a thread sets holds for itself, but in the matrix products of some libraries for the whole process.
        torch.set_num_threads(cores)
