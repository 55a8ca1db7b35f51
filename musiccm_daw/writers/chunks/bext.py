"""The `bext` chunk, version 2: who made the file, where it lies on the timeline, and how loud it is.

Precedes `data`, where broadcast tools look for it. Text is ASCII. A loudness that was not measured is 0x7FFF.
Source: EBU Tech 3285 v2 (2011).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk
from musiccm_daw.writers.chunks.text import ascii_bytes

VERSION = 2
NOT_MEASURED = 0x7FFF

LAYOUT = Layout(
    Field("description", "256s", "what the file contains"),
    Field("originator", "32s", "name of the program"),
    Field("originator_reference", "32s", "the program's own reference for the recording"),
    Field("date", "10s", "yyyy-mm-dd, empty if no time was given"),
    Field("time", "8s", "hh:mm:ss, empty if no time was given"),
    Field("time_reference", "Q", "first frame of the file, in frames since the start of the timeline"),
    Field("version", "H", "version of this chunk", VERSION),
    Field("umid", "64s", "SMPTE identifier, unused", bytes(64)),
    Field("loudness", "h", "integrated loudness, LUFS × 100"),
    Field("loudness_range", "h", "LU × 100", NOT_MEASURED),
    Field("true_peak", "h", "dBTP × 100"),
    Field("momentary", "h", "largest momentary loudness, LUFS × 100", NOT_MEASURED),
    Field("short_term", "h", "largest short-term loudness, LUFS × 100", NOT_MEASURED),
    Field("reserved", "180s", "zeros", bytes(180)),
)


@dataclass(frozen=True)
class BroadcastFacts:
    """The content of the `bext` chunk; texts are cut to the size of their fields, None means not measured."""

    description: str
    originator: str
    originator_reference: str
    created: datetime | None
    time_reference: int
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    coding_history: tuple[str, ...]


def encode(facts: BroadcastFacts) -> Chunk:
    """Encode the chunk."""
    created = facts.created
    values = asdict(facts) | {
        "description": ascii_bytes(facts.description, 256),
        "originator": ascii_bytes(facts.originator, 32),
        "originator_reference": ascii_bytes(facts.originator_reference, 32),
        "date": f"{created:%Y-%m-%d}".encode() if created else b"",
        "time": f"{created:%H:%M:%S}".encode() if created else b"",
        "loudness": _hundredths(facts.loudness_lufs),
        "true_peak": _hundredths(facts.true_peak_dbtp),
    }
    history = b"".join(ascii_bytes(line) + b"\r\n" for line in facts.coding_history)
    return Chunk(b"bext", LAYOUT.pack(values) + history)


def decode(payload: bytes, order: ByteOrder = LITTLE) -> BroadcastFacts:
    """Decode a payload, without the fields that we never write."""
    values = LAYOUT.unpack(payload, order=order)
    date, time = _text(values["date"]), _text(values["time"])
    return BroadcastFacts(
        description=_text(values["description"]),
        originator=_text(values["originator"]),
        originator_reference=_text(values["originator_reference"]),
        created=_moment(date, time),
        time_reference=values["time_reference"],
        loudness_lufs=_from_hundredths(values["loudness"]),
        true_peak_dbtp=_from_hundredths(values["true_peak"]),
        coding_history=tuple(_text(payload[LAYOUT.size :]).splitlines()),
    )


def _moment(date: str, time: str) -> datetime | None:
    """Return a date and a time as one; None for what other programs write otherwise, or not at all."""
    try:
        return datetime.fromisoformat(f"{date}T{time}")
    except ValueError:
        return None


def _hundredths(value: float | None) -> int:
    """Return a loudness in hundredths; the lowest that the chunk can hold is -327.67."""
    return NOT_MEASURED if value is None else max(-NOT_MEASURED, round(value * 100))


def _from_hundredths(value: int) -> float | None:
    return None if value == NOT_MEASURED else value / 100


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("ascii", "replace")
