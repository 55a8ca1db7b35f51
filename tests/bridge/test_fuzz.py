"""Random, truncated, oversized and bit-flipped datagrams: the server lives, and answers each wrong request once."""

import random
import socket
import struct
import sys
from pathlib import Path

import pytest

from bridge.osc.addresses import ANSWER_ADDRESSES, ROWS
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.client import Client
from bridge.osc.job_keys import KEYS
from bridge.osc.messages import Done, Error, Generate, Pong, Refused
from bridge.osc.packet import BUNDLE, MalformedDatagram, read_datagram, write_datagram
from bridge.osc.wire import decode, encode
from bridge.server.server import Server
from tests.bridge.engines import TINY
from tests.bridge.osc_hosts import raw_socket
from tests.bridge.soak import DATAGRAMS

BATCH = 50
MEMORY_BYTES = 50 * 2**20
LARGEST = 65_000
MOST = 65_507
"""Bytes that one UDP datagram holds."""
WORDS = ["a", "x" * 64, "x" * 65, "*", "", "prompt", "bars", "4.5", "é", "\n", "../..", "A minor", *KEYS]
VALUES = [0, 1, -1, 4, 2**31 - 1, -(2**31), 2**40, 0.0, 4.0, 4.5, float("nan"), float("inf"), 1e300, *WORDS]


def tagged(value: object) -> tuple[str, object]:
    if isinstance(value, str):
        return "s", value
    if isinstance(value, float):
        return "d", value
    return ("i" if -(2**31) <= value < 2**31 else "h"), value  # type: ignore[operator]


def message(chance: random.Random) -> bytes:
    """Return a well-formed message whose arguments may mean anything; it starts no job."""
    address = chance.choice([*ROWS, "/musiccm/typo", "/", "/live/song"])
    arguments = [chance.choice(VALUES) for _ in range(chance.randrange(7))]
    if address in ("/musiccm/generate", "/musiccm/render"):
        # A job whose bars cannot be, so that the fuzz measures refusals and not rendering.
        arguments = [*arguments[: chance.randrange(3)], "bars", chance.choice([0, 4.5, 1e9, "x"])]
    return write_datagram(address, [tagged(argument) for argument in arguments])


def datagram(chance: random.Random) -> bytes:
    """Return one datagram of any kind."""
    kind = chance.randrange(6)
    whole = message(chance)
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    if kind == 1:
        return whole[: chance.randrange(len(whole))]
    if kind == 2:
        flipped = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if kind == 3:
        elements = [message(chance) for _ in range(chance.randrange(4))]
        length = chance.choice([0, 0, 0, -4, 4, 2**30])
        return BUNDLE + chance.randbytes(8) + b"".join(struct.pack(">i", len(one) + length) + one for one in elements)
    if kind == 4 and chance.random() < 0.05:
        text = "x" * chance.randrange(1024, LARGEST)
        return write_datagram(chance.choice(["/musiccm/generate", "/" + text[:9000], "/musiccm/set"]), [("s", text)])[
            :MOST
        ]
    return whole


def expected_answers(data: bytes) -> int | None:
    """Return how many errors a datagram must bring; None if it holds a valid request, whose answers may vary."""
    try:
        packets = read_datagram(data)
    except MalformedDatagram:
        return 0
    errors = 0
    for packet in packets:
        if packet.address in ANSWER_ADDRESSES:
            continue
        try:
            decode(packet)
        except Refused:
            errors += 1
        else:
            return None
    return errors


