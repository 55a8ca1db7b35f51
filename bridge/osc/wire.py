"""Messages from and to datagrams, by the table of `addresses`: kinds, ranges, pairs, and what fits into a datagram.

Between `packet`, which knows bytes, and `server` and `client`. A request that cannot be right is `Refused`, with the
code that its sender is told. Whether meters, chords and paths can be meant is found out later, where jobs are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bridge.osc.addresses import (
    ANSWER_ADDRESSES,
    EVERY_JOB,
    KEYS,
    MAX_DATAGRAM_BYTES,
    MAX_ID_CHARACTERS,
    ROWS,
    STEM_KEY,
    Argument,
    Kind,
    RequestKey,
    Row,
)
from bridge.osc.messages import MESSAGES, CancelJob, JobCancelled, Message, Refused, Value
from bridge.osc.numbers import read_number, read_whole
from bridge.osc.packet import Packet, padded_length, write_datagram
from musiccm_daw.errors import RequestError, quoted

INT32 = range(-(2**31), 2**31)
ELLIPSIS = "…"


def field_name(argument: Argument) -> str:
    """Return the field of a message that holds an argument."""
    return "request_address" if argument.name == "address" else argument.name


def encode(message: Message) -> bytes:
    """Return the datagram of a message; text that may be shortened is, where it would not fit.

    Raises:
        RequestError: it is too long all the same, or a text cannot be written.
    """
    row = ROWS[message.address]
    tagged: list[tuple[str, Value]] = []
    spare: list[int] = []
    for argument in row.arguments:
        value = getattr(message, field_name(argument))
        if argument.kind is Kind.PAIRS:
            tagged += [_tagged(part) for pair in value.items() for part in pair]
        elif value is not None:
            if argument.shortened and isinstance(value, str):
                spare.append(len(tagged))
            # Pure Data and others read no 64-bit floats; no request has a number that is not in a pair.
            narrow = argument.kind is Kind.DECIMAL or isinstance(value, float)
            tagged.append(("f", float(value)) if narrow else _tagged(value))
    _fit(message.address, tagged, spare)
    return write_datagram(message.address, tagged)


def decode(packet: Packet) -> Message:
    """Return the message that a packet holds.

    Raises:
        Refused: it is none of the table.
    """
    row = ROWS.get(packet.address)
    if row is None:
        raise Refused(
            "unknown_address", f"{quoted(packet.address)} is no address of this server; docs/osc.md lists them"
        )
    values = _values(row, packet.arguments)
    return MESSAGES[row.address](**values)


def request_id(packet: Packet) -> str:
    """Return the id that a refusal of this packet is told with; empty where there is none."""
    row = ROWS.get(packet.address)
    has_id = row is None or row.arguments[0].name == "id"
    first = packet.arguments[0] if packet.arguments else None
    return first if has_id and isinstance(first, str) and _is_id(first) else ""


def _tagged(value: Value) -> tuple[str, Value]:
    """Give a value its type tag; a client's decimals are sent in full."""
    if isinstance(value, str):
        return "s", value
    if isinstance(value, float):
        return "d", value
    return ("i" if value in INT32 else "h"), int(value)


def _fit(address: str, tagged: list[tuple[str, Value]], spare: Sequence[int]) -> None:
    """Shorten the texts at the places `spare`, the longest first, until the datagram is short enough."""
    sizes = {"i": 4, "f": 4, "h": 8, "d": 8}
    lengths = []
    for at, (tag, value) in enumerate(tagged):
        if isinstance(value, str):
            if "\0" in value:
                raise RequestError(f"{quoted(value)} holds a zero character, which OSC cannot carry")
            # Lone surrogates stand for bytes that were no UTF-8.
            value = value.encode(errors="replace").decode()
            tagged[at] = (tag, value)
        lengths.append(padded_length(len(value.encode())) if isinstance(value, str) else sizes[tag])
    excess = padded_length(len(address)) + padded_length(1 + len(tagged)) + sum(lengths) - MAX_DATAGRAM_BYTES
    for at in sorted(spare, key=lambda place: lengths[place], reverse=True):
        if excess <= 0:
            return
        text = str(tagged[at][1]).encode()
        # Up to three bytes of padding come back with a cut.
        kept = max(0, len(text) - excess - 3 - len(ELLIPSIS.encode()))
        shorter = text[:kept].decode(errors="ignore") + ELLIPSIS
        excess -= lengths[at] - padded_length(len(shorter.encode()))
        tagged[at] = ("s", shorter)
    if excess > 0:
        raise RequestError(
            f"the message {address} would have {MAX_DATAGRAM_BYTES + excess} bytes; at most {MAX_DATAGRAM_BYTES} are "
            "allowed, use shorter words"
        )


