"""MIDI clock: tempo, transport and song position, from the real-time messages of MIDI 1.0.

Messages come with the time of their arrival, from `midi_port` or a test. MIDI has no meter, so none is followed.
Source: MIDI 1.0 Detailed Specification, System Common and System Real Time Messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from bridge.clocks.clock import ClockState
from bridge.clocks.pulse_tempo import PULSES_PER_QUARTER, PulseTempo

PULSES_PER_STEP = PULSES_PER_QUARTER // 4
"""A song position counts sixteenths."""
LOST_SECONDS = 2.0


class Status(IntEnum):
    """The first bytes of the messages that a clock is made of."""

    SONG_POSITION = 0xF2
    CLOCK = 0xF8
    START = 0xFA
    CONTINUE = 0xFB
    STOP = 0xFC


class MidiClock:
    """The state of a MIDI clock after the messages so far; not safe to use from several threads at once."""

    def __init__(self) -> None:
        self._tempo = PulseTempo()
        self._running: bool | None = None
        self._last_pulse: float | None = None
        self._position: int | None = None
        # The first pulse after a start is the position itself, and each later one a step on.
        self._is_first = True

    def receive(self, message: Sequence[int], seconds: float) -> None:
        """Take the bytes of one message and the time when it came; others than those of clocks are ignored."""
        match list(message):
            case [Status.CLOCK]:
                self._pulse(seconds)
            case [Status.START]:
                self._position = 0
                self._run()
            case [Status.CONTINUE]:
                self._run()
            case [Status.STOP]:
                self._running = False
            case [Status.SONG_POSITION, low, high]:
                self._position = (low | high << 7) * PULSES_PER_STEP

    def state(self, now: float) -> ClockState:
        """Return the state at a time, on the clock of the messages' times."""
        silent = self._last_pulse is not None and now - self._last_pulse > LOST_SECONDS
        quarters = None if self._position is None else self._position // PULSES_PER_QUARTER
        # Some hosts send no pulses while they are stopped.
        lost = silent and self._running is not False
        return ClockState(self._tempo.measure(), None, self._running, quarters, lost=lost)

    def _pulse(self, seconds: float) -> None:
        self._tempo.add(seconds)
        self._last_pulse = seconds
        if self._running and self._position is not None and not self._is_first:
            self._position += 1
        self._is_first = False

    def _run(self) -> None:
        """Begin to run; a clock that paused does not come back in step."""
        self._running = True
        self._is_first = True
        self._tempo.restart()
