"""Takes on disk: whole, damaged, missing, or others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from musiccm_daw.making import make_take
from musiccm_daw.model_identity import ModelIdentity
from presets.batch.whole_takes import TakeState, state_of
from tests.cli.stand_in import IDENTITY, StandInEngine
from tests.presets.batch.batches import request

STEMS = request("pads", stems=("drums", "bass"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_take(STEMS, tmp_path, StandInEngine()).folder


def test_a_take_as_it_was_made_is_whole(folder: Path) -> None:
    assert state_of(folder, STEMS, IDENTITY) is TakeState.WHOLE
    assert state_of(folder.with_name("nothing"), STEMS, IDENTITY) is TakeState.MISSING


def test_another_request_or_model_is_another_take(folder: Path) -> None:
    assert state_of(folder, request("bells"), IDENTITY) is TakeState.ANOTHER
    assert state_of(folder, STEMS, ModelIdentity("stand-in", "1" * 64)) is TakeState.ANOTHER


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [Path.unlink, _cut, _flip])
@pytest.mark.parametrize("kind", ["*_bass_*.wav", "*_mix_*.wav", "tempo.mid"])
def test_any_damage_shows(folder: Path, kind: str, damage: Callable[[Path], None]) -> None:
    (file,) = folder.glob(kind)
    damage(file)
    assert state_of(folder, STEMS, IDENTITY) is TakeState.DAMAGED


@pytest.mark.parametrize("text", [None, "", "{}", "[", '{"schema_version": 2}'])
def test_a_take_without_its_manifest_is_damaged(folder: Path, text: str | None) -> None:
    file = folder / "manifest.json"
    file.unlink()
    if text is not None:
        file.write_text(text)
    assert state_of(folder, STEMS, IDENTITY) is TakeState.DAMAGED


def test_a_reaper_project_belongs_to_its_user(folder: Path) -> None:
    (project,) = folder.glob("*.RPP")
    project.write_text("saved over in REAPER")
    (folder / "notes.txt").touch()
    assert state_of(folder, STEMS, IDENTITY) is TakeState.WHOLE
    project.unlink()
    assert state_of(folder, STEMS, IDENTITY) is TakeState.DAMAGED
