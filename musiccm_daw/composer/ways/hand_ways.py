"""What each hand plays, where a prompt says so: octaves or an Alberti bass on the left, a thumb, a toccata.

For `pitched_ways.py`. In: the hands that play. Out: their writers, made from those of `chords/` and `tunes/`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from musiccm_daw.composer.basses import bass
from musiccm_daw.composer.chords import comping, figures
from musiccm_daw.composer.chords.keyboards import octaves_left
from musiccm_daw.composer.sheet import Writer, together
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.running import running
from musiccm_daw.composer.ways import techniques, tune_ways
from musiccm_daw.composer.ways.gestures import swelling
from musiccm_daw.composer.ways.hands import DECAYING, ONE_VOICED, Hands
from musiccm_daw.composer.ways.steered_writers import at_pace

_RIGHT_HANDS = ("x-------x-------", "....x---....x---", "x-----x---x-----")
_UNDER_TUNE = ("R-------5-------", "R---5---R---5---")
_THUMBS = ("R-------5-------", "R-----R-5-----5-")
_FINGERS = ("x..x..x...x..x..", "..x...x..x..x...", "x..x...x..x.x...", "x...x..x..x...x.")
"""Bossa nova's fingers, above the thumb."""
_PUMPED = ("..x-..x-..x-..x-",)
"""Chords that the kick ducks on every beat."""
_TOLLS = ("x---------------", "x-------x-------", "x---------------................")
_ONCE_A_BAR = ("x---------------",)
_FAST_BPM = 150.0
"""Tempo from which what runs in 16ths runs in 8ths."""
_BAR = 4.0
_BASS, _FLOOR, _THUMB_FLOOR = 64, 36, 40
_SLOW = 0.5


def _left_octaves(hands: Hands) -> Writer:
    """Return octaves on the left, below chords or, of a pianist who is alone with a tune to play, below that."""
    right = tune_ways.tune(hands) if "melody" in hands.ways else _right_hand(hands)
    return partial(together, writers=(right, partial(octaves_left, patterns=_UNDER_TUNE)))


def _right_hand(hands: Hands) -> Writer:
    return partial(comping.comp, patterns=_RIGHT_HANDS, centre=hands.centre(66), voices=3, velocity=70)


def _alberti(hands: Hands) -> Writer:
    left = partial(figures.alberti, centre=max(54, hands.lowest + 6))
    if not (hands.alone or "melody" in hands.ways) or hands.led:
        return left
    tune = partial(melody.melody, centre=hands.centre(76), density="medium", bank="lyric")
    return partial(together, writers=(tune, left))


def _thumb(hands: Hands) -> Writer:
    """Return a guitar's thumb on roots and fifths below the fingers' chords."""
    thumb = partial(bass.pattern_bass, patterns=_THUMBS, floor=_THUMB_FLOOR, velocity=74, locked=False)
    return partial(
        together, writers=(thumb, partial(comping.comp, patterns=_FINGERS, centre=hands.centre(62), voices=3))
    )


def _toccata(hands: Hands) -> Writer:
    figure = partial(figures.toccata, centre=hands.centre(70))
    if not hands.alone or hands.instrument in ONE_VOICED:
        return figure
    return partial(together, writers=(figure, partial(bass.chord_bass, floor=max(_FLOOR, hands.lowest), velocity=84)))


def _climbing(hands: Hands) -> Writer:
    """Return an arpeggio through two octaves; hands bring it down again over a bass note, machines begin anew."""
    by_hand = hands.instrument in DECAYING or hands.is_guitar
    rate = 0.5 if "eighths" in hands.ways else 1 / 3 if "triplets" in hands.ways else 0.25
    synth = hands.instrument in ("pluck", "saw_lead", "square_lead", "supersaw", "fm_bell")
    upper = partial(figures.climbing, rate=rate, centre=hands.centre(66), returns=by_hand and not synth)
    if not hands.alone or synth or hands.instrument in ONE_VOICED or hands.is_guitar:
        return upper
    return partial(together, writers=(upper, partial(bass.chord_bass, floor=38, velocity=_BASS)))


def _pumped(hands: Hands) -> Writer:
    return partial(
        comping.comp, patterns=_PUMPED, centre=hands.centre(64), voices=4, hold=1.0, velocity=84, habit="strict"
    )


def _long_notes(hands: Hands) -> Writer:
    """Return a tune at half its pace, of long notes with rests between the phrases."""
    line = partial(melody.melody, centre=hands.centre(70), density="few", gate=0.96, bank="lyric")
    return partial(at_pace, write=line, pace=_SLOW)


def _running(hands: Hands) -> Writer:
    """Return a line that runs in the note value that is asked for, or as fast as fingers go; with trills, in bursts."""
    rate = 0.5 if "eighths" in hands.ways or hands.bpm > _FAST_BPM else 0.25
    rate = 0.25 if "sixteenths" in hands.ways else rate
    return partial(running, rate=rate, centre=hands.centre(74), bursts="trill" in hands.ways)


def _running_on(hands: Hands) -> Writer:
    """Return runs in bursts beside trills, else a line that runs on in 8ths or, if it is asked for, 16ths."""
    if "trill" in hands.ways:
        return _running(hands)
    return partial(running, rate=0.25 if "sixteenths" in hands.ways else 0.5, centre=hands.centre(67), velocity=76)


def _gymnopedie(hands: Hands) -> Writer:
    """Return a bass note on the first beat and a chord that is held from the second, below a slow tune."""
    below = partial(figures.bass_then_chord, centre=hands.centre(60))
    return partial(together, writers=(_long_notes(hands), below))


def _shimmer(hands: Hands) -> Writer:
    chords = partial(comping.comp, patterns=_ONCE_A_BAR, centre=hands.centre(66), voices=4, hold=1.0, habit="strict")
    return partial(techniques.rolled, write=chords)


def _swelling(hands: Hands) -> Writer:
    chords = partial(comping.pad, centre=hands.centre(64), voices=3, longest=_BAR, habit="strict")
    return partial(swelling, write=chords)


def _tolling(hands: Hands) -> Writer:
    """Return strokes of one bell, which has one pitch and rings on."""
    patterns = _ONCE_A_BAR if "downbeats" in hands.ways else _TOLLS
    return partial(techniques.pedal, patterns=patterns, note=hands.note, floor=max(48, hands.lowest))


HAND_WAYS: dict[str, Callable[[Hands], Writer]] = {
    "left_octaves": _left_octaves,
    "alberti": _alberti,
    "thumb": _thumb,
    "toccata": _toccata,
    **dict.fromkeys(("fast_arp", "wide_arp"), _climbing),
    "pump": _pumped,
    "long_notes": _long_notes,
    "reel": _running,
    "running": _running_on,
    "gymnopedie": _gymnopedie,
    "shimmer": _shimmer,
    "toll": _tolling,
    "swell_into": _swelling,
}
