"""Ctrl-C while a clip is being made: a stop between two sampler steps that leaves no half-written file.

The first Ctrl-C sets the cancel token that the library checks; the second interrupts at once.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from musiccm_daw.progress import CancelToken


@contextmanager
def interruptible() -> Iterator[CancelToken]:
    """Turn Ctrl-C into a cancellation while the block runs, and yield the token to pass to the library."""
    cancel = CancelToken()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
