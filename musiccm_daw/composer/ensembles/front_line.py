"""The front line of a band from New Orleans, below and above the cornet's tune: a clarinet and a slide trombone.

Writers for `Layer`s. Everybody improvises at once, and each has a place: the clarinet runs through the chords high
up, the trombone plays their roots and fifths low down and slides into the next one.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.pattern import hits
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import phrased_marks
from musiccm_daw.score.note import Note

_RUNS = (
    "..x-x-x-x-x-x-x-x-x-x-x-x---....",
    "....x-x-x-x-x-x-x-x-x-x-x-x-x---",
    "x---..x-x-x-x-x-x-x-x-x---......",
    "x-x-x-x-x-x-x---....x-x-x-x-x-x-",
    "x-----------x-x-x-x-x-x-x-x-x---",
)
"""Two bars each, with a breath in them."""
_SLIDES = (
    "R-------5---3---R-----------c-c-",
    "R---....5---R---3-------..c-c-c-",
    "R-----------5---R---..5-R---....",
    "....R---....5---R-------....c-c-",
)
"""`R`, `3` and `5` of the chord, and `c`: the semitones that slide up to the next one."""
_CLARINET, _TROMBONE = 78, 84
_BELOW, _ABOVE = 7, 11
"""Semitones from the middle of the clarinet's line: the cornet has what is lower."""
_TURNS = (2, 3, 3, 4, 5)
"""Notes in one direction before a run turns."""


def obbligato(passage: Passage, centre: int = 77) -> list[Note]:
    """Run through the tones of the chords in 8ths, up and down, with neighbours of the scale between."""
    marks = "".join(phrased_marks(passage.theme.choice(_RUNS), _RUNS, passage, "answering"))
    low, high = max(passage.lowest, centre - _BELOW), min(passage.highest, centre + _ABOVE)
    pitch, step, left = centre, passage.theme.choice((1, -1)), passage.theme.choice(_TURNS)
    notes = []
    for hit in hits(marks, passage.start):
        chord = passage.chord_at(hit.start)
        on_beat = (hit.start - passage.start) % 1 < 1e-6
        # Between the beats it may pass by a step; on them it lies in the chord.
        tones = set(chord.pitch_classes) if on_beat else local_scale(passage, chord, "full")
        ahead = [one for one in range(pitch + step, pitch + 6 * step, step) if one % 12 in tones and low <= one <= high]
        if left == 0 or not ahead:
            step, left = -step, passage.theme.choice(_TURNS)
            ahead = [one for one in range(pitch + step, pitch + 6 * step, step) if one % 12 in tones]
        pitch, left = (ahead[0] if ahead else pitch), left - 1
        pitch = min(high, max(low, pitch))
        notes.append(Note(hit.start, hit.duration * 0.92, pitch, _CLARINET + (6 if on_beat else 0)))
    return notes


def tailgate(passage: Passage, floor: int = 45) -> list[Note]:
    """Play roots, thirds and fifths in halves, and slide by semitones into the chord after every second bar."""
    marks = "".join(phrased_marks(passage.theme.choice(_SLIDES), _SLIDES, passage, "turning"))
    steps = list(hits(marks, passage.start))
    notes = []
    for at, hit in enumerate(steps):
        span = passage.span_at(hit.start)
        if hit.mark == "c":
            following = sum(1 for other in steps[at:] if other.mark == "c" and other.start - hit.start < 2)
            pitch = _above(passage.chord_after(span).root, floor) - following
        else:
            wanted = {"R": (0,), "3": (4, 3, 5, 2), "5": (7, 6, 8)}[hit.mark]
            tone = next((one for one in wanted if (span.chord.root + one) % 12 in span.chord.pitch_classes), 0)
            pitch = _above((span.chord.root + tone) % 12, floor)
        length = hit.duration * (1.0 if hit.mark == "c" else 0.92)
        notes.append(Note(hit.start, length, pitch, _TROMBONE - (8 if hit.mark == "c" else 0)))
    return notes


def _above(pitch_class: int, floor: int) -> int:
    return floor + (pitch_class - floor) % 12
