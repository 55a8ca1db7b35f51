"""What could not be written is refused before anything is made, or a model is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import check_take
from tests.musiccm_daw.test_making import REQUEST, files_under


def test_what_could_not_be_written_is_refused_before_a_model_is_loaded(tmp_path: Path) -> None:
    check_take(REQUEST, tmp_path)
    endless = replace(REQUEST, bpm=REQUEST.bpm / 12, bars=256, sample_rate=192_000, subtype="FLOAT")
    with pytest.raises(RequestError, match="GiB"):
        check_take(endless, tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError):
        check_take(REQUEST, tmp_path / "file")


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


def test_parts_are_counted_before_the_room_is_known_to_suffice(small_drive: Path) -> None:
    whole = GenerationRequest.resolve("big band", bpm=240, bars=8, seed=7)
    check_take(whole, small_drive)
    with pytest.raises(ProjectError, match="MB are free"):
        check_take(replace(whole, parts=True), small_drive)
