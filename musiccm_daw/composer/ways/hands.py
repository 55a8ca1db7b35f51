"""A player of an instrument, as those who make writers need it.

For `pitched_ways.py` and `techniques.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer

ONE_VOICED = frozenset(
    {
        *("harmonica", "solo_violin", "solo_viola", "solo_cello", "contrabass", "trumpet", "trombone"),
        *("muted_trumpet", "french_horn", "alto_sax", "tenor_sax", "oboe", "clarinet", "flute", "pan_flute"),
        *(name for name, can in INSTRUMENTS.items() if can.roles[0] == "bass"),
        "saw_lead",
        "square_lead",
    }
)
"""Instruments that sound one note at a time."""
GLIDING = frozenset({"bass_808", "sub_bass", "reese_bass", "acid_303", "analog_bass", "fm_bass"})
"""Basses that slide into a note that overlaps the one before."""
DECAYING = frozenset(
    {
        *("grand_piano", "bright_piano", "honky_tonk", "rhodes", "dx_piano", "fm_epiano", "harpsichord", "clavinet"),
        *("celesta", "glockenspiel", "music_box", "vibraphone", "marimba", "kalimba", "fm_bell", "pluck"),
        *("harp", "pizzicato_strings"),
    }
)
"""Instruments whose tones die away: a chord is struck anew in every bar."""
ELECTRIC_GUITARS = ("muted_guitar", "distortion_guitar", "overdriven_guitar")


@dataclass(frozen=True)
class Hands:
    """A player of an instrument.

    Attributes:
        instrument: a key of `INSTRUMENTS`.
        role: that it plays.
        ways: of playing.
        short: whether notes are to be short.
        calm: whether the music is quiet.
        alone: whether nobody plays a bass below.
        tune: how the style plays its tunes; None if it has none, or if no style is asked for.
        solo: whether the player is asked for a solo.
        reach: lowest and highest pitch, where they are not the instrument's.
        note: pitch class of a pedal or drone, where the prompt says which it is.
        led: whether somebody else has the tune.
        comps: whether the chords of a small band are the player's, whatever else is.
        bpm: quarters a minute.
    """

    instrument: str
    role: str
    ways: tuple[str, ...]
    short: bool
    calm: bool
    alone: bool
    tune: Writer | None = None
    solo: bool = False
    reach: tuple[int, int] | None = None
    note: int | None = None
    led: bool = False
    comps: bool = False
    bpm: float = 120.0

    @property
    def lowest(self) -> int:
        """The lowest pitch in reach."""
        return INSTRUMENTS[self.instrument].lowest if self.reach is None else self.reach[0]

    @property
    def is_horn(self) -> bool:
        """Whether the instrument is one of a horn section."""
        return "brass" in INSTRUMENTS[self.instrument].roles

    @property
    def is_guitar(self) -> bool:
        """Whether the instrument has a guitar's strings."""
        return "guitar" in INSTRUMENTS[self.instrument].roles

    def centre(self, wanted: int) -> int:
        """Return a pitch to play around, at least a seventh inside the instrument's range where that is wide enough."""
        name = INSTRUMENTS[self.instrument]
        lowest, highest = self.reach or (name.lowest, name.highest)
        inside = min(10, (highest - lowest) // 2)
        return min(max(wanted, lowest + inside), highest - inside)
