"""The messages that clients get about a job, from its acceptance to its end, and how often they get them.

`commands` and `worker` call it, each from its own thread; the lock of the queue keeps the messages in order. An end is
stored before it is sent, and sent exactly once.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Ack, Done, Error, File, JobCancelled, JobProgress, Message
from bridge.server.estimates import Estimates
from bridge.server.history import History
from bridge.server.jobs import Job, JobQueue, State
from musiccm_daw.take import Take
from musiccm_daw.writers import WrittenFile

SECONDS_BETWEEN_PROGRESS = 0.1
SECONDS_BETWEEN_WAITING = 1.0
REPORTED_WHILE_WAITING = 8
"""Jobs at the head of the queue that are reported while they wait; a thousand reports would flood their clients."""

LATEST = 5
"""Ended jobs that are kept for a status view."""

Send = Callable[[Message, Iterable[Endpoint]], None]
log = logging.getLogger(__name__)


class Reports:
    """Reports to clients about their jobs.

    Args:
        send: sends a message to clients and all registered listeners.
        clock: seconds, monotonic.
    """

    def __init__(
        self, send: Send, history: History, queue: JobQueue, estimates: Estimates, clock: Callable[[], float]
    ) -> None:
        self.send = send
        self.history = history
        self.queue = queue
        self.estimates = estimates
        self.clock = clock
        self.latest: deque[tuple[Job, Message]] = deque(maxlen=LATEST)

    def eta(self, job: Job) -> float:
        """Return the seconds until a job ends, those of the jobs before it included."""
        with self.queue.changed:
            total = 0.0
            for other in self.queue.in_order():
                total += self.estimates.seconds(other.work, other.fraction)
                if other is job:
                    break
            return total

    def accepted(self, job: Job) -> None:
        """Store a job, queue it and acknowledge it.

        Raises:
            ProjectError: it cannot be stored; nothing has been sent.
        """
        with self.queue.changed:
            position = len(self.queue.in_order())
            self.queue.add(job)
            job.last = Ack(job.id, position, self.eta(job))
            try:
                self.history.accept(
                    job.id, job.owner, job.project, job.request, job.last, asked=job.asked, stream=job.stream
                )
            except BaseException:
                # No client would learn how it ended.
                self.queue.remove(job)
                raise
            self.send(job.last, job.listeners)
        log.info("%s accepted, %d before it: %s", job.id, position, job.request.prompt)

    def progress(self, job: Job, stage: str, fraction: float) -> None:
        """Report how far a job has got, at most ten times a second."""
        self._progress(job, stage, fraction, SECONDS_BETWEEN_PROGRESS)

    def waiting(self, stage: str) -> None:
        """Report the time left to the next in line; `stage` is queued, or loading while there is no model yet."""
        with self.queue.changed:
            next_jobs = [job for job in self.queue.in_order() if job.state is State.QUEUED][:REPORTED_WHILE_WAITING]
            for job in next_jobs:
                self._progress(job, stage, 0.0, SECONDS_BETWEEN_WAITING)

    def wrote(self, job: Job, index: int, total: int, file: WrittenFile) -> None:
        """Report a file that is on disk; `index` is from 1, or 0 for the first bars of a stem."""
        message = File(job.id, index, total, file.stem or "", str(file.path), file.frames, file.sample_rate)
        with self.queue.changed:
            job.last = message
            self.send(message, job.listeners)

    def done(self, job: Job, take: Take) -> None:
        """End a job whose take is on disk."""
        request = job.request
        seconds = self.clock() - job.accepted
        message = Done(
            job.id, str(take.manifest), len(take.files), seconds, float(request.bpm), request.bars, request.seed
        )
        self._end(job, State.DONE, message, manifest=take.manifest, files=[file.path for file in take.files])
        log.info("%s done in %.1f s: %s", job.id, seconds, take.folder)

    def failed(self, job: Job, code: str, text: str) -> None:
        """End a job that cannot be made."""
        self._end(job, State.ERROR, Error(job.id, code, text, job.address), problem=f"{code}: {text}")
        log.warning("%s failed, %s: %s", job.id, code, text)

    def cancelled(self, job: Job) -> None:
        """End a job that was stopped."""
        self._end(job, State.CANCELLED, JobCancelled(job.id))
        log.info("%s cancelled", job.id)

    def _progress(self, job: Job, stage: str, fraction: float, pause_seconds: float) -> None:
        now = self.clock()
        with self.queue.changed:
            job.fraction = max(job.fraction, fraction)
            if now - job.reported < pause_seconds:
                return
            job.reported = now
            job.last = JobProgress(job.id, job.fraction, stage, self.eta(job))
            self.send(job.last, job.listeners)

    def _end(
        self,
        job: Job,
        state: State,
        message: Message,
        *,
        manifest: Path | None = None,
        files: Sequence[Path] = (),
        problem: str | None = None,
    ) -> None:
        def store_and_send() -> None:
            try:
                self.history.end(job.id, state, message, manifest=manifest, files=files, problem=problem)
            except Exception:
                # The files exist and the client is waiting for them, which matters more than the record.
                log.exception("the end of %s cannot be stored", job.id)
            self.latest.appendleft((job, message))
            self.send(message, job.listeners)

        self.queue.end(job, state, store_and_send)
