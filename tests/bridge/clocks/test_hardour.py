"""A real DAW that runs: Ardour without its window, under JACK, which is asked its tempo and whose clock is followed."""

import importlib.util
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.clocks.clock import Clock
from bridge.clocks.follow import open_clock
from bridge.server.server import Server
from musiccm_daw.errors import RequestError
from tests.bridge.clocks import hardour_host
from tests.bridge.clocks.waiting import await_state, wait_for
from tests.bridge.conftest import new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

HERE = Path(__file__).parent
PROGRAMS = ("ardour7-lua", "jackd")
MODULES = ("rtmidi", "websocket")
SETTINGS = '<Ardour><Config><Option name="send-midi-clock" value="1"/></Config></Ardour>'
SURFACE = '<Protocol name="WebSockets Server (Experimental)" active="{}"'
FIRST_BPM, SECOND_BPM = 122.0, 97.3
SECONDS = 60
"""Time after which a test gives up on a tempo; two bars take four seconds, and a busy JACK stumbles."""

missing = [
    *(name for name in PROGRAMS if shutil.which(name) is None),
    *(name for name in MODULES if importlib.util.find_spec(name) is None),
]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


class Hardour:
    """A running hardour, by its WebSockets surface."""

    def __init__(self, session: Path) -> None:
        alone = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
        self.process = subprocess.Popen(
            [*(("unshare", "-rn") if alone else ()), sys.executable, hardour_host.__file__, str(session), session.name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.values: dict[str, Any] = {}
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            message = json.loads(line)
            self.values[message["node"]] = message["val"][0]

    def set(self, node: str, value: float) -> None:
        """Set a value, and wait until hardour has it."""
        self._send(node=node, val=[value])
        wait_for(lambda: self.ask(node), lambda current: current == value, SECONDS)

    def ask(self, node: str) -> Any:
        """Return the value that hardour says it has."""
        self.values.pop(node, None)
        self._send(node=node)
        return wait_for(lambda: self.values.get(node), lambda value: value is not None, SECONDS)

    def _send(self, **message: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def close(self) -> None:
        """Let hardour end."""
        self.process.communicate()
        self.thread.join()


@pytest.fixture(scope="module")
def hardour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hardour]:
    """Yield hardour with an empty session, its clock and its surface on."""
    folder = tmp_path_factory.mktemp("hardour")
    session = folder / "song"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.setenv("JACK_DEFAULT_SERVER", folder.name)
        subprocess.run(
            ["ardour7-lua", HERE / "new_session.lua", session, session.name, str(FIRST_BPM)],
            capture_output=True, check=True, timeout=SECONDS,
        )  # fmt: skip
        (folder / "config" / "ardour7" / "config").write_text(SETTINGS)
        saved = session / "song.ardour"
        saved.write_text(saved.read_text().replace(SURFACE.format(0), SURFACE.format(1)))
        # Large buffers: a busy machine keeps up with them.
        jack = subprocess.Popen(
            ["jackd", "--no-realtime", "-n", folder.name, "-d", "dummy", "-r", "44100", "-p", "1024"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        running = Hardour(session)
        try:
            assert running.ask("transport_tempo") == FIRST_BPM
            yield running
        finally:
            running.close()
            jack.terminate()
            jack.wait()


@pytest.fixture(scope="module")
def clock(hardour: Hardour) -> Iterator[Clock]:
    following = open_clock("midi:ardour:midi clock")
    yield following
    following.close()


@pytest.fixture(scope="module")
def following_server(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = new_server(tmp_path_factory.mktemp("served") / "project", clock=clock)
    started.start(QuickEngine)
    yield started
    started.stop()


def made(server: Server, **options: float) -> dict[str, Any]:
    """Return the request in the manifest of a take."""
    with PythonOscHost(server.socket.endpoint) as host:
        short = {"bars": 1, "sample_rate": TINY["sample_rate"], **options}
        name = f"take-{len(list(server.roots.project.rglob('manifest.json')))}"
        host.ask("/musiccm/generate", name, "prompt", "pads", *[part for pair in short.items() for part in pair])
        address, arguments = host.until_the_end()[-1]
        assert address == "/musiccm/done"
        request: dict[str, Any] = json.loads(Path(arguments[1]).read_text())["request"]
        return request


@pytest.mark.parametrize("bpm", [FIRST_BPM, SECOND_BPM])
def test_its_tempo_drives_what_is_made(hardour: Hardour, clock: Clock, following_server: Server, bpm: float) -> None:
    hardour.set("transport_tempo", bpm)
    hardour.set("transport_roll", True)
    # The tempo that it says it has.
    asked = made(following_server, bpm=hardour.ask("transport_tempo"))
    assert (float(asked["bpm"]), asked["sources"]["bpm"]) == (bpm, "option")
    # The tempo of its clock.
    wait_for(lambda: clock.state.bpm or 0, lambda followed: abs(followed - bpm) <= 0.1, SECONDS)
    followed = wait_for(
        lambda: made(following_server), lambda request: abs(float(request["bpm"]) - bpm) <= 0.1, SECONDS
    )
    assert (followed["sources"]["bpm"], followed["sources"]["meter"]) == ("followed", "default")


def test_its_transport_is_followed(hardour: Hardour, clock: Clock) -> None:
    hardour.set("transport_roll", False)
    # Ardour 7.3 does not always send its stop.
    stopped = await_state(clock, lambda state: state.running is False or state.lost)
    hardour.set("transport_roll", True)
    going_on = await_state(clock, lambda state: state.running is True and not state.lost)
    assert (going_on.quarters or 0) >= (stopped.quarters or 0)


def test_a_port_that_is_not_there_is_refused_with_those_that_are(hardour: Hardour) -> None:
    with pytest.raises(RequestError, match=r"there is no MIDI port 'IAC'; ports are .*MIDI Clock out"):
        open_clock("midi:IAC")
    with pytest.raises(RequestError, match=r"that of several; ports are .*MTC out"):
        open_clock("midi:ardour")
