"""How a pitched player plays what a prompt asks for: arpeggios, stabs, held chords, a walking bass, long rests.

For `phrase_writers.py`. In: the hands that play, with their ways, and what the style has them play. Out: the writer, of
`tune_ways.py`, `chord_ways.py`, `bass_ways.py` or `technique_makers.py`, with what other ways add to it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, guitars, keyboards
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import as_solo, is_tune, tunes_in
from musiccm_daw.composer.ways import chord_ways, tune_ways
from musiccm_daw.composer.ways.bass_ways import BASS_MAKERS, usual_bass
from musiccm_daw.composer.ways.gestures import call_and_answer, glissandi, moving_accents, with_rests
from musiccm_daw.composer.ways.hand_ways import HAND_WAYS
from musiccm_daw.composer.ways.hands import ONE_VOICED, Hands
from musiccm_daw.composer.ways.relation_ways import RELATIONS
from musiccm_daw.composer.ways.rhythm_ways import RHYTHM_WAYS
from musiccm_daw.composer.ways.technique_makers import NOTE_VALUES, TECHNIQUES, embellished, muted_chops
from musiccm_daw.composer.ways.tune_over_chords import over_chords
from musiccm_daw.score.note import Note

_SUNG = ("melody", "single")
_PIANOS = ("grand_piano", "bright_piano", "honky_tonk", "harpsichord")
_ORGANS = ("church_organ", "reed_organ")
"""Instruments on which calm chords are four voices, as in church."""
_TUNE_PLAYERS = ("music_box", "celesta", "glockenspiel", "kalimba", "vibraphone", "harp", "accordion")
_PLAYED: dict[str, tuple[Callable[..., list[Note]], ...]] = {
    "chords": (comping.comp, keyboards.two_hands, guitars.strum),
    "strum": (guitars.strum,),
    "picking": (guitars.pick,),
    "stabs": (comping.comp,),
}
"""Ways that a style's player may have already, by what writes them; its own rhythms are then those of the style."""
_IN_FRONT = ("melody", "solo", "bebop")
"""Ways of whoever has the tune of a small band."""
_SLOW = ("long_notes", "gymnopedie")
"""Ways whose tunes stay slow in a solo."""
_LONGEST_STAB = 4
"""16ths: a rhythm with chords held longer is none of stabs."""
# The order counts: a player who is asked for an arpeggio in 16ths plays an arpeggio.
_MAKERS: dict[str, Callable[[Hands], Writer]] = {
    **RELATIONS,
    **RHYTHM_WAYS,
    **HAND_WAYS,
    "over_drone": tune_ways.over_drone,
    "bebop": tune_ways.bebop_line,
    "swells": chord_ways.swells,
    "marcato": chord_ways.marcato,
    **TECHNIQUES,
    "gliss": lambda hands: partial(glissandi, centre=hands.centre(67)),
    "stride": chord_ways.stride,
    "boogie": chord_ways.boogie,
    "arp": chord_ways.arpeggio,
    "ostinato": tune_ways.ostinato,
    "riff": tune_ways.riff,
    "power": chord_ways.power,
    "strum": chord_ways.strummed,
    "picking": chord_ways.picked,
    "offbeat": chord_ways.offbeats,
    "stabs": chord_ways.stabs,
    "held": chord_ways.held,
    "drawn": tune_ways.drawn,
    "chord_melody": tune_ways.tune,
    "melody": tune_ways.tune,
    "sixteenths": chord_ways.sixteenths,
    "eighths": chord_ways.eighths,
    **NOTE_VALUES,
    "rolled": chord_ways.chords,
    "trill": tune_ways.drawn,
    "octaves": tune_ways.tune,
    "double_stops": tune_ways.tune,
    "chords": chord_ways.strummed,
    "single": tune_ways.tune,
    "solo": tune_ways.solo,
    "rests": tune_ways.tune,
    "inner": tune_ways.inner,
    "second_voice": partial(tune_ways.inner, follows=True),
    "low_inner": partial(tune_ways.inner, lower=tune_ways.LOWER),
    "ground": tune_ways.ground,
}


def way_writer(hands: Hands, own: Writer | None) -> Writer:
    """Return the writer for what a prompt asks of a pitched player.

    Args:
        hands: the player.
        own: the style's writer for this instrument, for players who are asked for nothing special; None if it has none.
    """
    makers = BASS_MAKERS if hands.role == "bass" else _MAKERS
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
    if hands.solo and way not in _SLOW:
        write = as_solo(write)
    if hands.comps and way in _IN_FRONT:
        write = over_chords(write, own, hands)
    if isinstance(write, partial) and write.func is horns.stabs and hands.instrument in ONE_VOICED:
        # One horn has no section to be the top of.
        own_stabs = {"patterns": write.keywords["patterns"], "centre": hands.centre(65)}
        write = partial(horns.single_stabs, **own_stabs)
    if isinstance(write, partial) and write.func is comping.pad:
        write = chord_ways.sustained(write, hands)
    if "moving_accents" in hands.ways:
        write = partial(moving_accents, write=write)
    write = embellished(write, hands)
    if "answers" in hands.ways and hands.role != "bass":
        write = partial(call_and_answer, centre=hands.centre(64))
    return partial(with_rests, write=write) if "rests" in hands.ways else write


def _is_played(own: Writer, way: str | None) -> bool:
    """Return whether a style's own writer plays what is asked for."""
    if not isinstance(own, partial) or own.func not in _PLAYED.get(way or "", ()):
        return False
    held = "-" * _LONGEST_STAB
    return way != "stabs" or not any(held in pattern for pattern in own.keywords["patterns"])


def _usual(hands: Hands) -> Writer:
    """Return how an instrument is played where neither prompt nor style says."""
    if hands.role == "fx":
        return transitions.bed
    if hands.role == "bass":
        return usual_bass(hands)
    if hands.instrument in ("muted_guitar", "clavinet"):
        return muted_chops(hands)
    if hands.instrument == "pizzicato_strings" and hands.led:
        return chord_ways.plucked_below(hands)
    if hands.instrument == "pizzicato_strings":
        return partial(melody.riff, centre=hands.centre(67), density="dense", gate=0.4)
    if hands.role == "lead" or hands.instrument in ONE_VOICED or hands.instrument in _TUNE_PLAYERS:
        return tune_ways.tune(hands)
    if hands.calm and hands.instrument in _ORGANS:
        return TECHNIQUES["chorale"](hands)
    bed = partial(chord_ways.held, habit="turning")
    makers: dict[str, Callable[[Hands], Writer]] = {
        "strings": bed,
        "pads": bed,
        "vocal-pad": bed,
        "brass": chord_ways.stabs,
        "guitar": chord_ways.picked,
    }
    return makers.get(
        hands.role, chord_ways.two_handed if hands.alone and hands.instrument in _PIANOS else chord_ways.chords
    )(hands)
