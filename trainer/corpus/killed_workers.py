"""One line for the user when the system has killed a process of a pool, as it does when memory runs out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from musiccm_daw.errors import ModelError


@contextmanager
def killed_workers_reported() -> Iterator[None]:
    """Turn the loss of a process into one line; the block works shard by shard, and complete shards are kept.

    Raises:
        ModelError: a process of a pool in the block was killed.
    """
    try:
        yield
    except BrokenProcessPool as error:
        raise ModelError(
            "a process was killed, most likely because memory ran out; run the command again with --jobs 1: complete "
            "shards are kept"
        ) from error
