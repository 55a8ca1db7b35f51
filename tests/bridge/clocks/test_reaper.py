"""REAPER's control surface, played by python-osc: one socket that sends what changes, in bundles where it is much."""

from collections.abc import Iterator

import pytest

from bridge.clocks import reaper
from bridge.clocks.reaper import REFRESH_ALL_SURFACES, ReaperClock
from musiccm_daw.errors import RequestError
from tests.bridge.clocks.sources import FakeReaper, free_port
from tests.bridge.clocks.waiting import await_state


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaper, "ASK_SECONDS", 0.1)
    monkeypatch.setattr(reaper, "LOST_SECONDS", 1.0)


@pytest.fixture
def host(quick: None) -> Iterator[tuple[FakeReaper, ReaperClock]]:
    device_port, local_port = free_port(), free_port()
    played = FakeReaper(device_port, local_port)
    clock = ReaperClock(device_port, local_port)
    yield played, clock
    clock.close()
    played.socket.close()


def test_a_project_that_is_open_already_is_asked_for_its_tempo(host: tuple[FakeReaper, ReaperClock]) -> None:
    played, clock = host
    assert played.asked() == ("/action", [REFRESH_ALL_SURFACES])
    played.send(tempo=0.1, tempo__raw=97.3, play=0, stop=1)
    state = await_state(clock, lambda state: state.bpm is not None)
    assert (state.bpm, state.meter) == (97.3, None)
    await_state(clock, lambda state: state.running is False)
    played.send(tempo__raw=140, play=1, stop=0)
    await_state(clock, lambda state: (state.bpm, state.running) == (140, True))


def test_reaper_that_no_longer_answers_is_lost_until_it_sends_again(host: tuple[FakeReaper, ReaperClock]) -> None:
    played, clock = host
    played.asked()
    played.send(tempo__raw=97.3)
    assert await_state(clock, lambda state: state.lost).bpm == 97.3
    played.send(tempo__raw=98)
    await_state(clock, lambda state: state.bpm == 98 and not state.lost)


def test_the_silence_of_a_surface_that_only_sends_means_nothing(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaper, "ANSWER_SECONDS", 0.0)
    monkeypatch.setattr(reaper, "LOST_SECONDS", 0.1)
    clock = ReaperClock(free_port(), free_port())
    played = FakeReaper(int(clock.name.removeprefix("reaper:")), 0)
    played.send(tempo__raw=97.3)
    await_state(clock, lambda state: state.bpm == 97.3)
    for _ in range(4):
        assert played.asked()[0] == "/action"
    assert not clock.state.lost
    clock.close()
    played.socket.close()


def test_a_port_that_another_program_has_is_named(host: tuple[FakeReaper, ReaperClock]) -> None:
    port = host[0].device[1]
    with pytest.raises(RequestError, match=str(port)):
        ReaperClock(port)
