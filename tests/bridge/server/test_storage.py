"""Projects on file systems without locks, and projects that are deleted while their server runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.osc.client import Client, new_id
from bridge.osc.messages import Done, Error, Generate
from bridge.server import storage
from bridge.server.history import History, read_history
from bridge.server.jobs import State
from musiccm_daw.errors import ProjectError, RequestError
from tests.bridge.engines import TINY

GENERATE = {"prompt": "pads", **TINY}


@pytest.fixture(scope="module")
def no_locks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library that takes the locks from the files of a folder."""
    if shutil.which("cc") is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("nolock") / "nolock.so"
    source = Path(__file__).parent / "nolock.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def start(project: Path, library: Path | None = None) -> tuple[subprocess.Popen[str], int]:
    """Start a server in a process of its own; return it with its port, 0 if it has ended instead."""
    environment = dict(os.environ)
    if library is not None:
        environment |= {"LD_PRELOAD": str(library), "NOLOCK_FOLDER": str(project / "MusicCM")}
    command = [sys.executable, "-m", "tests.bridge.quick_server", str(project), "0"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=Path.cwd()
    )
    assert server.stdout is not None
    return server, int(server.stdout.readline() or 0)


def ask(port: int) -> object:
    """Ask for a clip and return how that ended."""
    with Client(("127.0.0.1", port)) as client:
        return list(client.follow(Generate(new_id(), dict(GENERATE))))[-1]


def test_a_project_without_locks_has_its_history_in_the_state_folder(no_locks: Path, tmp_path: Path) -> None:
    project = tmp_path / "song"
    server, port = start(project, no_locks)
    try:
        assert isinstance(ask(port), Done)
        second, nothing = start(project, no_locks)
        assert nothing == 0
        assert "another musiccm serve is using" in second.communicate()[1]
    finally:
        server.kill()
        said = server.communicate()[1]
    kept = storage.in_state(project, project / "state")
    assert f"{project} has no file locks; its history and its lock are kept in {kept}" in said
    assert not (project / "MusicCM" / "history.sqlite").exists()
    (record,) = read_history(project, state_folder=project / "state")
    assert record.state is State.DONE
    with pytest.raises(RequestError, match="no history"):
        read_history(project)


def test_a_history_that_another_program_holds_is_not_left_for_another(tmp_path: Path) -> None:
    file = storage.in_project(tmp_path) / "history.sqlite"
    file.parent.mkdir()
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(ProjectError, match=r"is in use: .*close the program that has it open"):
            History(tmp_path, tmp_path / "state")
    finally:
        holder.close()
    assert not (tmp_path / "state").exists()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


WITHOUT_SQLITE_LOCKS = """
import logging, sys
from pathlib import Path
from bridge.server.history import History
logging.basicConfig(stream=sys.stderr)
print(History(Path(sys.argv[1]), Path(sys.argv[1]) / "state").file)
"""


def test_where_only_sqlite_finds_no_locks_the_history_is_kept_elsewhere_and_that_is_said(
    no_locks: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "LD_PRELOAD": str(no_locks), "NOLOCK_FOLDER": str(tmp_path / "MusicCM")}
    command = [sys.executable, "-c", WITHOUT_SQLITE_LOCKS, str(tmp_path)]
    outcome = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    kept = storage.in_state(tmp_path, tmp_path / "state")
    assert Path(outcome.stdout.strip()).parent == kept
    assert f"{tmp_path} has no file locks; its history is kept in {kept}" in outcome.stderr


def test_a_damaged_history_is_not_left_for_another(tmp_path: Path) -> None:
    file = storage.in_project(tmp_path) / "history.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(ProjectError, match="if it is damaged, move it away"):
        History(tmp_path, tmp_path / "state")
    assert not (tmp_path / "state").exists()


def test_a_server_whose_project_is_deleted_takes_no_more_jobs(tmp_path: Path) -> None:
    project = tmp_path / "song"
    server, port = start(project)
    try:
        assert isinstance(ask(port), Done)
        shutil.rmtree(project)
        answer = ask(port)
        assert isinstance(answer, Error)
        assert answer.code == "no_project"
        assert "was deleted or moved; start the server again" in answer.text
        assert not project.exists()
        # Also where somebody has made a new one in its place.
        (project / "MusicCM").mkdir(parents=True)
        assert isinstance(ask(port), Error)
    finally:
        server.kill()
        server.communicate()
