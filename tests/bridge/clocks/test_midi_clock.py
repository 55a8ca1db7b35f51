"""The messages of a MIDI clock, as mido writes them."""

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.clock import ClockState
from bridge.clocks.midi_clock import LOST_SECONDS, MidiClock
from bridge.clocks.pulse_tempo import PULSES_PER_QUARTER


class Sender:
    """A sequencer whose messages reach a clock at exact times."""

    def __init__(self) -> None:
        self.clock = MidiClock()
        self.now = 0.0

    def send(self, kind: str, **values: int) -> None:
        self.clock.receive(mido.Message(kind, **values).bytes(), self.now)

    def play(self, quarters: float, bpm: float = 120) -> None:
        for _ in range(round(quarters * PULSES_PER_QUARTER)):
            self.send("clock")
            self.now += 60 / (PULSES_PER_QUARTER * bpm)

    @property
    def state(self) -> ClockState:
        return self.clock.state(self.now)


@pytest.fixture
def sender() -> Sender:
    return Sender()


def test_nothing_is_known_before_a_clock_comes(sender: Sender) -> None:
    sender.send("note_on", note=60)
    sender.send("active_sensing")
    sender.now = 100.0
    assert sender.state == ClockState()


def test_start_stop_and_continue_are_followed(sender: Sender) -> None:
    sender.play(4)
    assert sender.state == ClockState(bpm=120)
    sender.send("start")
    sender.play(6)
    assert sender.state == ClockState(bpm=120, running=True, quarters=5)
    sender.send("stop")
    sender.play(3)
    assert sender.state == ClockState(bpm=120, running=False, quarters=5)
    sender.send("continue")
    sender.play(2.5)
    assert sender.state == ClockState(bpm=120, running=True, quarters=8)


@given(sixteenths=st.integers(0, 2**14 - 1), quarters=st.integers(2, 5))
def test_a_song_position_is_continued_from(sixteenths: int, quarters: int) -> None:
    sender = Sender()
    sender.send("songpos", pos=sixteenths)
    assert sender.state.quarters == sixteenths // 4
    sender.send("continue")
    sender.play(quarters)
    # The last pulse is the last 24th of a quarter.
    assert sender.state.quarters == (sixteenths * 6 + quarters * PULSES_PER_QUARTER - 1) // PULSES_PER_QUARTER


def test_a_clock_that_falls_silent_while_it_runs_is_lost_and_its_tempo_kept(sender: Sender) -> None:
    sender.send("start")
    sender.play(8, bpm=97.3)
    sender.now += LOST_SECONDS + 1
    assert sender.state == ClockState(bpm=97.3, running=True, quarters=7, lost=True)
    sender.play(1)
    assert not sender.state.lost


def test_a_clock_that_pauses_while_it_is_stopped_is_not_lost(sender: Sender) -> None:
    sender.send("start")
    sender.play(8)
    sender.send("stop")
    sender.now += 3600
    assert sender.state == ClockState(bpm=120, running=False, quarters=7)
    sender.send("start")
    sender.play(8, bpm=140)
    assert sender.state == ClockState(bpm=140, running=True, quarters=7)
