"""Worker processes: real ones, killed, failing, and stopped."""

import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.errors import Cancelled, ModelError
from musiccm_daw.progress import CancelToken
from presets.batch.one_by_one import OneByOne
from presets.batch.workers import WorkerProcesses
from tests.cli.stand_in import StandInEngine
from tests.presets.batch.batches import (
    FAILS,
    KILLS,
    RiskyEngine,
    begin,
    hashes,
    ignore_progress,
    no_engine,
    rendered,
    takes_of,
)


def test_two_workers_make_what_one_process_makes(tmp_path: Path) -> None:
    prompts = [f"pads {number}" for number in range(6)]
    seen: dict[int, float] = {}
    for name, maker in (
        ("alone", OneByOne(StandInEngine, ignore_progress)),
        ("beside", WorkerProcesses(2, StandInEngine, seen.__setitem__)),
    ):
        whole, failures = rendered(begin(tmp_path / name, takes_of(*prompts)), maker)
        assert [take.number for take in whole] == list(range(6))
        assert not failures
    assert hashes(tmp_path / "alone") == hashes(tmp_path / "beside")
    assert set(seen) == set(range(6))


class OtherPipe:
    """A pipe as on Windows, where it is of another class than `Connection`."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pipe, name)


def test_workers_report_by_pipes_of_any_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = SpawnContext.Pipe

    def pipes(context: SpawnContext) -> tuple[OtherPipe, Connection]:
        ours, theirs = real(context)
        return OtherPipe(ours), theirs

    monkeypatch.setattr(SpawnContext, "Pipe", pipes)
    cancel = CancelToken()
    deadline = threading.Timer(60, cancel.set)
    deadline.start()
    try:
        maker = WorkerProcesses(2, StandInEngine, ignore_progress, cancel)
        whole, failures = rendered(begin(tmp_path, takes_of("pads", "bells")), maker)
    finally:
        deadline.cancel()
    assert len(whole) == 2
    assert not failures


def test_a_take_that_kills_its_worker_fails_and_the_others_are_made(tmp_path: Path) -> None:
    prompts = ("pads", f"it {KILLS}", f"it {FAILS}", "choir")
    plan = begin(tmp_path, takes_of(*prompts))
    whole, failures = rendered(plan, WorkerProcesses(2, RiskyEngine, ignore_progress))
    assert [take.number for take in whole] == [0, 3]
    reasons = {failure.take.number: str(failure.error) for failure in failures}
    assert reasons[2] == "it failed"
    assert "killed 2 times" in reasons[1]
    assert not (plan.folder / "unfinished").exists()


def test_a_model_that_cannot_be_loaded_ends_the_batch(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        rendered(begin(tmp_path, takes_of("pads", "bells")), WorkerProcesses(2, no_engine, ignore_progress))


def test_stopping_ends_the_workers_at_once(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.set()
    with pytest.raises(Cancelled):
        rendered(begin(tmp_path, takes_of("pads")), WorkerProcesses(2, StandInEngine, ignore_progress, cancel))
    assert list((tmp_path / "MusicCM").iterdir()) == []
