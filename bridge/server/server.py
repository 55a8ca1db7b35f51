"""A server's life: bind, resume what was left, load, serve, drain, stop.

Puts the parts of the bridge together. How to load a model is an argument, and the caller decides when to stop:
`musiccm serve`, or a test.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from bridge.clocks.clock import Clock
from bridge.osc.allowed_hosts import LOOPBACK
from bridge.osc.discovery import ServerFacts, announce, withdraw
from bridge.osc.messages import Refused
from bridge.osc.server_socket import ServerSocket
from bridge.server import storage
from bridge.server.commands import Commands
from bridge.server.estimates import Estimates, work_of
from bridge.server.history import History
from bridge.server.jobs import JobQueue
from bridge.server.recovery import latest_measurement, recover
from bridge.server.reports import Reports
from bridge.server.roots import Roots
from bridge.server.worker import Passes, ServedEngine, Worker
from musiccm_daw.distribution import app_version
from musiccm_daw.errors import DeviceError, ModelError, ProjectError
from musiccm_daw.making import make_take
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take_files import RESCUED
from musiccm_daw.writers import check_writable
from presets.find import searched_folders

MAX_JOBS = 2000
"""Jobs that may wait at once; more, as from a client in a loop, are refused as busy."""
LOCK_FILE = "server.lock"
STOP_SECONDS = 5.0
"""A sampler step takes less than this, even for a long clip on two cores."""
WARM_UP = "warm up"

log = logging.getLogger(__name__)


class Server:
    """A server, bound and announced; `start` returns when it is ready.

    Args:
        project: the folder of its history, and of jobs that name no project.
        roots: further folders that projects and clips may lie in.
        state_folder: the folder of `server.json`.
        steps: default of all jobs; None for the model's.
        max_jobs: how many jobs may wait.
        presets: folders of presets, searched before the user's own and the library.
        clock: whose tempo and meter apply to jobs that name none; whoever opened it closes it.

    Raises:
        RequestError: the port is taken, or an address is not valid.
        ProjectError: the project cannot be written, or another server uses it.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        allow: Sequence[str],
        project: Path,
        roots: Sequence[Path],
        state_folder: Path,
        steps: int | None = None,
        max_jobs: int = MAX_JOBS,
        presets: Sequence[Path] = (),
        clock: Clock | None = None,
    ) -> None:
        check_writable(project)
        self.roots = Roots(project, roots, searched_folders(presets))
        try:
            self.roots.check_project(self.roots.project)
        except Refused as refusal:
            # No job could be made in it.
            raise ProjectError(str(refusal)) from refusal
        with ExitStack() as opened:
            self.socket = ServerSocket(host, port, allow)
            opened.callback(self.socket.close)
            self._lock = _locked(self.roots.project, state_folder)
            opened.callback(self._lock.release)
            locks = Path(self._lock.lock_file).parent == storage.in_project(self.roots.project)
            self.history = History(self.roots.project, state_folder, locks=locks)
            opened.callback(self.history.close)
            measured = latest_measurement(self.history)
            # From here on, `stop` closes them.
            opened.pop_all()
        self.queue = JobQueue(max_jobs)
        self.estimates = Estimates()
        if measured is not None:
            self.estimates.guess(*measured)
        self.reports = Reports(self.socket.send, self.history, self.queue, self.estimates, time.monotonic)
        self.commands = Commands(
            self.socket,
            self.history,
            self.queue,
            self.reports,
            self.roots,
            steps=steps,
            presets=presets,
            clock=clock,
        )
        self.worker: Worker | None = None
        self._steps = steps
        self._state_folder = state_folder
        self._ready = threading.Event()
        self._facts = self._announce()

    def start(self, load: Callable[[], ServedEngine]) -> None:
        """Start answering, load the model, warm it up, and start on the waiting jobs.

        Raises:
            ModelError: the model cannot be loaded. Jobs accepted meanwhile have failed; older ones wait
                for the next start.
        """
        jobs, finished = recover(self.history)
        for job in jobs:
            self.queue.add(job)
        self.socket.start(self.commands.handle)
        for record, message in finished:
            self.socket.send(message, [record.client])
        threading.Thread(target=self._report_loading, name="loading", daemon=True).start()
        try:
            engine = load()
            self._warm_up(engine)
            passes = self._proven_passes(engine)
        except ModelError as error:
            self.commands.closing = True
            for job in self.queue.in_order():
                if job not in jobs:
                    self.reports.failed(job, "model_missing", str(error))
            raise
        finally:
            self._ready.set()
        self.commands.model = engine.identity.name
        self.worker = Worker(
            engine, self.queue, self.reports, self.history, self.roots, passes, self._state_folder / RESCUED
        )
        self.worker.start()
        self.queue.release()

    def drain(self) -> None:
        """Accept no more jobs; the accepted ones are finished."""
        self.commands.closing = True

    def drained(self, seconds: float) -> bool:
        """Wait at most this long for all jobs to end; return whether they have."""
        return self.queue.wait_until_empty(seconds)

    def stop(self) -> bool:
        """Stop at once, leaving unfinished jobs to the next start; return False if a step did not end in time."""
        ended = self.worker is None or self.worker.abandon(STOP_SECONDS)
        self.socket.close()
        if self._facts is not None:
            withdraw(self._state_folder, self._facts)
        self.history.close()
        self._lock.release()
        return ended

    def _announce(self) -> ServerFacts | None:
        """Write where the server is to be found; one that cannot be announced still serves those who know its port."""
        host, port = self.socket.endpoint
        reached = LOOPBACK if host == "0.0.0.0" else host  # noqa: S104  # compared, not bound
        version = app_version()
        facts = ServerFacts(reached, port, os.getpid(), str(self.roots.project), version)
        try:
            announce(self._state_folder, facts)
        except ProjectError as error:
            log.warning("%s", error)
            return None
        return facts

    def _report_loading(self) -> None:
        while not self._ready.wait(1.0):
            self.reports.waiting("loading")

    def _warm_up(self, engine: ServedEngine) -> None:
        """Make and write a clip and throw it away, so that no client waits for first-time work; measure the speed.

        Loading what measures and writes audio took the first job 4 s on two cores.
        """
        request = self._warm_up_request()
        with tempfile.TemporaryDirectory() as nowhere:
            for _ in ("first time", "as always"):
                started = time.monotonic()
                make_take(request, Path(nowhere), engine)
                seconds = time.monotonic() - started
        self.estimates.learn(work_of(request), seconds)

    def _proven_passes(self, engine: ServedEngine) -> Passes | None:
        """Return the passes that jobs may share; None unless a clip comes out of them the same beside another as alone.

        It should by design, but everything depends on it, so it is tried on this very device for the price of two
        clips.
        """
        if engine.passes is None:
            return None
        request = self._warm_up_request()
        other = replace(request, seed=request.seed + 1, prompt="another of other words")
        beside: list[NDArray[np.float32]] = []
        try:
            engine.passes.side_by_side(
                [lambda: beside.append(_frames(engine, request)), lambda: beside.append(_frames(engine, other))]
            )
        except DeviceError as error:
            log.warning("jobs are made one by one: %s", error)
            return None
        alone = _frames(engine, request)
        if not any(np.array_equal(alone, frames) for frames in beside):
            log.warning("jobs are made one by one: on this device a clip's frames change with what is made beside it")
            return None
        return engine.passes

    def _warm_up_request(self) -> GenerationRequest:
        return GenerationRequest.resolve(WARM_UP, bpm=120, bars=4, key="C", seed=0, steps=self._steps)


def _frames(engine: ServedEngine, request: GenerationRequest) -> NDArray[np.float32]:
    """Return the audio (S, A) of a request of one stem."""
    ((stem,),) = engine.variations(request)
    return stem.audio


def _locked(project: Path, state_folder: Path) -> FileLock:
    """Lock a project: two servers would both resume what a third had left."""
    place, other = storage.in_project(project), storage.in_state(project, state_folder)
    try:
        return _lock_in(place, project)
    except (OSError, NotImplementedError) as error:
        if not storage.means_no_locks(error):
            raise _unlockable(place, error) from error
    log.warning("%s has no file locks; its history and its lock are kept in %s", project, other)
    try:
        return _lock_in(other, project)
    except (OSError, NotImplementedError) as error:
        raise _unlockable(other, error) from error


def _lock_in(folder: Path, project: Path) -> FileLock:
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ProjectError(
            f"another musiccm serve is using {str(project)!r}; stop it, or choose another --project"
        ) from error
    return lock


def _unlockable(folder: Path, error: Exception) -> ProjectError:
    return ProjectError(f"cannot lock {str(folder / LOCK_FILE)!r}: {error}; choose another --project")
