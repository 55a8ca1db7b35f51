"""How a pitched player plays what a prompt asks for: arpeggios, stabs, held chords, a walking bass, long rests.

Writers for `seating.py`, made from those of `bass.py`, `comping.py`, `horns.py`, `inner_voices.py` and `melody.py` for
an instrument's range, and the few that no style has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.basses.walking import walking_bass
from musiccm_daw.composer.chords import arpeggios, comping
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.styles.band import POP_PICKS, POP_STRUMS
from musiccm_daw.composer.styles.dance_floor import FUNK_LINES
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import as_solo, is_tune, tune_settings, tunes_in, with_settings
from musiccm_daw.composer.turns import Habit
from musiccm_daw.composer.ways import over_drone, techniques
from musiccm_daw.composer.ways.gestures import call_and_answer, glissandi, moving_accents, with_rests
from musiccm_daw.composer.ways.relation_ways import RELATIONS
from musiccm_daw.composer.ways.hands import DECAYING, ELECTRIC_GUITARS, ONE_VOICED, Hands
from musiccm_daw.composer.ways.technique_makers import (
    BASS_NOTE_VALUES,
    BASS_TECHNIQUES,
    BOOGIE_BASSES,
    NOTE_VALUES,
    TECHNIQUES,
    embellished,
    muted_chops,
)
from musiccm_daw.score.note import Note

_STABS = ("x..x..x...x.x...", "x..x..x..x..x.x.", "..x..x..x..x..x.", "x.....x...x..x..", "...x..x....x..x.")
_HORN_STABS = ("x.x...x.........", "..x..x....x.....", "x.....x.....xx..")
_AFTERBEATS = ("....x-......x-..", "....x-......x-x.")
_BOOGIE_CHORDS = ("..x...x...x...x.", "x..x..x...x..x..", "x-..x...x..x..x.")
_OFFBEATS = ("..x...x...x...x.", "..x...x...x..xx.")
_COMPS = ("x-----x---x-----", "x-------x-------", "x---..x-x---....", "x---x---x---x---")
_EIGHTHS = ("X-x-x-x-X-x-x-x-", "x-x-X-x-x-x-X-x-")
_SIXTEENTHS = ("XxxxXxxxXxxxXxxx", "XxxXxxXxxxXxXxxx")
_MUTED_EIGHTHS = ("p.p.p.p.p.p.p.p.", "X.p.p.p.X.p.p.p.", "X-p.p.X-p.p.X-p.")
_POWER_EIGHTHS = ("x-x-x-x-x-x-x-x-",)
_STRUMS = {
    "offbeat": ("..u-..u-..u-..u-",),
    "quarters": ("D---d---D---d---",),
    "eighths": ("D-d-d-d-D-d-d-d-",),
    "sixteenths": ("DudududuDudududu", "DuduDuduDuduDudu"),
}
"""By the places that are asked for; else a strummer plays what anybody plays."""
_BANJO_ROLLS = ("0231423102314231", "0123012301230412", "2032420320324203")
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
    "sixteenths": ("RRRRRRRRRRRRRRRR",),
    "sixteenths_bass": ("RRRRRRRRRRRRRRRR", "R.RRR.RRR.RRR.RR", "RRR.RRR.RRR.RRRa"),
    "arp": ("R-5-O-5-R-5-O-5-", "R-3-5-O-R-3-5-O-"),
    "deep": (
        "R---------R-----",
        "R-----R---------",
        "R---------------R-------R-----O-",
        "R--R----------..",
        "R-------......R-",
    ),
    "bass": ("R--.R-..R-5-..a-", "R-----R---R-5-a-", "R---..R-O---5-a-"),
}
_DEEP_BASSES = ("bass_808", "sub_bass")
"""Basses whose notes boom: few and long, and the root first."""
_PLUCKED_CHORDS = ("..x...x...x...x.", "x.....x.x.....x.", "x...x.x...x.x...", "....x.......x.x.")
_SUNG = ("melody", "single")
_ONCE_A_BAR = ("x---------------",)
_BREATH = 8.0
"""Quarters that a choir sings on one breath."""
_BASS_SOLO_CENTRE = 48
"""The upper half of a bass's strings."""
_TUNE_CENTRE = 74


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
    # A style's pianist may have a tune over a left hand.
    plays_tune = own is not None and (is_tune(own) or (way == "solo" and hands.alone and bool(tunes_in(own))))
    at_home = own is not None and _is_played(own, way)
    if hands.instrument == "acid_303" and (way in (*_SUNG, "solo") or own is None) and way in (None, *_SUNG, "solo"):
        # A 303 is a sequencer of 16ths: its lines are patterns, an octave higher where a bass lies below.
        write: Writer = partial(bass.acid_bass, density=0.85, floor=33 if hands.alone or hands.role == "bass" else 45)
    elif own is not None and ((way in (*_SUNG, "solo") and plays_tune) or at_home):
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
    write = embellished(write, hands)
    if "answers" in hands.ways and hands.role != "bass":
        write = partial(call_and_answer, centre=hands.centre(64))
    return partial(with_rests, write=write) if "rests" in hands.ways else write


