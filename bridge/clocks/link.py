"""Ableton Link, listened to from outside: the tempo of a session, without taking part in it.

Every peer sends its session's tempo to a multicast group four times a second. That is all that is needed, and only
listening is safe: when two sessions meet, the older one's tempo wins, so a server that had joined before Live was
opened would set Live's tempo. Link has no meter.
Source: github.com/Ableton/link: `discovery/v1/Messages.hpp` and `link/PeerState.hpp` for the layout,
`link/Sessions.hpp` for which of two tempi is the newer one.
"""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from bridge.clocks.udp_clock import UdpClock
from bridge.osc.allowed_hosts import LOOPBACK, Endpoint
from musiccm_daw.errors import RequestError

GROUP, PORT = "224.76.78.75", 20808
MAGIC = b"_asdp_v\x01"
HEADER = struct.Struct(">8s B B H 8s")
"""The magic, the type of the message, for how many seconds it holds, a group that is 0, and the peer."""
ENTRY = struct.Struct(">4s I")
TIMELINE = struct.Struct(">q q q")
"""Microseconds a quarter, and a beat in millionths with its time."""
START_STOP = struct.Struct(">? q q")
"""Whether it plays, since which beat, and when that was decided."""
ALIVE, RESPONSE, GOODBYE = 1, 2, 3


class MalformedMessage(ValueError):
    """Bytes that are no message of Link."""


@dataclass(frozen=True)
class PeerMessage:
    """What a peer sends about its session; all but the peer is empty in a goodbye.

    Attributes:
        holds_seconds: after so long without another message, the peer is gone.
        tempo_order: the greater one's tempo is the newer.
        playing_order: and so with playing.
    """

    peer: bytes
    holds_seconds: int
    session: bytes = b""
    quarter_microseconds: int = 0
    tempo_order: int = 0
    playing: bool = False
    playing_order: int = 0


def read_message(datagram: bytes) -> PeerMessage:
    """Read a datagram of the multicast group.

    Raises:
        MalformedMessage: it is no message of Link, or not all of one.
    """
    try:
        magic, kind, seconds, group, peer = HEADER.unpack_from(datagram)
        entries = dict(_entries(datagram))
        if magic != MAGIC or group != 0 or kind not in (ALIVE, RESPONSE, GOODBYE):
            raise MalformedMessage("neither alive nor a response nor a goodbye")
        if kind == GOODBYE:
            return PeerMessage(peer, 0)
        quarter, beat, _ = TIMELINE.unpack(entries[b"tmln"])
        playing, _, decided = START_STOP.unpack(entries[b"stst"])
        session = entries[b"sess"]
    except (struct.error, KeyError) as error:
        raise MalformedMessage(f"cut off, or without {error}") from error
    if quarter <= 0:
        raise MalformedMessage(f"a quarter of {quarter} microseconds")
    return PeerMessage(peer, seconds, session, quarter, beat, playing, decided)


def _entries(datagram: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = HEADER.size
    while at < len(datagram):
        name, length = ENTRY.unpack_from(datagram, at)
        at += ENTRY.size
        yield name, datagram[at : at + length]
        at += length


def bpm_of(quarter_microseconds: int) -> float:
    """Return the shortest decimal tempo that a peer sends as so many microseconds."""
    bpm = 60e6 / quarter_microseconds
    spellings = (round(bpm, digits) for digits in range(7))
    return next((short for short in spellings if short and round(60e6 / short) == quarter_microseconds), bpm)


class LinkClock(UdpClock):
    """The session of the Link peers on this machine and its network.

    Raises:
        RequestError: the port of Link cannot be shared.
    """

    def __init__(self) -> None:
        self._peers: dict[bytes, tuple[bytes, float]] = {}
        """By peer, its session and until when its last message holds."""
        self._latest: PeerMessage | None = None
        super().__init__("link", _group_socket())

    def _take(self, datagram: bytes, sender: Endpoint, now: float) -> None:
        try:
            message = read_message(datagram)
        except MalformedMessage:
            return
        if message.holds_seconds == 0:
            self._peers.pop(message.peer, None)
            return
        self._peers[message.peer] = (message.session, now + message.holds_seconds)
        self._latest = latest = self._merged(message)
        self._update(bpm=bpm_of(latest.quarter_microseconds), running=latest.playing, lost=False)

    def _merged(self, message: PeerMessage) -> PeerMessage:
        """Return what is now known of the session that is followed."""
        latest = self._latest
        if latest is None or not any(session == latest.session for session, _ in self._peers.values()):
            # The first session, or the one that the peers of the last one have moved to.
            return message
        if latest.session != message.session:
            return latest
        newest = max(latest, message, key=lambda one: one.tempo_order)
        decided = max(latest, message, key=lambda one: one.playing_order)
        return replace(newest, playing=decided.playing, playing_order=decided.playing_order)

    def _tick(self, now: float) -> None:
        self._peers = {peer: known for peer, known in self._peers.items() if known[1] > now}
        if self._latest is not None and not self._peers:
            self._update(lost=True)


def _group_socket() -> socket.socket:
    """Return a socket in Link's multicast group, on this machine's own interface and on that of its network."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        # Peers on this machine are bound to the same port.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform == "darwin":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(("", PORT))
        bound.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, _membership(LOOPBACK))
    except OSError as error:
        bound.close()
        raise RequestError(
            f"port {PORT} of Ableton Link cannot be shared ({error.strerror}); close what is using it, or follow "
            "another clock"
        ) from error
    with suppress(OSError):
        # A machine without a network has peers of its own all the same.
        bound.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, _membership("0.0.0.0"))  # noqa: S104  # any
    return bound


def _membership(interface: str) -> bytes:
    return socket.inet_aton(GROUP) + socket.inet_aton(interface)
