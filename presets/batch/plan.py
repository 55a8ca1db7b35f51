"""The plan of a batch: which takes, in which order, each in which folder of `<project>/MusicCM`.

All names are settled before anything is made, so they depend neither on what runs side by side nor on what ends first.
A new batch takes names that are free; one that is resumed finds its earlier run by its record. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.whole_files import PART_SUFFIX
from musiccm_daw.writers.names import name_part, take_name
from musiccm_daw.writers.plan import planned_wavs
from musiccm_daw.writers.project_folder import numbered_paths, takes_folder
from presets.batch.record import FILE_NAME, BatchRecord, RecordedTake, read_record
from presets.batch.whole_takes import TakeState, state_of
from presets.takes import PlannedTake

LOCK_FILE = "batch.lock"
UNFINISHED = "unfinished"
"""Folder of the takes that are being made."""
_LEFT_BY_A_KILL = frozenset({LOCK_FILE, UNFINISHED, FILE_NAME + PART_SUFFIX})

TakesOf = Callable[[int], Sequence[PlannedTake]]
"""Plans all takes from a base seed; the same base seed gives the same takes."""


@dataclass(frozen=True)
class BatchTake:
    """A take of a batch.

    Attributes:
        number: its place in the order, from 0.
        name: unique within its preset.
        folder: its own, in the end.
        state: what is there now.
    """

    number: int
    name: str
    request: GenerationRequest
    folder: Path
    state: TakeState


@dataclass(frozen=True)
class BatchPlan:
    """A planned batch: its own folder, its record, and its takes in order."""

    folder: Path
    record: BatchRecord
    takes: tuple[BatchTake, ...]

    @property
    def missing(self) -> tuple[BatchTake, ...]:
        """The takes that are still to be made."""
        return tuple(take for take in self.takes if take.state is not TakeState.WHOLE)


def new_batch(
    project: Path, presets: Sequence[str], takes_of: TakesOf, base_seed: int, model: ModelIdentity
) -> BatchPlan:
    """Plan a batch whose takes and folder are all new."""
    folder = next(folder for folder in _batch_folders(project, presets) if _is_free(folder))
    return _planned(project, folder, presets, takes_of(base_seed), base_seed, model, earlier=None)


def earlier_batch(project: Path, presets: Sequence[str], takes_of: TakesOf, model: ModelIdentity) -> BatchPlan | None:
    """Plan the rest of the latest batch of these presets that has a take in common with what they plan now.

    Takes that were added or changed since get folders of their own. Returns None if there is no such batch.

    Raises:
        ProjectError: the record of a batch is damaged.
    """
    found = []
    for folder in _batch_folders(project, presets):
        if not folder.exists():
            break
        found.append(folder)
    for folder in reversed(found):
        record = read_record(folder)
        if record is None or record.model.sha256 != model.sha256:
            continue
        takes = takes_of(record.base_seed)
        if any(_recorded(take, record.takes) for take in takes):
            return _planned(project, folder, presets, takes, record.base_seed, model, earlier=record)
    return None


def _planned(
    project: Path,
    folder: Path,
    presets: Sequence[str],
    takes: Sequence[PlannedTake],
    base_seed: int,
    model: ModelIdentity,
    earlier: BatchRecord | None,
) -> BatchPlan:
    """Give each take its folder: that of the earlier run, if its own take or none is there, or a free one."""
    parent = takes_folder(project)
    taken = {folder.name.lower(), *_taken_names(parent)}
    kept = list(earlier.takes) if earlier else []
    planned: list[BatchTake] = []
    for number, take in enumerate(takes):
        recorded = _recorded(take, kept)
        state = TakeState.ANOTHER
        if recorded is not None:
            kept.remove(recorded)
            at = parent / recorded.folder
            state = state_of(at, take.request, model)
        if state is TakeState.ANOTHER:
            name = take_name(take.request, planned_wavs(take.request))
            at = next(at for at in numbered_paths(parent, name) if at.name.lower() not in taken)
            state = TakeState.MISSING
        taken.add(at.name.lower())
        planned.append(BatchTake(number, take.name, take.request, at, state))
    # A later run may plan these again.
    others = [take for take in kept if take.folder.lower() not in {take.folder.name.lower() for take in planned}]
    record = BatchRecord(
        presets=tuple(presets),
        base_seed=base_seed,
        model=model,
        takes=(*(RecordedTake(take.name, take.folder.name, take.request.to_json()) for take in planned), *others),
    )
    return BatchPlan(folder, record, tuple(planned))


def _recorded(take: PlannedTake, recorded: Sequence[RecordedTake]) -> RecordedTake | None:
    """Return the record of a take; None if it was not planned, or as another request."""
    return next((each for each in recorded if each.name == take.name and _same(each, take.request)), None)


def _same(recorded: RecordedTake, request: GenerationRequest) -> bool:
    try:
        return GenerationRequest.from_json(recorded.request) == request
    except RequestError:
        return False


def _batch_folders(project: Path, presets: Sequence[str]) -> Iterator[Path]:
    return numbered_paths(takes_folder(project), name_part("_".join(presets)))


def _is_free(folder: Path) -> bool:
    """Return whether nothing is there, or only what a run left that was killed before it had a record."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(child.name in _LEFT_BY_A_KILL for child in folder.iterdir())


def _taken_names(parent: Path) -> Iterator[str]:
    """Yield the names, in lower case, of what is in a project and of what its batches have planned."""
    if not parent.is_dir():
        return
    for folder in parent.iterdir():
        yield folder.name.lower()
        try:
            record = read_record(folder)
        except ProjectError:
            continue
        yield from (take.folder.lower() for take in record.takes) if record else ()
