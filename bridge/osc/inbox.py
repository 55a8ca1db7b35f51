"""The queue of datagrams between the thread that receives and the thread that answers, in order of arrival.

The kernel buffers a few hundred datagrams and silently drops the rest, so the receiving thread of `server_socket` moves
them here at once, while an answer may have to wait for a disk. The size is limited in bytes: a flood loses datagrams
instead of filling the memory.
"""

from __future__ import annotations

import threading
from collections import deque

from bridge.osc.allowed_hosts import Endpoint

MAX_BYTES = 16 * 2**20
PER_DATAGRAM_BYTES = 256
"""Overhead of the Python objects around each datagram."""


class Inbox:
    """A bounded queue between two threads."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._waiting: deque[tuple[bytes, Endpoint]] = deque()
        self._bytes = 0
        self._closed = False

    def put(self, datagram: bytes, sender: Endpoint) -> bool:
        """Add a datagram; return False if there is no room for it."""
        size = len(datagram) + PER_DATAGRAM_BYTES
        with self._ready:
            if self._bytes + size > MAX_BYTES:
                return False
            self._bytes += size
            self._waiting.append((datagram, sender))
            self._ready.notify()
        return True

    def get(self) -> tuple[bytes, Endpoint] | None:
        """Wait for the next datagram and return it; return None once the inbox is closed."""
        with self._ready:
            self._ready.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            datagram, sender = self._waiting.popleft()
            self._bytes -= len(datagram) + PER_DATAGRAM_BYTES
        return datagram, sender

    def close(self) -> None:
        """Close the inbox and wake the reader."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()
