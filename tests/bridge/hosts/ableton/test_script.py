"""The script as a text: what Max's `js` object, an ES5 engine, can read."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bridge.hosts.ableton.device import SCRIPTS, build_script
from bridge.hosts.ableton.patch import KEYS, OUTLETS, STEMS
from musiccm_daw.harmony import Key
from tests.bridge.hosts.ableton.conftest import Open
from tests.bridge.hosts.ableton.live import needs_node

NEWER = {
    "let or const": r"\b(let|const)\b",
    "arrow functions": r"=>",
    "template strings": r"`",
    "classes": r"\bclass\b",
    "spread and rest": r"\.\.\.",
    "default parameters": r"function \w*\([^)]*=",
    "for of": r"\bfor \([^;)]* of ",
    "modules": r"\b(import|export|require)\b",
    "newer functions": r"\.(includes|startsWith|endsWith|padStart|repeat|find|findIndex|fill|flat|entries|assign)\(",
    "short members": r"\{ (\w+), \w",
    "optional members": r"\?\.|\?\?",
}


def code() -> str:
    """Return the script without comments, texts and regular expressions."""
    return re.sub(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|/(?:[^/\\\n ]|\\.)+/[gi]?', '""', build_script())


@pytest.mark.parametrize("kind", NEWER)
def test_it_is_es5(kind: str) -> None:
    assert not re.findall(NEWER[kind], code())


@needs_node
def test_it_parses(script: Path) -> None:
    subprocess.run(["node", "--check", script], check=True, timeout=30)


def test_it_is_ascii_so_that_no_encoding_matters() -> None:
    assert build_script().isascii()


def test_every_source_is_in_it() -> None:
    folder = Path(__file__).parents[4] / "bridge" / "hosts" / "ableton" / "js"
    assert {file.stem for file in folder.iterdir()} == set(SCRIPTS)


def test_functions_have_one_place() -> None:
    names = re.findall(r"^(?:function|var) (\w+)", build_script(), re.MULTILINE)
    assert len(set(names)) == len(names)


def test_keys_of_the_menu_are_keys_of_ours() -> None:
    assert KEYS[0] == "any key"
    assert [str(Key.parse(name)) for name in KEYS[1:]] == list(KEYS[1:])
    assert len(set(KEYS)) == 25


@needs_node
def test_the_script_knows_its_outlets_and_stems(open_set: Open) -> None:
    live = open_set()
    assert live.look()["outlets"] == len(OUTLETS)
    assert live.evaluate("ROLES") == list(STEMS)
