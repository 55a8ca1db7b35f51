"""Files written beside their place: whole under their final name, and nothing left beside it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from musiccm_daw.whole_files import PART_SUFFIX, replaced_folder, write_whole, written_whole


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    for content in (b"first", memoryview(b"second")):
        write_whole(tmp_path / "state", content)
        assert (tmp_path / "state").read_bytes() == bytes(content)
    assert names_in(tmp_path) == ["state"]


def test_a_part_that_a_kill_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / f"state{PART_SUFFIX}").write_bytes(b"longer than what is written now")
    write_whole(tmp_path / "state", b"whole")
    assert names_in(tmp_path) == ["state"]
    assert (tmp_path / "state").read_bytes() == b"whole"


@pytest.mark.parametrize("suffix", [PART_SUFFIX, ".musiccm-part"])
def test_a_place_that_is_taken_keeps_what_it_has(tmp_path: Path, suffix: str) -> None:
    # A folder refuses the rename here, as a file that is open in a host does on Windows.
    (tmp_path / "state" / "inside").mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(OSError) as failure:  # noqa: PT011 - its kind is the system's
            write_whole(tmp_path / "state", b"new", suffix)
        assert failure.value.filename == str(tmp_path / "state")
        assert names_in(tmp_path) == ["state"]


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    def half() -> None:
        with written_whole(tmp_path / "state") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    (tmp_path / "state").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        half()
    assert names_in(tmp_path) == ["state"]
    assert (tmp_path / "state").read_bytes() == b"old"


def test_a_rename_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "state", b"new")
    assert names_in(tmp_path) == []


def model(folder: Path, name: str) -> None:
    with replaced_folder(folder) as new:
        (new / name).touch()


def test_a_folder_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.part" / "left by a kill").mkdir(parents=True)
    for name in ("first", "second"):
        model(tmp_path / "model", name)
        assert names_in(tmp_path) == ["model"]
        assert names_in(tmp_path / "model") == [name]
    monkeypatch.chdir(tmp_path / "model")
    model(Path(), "third")
    assert names_in(tmp_path / "model") == ["third"]


@pytest.mark.parametrize("renames", [0, 1])
def test_a_folder_that_cannot_be_replaced_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    model(tmp_path / "model", "old")
    rename, left = Path.rename, renames

    def used(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == -1:
            raise PermissionError(errno.EACCES, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", used)
    with pytest.raises(PermissionError):
        model(tmp_path / "model", "new")
    assert names_in(tmp_path) == ["model"]
    assert names_in(tmp_path / "model") == ["old"]


def test_a_new_folder_that_cannot_be_renamed_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def used(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(self))

    monkeypatch.setattr(Path, "rename", used)
    with pytest.raises(PermissionError):
        model(tmp_path / "model", "new")
    assert names_in(tmp_path) == []


def test_a_folder_that_cannot_be_flushed_loses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VirtualBox's shared folders and some of FUSE's refuse it."""
    flush = os.fsync

    def refused(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refused)
    write_whole(tmp_path / "state", b"whole")
    assert (tmp_path / "state").read_bytes() == b"whole"
