"""How a prompt has chords played: stabs, held chords, strums, arpeggios, in 8ths, as a stride.

For `pitched_ways.py`. In: the hands that play. Out: their writers, made from those of `chords/` and `horns.py` for the
instrument's register.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.chords import arpeggios, comping, figures, guitars, keyboards, piano_textures
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.sheet import Writer, together
from musiccm_daw.composer.styles.band import POP_PICKS, POP_STRUMS
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.turns import Habit
from musiccm_daw.composer.ways import techniques
from musiccm_daw.composer.ways.hands import DECAYING, ELECTRIC_GUITARS, ONE_VOICED, Hands
from musiccm_daw.composer.ways.technique_makers import BOOGIE_BASSES, horn_centre, muted_chops
from musiccm_daw.score.note import Note

_STABS = ("x..x..x...x.x...", "x..x..x..x..x.x.", "..x..x..x..x..x.", "x.....x...x..x..", "...x..x....x..x.")
_HORN_STABS = ("x.x...x.........", "..x..x....x.....", "x.....x.....xx..")
_AFTERBEATS = ("....x-......x-..", "....x-......x-x.")
_BOOGIE_CHORDS = ("..x...x...x...x.", "x..x..x...x..x..", "x-..x...x..x..x.")
_OFFBEATS = ("..x...x...x...x.", "..x...x...x..xx.")
_COMPS = ("x-----x---x-----", "x-------x-------", "x---..x-x---....", "x---x---x---x---")
_BLOCKS = ("x-------x-------", "x---------------", "x-------x---x---")
_EIGHTHS = ("X-x-x-x-X-x-x-x-", "x-x-X-x-x-x-X-x-")
_SIXTEENTHS = ("XxxxXxxxXxxxXxxx", "XxxXxxXxxxXxXxxx")
_MUTED_EIGHTHS = ("p.p.p.p.p.p.p.p.", "X.p.p.p.X.p.p.p.", "X-p.p.X-p.p.X-p.")
_POWER_EIGHTHS = ("x-x-x-x-x-x-x-x-",)
MARCATO = ("X---x---x---x---", "X---x---X---x---", "X---x---x---x-x-", "X---x---X---x---x-X---x-x---x---")
"""A tango's four beats, and in the last of these the síncopa in every second bar."""
_STRUMS = {
    "offbeat": ("..u-..u-..u-..u-",),
    "quarters": ("D---d---D---d---",),
    "eighths": ("D-d-d-d-D-d-d-d-",),
    "sixteenths": ("DudududuDudududu", "DuduDuduDuduDudu"),
}
"""By the places that are asked for; else a strummer plays what anybody plays."""
_BANJO_ROLLS = ("0231423102314231", "0123012301230412", "2032420320324203")
_THUMBED_PICKS = (
    *("0-3-1-4-0-3-1-4-", "0-4-1-3-0-4-2-3-", "0---1-4-0-3-1-4-", "0-341-4-0-3-1-4-", "0--41-3-0--41-3-"),
    *("0-3-4-3-1-3-", "0-3-1-4-1-3-", "0-3-4-1-3-4-"),
)
"""Of a guitarist's thumb, who has the low strings on the beats in turn, and of the fingers between them."""
_MUTED_SIXTEENTHS = ("ppppppppppppXppp", "pppXpppXpppppppp", "XpppppppXppppppp", "pppppppppppppppp")
_CHUGS = ("X-..p.p.X-..p.p.", "p.p.p.X-p.p.p.X-", "X---pppp..X-pppp")
_PLUCKED_CHORDS = ("..x...x...x...x.", "x.....x.x.....x.", "x...x.x...x.x...", "....x.......x.x.")
_ONCE_A_BAR = ("x---------------",)
_ROLLED = 57
"""The middle of broken chords of two hands."""
_PICKED_ARPEGGIOS = {
    "eighths": ("0-1-2-3-4-3-2-1-", "0-2-3-4-3-2-4-3-", "0-2-3-2-4-3-2-3-"),
    "sixteenths": ("0123432102343234", "0234323402341321", "0213243402132434"),
}
"""By note values, the strings of a guitar from the bass: up and down, and never a bar of three notes."""
_BREATH = 8.0
"""Quarters that a choir sings on one breath."""
_BY_HAND = ("grand_piano", "bright_piano", "rhodes", "harp", "dx_piano", "fm_epiano")
"""Instruments whose arpeggios no machine plays, over a bass note in the left hand."""


