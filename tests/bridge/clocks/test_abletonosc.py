"""AbletonOSC, played by python-osc: it answers to its one port and sends what changes."""

import socket
import threading
from collections.abc import Iterator

import pytest
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

from bridge.clocks import abletonosc
from bridge.clocks.abletonosc import AbletonOscClock
from musiccm_daw.errors import RequestError
from tests.bridge.clocks.waiting import await_state, wait_for


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class FakeLive:
    """Live with AbletonOSC, on ports of its own."""

    def __init__(self, listens_on: int, answers_to: int) -> None:
        self.song = {"tempo": 123.45, "signature_numerator": 7, "signature_denominator": 8, "is_playing": False}
        self.listened: set[str] = set()
        self.client = SimpleUDPClient("127.0.0.1", answers_to)
        dispatcher = Dispatcher()
        dispatcher.map("/live/test", lambda *_: self.client.send_message("/live/test", "ok"))
        dispatcher.map("/live/song/*", self._song)
        self.server = BlockingOSCUDPServer(("127.0.0.1", listens_on), dispatcher)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def _song(self, address: str, *_: object) -> None:
        verb, name = address.removeprefix("/live/song/").split("/")
        if verb == "start_listen":
            self.listened.add(name)
            self.client.send_message(f"/live/song/get/{name}", self.song[name])
        else:
            self.listened.discard(name)

    def set(self, name: str, value: float) -> None:
        self.song[name] = value
        if name in self.listened:
            self.client.send_message(f"/live/song/get/{name}", value)

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.client._sock.close()


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    monkeypatch.setattr(abletonosc, "ASK_SECONDS", 0.1)
    monkeypatch.setattr(abletonosc, "LOST_SECONDS", 1.0)
    return free_port(), free_port()


@pytest.fixture
def clock(ports: tuple[int, int]) -> Iterator[AbletonOscClock]:
    following = AbletonOscClock(*ports)
    yield following
    following.close()


def test_tempo_meter_and_transport_are_followed(ports: tuple[int, int], clock: AbletonOscClock) -> None:
    live = FakeLive(*ports)
    state = await_state(clock, lambda state: state.running is False and state.meter is not None)
    assert (state.bpm, state.meter) == (123.45, "7/8")
    live.set("tempo", 97.3)
    live.set("is_playing", True)
    await_state(clock, lambda state: (state.bpm, state.running) == (97.3, True))
    live.set("signature_numerator", 3)
    live.set("signature_denominator", 4)
    await_state(clock, lambda state: state.meter == "3/4")
    clock.close()
    wait_for(lambda: set(live.listened), lambda listened: not listened)
    live.close()


def test_live_may_close_and_come_back(ports: tuple[int, int], clock: AbletonOscClock) -> None:
    first = FakeLive(*ports)
    await_state(clock, lambda state: state.bpm == 123.45)
    first.close()
    assert await_state(clock, lambda state: state.lost).bpm == 123.45
    second = FakeLive(*ports)
    second.song["tempo"] = 90.0
    await_state(clock, lambda state: state.bpm == 90 and not state.lost)
    second.listened.clear()
    second.song["tempo"] = 91.0
    second.client.send_message("/live/startup", ())
    await_state(clock, lambda state: state.bpm == 91)
    second.close()


def test_what_is_not_understood_changes_nothing(ports: tuple[int, int], clock: AbletonOscClock) -> None:
    live = FakeLive(*ports)
    await_state(clock, lambda state: state.bpm == 123.45)
    live.client._sock.sendto(b"no osc", ("127.0.0.1", ports[1]))
    live.client.send_message("/live/error", "unknown")
    live.client.send_message("/live/song/get/tempo", "fast")
    live.client.send_message("/live/song/get/signature_numerator", 4.5)
    live.set("tempo", 60)
    assert await_state(clock, lambda state: state.bpm == 60).meter == "7/8"
    live.close()


def test_a_port_that_another_program_has_is_named(ports: tuple[int, int], clock: AbletonOscClock) -> None:
    with pytest.raises(RequestError, match=str(ports[1])):
        AbletonOscClock(*ports)
