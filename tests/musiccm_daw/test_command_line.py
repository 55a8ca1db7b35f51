"""Commands that are shown to be pasted, in the quotes of the system's own shell."""

from types import SimpleNamespace

import pytest

from musiccm_daw import command_line
from musiccm_daw.command_line import pasteable


def test_windows_reads_no_single_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "os", SimpleNamespace(name="nt"))
    words = ["musiccm", "again", r"C:\Anna's songs\a & b", "", r"D:\plain"]
    assert pasteable(words) == r"""musiccm again "C:\Anna's songs\a & b" "" D:\plain"""


def test_elsewhere_they_are_those_of_posix() -> None:
    assert pasteable(["musiccm", "again", "Anna's songs"]) == """musiccm again 'Anna'"'"'s songs'"""
