"""Basses that are bound to somebody: to every stroke of the kick, or to a guitarist's riff, an octave below.

Writers for `pitched_ways.py`, for passages with the kick of all bars (`Passage.kicks`) or the riff (`Passage.tune`).
"""

from __future__ import annotations

from itertools import groupby, pairwise

from musiccm_daw.composer.basses.bass import DEFAULT_FLOOR, marked_pitch, smooth_floor
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_LONGEST, _HOLD = 2.0, 0.9
"""Quarters that a note rings at most until the next kick, and the share of the time up to it."""
_MARKS = ("RRRR", "RRRO", "RR5R", "RRR5", "RROR")
"""What the strokes of a bar have in turn, one after another: roots above all."""
_VELOCITY, _ON_BEAT = 94, 8
_OCTAVE = 12


def on_kicks(passage: Passage, write: Writer, floor: int = DEFAULT_FLOOR) -> list[Note]:
    """Play one note with every stroke of the kick, and none elsewhere.

    Args:
        passage: to play.
        write: what is played where there is no kick.
        floor: lowest pitch of the roots.
    """
    if not passage.kicks:
        return write(passage)
    starts = sorted(passage.start + kick for kick in passage.kicks if passage.start + kick < passage.end - 1e-6)
    floor, marks = smooth_floor(passage, floor), passage.theme.choice(_MARKS)
    bars = [int((start - passage.start) / passage.bar_quarters + 1e-6) for start in starts]
    notes: list[Note] = []
    for at, (start, after) in enumerate(pairwise([*starts, passage.end])):
        number = at - bars.index(bars[at])
        span = passage.span_at(start)
        # The root shows every chord that is new.
        first = number == 0 or span != passage.span_at(starts[at - 1])
        pitch = marked_pitch("R" if first else marks[number % len(marks)], span.chord, floor)
        accent = _ON_BEAT if (start - passage.start) % 1 < 1e-6 else 0
        notes.append(Note(start, min(_LONGEST, _HOLD * (after - start), span.end - start), pitch, _VELOCITY + accent))
    return notes


def with_riff(passage: Passage, write: Writer, floor: int = DEFAULT_FLOOR) -> list[Note]:
    """Play the lowest voice of a riff in the bass's register; arguments as of `on_kicks`."""
    if not passage.tune:
        return write(passage)
    ordered = sorted(passage.tune, key=lambda note: (note.start_quarters, note.pitch))
    low = [next(group) for _, group in groupby(ordered, key=lambda note: round(note.start_quarters, 3))]
    floor = max(floor, passage.lowest)
    # One octave for all of it: an interval that turns over is another riff.
    down = -_OCTAVE * max(0, (min(note.pitch for note in low) - floor) // _OCTAVE)
    return [
        Note(note.start_quarters, note.duration_quarters, note.pitch + down, min(127, note.velocity + 2))
        for note in low
        if passage.lowest <= note.pitch + down <= passage.highest
    ]
