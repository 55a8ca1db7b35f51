"""Brushes on a snare: a swish that goes round without end, taps on the backbeats, the foot on hi-hat and kick.

A writer for `phrase_writers.py`, for drummers with brushes in jazz and quiet music, who play no rock beat with them.
"""

from __future__ import annotations

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import TURN_BARS
from musiccm_daw.score.note import Note

_SWISH, _TAP, _SKIP, _FOOT, _FEATHERED = 56, 80, 50, 62, 34
"""Velocities: of the left hand's circles, the right hand's taps, the skipped 8ths before beats, hi-hat and kick."""
_QUIET = 0.5
_SKIPS = ((1.5, 3.5), (1.5,), (3.5,), (0.5, 1.5, 3.5), (1.5, 2.5))
"""Where the right hand taps lightly between the beats of 4/4."""
_TURN = ((3.5, _TAP - 14), (3.0, _TAP - 6), (2.5, _TAP - 20))
"""Quarters into the last beats of a fourth bar, and velocities, of taps that lead on."""
_SHORT = 0.2


def brushes(passage: Passage) -> list[Note]:
    """Play a circle on every beat, taps on the backbeats, and light ones between that return with the section."""
    beat = max(1.0, float(passage.meter.beat_quarters))
    quiet = passage.energy < _QUIET
    skips = () if quiet else passage.theme.choice(_SKIPS)
    turn = _TURN[: passage.chance.randint(1, len(_TURN))]
    notes: list[Note] = []
    for bar in range(passage.bars):
        start, at, number = passage.start + bar * passage.bar_quarters, 0.0, 0
        while at < passage.bar_quarters - 1e-6:
            length = min(beat, passage.bar_quarters - at)
            notes.append(Note(start + at, length, SOUNDS["swirl"], _SWISH + (6 if number == 0 else 0)))
            if number % 2 or (passage.meter.numerator % 3 == 0 and number):
                notes.append(Note(start + at, _SHORT, SOUNDS["pedal_hat"], _FOOT))
                notes.append(Note(start + at, _SHORT, SOUNDS["snare"], _TAP))
            elif not quiet:
                notes.append(Note(start + at, _SHORT, SOUNDS["kick"], _FEATHERED))
            at, number = at + beat, number + 1
        leads_on = bar % TURN_BARS == TURN_BARS - 1 and passage.bars >= TURN_BARS and not quiet
        taken = {round(note.start_quarters, 2) for note in notes if note.pitch == SOUNDS["snare"]}
        taps = [*((place, _SKIP) for place in skips), *(turn if leads_on else ())]
        for place, velocity in {place: velocity for place, velocity in taps if place < passage.bar_quarters}.items():
            if round(start + place, 2) not in taken:
                notes.append(Note(start + place, _SHORT, SOUNDS["snare"], velocity))
    return notes
