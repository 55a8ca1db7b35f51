"""Ctrl-C while a clip is made: stop between two sampler steps, leave no half-written file.

The first Ctrl-C sets the cancel flag that the library checks; a second one interrupts at once.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from musiccm_daw.progress import CancelToken


@contextmanager
def interruptible() -> Iterator[CancelToken]:
    """Turn Ctrl-C into a cancellation while the block runs; yields the flag to hand to the library."""
    cancel = CancelToken()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)
