"""The path of musiccm, and the Lua file by which REAPER's scripts know it: read by Lua itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hosts.program import find_program, lua_path

needs_lua = pytest.mark.skipif(shutil.which("lua5.4") is None, reason="lua5.4 is not installed")
PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def in_lua(folder: Path, path: str) -> bytes:
    (folder / "musiccm_path.lua").write_bytes(lua_path(path))
    program = "io.write(dofile('musiccm_path.lua'))"
    return subprocess.run(["lua5.4", "-e", program], cwd=folder, check=True, capture_output=True).stdout


@needs_lua
@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\Zoë\new folder\Scripts\musiccm.exe",
        r"\\server\share\tools\musiccm.exe",
        '/home/a "b" c\'d/$HOME/`x`/%1/musiccm',
        "/home/\udcff\udcfe/musiccm",
        "/home/line\nend\r/musiccm",
    ],
)
def test_lua_reads_back_any_path(tmp_path: Path, path: str) -> None:
    assert in_lua(tmp_path, path) == path.encode("utf-8", "surrogateescape")


@needs_lua
@given(path=PATHS)
@settings(max_examples=25)
def test_lua_reads_back_any_text(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    assert in_lua(tmp_path_factory.mktemp("lua"), path) == path.encode()


def test_the_program_is_that_of_this_python() -> None:
    program = find_program()
    assert program.is_absolute()
    assert program.parent == Path(sys.executable).parent
    outcome = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert outcome.stdout.startswith("musiccm-daw ")
    assert os.access(program, os.X_OK)
