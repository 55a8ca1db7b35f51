"""A server on a free port with a quick engine, and clients of it: real sockets, real files, real SQLite."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bridge.osc.client import Client
from bridge.server.server import Server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

Start = Callable[..., Server]


def new_server(project: Path, **options: Any) -> Server:
    """Return a server that is bound to a free port and not yet started."""
    project.mkdir(exist_ok=True)
    usual = {"host": "127.0.0.1", "port": 0, "allow": (), "roots": (), "state_folder": project / "state"}
    return Server(project=project, **{**usual, **options})


@pytest.fixture(scope="module")
def engine() -> QuickEngine:
    """Return the engine of a module's server."""
    return QuickEngine()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, engine: QuickEngine) -> Iterator[Server]:
    """Yield a server that is ready; starting one takes a second, so the tests of a module share it."""
    started = new_server(tmp_path_factory.mktemp("served") / "project")
    started.start(lambda: engine)
    yield started
    engine.gate.set()
    started.stop()


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(server.socket.endpoint) as connected:
        yield connected


@pytest.fixture
def held(server: Server, engine: QuickEngine) -> Iterator[QuickEngine]:
    """Yield the engine, held between two steps until the test opens the gate or ends."""
    assert server.drained(10)
    engine.gate.clear()
    yield engine
    engine.gate.set()
    assert server.drained(10)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Yield a function that starts servers for one test, which are stopped at its end."""
    with ExitStack() as stack:

        def begin(engine: QuickEngine | None = None, **options: Any) -> Server:
            project = options.pop("project", tmp_path / "project")
            own = new_server(project, **options)
            stack.callback(own.stop)
            own.start(lambda: engine or QuickEngine())
            return own

        yield begin


@pytest.fixture
def host(server: Server) -> Iterator[PythonOscHost]:
    """Yield a DAW that talks to the module's server by python-osc."""
    with PythonOscHost(server.socket.endpoint) as connected:
        yield connected