_PLAYED: dict[str, tuple[Callable[..., list[Note]], ...]] = {
    "chords": (comping.comp, comping.two_hands, comping.strum),
    "strum": (comping.strum,),
    "picking": (comping.pick,),
    "stabs": (comping.comp,),
}
"""Ways that a style's player may have already, by what writes them; its own rhythms are then those of the style."""
_LONGEST_STAB = 4
"""16ths: a rhythm with chords held longer is none of stabs."""


def _is_played(own: Writer, way: str | None) -> bool:
    """Return whether a style's own writer plays what is asked for."""
    if not isinstance(own, partial) or own.func not in _PLAYED.get(way or "", ()):
        return False
    held = "-" * _LONGEST_STAB
    return way != "stabs" or not any(held in pattern for pattern in own.keywords["patterns"])


def _sustained(write: partial[list[Note]], hands: Hands) -> Writer:
    """Return how an instrument plays what is written as held chords."""
    if hands.short:
        # Of held chords little is left where every note is short.
        return _stabs(hands)
    if hands.instrument in DECAYING:
        kept = {name: value for name, value in write.keywords.items() if name != "longest"}
        return partial(comping.comp, patterns=_ONCE_A_BAR, **({"hold": 1.0} | kept | {"habit": "strict"}))
    return partial(write, longest=_BREATH) if hands.role == "vocal-pad" else write


def _usual(hands: Hands) -> Writer:
    """Return how an instrument is played where neither prompt nor style says."""
    if hands.role == "fx":
        return transitions.bed
    if hands.role == "bass":
        usual: dict[str, Writer] = {"acid_303": bass.acid_bass, "slap_bass": FUNK_LINES}
        deep = _bass_pattern(hands, "deep") if hands.instrument in _DEEP_BASSES else None
        return usual.get(hands.instrument) or deep or _bass_pattern(hands, "bass")
    if hands.instrument in ("muted_guitar", "clavinet"):
        return muted_chops(hands)
    if hands.instrument == "pizzicato_strings" and hands.led:
        return _plucked_below(hands)
    if hands.instrument == "pizzicato_strings":
        return partial(melody.riff, centre=hands.centre(67), density="dense", gate=0.4)
    if hands.role == "lead" or hands.instrument in ONE_VOICED or hands.instrument in _TUNE_PLAYERS:
        return _tune(hands)
    bed = partial(_held, habit="turning")
    makers: dict[str, Callable[[Hands], Writer]] = {
        "strings": bed,
        "pads": bed,
        "vocal-pad": bed,
        "brass": _stabs,
        "guitar": _picked,
    }
    return makers.get(hands.role, _two_handed if hands.alone and hands.instrument in _PIANOS else _chords)(hands)


_BY_HAND = ("grand_piano", "bright_piano", "rhodes", "harp", "dx_piano", "fm_epiano")
"""Instruments whose arpeggios no machine plays, over a bass note in the left hand."""
_PIANOS = ("grand_piano", "bright_piano", "honky_tonk")
_TUNE_PLAYERS = ("music_box", "celesta", "glockenspiel", "kalimba", "vibraphone", "harp", "accordion")


def _plucked_below(hands: Hands) -> Writer:
    """Return how a section plucks under a tune: short chords, over the cellos' notes where nobody has the bass."""
    if hands.alone:
        low = partial(techniques.oompah_bass, floor=max(36, hands.lowest), velocity=84)
        return partial(comping.together, writers=(low, partial(techniques.oompah_chords, centre=hands.centre(60))))
    return partial(comping.comp, patterns=_PLUCKED_CHORDS, centre=hands.centre(62), voices=3, hold=0.5)


def _bank(hands: Hands) -> str:
    """Return the rhythms of a player's riffs: those of the style's tunes."""
    return str(tune_settings(hands.tune).get("bank", "rock" if hands.instrument in ELECTRIC_GUITARS else "song"))


