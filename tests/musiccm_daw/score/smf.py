"""MIDI files byte by byte, for tests of what other programs write."""

from __future__ import annotations

import struct

END = b"\x00\xff\x2f\x00"


def smf(*tracks: bytes, kind: int = 1, ticks: int = 480, count: int | None = None) -> bytes:
    """Return a file of these tracks."""
    header = struct.pack(">4sIHHH", b"MThd", 6, kind, len(tracks) if count is None else count, ticks)
    return header + b"".join(struct.pack(">4sI", b"MTrk", len(track)) + track for track in tracks)


def meta(kind: int, data: bytes) -> bytes:
    """Return a meta event at once."""
    assert len(data) < 128
    return bytes([0, 0xFF, kind, len(data)]) + data


def title(text: str | bytes) -> bytes:
    """Return a track name."""
    return meta(3, text.encode() if isinstance(text, str) else text)


def note(pitch: int = 60, channel: int = 0, velocity: int = 64, ticks: int = 96) -> bytes:
    """Return a note that begins at once and is over before the next event; at most 127 ticks."""
    return bytes([0, 0x90 | channel, pitch, velocity, ticks, 0x80 | channel, pitch, 0])
