"""`musiccm models`: what is listed and shown, and that damage is found."""

import json
import shutil
from pathlib import Path

import pytest

from musiccm_daw.cli.app import run
from musiccm_daw.engine import loading


@pytest.fixture
def only_tiny(tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the only model that has a name: "tiny"."""
    shutil.copytree(tiny_checkpoint, tmp_path / "state" / "models" / "tiny")
    monkeypatch.setattr(loading, "bundled_weights", lambda: tmp_path / "none")
    monkeypatch.setattr(loading, "user_state", lambda: tmp_path / "state")
    return tmp_path / "state" / "models" / "tiny"


def test_models_in_the_users_folder_have_a_name(only_tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "models": [{"name": "tiny", "model": "tiny", "folder": str(only_tiny)}]
    }
    assert run(["models", "verify", "tiny"]) == 0


def test_info_shows_config_and_parts(tiny_checkpoint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "info", str(tiny_checkpoint), "--json"]) == 0
    config = json.loads(capsys.readouterr().out)
    assert (config["name"], set(config["parts"])) == ("tiny", {"autoencoder", "student", "teacher"})
    assert run(["models", "info", str(tiny_checkpoint)]) == 0
    assert config["parts"]["student"]["sha256"] in capsys.readouterr().out


def test_a_changed_byte_is_found(tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(tiny_checkpoint, damaged)
    weights = damaged / "student.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert run(["models", "verify", str(damaged)]) == 3
    assert run(["generate", "a beat", "--model", str(damaged), "--project", str(tmp_path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2
    assert "student" in err
    assert not (tmp_path / "MusicCM").exists()


def test_an_unknown_name_is_answered_with_the_known_ones(only_tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "info", "huge"]) == 3
    assert "tiny" in capsys.readouterr().err
