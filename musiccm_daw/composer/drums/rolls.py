"""Rolls, and what else a drummer does once: a snare roll into a drop, a fill, a swell of the cymbals, of the timpani.

Writers for `drum_ways.py` and `percussion_sounds.py`, in any meter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.drums.orchestra_kit import LOWEST_TIMPANI
from musiccm_daw.composer.pattern import hits
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_DIVISIONS = ((0.5, 0.5), (0.8, 0.25), (1.0, 0.125))
"""Up to which share of a build-up a snare is struck in 8ths, 16ths and 32nds."""
_SOFTEST, _LOUDEST = 58, 118
_TREMOLO = 0.125
"""Quarters between two strokes of a roll: 32nds, 16 a second at 120 BPM."""
_SWELL_BARS = 2
_CYMBAL_SOFTEST, _CYMBAL_LOUDEST = 22, 104
_FILLS = (
    {"snare": "X.xxx.xxX.xxxxxx"},
    {"snare": "X.xxx.xxxxxxrrrr"},
    {"snare": "XooxooXooxooXxxx"},
)
"""Of a whole bar, on one drum."""
_AROUND_THE_KIT = (
    {
        "snare": "Xxxx........xxxx",
        "high_tom": "....xxxx........",
        "low_tom": "........xxxx....",
        "kick": "X...............",
    },
    {
        "snare": "X.xxx.xx........",
        "high_tom": "........xx......",
        "mid_tom": "..........xx....",
        "low_tom": "............xxxx",
    },
    {
        "snare": "X..xx.xx....x.xx",
        "mid_tom": "........xxx.....",
        "low_tom": "..........xx....",
        "kick": "..x..x......x...",
    },
)
_OF_TOMS = (
    {"high_tom": "Xxxx............", "mid_tom": "....xxxx........", "low_tom": "........xxxxXxxx"},
    {"high_tom": "X.xx..xx........", "mid_tom": "........xxxx....", "low_tom": "............X.X."},
)
_LEVELS = {"x": 92, "X": 112, "o": 52, "r": 78}


def snare_roll(passage: Passage, whole: tuple[float, float], sound: str = "snare") -> list[Note]:
    """Roll a drum ever faster and louder through a clip, of which the passage may be a part.

    Args:
        passage: that is written.
        whole: where the roll begins and ends, in quarters.
        sound: of the kit.
    """
    start, end = whole
    at, notes = start, []
    while at < min(end, passage.end) - 1e-6:
        progress = (at - start) / (end - start)
        if at >= passage.start - 1e-6:
            level = round(_SOFTEST + (_LOUDEST - _SOFTEST) * progress)
            notes.append(Note(at, 0.12, SOUNDS[sound], level))
        at += next(step for share, step in _DIVISIONS if progress < share)
    return notes


def fill_bar(passage: Passage, bar: int, pieces: Sequence[str]) -> list[Note]:
    """Play a fill through a whole bar: on the snare or the toms where one is named, else around the kit."""
    bank = _OF_TOMS if "tom" in pieces else _FILLS if "snare" in pieces else _AROUND_THE_KIT
    chosen = passage.chance.choice(bank)
    start, length = passage.start + bar * passage.bar_quarters, passage.bar_quarters
    notes = []
    for sound, marks in chosen.items():
        # Longer bars begin as they go on; of shorter ones the end counts.
        fitted = (marks * 2)[: round(4 * length)] if length > 4 else marks[-round(4 * length) :]
        for step in hits(fitted, start):
            strokes = 2 if step.mark == "r" else 1
            notes += [
                Note(step.start + each * _TREMOLO, 0.12, SOUNDS[sound], _LEVELS[step.mark]) for each in range(strokes)
            ]
    return notes


def cymbal_roll(passage: Passage) -> list[Note]:
    """Swell on a cymbal through every two bars, and strike it where the next two begin."""
    notes = []
    for start, end in _swells(passage):
        if start > passage.start:
            notes.append(Note(start, 1.0, SOUNDS["crash"], 112))
        first = start + (1.0 if start > passage.start else 0.0)
        count = max(1, round((end - first) / _TREMOLO))
        for at in range(count):
            level = _CYMBAL_SOFTEST + (_CYMBAL_LOUDEST - _CYMBAL_SOFTEST) * at / count
            notes.append(Note(first + at * _TREMOLO, 0.3, SOUNDS["crash"], round(level)))
    return notes


def drum_roll(passage: Passage, sound: str) -> list[Note]:
    """Roll one drum of a kit through every two bars, from soft to loud."""
    return [replace(note, pitch=SOUNDS[sound]) for note in timpani_roll(passage)]


def timpani_roll(passage: Passage, *, once: bool = False) -> list[Note]:
    """Roll the timpani from soft to loud, through every two bars or `once`, on a drum in tune with the chord."""
    notes = []
    for start, end in [(passage.start, passage.end)] if once else _swells(passage):
        count = round((end - start) / _TREMOLO)
        for at in range(count):
            place = start + at * _TREMOLO
            level = round(44 + 70 * (at / count) ** 1.5) + (6 if at % 2 == 0 else 0)
            notes.append(Note(place, _TREMOLO, root_at(_tuned(passage, place), LOWEST_TIMPANI), level))
    return notes


def _tuned(passage: Passage, at: float) -> int:
    """Return the tonic or dominant, which timpani are tuned to, that the chord has, else its bass."""
    chord, tonic = passage.chord_at(at), passage.key.tonic
    return next((one for one in (tonic, (tonic + 7) % 12) if one in chord.pitch_classes), chord.bass)


def _swells(passage: Passage) -> list[tuple[float, float]]:
    """Return where swells of two bars begin and end; a bar that is left over has one of its own."""
    length = _SWELL_BARS * passage.bar_quarters
    count = -(-passage.bars // _SWELL_BARS)
    return [(passage.start + at * length, min(passage.end, passage.start + (at + 1) * length)) for at in range(count)]
