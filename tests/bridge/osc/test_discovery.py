"""`server.json`: written, found and removed, by the right process only."""

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bridge.osc.discovery import FILE_NAME, ServerFacts, announce, find_server, withdraw
from musiccm_daw.errors import ProjectError

FACTS = ServerFacts("127.0.0.1", 9720, 100, "/songs", "0.1.0")


def test_what_is_announced_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    announce(folder, FACTS)
    assert find_server(folder) == FACTS
    assert FACTS.endpoint == ("127.0.0.1", 9720)
    assert {file.name for file in folder.iterdir()} == {FILE_NAME, "server-100-9720.json"}


def test_the_latest_server_replaces_an_earlier_one(tmp_path: Path) -> None:
    later = replace(FACTS, port=9800, pid=200)
    announce(tmp_path, FACTS)
    announce(tmp_path, later)
    withdraw(tmp_path, FACTS)
    assert find_server(tmp_path) == later
    withdraw(tmp_path, later)
    assert find_server(tmp_path) is None
    withdraw(tmp_path, later)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def listening() -> Iterator[Callable[[], ServerFacts]]:
    """Yield a function that opens a port as a server would, and returns its facts."""
    with ExitStack() as stack:

        def opened() -> ServerFacts:
            sock = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            sock.bind(("127.0.0.1", 0))
            return replace(FACTS, port=sock.getsockname()[1])

        yield opened


@pytest.mark.parametrize("killed", [False, True])
def test_the_earlier_server_is_found_after_the_later_has_stopped_or_was_killed(
    tmp_path: Path, listening: Callable[[], ServerFacts], killed: bool
) -> None:
    earlier, dead = listening(), replace(FACTS, port=1)
    announce(tmp_path, earlier)
    later = dead if killed else listening()
    announce(tmp_path, later)
    if not killed:
        assert find_server(tmp_path) == later
        withdraw(tmp_path, later)
    assert find_server(tmp_path) == earlier
    third = listening()
    announce(tmp_path, third)
    assert {file.name.split("-")[-1] for file in tmp_path.glob("server-*.json")} == {
        f"{facts.port}.json" for facts in (earlier, third)
    }


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_state_folder_that_cannot_be_written_is_named_for_what_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ProjectError, match="cannot write into the state folder"):
        announce(tmp_path / "state", FACTS)
    tmp_path.chmod(0o700)


def test_a_state_folder_that_is_a_file_is_named_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(ProjectError, match="cannot write into the state folder"):
        announce(tmp_path / "state", FACTS)
    withdraw(tmp_path / "state", FACTS)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"host": "127.0.0.1"}', '{"mood": "calm"}', "\x00"])
def test_a_damaged_file_is_no_server(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert find_server(tmp_path) is None


@pytest.mark.parametrize(
    "damage",
    [{"port": "9720"}, {"port": 99_999}, {"port": 0}, {"port": 9720.5}, {"port": True}, {"host": 2130706433},
     {"host": "nowhere"}, {"host": None}, {"pid": "x"}, {"project": None}],
    ids=str,
)  # fmt: skip
def test_a_file_with_damaged_facts_is_no_server(
    tmp_path: Path, listening: Callable[[], ServerFacts], damage: dict[str, object]
) -> None:
    ours, other = listening(), listening()
    damaged = json.dumps({**asdict(other), **damage})
    (tmp_path / FILE_NAME).write_text(damaged)
    (tmp_path / "server-1-1.json").write_text(damaged)
    assert find_server(tmp_path) is None
    announce(tmp_path, ours)
    assert find_server(tmp_path) == ours
    withdraw(tmp_path, ours)
    assert find_server(tmp_path) is None


def test_a_server_that_stops_while_another_is_searched_for_is_passed_over(
    tmp_path: Path, listening: Callable[[], ServerFacts]
) -> None:
    ours = listening()
    announce(tmp_path, ours)
    (tmp_path / FILE_NAME).unlink()
    # Listed, and gone when it is looked at.
    (tmp_path / "server-1-1.json").symlink_to(tmp_path / "gone")
    assert find_server(tmp_path) == ours


def test_what_a_killed_server_left_goes_when_another_has_its_port(
    tmp_path: Path, listening: Callable[[], ServerFacts]
) -> None:
    ours = listening()
    announce(tmp_path, replace(ours, pid=1))
    announce(tmp_path, ours)
    assert {file.name for file in tmp_path.iterdir()} == {FILE_NAME, f"server-{ours.pid}-{ours.port}.json"}