def _values(row: Row, arguments: Sequence[Any]) -> dict[str, Any]:
    """Read the arguments of a row, in order."""
    values: dict[str, Any] = {}
    left = list(arguments)
    for argument in row.arguments:
        if argument.kind is Kind.PAIRS:
            values[argument.name] = _pairs(row, left, argument)
            left = []
        elif left:
            values[field_name(argument)] = _value(row, argument, left.pop(0))
        elif not argument.optional:
            raise Refused("bad_arguments", f"{row.address} misses its {argument.name}: {_usage(row)}")
    if left:
        raise Refused("bad_arguments", f"{row.address} has {len(left)} arguments too many: {_usage(row)}")
    return values


def _value(row: Row, argument: Argument, value: object) -> Value:
    if argument.name == "id":
        return _id(row, argument, value)
    if argument.kind is Kind.VALUE:
        number = None if isinstance(value, str) else read_number(value)
        return _text(argument.name, value) if number is None else number
    if argument.kind is Kind.TEXT:
        return _text(argument.name, value)
    return _number(argument, value)


def _id(row: Row, argument: Argument, value: object) -> str:
    """Read an id: what may be left out may be empty, and so may that of an answer."""
    if isinstance(value, str):
        empty = value == "" and (argument.optional or row.address in ANSWER_ADDRESSES)
        every = value == EVERY_JOB and row.address in (CancelJob.address, JobCancelled.address)
        if _is_id(value) or empty or every:
            return value
    raise Refused(
        "bad_arguments",
        f"id {quoted(value)} cannot be used; an id is a text of 1 to {MAX_ID_CHARACTERS} printable characters, not "
        f"{EVERY_JOB}",
    )


def _is_id(value: str) -> bool:
    return 0 < len(value) <= MAX_ID_CHARACTERS and value.isprintable() and value != EVERY_JOB


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Refused("bad_arguments", f"{name} {quoted(value)} is no text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refused("bad_value", f"{name} {quoted(value)} is no UTF-8; send text in that encoding")
    return value


def _number(limits: Argument | RequestKey, value: object) -> int | float:
    """Read a number and hold its range."""
    whole = limits.kind is Kind.WHOLE
    kind = "whole number" if whole else "number"
    between = "" if limits.low is None else f" from {limits.low} to {limits.high}"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise Refused("bad_arguments", f"{limits.name} {quoted(value)} is no number; use a {kind}{between}")
    number = read_whole(value) if whole else read_number(value)
    if number is None:
        raise Refused("bad_value", f"{limits.name} {quoted(value)} is no {kind}; use one{between}")
    if limits.low is not None and limits.high is not None and not limits.low <= number <= limits.high:
        raise Refused("out_of_range", f"{limits.name} {quoted(value)} is out of range; use a {kind}{between}")
    return number if whole else float(number)


def _pairs(row: Row, arguments: Sequence[Any], argument: Argument) -> dict[str, Value]:
    """Read `key value` pairs."""
    if len(arguments) % 2:
        raise Refused(
            "bad_arguments", f"{row.address}: {quoted(arguments[-1])} stands alone; keys and values come in pairs"
        )
    if not arguments and not argument.optional:
        raise Refused("bad_arguments", f"{row.address} misses its pairs: {_usage(row)}")
    options: dict[str, Value] = {}
    for name, value in zip(arguments[::2], arguments[1::2], strict=True):
        key = KEYS.get(name) if isinstance(name, str) else None
        if key is None:
            raise Refused("bad_arguments", f"{quoted(name)} is no key; use {', '.join(KEYS)}")
        if key.name in options:
            raise Refused("bad_arguments", f"{key.name} comes twice; say it once")
        options[key.name] = read_option(key, value)
    return options


def read_option(key: RequestKey, value: object) -> Value:
    """Read the value of a key; any may be the empty text. A stem's may be 1.

    Raises:
        Refused: the value is of the wrong kind or out of range.
    """
    if value == "":
        return ""
    if key.name.startswith(STEM_KEY) and value in (1, "1"):
        return 1
    if key.kind is Kind.TEXT:
        return _text(key.name, value)
    if key.kind is Kind.SWITCH:
        number = int(value) if isinstance(value, bool) else read_whole(value)
        if number not in (0, 1):
            raise Refused("bad_value", f"{key.name} {quoted(value)} is no switch; use 0 or 1")
        return number
    return _number(key, value)


def _usage(row: Row) -> str:
    words = [f"[{argument.name}]" if argument.optional else argument.name for argument in row.arguments]
    return " ".join([row.address, *words]).replace("options", "key value …")
