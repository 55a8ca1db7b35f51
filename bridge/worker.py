"""The thread in front of the device: takes the next job, makes it, and tells how it ended, whatever happens.

Between `jobs`, where it takes, and `reports`, where it tells; `making` does the work. A job that fails ends that job
and nothing else. Equal requests are not batched: the engine makes one request at a time.
"""

from __future__ import annotations

import logging
import threading
import time

from bridge.history import History
from bridge.jobs import Job, JobQueue
from bridge.making import Engine, Making
from bridge.osc.messages import Refused
from bridge.reports import Reports
from bridge.roots import Roots
from musiccm_daw.errors import Cancelled, DeviceError, MusicCMError, ProjectError, RequestError

OUT_OF_MEMORY = "out of memory; ask for fewer bars, stems or variations"
TORCH_ON_A_FULL_CPU = "can't allocate memory"
"""What torch says there, in a plain RuntimeError."""

log = logging.getLogger(__name__)


class Worker:
    """Works through the queue until that is closed; `start` begins."""

    def __init__(self, engine: Engine, queue: JobQueue, reports: Reports, history: History, roots: Roots) -> None:
        self.engine = engine
        self.queue = queue
        self.reports = reports
        self.history = history
        self.roots = roots
        self._running: Job | None = None
        self._abandoned = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Take jobs from now on."""
        self._thread.start()

    def abandon(self, seconds: float) -> bool:
        """Leave the running job, to be made after the next start; whether that was possible within so many seconds."""
        self._abandoned.set()
        self.queue.close()
        running = self._running
        if running is not None:
            running.cancel.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self.queue.next()) is not None:
            self._running = job
            if self._abandoned.is_set():
                return
            try:
                self._serve(job)
            except Exception:
                # A fault in telling how a job ended; the thread must outlive it.
                log.exception("%s: its end could not be told", job.id)
            self._running = None
            self.reports.waiting("queued")

    def _serve(self, job: Job) -> None:
        """Make a job and tell how it ended."""
        started = time.monotonic()
        try:
            self.history.starts(job.id)
            self.reports.progress(job, "sampling", 0.0)
            take = Making(job, self.engine, self.reports, self.history, self.roots).run()
        except Cancelled:
            if not self._abandoned.is_set():
                self.reports.cancelled(job)
        except MusicCMError as error:
            self.reports.failed(job, error_code(error), str(error))
        except MemoryError:
            self.reports.failed(job, "out_of_memory", OUT_OF_MEMORY)
        except Exception as error:
            if TORCH_ON_A_FULL_CPU in str(error):
                self.reports.failed(job, "out_of_memory", OUT_OF_MEMORY)
                return
            log.exception("%s failed", job.id)
            self.reports.failed(job, "internal", f"{type(error).__name__}: {error}; the server's log says more")
        else:
            self.reports.estimates.learn(job.audio_seconds, time.monotonic() - started)
            self.reports.done(job, take)


def error_code(error: MusicCMError) -> str:
    """Return the code that a client is told."""
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
