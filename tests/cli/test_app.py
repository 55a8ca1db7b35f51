"""The program: every command has help with an example, and usage errors are one line."""

import importlib.metadata
from collections.abc import Iterator

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from musiccm_daw.cli.app import app, run
from musiccm_daw.cli.entry import main
from musiccm_daw.cli.failures import report


def commands() -> Iterator[list[str]]:
    """Yield the words of every command: [generate], [models, list]."""

    def walk(command: object, path: list[str]) -> Iterator[list[str]]:
        if isinstance(command, TyperGroup):
            for name, inner in command.commands.items():
                yield from walk(inner, [*path, name])
        else:
            yield path

    yield from walk(get_command(app), [])


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_has_help_with_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    out, err = capsys.readouterr()
    assert f"Example: musiccm {' '.join(words)}" in " ".join(out.split())
    assert err == ""


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_help_fits_eighty_columns_and_has_a_short_name(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*words, "--help"]) == 0
    long = capsys.readouterr().out
    assert max(map(len, long.splitlines())) <= 80
    assert run([*words, "-h"]) == 0
    assert capsys.readouterr().out == long


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"musiccm-daw {importlib.metadata.version('musiccm-daw')}\n"


def test_a_choice_is_refused_with_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["generate", "pads", "--device", "abacus"]) == 2
    err = capsys.readouterr().err
    assert "'abacus'" in err
    assert "DeviceName" not in err


@pytest.mark.parametrize(
    "words",
    [["generate"], ["no-such-command"], ["models", "no-such-command"], ["generate", "a", "b"], ["--no-such-option"]],
    ids=" ".join,
)
def test_a_usage_error_is_one_line_and_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["models"], ["train"]], ids=["musiccm", "models", "train"])
def test_no_command_shows_the_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) in (0, 2)
    assert "Usage: " in "".join(capsys.readouterr())


def test_the_program_is_installed() -> None:
    (program,) = importlib.metadata.entry_points(group="console_scripts", name="musiccm")
    assert program.load().__name__ == main.__name__


def test_a_missing_training_library_is_named_with_how_to_install_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report(ModuleNotFoundError("No module named 'accelerate'", name="accelerate"), debug=False) == 3
    assert 'pip install "musiccm-daw[train]"' in capsys.readouterr().err
