"""Takes made in several processes of this machine, each with a model and a share of the cores.

Every worker has a pipe: tasks go down, progress and outcomes come up. Each side learns from a broken pipe that the
other is gone, so a killed worker's take is made again, and workers of a killed run stop at their next report.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import threading
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from musiccm_daw.errors import ModelError
from musiccm_daw.making import take_remarks
from musiccm_daw.progress import CancelToken, Progress, WholeTake
from presets.batch.making import LOOK_SECONDS, Load, OnTakeProgress, Outcome, Task, make_beside

TRIES = 2
"""A worker may be killed for the memory that others use, or for its own take's: the second try tells which."""


class WorkerProcesses:
    """A `TakeMaker` with processes of its own.

    Args:
        count: how many work at once.
        load: called once in each.
        on_progress: given the progress of each take.
        cancel: stops the batch.
    """

    def __init__(self, count: int, load: Load, on_progress: OnTakeProgress, cancel: CancelToken | None = None) -> None:
        self.count = count
        self.load = load
        self.on_progress = on_progress
        self.cancel = cancel or CancelToken()

    def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
        """Make tasks, each in the next free worker; see `TakeMaker.make`."""
        waiting, tries = deque(tasks), Counter[int]()
        workers: list[_Worker] = []
        try:
            # One by one: if a process cannot be started, those before it are stopped.
            for _ in range(min(self.count, len(tasks))):
                workers.append(_Worker(self.load, unfinished))
            while waiting or any(worker.task for worker in workers):
                for worker in workers:
                    if worker.task is None and waiting:
                        worker.start(waiting.popleft())
                for worker in self._ready(workers):
                    outcome = self._report_of(worker)
                    if isinstance(outcome, Task):
                        workers[workers.index(worker)] = _Worker(self.load, unfinished)
                        tries[outcome.number] += 1
                        if tries[outcome.number] < TRIES:
                            waiting.append(outcome)
                            continue
                        outcome = Outcome(outcome.number, _killed(tries[outcome.number]))
                    if outcome is not None:
                        yield outcome
        finally:
            for worker in workers:
                worker.stop()

    def _ready(self, workers: Sequence[_Worker]) -> list[_Worker]:
        """Wait until some busy workers have something to report; return them."""
        busy = {worker.pipe: worker for worker in workers if worker.task}
        while True:
            self.cancel.check()
            ready = wait(list(busy), LOOK_SECONDS)
            if ready:
                return [worker for pipe, worker in busy.items() if pipe in ready]

    def _report_of(self, worker: _Worker) -> Outcome | Task | None:
        """Take one report of a worker; return its outcome, or its task if the worker is gone.

        Raises:
            ModelError: the worker could not load the model.
        """
        task = worker.task
        assert task is not None
        try:
            report = worker.pipe.recv()
        except (EOFError, OSError):
            worker.stop()
            return task
        if isinstance(report, float):
            self.on_progress(task.number, report)
            return None
        if isinstance(report, Outcome):
            worker.task = None
            return report
        assert isinstance(report, Exception)
        raise report


class _Worker:
    """One process, and the task that it is at work on."""

    def __init__(self, load: Load, unfinished: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.task: Task | None = None
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs, load, unfinished), daemon=True)
        with _ctrl_c_ignored():
            self.process.start()
        # Otherwise this process would keep the pipe of a killed worker open.
        theirs.close()

    def start(self, task: Task) -> None:
        """Hand it a task; if it is gone, that shows at the next report."""
        self.task = task
        try:
            self.pipe.send(task)
        except OSError:
            return

    def stop(self) -> None:
        """End it at once; what it was making is left unfinished."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Ignore Ctrl-C in the processes that are started while the block runs.

    In a terminal it reaches all of them, and the one that started them decides. Only a main thread can say so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _killed(tries: int) -> ModelError:
    return ModelError(
        f"the process that made it was killed {tries} times, probably for lack of memory; use fewer --jobs, or ask for "
        "fewer bars or stems"
    )


def _work(pipe: Connection, load: Load, unfinished: Path) -> None:
    """Make tasks until the pipe breaks: the life of a worker."""
    try:
        engine = load()
    except Exception as error:
        _report(pipe, _picklable(error))
        return
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        whole = WholeTake()

        def on_progress(progress: Progress, whole: WholeTake = whole) -> None:
            _report(pipe, whole.fraction(progress))

        try:
            take = make_beside(task, unfinished, engine, on_progress=on_progress)
        except Exception as error:
            outcome = Outcome(task.number, _picklable(error))
        else:
            outcome = Outcome(task.number, remarks=take_remarks(take, engine))
        _report(pipe, outcome)


def _report(pipe: Connection, report: float | Outcome | Exception) -> None:
    """Send a report; without anybody to read it, end this process."""
    try:
        pipe.send(report)
    except OSError:
        raise SystemExit from None


def _picklable(error: Exception) -> Exception:
    """Return an error that can be sent: some libraries' cannot be built anew from their text."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # written in this line
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
