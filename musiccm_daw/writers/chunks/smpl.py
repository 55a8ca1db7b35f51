"""The `smpl` chunk: one endless forward loop over the whole file, for samplers.

Follows `data`, in files that loop. The tempo is in `acid`.
Source: Microsoft and IBM, Multimedia Data Standards Update (1994).
"""

from __future__ import annotations

from dataclasses import dataclass

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

NANOSECONDS = 1_000_000_000

LAYOUT = Layout(
    Field("manufacturer", "I", "MIDI manufacturer, unused", 0),
    Field("product", "I", "unused", 0),
    Field("sample_period_ns", "I", "length of a frame in ns"),
    Field("unity_note", "I", "MIDI note at which the file plays at its original pitch"),
    Field("pitch_fraction", "I", "unused", 0),
    Field("smpte_format", "I", "unused", 0),
    Field("smpte_offset", "I", "unused", 0),
    Field("loops", "I", "number of loops that follow", 1),
    Field("extra_bytes", "I", "bytes after the loops", 0),
    Field("loop_id", "I", "number of the loop", 0),
    Field("loop_type", "I", "0 for forward", 0),
    Field("first_frame", "I", "first frame of the loop"),
    Field("last_frame", "I", "last frame of the loop, inclusive: frames - 1, not frames"),
    Field("loop_fraction", "I", "unused", 0),
    Field("play_count", "I", "0 for endless", 0),
)
LOOPS = Layout(Field("loops", "I", "number of loops that follow"))
LOOPS_AT = 28
"""Bytes before that number."""


@dataclass(frozen=True)
class LoopFacts:
    """The content of the `smpl` chunk."""

    sample_period_ns: int
    unity_note: int
    first_frame: int
    last_frame: int

    @classmethod
    def whole_file(cls, frames: int, sample_rate: int, unity_note: int) -> LoopFacts:
        """Return a loop from the first frame to the last."""
        return cls(round(NANOSECONDS / sample_rate), unity_note, 0, frames - 1)


def encode(facts: LoopFacts) -> Chunk:
    """Encode the chunk."""
    return Chunk(b"smpl", LAYOUT.pack(vars(facts)))


def decode(payload: bytes, order: ByteOrder = LITTLE) -> LoopFacts | None:
    """Decode a payload; None where it contains no loop."""
    (loops,) = LOOPS.unpack(payload, LOOPS_AT, order=order).values()
    return LoopFacts(**LAYOUT.unpack(payload, order=order)) if loops else None
