"""The composer's lead sheet: what a style is, and what one of its players sees of a section.

Between `styles/` (which fill in `Style`) and `compose.py` (which hands a `Passage` to each layer's writer). It holds
no music of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from random import Random
from typing import Literal

from musiccm_daw.composer.chords.chord_colours import Colour
from musiccm_daw.composer.dynamics.accents import Pulse
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.scales import SCALES
from musiccm_daw.score.note import Note
from musiccm_daw.timebase import Meter


@dataclass(frozen=True)
class ChordSpan:
    """One chord and where it lies, in quarters from the start of the song."""

    start: float
    duration: float
    chord: Chord

    @property
    def end(self) -> float:
        """Where the next chord begins."""
        return self.start + self.duration


@dataclass(frozen=True)
class Passage:
    """One section as one player sees it."""

    name: str
    energy: float
    start: float
    """Quarters from the start of the song."""
    bars: int
    meter: Meter
    key: Key
    spans: tuple[ChordSpan, ...]
    next_chord: Chord
    """The first chord after the passage, for approach notes."""
    lowest: int
    highest: int
    """The instrument's range."""
    last: bool
    """Whether the song ends here."""
    theme: Random
    """Draws the same whenever a section of this name returns: patterns and motifs repeat."""
    chance: Random
    """Draws anew in every section: fills and variations."""
    kicks: frozenset[float] = frozenset()
    """Where the drummer's kick is struck in the first bars, in quarters from the start of the passage; for basses."""
    beside: tuple[Note, ...] = ()
    """What the chord players who sit before this one have, or the inner voices above; their pitches are avoided."""
    struck: frozenset[float] = frozenset()
    """Where those of them who strike chords in a rhythm do so, in quarters; a second one plays another rhythm."""
    accents: frozenset[float] = frozenset()
    """Where kick or snare are struck loudly, in the same way; for horns."""
    tune: tuple[Note, ...] = ()
    """What whoever has the tune plays; for the voices below it."""
    seam: bool = False
    """Whether a loop begins here: what opens the section would sound each time round."""
    arrives: bool = False
    """Whether a chorus or drop begins here, to which what is before it leads."""
    scale: tuple[int, ...] = ()
    """Pitch classes of the scale that is asked for by its name, from the tonic up; none for the key's own."""

    @cached_property
    def bar_quarters(self) -> float:
        """Length of one bar."""
        return float(self.meter.quarters_per_bar)

    @cached_property
    def end(self) -> float:
        """Where the next section begins."""
        return self.start + self.bars * self.bar_quarters

    @cached_property
    def tones(self) -> tuple[int, ...]:
        """The pitch classes of the scale that is asked for, else of the key, from the tonic up."""
        return self.scale or self.key.scale

    @cached_property
    def characteristic(self) -> frozenset[int]:
        """Characteristic tones of a scale that is asked for, which the key lacks; blue notes only pass."""
        return frozenset() if self.is_blue else frozenset(self.scale).difference(self.key.scale)

    @cached_property
    def is_blue(self) -> bool:
        """Whether the scale that is asked for is that of the blues."""
        return self.scale == SCALES["blues"].on(self.key.tonic)

    def chord_at(self, quarters: float) -> Chord:
        """Return the chord that sounds at a position of the song."""
        return self.span_at(quarters).chord

    def span_at(self, quarters: float) -> ChordSpan:
        """Return the chord span that covers a position of the song."""
        for span in self.spans:
            if quarters < span.end - 1e-6:
                return span
        return self.spans[-1]

    def chord_after(self, span: ChordSpan) -> Chord:
        """Return the chord that follows a span, beyond the end of the passage if need be."""
        return self.next_chord if span.end > self.end - 1e-6 else self.chord_at(span.end)


Writer = Callable[[Passage], list[Note]]
"""A function that writes one player's notes for one section, straight and exact; swing and humanising come later."""


def together(passage: Passage, writers: tuple[Writer, ...]) -> list[Note]:
    """Let one player do several things at once: a pianist's melody over broken chords."""
    return [note for write in writers for note in write(passage)]


LAYER_LEVELS_DB = {"drums": 0.0, "bass": -1.0, "fx": -5.0, "percussion": -5.0}
"""Level of a layer without a gain of its own, where it sounds; all other roles have `OTHER_LAYERS_DB`."""
OTHER_LAYERS_DB = -3.0


