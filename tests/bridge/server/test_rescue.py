"""A project that goes away while its job is made, over a real socket: the take is saved, and its place is named."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bridge.osc.client import Client, new_id
from bridge.osc.messages import Ack, Done, Error, Generate, JobProgress, Message
from bridge.server.server import Server
from musiccm_daw.take_files import RESCUED
from musiccm_daw.writers import read_manifest
from tests.bridge.conftest import Start
from tests.bridge.engines import TINY, QuickEngine

JOB = {"prompt": "pads", **TINY, "seed": 7, "stem.drums": 1, "stem.bass": 1}


def made_without(project: Path, server: Server, engine: QuickEngine, options: dict[str, str | int | float]) -> Message:
    """Have a job made, take its project away while it is sampled, and return how it ended."""
    engine.gate.clear()
    with Client(server.socket.endpoint) as client:
        answers = client.follow(Generate(new_id(), options))
        assert isinstance(next(answers), Ack)
        while not isinstance(next(answers), JobProgress):
            pass
        drive = project.parent
        drive.rename(drive.with_name("unplugged"))
        # Like a mount point that only the system may make again.
        drive.touch()
        engine.gate.set()
        return list(answers)[-1]


def check_rescued(server: Server, state: Path, end: Message) -> None:
    """Check that a take is whole in the state folder, and that the error says where, and which seed makes it again."""
    assert isinstance(end, Error)
    assert end.code == "no_project"
    (folder,) = (state / RESCUED / "MusicCM").iterdir()
    assert repr(str(folder)) in end.text
    assert "seed 7" in end.text
    manifest = read_manifest(folder)
    assert [file.stem for file in manifest.files] == ["drums", "bass", "mix"]
    assert all(hashlib.sha256((folder / file.path).read_bytes()).hexdigest() == file.sha256 for file in manifest.files)


@pytest.mark.parametrize("own", [False, True], ids=["another project", "the server's own"])
def test_the_take_of_a_project_that_goes_away_is_saved(own: bool, start: Start, tmp_path: Path) -> None:
    engine, drive = QuickEngine(), tmp_path / "drive"
    project = drive / "song"
    project.mkdir(parents=True)
    main = project if own else tmp_path / "main"
    server = start(engine, project=main, roots=[drive], state_folder=tmp_path / "state")
    end = made_without(project, server, engine, JOB if own else {**JOB, "project": str(project)})
    check_rescued(server, tmp_path / "state", end)
    assert not project.exists()
    with Client(server.socket.endpoint) as client:
        (*_, after) = client.follow(Generate(new_id(), {**JOB}))
        assert isinstance(after, Error if own else Done)
