"""The server's socket: whose datagrams are answered, what happens to the rest, and a handler that fails."""

import errno
import socket
import time
from collections.abc import Iterator

import pytest

from bridge.osc import server_socket
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.messages import Error, Message, Ping, Pong
from bridge.osc.packet import read_datagram
from bridge.osc.server_socket import ServerSocket
from bridge.osc.wire import decode, encode
from musiccm_daw.errors import RequestError

PATIENCE_SECONDS = 20
FOREIGN = "203.0.113.9"
"""An address reserved for documentation."""


@pytest.fixture
def sender() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.settimeout(PATIENCE_SECONDS)
        yield bound


def pong_to(server: ServerSocket) -> None:
    """Start a server that answers pings and fails at a ping called `fail`."""

    def handle(message: Message, client: Endpoint) -> None:
        assert isinstance(message, Ping)
        if message.id == "fail":
            raise ZeroDivisionError
        server.send(Pong(message.id, 1, "0", "", "ready"), [client])

    server.start(handle)


def received(receiver: socket.socket) -> Message:
    return decode(read_datagram(receiver.recv(65535))[0])


def own_address() -> str:
    """Return the address of this machine as others see it; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((FOREIGN, 9))
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
        return address


def test_datagrams_from_elsewhere_are_dropped_and_counted(sender: socket.socket) -> None:
    own = own_address()
    if not own or own.startswith("127."):
        pytest.skip("this machine has no address but the loopback's")
    server = ServerSocket("0.0.0.0", 0, [FOREIGN])  # noqa: S104
    pong_to(server)
    try:
        port = server.endpoint[1]
        sender.bind((own, 0))
        sender.sendto(encode(Ping("foreign")), (own, port))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as local:
            local.settimeout(PATIENCE_SECONDS)
            local.sendto(encode(Ping("local")), ("127.0.0.1", port))
            assert received(local) == Pong("local", 1, "0", "", "ready")
        assert server.counts["foreign"] == 1
        sender.setblocking(False)
        with pytest.raises(BlockingIOError):
            sender.recv(1)
    finally:
        server.close()


def test_an_allowed_host_is_received(sender: socket.socket) -> None:
    own = own_address()
    if not own or own.startswith("127."):
        pytest.skip("this machine has no address but the loopback's")
    server = ServerSocket(own, 0, [own])
    pong_to(server)
    try:
        sender.bind((own, 0))
        sender.sendto(encode(Ping("allowed")), server.endpoint)
        assert received(sender) == Pong("allowed", 1, "0", "", "ready")
    finally:
        server.close()


def test_a_handler_that_fails_is_an_internal_error_and_no_more(sender: socket.socket) -> None:
    server = ServerSocket("127.0.0.1", 0)
    pong_to(server)
    try:
        for name in ("fail", "after"):
            sender.sendto(encode(Ping(name)), server.endpoint)
        first, second = received(sender), received(sender)
        assert isinstance(first, Error)
        assert (first.id, first.code) == ("fail", "internal")
        assert isinstance(second, Pong)
    finally:
        server.close()


def test_a_client_that_is_gone_is_passed_over(sender: socket.socket) -> None:
    server = ServerSocket("127.0.0.1", 0)
    pong_to(server)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
            gone.sendto(encode(Ping("gone")), server.endpoint)
        server.send(Pong("x", 1, "0", "", "ready"), [("127.0.0.1", 9), (FOREIGN, 0)])
        sender.sendto(encode(Ping("still")), server.endpoint)
        assert received(sender) == Pong("still", 1, "0", "", "ready")
        assert server.counts["unsendable"] >= 1
    finally:
        server.close()


def test_a_socket_that_receives_nothing_more_takes_no_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_socket, "FAULT_PAUSE_SECONDS", 0.05)
    server = ServerSocket("127.0.0.1", 0)
    asked = 0

    class Dead:
        def recvfrom(self, size: int) -> tuple[bytes, Endpoint]:
            nonlocal asked
            asked += 1
            raise OSError(errno.ENETDOWN, "Network is down")

        def close(self) -> None: ...

    alive = server._socket
    monkeypatch.setattr(server, "_socket", Dead())
    pong_to(server)
    time.sleep(0.5)
    server.close()
    alive.close()
    assert 1 <= asked <= 12


def test_ipv6_is_served() -> None:
    try:
        server = ServerSocket("::1", 0)
    except RequestError as error:
        pytest.skip(f"no IPv6 here: {error}")
    pong_to(server)
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as six:
            six.settimeout(PATIENCE_SECONDS)
            six.sendto(encode(Ping("six")), server.endpoint)
            assert received(six) == Pong("six", 1, "0", "", "ready")
    finally:
        server.close()


def test_closing_twice_gives_the_port_back() -> None:
    server = ServerSocket("127.0.0.1", 0)
    pong_to(server)
    server.close()
    server.close()
    again = ServerSocket("127.0.0.1", server.endpoint[1])
    assert again.endpoint == server.endpoint
    again.close()
