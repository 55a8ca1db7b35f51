"""Batches rendered in this process: order, failures, damage, and what is left when a run ends early."""

from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from musiccm_daw.errors import Cancelled, ModelError, ProjectError
from musiccm_daw.progress import CancelToken
from presets.batch.making import Outcome, Task
from presets.batch.one_by_one import OneByOne
from presets.batch.plan import LOCK_FILE
from presets.batch.record import FILE_NAME
from tests.cli.stand_in import StandInEngine
from tests.presets.batch.batches import (
    FAILS,
    RiskyEngine,
    begin,
    hashes,
    ignore_progress,
    no_engine,
    rendered,
    resume,
    takes_of,
)

PROMPTS = ("pads", "bells", "choir")


class Backwards(OneByOne):
    """A maker whose takes end in the reverse order."""

    def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
        """Make the last task first."""
        yield from super().make(tasks[::-1], unfinished)


def test_takes_are_reported_in_the_order_of_the_plan(tmp_path: Path) -> None:
    plan = begin(tmp_path, takes_of(*PROMPTS))
    whole, failures = rendered(plan, Backwards(StandInEngine, ignore_progress))
    assert [take.number for take in whole] == [0, 1, 2]
    assert not failures


def test_a_failure_stops_no_other_and_is_made_again_by_resume(tmp_path: Path) -> None:
    prompts = ("pads", f"it {FAILS}", "choir")
    plan = begin(tmp_path, takes_of(*prompts))
    whole, failures = rendered(plan, OneByOne(RiskyEngine, ignore_progress))
    assert [take.number for take in whole] == [0, 2]
    assert [(failure.take.number, str(failure.error)) for failure in failures] == [(1, "it failed")]
    assert not plan.takes[1].folder.exists()
    rest = resume(tmp_path, takes_of(*prompts))
    assert rest is not None
    whole, failures = rendered(rest, OneByOne(StandInEngine, ignore_progress))
    assert [take.number for take in whole] == [0, 1, 2]
    assert not failures


def test_a_damaged_take_is_made_again_and_its_old_files_are_kept(tmp_path: Path) -> None:
    plan = begin(tmp_path, takes_of(*PROMPTS))
    rendered(plan, OneByOne(StandInEngine, ignore_progress))
    before = hashes(tmp_path)
    place = plan.takes[1].folder
    (wave,) = place.glob("*.wav")
    wave.write_bytes(b"no audio")
    (place / "notes.txt").write_text("mine")
    rest = resume(tmp_path, takes_of(*PROMPTS))
    assert rest is not None
    assert [take.number for take in rest.missing] == [1]
    rendered(rest, OneByOne(StandInEngine, ignore_progress))
    kept = place.with_name(f"{place.name}.damaged")
    assert (kept / wave.name).read_bytes() == b"no audio"
    assert (kept / "notes.txt").read_text() == "mine"
    assert {name: digest for name, digest in hashes(tmp_path).items() if ".damaged" not in name} == before


def test_a_take_that_has_appeared_meanwhile_is_not_touched(tmp_path: Path) -> None:
    plan = begin(tmp_path, takes_of(*PROMPTS))
    place = plan.takes[1].folder
    place.mkdir(parents=True)
    (place / "a.wav").touch()
    whole, (failure,) = rendered(plan, OneByOne(StandInEngine, ignore_progress))
    assert [take.number for take in whole] == [0, 2]
    assert isinstance(failure.error, ProjectError)
    assert [file.name for file in place.iterdir()] == ["a.wav"]


def test_a_model_that_cannot_be_loaded_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        rendered(begin(tmp_path, takes_of(*PROMPTS)), OneByOne(no_engine, ignore_progress))
    assert list((tmp_path / "MusicCM").iterdir()) == []


def test_whoever_stops_a_batch_keeps_what_was_whole(tmp_path: Path) -> None:
    cancel = CancelToken()

    def on_progress(number: int, fraction: float) -> None:
        if number == 1:
            cancel.set()

    plan = begin(tmp_path, takes_of(*PROMPTS))
    with pytest.raises(Cancelled):
        rendered(plan, OneByOne(StandInEngine, on_progress, cancel))
    # The second was stopped between two files at the earliest, so it may have come to its end.
    assert plan.takes[0].folder.exists()
    assert not plan.takes[2].folder.exists()
    assert sorted(file.name for file in plan.folder.iterdir()) == sorted([FILE_NAME, LOCK_FILE])


def test_a_project_that_is_full_stops_the_batch(tmp_path: Path) -> None:
    class Full(OneByOne):
        def make(self, tasks: Sequence[Task], unfinished: Path) -> Generator[Outcome, None, None]:
            """Find the project gone, as a disk that was pulled out."""
            unfinished.parent.parent.rename(tmp_path / "gone")
            (tmp_path / "MusicCM").touch()
            yield Outcome(0, ProjectError("disk full"))
            pytest.fail("no other take can be written")

    with pytest.raises(ProjectError, match="cannot write"):
        rendered(begin(tmp_path, takes_of(*PROMPTS)), Full(StandInEngine, ignore_progress))


def test_a_batch_that_is_being_rendered_is_refused(tmp_path: Path) -> None:
    plan = begin(tmp_path, takes_of(*PROMPTS))
    plan.folder.mkdir(parents=True)
    with (
        FileLock(plan.folder / LOCK_FILE),
        pytest.raises(ProjectError, match="another musiccm render is at work"),
    ):
        rendered(plan, OneByOne(StandInEngine, ignore_progress))
