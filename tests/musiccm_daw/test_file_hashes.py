"""Hashes are remembered for files that have not changed, and for no others."""

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from musiccm_daw.file_hashes import FILE_NAME, remembered_sha256


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's state folder, empty."""
    monkeypatch.setattr("musiccm_daw.file_hashes.user_state", lambda: tmp_path / "state")
    return tmp_path / "state"


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was written long ago by the clock of the module."""
    file = tmp_path / "part.safetensors"
    file.write_bytes(b"weights")
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr("musiccm_daw.file_hashes.time.time_ns", lambda: later)
    return file


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_an_unchanged_file_is_not_read_again(state: Path, weights: Path) -> None:
    assert remembered_sha256(weights) == sha256(b"weights")
    # What is remembered now is wrong on purpose, and comes back: the file itself was not read.
    memory = state / FILE_NAME
    known = json.loads(memory.read_text())
    known[str(weights.resolve())][-1] = "remembered"
    memory.write_text(json.dumps(known))
    assert remembered_sha256(weights) == "remembered"


def test_a_changed_file_is_read_again(state: Path, weights: Path) -> None:
    remembered_sha256(weights)
    before = weights.stat()
    weights.write_bytes(b"WEIGHTS")
    # As `cp --preserve` would leave it: of the same size and, by its own word, as old.
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert remembered_sha256(weights) == sha256(b"WEIGHTS")


def test_a_replaced_file_is_read_again(state: Path, weights: Path) -> None:
    remembered_sha256(weights)
    other = weights.with_name("other")
    other.write_bytes(b"replace")
    other.replace(weights)
    assert remembered_sha256(weights) == sha256(b"replace")


def test_a_file_that_has_just_changed_is_not_remembered(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "fresh"
    file.write_bytes(b"fresh")
    assert remembered_sha256(file) == sha256(b"fresh")
    assert not (state / FILE_NAME).exists()


@pytest.mark.parametrize("damaged", ["", "[]", "{", '{"x": 1}', '"text"', "[" * 100_000], ids=lambda text: text[:9])
def test_a_damaged_memory_costs_only_time(state: Path, weights: Path, damaged: str) -> None:
    state.mkdir()
    (state / FILE_NAME).write_text(damaged)
    assert remembered_sha256(weights) == sha256(b"weights")


def test_a_state_folder_that_cannot_be_written_costs_only_time(state: Path, weights: Path) -> None:
    state.write_text("a file in the folder's place")
    assert remembered_sha256(weights) == sha256(b"weights")


def test_deleted_files_are_forgotten(state: Path, weights: Path) -> None:
    remembered_sha256(weights)
    other = weights.with_name("other")
    other.write_bytes(b"other")
    weights.unlink()
    remembered_sha256(other)
    assert list(json.loads((state / FILE_NAME).read_text())) == [str(other.resolve())]
