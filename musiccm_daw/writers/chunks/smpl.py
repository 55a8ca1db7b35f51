"""The `smpl` chunk: one endless forward loop over the whole file, for samplers.

After `data`, only in files that loop. Tempo is the matter of `acid.py`.
Source: Microsoft and IBM, Multimedia Data Standards Update (1994).
"""

from __future__ import annotations

from dataclasses import dataclass

from musiccm_daw.writers.chunks.layout import Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

NANOSECONDS = 1_000_000_000

LAYOUT = Layout(
    Field("manufacturer", "I", "MIDI manufacturer, none", 0),
    Field("product", "I", "none", 0),
    Field("sample_period_ns", "I", "length of a frame"),
    Field("unity_note", "I", "MIDI note at which the file plays at its own pitch"),
    Field("pitch_fraction", "I", "none", 0),
    Field("smpte_format", "I", "none", 0),
    Field("smpte_offset", "I", "none", 0),
    Field("loops", "I", "number of loops that follow", 1),
    Field("extra_bytes", "I", "bytes after the loops", 0),
    Field("loop_id", "I", "first loop", 0),
    Field("loop_type", "I", "0 forward", 0),
    Field("first_frame", "I", "first frame that is played"),
    Field("last_frame", "I", "last frame that is played: frames - 1, not frames"),
    Field("loop_fraction", "I", "none", 0),
    Field("play_count", "I", "0 endless", 0),
)


@dataclass(frozen=True)
class LoopFacts:
    """What the `smpl` chunk says."""

    sample_period_ns: int
    unity_note: int
    first_frame: int
    last_frame: int

    @classmethod
    def whole_file(cls, frames: int, sample_rate: int, unity_note: int) -> LoopFacts:
        """Describe a loop from the first frame to the last."""
        return cls(round(NANOSECONDS / sample_rate), unity_note, 0, frames - 1)


def encode(facts: LoopFacts) -> Chunk:
    """Write the chunk."""
    return Chunk(b"smpl", LAYOUT.pack(vars(facts)))


def decode(payload: bytes) -> LoopFacts:
    """Read the chunk."""
    return LoopFacts(**LAYOUT.unpack(payload))
