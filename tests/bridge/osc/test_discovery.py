"""`server.json`: written, found and removed, by the right process only."""

from dataclasses import replace
from pathlib import Path

import pytest

from bridge.osc.discovery import FILE_NAME, ServerFacts, announce, find_server, withdraw

FACTS = ServerFacts("127.0.0.1", 9720, 100, "/songs", "0.1.0")


def test_what_is_announced_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    announce(folder, FACTS)
    assert find_server(folder) == FACTS
    assert FACTS.endpoint == ("127.0.0.1", 9720)
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


def test_the_latest_server_replaces_an_earlier_one(tmp_path: Path) -> None:
    later = replace(FACTS, port=9800, pid=200)
    announce(tmp_path, FACTS)
    announce(tmp_path, later)
    withdraw(tmp_path, FACTS.pid)
    assert find_server(tmp_path) == later
    withdraw(tmp_path, later.pid)
    assert find_server(tmp_path) is None
    withdraw(tmp_path, later.pid)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"host": "127.0.0.1"}', '{"mood": "calm"}', "\x00"])
def test_a_damaged_file_is_no_server(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert find_server(tmp_path) is None
