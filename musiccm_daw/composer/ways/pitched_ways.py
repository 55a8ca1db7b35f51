"""How a pitched player plays what a prompt asks for: arpeggios, stabs, held chords, a walking bass, long rests.

Writers for `seating.py`, made from those of `bass.py`, `comping.py`, `horns.py`, `inner_voices.py` and `melody.py` for
an instrument's range, and the few that no style has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.styles.band import POP_PICKS, POP_STRUMS
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import as_solo, is_tune, tune_settings, tunes_in, with_settings
from musiccm_daw.composer.ways.gestures import call_and_answer, glissandi, moving_accents, with_rests
from musiccm_daw.score.note import Note

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

_STABS = ("x..x..x.........", "......x.....x...", "x.....x...x.....", "...x..x.......x.", "x..x............")
_HORN_STABS = ("x.x...x.........", "..x..x....x.....", "x.....x.....xx..")
_AFTERBEATS = ("....x-......x-..", "....x-......x-x.")
_BOOGIE_CHORDS = ("..x...x...x...x.", "x..x..x...x..x..", "x-..x...x..x..x.")
_BOOGIE_BASSES = ("R-O-R-O-R-O-R-O-", "R-R-5-5-O-O-5-5-", "R-5-O-5-R-5-O-5-")
_OFFBEATS = ("..x...x...x...x.", "..x...x...x..xx.")
_COMPS = ("x-----x---x-----", "x-------x-------", "x---..x-x---....", "x---x---x---x---")
_EIGHTHS = ("X-x-x-x-X-x-x-x-", "x-x-X-x-x-x-X-x-")
_SIXTEENTHS = ("XxxxXxxxXxxxXxxx", "XxxXxxXxxxXxXxxx")
_MUTED_SIXTEENTHS = ("ppppppppppppXppp", "pppXpppXpppppppp", "XpppppppXppppppp", "pppppppppppppppp")
_INNER_CENTRES = {
    "solo_cello": 52,
    "trombone": 55,
    "contrabass": 45,
    "solo_viola": 60,
    "french_horn": 60,
    "tenor_sax": 60,
}
"""Pitches around which these play an inner voice; others lie higher."""
_INNER, _LOWER = 68, 5
"""Where others play it, and by how many semitones the lower of two lies below."""
_CHUGS = ("X-..p.p.X-..p.p.", "p.p.p.X-p.p.p.X-", "X---pppp..X-pppp")
_BASS = {
    "eighths_bass": ("R-R-R-R-R-R-R-R-", "R-R-R-R-R-R-R-a-", "R-R-R-R-5-5-R-R-"),
    "sixteenths_bass": ("RRRRRRRRRRRRRRRR", "R.RRR.RRR.RRR.RR", "RRR.RRR.RRR.RRRa"),
    "octaves": ("R-O-R-O-R-O-R-O-", "R.OOR.OOR.OOR.OO"),
    "arp": ("R-5-O-5-R-5-O-5-", "R-3-5-O-R-3-5-O-"),
    "bass": ("R--.R-..R-5-..a-", "R-----R---R-5-a-", "R---..R-O---5-a-"),
}
_ELECTRIC_GUITARS = ("muted_guitar", "distortion_guitar", "overdriven_guitar")
_SUNG = ("melody", "single")
_ONCE_A_BAR = ("x---------------",)
_BREATH = 8.0
"""Quarters that a choir sings on one breath."""
_BASS_SOLO_CENTRE = 48
"""The upper half of a bass's strings."""
_DECAYING = frozenset(
    {
        *("grand_piano", "bright_piano", "honky_tonk", "rhodes", "dx_piano", "fm_epiano", "harpsichord", "clavinet"),
        *("celesta", "glockenspiel", "music_box", "vibraphone", "marimba", "kalimba", "fm_bell", "pluck"),
        *("harp", "pizzicato_strings"),
    }
)
"""Instruments whose tones die away: a chord is struck anew in every bar."""
_TUNE_CENTRE = 74


