"""Zip files: whole or absent, the same bytes for the same content, read back by Python's zipfile."""

import hashlib
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.writers.plain_zip import plain_zip

KILLED = """
import os, signal, sys
from pathlib import Path
from musiccm_daw.writers.plain_zip import plain_zip
with plain_zip(Path(sys.argv[1])) as archive:
    archive.add("a.txt", b"a" * 100_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source.wav"
    file.write_bytes(bytes(range(256)) * 8192)
    return file


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def written(path: Path, source: Path) -> bytes:
    with plain_zip(path) as archive:
        archive.add("é/text.txt", b"text")
        archive.add_file("audio/a.wav", source, sha256(source))
    return path.read_bytes()


def test_entries_are_stored_and_read_back(tmp_path: Path, source: Path) -> None:
    written(tmp_path / "a.zip", source)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("é/text.txt") == b"text"
        assert archive.read("audio/a.wav") == source.read_bytes()
        entries = archive.infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        ("1700000000", (2023, 11, 14, 22, 13, 20)),
        ("0", (1980, 1, 1, 0, 0, 0)),
        ("9999999999", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_the_only_date_is_the_one_set_from_outside(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, date: tuple[int, ...]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    written(tmp_path / "a.zip", source)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {date}


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, source: Path) -> None:
    assert written(tmp_path / "a.zip", source) == written(tmp_path / "b.zip", source)


def test_a_wrong_date_is_refused(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(RequestError, match="SOURCE_DATE_EPOCH"):
        written(tmp_path / "a.zip", source)
    assert list(tmp_path.glob("a.zip*")) == []


def test_a_file_that_has_changed_or_gone_leaves_nothing(tmp_path: Path, source: Path) -> None:
    for name, text in (("source.wav", "has changed since the take was made"), ("gone.wav", "no such file")):
        with pytest.raises(ProjectError, match=text), plain_zip(tmp_path / "a.zip") as archive:
            archive.add_file("a.wav", tmp_path / name, "0" * 64)
        assert [file.name for file in tmp_path.iterdir()] == ["source.wav"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, source: Path) -> None:
    with pytest.raises(ProjectError, match="cannot write into"):
        written(tmp_path / "none" / "a.zip", source)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_killed_process_leaves_no_file_and_is_no_obstacle(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "a.zip"
    outcome = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert outcome.returncode == -signal.SIGKILL
    assert not path.exists()
    assert [file.name for file in tmp_path.glob("*.part")] == ["a.zip.part"]
    written(path, source)
    assert list(tmp_path.glob("*.part")) == []
