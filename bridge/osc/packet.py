"""OSC 1.0 on the wire: the bytes of a datagram to addresses with plain arguments, and back.

Below `wire`, which knows what the addresses mean. The reader is our own: python-osc 1.10 skips unknown types without
stepping over their bytes, raises UnicodeDecodeError on text that is not UTF-8, recurses into bundles without limit, and
never returns from a bundle with an element of length -4. Writing uses python-osc.
Source: https://opensoundcontrol.stanford.edu/spec-1_0.html
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pythonosc.osc_message_builder import OscMessageBuilder

BUNDLE = b"#bundle\0"
BUNDLE_ADDRESS = "#bundle"
BUNDLE_HEAD_BYTES = 16
"""The name and a time tag. The tag is ignored: every message is handled on arrival."""
MAX_BUNDLE_DEPTH = 8
LONGEST_DATAGRAM_BYTES = 65535
MAX_ARGUMENTS = 256
"""No row of the table takes more; a datagram of 64 KB could claim 60 000."""


class MalformedDatagram(ValueError):
    """Bytes that are not OSC, so that nothing in them can be answered."""


@dataclass(frozen=True)
class Packet:
    """One message: text, numbers, booleans and None as such, blobs and other raw types as bytes, arrays as lists.

    Attributes:
        problem: why the arguments could not be read; those before the fault are there. None for a whole message.
    """

    address: str
    arguments: tuple[Any, ...]
    problem: str | None = None


def read_datagram(datagram: bytes) -> list[Packet]:
    """Return the messages of a datagram in order; bundles, nested ones included, are flattened.

    A bundle, or an element of one, that cannot be read stands in the list under the address `BUNDLE_ADDRESS`.

    Raises:
        MalformedDatagram: it is neither a message nor a bundle.
    """
    packets: list[Packet] = []
    waiting = [(datagram, 0)]
    while waiting:
        piece, depth = waiting.pop()
        try:
            if not piece.startswith(BUNDLE):
                packets.append(_read_message(piece))
                continue
            if depth == MAX_BUNDLE_DEPTH:
                raise MalformedDatagram(f"bundles are nested more than {MAX_BUNDLE_DEPTH} deep")
            waiting += [(element, depth + 1) for element in reversed(_elements(piece))]
        except MalformedDatagram as fault:
            if depth == 0 and not piece.startswith(BUNDLE):
                raise
            packets.append(Packet(BUNDLE_ADDRESS, (), str(fault)))
    return packets


def write_datagram(address: str, tagged: Sequence[tuple[str, Any]]) -> bytes:
    """Return the bytes of one message; each argument comes with its type tag: i, h, f, d or s."""
    builder = OscMessageBuilder(address=address)
    for tag, value in tagged:
        builder.add_arg(value, tag)
    return builder.build().dgram


def padded_length(text_bytes: int) -> int:
    """Return the bytes that a string takes on the wire: with a terminating zero, padded to a multiple of 4."""
    return text_bytes // 4 * 4 + 4


def _elements(bundle: bytes) -> list[bytes]:
    """Split a bundle into its elements."""
    if len(bundle) < BUNDLE_HEAD_BYTES:
        raise MalformedDatagram("the bundle ends before its time tag")
    elements, at = [], BUNDLE_HEAD_BYTES
    while at < len(bundle):
        (length,), at = _unpack(">i", bundle, at)
        if not 0 < length <= len(bundle) - at:
            raise MalformedDatagram(f"a bundle's element claims {length} bytes")
        elements.append(bundle[at : at + length])
        at += length
    return elements


def _read_message(data: bytes) -> Packet:
    """Read one message; one without type tags, as old senders write it, has no arguments.

    Raises:
        MalformedDatagram: it has no address.
    """
    if not data.startswith(b"/"):
        raise MalformedDatagram("neither a message nor a bundle")
    address, at = _text(data, 0)
    if at == len(data):
        return Packet(address, ())
    read: list[Any] = []
    try:
        _read_arguments(data, at, read)
    except MalformedDatagram as fault:
        return Packet(address, tuple(read), str(fault))
    return Packet(address, tuple(read))


def _read_arguments(data: bytes, at: int, read: list[Any]) -> None:
    """Append the arguments of a message to a list, as far as they can be read."""
    tags, at = _text(data, at) if data[at : at + 1] == b"," else ("", at)
    if not tags:
        raise MalformedDatagram("its arguments come without a type-tag string; send one, such as ,sf")
    if len(tags) > MAX_ARGUMENTS + 1:
        raise MalformedDatagram(f"more than {MAX_ARGUMENTS} arguments")
    nested: list[list[Any]] = [read]
    for tag in tags[1:]:
        if tag == "[":
            nested.append([])
        elif tag == "]" and len(nested) > 1:
            array = nested.pop()
            nested[-1].append(array)
        elif tag in _CONSTANTS:
            nested[-1].append(_CONSTANTS[tag])
        elif tag in _READERS:
            value, at = _READERS[tag](data, at)
            nested[-1].append(value)
        else:
            raise MalformedDatagram(f"type tag {tag!r} is unknown, so it is unclear where the next argument starts")
    if len(nested) != 1:
        raise MalformedDatagram("an array is not closed")


def _text(data: bytes, at: int) -> tuple[str, int]:
    """Read a string; bytes that are not UTF-8 become lone surrogates, which `wire` refuses with a clear message."""
    end = data.find(b"\0", at)
    after = at + padded_length(end - at)
    if end < 0 or after > len(data):
        raise MalformedDatagram("a string does not end")
    return data[at:end].decode("utf-8", errors="surrogateescape"), after


def _blob(data: bytes, at: int) -> tuple[bytes, int]:
    (length,), at = _unpack(">i", data, at)
    after = at + length + -length % 4
    if length < 0 or after > len(data):
        raise MalformedDatagram(f"a blob claims {length} bytes")
    return data[at : at + length], after


def _character(data: bytes, at: int) -> tuple[str, int]:
    (code,), at = _unpack(">I", data, at)
    return chr(code) if code < 0x80 else "\ufffd", at


def _number(layout: str) -> Callable[[bytes, int], tuple[Any, int]]:
    def read(data: bytes, at: int) -> tuple[Any, int]:
        (value,), at = _unpack(layout, data, at)
        return value, at

    return read


def _unpack(layout: str, data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
    after = at + struct.calcsize(layout)
    if after > len(data):
        raise MalformedDatagram("an argument is cut off")
    return struct.unpack_from(layout, data, at), after


_CONSTANTS: dict[str, Any] = {"T": True, "F": False, "N": None, "I": float("inf")}
_READERS: dict[str, Callable[[bytes, int], tuple[Any, int]]] = {
    "i": _number(">i"),
    "h": _number(">q"),
    "f": _number(">f"),
    "d": _number(">d"),
    "s": _text,
    "S": _text,
    "c": _character,
    "b": _blob,
    # Time tags, colours and MIDI: no row has them, but their bytes must be stepped over.
    "t": _number("8s"),
    "r": _number("4s"),
    "m": _number("4s"),
}
