"""A gamelan: one tune in several densities, divided by gongs.

Writers for `Layer`s. The core tune (balungan) goes in quarters to the goal tone of each bar, which is the root of its
chord, so that everybody knows it; the low metallophones have the goals alone, and the high ones fill every 16th between
them, two players interlocking. The scale is pelog, as near as twelve tones come to it: E F G B C on E.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

PELOG = (0, 1, 3, 7, 8)
"""Semitones above the tonic."""
_CYCLE_BARS = 4
"""Bars from gong to gong."""
_WAYS_THERE = ((0, 1, -1), (1, 0, 1), (-1, 1, 1), (0, -1, 1), (1, 2, 1), (-1, 0, -1))
"""The three quarters between two goals: steps of the scale from the first goal, and for the last two from the next."""
_POLOS, _SANGSIH = (0, 1, None, 1), (None, 2, 0, None)
"""Four 16ths of two players who share three tones, in steps from the core tune's: each plays what the other leaves."""
_MIRRORED = ((0, -1, None, -1), (None, -2, 0, None))
_FIGURE = 0.25


def _degree(pitch_class: int, passage: Passage) -> int:
    """Return the degree of pelog, from 0, that is nearest to a pitch class."""
    above = (pitch_class - passage.key.tonic) % 12
    return min(range(len(PELOG)), key=lambda at: min((PELOG[at] - above) % 12, (above - PELOG[at]) % 12))


def _pitch(place: int, passage: Passage, centre: int) -> int:
    """Return the pitch of a place in the scale, counted from the tonic nearest to a centre, within the instrument."""
    tonic = centre - 6 + (passage.key.tonic - centre + 6) % 12
    octave, degree = divmod(place, len(PELOG))
    pitch = tonic + 12 * octave + PELOG[degree]
    while pitch < passage.lowest:
        pitch += 12
    while pitch > passage.highest:
        pitch -= 12
    return pitch


def core_tune(passage: Passage) -> list[tuple[float, int]]:
    """Return where the notes of the core tune begin, in quarters, and their places in the scale."""
    roots = [passage.chord_at(passage.start + bar * passage.bar_quarters).root for bar in range(passage.bars)]
    goals = _near_each_other([_degree(root, passage) for root in (*roots, passage.next_chord.root)])
    beats = max(1, int(passage.bar_quarters + 1e-6))
    tune = []
    for bar in range(passage.bars):
        goal, following = goals[bar : bar + 2]
        # The same two goals have the same way between them, whoever plays it.
        way = Random(f"{passage.key} {goals[0]} {goal} {following}").choice(_WAYS_THERE)
        places = [goal, goal + way[0], following + way[1], following + way[2]]
        start = passage.start + bar * passage.bar_quarters
        tune += [(start + beat, places[beat % 4]) for beat in range(beats)]
    return tune


def _near_each_other(degrees: Sequence[int]) -> list[int]:
    """Return places of degrees in the scale, each the nearest to the one before that does not lead out of an octave."""
    size = len(PELOG)
    places = [degrees[0]]
    for degree in degrees[1:]:
        step = (degree - places[-1] + size // 2) % size - size // 2
        place = places[-1] + step
        places.append(place + (size if place < -size // 2 else -size if place > size else 0))
    return places


def saron(passage: Passage, centre: int = 66, velocity: int = 88) -> list[Note]:
    """Play the core tune, each note damped by the next."""
    return [Note(start, 0.98, _pitch(place, passage, centre), velocity) for start, place in core_tune(passage)]


def bonang(passage: Passage, centre: int = 78, velocity: int = 74) -> list[Note]:
    """Play ahead of the core tune in 8ths: its next note and its own, in turn."""
    tune = core_tune(passage)
    notes = []
    for (start, place), (_, following) in zip(tune, [*tune[1:], tune[0]], strict=True):
        pair = (place, following)
        notes += [Note(start + at / 2, 0.48, _pitch(pair[at], passage, centre), velocity) for at in range(2)]
    return notes


def goals(passage: Passage, centre: int = 58, velocity: int = 80) -> list[Note]:
    """Play the goal of each bar alone, as long as the bar."""
    length = passage.bar_quarters
    tune = dict(core_tune(passage))
    starts = [passage.start + bar * length for bar in range(passage.bars)]
    return [Note(start, length, _pitch(tune[start], passage, centre), velocity) for start in starts]


def interlocking(passage: Passage, second: bool, centre: int = 84, velocity: int = 78) -> list[Note]:
    """Play one of the two halves of a figuration in 16ths around the core tune.

    Args:
        passage: that is played.
        second: whether it is the second player's half.
        centre: pitch around which it lies.
        velocity: of the notes.
    """
    tune = core_tune(passage)
    notes = []
    for (start, place), (_, following) in zip(tune, [*tune[1:], tune[0]], strict=True):
        figures = _MIRRORED if following < place else (_POLOS, _SANGSIH)
        for at, step in enumerate(figures[second]):
            if step is not None:
                pitch = _pitch(place + step, passage, centre)
                notes.append(Note(start + at * _FIGURE, _FIGURE, pitch, velocity + (8 if at == 0 else 0)))
    return notes


def gongs(passage: Passage, lowest: int = 48) -> list[Note]:
    """Strike the great gong where a cycle of four bars begins, and smaller ones inside the bars."""
    return list(_struck(passage, lowest))


def _struck(passage: Passage, lowest: int) -> Iterator[Note]:
    tonic = lowest + (passage.key.tonic - lowest) % 12
    fifth = tonic + 7
    length = passage.bar_quarters
    first = round(passage.start / length)
    for bar in range(passage.bars):
        start = passage.start + bar * length
        if (first + bar) % _CYCLE_BARS == 0:
            yield Note(start, min(_CYCLE_BARS, passage.bars - bar) * length, tonic, 104)
        else:
            yield Note(start, length / 2, tonic + 12, 70)
        yield Note(start + float(int(length / 2 + 1e-6)) if length >= 2 else start, length / 2, fifth + 12, 66)
