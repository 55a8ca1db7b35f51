"""ReaScripts run by a real Lua in a stand-in for REAPER (`stand_in.lua`), with a real server where one is wanted."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bridge.osc.discovery import find_server

HERE = Path(__file__).parent
SCRIPTS = Path(__file__).parents[4] / "bridge" / "hosts" / "reaper"
LUA = shutil.which("lua5.4")
PATIENCE_SECONDS = 120

Outcome = dict[str, Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Lua where there is none."""
    if LUA is not None:
        return
    for item in items:
        if HERE in item.path.parents and {"lua", "studio", "served"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.skip(reason="lua5.4 is not installed"))


def as_lua(value: Any) -> str:
    """Return a Python value as Lua text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"[{as_lua(key)}] = {as_lua(element)}" for key, element in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "{" + ", ".join(map(as_lua, value)) + "}"
    if isinstance(value, str):
        return '"' + "".join(f"\\{byte:03d}" for byte in value.encode()) + '"'
    if value is None:
        return "nil"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.fixture
def lua() -> Callable[[str], str]:
    """Return a function that runs a chunk of Lua with the scripts' modules, and returns what it writes."""

    def run(chunk: str) -> str:
        set_up = f"package.path = {as_lua(str(SCRIPTS / '?.lua'))}\n"
        done = subprocess.run(["lua5.4", "-"], input=(set_up + chunk).encode(), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@dataclass
class Studio:
    """A machine with REAPER on it: installed scripts, a saved project, and a musiccm in a folder with an odd name.

    `musiccm` is the real program with one step, on any free port and in a state folder of its own.
    """

    folder: Path
    song: Path = field(init=False)
    scripts: Path = field(init=False)
    state: Path = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.song = self.folder / "Sóngs & more" / "it's \"one\" $5"
        self.resources = self.folder / "REAPER files"
        self.scripts = self.resources / "Scripts" / "MusicCM"
        self.state = self.folder / "state"
        self.song.mkdir(parents=True)
        shutil.copytree(SCRIPTS, self.scripts, ignore=lambda folder, names: [n for n in names if "." in n and not n.endswith(".lua")])
        program = self.folder / "Program $files" / "musiccm"
        program.parent.mkdir()
        serve = "--port 0 --steps 1 --device cpu"
        real = f"{shlex.quote(sys.executable)} -m musiccm_daw.cli.entry"
        real = f"{shlex.quote(sys.executable)} -c 'from musiccm_daw.cli.entry import main; main()'"
        program.write_text(
            f"#!/bin/sh\nexport XDG_STATE_HOME={shlex.quote(str(self.state))} PYTHONPATH={shlex.quote(str(SCRIPTS.parents[2]))}\n"
            f'if [ "$1" = serve ]; then shift; exec {real} serve {serve} "$@"; fi\nexec {real} "$@"\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        (self.scripts / "musiccm_path.lua").write_text(f"return {as_lua(str(program))}\n")

    def run(self, script: str, **scenario: Any) -> Outcome:
        """Run a script in the stand-in, and return what came of it."""
        self.runs += 1
        usual = {
            "project_file": str(self.song / "song.rpp"),
            "resources": str(self.resources),
            "number": self.runs,
            "tracks": [{"name": "Keys", "selected": True}],
        }
        file = self.folder / f"scenario-{self.runs}.lua"
        file.write_text(f"return {as_lua({**usual, **scenario})}\n")
        done = subprocess.run(
            ["lua5.4", str(HERE / "stand_in.lua"), str(file), str(self.scripts / f"MusicCM_{script}.lua")],
            capture_output=True,
            check=False,
            timeout=PATIENCE_SECONDS,
            cwd=self.folder,
        )
        assert done.returncode == 0, done.stderr.decode()
        outcome: Outcome = json.loads(done.stdout)
        return outcome

    def left_over(self) -> list[str]:
        """Return the working files that no script has removed, but those of a server that runs."""
        folder = self.resources / "MusicCM"
        return sorted(file.name for file in folder.glob("*") if not file.name.startswith("server."))

    def stop_server(self) -> None:
        """End the server that a script has started."""
        facts = find_server(self.state / "musiccm")
        if facts is not None:
            os.kill(facts.pid, signal.SIGKILL)


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A studio without a server."""
    return Studio(tmp_path)


@pytest.fixture(scope="module")
def studio_with_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio for a module, whose server is ended with it."""
    shared = Studio(tmp_path_factory.mktemp("studio"))
    yield shared
    shared.stop_server()
