"""A stdout that is full or closed is named for what it is, and no music is lost by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from musiccm_daw.cli.views import console

PLAN = ["generate", "pads", "--dry-run"]


def musiccm(shell: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell does, with `{}` for its words."""
    program = f"{sys.executable} -m musiccm_daw.cli.app {' '.join(words)}"
    return subprocess.run(["bash", "-o", "pipefail", "-c", shell.format(program)], capture_output=True, text=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [PLAN, [*PLAN, "--json"], ["--help"], ["models", "list"]], ids=" ".join)
@pytest.mark.parametrize(
    ("shell", "reason"), [("{} > /dev/full", "no space left on device"), ("{} >&-", "it is closed")]
)
def test_it_is_stdout_that_cannot_be_written(words: list[str], shell: str, reason: str) -> None:
    done = musiccm(shell, *words)
    assert done.returncode == 1
    assert done.stderr == f"musiccm: cannot write the result to stdout: {reason}\n"


@pytest.mark.parametrize(("encoding", "project"), [("ascii", "Söng 🎹"), ("cp1252", "Śpiew"), ("utf-8", "S\udcf6ng")])
def test_letters_that_stdout_does_not_have_are_escaped(encoding: str, project: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    words = [sys.executable, "-m", "musiccm_daw.cli.app", *PLAN, "--project", project]
    table = subprocess.run(words, capture_output=True, env=environment)
    assert (table.returncode, table.stderr) == (0, b"")
    assert b"MusicCM" in table.stdout
    document = subprocess.run([*words, "--json"], capture_output=True, env=environment)
    assert (document.returncode, document.stderr) == (0, b"")
    (file,) = json.loads(document.stdout.decode(encoding))["files"]
    assert Path(file).is_relative_to(Path(project).absolute()), "whole, whatever it is written in"


def test_a_reader_that_has_gone_is_no_news() -> None:
    # `true` ends long before the program writes its result.
    done = musiccm("{} | true", *PLAN)
    assert (done.returncode, done.stderr) == (1, "")


def test_without_stderr_the_result_stays_alone() -> None:
    assert musiccm("{} 2>&-", "generate", "pads", "--bars", "x").stdout == ""


def test_without_stderr_a_batch_is_rendered_and_a_server_serves(tiny_checkpoint: Path, tmp_path: Path) -> None:
    kit = tmp_path / "kit.toml"
    kit.write_text("[preset]\nprompt = 'house'\nbpm = 240\nbars = 1\nsteps = 1\n[[stem]]\nrole = 'drums'\n")
    options = ["--model", str(tiny_checkpoint), "--project", str(tmp_path)]
    done = musiccm("{} 2>&-", "render", str(kit), "--jobs", "1", *options)
    assert done.returncode == 0
    assert "kit" in done.stdout
    served = musiccm("timeout -s INT 20 {} 2>&-", "serve", "--port", "0", *options)
    assert served.returncode in (0, 124, 130), served.stdout


def test_nobody_watches_a_stderr_that_is_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert not console.is_terminal()
    console.print_stage("speed")
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_take_is_complete_although_it_cannot_be_reported(tiny_checkpoint: Path, tmp_path: Path) -> None:
    options = ["--bars", "1", "--bpm", "240", "--steps", "1", "--model", str(tiny_checkpoint), "--json"]
    done = musiccm("{} > /dev/full", "generate", "pads", *options, "--project", str(tmp_path))
    (folder,) = (tmp_path / "MusicCM").iterdir()
    assert (folder / "manifest.json").is_file()
    assert done.returncode == 1
    assert f"no space left on device; the take is complete, in {str(folder)!r}\n" in done.stderr


def test_a_take_is_named_whose_reader_has_gone(tiny_checkpoint: Path, tmp_path: Path) -> None:
    options = ["--bars", "1", "--bpm", "240", "--steps", "1", "--model", str(tiny_checkpoint), "--json"]
    done = musiccm("{} | true", "generate", "pads", *options, "--project", str(tmp_path))
    (folder,) = (tmp_path / "MusicCM").iterdir()
    assert f"the take is complete, in {str(folder)!r}\n" in done.stderr
