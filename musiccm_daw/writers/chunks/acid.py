"""The `acid` chunk: tempo, beats, meter, root note, loop or one-shot. What makes a host stretch a loop by itself.

After `data`. There is no published specification; the table is what libsndfile (`src/wav.c`), exiftool and
Audacity read. They take the denominator of the meter before the numerator. `smpl.py` holds the loop's points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from fractions import Fraction

from musiccm_daw.writers.chunks.layout import Field, Layout
from musiccm_daw.writers.chunks.riff import Chunk

LAYOUT = Layout(
    Field("flags", "I", "1 one-shot, 2 root note is set, 4 stretch, 8 disk-based, 16 high octave"),
    Field("root", "H", "MIDI note 48 to 59: C to B"),
    Field("unknown_1", "H", "0x8000 in every file in the wild", 0x8000),
    Field("unknown_2", "f", "0 in every file in the wild", 0.0),
    Field("beats", "I", "quarter notes in the file; 0 unknown"),
    Field("denominator", "H", "of the meter"),
    Field("numerator", "H", "of the meter"),
    Field("bpm", "f", "quarter notes a minute"),
)
LOWEST_ROOT = 48
"""C in the octave that the chunk uses when the flag for the high octave is not set."""
NO_ROOT = 60
"""Middle C stands in the field of files without a root note."""


class Flag(IntFlag):
    """Bits of the `flags` field."""

    ONE_SHOT = 1
    ROOT_SET = 2
    STRETCH = 4


@dataclass(frozen=True)
class AcidFacts:
    """What the `acid` chunk says; `tonic` is a pitch class, None for sounds that must not be transposed."""

    loop: bool
    tonic: int | None
    beats: int
    denominator: int
    numerator: int
    bpm: float


def whole_beats(total_quarters: Fraction) -> int:
    """Return the number of beats, or 0 (unknown) where the file ends between two.

    Hosts take tempo = 60 * beats / duration when beats is set, so that a rounded count (one bar of 7/8 as 4 beats)
    would make them play at the wrong speed; with 0 they use the tempo field.
    """
    return int(total_quarters) if total_quarters.denominator == 1 else 0


def root_note(tonic: int | None) -> int:
    """Return the MIDI note that stands for a pitch class in `acid` and `smpl`."""
    return NO_ROOT if tonic is None else LOWEST_ROOT + tonic


def encode(facts: AcidFacts) -> Chunk:
    """Write the chunk."""
    flags = (Flag.STRETCH if facts.loop else Flag.ONE_SHOT) | (0 if facts.tonic is None else Flag.ROOT_SET)
    return Chunk(b"acid", LAYOUT.pack(vars(facts) | {"flags": int(flags), "root": root_note(facts.tonic)}))


def decode(payload: bytes) -> AcidFacts:
    """Read the chunk."""
    values = LAYOUT.unpack(payload)
    flags, root = Flag(values.pop("flags")), values.pop("root")
    return AcidFacts(
        loop=Flag.ONE_SHOT not in flags,
        tonic=root % 12 if Flag.ROOT_SET in flags else None,
        **values,
    )
