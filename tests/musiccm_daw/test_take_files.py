"""A project that cannot be written any more: the take is finished elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.errors import ProjectError
from musiccm_daw.making import make_take
from musiccm_daw.writers import WrittenFile, read_manifest
from tests.musiccm_daw.test_making import REQUEST, files_under, noise_clip
from tests.playback import PlaybackEngine


def fill(project: Path) -> None:
    with (project / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * 4096):
            pass


def unplug(project: Path) -> None:
    # Its files are reported once more when they are saved elsewhere, and by then it is gone.
    subprocess.run(["umount", "-l", str(project)], capture_output=True, check=False)


def remove(project: Path) -> None:
    shutil.rmtree(project, ignore_errors=True)
    project.touch()


def rescued(project: Path, rescue: Path, at: int, happen: Callable[[Path], None]) -> str:
    """Make a take while something happens to its project once so many files are written; return what is said."""

    def on_file(number: int, count: int, file: WrittenFile) -> None:
        if number == at:
            happen(project)

    with pytest.raises(ProjectError) as failure:
        make_take(REQUEST, project, PlaybackEngine(noise_clip(REQUEST)), on_file=on_file, rescue=rescue)
    return str(failure.value)


def check_rescued(rescue: Path, text: str, files: int) -> None:
    """Check that the take is whole, as its manifest says, and that its place and seed are named."""
    (folder,) = (rescue / "MusicCM").iterdir()
    assert repr(str(folder)) in text
    assert "seed 7" in text
    assert "\n" not in text
    kept = read_manifest(folder)
    assert len(kept.files) == files
    for file in kept.files:
        assert hashlib.sha256((folder / file.path).read_bytes()).hexdigest() == file.sha256
        assert soundfile.info(folder / file.path).frames == file.frames
    assert {file.path for file in kept.project_files} == {"tempo.mid", f"{folder.name}.RPP"}
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize("at", [1, 3, 4, 6])
def test_a_take_on_a_drive_that_fills_up_is_finished_elsewhere(small_drive: Path, tmp_path: Path, at: int) -> None:
    text = rescued(small_drive, tmp_path / "state", at, fill)
    assert "no space left on device" in text
    check_rescued(tmp_path / "state", text, 6)
    assert files_under(small_drive) == [small_drive / "filler"]


@pytest.mark.parametrize(("at", "left"), [(1, 6), (2, 6), (4, 3)])
def test_a_take_on_a_drive_that_is_unplugged_is_finished_elsewhere(
    small_drive: Path, tmp_path: Path, at: int, left: int
) -> None:
    """What an earlier variation had on the drive is gone; all that comes later, and the variation itself, is there."""
    text = rescued(small_drive, tmp_path / "state", at, unplug)
    check_rescued(tmp_path / "state", text, left)
    assert ("but for 3 files" in text) == (left == 3)


def test_a_project_that_is_deleted_is_not_made_again(tmp_path: Path) -> None:
    text = rescued(tmp_path / "songs", tmp_path / "state", 1, remove)
    check_rescued(tmp_path / "state", text, 6)
    assert (tmp_path / "songs").is_file()


def test_where_nothing_can_be_saved_the_seed_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    text = rescued(tmp_path / "songs", tmp_path / "state", 1, remove)
    assert "; seed 7 makes the same take again" in text
    assert "\n" not in text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_project_that_turns_read_only(tmp_path: Path) -> None:
    def turn(project: Path) -> None:
        (folder,) = (project / "MusicCM").iterdir()
        folder.chmod(0o555)

    text = rescued(tmp_path / "songs", tmp_path / "state", 2, turn)
    check_rescued(tmp_path / "state", text, 6)
