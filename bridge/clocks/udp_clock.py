"""A clock whose source sends datagrams: a socket, a thread that reads it, and the state that they lead to.

`abletonosc` and `reaper` listen to OSC of this machine, `link` to the multicast group of Ableton Link. What a datagram
says, and when a silence means that the source is gone, is theirs to know.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bridge.clocks.clock import ClockState
from bridge.osc.allowed_hosts import LOOPBACK, Endpoint
from bridge.osc.packet import LONGEST_DATAGRAM_BYTES, MalformedDatagram, Packet, read_datagram
from musiccm_daw.errors import RequestError

TICK_SECONDS = 0.25
"""At least so often, a clock looks whether its source has fallen silent."""


class UdpClock(ABC):
    """A clock that is followed from the moment it is made, until it is closed.

    Args:
        name: what follows it, as `--follow` takes it.
        bound: a socket; the clock closes it.
    """

    def __init__(self, name: str, bound: socket.socket) -> None:
        self.name = name
        self._socket = bound
        self._socket.settimeout(TICK_SECONDS)
        self._state = ClockState()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._follow, name=f"follow-{name}", daemon=True)
        self._thread.start()

    @property
    def state(self) -> ClockState:
        """What the source sent last."""
        return self._state

    def close(self) -> None:
        """Stop following."""
        self._stop()
        self._socket.close()

    @abstractmethod
    def _take(self, datagram: bytes, sender: Endpoint, now: float) -> None:
        """Take a datagram that came at a time in monotonic seconds."""

    @abstractmethod
    def _tick(self, now: float) -> None:
        """Do what is due: ask the source, or find it lost."""

    def _stop(self) -> None:
        self._closing.set()
        self._thread.join()

    def _update(self, **values: Any) -> None:
        """Change values of the state; only the clock's own thread does."""
        self._state = replace(self._state, **values)

    def _follow(self) -> None:
        while not self._closing.is_set():
            self._tick(time.monotonic())
            try:
                datagram, sender = self._socket.recvfrom(LONGEST_DATAGRAM_BYTES)
            except (TimeoutError, ConnectionError):
                # Windows reports as a lost connection that what was sent met a closed port.
                continue
            except OSError:
                # A network that goes away may come back; asking on and on would take a whole core until then.
                self._closing.wait(TICK_SECONDS)
                continue
            self._take(datagram, sender[:2], time.monotonic())


def osc_socket(port: int, used_by: str) -> socket.socket:
    """Return a socket on a port of this machine.

    Args:
        port: the port that the source sends to.
        used_by: which programs may have taken it.

    Raises:
        RequestError: the port is taken.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        if sys.platform == "win32":
            # Otherwise Windows lets two programs bind the same port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        bound.bind((LOOPBACK, port))
    except OSError as error:
        bound.close()
        raise RequestError(
            f"port {port} of this machine cannot be opened ({error.strerror}); {used_by} may be using it: close that, "
            "or follow another clock"
        ) from error
    return bound


def packets(datagram: bytes) -> Iterator[Packet]:
    """Yield the messages of a datagram that can be read."""
    try:
        yield from (packet for packet in read_datagram(datagram) if packet.problem is None)
    except MalformedDatagram:
        return
