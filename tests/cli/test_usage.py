"""Command lines that typer cannot read: the line names what was meant, in the program's own words."""

import pytest

from musiccm_daw.cli.app import run


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["generate", "x", "--tempo", "90"], "there is no option '--tempo'; did you mean --bpm?"),
        (["generate", "x", "--length", "8"], "did you mean --bars?"),
        (["generate", "x", "--time_signature", "3/4"], "did you mean --meter?"),
        (["generate", "x", "--out", "here"], "did you mean --project?"),
        (["generate", "x", "--one-shot"], "did you mean --no-loop?"),
        (["generate", "x", "--stems", "bass"], "did you mean --stem?"),
        (["generate", "x", "--seeed", "1"], "did you mean --seed?"),
        (["generate", "x", "--xyzzy"], "there is no option '--xyzzy'; musiccm generate --help shows all"),
        (["generate", "deep", "house"], "put a prompt of several words in quotes"),
        (["generate", "x", "--stem", "piano"], "did you mean keys? use one of drums, bass, keys"),
        (["generate", "x", "--stem"], "option '--stem' requires an argument; --help shows what is allowed"),
        (["create", "x"], "there is no command 'create'; did you mean generate?"),
        (["serv"], "did you mean serve?"),
        (["deep house, 124 bpm"], "for music of a prompt, begin with musiccm generate"),
        (["presets", "lst"], "did you mean list? musiccm presets --help shows all"),
        (["history", "--limit", "0"], "got '0', allowed is a number greater than or equal to 1"),
        (["render", "x", "--jobs", "two"], "got 'two', allowed is a whole number; musiccm render --help"),
        (["serve", "--port", "99999"], "got '99999', allowed is a number less than or equal to 65535"),
        (["again"], "missing argument 'MANIFEST|ID'; musiccm again --help shows what is allowed"),
    ],
)
def test_a_wrong_command_line_names_what_was_meant(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    written = capsys.readouterr()
    assert line in written.err
    assert (written.out, written.err.count("\n")) == ("", 1)
