"""A stopwatch that divides the time of a take among its stages, so that the parts add up to the whole.

The command line and the server start one, and `make_take` and the engine switch it. Nothing here prints.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TIMED_STAGES = ("load", "compose", "text", "sample", "decode", "vocode", "write")
"""Loading the model, writing the score, encoding text, sampling, latents to mel rows, rows to audio, files."""


class Stopwatch:
    """A stopwatch that runs for exactly one stage at any moment; it starts in the first of `TIMED_STAGES`.

    Args:
        clock: returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seconds = dict.fromkeys(TIMED_STAGES, 0.0)
        self._stage = self._outer = TIMED_STAGES[0]
        self._since = clock()
        self._inside = 0

    def switch(self, stage: str) -> None:
        """End the current stage and begin another."""
        with self._lock:
            self._switch(stage)

    @contextmanager
    def within(self, stage: str) -> Iterator[None]:
        """Run a stage inside the current one, from any thread.

        Time that several threads spend in it counts once; when the last of them has left, the outer stage resumes.
        """
        with self._lock:
            if self._inside == 0:
                self._outer = self._stage
                self._switch(stage)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._switch(self._outer)

    def read(self) -> dict[str, float]:
        """Return the seconds of every stage so far, rounded to milliseconds."""
        with self._lock:
            self._switch(self._stage)
            return {stage: round(seconds, 3) for stage, seconds in self._seconds.items()}

    def _switch(self, stage: str) -> None:
        now = self._clock()
        self._seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now
