"""A MIDI port that a clock comes in on: its name, its messages with their times, and the state that they lead to.

`midi_clock` knows what the messages mean. python-rtmidi is an extra, imported only when a port is opened.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bridge.clocks.clock import ClockState
from bridge.clocks.midi_clock import MidiClock
from musiccm_daw.errors import RequestError, quoted


class MidiPortClock:
    """The clock that comes in on a MIDI port of this machine.

    Args:
        wanted: a port's name, in any case, or a part of it that no other port has.

    Raises:
        RequestError: there is no such port, or several, or it cannot be opened.
        ModuleNotFoundError: python-rtmidi is not installed.
    """

    def __init__(self, wanted: str) -> None:
        ports = _ports()
        port = _chosen(wanted, list(ports))
        self.name = f"midi:{port}"
        self._clock = MidiClock()
        self._lock = threading.Lock()
        self._seconds = 0.0
        self._arrived = time.monotonic()
        self._input, number = ports[port]
        try:
            self._input.open_port(number, name="clock")
        except (OSError, ValueError) as error:
            raise RequestError(
                f"MIDI port {quoted(port)} cannot be opened: {error}; close the program that uses it"
            ) from error
        self._input.ignore_types(timing=False)
        self._input.set_callback(self._take)

    @property
    def state(self) -> ClockState:
        """What the port brought last."""
        with self._lock:
            return self._clock.state(self._seconds + time.monotonic() - self._arrived)

    def close(self) -> None:
        """Close the port."""
        self._input.cancel_callback()
        self._input.close_port()
        self._input.delete()

    def _take(self, event: tuple[Sequence[int], float], _data: object) -> None:
        """Take a message with the seconds since the last one, as the driver measured them: Python may be late."""
        message, seconds = event
        with self._lock:
            self._seconds += seconds
            self._arrived = time.monotonic()
            self._clock.receive(message, self._seconds)


def _ports() -> dict[str, tuple[Any, int]]:
    """Return, by name, every port that a clock could come in on: the closed input that finds it, and its number.

    On Linux there are those of ALSA and those of JACK, each with its server.
    """
    import rtmidi

    found: dict[str, tuple[Any, int]] = {}
    for interface in rtmidi.get_compiled_api():
        try:
            with _silent_stderr():
                closed = rtmidi.MidiIn(interface, name="MusicCM")
                names = closed.get_ports()
        except OSError:
            # Its server is not running, or this machine has no such devices.
            continue
        for number, name in enumerate(names):
            found.setdefault(name, (closed, number))
    return found


def _chosen(wanted: str, names: Sequence[str]) -> str:
    """Return the port that is meant."""
    text = wanted.strip().casefold()
    exact = [name for name in names if name.casefold() == text]
    near = exact or [name for name in names if text and text in name.casefold()]
    if len(near) == 1:
        return near[0]
    known = ", ".join(map(quoted, near or names)) or "none: start the program that sends the clock, or make a port"
    problem = f"MIDI port {quoted(wanted)} is that of several" if near else f"there is no MIDI port {quoted(wanted)}"
    raise RequestError(f"{problem}; ports are {known}")


@contextmanager
def _silent_stderr() -> Iterator[None]:
    """Keep the libraries of ALSA and JACK from writing lines of their own when their server is not running."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