def arpeggio(hands: Hands) -> Writer:
    """Return broken chords: in 8ths where it is calm, else in 16ths, or as fast as the words say."""
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
        # From the bass up: what lies in one hand's position is no accompaniment by itself.
        return partial(figures.rolling, rates=upper.keywords["rates"], centre=hands.centre(_ROLLED))
    if hands.is_guitar and hands.instrument not in ELECTRIC_GUITARS and rates != (1 / 3,):
        value = "sixteenths" if "sixteenths" in hands.ways else "eighths"
        return partial(guitars.pick, patterns=_PICKED_ARPEGGIOS[value])
    return upper


def stabs(hands: Hands) -> Writer:
    """Return short chords in a syncopated rhythm; of a single horn, one note of them."""
    if hands.instrument in ONE_VOICED and hands.is_horn:
        return partial(horns.single_stabs, patterns=_HORN_STABS, centre=hands.centre(horn_centre(hands)))
    if hands.role == "brass":
        return partial(horns.stabs, patterns=_HORN_STABS, centre=hands.centre(64), forward=True)
    return partial(comping.comp, patterns=_STABS, centre=hands.centre(62), voices=3, hold=0.8, habit="turning")


def held(hands: Hands, habit: Habit = "strict") -> Writer:
    """Return long chords; of an instrument with one voice, a line that moves with them."""
    if hands.instrument in ONE_VOICED:
        return partial(inner_voices.counter_line, centre=hands.centre(64))
    if hands.is_guitar:
        return partial(guitars.strum, patterns=("D---------------",))
    return partial(
        comping.pad, centre=hands.centre(62), voices=4, spread=hands.role in ("pads", "strings"), habit=habit
    )


def marcato(hands: Hands) -> Writer:
    """Return the accented quarters of a tango, short, with a síncopa now and then."""
    return partial(comping.comp, patterns=MARCATO, centre=hands.centre(60), voices=4, hold=0.5, velocity=88)


def chords(hands: Hands) -> Writer:
    """Return chords in a rhythm that suits any style; those that are sung or bowed are held from one to the next."""
    if hands.role in ("vocal-pad", "strings", "pads") and hands.instrument not in DECAYING and not hands.short:
        return partial(comping.comp, patterns=_BLOCKS, centre=hands.centre(62), hold=0.98)
    return partial(comping.comp, patterns=_COMPS, centre=hands.centre(62))


def two_handed(hands: Hands) -> Writer:
    """Return what a pianist plays alone: a texture of both hands, or chords in a rhythm where these are asked for."""
    if not hands.calm and {"chords", "strum"} & set(hands.ways):
        return partial(keyboards.two_hands, patterns=_COMPS, centre=hands.centre(67))
    return partial(piano_textures.pianist, centre=hands.centre(66))


def strummed(hands: Hands) -> Writer:
    """Return strums of a guitar, else chords."""
    placed = next((each for way, each in _STRUMS.items() if way in hands.ways), POP_STRUMS)
    return partial(guitars.strum, patterns=placed) if hands.is_guitar else chords(hands)


def picked(hands: Hands) -> Writer:
    """Return picked strings of a guitar or banjo, else an arpeggio."""
    if hands.instrument == "banjo":
        return partial(guitars.pick, patterns=_BANJO_ROLLS, floor=50, ring=0.5)
    if hands.is_guitar and hands.instrument not in (*ELECTRIC_GUITARS, "clean_guitar"):
        return partial(guitars.pick, patterns=_THUMBED_PICKS, ring=1.0)
    return partial(guitars.pick, patterns=POP_PICKS) if hands.is_guitar else arpeggio(hands)


