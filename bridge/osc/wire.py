"""Conversion between messages and datagrams by the table of `addresses`: types, ranges, pairs, and the size limit.

Between `packet`, which knows bytes, and `server_socket` and `client`. A request that cannot be right is `Refused`, with
the error code for its sender. Meters, chords, bar ranges and paths are checked later, in `bridge.server`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bridge.osc.addresses import (
    ANSWER_ADDRESSES,
    EVERY_JOB,
    LARGEST_EXACT_FLOAT,
    MAX_DATAGRAM_BYTES,
    MAX_ID_CHARACTERS,
    ROWS,
    Argument,
    Kind,
    Row,
)
from bridge.osc.job_keys import STEM_KEY, RequestKey, find_key, unknown_key
from bridge.osc.messages import MESSAGES, CancelJob, JobCancelled, Message, Refused, Value
from bridge.osc.numbers import read_number, read_whole
from bridge.osc.packet import Packet, padded_length, write_datagram
from musiccm_daw.errors import RequestError, quoted

INT32 = range(-(2**31), 2**31)
ELLIPSIS = "…"


def field_name(argument: Argument) -> str:
    """Return the name of the message field that holds an argument."""
    return "request_address" if argument.name == "address" else argument.name


def encode(message: Message) -> bytes:
    """Return the datagram of a message, shortening the texts that may be shortened if it would be too long.

    Raises:
        RequestError: the datagram is still too long, or a text cannot be encoded.
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
            # Pure Data and others cannot read 64-bit floats, which occur only in the pairs of a request.
            narrow = argument.kind is Kind.DECIMAL or isinstance(value, float)
            tagged.append(("f", float(value)) if narrow else _tagged(value))
    _fit(message.address, tagged, spare)
    return write_datagram(message.address, tagged)


def decode(packet: Packet) -> Message:
    """Return the message that a packet holds.

    Raises:
        Refused: the table has no such address, or the arguments do not fit it.
    """
    if packet.problem is not None:
        raise Refused("bad_arguments", f"{packet.address} cannot be read: {packet.problem}")
    row = ROWS.get(packet.address)
    if row is None:
        raise Refused(
            "unknown_address", f"{quoted(packet.address)} is not an address of this server; docs/osc.md lists them all"
        )
    values = _values(row, packet.arguments)
    return MESSAGES[row.address](**values)


def request_id(packet: Packet) -> str:
    """Return the id under which this packet would be refused; empty if it has none."""
    row = ROWS.get(packet.address)
    has_id = row is None or row.arguments[0].name == "id"
    first = _as_id(packet.arguments[0]) if packet.arguments else None
    return first if has_id and isinstance(first, str) and _is_id(first) else ""


def _tagged(value: Value) -> tuple[str, Value]:
    """Return a value with its type tag; decimals of a client are sent as 64 bits."""
    if isinstance(value, str):
        return "s", value
    if isinstance(value, float):
        return "d", value
    return ("i" if value in INT32 else "h"), int(value)


