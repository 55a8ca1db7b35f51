"""Which writers play the techniques that a prompt names, on the player's instrument.

Between `pitched_ways.py`, which asks for them, and `techniques.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars, keyboards
from musiccm_daw.composer.chords.arpeggios import arpeggio
from musiccm_daw.composer.chords.clusters import cluster
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.chorale import ALTO, BASS, SOPRANO, TENOR, chorale
from musiccm_daw.composer.reading.players import AND_OF
from musiccm_daw.composer.sheet import Writer, together
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.ways import techniques
from musiccm_daw.composer.ways.hands import DECAYING, ELECTRIC_GUITARS, ONE_VOICED, Hands

BOOGIE_BASSES = ("R-O-R-O-R-O-R-O-", "R-R-5-5-O-O-5-5-", "R-5-O-5-R-5-O-5-")
_LEFT_HANDS = {
    "boogie": BOOGIE_BASSES,
    "arp": ("R-5-O-5-R-5-O-5-",),
    "octaves": ("R-O-R-O-R-O-R-O-",),
    "eighths": ("R-R-R-R-R-R-R-R-", "R-5-R-5-R-5-R-5-"),
    "sixteenths": ("R5O5R5O5R5O5R5O5",),
    "held": ("R---------------",),
}
_RATES = {
    "halves": "x-------x-------",
    "quarters": "x---x---x---x---",
    "eighths": "x-x-x-x-x-x-x-x-",
    "sixteenths": "xxxxxxxxxxxxxxxx",
}
_ROOTS = ("R-----R-R-----R-", "R---R---R---R---", "R-R-R-R-R-R-R-R-", "R-----R-----R---")
_OFFBEATS = ("..R-..R-..R-..R-",)
_REVERSED = ("..R-..R-..R-..R-", "..RR..RR..RR..RR")
_ROOT_FIFTHS = ("R-----..5-----..", "R---....5---....")
_GALLOPS, _GALLOPING_BASSES = ("X.ppX.ppX.ppX.pp", "X.ppX.ppX.ppXppp"), ("R.RRR.RRR.RRR.RR",)
_GALLOPING_CHORDS = ("X.xxX.xxX.xxX.xx",)
_POMPES = ("d-..D-..d-..D-..",)
_RASGUEADOS = (
    *("D---duduD---dudu", "D--duduuD--dudud", "D-duD-duD---dudu"),
    # The compas of a buleria: 12, 3, 6, 8, 10.
    *("D---duD---duD---D---D---", "D-d-duD-d-duD-duD-duD-d-", "D---u-D-duduD---D-duD-u-"),
)
_MUTED_CHOPS = ("X.sxs.x.s.sxs.x.", "s.X.sxs.s.X.ssx.", "X.s.x.sxs.x.s.sx", "sxs.X.s.sxs.X.s.")
_CLAVINET_CHOPS = ("X..x.sx...sx.x..", "X.sx..x.s.x..xs.", "X..x..sxs.X..x..", "x.s.X.sx.sx.X..x")
_WOBBLES = ("X-x-x-x-XxxxX-x-", "X---x---X-x-x-x-", "X-x-XxxxX-x-XxxX")
_WOBBLING_BASSES = ("R-R-R-R-RRRRR-R-", "R---R---R-R-R-R-", "R-R-RRRRR-R-RRRR")
_ACOUSTIC_TREMOLO, _PICKED_TREMOLO = 1 / 6, 0.25
"""Quarters from stroke to stroke: a mandolin's are 12 a second at 120 BPM, those of metal 16ths at any tempo."""
_LOW_GUITAR = 52
_HORN_CENTRES = {"trumpet": 70, "alto_sax": 66, "tenor_sax": 60, "french_horn": 59, "trombone": 56}
_HORN_CENTRE, _LOW_REACH, _LOW_CENTRE = 65, 40, 48
"""Middle of other horns, and of those that reach below E2."""
_PEDAL_FLOOR = 36
"""C2, the lowest pipe that an organist's feet reach at 8 foot."""
_SYNCOPATED = ("x..x..x...x.x...", "x..x..x..x..x.x.", "..x..x..x.x...x.", "x..x...x..x.x...")
_SYNCOPATED_BASSES = ("R..R..R-..R-R...", "R--R--R-..R-5-a-", "R..R..R...5.R-a-")
_TENTHS = ("R-----T---5---T-", "R---T---5---T---", "R-----T-R---5-T-")
_FRETLESS_LINES = ("R.RO.O7-5.7O.5Ra", "RR5O-.O7.5R.T-5a", "R-.O7.5RR.O.75Ra", "R.5O7O5.R-TO.75a")
_VOICE_OF_WAYS = {"ground": BASS, "low_inner": TENOR, "inner": ALTO, "second_voice": ALTO}


