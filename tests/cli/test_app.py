"""The program: every command has help with an example, and usage errors are one line."""

import importlib.metadata
from collections.abc import Iterator

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from musiccm_daw.cli.app import app, main, run
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
    assert program.load() is main


def test_a_missing_training_library_is_named_with_how_to_install_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report(ModuleNotFoundError("No module named 'accelerate'", name="accelerate"), debug=False) == 3
    assert 'pip install "musiccm-daw[train]"' in capsys.readouterr().err
