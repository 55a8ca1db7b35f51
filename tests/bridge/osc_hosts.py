"""Other people's ends of the protocol: python-osc, and liblo's oscsend."""

from __future__ import annotations

import shutil
import socket
import subprocess
from typing import Any

import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.udp_client import SimpleUDPClient

from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.client import new_id
from tests.bridge.engines import TINY

PATIENCE_SECONDS = 20
"""Time after which a test gives up on an answer; busy machines are slow."""
PAIRS = [part for pair in TINY.items() for part in pair]
"""Keys of the shortest clip."""
ENDINGS = ("/musiccm/done", "/musiccm/error", "/musiccm/cancelled")

needs_oscsend = pytest.mark.skipif(shutil.which("oscsend") is None, reason="liblo-tools (oscsend) is not installed")

Received = tuple[str, list[Any]]


class PythonOscHost(SimpleUDPClient):
    """A host whose messages python-osc writes and reads."""

    def __init__(self, server: Endpoint) -> None:
        super().__init__(*server, timeout=PATIENCE_SECONDS)
        self._sock.bind(("127.0.0.1", 0))

    @property
    def endpoint(self) -> Endpoint:
        host, port = self._sock.getsockname()
        return host, port

    def ask(self, address: str, *arguments: Any) -> None:
        """Send a message."""
        self.send_message(address, arguments)

    def next_message(self, timeout: float = PATIENCE_SECONDS) -> Received:
        """Return the address and arguments of the next message."""
        datagram = self.receive(timeout)
        assert datagram, "no answer"
        assert len(datagram) < 1024
        message = OscMessage(datagram)
        return message.address, message.params

    def until_the_end(self) -> list[Received]:
        """Return all messages up to one that ends a job."""
        messages = [self.next_message()]
        while messages[-1][0] not in ENDINGS:
            messages.append(self.next_message())
        return messages

    def silent(self) -> bool:
        """Return whether no message is left, once the server has answered everything so far."""
        self.ask("/musiccm/ping", "is-it-silent")
        address, arguments = self.next_message()
        return (address, arguments[:1]) == ("/musiccm/pong", ["is-it-silent"])


def generate(host: PythonOscHost, prompt: str = "warm pads", *pairs: object) -> str:
    """Ask for a short clip, and return the id of its job."""
    job = new_id()
    host.ask("/musiccm/generate", job, "prompt", prompt, *PAIRS, *pairs)
    return job


def refusal(host: PythonOscHost, address: str, *arguments: object) -> tuple[str, str]:
    """Return code and text of the one error that a request gets."""
    host.ask(address, *arguments)
    got, (_, code, text, named) = host.next_message()
    assert (got, named) == ("/musiccm/error", address)
    assert text.isprintable()
    assert host.silent()
    return code, text


def error_of(host: PythonOscHost, address: str, *arguments: object) -> str:
    """Return the code of the one error that a request gets."""
    return refusal(host, address, *arguments)[0]


def oscsend(server: Endpoint, address: str, tags: str = "", *arguments: object) -> None:
    """Send a message with liblo, from a port that is closed afterwards."""
    host, port = server
    subprocess.run(
        ["oscsend", host, str(port), address, tags, *map(str, arguments)], check=True, timeout=PATIENCE_SECONDS
    )


def raw_socket() -> socket.socket:
    """Return a socket for datagrams that nobody should send."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 2**20)
    sender.bind(("127.0.0.1", 0))
    sender.settimeout(PATIENCE_SECONDS)
    return sender