def _tune(hands: Hands) -> Writer:
    """Return the style's tune in the instrument's register, with a quiet chord below where nobody else has one."""
    centre = hands.centre(tune_settings(hands.tune).get("centre", _TUNE_CENTRE))
    changed = {"centre": centre, "density": "sparse"} if "rests" in hands.ways else {"centre": centre}
    tune = with_settings(hands.tune or melody.melody, changed)
    single = hands.instrument in ONE_VOICED or "single" in hands.ways
    if hands.alone and not single and hands.role != "lead":
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
    centre = 48 if hands.instrument in ELECTRIC_GUITARS else 55 if hands.is_guitar else 67
    return partial(melody.riff, centre=hands.centre(centre), density="dense", bank=_bank(hands))


def _ostinato(hands: Hands) -> Writer:
    if {"eighths", "sixteenths", "triplets"} & set(hands.ways):
        return _arpeggio(hands)
    return partial(
        melody.riff, centre=hands.centre(67), density="dense", scale="full", gate=0.7, turns=False, bank=_bank(hands)
    )


def _arpeggio(hands: Hands) -> Writer:
    rates: tuple[float, ...] = (0.5,) if hands.calm else (0.25,)
    for way, rate in (("triplets", 1 / 3), ("eighths", 0.5), ("sixteenths", 0.25)):
        if way in hands.ways:
            rates = (rate,)
    rings = hands.role in ("keys", "strings") and hands.instrument not in ONE_VOICED
    upper = partial(arpeggios.arpeggio, rates=rates, centre=hands.centre(69), gate=1.0 if rings else 0.8)
    if rates == (0.25,) and not {"sixteenths", "eighths"} & set(hands.ways):
        played = hands.role == "strings" or hands.instrument in _BY_HAND
        upper = partial(upper, rates=(0.25, 0.5)) if played else partial(upper, patterns=arpeggios.GATES)
    if hands.alone and hands.instrument in _BY_HAND:
        return partial(comping.together, writers=(upper, partial(bass.chord_bass, floor=38, velocity=64)))
    return upper


def _stabs(hands: Hands) -> Writer:
    if hands.instrument in ONE_VOICED and hands.is_horn:
        return partial(horns.single_stabs, patterns=_HORN_STABS, centre=hands.centre(65))
    if hands.role == "brass":
        return partial(horns.stabs, patterns=_HORN_STABS, centre=hands.centre(64), forward=True)
    return partial(comping.comp, patterns=_STABS, centre=hands.centre(62), voices=3, hold=0.8, habit="turning")


def _held(hands: Hands, habit: Habit = "strict") -> Writer:
    if hands.instrument in ONE_VOICED:
        return partial(inner_voices.counter_line, centre=hands.centre(64))
    if hands.is_guitar:
        return partial(comping.strum, patterns=("D---------------",))
    return partial(
        comping.pad, centre=hands.centre(62), voices=4, spread=hands.role in ("pads", "strings"), habit=habit
    )


def _chords(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_COMPS, centre=hands.centre(62))


def _two_handed(hands: Hands) -> Writer:
    return partial(comping.two_hands, patterns=_COMPS, centre=hands.centre(67))


def _strummed(hands: Hands) -> Writer:
    placed = next((each for way, each in _STRUMS.items() if way in hands.ways), POP_STRUMS)
    return partial(comping.strum, patterns=placed) if hands.is_guitar else _chords(hands)


def _picked(hands: Hands) -> Writer:
    if hands.instrument == "banjo":
        return partial(comping.pick, patterns=_BANJO_ROLLS, floor=50, ring=0.5)
    return partial(comping.pick, patterns=POP_PICKS) if hands.is_guitar else _arpeggio(hands)


def _drawn(hands: Hands) -> Writer:
    return partial(melody.melody, centre=hands.centre(70), density="sparse", gate=0.98, bank="lyric")


def _offbeats(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_OFFBEATS, centre=hands.centre(62), voices=3, hold=0.6, habit="strict")


def _swells(hands: Hands) -> Writer:
    """Swell into chords, as a pedal steel does behind a singer: one a bar on the middle strings."""
    return partial(comping.pad, centre=hands.centre(67), voices=3, spread=False)


def _over_drone(hands: Hands) -> Writer:
    """Play a tune over a drone: as pipes that sound on, or strings that are struck between."""
    tune = with_settings(hands.tune or melody.melody, {"centre": hands.centre(_TUNE_CENTRE)})
    below = over_drone.held if hands.instrument in ONE_VOICED else over_drone.below_tune
    return partial(comping.together, writers=(tune, below))


def _power(hands: Hands) -> Writer:
    if not hands.is_guitar:
        return _eighths(hands)
    patterns = {"sixteenths": _MUTED_SIXTEENTHS, "eighths": _MUTED_EIGHTHS}
    chosen = next((each for way, each in patterns.items() if way in hands.ways), _CHUGS)
    return partial(comping.power_riff, patterns=chosen)


