"""From the shell to WAV files, through the true engine on a checkpoint with random weights."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile


def musiccm(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = "from musiccm_daw.cli.app import main; main()"
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)


def test_stems_from_the_shell_have_the_planned_names_and_the_exact_length(
    tiny_checkpoint: Path, tmp_path: Path
) -> None:
    request = ["generate", "soft keys", "--bpm", "124.75", "--bars", "2", "--meter", "3/4", "--seed", "3"]
    request += ["--stem", "drums", "--stem", "keys", "--steps", "1", "--sample-rate", "48000"]
    request += ["--project", str(tmp_path), "--model", str(tiny_checkpoint), "--json"]
    plan = json.loads(musiccm(*request, "--dry-run").stdout)
    outcome = musiccm(*request)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    made = json.loads(outcome.stdout)
    assert [file["path"] for file in made["files"]] == plan["files"]
    # 6 quarters at 124.75 BPM are 6 * 60 / 124.75 * 48000 = 138517.03 samples.
    assert {soundfile.info(file["path"]).frames for file in made["files"]} == {138_517}


@pytest.mark.weights
def test_people_read_who_plays_and_which_chords_sound(tmp_path: Path) -> None:
    request = ["generate", "rhodes and brushed drums", "--bars", "1", "--seed", "3", "--steps", "1"]
    request += ["--chords", "Am7 | Dm7 | G7 | C", "--variations", "2"]
    outcome = musiccm(*request, "--project", str(tmp_path))
    facts, first, second, *_ = outcome.stdout.splitlines()
    assert ", Am7, seed 3" in facts
    assert first.startswith("s3, ")
    assert second.startswith("s4, ")
    assert "keys (rhodes)" in first
    assert "drums (brush kit)" in first


@pytest.mark.weights
def test_the_bundled_model_makes_two_bars(tmp_path: Path) -> None:
    outcome = musiccm("generate", "house beat", "--bpm", "120", "--bars", "2", "--project", str(tmp_path), "--json")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert soundfile.info(json.loads(outcome.stdout)["files"][0]["path"]).frames == 4 * 44_100
