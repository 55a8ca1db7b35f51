"""Ableton Live through AbletonOSC: tempo, meter and transport, each sent when it changes.

AbletonOSC listens on port 11000 and sends all its answers to port 11001, so one program can use it at a time. While
nothing changes it is silent: it is asked now and then whether it is still there, and asked for everything again after a
silence or when it says that it has just started, as it does for each Live Set.
Source: github.com/ideoforms/AbletonOSC, `abletonosc/osc_server.py` and `song.py`.
"""

from __future__ import annotations

import math
from contextlib import suppress

from bridge.clocks.udp_clock import UdpClock, osc_socket, packets
from bridge.osc.allowed_hosts import LOOPBACK, Endpoint
from bridge.osc.numbers import read_number, read_whole
from bridge.osc.packet import Packet, write_datagram

LISTENS_ON, ANSWERS_TO = 11000, 11001
PROPERTIES = ("tempo", "signature_numerator", "signature_denominator", "is_playing")
ASK_SECONDS = 2.0
LOST_SECONDS = 5.0
"""Longer than two questions take to be answered; a Live that is busy answers late."""


class AbletonOscClock(UdpClock):
    """The Live Set that is open.

    Args:
        listens_on: AbletonOSC's port.
        answers_to: the port that it sends to.

    Raises:
        RequestError: that port is taken.
    """

    def __init__(self, listens_on: int = LISTENS_ON, answers_to: int = ANSWERS_TO) -> None:
        self._live = (LOOPBACK, listens_on)
        self._meter: dict[str, int] = {}
        self._last_message = -math.inf
        self._next_question = -math.inf
        super().__init__("abletonosc", osc_socket(answers_to, "another program that talks to AbletonOSC"))

    def close(self) -> None:
        """Stop following, and ask Live to send no more."""
        self._stop()
        for name in PROPERTIES:
            self._send(f"/live/song/stop_listen/{name}")
        super().close()

    def _take(self, datagram: bytes, sender: Endpoint, now: float) -> None:
        for packet in packets(datagram):
            if packet.address.startswith("/live/"):
                self._last_message = now
                self._update(lost=False)
                self._read(packet)

    def _read(self, packet: Packet) -> None:
        if packet.address == "/live/startup":
            self._ask_for_all()
        name = packet.address.removeprefix("/live/song/get/")
        value = packet.arguments[0] if packet.arguments else None
        if name == "is_playing" and value is not None:
            self._update(running=bool(value))
        elif name == "tempo" and (bpm := read_number(value)) is not None:
            self._update(bpm=bpm)
        elif name in PROPERTIES and (number := read_whole(value)) is not None:
            self._meter[name] = number
            if len(self._meter) == 2:
                self._update(meter=f"{self._meter['signature_numerator']}/{self._meter['signature_denominator']}")

    def _tick(self, now: float) -> None:
        if now < self._next_question:
            return
        self._next_question = now + ASK_SECONDS
        silent = now - self._last_message > LOST_SECONDS
        if silent:
            self._update(lost=self._state.bpm is not None)
        # A question that was sent while Live was starting may be lost, and others not.
        if silent or None in (self._state.bpm, self._state.meter, self._state.running):
            self._ask_for_all()
        else:
            self._send("/live/test")

    def _ask_for_all(self) -> None:
        for name in PROPERTIES:
            self._send(f"/live/song/start_listen/{name}")

    def _send(self, address: str) -> None:
        with suppress(OSError):
            self._socket.sendto(write_datagram(address, []), self._live)
