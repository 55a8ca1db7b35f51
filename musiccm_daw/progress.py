"""The progress reports of a long job, and the token that stops it.

The engine and the writers call `OnProgress`, and the engine checks its `CancelToken` between two steps; the command
line and the bridge pass both in. Nothing here prints, waits or starts a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from musiccm_daw.errors import Cancelled

STAGES = ("loading", "sampling", "decoding", "writing")
SHARES = {"sampling": 0.4, "decoding": 0.5, "writing": 0.1}
"""Share of a take's time that each stage takes, measured on a minute of music in 4 steps on two cores."""


@dataclass(frozen=True)
class Progress:
    """One report: the stage, one of `STAGES`, and how much of it is done, 0 to 1."""

    stage: str
    fraction: float


OnProgress = Callable[[Progress], None]
OnCount = Callable[[str, float, float], None]
"""Called with a stage, how much of it is done, and of how much, where both are numbers that people know."""


class WholeTake:
    """The stages of one take as one fraction, which never goes back within a stage."""

    def __init__(self) -> None:
        self._done = dict.fromkeys(SHARES, 0.0)

    def fraction(self, progress: Progress) -> float:
        """Return how much of the take is done, 0 to 1, given its latest report."""
        if progress.stage in self._done:
            self._done[progress.stage] = progress.fraction
        return sum(share * self._done[stage] for stage, share in SHARES.items())


class CancelToken:
    """A flag that one thread sets and the working thread checks between two steps."""

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
            raise Cancelled("cancelled: nothing was written; repeat the request to start again")