def offbeats(hands: Hands) -> Writer:
    """Return short chords between the beats."""
    return partial(comping.comp, patterns=_OFFBEATS, centre=hands.centre(62), voices=3, hold=0.6, habit="strict")


def swells(hands: Hands) -> Writer:
    """Return chords that swell, as of a pedal steel behind a singer: one a bar on the middle strings."""
    return partial(comping.pad, centre=hands.centre(67), voices=3, spread=False)


def power(hands: Hands) -> Writer:
    """Return power chords of a guitar, else chords in 8ths."""
    if not hands.is_guitar:
        return eighths(hands)
    patterns = {"sixteenths": _MUTED_SIXTEENTHS, "eighths": _MUTED_EIGHTHS}
    chosen = next((each for way, each in patterns.items() if way in hands.ways), _CHUGS)
    return partial(guitars.power_riff, patterns=chosen)


def sixteenths(hands: Hands) -> Writer:
    """Return what an instrument plays in 16ths: muted strings, chords, or an arpeggio."""
    if hands.instrument in ELECTRIC_GUITARS:
        return partial(guitars.power_riff, patterns=_MUTED_SIXTEENTHS, habit="strict")
    if hands.instrument == "clavinet":
        return muted_chops(hands)
    if (hands.is_guitar or hands.role == "strings") and hands.instrument not in ONE_VOICED:
        return partial(comping.comp, patterns=_SIXTEENTHS, centre=hands.centre(62), voices=3, hold=0.8, habit="strict")
    return arpeggio(hands)


def eighths(hands: Hands) -> Writer:
    """Return what an instrument plays in 8ths: power chords, strums, chords, or an arpeggio."""
    if hands.role == "lead" or hands.instrument in ONE_VOICED:
        return arpeggio(hands)
    if hands.instrument in ("overdriven_guitar", "distortion_guitar"):
        return partial(guitars.power_riff, patterns=_POWER_EIGHTHS, habit="strict")
    if hands.is_guitar and hands.instrument != "muted_guitar":
        return strummed(hands)
    return partial(comping.comp, patterns=_EIGHTHS, centre=hands.centre(62), voices=3, hold=0.9, habit="strict")


def stride(hands: Hands) -> Writer:
    """Return a stride under a tune, or its chords alone where somebody else has the bass."""
    if not hands.alone:
        return partial(comping.comp, patterns=_AFTERBEATS, centre=hands.centre(62), voices=3, hold=0.6)
    tune = partial(melody.melody, centre=hands.centre(76), density="dense", rests=0.0)
    return partial(together, writers=(tune, keyboards.stride))


def boogie(hands: Hands) -> Writer:
    """Return a boogie of both hands, or chords where somebody else has the bass."""
    if not hands.alone:
        return chords(hands)
    centre = hands.centre(67)
    hands_apart = partial(keyboards.two_hands, patterns=_BOOGIE_CHORDS, left_hands=BOOGIE_BASSES)
    return partial(hands_apart, centre=centre, hold=0.7, runs=True)


def sustained(write: partial[list[Note]], hands: Hands) -> Writer:
    """Return how an instrument plays what is written as held chords."""
    if hands.short:
        # Of held chords little is left where every note is short.
        return stabs(hands)
    if hands.instrument in DECAYING:
        kept = {name: value for name, value in write.keywords.items() if name != "longest"}
        return partial(comping.comp, patterns=_ONCE_A_BAR, **({"hold": 1.0} | kept | {"habit": "strict"}))
    return partial(write, longest=_BREATH) if hands.role == "vocal-pad" else write


def plucked_below(hands: Hands) -> Writer:
    """Return how a section plucks under a tune: short chords, over the cellos' notes where nobody has the bass."""
    if hands.alone:
        low = partial(techniques.oompah_bass, floor=max(36, hands.lowest), velocity=84)
        return partial(together, writers=(low, partial(techniques.oompah_chords, centre=hands.centre(60))))
    return partial(comping.comp, patterns=_PLUCKED_CHORDS, centre=hands.centre(62), voices=3, hold=0.5)
