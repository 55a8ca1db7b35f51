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

READ_SECONDS = 0.02
"""Time between two looks at the input's queue, which holds 1 024 messages: a pulse comes every 20 ms at 125 bpm."""


class MidiPortClock:
    """The clock that comes in on a MIDI port of this machine.

    Args:
        wanted: a port's name, in any case, or a part of it that no other port has.

    Raises:
        RequestError: there is no such port, or several, or it cannot be opened.
        ModuleNotFoundError: python-rtmidi is not installed.
    """

    def __init__(self, wanted: str) -> None:
        self._input, port, number = _found(wanted)
        self.name = f"midi:{port}"
        self._clock = MidiClock()
        self._lock = threading.Lock()
        self._seconds = 0.0
        self._arrived = time.monotonic()
        try:
            self._input.open_port(number, name="clock")
        except (OSError, ValueError) as error:
            self._input.delete()
            raise RequestError(
                f"MIDI port {quoted(port)} cannot be opened: {error}; close the program that uses it"
            ) from error
        self._input.ignore_types(timing=False)
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read, name="midi clock", daemon=True)
        self._reader.start()

    @property
    def state(self) -> ClockState:
        """What the port brought last."""
        with self._lock:
            return self._clock.state(self._seconds + time.monotonic() - self._arrived)

    def close(self) -> None:
        """Close the port."""
        self._closing.set()
        self._reader.join()
        self._input.close_port()
        self._input.delete()

    def _read(self) -> None:
        """Take the messages that wait in the input's queue, until the port closes.

        A callback would run in JACK's own thread, which JACK cancels when its server goes. Cancelled while it waits for
        Python's interpreter lock, it leaves that lock held for good.
        """
        while not self._closing.wait(READ_SECONDS):
            while event := self._input.get_message():
                self._take(*event)

    def _take(self, message: Sequence[int], seconds: float) -> None:
        """Take a message with the seconds since the last one, as the driver measured them: we come late."""
        with self._lock:
            self._seconds += seconds
            self._arrived = time.monotonic()
            self._clock.receive(message, self._seconds)


def _found(wanted: str) -> tuple[Any, str, int]:
    """Return the port that is meant: the closed input that finds it, its name and its number.

    On Linux there are those of ALSA and those of JACK, each with its server.
    """
    inputs = list(_inputs())
    chosen = None
    try:
        ports: dict[str, tuple[Any, int]] = {}
        for closed, names in inputs:
            for number, name in enumerate(names):
                ports.setdefault(name, (closed, number))
        port = _chosen(wanted, list(ports))
        chosen, number = ports[port]
        return chosen, port, number
    finally:
        for closed, _ in inputs:
            if closed is not chosen:
                # Left to the garbage collector it stays a client of JACK, which waits for every client in each cycle.
                closed.delete()


def _inputs() -> Iterator[tuple[Any, list[str]]]:
    """Yield a closed input for every interface that answers, and the names of the ports that it finds."""
    import rtmidi

    for interface in rtmidi.get_compiled_api():
        with _silent_stderr():
            try:
                closed = rtmidi.MidiIn(interface, name="MusicCM")
            except OSError:
                # Its server is not running, or this machine has no such devices.
                continue
            try:
                names = closed.get_ports()
            except OSError:
                closed.delete()
                continue
        yield closed, names


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