def _left_hand(hands: Hands) -> Writer:
    if "stride" in hands.ways or "oompah" in hands.ways:
        return keyboards.stride
    patterns = next((each for way, each in _LEFT_HANDS.items() if way in hands.ways), keyboards.LEFT_HANDS)
    return partial(keyboards.left_hand, patterns=patterns)


def _pompe(hands: Hands) -> Writer:
    return partial(guitars.strum, patterns=_POMPES, habit="strict")


def _rasgueado(hands: Hands) -> Writer:
    return partial(guitars.strum, patterns=_RASGUEADOS, habit="strict")


def _tremolo(hands: Hands) -> Writer:
    electric = hands.instrument in (*ELECTRIC_GUITARS, "clean_guitar")
    centre = hands.centre(_LOW_GUITAR if electric else 70)
    line = partial(melody.melody, centre=centre, density="sparse", gate=0.98, rests=0.0, bank="lyric")
    return partial(techniques.repeated, write=line, rate=_PICKED_TREMOLO if electric else _ACOUSTIC_TREMOLO)


def _gallop(hands: Hands) -> Writer:
    if hands.instrument in (*ELECTRIC_GUITARS, "clean_guitar"):
        return partial(guitars.power_riff, patterns=_GALLOPS, habit="strict")
    return partial(
        comping.comp, patterns=_GALLOPING_CHORDS, centre=hands.centre(60), voices=3, hold=0.7, habit="strict"
    )


def _oompah(hands: Hands) -> Writer:
    if hands.instrument in ONE_VOICED:
        return partial(techniques.oompah_bass, floor=max(28, hands.lowest))
    chords = partial(techniques.oompah_chords, centre=hands.centre(62))
    if not hands.alone:
        return chords
    return partial(together, writers=(partial(techniques.oompah_bass, floor=40, velocity=84), chords))


def _drone(hands: Hands) -> Writer:
    if hands.is_guitar or hands.instrument in DECAYING:
        return partial(techniques.plucked_drone, note=hands.note)
    floor = max(45, hands.lowest)
    drone = partial(techniques.drone, note=hands.note, floor=floor)
    return partial(drone, intervals=(0,)) if hands.instrument in ONE_VOICED else drone


def _chops(hands: Hands) -> Writer:
    return partial(techniques.chopped, centre=hands.centre(67))


def _wobble(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_WOBBLES, centre=hands.centre(64), voices=4, hold=0.9, habit="strict")


def _even(hands: Hands, quarters: float) -> Writer:
    """Return chords, or the notes of a line, of one length."""
    if hands.role == "lead" or hands.instrument in ONE_VOICED:
        return partial(arpeggio, rates=(quarters,), centre=hands.centre(69))
    return _struck(hands, _RATES["quarters" if quarters == 1.0 else "halves"])