@dataclass(frozen=True)
class Hands:
    """A player of an instrument, as the makers of writers need it.

    Attributes:
        instrument: a key of `INSTRUMENTS`.
        role: that it plays.
        ways: of playing.
        short: whether notes are to be short.
        calm: whether the music is quiet.
        alone: whether nobody plays a bass below.
        tune: how the style plays its tunes; None if it has none, or if no style is asked for.
        solo: whether the player is asked for a solo.
    """

    instrument: str
    role: str
    ways: tuple[str, ...]
    short: bool
    calm: bool
    alone: bool
    tune: Writer | None = None
    solo: bool = False

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
        inside = min(10, (name.highest - name.lowest) // 2)
        return min(max(wanted, name.lowest + inside), name.highest - inside)


def way_writer(hands: Hands, own: Writer | None) -> Writer:
    """Return the writer for what a prompt asks of a pitched player.

    Args:
        hands: the player.
        own: the style's writer for this instrument, for players who are asked for nothing special; None if it has none.
    """
    makers = _BASS_MAKERS if hands.role == "bass" else _MAKERS
    way = next((way for way in makers if way in hands.ways), None)
    if way is None and hands.solo and (hands.role in ("keys", "bass") or "lead" in INSTRUMENTS[hands.instrument].roles):
        way = "solo"
    if way == "chords" and isinstance(own, partial) and own.func is comping.comp:
        # House chords are struck as house strikes them.
        way = None
    # A style's pianist may have a tune over a left hand.
    plays_tune = own is not None and (is_tune(own) or (way == "solo" and hands.alone and bool(tunes_in(own))))
    if own is not None and way in (*_SUNG, "solo") and plays_tune:
        write = own
    else:
        write = makers[way](hands) if way is not None else own or _usual(hands)
    if hands.solo:
        write = as_solo(write)
    if isinstance(write, partial) and write.func is horns.stabs and hands.instrument in ONE_VOICED:
        # One horn has no section to be the top of.
        own_stabs = {"patterns": write.keywords["patterns"], "centre": hands.centre(65)}
        write = partial(horns.single_stabs, **own_stabs)
    if isinstance(write, partial) and write.func is comping.pad:
        write = _sustained(write, hands)
    if "moving_accents" in hands.ways:
        write = partial(moving_accents, write=write)
    if "answers" in hands.ways:
        write = partial(call_and_answer, centre=hands.centre(64))
    return partial(with_rests, write=write) if "rests" in hands.ways else write


def _sustained(write: partial[list[Note]], hands: Hands) -> Writer:
    """Return how an instrument plays what is written as held chords."""
    if hands.short:
        # Of held chords little is left where every note is short.
        return _stabs(hands)
    if hands.instrument in _DECAYING:
        kept = {name: value for name, value in write.keywords.items() if name != "longest"}
        return partial(comping.comp, patterns=_ONCE_A_BAR, **({"hold": 1.0} | kept))
    return partial(write, longest=_BREATH) if hands.role == "vocal-pad" else write


def _usual(hands: Hands) -> Writer:
    """Return how an instrument is played where neither prompt nor style says."""
    if hands.role == "fx":
        return transitions.bed
    if hands.role == "bass":
        return bass.acid_bass if hands.instrument == "acid_303" else _bass_pattern(hands, "bass")
    if hands.instrument == "pizzicato_strings":
        return partial(melody.riff, centre=hands.centre(67), density="dense", gate=0.4)
    if hands.role == "lead" or hands.instrument in ONE_VOICED or hands.instrument in _TUNE_PLAYERS:
        return _tune(hands)
    makers = {"strings": _held, "pads": _held, "vocal-pad": _held, "brass": _stabs, "guitar": _picked}
    return makers.get(hands.role, _two_handed if hands.alone and hands.instrument in _PIANOS else _chords)(hands)


_PIANOS = ("grand_piano", "bright_piano", "honky_tonk")
_TUNE_PLAYERS = ("music_box", "celesta", "glockenspiel", "kalimba", "vibraphone", "harp", "accordion")


def _bank(hands: Hands) -> str:
    """Return the rhythms of a player's riffs: those of the style's tunes."""
    return str(tune_settings(hands.tune).get("bank", "rock" if hands.instrument in _ELECTRIC_GUITARS else "song"))


def _tune(hands: Hands) -> Writer:
    """Return the style's tune in the instrument's register, with a quiet chord below where nobody else has one."""
    centre = hands.centre(tune_settings(hands.tune).get("centre", _TUNE_CENTRE))
    changed = {"centre": centre, "density": "sparse"} if "rests" in hands.ways else {"centre": centre}
    tune = with_settings(hands.tune or melody.melody, changed)
    if hands.alone and hands.instrument not in ONE_VOICED and hands.role != "lead":
        below = _sustained(partial(comping.pad, centre=centre - 10, voices=2, velocity=58, spread=False), hands)
        return partial(comping.together, writers=(tune, below))
    return tune


def _solo(hands: Hands) -> Writer:
    """Return a solo: a full tune, over a left hand where a keyboard player is alone, and low on a bass."""
    if hands.role == "bass":
        bank = str(tune_settings(hands.tune).get("bank", "song"))
        return partial(melody.melody, centre=hands.centre(_BASS_SOLO_CENTRE), density="dense", rests=0.0, bank=bank)
    centre = hands.centre(tune_settings(hands.tune).get("centre", _TUNE_CENTRE))
    tune = with_settings(hands.tune or melody.melody, {"centre": centre})
    tune = tune if hands.calm else as_solo(tune)
    if not hands.alone or hands.role != "keys":
        return tune
    return partial(comping.together, writers=(tune, comping.left_hand))


def _riff(hands: Hands) -> Writer:
    # Guitar riffs lie on the low strings.
    centre = 48 if hands.instrument in _ELECTRIC_GUITARS else 55 if hands.is_guitar else 67
    return partial(melody.riff, centre=hands.centre(centre), density="dense", bank=_bank(hands))


def _ostinato(hands: Hands) -> Writer:
    return partial(
        melody.riff, centre=hands.centre(67), density="dense", scale="full", gate=0.7, turns=False, bank=_bank(hands)
    )


def _arpeggio(hands: Hands) -> Writer:
    rates: tuple[float, ...] = (0.5,) if hands.calm else (0.25,)
    for way, rate in (("triplets", 1 / 3), ("eighths", 0.5), ("sixteenths", 0.25)):
        if way in hands.ways:
            rates = (rate,)
    rings = hands.role in ("keys", "strings") and hands.instrument not in ONE_VOICED
    upper = partial(comping.arpeggio, rates=rates, centre=hands.centre(69), gate=1.0 if rings else 0.8)
    if hands.alone and hands.instrument in ("grand_piano", "bright_piano", "rhodes", "harp", "dx_piano", "fm_epiano"):
        return partial(comping.together, writers=(upper, partial(bass.chord_bass, floor=38, velocity=64)))
    return upper


def _stabs(hands: Hands) -> Writer:
    if hands.instrument in ONE_VOICED and hands.is_horn:
        return partial(horns.single_stabs, patterns=_HORN_STABS, centre=hands.centre(65))
    if hands.role == "brass":
        return partial(horns.stabs, patterns=_HORN_STABS, centre=hands.centre(64), forward=True)
    return partial(comping.comp, patterns=_STABS, centre=hands.centre(62), voices=3, hold=0.8)


def _held(hands: Hands) -> Writer:
    if hands.instrument in ONE_VOICED:
        return partial(inner_voices.counter_line, centre=hands.centre(64))
    if hands.is_guitar:
        return partial(comping.strum, patterns=("D---------------",))
    return partial(comping.pad, centre=hands.centre(62), voices=4, spread=hands.role in ("pads", "strings"))


def _chords(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_COMPS, centre=hands.centre(62))


def _two_handed(hands: Hands) -> Writer:
    return partial(comping.two_hands, patterns=_COMPS, centre=hands.centre(67))


def _strummed(hands: Hands) -> Writer:
    return partial(comping.strum, patterns=POP_STRUMS) if hands.is_guitar else _chords(hands)


def _picked(hands: Hands) -> Writer:
    return partial(comping.pick, patterns=POP_PICKS) if hands.is_guitar else _arpeggio(hands)


def _drawn(hands: Hands) -> Writer:
    return partial(melody.melody, centre=hands.centre(70), density="sparse", gate=0.98, bank="lyric")


def _offbeats(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_OFFBEATS, centre=hands.centre(62), voices=3, hold=0.6)


def _power(hands: Hands) -> Writer:
    if not hands.is_guitar:
        return _eighths(hands)
    return partial(comping.power_riff, patterns=_MUTED_SIXTEENTHS if "sixteenths" in hands.ways else _CHUGS)


def _sixteenths(hands: Hands) -> Writer:
    if hands.instrument in _ELECTRIC_GUITARS:
        return partial(comping.power_riff, patterns=_MUTED_SIXTEENTHS)
    if (hands.is_guitar or hands.role == "strings") and hands.instrument not in ONE_VOICED:
        return partial(comping.comp, patterns=_SIXTEENTHS, centre=hands.centre(62), voices=3, hold=0.8)
    return _arpeggio(hands)


def _eighths(hands: Hands) -> Writer:
    if hands.role == "lead" or hands.instrument in ONE_VOICED:
        return _arpeggio(hands)
    return partial(comping.comp, patterns=_EIGHTHS, centre=hands.centre(62), voices=3, hold=0.9)


def _inner(hands: Hands, lower: int = 0, *, follows: bool = False) -> Writer:
    wanted = _INNER_CENTRES.get(hands.instrument, _INNER) - lower
    centre = max(wanted, INSTRUMENTS[hands.instrument].lowest + _LOWER)
    return partial(inner_voices.inner, centre=centre, sixths=lower > 0, follows=follows, figures=not hands.is_horn)


def _low_inner(hands: Hands) -> Writer:
    return _inner(hands, _LOWER)


def _second_voice(hands: Hands) -> Writer:
    return _inner(hands, follows=True)


def _ground(hands: Hands) -> Writer:
    return partial(inner_voices.ground, floor=max(36, INSTRUMENTS[hands.instrument].lowest))


def _stride(hands: Hands) -> Writer:
    if not hands.alone:
        return partial(comping.comp, patterns=_AFTERBEATS, centre=hands.centre(62), voices=3, hold=0.6)
    tune = partial(melody.melody, centre=hands.centre(76), density="dense", rests=0.0)
    return partial(comping.together, writers=(tune, comping.stride))


def _boogie(hands: Hands) -> Writer:
    if not hands.alone:
        return _chords(hands)
    centre = hands.centre(67)
    return partial(comping.two_hands, patterns=_BOOGIE_CHORDS, left_hands=_BOOGIE_BASSES, centre=centre, hold=0.7)


def _glissandi(hands: Hands) -> Writer:
    return partial(glissandi, centre=hands.centre(67))


def _bass_pattern(hands: Hands, way: str) -> Writer:
    return partial(bass.pattern_bass, patterns=_BASS[way])


def _acid_or(way: str) -> Callable[[Hands], Writer]:
    def made(hands: Hands) -> Writer:
        if hands.instrument == "acid_303":
            return partial(bass.acid_bass, density=1.0 if way == "sixteenths_bass" else 0.75)
        return _bass_pattern(hands, way)

    return made


def _bass_riff(hands: Hands) -> Writer:
    return partial(melody.riff, centre=hands.centre(40), density="dense")


# The order counts: a player who is asked for an arpeggio in 16ths plays an arpeggio.
_MAKERS: dict[str, Callable[[Hands], Writer]] = {
    "gliss": _glissandi,
    "stride": _stride,
    "boogie": _boogie,
    "arp": _arpeggio,
    "ostinato": _ostinato,
    "riff": _riff,
    "power": _power,
    "strum": _strummed,
    "picking": _picked,
    "offbeat": _offbeats,
    "stabs": _stabs,
    "held": _held,
    "drawn": _drawn,
    "chord_melody": _tune,
    "melody": _tune,
    "sixteenths": _sixteenths,
    "eighths": _eighths,
    "chords": _strummed,
    "single": _tune,
    "solo": _solo,
    "rests": _tune,
    "inner": _inner,
    "second_voice": _second_voice,
    "low_inner": _low_inner,
    "ground": _ground,
}
_BASS_MAKERS: dict[str, Callable[[Hands], Writer]] = {
    "walking_bass": lambda hands: walking_bass,
    "long_bass": lambda hands: bass.chord_bass,
    "held": lambda hands: bass.chord_bass,
    "drawn": lambda hands: bass.chord_bass,
    "eighths_bass": _acid_or("eighths_bass"),
    "eighths": _acid_or("eighths_bass"),
    "sixteenths_bass": _acid_or("sixteenths_bass"),
    "sixteenths": _acid_or("sixteenths_bass"),
    "octaves": _acid_or("octaves"),
    "arp": _acid_or("arp"),
    "ostinato": _bass_riff,
    "riff": _bass_riff,
    "melody": _bass_riff,
    "solo": _solo,
}