def _fit(address: str, tagged: list[tuple[str, Value]], spare: Sequence[int]) -> None:
    """Shorten the texts at the indices `spare`, the longest first, until the datagram is short enough."""
    sizes = {"i": 4, "f": 4, "h": 8, "d": 8}
    lengths = []
    for at, (tag, value) in enumerate(tagged):
        if isinstance(value, str):
            if "\0" in value:
                raise RequestError(f"{quoted(value)} contains a zero character, which OSC cannot carry; remove it")
            # Lone surrogates stand for bytes that were not UTF-8.
            value = value.encode(errors="replace").decode()
            tagged[at] = (tag, value)
        lengths.append(padded_length(len(value.encode())) if isinstance(value, str) else sizes[tag])
    excess = padded_length(len(address)) + padded_length(1 + len(tagged)) + sum(lengths) - MAX_DATAGRAM_BYTES
    for at in sorted(spare, key=lambda place: lengths[place], reverse=True):
        if excess <= 0:
            return
        text = str(tagged[at][1]).encode()
        # A cut may change the padding by up to three bytes.
        kept = max(0, len(text) - excess - 3 - len(ELLIPSIS.encode()))
        shorter = text[:kept].decode(errors="ignore") + ELLIPSIS
        excess -= lengths[at] - padded_length(len(shorter.encode()))
        tagged[at] = ("s", shorter)
    if excess > 0:
        raise RequestError(
            f"the message {address} would have {MAX_DATAGRAM_BYTES + excess} bytes, at most {MAX_DATAGRAM_BYTES} are "
            "allowed; use shorter texts"
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
            raise Refused("bad_arguments", f"{row.address} has no {argument.name}; send {_usage(row)}")
    _refuse_one_text(row, arguments)
    if left:
        count = f"{len(arguments)} arguments, at most {len(row.arguments)} allowed"
        raise Refused("bad_arguments", f"{row.address} has {count}; send {_usage(row)}")
    return values


def _refuse_one_text(row: Row, arguments: Sequence[Any]) -> None:
    """Refuse a job whose id holds its keys and values, as senders with one text field for everything write it."""
    words = str(arguments[0]).split() if len(arguments) == 1 and row.arguments[-1].kind is Kind.PAIRS else []
    if any(map(find_key, words[1:])):
        raise Refused(
            "bad_arguments",
            f"{row.address} came as one text; send every word as an argument of its own, and only a value with blanks "
            f"as one: {row.address} take-1 prompt 'warm pads' bars 8",
        )


def _value(row: Row, argument: Argument, value: object) -> Value:
    if argument.name == "id":
        return _id(row, argument, value)
    if argument.kind is Kind.VALUE:
        return _text_or_number(argument.name, value)
    if argument.kind is Kind.TEXT:
        return _text(argument.name, value)
    return _number(argument, value)


def _id(row: Row, argument: Argument, value: object) -> str:
    """Read an id; one that is optional, or belongs to an answer, may be empty."""
    value = _as_id(value)
    if isinstance(value, str):
        empty = value == "" and (argument.optional or row.address in ANSWER_ADDRESSES)
        every = value == EVERY_JOB and row.address in (CancelJob.address, JobCancelled.address)
        if _is_id(value) or empty or every:
            return value
    raise Refused(
        "bad_arguments",
        f"id {quoted(value)} is not allowed; give a text of 1 to {MAX_ID_CHARACTERS} printable characters other than "
        f"{EVERY_JOB}",
    )


def _as_id(value: object) -> object:
    """Return a whole number as text: hosts whose every value is a number count their jobs."""
    number = None if isinstance(value, str) else read_whole(value)
    return value if number is None else str(number)


def _is_id(value: str) -> bool:
    return 0 < len(value) <= MAX_ID_CHARACTERS and value.isprintable() and value != EVERY_JOB


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Refused("bad_arguments", f"{name} {quoted(value)} is not text; send a string")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refused("bad_value", f"{name} {quoted(value)} is not valid UTF-8; send text in that encoding")
    return value


def _text_or_number(name: str, value: object) -> Value:
    number = None if isinstance(value, str) else read_number(value)
    return _text(name, value) if number is None else number


def _number(limits: Argument | RequestKey, value: object) -> int | float:
    """Read a number and check its range."""
    whole = limits.kind is Kind.WHOLE
    kind = "whole number" if whole else "number"
    between = "" if limits.low is None else f" from {limits.low} to {limits.high}"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise Refused("bad_arguments", f"{limits.name} {quoted(value)} is not a number; give a {kind}{between}")
    decimal = value.replace(",", ".", 1) if isinstance(value, str) else value
    number = read_whole(value) if whole else read_number(decimal)
    if number is None:
        raise Refused("bad_value", f"{limits.name} {quoted(value)} is not a {kind}; give a {kind}{between}")
    if limits.low is not None and limits.high is not None and not limits.low <= number <= limits.high:
        raise Refused("out_of_range", f"{limits.name} {quoted(value)} is out of range; give a {kind}{between}")
    if whole and isinstance(value, float) and value > LARGEST_EXACT_FLOAT:
        raise Refused(
            "bad_value",
            f"{limits.name} {value:.0f} is sent as a float, which may have been rounded: 32 bits are exact up to "
            f"{LARGEST_EXACT_FLOAT} only; send a smaller one, or send it as an integer or as text",
        )
    return number if whole else float(number)


def _pairs(row: Row, arguments: Sequence[Any], argument: Argument) -> dict[str, Value]:
    """Read `key value` pairs."""
    if len(arguments) % 2:
        raise Refused(
            "bad_arguments", f"{row.address}: {quoted(arguments[-1])} has no value; send keys and values in pairs"
        )
    if not arguments and not argument.optional:
        raise Refused("bad_arguments", f"{row.address} has no keys and values; send {_usage(row)}")
    options: dict[str, Value] = {}
    for name, value in zip(arguments[::2], arguments[1::2], strict=True):
        key = find_key(name) if isinstance(name, str) else None
        if key is None:
            raise Refused("bad_arguments", unknown_key(name))
        if key.name in options:
            raise Refused("bad_arguments", f"{key.name} is given twice; give it once")
        options[key.name] = read_option(key, value)
    return options


def read_option(key: RequestKey, value: object) -> Value:
    """Read the value of a key; every key accepts an empty text, and that of a stem also 1.

    Raises:
        Refused: the value is of the wrong type or out of range.
    """
    if value == "":
        return ""
    if key.name.startswith(STEM_KEY) and value in (1, "1"):
        return 1
    if key.kind is Kind.TEXT:
        return _text(key.name, value)
    if key.kind is Kind.VALUE:
        return _text_or_number(key.name, value)
    if key.kind is Kind.SWITCH:
        number = int(value) if isinstance(value, bool) else read_whole(value)
        if number not in (0, 1):
            raise Refused("bad_value", f"{key.name} {quoted(value)} is not a switch; give 0 for off or 1 for on")
        return number
    return _number(key, value)


def _usage(row: Row) -> str:
    words = [f"[{argument.name}]" if argument.optional else argument.name for argument in row.arguments]
    return " ".join([row.address, *words]).replace("options", "key value …")