def _struck(hands: Hands, pattern: str) -> Writer:
    """Return chords in a rhythm, where `x` holds to the next or is short."""
    if hands.instrument in ONE_VOICED and hands.is_horn:
        return partial(horns.single_stabs, patterns=(pattern,), centre=hands.centre(horn_centre(hands)))
    if hands.is_guitar:
        return partial(guitars.strum, patterns=(pattern.replace("x", "D"),), habit="strict")
    return partial(comping.comp, patterns=(pattern,), centre=hands.centre(62), voices=3, habit="strict")


def _thirty_seconds(hands: Hands) -> Writer:
    return partial(arpeggio, rates=(0.125,), centre=hands.centre(69))


def horn_centre(hands: Hands) -> int:
    """Return the pitch around which a horn of a section has its stabs: in the order of the horns' registers."""
    low = hands.lowest < _LOW_REACH
    return _LOW_CENTRE if low else _HORN_CENTRES.get(hands.instrument, _HORN_CENTRE)


def muted_chops(hands: Hands) -> Writer:
    """Return how a muted guitar and a clavinet are played: in short 16ths, with scratches between."""
    patterns = _CLAVINET_CHOPS if hands.instrument == "clavinet" else _MUTED_CHOPS
    return partial(comping.comp, patterns=patterns, centre=hands.centre(64), voices=3, hold=0.55)


def _pedal(hands: Hands) -> Writer:
    rate = next((each for way, each in _RATES.items() if way in hands.ways), None)
    patterns = (_RATES["eighths"],) if rate is None else (rate,)
    # A bow draws what fingers would have to pluck again.
    if {"held", "drone", "long_bass"} & set(hands.ways) or (rate is None and hands.instrument == "contrabass"):
        patterns = ("x---------------",)
    if "offbeat" in hands.ways:
        patterns = _OFFBEATS
    return partial(techniques.pedal, patterns=patterns, note=hands.note)


def _held_pedal(hands: Hands) -> Writer:
    """Return one low note that is held under everything: an organist's feet."""
    return partial(techniques.drone, note=hands.note, floor=max(_PEDAL_FLOOR, hands.lowest), intervals=(0,))


def _chorale(hands: Hands) -> Writer:
    if hands.instrument not in ONE_VOICED:
        return chorale
    return partial(
        chorale,
        low="low_chorale" in hands.ways,
        voice=next((_VOICE_OF_WAYS[way] for way in hands.ways if way in _VOICE_OF_WAYS), SOPRANO),
    )


def _syncopated(hands: Hands) -> Writer:
    if hands.is_guitar and hands.instrument not in (*ELECTRIC_GUITARS, "clean_guitar"):
        return partial(guitars.strum, patterns=tuple(pattern.replace("x", "D") for pattern in _SYNCOPATED))
    return partial(comping.comp, patterns=_SYNCOPATED, centre=hands.centre(64), voices=3, hold=0.8, habit="turning")


def _roots(hands: Hands) -> Writer:
    if "triplets" in hands.ways:
        return partial(techniques.pulsed, rate=1 / 3)
    if "held" in hands.ways or "long_bass" in hands.ways:
        return bass.chord_bass
    rate = next((each for way, each in _RATES.items() if way in hands.ways), None)
    return _bass(_ROOTS if rate is None else (rate.replace("x", "R"),))


def _octaves(hands: Hands) -> Writer:
    patterns = ("R.OOR.OOR.OOR.OO", "RORORORORORORORO") if "sixteenths" in hands.ways else ("R-O-R-O-R-O-R-O-",)
    return _bass(patterns if set(_RATES) & set(hands.ways) else ("R-O-R-O-R-O-R-O-", "R.OOR.OOR.OOR.OO"))


def _bass(patterns: tuple[str, ...], hold: float = 0.9) -> Writer:
    return partial(bass.pattern_bass, patterns=patterns, hold=hold, locked=False)


def _place_behind(way: str, mark: str) -> str:
    """Return a bar with one short note, an 8th behind the beat that ends the name of a way."""
    at = 4 * (int(way[-1]) - 1) + 2
    return "." * at + f"{mark}." + "." * (14 - at)