@dataclass(frozen=True)
class Layer:
    """A player that a style may have: its instruments, how it plays, and how likely and in which sections it does."""

    role: str
    instruments: tuple[str, ...]
    write: Writer
    chance: float = 1.0
    floor: float = 0.0
    """Section energy from which the layer plays: intro from 0.35, break 0.4, outro 0.45, verse 0.55, chorus 0.8."""
    ceiling: float = 1.0
    """Energy of a section up to which the layer plays."""
    effects: dict[str, float] = field(default_factory=dict)
    """Effects of the renderer and how likely each is."""
    gain_db: float = 0.0
    """Added to `LAYER_LEVELS_DB`."""
    spread: float = 0.0
    """Widest pan to either side."""
    late: float = 0.0
    """Seconds that the player lies behind the beat."""
    solo: bool = False
    """Whether the layer can carry a sparse song alone."""


Swelling = Literal["usual", "wide", "narrow", "terraced"]


@dataclass(frozen=True)
class Style:
    """What makes the songs of one style alike. One player is drawn from each of `groups` (or none)."""

    name: str
    bpm: tuple[float, float]
    minor: float
    """How likely a minor key is."""
    major_progressions: tuple[str, ...]
    minor_progressions: tuple[str, ...]
    colours: tuple[Colour, ...]
    """How chords are coloured: see `chord_colours.py`."""
    groups: tuple[tuple[Layer, ...], ...]
    """Alternatives for one place in the band; the chances of a group's layers sum to 1 or less."""
    form: str = "song"
    cycle: bool = False
    """Whether one progression goes round through all sections, as that of a blues does."""
    looped: bool = False
    """Whether chord players repeat one figure, also where they play in a way that is not the style's own."""
    meters: dict[str, float] = field(default_factory=lambda: {"4/4": 1.0})
    tonics: tuple[int, ...] = tuple(range(12))
    """Pitch classes of the keys that lie well on the style's instruments: D and G on a fiddle, B flat on a cornet."""
    swing: tuple[float, float] = (0.0, 0.0)
    swing_unit: float = 0.5
    """Quarters: 0.5 swings the 8ths, 0.25 the 16ths."""
    looseness: float = 1.0
    """0 machine-tight, 1 played by hand (4 ms)."""
    pulse: Pulse = "downbeat"
    """What carries its bar, for those who play chords and hand percussion, and for swung tunes."""
    swelling: Swelling = "usual"
    """How far its phrases grow and die away: widely in music that lives on it, narrowly for the sake of the dance, or
    in terraces, softer phrases that answer like echoes."""
    drives_from: float = inf
    """BPM from which basses drive in 8ths: a slower song is a ballad."""
    straight_from: float = inf
    """BPM from which the guitars have every 8th struck, too."""
    own_scale: bool = False
    """Whether it is known by a scale that no happy word makes a major one."""
    chromatic: bool = False
    """Whether basses lead to the next root from a semitone beside it, as in jazz, blues and funk."""
    passing: bool = False
    """Whether everybody comes to a note from the semitone beside it, also in a scale that is asked for, as in jazz."""
    cadence: str = ""
    """Dominant before the last chord of its pieces, V7 or V; empty for those that end without one."""
    unplugged: bool = False
    """Whether a band of those who need no drums is complete without a bass, too."""
    polyphonic: bool = False
    """Whether inner voices have lives of their own; elsewhere a second horn goes with the first."""
    many_tunes: bool = False
    """Whether several tunes sound at once; elsewhere one stands in front."""
    one_riff: bool = False
    """Whether basses play the riffs of its guitars, an octave below."""
    stirred: bool = False
    """Whether its drummers stir the snare with brushes, where they have some."""
    combo: bool = False
    """Whether its quartets are bands: a jazz flute quartet has one flute."""
    pianist: bool = False
    """Whether somebody plays chords in its rhythm section."""
    chamber: bool = False
    """Whether a song for a few acoustic instruments is theirs alone, without the band."""
    sacred: bool = False
    """Whether a choir sings it to the organ of a church."""
    guitar: str = ""
    """The guitar that is meant where nobody describes one; empty where a style has several."""
    solo_guitar: str = ""
    """That on which a solo has its chords; empty where a soloist plays an electric guitar."""
    beat_is_all: bool = False
    """Whether its beat is the whole instrumental, and not the drums of one."""
    breaks_down: bool = False
    """Whether its breakdown is where the drums are silent; that of bluegrass is a tune."""
    breakbeats: bool = False
    """Whether its drummers play breakbeats."""
