"""The server's end of the protocol: one socket whose datagrams are answered in order, and which no datagram can stop.

Reads, filters and decodes datagrams, passes each request to a handler, and answers a refused one with exactly one
error. What a request does is decided in `bridge.server.commands`. The servers of python-osc are not used: they silently
drop datagrams over 8192 bytes, sleep until a time tag, and answer each datagram in a thread of its own, in any order.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue
from typing import TypeVar

from bridge.osc.addresses import ANSWER_ADDRESSES
from bridge.osc.allowed_hosts import AllowedHosts, Endpoint
from bridge.osc.inbox import Inbox
from bridge.osc.listeners import Listeners
from bridge.osc.messages import Error, Message, Refused
from bridge.osc.packet import LONGEST_DATAGRAM_BYTES, MalformedDatagram, Packet, read_datagram
from bridge.osc.wire import decode, encode, request_id
from musiccm_daw.errors import RequestError, reason_of

RECEIVE_BUFFER_BYTES = 4 * 2**20
CLOSE_CHECK_SECONDS = 0.25
FAULT_PAUSE_SECONDS = 1.0

_Answer = TypeVar("_Answer")
Handler = Callable[[Message, Endpoint], Callable[[], None] | None]
"""Serves a request, or returns what serves it later, while the next ones are answered."""
log = logging.getLogger(__name__)


class ServerSocket:
    """A bound socket; `start` begins to answer.

    Args:
        host: numeric address to bind to.
        port: port to bind to, 0 for any free one.
        allow: addresses and networks that may use the server besides this machine.

    Attributes:
        endpoint: the address and port in use.
        counts: number of datagrams: received, malformed, foreign, overflow, not_requests, refused, unsendable.

    Raises:
        RequestError: the port is taken, or `host` and `allow` do not go together.
    """

    def __init__(self, host: str, port: int, allow: Sequence[str] = ()) -> None:
        self.allowed_hosts = AllowedHosts(host, allow)
        self._socket = _bound_socket(self.allowed_hosts.host or host, port)
        self.endpoint: Endpoint = self._socket.getsockname()[:2]
        self.listeners = Listeners(self.allowed_hosts, self.endpoint, time.monotonic)
        self.counts: Counter[str] = Counter()
        self._inbox = Inbox()
        self._handle: Handler | None = None
        self._closing = threading.Event()
        self._later: SimpleQueue[tuple[Packet, Endpoint, Callable[[], None]] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._receive, name="osc-receive", daemon=True),
            threading.Thread(target=self._answer, name="osc-answer", daemon=True),
            threading.Thread(target=self._answer_later, name="osc-answer-later", daemon=True),
        ]

    def start(self, handle: Handler) -> None:
        """Start answering.

        Args:
            handle: called with every valid request, one after the other. What it leaves for later is called in a
                thread of its own, one after the other, too.
        """
        self._handle = handle
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop answering and close the socket; safe to call twice."""
        self._closing.set()
        self._inbox.close()
        self._later.put(None)
        for thread in self._threads:
            if thread.is_alive() and thread is not threading.current_thread():
                thread.join()
        self._socket.close()

    def send(self, message: Message, clients: Iterable[Endpoint], listeners: Iterable[Endpoint] | None = None) -> None:
        """Send a message once to each client and listener; those that are gone are passed over.

        Args:
            message: an answer.
            clients: whom it is for.
            listeners: who gets it too; None for all that are registered.
        """
        try:
            datagram = encode(message)
        except RequestError:
            log.exception("answer cannot be encoded: %r", message)
            return
        for endpoint in dict.fromkeys([*clients, *(self.listeners.now() if listeners is None else listeners)]):
            try:
                self._socket.sendto(datagram, endpoint)
            except OSError:
                self.counts["unsendable"] += 1

    def _receive(self) -> None:
        while not self._closing.is_set():
            try:
                datagram, sender = self._socket.recvfrom(LONGEST_DATAGRAM_BYTES)
            except TimeoutError:
                continue
            except ConnectionError:
                # Windows reports here that an earlier answer went to a closed port.
                continue
            except OSError as error:
                # A network that goes away may come back; asking on and on would take a whole core until then.
                log.warning("nothing can be received: %s", reason_of(error))
                self._closing.wait(FAULT_PAUSE_SECONDS)
                continue
            self.counts["received"] += 1
            endpoint = (sender[0], sender[1])
            if not self.allowed_hosts.allows(endpoint[0]):
                self.counts["foreign"] += 1
            elif not self._inbox.put(datagram, endpoint):
                self.counts["overflow"] += 1

    def _answer(self) -> None:
        while (entry := self._inbox.get()) is not None:
            datagram, sender = entry
            try:
                packets = read_datagram(datagram)
            except MalformedDatagram:
                self.counts["malformed"] += 1
                continue
            for packet in packets:
                self._answer_packet(packet, sender)

    def _answer_packet(self, packet: Packet, sender: Endpoint) -> None:
        """Pass one message to the handler, or refuse it."""
        if packet.address in ANSWER_ADDRESSES:
            # Two servers registered with each other would answer each other forever.
            self.counts["not_requests"] += 1
            return
        assert self._handle is not None
        handle = self._handle
        later = self._served(packet, sender, lambda: handle(decode(packet), sender))
        if later is not None:
            self._later.put((packet, sender, later))

    def _answer_later(self) -> None:
        while (entry := self._later.get()) is not None and not self._closing.is_set():
            self._served(*entry)

    def _served(self, packet: Packet, sender: Endpoint, serve: Callable[[], _Answer]) -> _Answer | None:
        """Serve one message, or refuse it."""
        try:
            return serve()
        except Refused as refusal:
            self._refuse(packet, refusal.code, str(refusal), sender)
        except Exception:
            log.exception("request %s failed", ascii(packet.address))
            self._refuse(packet, "internal", "the server failed on this request; its log has the details", sender)
        return None

    def _refuse(self, packet: Packet, code: str, text: str, sender: Endpoint) -> None:
        self.counts["refused"] += 1
        self.send(Error(request_id(packet), code, text, packet.address), [sender])


def _bound_socket(host: str, port: int) -> socket.socket:
    """Bind a UDP socket with a receive buffer that is large enough for a burst."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_DGRAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        if sys.platform == "win32":
            # Otherwise Windows lets a second program bind the same port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        bound.settimeout(CLOSE_CHECK_SECONDS)
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            reason = f"port {port} on {host} is taken, perhaps by another musiccm serve; choose another with --port"
        else:
            why = reason_of(error) if isinstance(error, OSError) else str(error)
            reason = f"port {port} on {host} cannot be opened: {why}; choose another with --port and --host"
        raise RequestError(reason) from error
    return bound
