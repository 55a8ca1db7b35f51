"""The value of `--follow`: which clock is meant, and opening it."""

from __future__ import annotations

from bridge.clocks.abletonosc import AbletonOscClock
from bridge.clocks.clock import Clock
from bridge.clocks.link import LinkClock
from bridge.clocks.midi_port import MidiPortClock
from bridge.clocks.reaper import DEVICE_PORT, ReaperClock
from bridge.osc.addresses import MAX_PORT
from bridge.osc.numbers import read_whole
from musiccm_daw.errors import RequestError, quoted

FORMS = "link, midi:PORT, abletonosc, reaper or reaper:PORT"


def open_clock(text: str) -> Clock:
    """Return the clock that is meant, which is followed from now on.

    Raises:
        RequestError: no such clock is known, or it cannot be opened.
        ModuleNotFoundError: it needs an extra that is not installed.
    """
    word, colon, port = text.strip().partition(":")
    match word.casefold(), bool(colon):
        case "link", False:
            return LinkClock()
        case "abletonosc", False:
            return AbletonOscClock()
        case "reaper", _:
            return ReaperClock(_udp_port(port) if colon else DEVICE_PORT)
        case "midi", _:
            return MidiPortClock(port)
    raise RequestError(f"{quoted(text)} cannot be followed; give {FORMS}")


def _udp_port(text: str) -> int:
    number = read_whole(text)
    if number is None or not 1 <= number <= MAX_PORT:
        raise RequestError(f"port {quoted(text)} is not allowed; give a whole number from 1 to {MAX_PORT}")
    return number
