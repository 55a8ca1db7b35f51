"""The thread in front of the device: takes the next jobs, makes them, and reports how each ended, whatever happens.

Between `jobs`, from which it takes, and `reports`; `job_run` does the work. Where an engine's requests share passes,
waiting jobs of the same shape as the next one are made beside it, each in a thread of its own. A job that fails ends
that job and nothing else; one that runs out of memory beside others is made alone before anyone is notified.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from bridge.osc.messages import Refused
from bridge.server.history import History
from bridge.server.job_run import out_of_memory, run_job
from bridge.server.jobs import Job, JobQueue, State
from bridge.server.reports import Reports
from bridge.server.roots import Roots
from musiccm_daw.errors import Cancelled, DeviceError, MusicCMError, ProjectError, RequestError
from musiccm_daw.making import MakesVariations
from musiccm_daw.request.request import GenerationRequest

OUT_OF_MEMORY = "out of memory; ask for fewer bars, stems or variations"

log = logging.getLogger(__name__)


class Passes(Protocol):
    """The passes that jobs share which are made at once: `musiccm_daw.model.shared_passes.SharedPasses`."""

    def side_by_side(self, tasks: Sequence[Callable[[], None]]) -> None:
        """Run each task in a thread of its own."""


class ServedEngine(MakesVariations, Protocol):
    """The engine of a server: `musiccm_daw.engine.engine.Engine`."""

    @property
    def passes(self) -> Passes | None:
        """The passes that requests can share; None where they are best made one by one."""

    def alike(self, one: GenerationRequest, other: GenerationRequest) -> bool:
        """Return whether two requests have the same shape."""

    def room(self, request: GenerationRequest) -> int:
        """Return how many requests of this one's shape are made at once."""


class Worker:
    """The thread that works through the queue until that is closed.

    Args:
        passes: what jobs that are made at once share; None to make them one by one.
        rescue: where takes are finished whose project cannot be written any more.
    """

    def __init__(
        self,
        engine: ServedEngine,
        queue: JobQueue,
        reports: Reports,
        history: History,
        roots: Roots,
        passes: Passes | None,
        rescue: Path,
    ) -> None:
        self.engine = engine
        self.queue = queue
        self.reports = reports
        self.history = history
        self.roots = roots
        self.passes = passes
        self.rescue = rescue
        self._running: Sequence[Job] = ()
        self._abandoned = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Start taking jobs."""
        self._thread.start()

    def abandon(self, seconds: float) -> bool:
        """Leave the running jobs to the next start; return whether they stopped within this many seconds."""
        self._abandoned.set()
        self.queue.close()
        for job in self._running:
            job.cancel.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self.queue.next()) is not None:
            jobs = self._running = [job, *self._made_beside(job)]
            if self._abandoned.is_set():
                return
            started = time.monotonic()
            left = jobs if self.passes is None or len(jobs) == 1 else self._serve_side_by_side(jobs, self.passes)
            for each in left:
                self._serve(each, alone=True)
            done = sum(each.work for each in jobs if each.state is State.DONE)
            if done:
                self.reports.estimates.learn(done, time.monotonic() - started)
            self._running = ()
            self.reports.waiting("queued")

    def _made_beside(self, first: Job) -> list[Job]:
        """Set running the jobs to be made beside one; a job that streams is made alone: its first bars are urgent."""
        if self.passes is None or first.stream:
            return []
        return self.queue.start_matching(
            lambda job: not job.stream and self.engine.alike(first.request, job.request),
            self.engine.room(first.request) - 1,
        )

    def _serve_side_by_side(self, jobs: Sequence[Job], passes: Passes) -> list[Job]:
        """Make several jobs at once; return those that are still to be made, alone."""
        left: list[Job] = []

        def serve(job: Job) -> None:
            if not self._serve(job, alone=False):
                left.append(job)

        passes.side_by_side([partial(serve, job) for job in jobs])
        return sorted(left, key=jobs.index)

    def _serve(self, job: Job, *, alone: bool) -> bool:
        """Make a job and report how it ended; False if memory ran out beside others and nothing has been reported."""
        try:
            try:
                self.history.starts(job.id)
                self.reports.progress(job, "sampling", 0.0)
                take = run_job(
                    job, self.engine, self.reports, self.history, self.roots, rescue=self.rescue, alone=alone
                )
            except Cancelled:
                if not self._abandoned.is_set():
                    self.reports.cancelled(job)
            except Exception as error:
                if not alone and out_of_memory(error):
                    log.info("%s: out of memory beside others, to be made alone", job.id)
                    return False
                self._failed(job, error)
            else:
                self.reports.done(job, take)
        except Exception:
            # A fault in reporting how a job ended; the thread must outlive it.
            log.exception("%s: its end could not be reported", job.id)
        return True

    def _failed(self, job: Job, error: Exception) -> None:
        """Report that a job cannot be made."""
        if isinstance(error, MusicCMError):
            self.reports.failed(job, error_code(error), str(error))
        elif out_of_memory(error):
            self.reports.failed(job, "out_of_memory", OUT_OF_MEMORY)
        else:
            log.error("%s failed", job.id, exc_info=error)
            self.reports.failed(job, "internal", f"{type(error).__name__}: {error}; the server's log says more")


def error_code(error: MusicCMError) -> str:
    """Return the code that a client gets."""
    match error:
        case Refused():
            return error.code
        case DeviceError():
            return "out_of_memory"
        case ProjectError():
            return "no_project"
        case RequestError():
            return "bad_value"
    return "internal"
