"""ReaScripts run by a real Lua in a stand-in for REAPER (`stand_in/`), with a real server where one is wanted."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bridge.reaper_studio import LUA, SCRIPTS, Studio, as_lua


@pytest.fixture(scope="session")
def lua() -> Callable[[str], str]:
    """Return a function that runs a chunk of Lua with the scripts' modules, and returns what it writes."""
    if shutil.which(LUA) is None:
        pytest.skip(f"{LUA} is not installed")

    def run(chunk: str) -> str:
        set_up = f"package.path = {as_lua(str(SCRIPTS / '?.lua'))}\n"
        done = subprocess.run([LUA, "-"], input=(set_up + chunk).encode(), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def studio(lua: object, tmp_path: Path) -> Studio:
    """A studio without a server."""
    return Studio(tmp_path)


@pytest.fixture(scope="module")
def studio_with_server(lua: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio for a module, whose server is ended with it."""
    shared = Studio(tmp_path_factory.mktemp("studio"))
    yield shared
    shared.stop_server()