def memory_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_server_lives_and_every_wrong_request_gets_one_error(server: Server) -> None:
    chance = random.Random(1)  # noqa: S311
    endpoint = server.socket.endpoint
    with raw_socket() as sender, Client(endpoint) as client:
        client.make({"prompt": "before", **TINY})
        before = memory_bytes()
        for batch in range(DATAGRAMS // BATCH):
            wanted, exact = 0, True
            for _ in range(BATCH):
                data = datagram(chance)
                answers = expected_answers(data)
                while answers is None and chance.random() < 0.9:
                    data = datagram(chance)
                    answers = expected_answers(data)
                exact = exact and answers is not None
                wanted += answers or 0
                sender.sendto(data, endpoint)
            got = errors_until_pong(sender, endpoint, batch)
            if exact:
                assert got == wanted, f"batch {batch}"
            else:
                assert got >= wanted, f"batch {batch}"
        grown = memory_bytes() - before
        assert isinstance(client.make({"prompt": "after", **TINY}), Done)
    assert grown < MEMORY_BYTES
    assert server.socket.counts["overflow"] == 0


def errors_until_pong(sender: socket.socket, server: Endpoint, batch: int) -> int:
    """Return how many errors come before the answer to a last ping; datagrams are answered in their order."""
    marker = f"fuzz-{batch}"
    sender.sendto(write_datagram("/musiccm/ping", [("s", marker)]), server)
    errors = 0
    while True:
        (packet,) = read_datagram(sender.recv(65535))
        answer = decode(packet)
        if isinstance(answer, Pong) and answer.id == marker:
            return errors
        errors += isinstance(answer, Error)


@pytest.mark.parametrize("length", [1024, 8193, 20_000, LARGEST])
def test_oversized_requests_are_answered_not_dropped(server: Server, length: int) -> None:
    """python-osc drops what is longer than 8192 bytes, unseen."""
    with raw_socket() as sender:
        sender.sendto(
            write_datagram("/musiccm/generate", [("s", "a"), ("s", "prompt"), ("s", "x" * length)]),
            server.socket.endpoint,
        )
        answer = decode(read_datagram(sender.recv(65535))[0])
        assert isinstance(answer, Error)
        assert (answer.id, answer.code) == ("a", "bad_value")


def test_a_future_time_tag_does_not_wait(server: Server) -> None:
    """python-osc sleeps until then."""
    ping = write_datagram("/musiccm/ping", [("s", "now")])
    with raw_socket() as sender:
        sender.sendto(BUNDLE + struct.pack(">Qi", 2**64 - 2, len(ping)) + ping, server.socket.endpoint)
        assert isinstance(decode(read_datagram(sender.recv(65535))[0]), Pong)


def test_answers_come_in_the_order_of_requests(server: Server) -> None:
    with raw_socket() as sender:
        for number in range(300):
            sender.sendto(write_datagram("/musiccm/ping", [("s", str(number))]), server.socket.endpoint)
        got = [decode(read_datagram(sender.recv(65535))[0]) for _ in range(300)]
    assert [pong.id for pong in got if isinstance(pong, Pong)] == [str(number) for number in range(300)]


def test_answers_of_others_are_not_answered(server: Server) -> None:
    """Two servers that are registered with each other would talk in circles."""
    before = server.socket.counts["not_requests"]
    with raw_socket() as sender:
        sender.sendto(encode(Error("a", "internal", "text", "/musiccm/ping")), server.socket.endpoint)
        sender.sendto(write_datagram("/musiccm/done", []), server.socket.endpoint)
        sender.sendto(write_datagram("/musiccm/ping", [("s", "p")]), server.socket.endpoint)
        assert isinstance(decode(read_datagram(sender.recv(65535))[0]), Pong)
    assert server.socket.counts["not_requests"] == before + 2


def test_a_good_request_in_a_bundle_is_served(server: Server) -> None:
    job = encode(Generate("bundled", {"prompt": "pads", **TINY}))
    with raw_socket() as sender:
        sender.sendto(BUNDLE + struct.pack(">Qi", 1, len(job)) + job, server.socket.endpoint)
        addresses = set[str]()
        while "/musiccm/done" not in addresses:
            addresses.add(read_datagram(sender.recv(65535))[0].address)
    assert "/musiccm/ack" in addresses
