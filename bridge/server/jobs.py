"""Jobs and their order: the state of each that has not ended, and the one queue in front of the device.

Between `commands`, which accepts and cancels, and `worker`, which takes the next. States only go forward, and a job
ends once, however many threads try. Nothing here sends, stores or computes music.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Generate, Message
from bridge.server.estimates import work_of
from musiccm_daw.progress import CancelToken
from musiccm_daw.request.request import GenerationRequest


class State(StrEnum):
    """The state of a job: queued → running → done, error or cancelled; a queued job may also end at once."""

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
        owner: the client that asked for it; the client's `cancel *` includes it.
        listeners: the clients that get its messages: the owner, and any that repeated its id or cancelled it.
        accepted: monotonic seconds.
        last: its latest message.
        reported: monotonic seconds of its latest progress message.
        asked: the request as it was sent; None if that was not kept.
        stream: whether the first bars are to be sent before the rest is made.
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
    asked: str | None = None
    stream: bool = False
    listeners: list[Endpoint] = field(default_factory=list)
    cancel: CancelToken = field(default_factory=CancelToken)

    @cached_property
    def work(self) -> float:
        """How much there is to make; cached, since every estimate sums it over the whole queue."""
        return work_of(self.request)

    @property
    def address(self) -> str:
        """The address of the request that it came by."""
        return address_of(self.asked)

    def go(self, state: State) -> None:
        """Move forward to a state."""
        assert state in _MAY_FOLLOW.get(self.state, ()), f"{self.id}: {self.state} → {state}"
        self.state = state

    def add_listener(self, client: Endpoint) -> None:
        """Send this job's messages to a client too from now on."""
        if client not in self.listeners:
            self.listeners.append(client)


def address_of(asked: str | None) -> str:
    """Return the address of a request as it was sent; of one that was not kept, that of `generate`."""
    return Generate.address if asked is None else str(json.loads(asked)[0])


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
        """Add a job at the end; the caller has checked `full`."""
        with self.changed:
            self._jobs[job.id] = job
            self.changed.notify_all()

    def remove(self, job: Job) -> None:
        """Remove a job that could not be accepted after all."""
        with self.changed:
            del self._jobs[job.id]

    @property
    def full(self) -> bool:
        """Whether as many jobs wait as may."""
        with self.changed:
            return len(self._jobs) >= self.limit

    def find(self, job_id: str) -> Job | None:
        """Return the job of this id if it has not ended."""
        with self.changed:
            return self._jobs.get(job_id)

    def in_order(self) -> list[Job]:
        """Return the running jobs, if any, and the waiting ones."""
        with self.changed:
            return list(self._jobs.values())

    def release(self) -> None:
        """Let `next` hand out jobs, now that the model is loaded."""
        with self.changed:
            self._held = False
            self.changed.notify_all()

    def next(self) -> Job | None:
        """Wait for a job and set it running; return None once the queue is closed."""
        with self.changed:
            self.changed.wait_for(lambda: self._closed or (self._first() is not None and not self._held))
            job = self._first()
            if self._closed or job is None:
                return None
            job.go(State.RUNNING)
            return job

    def start_matching(self, wanted: Callable[[Job], bool], limit: int) -> list[Job]:
        """Set running the first waiting jobs that are wanted beside one from `next`, at most `limit`; return them."""
        with self.changed:
            waiting = (job for job in self._jobs.values() if job.state is State.QUEUED)
            found = [] if self._closed else list(islice(filter(wanted, waiting), limit))
            for job in found:
                job.go(State.RUNNING)
            return found

    def end(self, job: Job, state: State, then: Callable[[], None]) -> bool:
        """End a job, calling `then` before anyone can see that; return False if it had ended before."""
        with self.changed:
            if job.state in ENDED:
                return False
            job.go(state)
            del self._jobs[job.id]
            then()
            self.changed.notify_all()
            return True

    def wait_until_empty(self, seconds: float) -> bool:
        """Wait at most this long for all jobs to end; return whether they have."""
        with self.changed:
            return self.changed.wait_for(lambda: not self._jobs, seconds)

    def close(self) -> None:
        """Hand out no more jobs; those that wait are kept."""
        with self.changed:
            self._closed = True
            self.changed.notify_all()

    def _first(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.state is State.QUEUED), None)
