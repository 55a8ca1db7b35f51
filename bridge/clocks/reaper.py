"""REAPER's tempo and transport, from its own OSC control surface.

REAPER sends to the device port of the surface, by default 9000, what changes and nothing else; its action "refresh all
surfaces" makes it send everything. It sends no meter. Its `/tempo` runs from 0 to 1: quarters a minute are in
`/tempo/raw`.
Source: reaper_csurf/csurf_osc.cpp of the REAPER SDK, Default.ReaperOSC.
"""

from __future__ import annotations

import math
from contextlib import suppress

from bridge.clocks.udp_clock import UdpClock, osc_socket, packets
from bridge.osc.allowed_hosts import LOOPBACK, Endpoint
from bridge.osc.numbers import read_number
from bridge.osc.packet import write_datagram

DEVICE_PORT, LOCAL_PORT = 9000, 8000
"""Where REAPER sends to and where it listens, unless its preferences say otherwise."""
REFRESH_ALL_SURFACES = 41743
ASK_SECONDS = 5.0
"""After so long a silence REAPER is asked to refresh."""
ANSWER_SECONDS = 1.0
LOST_SECONDS = 12.0
"""More than two questions without an answer."""


class ReaperClock(UdpClock):
    """The project that is open.

    Args:
        port: the device port of REAPER's surface.
        local_port: the port that REAPER listens on, until it has shown which it sends from.

    Raises:
        RequestError: the device port is taken.
    """

    def __init__(self, port: int = DEVICE_PORT, local_port: int = LOCAL_PORT) -> None:
        self._reaper = (LOOPBACK, local_port)
        self._last_message = self._asked = -math.inf
        # A surface that only sends answers no question, and its silence means nothing.
        self._answers = False
        name = "reaper" if port == DEVICE_PORT else f"reaper:{port}"
        super().__init__(name, osc_socket(port, "another program that REAPER sends to"))

    def _take(self, datagram: bytes, sender: Endpoint, now: float) -> None:
        self._answers |= self._last_message < self._asked and now - self._asked < ANSWER_SECONDS
        self._last_message = now
        self._reaper = sender
        self._update(lost=False)
        for packet in packets(datagram):
            value = read_number(packet.arguments[0]) if packet.arguments else None
            if value is None:
                continue
            if packet.address == "/tempo/raw":
                self._update(bpm=value)
            elif packet.address == "/play":
                self._update(running=value != 0)

    def _tick(self, now: float) -> None:
        if now - self._last_message > LOST_SECONDS and self._answers:
            self._update(lost=True)
        if now - max(self._last_message, self._asked) > ASK_SECONDS:
            self._asked = now
            with suppress(OSError):
                self._socket.sendto(write_datagram("/action", [("i", REFRESH_ALL_SURFACES)]), self._reaper)
