"""The `acid` chunk: tempo, beats, meter, root note, and loop or one-shot, by which hosts stretch a loop on their own.

Follows `data`. The loop points are in `smpl`.
Source: none is published; these are the fields that libsndfile (`src/wav.c`), exiftool and Audacity read, with the
denominator of the meter before the numerator.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from fractions import Fraction

from musiccm_daw.writers.chunks.layout import LITTLE, ByteOrder, Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

LAYOUT = Layout(
    Field("flags", "I", "1 one-shot, 2 root note set, 4 stretch, 8 disk-based, 16 high octave"),
    Field("root", "H", "MIDI note 48 to 59: C to B"),
    Field("unknown_1", "H", "0x8000 in all known files", 0x8000),
    Field("unknown_2", "f", "0 in all known files", 0.0),
    Field("beats", "I", "quarter notes in the file; 0 if unknown"),
    Field("denominator", "H", "denominator of the meter"),
    Field("numerator", "H", "numerator of the meter"),
    Field("bpm", "f", "quarter notes per minute"),
)
LOWEST_ROOT = 48
"""C of the octave that applies unless the flag for the high octave is set."""
NO_ROOT = 60
"""Middle C, the value of the field in files without a root note."""


class Flag(IntFlag):
    """Bits of the `flags` field."""

    ONE_SHOT = 1
    ROOT_SET = 2
    STRETCH = 4


@dataclass(frozen=True)
class AcidFacts:
    """The content of the `acid` chunk; `tonic` is a pitch class, None for sounds that must not be transposed."""

    loop: bool
    tonic: int | None
    beats: int
    denominator: int
    numerator: int
    bpm: float


def whole_beats(total_quarters: Fraction) -> int:
    """Return the number of beats, or 0 (unknown) if the file ends between two beats.

    Hosts calculate the tempo as 60 * beats / duration if beats is set, so a rounded count (one bar of 7/8 as 4 beats)
    would make them play at the wrong speed; with 0 they use the tempo field.
    """
    return int(total_quarters) if total_quarters.denominator == 1 else 0


def root_note(tonic: int | None) -> int:
    """Return the MIDI note that represents a pitch class in `acid` and `smpl`."""
    return NO_ROOT if tonic is None else LOWEST_ROOT + tonic


def encode(facts: AcidFacts) -> Chunk:
    """Encode the chunk."""
    flags = (Flag.STRETCH if facts.loop else Flag.ONE_SHOT) | (0 if facts.tonic is None else Flag.ROOT_SET)
    return Chunk(b"acid", LAYOUT.pack(vars(facts) | {"flags": int(flags), "root": root_note(facts.tonic)}))


def decode(payload: bytes, order: ByteOrder = LITTLE) -> AcidFacts:
    """Decode a payload."""
    values = LAYOUT.unpack(payload, order=order)
    flags, root = Flag(values.pop("flags")), values.pop("root")
    return AcidFacts(
        loop=Flag.ONE_SHOT not in flags,
        tonic=root % 12 if Flag.ROOT_SET in flags else None,
        **values,
    )
