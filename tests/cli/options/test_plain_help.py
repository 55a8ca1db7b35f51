"""Help texts fill the width of the terminal, and name no types of Python."""

from itertools import pairwise

import pytest

from musiccm_daw.cli.app import run


@pytest.mark.parametrize("command", [["again"], ["send"], ["render"], ["presets", "new"]])
def test_paragraphs_fill_their_lines(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    above = [line.strip() for line in text.partition("╭")[0].splitlines()]
    broken = [line for line, after in pairwise(above) if line and after and len(line) < 80 - 30]
    assert broken == []
    assert "<str>" not in text
    assert "list[str]" not in text