def _sixteenths(hands: Hands) -> Writer:
    if hands.instrument in ELECTRIC_GUITARS:
        return partial(comping.power_riff, patterns=_MUTED_SIXTEENTHS, habit="strict")
    if (hands.is_guitar or hands.role == "strings") and hands.instrument not in ONE_VOICED:
        return partial(comping.comp, patterns=_SIXTEENTHS, centre=hands.centre(62), voices=3, hold=0.8, habit="strict")
    return _arpeggio(hands)


def _eighths(hands: Hands) -> Writer:
    if hands.role == "lead" or hands.instrument in ONE_VOICED:
        return _arpeggio(hands)
    if hands.instrument in ("overdriven_guitar", "distortion_guitar"):
        return partial(comping.power_riff, patterns=_POWER_EIGHTHS, habit="strict")
    if hands.is_guitar and hands.instrument != "muted_guitar":
        return _strummed(hands)
    return partial(comping.comp, patterns=_EIGHTHS, centre=hands.centre(62), voices=3, hold=0.9, habit="strict")


def _inner(hands: Hands, lower: int = 0, *, follows: bool = False) -> Writer:
    wanted = _INNER_CENTRES.get(hands.instrument, _INNER) - lower
    centre = max(wanted, hands.lowest + _LOWER)
    return partial(inner_voices.inner, centre=centre, sixths=lower > 0, follows=follows, figures=not hands.is_horn)


def _low_inner(hands: Hands) -> Writer:
    return _inner(hands, _LOWER)


def _second_voice(hands: Hands) -> Writer:
    return _inner(hands, follows=True)


def _ground(hands: Hands) -> Writer:
    return partial(inner_voices.ground, floor=max(36, hands.lowest))


def _stride(hands: Hands) -> Writer:
    if not hands.alone:
        return partial(comping.comp, patterns=_AFTERBEATS, centre=hands.centre(62), voices=3, hold=0.6)
    tune = partial(melody.melody, centre=hands.centre(76), density="dense", rests=0.0)
    return partial(comping.together, writers=(tune, comping.stride))


def _boogie(hands: Hands) -> Writer:
    if not hands.alone:
        return _chords(hands)
    centre = hands.centre(67)
    hands_apart = partial(comping.two_hands, patterns=_BOOGIE_CHORDS, left_hands=BOOGIE_BASSES)
    return partial(hands_apart, centre=centre, hold=0.7, runs=True)


def _glissandi(hands: Hands) -> Writer:
    return partial(glissandi, centre=hands.centre(67))


def _bass_pattern(hands: Hands, way: str) -> Writer:
    return partial(bass.pattern_bass, patterns=_BASS[way])


def _acid_or(way: str) -> Callable[[Hands], Writer]:
    def made(hands: Hands) -> Writer:
        if hands.instrument == "acid_303":
            return partial(bass.acid_bass, density=1.0 if way.startswith("sixteenths") else 0.75)
        return _bass_pattern(hands, way)

    return made


def _bass_tune(hands: Hands) -> Writer:
    """Return a tune on the upper strings of a bass, which leaves rests to whoever plays below."""
    if hands.instrument in _DEEP_BASSES:
        return _bass_pattern(hands, "deep")
    return partial(melody.melody, centre=hands.centre(_BASS_SOLO_CENTRE), density="medium", gate=0.96, bank="lyric")


def _bass_riff(hands: Hands) -> Writer:
    return partial(melody.riff, centre=hands.centre(40), density="dense")


# The order counts: a player who is asked for an arpeggio in 16ths plays an arpeggio.
_MAKERS: dict[str, Callable[[Hands], Writer]] = {
    **RELATIONS,
    "over_drone": _over_drone,
    "swells": _swells,
    **TECHNIQUES,
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
    **NOTE_VALUES,
    "rolled": _chords,
    "trill": _drawn,
    "octaves": _tune,
    "double_stops": _tune,
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
    **BASS_TECHNIQUES,
    "walking_bass": lambda hands: walking_bass,
    "long_bass": lambda hands: bass.chord_bass,
    "held": lambda hands: bass.chord_bass,
    "drawn": lambda hands: bass.chord_bass,
    "eighths_bass": _acid_or("eighths_bass"),
    "eighths": _acid_or("eighths_bass"),
    "sixteenths_bass": _acid_or("sixteenths_bass"),
    "sixteenths": _acid_or("sixteenths"),
    **BASS_NOTE_VALUES,
    "arp": _acid_or("arp"),
    "ostinato": _bass_riff,
    "riff": _bass_riff,
    "melody": _bass_tune,
    "solo": _solo,
}
