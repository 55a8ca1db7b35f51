"""The frame of a MIDI file: its header, its tracks, and the events of a track at absolute ticks.

Below `midi_reader.py`, which makes notes of them. mido writes our files, but does not read other people's: it makes an
object of every event, so that megabytes take minutes, and it refuses a whole file for one odd event. Here one pass over
the bytes keeps nothing. Knows no notes.

Source: The Complete MIDI 1.0 Detailed Specification, Standard MIDI Files 1.0 (1996).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musiccm_daw.errors import RequestError, quoted

META = 0x100
"""Added to the type of a meta event, which makes it a status of its own."""
TEXT, TRACK_NAME, INSTRUMENT_NAME = META + 0x01, META + 0x03, META + 0x04
CHANNEL_PREFIX, END_OF_TRACK = META + 0x20, META + 0x2F
SET_TEMPO, TIME_SIGNATURE, KEY_SIGNATURE = META + 0x51, META + 0x58, META + 0x59
WHAT_TO_DO = "give a standard MIDI file of type 0 or 1"

_LONGEST_NUMBER_BYTES = 4
_SMPTE = 0x8000
_SYSTEM_DATA_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1}
"""System messages do not belong into files; their other kinds have no data."""

Event = tuple[int, int, bytes]
"""Absolute tick, status, data; the status is that of a channel message (0x80 to 0xEF), or `META` + type."""


@dataclass(frozen=True)
class TrackChunk:
    """The bytes of a track; not `whole` where the file ends before the track does."""

    data: bytes
    whole: bool


@dataclass(frozen=True)
class MidiChunks:
    """What the frame holds: the resolution, and the tracks in order."""

    ticks_per_quarter: int
    tracks: tuple[TrackChunk, ...]


def read_chunks(content: bytes) -> MidiChunks:
    """Read header and tracks; foreign chunks and what follows the last track are passed over.

    Raises:
        RequestError: it is not a MIDI file of type 0 or 1 that counts quarters, or ends too early.
    """
    if not content:
        raise RequestError(f"the MIDI file is empty; {WHAT_TO_DO}")
    if content[:4] == b"RIFF" and content[8:12] == b"RMID":
        content = content[max(0, content.find(b"MThd")) :]
    if content[:4] != b"MThd":
        raise RequestError(f"the file is not a MIDI file: it begins with {quoted(content[:4])}, not MThd; {WHAT_TO_DO}")
    size = int.from_bytes(content[4:8], "big")
    if size < 6 or len(content) < 14:
        raise _cut_off()
    kind, count, division = (int.from_bytes(content[at : at + 2], "big") for at in (8, 10, 12))
    if kind not in (0, 1):
        what = ", a set of separate patterns" if kind == 2 else ""
        raise RequestError(f"the MIDI file is of type {kind}{what}; {WHAT_TO_DO}")
    if division & _SMPTE:
        raise RequestError(f"the MIDI file counts SMPTE frames, not quarters; {WHAT_TO_DO} with ticks per quarter")
    if division == 0:
        raise RequestError(f"the MIDI file has 0 ticks per quarter; {WHAT_TO_DO}")
    return MidiChunks(division, tuple(_tracks(content, 8 + size, count)))


def _tracks(content: bytes, position: int, count: int) -> Iterator[TrackChunk]:
    """Yield as many tracks as the header promises."""
    found = 0
    while found < count:
        head = content[position : position + 8]
        if len(head) < 8:
            raise _cut_off(f"{found} of {count} tracks are there")
        size = int.from_bytes(head[4:], "big")
        position += 8
        if head[:4] == b"MTrk":
            data = content[position : position + size]
            yield TrackChunk(data, len(data) == size)
            found += 1
        position += size


def track_events(track: TrackChunk) -> Iterator[Event]:
    """Yield the events of a track up to its end.

    Raises:
        RequestError: the bytes are no events, or end within one.
    """
    try:
        for event in _events(track.data):
            yield event
            if event[1] == END_OF_TRACK:
                return
    except IndexError as error:
        raise _cut_off() from error
    if not track.whole:
        raise _cut_off()


def _events(data: bytes) -> Iterator[Event]:
    """Yield events; an IndexError says that the bytes end within one."""
    position, tick, running = 0, 0, 0
    while position < len(data):
        delta, position = _number(data, position)
        tick += delta
        status = data[position]
        if status >= 0x80:
            position += 1
        else:
            status = running
        if status < 0x80:
            raise _damaged(f"byte {position} of a track is data without a status")
        if status < 0xF0:
            running = status
            size = 1 if 0xC0 <= status < 0xE0 else 2
            # Devices that are off by one bit write data over 127: velocities, mostly.
            yield tick, status, bytes(min(byte, 127) for byte in _taken(data, position, size))
        elif status == 0xFF:
            kind = data[position]
            size, position = _number(data, position + 1)
            yield tick, META + kind, _taken(data, position, size)
        elif status in (0xF0, 0xF7):
            size, position = _number(data, position)
            _taken(data, position, size)
        else:
            size = _SYSTEM_DATA_BYTES.get(status, 0)
        position += size


def _number(data: bytes, position: int) -> tuple[int, int]:
    """Return a number of 7 bits a byte, and where it ends."""
    value = 0
    for offset in range(_LONGEST_NUMBER_BYTES):
        byte = data[position + offset]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, position + offset + 1
    raise _damaged(f"the number at byte {position} of a track has more than {_LONGEST_NUMBER_BYTES} bytes")


def _taken(data: bytes, position: int, size: int) -> bytes:
    """Return so many bytes; an IndexError says that there are fewer."""
    if position + size > len(data):
        raise IndexError
    return data[position : position + size]


def _cut_off(detail: str = "") -> RequestError:
    return RequestError(f"the MIDI file ends too early{f': {detail}' if detail else ''}; export or copy it again")


def _damaged(detail: str) -> RequestError:
    return RequestError(f"the MIDI file is damaged: {detail}; export it again")
