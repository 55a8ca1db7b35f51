"""`~` in paths means the home folder, wherever a path comes in."""

import json
from pathlib import Path
from typing import Annotated

import pytest
import typer

from bridge.osc.messages import Refused
from bridge.server.roots import Roots
from musiccm_daw.asking import ask
from musiccm_daw.cli.app import run
from musiccm_daw.cli.options.home import expand_home
from tests.musiccm_daw.score.smf import END, note, smf


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def test_every_path_of_every_command_is_expanded(home: Path) -> None:
    received: list[object] = []
    app, under = typer.Typer(), typer.Typer()

    @under.command()
    def inner(
        file: Annotated[Path, typer.Argument()],
        one: Annotated[Path | None, typer.Option()] = None,
        many: Annotated[list[Path] | None, typer.Option()] = None,
        text: Annotated[str, typer.Option()] = "",
    ) -> None:
        received.extend([file, one, many, text])

    app.add_typer(under, name="under")
    app.command("other")(lambda: None)
    command = typer.main.get_command(app)
    expand_home(command)
    words = ["under", "inner", "~/a", "--one", "~", "--many", "~/b", "--many", "c/~", "--text", "~/d"]
    command.main(args=words, standalone_mode=False)
    assert received == [home / "a", home, [home / "b", Path("c/~")], "~/d"]


def test_a_project_in_the_home_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "warm pads", "--project", "~/songs", "--dry-run", "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert Path(file).is_relative_to(home / "songs")
    assert not (Path.cwd() / "~").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["generate", "pads", "--dry-run", "--project", "~nobody-at-all/songs"],
        ["generate", "pads", "--dry-run", "--midi", "bass=~nobody-at-all/a.mid"],
        ["generate", "pads", "--repaint", "~nobody-at-all/a.wav", "--range", "1"],
        ["again", "~nobody-at-all/manifest.json"],
        ["models", "info", "~nobody-at-all/model"],
        ["train", "corpus", "import", "~nobody-at-all", "--out", "corpus"],
    ],
)
def test_the_home_of_nobody_is_refused_in_one_line(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "no such home folder" in err
    assert len(err.splitlines()) == 1


def test_paths_over_osc_and_in_midi_options(home: Path) -> None:
    roots = Roots(home, [])
    assert roots.find_project("~/songs") == home.resolve() / "songs"
    assert roots.find_file("~/a.wav", "repaint") == home.resolve() / "a.wav"
    with pytest.raises(Refused, match="no such home folder"):
        roots.find_project("~nobody-at-all")
    (home / "a.mid").write_bytes(smf(note() + END))
    assert ask("bass", midi=("bass=~/a.mid",), stems=("bass",)).midi[0].source == str(home / "a.mid")
