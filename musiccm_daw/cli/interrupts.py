"""Ctrl-C and SIGTERM while a clip is being made: a stop between two sampler steps that leaves no half-written file.

The first signal sets the cancel token that the library checks; the second interrupts at once. A signal that was ignored
when the program started, as Ctrl-C is in what a script puts in the background, stays ignored throughout.
"""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from musiccm_daw.errors import Cancelled
from musiccm_daw.progress import CancelToken

STOPPING = (signal.SIGINT, signal.SIGTERM)


class Terminated(Cancelled):
    """A job that SIGTERM stopped; whatever it had begun has been removed."""

    exit_code = 128 + signal.SIGTERM


def heeded(numbers: Sequence[signal.Signals] = STOPPING) -> list[signal.Signals]:
    """Return those signals that are not ignored."""
    return [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]


@contextmanager
def interruptible(numbers: Sequence[signal.Signals] = STOPPING) -> Iterator[CancelToken]:
    """Turn signals into a cancellation while the block runs, and yield the token to pass to the library.

    Raises:
        Terminated: in place of `Cancelled` and `KeyboardInterrupt`, if SIGTERM came.
    """
    cancel = CancelToken()
    came: set[int] = set()

    def stop(number: int, _frame: FrameType | None) -> None:
        came.add(number)
        if cancel.is_set:
            raise KeyboardInterrupt
        cancel.set()

    before = {number: signal.signal(number, stop) for number in heeded(numbers)}
    try:
        yield cancel
    except (Cancelled, KeyboardInterrupt) as error:
        if signal.SIGTERM in came:
            raise Terminated("terminated: nothing was written; repeat the request to start again") from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """Let SIGTERM interrupt the block as Ctrl-C does, so that it removes what it has begun.

    Raises:
        Terminated: SIGTERM came.
    """
    came: set[int] = set()

    def stop(number: int, _frame: FrameType | None) -> None:
        came.add(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in heeded([signal.SIGTERM])}
    try:
        yield
    except KeyboardInterrupt as error:
        if came:
            raise Terminated("terminated") from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