def _behind_beat(way: str) -> Callable[[Hands], Writer]:
    return lambda hands: _struck(hands, _place_behind(way, "x"))


def _bass_behind_beat(way: str) -> Callable[[Hands], Writer]:
    return lambda hands: _bass((_place_behind(way, "R"),))


TECHNIQUES: dict[str, Callable[[Hands], Writer]] = {
    **dict.fromkeys(("chorale", "low_chorale"), _chorale),
    "left_hand": _left_hand,
    "pedal": _held_pedal,
    "pompe": _pompe,
    "rasgueado": _rasgueado,
    "tremolo_picking": _tremolo,
    "gallop": _gallop,
    **dict.fromkeys(("oompah", "root_fifth"), _oompah),
    "drone": _drone,
    "chops": _chops,
    "wobble": _wobble,
    "afterbeats": lambda hands: _struck(hands, "....x.......x..."),
    "strong_beats": lambda hands: _struck(hands, "x.......x......."),
    "downbeats": lambda hands: _struck(hands, "x---------------"),
    **{way: _behind_beat(way) for way in AND_OF},
    "syncopated": _syncopated,
    "clusters": lambda hands: partial(cluster, centre=hands.centre(64)),
}
NOTE_VALUES: dict[str, Callable[[Hands], Writer]] = {
    "quarters": lambda hands: _even(hands, 1.0),
    "halves": lambda hands: _even(hands, 2.0),
    "thirty_seconds": _thirty_seconds,
}
BASS_TECHNIQUES: dict[str, Callable[[Hands], Writer]] = {
    "pedal": _pedal,
    "drone": _pedal,
    "downbeats": lambda hands: _bass(("R---............", "R-------........")),
    "strong_beats": lambda hands: _bass(("R---....R---....",)),
    "roots": _roots,
    "reverse_bass": lambda hands: _bass(_REVERSED),
    "offbeat": lambda hands: _bass(_OFFBEATS),
    "octaves": _octaves,
    "root_fifth": lambda hands: _bass(_ROOT_FIFTHS),
    "oompah": _oompah,
    "wobble": lambda hands: _bass(_WOBBLING_BASSES),
    "gallop": lambda hands: _bass(_GALLOPING_BASSES, hold=0.7),
    "syncopated": lambda hands: _bass(_SYNCOPATED_BASSES),
    **{way: _bass_behind_beat(way) for way in AND_OF},
    "tenths": lambda hands: _bass(_TENTHS),
    "jaco": lambda hands: partial(bass.pattern_bass, patterns=_FRETLESS_LINES, hold=0.85, leads="chromatic"),
}
BASS_NOTE_VALUES: dict[str, Callable[[Hands], Writer]] = {
    "halves": lambda hands: _bass(("R-------R-------", "R-------5-------")),
    "quarters": lambda hands: _bass(("R---R---R---R---", "R---R---R---5---")),
    "triplets": lambda hands: partial(techniques.pulsed, rate=1 / 3),
}


def embellished(write: Writer, hands: Hands) -> Writer:
    """Return a writer of a line with what the ways of playing add to it: trills, octaves, double stops, a scale."""
    one_voiced = hands.instrument in ONE_VOICED
    bowed = hands.instrument in ("solo_violin", "solo_viola", "solo_cello")
    if "trill" in hands.ways:
        write = partial(techniques.trilled, write=write)
    if "octaves" in hands.ways and hands.role != "bass" and not one_voiced:
        write = partial(techniques.in_octaves, write=write)
    if "rolled" in hands.ways and not one_voiced:
        write = partial(techniques.rolled, write=write)
    if "double_stops" in hands.ways and (bowed or not one_voiced):
        write = partial(techniques.double_stopped, write=write)
    if "pentatonic" in hands.ways:
        write = partial(techniques.pentatonic, write=write)
    return write
