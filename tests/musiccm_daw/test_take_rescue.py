"""Projects that cannot be written: known before anything is sampled, or the finished take is saved elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.errors import ProjectError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import check_take, make_take
from musiccm_daw.writers import WrittenFile, read_manifest
from tests.musiccm_daw.test_take import REQUEST, files_under, noise_clip
from tests.playback import PlaybackEngine

BYTES = 4_000_000


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 4 MB of its own."""
    folder = tmp_path / "drive"
    folder.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def dangling(tmp_path: Path) -> Path:
    (tmp_path / "link").symlink_to(tmp_path / "drive" / "songs")
    return tmp_path / "link"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda tmp_path: dangling(tmp_path), "is a link to .*songs', which is not there; connect the drive"),
        (lambda tmp_path: dangling(tmp_path) / "deep" / "in", "is a link to .*, which is not there"),
        (lambda tmp_path: tmp_path / ("x" * 300), "name too long"),
        (lambda tmp_path: tmp_path.joinpath(*["x" * 200] * 30), "name too long"),
        # Here only the files of the take have a path that is too long.
        (lambda tmp_path: Path(f"{tmp_path}{'/xxxx' * 1000}"[:4030]), "name too long"),
        (lambda _: Path("/proc/songs"), "cannot write into"),
    ],
)
def test_a_project_that_cannot_be_is_refused_before_anything_is_made(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    with pytest.raises(ProjectError, match=words) as refusal:
        check_take(REQUEST, make(tmp_path))
    assert "\n" not in str(refusal.value)
    assert files_under(tmp_path) == []


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(ProjectError):
        check_take(REQUEST, tmp_path / "circle")


def test_a_drive_without_room_is_refused_before_anything_is_made(small_drive: Path) -> None:
    check_take(REQUEST, small_drive)
    long = GenerationRequest.resolve("house", bpm=240, bars=16, seed=7)
    with pytest.raises(ProjectError, match=r"needs 4\.4 MB, and 4\.0 MB are free in .*; free some space"):
        check_take(long, small_drive)
    assert files_under(small_drive) == []


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
    assert "--seed 7 makes the same take again" in text
    assert "\n" not in text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_project_that_turns_read_only(tmp_path: Path) -> None:
    def turn(project: Path) -> None:
        (folder,) = (project / "MusicCM").iterdir()
        folder.chmod(0o555)

    text = rescued(tmp_path / "songs", tmp_path / "state", 2, turn)
    check_rescued(tmp_path / "state", text, 6)
