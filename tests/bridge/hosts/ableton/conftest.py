"""The script as it is installed, and Live sets that hold the device."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.hosts.ableton.device import device_files
from bridge.hosts.ableton.patch import SCRIPT_NAME
from tests.bridge.hosts.ableton.live import Live, Node

Open = Callable[..., Live]


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the script's path."""
    path = tmp_path_factory.mktemp("device") / SCRIPT_NAME
    path.write_bytes(device_files()[SCRIPT_NAME])
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a saved set."""
    folder = tmp_path / "My Song Project"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def node(script: Path) -> Iterator[Node]:
    """Yield the process in which the script runs."""
    process = Node(script)
    yield process
    process.close()


@pytest.fixture
def open_set(node: Node, project: Path) -> Open:
    """Return a function that opens Live sets, saved in `project` unless they say otherwise."""

    def begin(song: dict[str, Any] | None = None, **others: Any) -> Live:
        return Live(node, song={"file_path": str(project / "My Song.als"), **(song or {})}, **others)

    return begin


@pytest.fixture
def ready(open_set: Open) -> Open:
    """Return a function that opens a set whose device has a server and a prompt."""

    def begin(**live_set: Any) -> Live:
        live = open_set(**live_set)
        live.message("bang")
        answer_ping(live)
        live.message("prompt", "text", "warm pads")
        live.sent.clear()
        return live

    return begin


def answer_ping(live: Live) -> None:
    """Answer the latest ping as the server does."""
    (_, identity) = [message for message in live.sent if message[0] == "/musiccm/ping"][-1]
    live.message("/musiccm/pong", identity, 1, "1.0", "small", "ready")
