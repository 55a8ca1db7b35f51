"""Files in a host's folder: put there, brought up to date, taken away, and whatever else lies there is left alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hosts.install import PART_SUFFIX, Action, Step, install
from bridge.hosts.receipt import FILE_NAME
from musiccm_daw.errors import ProjectError
from tests.bridge.fake_homes import tree

OWN = "Scripts/MusicCM"
RECEIPT = f"{OWN}/{FILE_NAME}"
PATHS = st.sampled_from(
    [f"{OWN}/a.lua", f"{OWN}/lib/b.lua", "OSC/c.ReaperOSC", "Data/icons/d.png", "Data/icons/150/d.png"]
)
VERSIONS = st.dictionaries(PATHS, st.sampled_from([b"1", b"2", b"3"]), min_size=1)
USERS = st.dictionaries(
    st.one_of(PATHS, st.sampled_from(["reaper.ini", "OSC/own.ReaperOSC", f"{OWN}/own.lua"])),
    st.sampled_from([b"1", b"2", b"mine", b"mine, too"]),
)
"""Some of a user's files have the content of ours, and are still the user's."""
EDITS = st.dictionaries(PATHS, st.sampled_from([b"edited", b"edited again", None]))


def put(root: Path, files: Mapping[str, bytes | None]) -> None:
    for path, content in files.items():
        if content is None:
            (root / path).unlink(missing_ok=True)
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


def files_of(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(root).items() if content is not None}


def run(root: Path, files: Mapping[str, bytes], *, dry_run: bool = False) -> dict[str, Action]:
    steps = install(root, OWN, files, version="1.2.3", program="/opt/musiccm", dry_run=dry_run)
    return {step.path: step.action for step in steps}


@given(before=USERS, first=VERSIONS, edits=EDITS, second=VERSIONS)
@settings(max_examples=40)
def test_what_is_the_users_stays_and_what_is_ours_goes(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, bytes],
    first: dict[str, bytes],
    edits: dict[str, bytes | None],
    second: dict[str, bytes],
) -> None:
    root = tmp_path_factory.mktemp("host")
    put(root, before)
    run(root, first)
    assert before.items() <= files_of(root).items()
    put(root, edits)
    run(root, second)
    users = {path: content for path, content in {**before, **edits}.items() if content is not None}
    assert users.items() <= files_of(root).items()
    run(root, {})
    assert files_of(root) == users


@given(before=USERS, first=VERSIONS, second=VERSIONS)
@settings(max_examples=30)
def test_an_installation_and_its_upgrade_leave_nothing_behind(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, bytes],
    first: dict[str, bytes],
    second: dict[str, bytes],
) -> None:
    # Folders above it, as ~/.local/lib/pd/extra has.
    top = tmp_path_factory.mktemp("home")
    root = top / "lib" / "pd" / "extra"
    put(root, before)
    tree_before = tree(top)
    planned = run(root, first, dry_run=True)
    assert tree(top) == tree_before
    assert run(root, first) == planned
    assert files_of(root).items() >= {**first, **before}.items()
    assert files_of(root).keys() <= {*first, *before, RECEIPT}
    # A second time, nothing is left to do.
    tree_after = tree(top)
    assert set(run(root, first).values()) <= {Action.unchanged, Action.left_foreign}
    assert tree(top) == tree_after
    run(root, second)
    assert {**second, **before}.items() <= files_of(root).items()
    assert files_of(root).keys() <= {*second, *before, RECEIPT}
    run(root, {})
    assert tree(top) == tree_before


FIRST = {f"{OWN}/a.lua": b"1", f"{OWN}/old.lua": b"1", "OSC/c.ReaperOSC": b"1"}
SECOND = {f"{OWN}/a.lua": b"2", "OSC/c.ReaperOSC": b"2", "Data/icons/d.png": b"2"}
KILLED = """
import os, signal, sys
from pathlib import Path
from bridge.hosts import install as installing
left = int(sys.argv[2])
def until_killed(call):
    def calling(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return calling
os.replace = until_killed(os.replace)
installing.Path.unlink = until_killed(installing.Path.unlink)
files = eval(sys.argv[4])
installing.install(Path(sys.argv[1]), sys.argv[3], files, version="2", program="/opt/musiccm", dry_run=False)
"""


def killed(root: Path, files: Mapping[str, bytes], after: int) -> bool:
    """Install in a process that is killed at its next change to a file after the first few; return whether it was."""
    command = [sys.executable, "-c", KILLED, root, str(after), OWN, repr(files)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode in (0, -signal.SIGKILL), outcome.stderr
    return outcome.returncode != 0


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_killed_upgrade_is_finished_by_the_next_or_taken_away(tmp_path: Path) -> None:
    own = {"reaper.ini": b"[REAPER]", "OSC/own.ReaperOSC": b"mine"}
    for after in range(20):
        for name in ("goes on", "goes away"):
            put(tmp_path / name, own)
            run(tmp_path / name, FIRST)
        was_killed = killed(tmp_path / "goes on", SECOND, after)
        killed(tmp_path / "goes away", SECOND, after)
        run(tmp_path / "goes on", SECOND)
        found = files_of(tmp_path / "goes on")
        assert found.pop(RECEIPT)
        assert found == {**own, **SECOND}
        for name in ("goes on", "goes away"):
            run(tmp_path / name, {})
            assert tree(tmp_path / name) == {**own, "OSC": None}
        if not was_killed:
            break
    assert after >= len(SECOND)


def test_each_file_is_named_with_what_becomes_of_it(tmp_path: Path) -> None:
    run(tmp_path, {"a": b"1", "b": b"1", "c": b"1", "d": b"1", "e": b"1"})
    put(tmp_path, {"b": b"edited", "e": b"edited", "f": b"mine"})
    assert run(tmp_path, {"a": b"1", "b": b"2", "c": b"2", "f": b"1", "g": b"1"}) == {
        "a": Action.unchanged,
        "b": Action.left_changed,
        "c": Action.updated,
        "d": Action.removed,
        "e": Action.left_changed,
        "f": Action.left_foreign,
        "g": Action.new,
    }
    assert run(tmp_path, {}) == {
        "a": Action.removed,
        "b": Action.left_changed,
        "c": Action.removed,
        "g": Action.removed,
    }
    assert run(tmp_path, {}) == {}


def test_links_and_folders_in_the_way_are_the_users(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "host", tmp_path / "elsewhere.lua"
    elsewhere.write_bytes(b"1")
    put(root, {"reaper.ini": b""})
    (root / "a").symlink_to(elsewhere)
    (root / "b").mkdir()
    assert run(root, {"a": b"1", "b": b"1", "c": b"1"}) == {
        "a": Action.left_foreign,
        "b": Action.left_foreign,
        "c": Action.new,
    }
    # The user keeps the file elsewhere, and links to it.
    (root / "c").unlink()
    (root / "c").symlink_to(elsewhere)
    assert run(root, {})["c"] is Action.left_changed
    assert (root / "a").is_symlink()
    assert (root / "c").is_symlink()
    assert elsewhere.read_bytes() == b"1"


def test_the_receipt_says_who_has_written_what(tmp_path: Path) -> None:
    run(tmp_path, {"a": b"1"})
    receipt = json.loads((tmp_path / RECEIPT).read_text(encoding="utf-8"))
    assert (receipt["version"], receipt["program"]) == ("1.2.3", "/opt/musiccm")
    assert list(receipt["files"]) == ["a"]
    assert sorted(receipt["folders"]) == ["Scripts", "Scripts/MusicCM"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"version": "1", "program": "", "folders": [], "files": {"../../.bashrc": ["00"]}}'],
)
def test_a_damaged_receipt_is_named_and_nothing_is_touched(tmp_path: Path, content: str) -> None:
    put(tmp_path, {RECEIPT: content.encode(), "a": b"1"})
    before = tree(tmp_path)
    with pytest.raises(ProjectError, match=FILE_NAME):
        run(tmp_path, {"a": b"2", "b": b"2"})
    assert tree(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_named_and_can_be_tried_again(tmp_path: Path) -> None:
    # A file where a folder should be: permissions do not stop root.
    put(tmp_path, {"OSC": b"a file"})
    files = {f"{OWN}/a.lua": b"1", "OSC/c.ReaperOSC": b"1"}
    with pytest.raises(ProjectError, match=r"cannot write .*OSC"):
        run(tmp_path, files)
    assert not list(tmp_path.rglob(f"*{PART_SUFFIX}"))
    (tmp_path / "OSC").unlink()
    run(tmp_path, files)
    assert files_of(tmp_path).items() >= files.items()
    run(tmp_path, {})
    assert tree(tmp_path) == {}


def test_steps_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    steps = install(tmp_path, OWN, {"b": b"", "a": b"", "A": b""}, version="1", program="", dry_run=False)
    assert steps == [Step(path, Action.new) for path in ("A", "a", "b")]
