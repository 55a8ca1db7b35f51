"""AbletonOSC, played by python-osc: it answers to its one port and sends what changes."""

from collections.abc import Iterator

import pytest

from bridge.clocks import abletonosc
from bridge.clocks.abletonosc import AbletonOscClock
from musiccm_daw.errors import RequestError
from tests.bridge.clocks.sources import FakeLive, free_port
from tests.bridge.clocks.waiting import await_state, wait_for


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
    state = await_state(clock, lambda state: None not in (state.bpm, state.meter, state.running))
    assert (state.bpm, state.meter, state.running) == (123.45, "7/8", False)
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
    await_state(clock, lambda state: None not in (state.bpm, state.meter, state.running))
    live.client._sock.sendto(b"no osc", ("127.0.0.1", ports[1]))
    live.client.send_message("/live/error", "unknown")
    live.client.send_message("/live/song/get/tempo", "fast")
    live.client.send_message("/live/song/get/signature_numerator", 4.5)
    live.client.send_message("/live/song/get/is_playing", ())
    live.set("is_playing", True)
    state = await_state(clock, lambda state: state.running is True)
    assert (state.bpm, state.meter) == (123.45, "7/8")
    live.close()


def test_a_port_that_another_program_has_is_named(ports: tuple[int, int], clock: AbletonOscClock) -> None:
    with pytest.raises(RequestError, match=str(ports[1])):
        AbletonOscClock(*ports)
