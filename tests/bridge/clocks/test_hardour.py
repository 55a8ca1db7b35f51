"""A real DAW that runs: Ardour without its window, under JACK, which is asked its tempo and whose clock is followed."""

import importlib.util
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from bridge.clocks.clock import Clock
from bridge.clocks.follow import open_clock
from bridge.server.server import Server
from musiccm_daw.errors import RequestError
from tests.bridge.clocks import hardour_host
from tests.bridge.clocks.jack import jack_server
from tests.bridge.clocks.waiting import await_state, wait_for
from tests.bridge.conftest import new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

HERE = Path(__file__).parent
PROGRAMS = ("ardour7-lua", "jackd", "jack_wait")
MODULES = ("rtmidi", "websocket")
SETTINGS = '<Ardour><Config><Option name="send-midi-clock" value="1"/></Config></Ardour>'
SURFACE = '<Protocol name="WebSockets Server (Experimental)" active="{}"'
FIRST_BPM, SECOND_BPM = 122.0, 97.3
SECONDS = 60
"""Time after which a test gives up on a tempo; two bars take four seconds, and a busy JACK stumbles."""

ATTEMPTS = 6
STOOD_STILL = (RequestError, BrokenPipeError, TimeoutError)
"""No clock to follow, no hardour, or one that does not answer: JACK's doing, not the clock's."""
FIRST_PULSES_SECONDS = 10

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
        return wait_for(lambda: self._said(node), lambda value: value is not None, SECONDS)

    @property
    def stands_still(self) -> bool:
        """Whether its playhead stays where it is while it plays: JACK calls it no more."""
        self.set("transport_roll", True)
        before = self.ask("transport_time")
        time.sleep(1)
        return bool(self.ask("transport_time") == before)

    def _said(self, node: str) -> Any:
        if self.process.poll() is not None:
            raise BrokenPipeError("hardour did not start")
        return self.values.get(node)

    def _send(self, **message: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def close(self) -> None:
        """Let hardour end."""
        self.process.communicate()
        self.thread.join()


def clock_of_ardour() -> Clock:
    """Open its clock, whose port may come after its surface."""
    until = time.monotonic() + FIRST_PULSES_SECONDS
    while True:
        try:
            return open_clock("midi:ardour:midi clock")
        except RequestError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@contextmanager
def started(folder: Path) -> Iterator[tuple[Hardour, Clock]]:
    """Run JACK and hardour with an empty session, its clock and its surface on, and follow its clock."""
    session = folder / "song"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        subprocess.run(
            ["ardour7-lua", HERE / "new_session.lua", session, session.name, str(FIRST_BPM)],
            capture_output=True, check=True, timeout=SECONDS,
        )  # fmt: skip
        (folder / "config" / "ardour7" / "config").write_text(SETTINGS)
        saved = session / "song.ardour"
        saved.write_text(saved.read_text().replace(SURFACE.format(0), SURFACE.format(1)))
        with ExitStack() as running:
            running.enter_context(jack_server())
            hardour = Hardour(session)
            running.callback(hardour.close)
            assert hardour.ask("transport_tempo") == FIRST_BPM
            clock = clock_of_ardour()
            running.callback(clock.close)
            yield hardour, clock


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hardour, Clock]]:
    """Yield hardour and its clock, once JACK passes pulses on: on a busy machine its graph may stand still for good."""
    for _ in range(ATTEMPTS):
        with suppress(*STOOD_STILL), started(tmp_path_factory.mktemp("hardour")) as (hardour, clock):
            hardour.set("transport_roll", True)
            until = time.monotonic() + FIRST_PULSES_SECONDS
            while clock.state.bpm is None and time.monotonic() < until:
                time.sleep(0.1)
            if clock.state.bpm is not None:
                yield hardour, clock
                return
    pytest.skip(f"JACK stood still in {ATTEMPTS} attempts")


@pytest.fixture
def hardour(studio: tuple[Hardour, Clock]) -> Hardour:
    if studio[0].stands_still:
        pytest.skip("JACK stood still")
    return studio[0]


@pytest.fixture(scope="module")
def clock(studio: tuple[Hardour, Clock]) -> Clock:
    return studio[1]


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
    for attempt in range(ATTEMPTS):
        hardour.set("transport_roll", False)
        # Ardour 7.3 does not always send its stop, nor, on a busy machine, what follows it.
        stopped = await_state(clock, lambda state: state.running is False or state.lost)
        hardour.set("transport_roll", True)
        try:
            going_on = await_state(clock, lambda state: state.running is True and not state.lost)
        except TimeoutError:
            if hardour.stands_still:
                pytest.skip("JACK stood still")
            if attempt == ATTEMPTS - 1:
                raise
        else:
            assert (going_on.quarters or 0) >= (stopped.quarters or 0)
            return
