"""Takes made on other machines: Ray starts a model per core or GPU of its cluster, and hands out the takes.

The files of a take come back over Ray's object store and are written here, so no disk need be shared; what a worker
needs of this one's, the notes of MIDI files, goes along. Ray restarts workers that die and repeats their takes. Every
machine has this version of the program, and the model under the same name or path.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ray

from musiccm_daw.errors import ModelError, ProjectError
from musiccm_daw.making import MakesVariations, take_remarks
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.whole_files import write_whole
from musiccm_daw.writers.manifest import FILE_NAME as MANIFEST
from musiccm_daw.writers.project_folder import unwritable
from presets.batch.making import LOOK_SECONDS, Load, OnTakeProgress, Outcome, Task, make_beside
from presets.batch.whole_takes import TakeState, state_of

LOCAL = "local"
"""Starts a cluster on this machine, which ends with the batch."""
RETRIES = 2
"""How often a take is made again whose worker dies."""


class RayCluster:
    """A `TakeMaker` on a cluster.

    Args:
        address: of the cluster, as `ray.init` takes it, or `LOCAL`.
        load: called once in each worker.
        on_progress: given each take that is done.
        cancel: stops the batch.
        device: auto, cpu, cuda or mps; a worker with cuda has a GPU of its own, and so has one with auto where there
            are any.
        model: the model that the takes are planned for.
        count: how many workers; None for one per core or GPU.
    """

    def __init__(
        self,
        address: str,
        load: Load,
        on_progress: OnTakeProgress,
        cancel: CancelToken | None = None,
        *,
        device: str,
        model: ModelIdentity,
        count: int | None,
    ) -> None:
        self.address = address
        self.load = load
        self.device = device
        self.model = model
        self.count = count
        self.on_progress = on_progress
        self.cancel = cancel or CancelToken()

    def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
        """Make tasks, each in the next free worker; see `TakeMaker.make`."""
        self._connect()
        try:
            workers = self._workers(len(tasks))
            waiting = list(reversed(tasks))
            running: dict[Any, tuple[Task, Any]] = {}
            while waiting or running:
                while waiting and workers:
                    task, worker = waiting.pop(), workers.pop()
                    running[worker.make.remote(task, _scores_of(task))] = task, worker
                self.cancel.check()
                done, _ = ray.wait(list(running), timeout=LOOK_SECONDS)
                for answer in done:
                    task, worker = running.pop(answer)
                    workers.append(worker)
                    yield self._outcome(task, answer, unfinished)
        finally:
            ray.shutdown()

    def _connect(self) -> None:
        """Join the cluster.

        Raises:
            ModelError: it cannot be reached.
        """
        # Ray would report its use to its makers.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            if self.address == LOCAL:
                ray.init(LOCAL, num_cpus=self.count, include_dashboard=False, log_to_driver=False)
            else:
                ray.init(self.address, log_to_driver=False)
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(
                f"cluster {self.address!r} cannot be joined: {error}; give the address of ray start --head, or local"
            ) from error

    def _workers(self, most: int) -> list[Any]:
        """Start the workers; Ray places them where cores and GPUs are free."""
        resources = ray.cluster_resources()
        gpus = 0 if self.device == "cpu" else int(resources.get("GPU", 0))
        count = self.count or gpus or int(resources.get("CPU", 1))
        worker = ray.remote(RemoteMaker).options(
            num_cpus=1, num_gpus=1 if gpus else 0, max_restarts=-1, max_task_retries=RETRIES
        )
        return [worker.remote(self.load) for _ in range(max(1, min(count, most)))]

    def _outcome(self, task: Task, answer: Any, unfinished: Path) -> Outcome:
        """Write what a worker sent.

        Raises:
            ModelError: the worker could not load the model.
        """
        try:
            made: Made = ray.get(answer)
        except ray.exceptions.RayError as error:
            return Outcome(
                task.number, ModelError(f"its worker on the cluster died: {_first_line(error)}; see Ray's log there")
            )
        if isinstance(made, NoModel):
            raise made.error
        if isinstance(made, Exception):
            return Outcome(task.number, made)
        self.on_progress(task.number, 1.0)
        folder = unfinished / task.name
        try:
            _write(folder, made.files)
        except ProjectError as error:
            return Outcome(task.number, error)
        if state_of(folder, task.request, self.model) is not TakeState.WHOLE:
            return Outcome(
                task.number,
                ModelError("a machine of the cluster has another model or version; install the same on all of them"),
            )
        return Outcome(task.number, remarks=made.remarks)


class NoModel:
    """The answer of a worker that could not load its model."""

    def __init__(self, error: Exception) -> None:
        self.error = error


@dataclass(frozen=True)
class MadeTake:
    """The answer of a worker that made a take: its files by their names, and what is to be said of it."""

    files: dict[str, bytes]
    remarks: tuple[str, ...]


Made = MadeTake | Exception | NoModel
"""The answer of a worker: a take, or why there is none."""


class RemoteMaker:
    """A worker on the cluster, a Ray actor: it keeps its model from take to take.

    Args:
        load: called for the first take.
    """

    def __init__(self, load: Load) -> None:
        self._load = load
        self._engine: MakesVariations | None = None

    def make(self, task: Task, scores: Sequence[Score] | None) -> Made:
        """Make one take in a folder of this machine; return its files, and leave none."""
        if self._engine is None:
            try:
                self._engine = self._load()
            except Exception as error:
                return NoModel(error)
        with tempfile.TemporaryDirectory(prefix="musiccm-") as folder:
            try:
                take = make_beside(task, Path(folder), self._engine, scores=scores)
                files = {file.name: file.read_bytes() for file in take.folder.iterdir()}
                return MadeTake(files, take_remarks(take, self._engine))
            except Exception as error:
                return error


def _scores_of(task: Task) -> tuple[Score, ...] | None:
    """Return the scores of MIDI files, which a worker may not have; None to have the worker compose them."""
    return planned_scores(task.request) if task.request.midi else None


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a take, the manifest last.

    Raises:
        ProjectError: they cannot be written.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in sorted(files, key=lambda name: name == MANIFEST):
            write_whole(folder / Path(name).name, files[name])
    except OSError as error:
        raise unwritable(folder, error) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
