"""How a long job tells what it is doing, and how it is told to stop.

The engine and the writers call `OnProgress` and ask `CancelToken`; the command line and the bridge hand both in.
Nothing here prints, waits or starts a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from musiccm_daw.errors import Cancelled

STAGES = ("loading", "sampling", "decoding", "writing")


@dataclass(frozen=True)
class Progress:
    """One report: the stage, one of `STAGES`, and how much of that stage is done, 0 to 1."""

    stage: str
    fraction: float


OnProgress = Callable[[Progress], None]


class CancelToken:
    """A flag that one thread raises and the working thread looks at between two steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask the job to stop at its next check; safe from any thread and from a signal handler."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether the job has been asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the job has been asked to stop."""
        if self._event.is_set():
            raise Cancelled("cancelled: nothing was written; run the same request again to redo it")
