"""`musiccm again`: the same frames, beside the old take."""

import json
import shutil
from pathlib import Path

import pytest
import soundfile

from musiccm_daw.cli.app import run
from tests.cli.generating import generate
from tests.cli.stand_in import StandInEngine


def test_again_gives_the_same_frames_beside_the_old_take(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert run(["again", first["manifest"], "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert first["manifest"] != second["manifest"]
    for old, new in zip(first["files"], second["files"], strict=True):
        assert (soundfile.read(old["path"])[0] == soundfile.read(new["path"])[0]).all()


def test_a_manifest_outside_of_a_project_is_made_again_in_the_current_folder(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert generate(tmp_path / "song", "--json") == 0
    made = Path(json.loads(capsys.readouterr().out)["manifest"])
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    shutil.copy(made, "b.json")
    assert run(["again", "b.json"]) == 0
    assert (tmp_path / "desk" / "MusicCM" / made.parent.name / "manifest.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", "song"]


def test_files_of_a_second_take_have_names_of_their_own(
    engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path) == generate(tmp_path) == 0
    waves = sorted(path.name for path in tmp_path.rglob("*.wav"))
    assert len(set(waves)) == 2
    assert waves[0].removesuffix(".wav") == waves[1].removesuffix("-02.wav") or waves[0].endswith("-02.wav")
