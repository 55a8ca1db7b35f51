"""A batch rendered: the missing takes made, and each moved into its place once it is whole.

A take is made beside its place and renamed as a whole folder, so a run that is killed leaves nothing half made under a
final name. A take that fails stops no other, unless the project can take no more files. `one_by_one`, `workers` or
`cluster` makes the takes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from musiccm_daw.errors import ProjectError
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.whole_files import flush_folder
from musiccm_daw.writers.project_folder import check_writable, free_bytes, numbered_paths, unwritable
from presets.batch.estimates import cost_of
from presets.batch.making import TakeMaker, Task
from presets.batch.plan import LOCK_FILE, UNFINISHED, BatchPlan, BatchTake
from presets.batch.record import FILE_NAME, write_record
from presets.batch.whole_takes import TakeState, state_of


@dataclass(frozen=True)
class Failure:
    """A take that could not be made, and why."""

    take: BatchTake
    error: Exception


def render_batch(
    plan: BatchPlan,
    maker: TakeMaker,
    *,
    on_whole: Callable[[BatchTake], None],
    on_failure: Callable[[Failure], None],
    on_remark: Callable[[str], None],
) -> None:
    """Make the missing takes of a batch.

    Args:
        plan: what to make.
        maker: makes it.
        on_whole: given each take that is on disk, those of earlier runs too, in the order of the plan.
        on_failure: given each failure when it happens.
        on_remark: given each line on how a take's prompt was read.

    Raises:
        ProjectError: the project cannot be written, or another process renders this batch.
        ModelError: the model cannot be loaded.
        Cancelled: the user stopped the batch; takes that were whole stay.
    """
    in_order = _InOrder(plan, on_whole)
    tasks = [Task(take.number, take.folder.name, take.request) for take in plan.missing]
    if not tasks:
        return
    with _begun(plan) as unfinished, closing(maker.make(tasks, unfinished)) as outcomes:
        for outcome in outcomes:
            take = plan.takes[outcome.number]
            error = outcome.error or _moved(unfinished, take, plan.record.model)
            in_order.settle(take, whole=error is None)
            if error is not None:
                on_failure(Failure(take, error))
            else:
                for remark in outcome.remarks:
                    on_remark(remark)
            if isinstance(error, ProjectError):
                _check_project(plan, take, error)


def _check_project(plan: BatchPlan, take: BatchTake, error: ProjectError) -> None:
    """Raise an error that the takes to come would meet, too: the project is not writable, or its disk is full."""
    check_writable(plan.folder.parent.parent)
    free = free_bytes(plan.folder)
    if free is not None and free < cost_of(take.request).size_bytes:
        raise error


@contextmanager
def _begun(plan: BatchPlan) -> Iterator[Path]:
    """Make the batch's folder with its record, and yield a folder for takes that are being made."""
    unfinished, record = plan.folder / UNFINISHED, plan.folder / FILE_NAME
    with _locked(plan.folder):
        is_new = not record.exists()
        try:
            write_record(plan.folder, plan.record)
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
        except OSError as error:
            raise unwritable(plan.folder, error) from error
        try:
            yield unfinished
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
            if is_new and not any(take.folder.exists() for take in plan.takes):
                _remove(plan.folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a batch's folder, which is made if it is missing, for this process alone."""
    lock = FileLock(folder / LOCK_FILE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ProjectError(
            f"another musiccm render is at work on {str(folder)!r}; wait for it, or choose another --project"
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _remove(folder: Path) -> None:
    """Remove the folder of a new batch of which no take was made."""
    # The folder may be gone, and whatever else is in it is not ours.
    with suppress(OSError):
        for name in (FILE_NAME, LOCK_FILE):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _moved(unfinished: Path, take: BatchTake, model: ModelIdentity) -> ProjectError | None:
    """Move a whole take into its place; return why that cannot be done.

    Damaged files of an earlier run are kept beside it.
    """
    place = take.folder
    try:
        if take.state is TakeState.DAMAGED and place.exists():
            place.rename(next(at for at in numbered_paths(place.parent, f"{place.name}.damaged") if not at.exists()))
        if place.exists():
            return _occupied(take, model)
        (unfinished / place.name).rename(place)
        flush_folder(place.parent)
    except OSError as error:
        return unwritable(place, error)
    return None


def _occupied(take: BatchTake, model: ModelIdentity) -> ProjectError | None:
    """Return what is wrong with a folder that has appeared meanwhile: nothing if it is this very take."""
    if state_of(take.folder, take.request, model) is TakeState.WHOLE:
        return None
    return ProjectError(
        f"another take has appeared in {str(take.folder)!r}; render with --resume to make this one beside it"
    )


class _InOrder:
    """The order of the plan, kept for reports however the takes end."""

    def __init__(self, plan: BatchPlan, on_whole: Callable[[BatchTake], None]) -> None:
        self._takes = plan.takes
        self._on_whole = on_whole
        self._whole = {take.number: True for take in plan.takes if take.state is TakeState.WHOLE}
        self._next = 0
        self._report()

    def settle(self, take: BatchTake, *, whole: bool) -> None:
        """Note how a take ended, and report it and those that waited for it."""
        self._whole[take.number] = whole
        self._report()

    def _report(self) -> None:
        while self._next in self._whole:
            if self._whole[self._next]:
                self._on_whole(self._takes[self._next])
            self._next += 1
