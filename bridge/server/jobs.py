"""Jobs and their order: what is known of each that has not ended, and the one queue in front of the device.

Between `service`, which accepts and cancels, and `worker`, which takes the next. States only ever go forward; who ends
a job first has ended it. Nothing here sends, stores or computes music.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Message
from bridge.server.estimates import audio_seconds
from musiccm_daw.progress import CancelToken
from musiccm_daw.request.request import GenerationRequest


class State(StrEnum):
    """queued → running → done, error or cancelled; a queued job may also end at once."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    ERROR = "error"
    CANCELLED = "cancelled"


ENDED = (State.DONE, State.ERROR, State.CANCELLED)
_MAY_FOLLOW = {
    State.QUEUED: {State.RUNNING, State.ERROR, State.CANCELLED},
    State.RUNNING: {State.DONE, State.ERROR, State.CANCELLED},
}


@dataclass(eq=False)
class Job:
    """One accepted request.

    Attributes:
        owner: who asked; `cancel *` of this client means it.
        listeners: who is told of it; the owner, who repeated its id, who cancels it.
        accepted: monotonic seconds.
        last: the message that was last sent of it.
        reported: monotonic seconds of its last progress message.
        stream: whether the first bars are to be told before the rest is made.
    """

    id: str
    request: GenerationRequest
    project: Path
    owner: Endpoint
    accepted: float
    last: Message
    state: State = State.QUEUED
    fraction: float = 0.0
    reported: float = float("-inf")
    stream: bool = False
    listeners: list[Endpoint] = field(default_factory=list)
    cancel: CancelToken = field(default_factory=CancelToken)

    @cached_property
    def audio_seconds(self) -> float:
        """How much audio it makes; kept, since every estimate sums it over the whole queue."""
        return audio_seconds(self.request)

    def go(self, state: State) -> None:
        """Step forward."""
        assert state in _MAY_FOLLOW.get(self.state, ()), f"{self.id}: {self.state} → {state}"
        self.state = state

    def tell(self, client: Endpoint) -> None:
        """Let a client hear of this job from now on."""
        if client not in self.listeners:
            self.listeners.append(client)


class JobQueue:
    """The jobs that have not ended, in the order of acceptance. Its lock guards all their fields.

    Args:
        limit: how many may wait.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.changed = threading.Condition(threading.RLock())
        self._jobs: dict[str, Job] = {}
        self._held = True
        self._closed = False

    def add(self, job: Job) -> None:
        """Put a job at the end; `full` was asked before."""
        with self.changed:
            self._jobs[job.id] = job
            self.changed.notify_all()

    def remove(self, job: Job) -> None:
        """Take back a job that could not be accepted after all."""
        with self.changed:
            del self._jobs[job.id]

    @property
    def full(self) -> bool:
        """Whether no more may wait."""
        with self.changed:
            return len(self._jobs) >= self.limit

    def find(self, job_id: str) -> Job | None:
        """Return a job that has not ended."""
        with self.changed:
            return self._jobs.get(job_id)

    def in_order(self) -> list[Job]:
        """Return the running jobs, if any, and the waiting ones."""
        with self.changed:
            return list(self._jobs.values())

    def release(self) -> None:
        """Let `next` give jobs out: the model is there."""
        with self.changed:
            self._held = False
            self.changed.notify_all()

    def next(self) -> Job | None:
        """Wait for a job and set it running; None once the queue is closed."""
        with self.changed:
            self.changed.wait_for(lambda: self._closed or (self._first() is not None and not self._held))
            job = self._first()
            if self._closed or job is None:
                return None
            job.go(State.RUNNING)
            return job

    def fellows(self, wanted: Callable[[Job], bool], limit: int) -> list[Job]:
        """Set the first waiting jobs running that are wanted beside one that `next` gave, in order, at most so many."""
        with self.changed:
            waiting = (job for job in self._jobs.values() if job.state is State.QUEUED)
            found = [] if self._closed else list(islice(filter(wanted, waiting), limit))
            for job in found:
                job.go(State.RUNNING)
            return found

    def end(self, job: Job, state: State, then: Callable[[], None]) -> bool:
        """End a job unless it has ended, and do `then` before anyone sees that; False if it had ended."""
        with self.changed:
            if job.state in ENDED:
                return False
            job.go(state)
            del self._jobs[job.id]
            then()
            self.changed.notify_all()
            return True

    def wait_until_empty(self, seconds: float) -> bool:
        """Wait at most so long for all jobs to end; whether they have."""
        with self.changed:
            return self.changed.wait_for(lambda: not self._jobs, seconds)

    def close(self) -> None:
        """Give out no more jobs; what waits stays."""
        with self.changed:
            self._closed = True
            self.changed.notify_all()

    def _first(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.state is State.QUEUED), None)
