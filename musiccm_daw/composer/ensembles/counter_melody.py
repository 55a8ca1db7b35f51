"""A counter-melody: a second line that moves where the tune rests or holds, and holds where the tune moves.

A writer for `pitched_ways.py`, for players whose passage has the tune (`Passage.tune`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from musiccm_daw.composer.chords.chord_scales import calm_tones, guide_tones, local_scale
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_REACH = 9
"""Semitones from the centre within which the line stays."""
_FREE = 1.0
"""Quarters from which a rest or a held note of the tune is answered."""
_MOST = 4
"""Notes of an answer."""
_STEP = 0.5
_HELD, _MOVING = 70, 78
"""Velocities."""
_BREATH = 0.25
_NEAR = 1e-6


def counter_melody(passage: Passage, centre: int) -> list[Note]:
    """Play long tones of the chords under a tune, and answer it where it stands still."""
    moves = sorted(
        (start, end) for start, end in _still(passage) if end - start >= _FREE - _NEAR and start < passage.end - _NEAR
    )
    rising = passage.theme.random() < 0.5
    notes: list[Note] = []
    pitch = centre
    for at, (start, end) in enumerate(_parts(passage)):
        target = _guide(passage, start, pitch, centre)
        free = next((place for place in moves if start - _NEAR <= place[0] and place[1] <= end + _NEAR), None)
        if free is None:
            notes.append(Note(start, end - start - _BREATH, target, _HELD))
            pitch = target
            continue
        if free[0] - start >= _STEP:
            notes.append(Note(start, free[0] - start - 0.1, target, _HELD))
        line = list(_answer(passage, free, target, centre, rising=rising == (at % 2 == 0)))
        notes += line
        pitch = line[-1].pitch if line else target
    return notes


def answers_tune(write: Writer) -> bool:
    """Return whether a writer plays a counter-melody, inside whatever steers it."""
    if isinstance(write, partial) and "write" in write.keywords:
        return answers_tune(write.keywords["write"])
    return (write.func if isinstance(write, partial) else write) is counter_melody


def _parts(passage: Passage) -> Iterator[tuple[float, float]]:
    """Yield where chords begin and end, long ones bar by bar."""
    for span in passage.spans:
        place = max(span.start, passage.start)
        while place < span.end - _NEAR:
            end = min(place + passage.bar_quarters, span.end)
            yield place, end
            place = end


def _still(passage: Passage) -> Iterator[tuple[float, float]]:
    """Yield where the tune rests or holds a note, in quarters, within the bars."""
    ordered = sorted({note.start_quarters for note in passage.tune})
    places = [passage.start, *ordered, passage.end]
    for before, after in pairwise(places):
        begin = before if before == passage.start and before not in ordered else before + _STEP
        while begin < after - _NEAR:
            bar = int((begin - passage.start) / passage.bar_quarters + _NEAR) + 1
            end = min(after, passage.start + bar * passage.bar_quarters)
            yield begin, end
            begin = end


def _guide(passage: Passage, start: float, before: int, centre: int) -> int:
    """Return the third or seventh of a chord, on the grid of the instrument, nearest to the line."""
    chord = passage.chord_at(start)
    taken = {note.pitch for note in passage.tune if abs(note.start_quarters - start) < 1}
    lowest, highest = max(passage.lowest, centre - _REACH), min(passage.highest, centre + _REACH)
    able = [p for p in range(lowest, highest + 1) if p % 12 in guide_tones(chord) and p not in taken]
    return min(able or [before], key=lambda pitch: abs(pitch - before) + 0.4 * abs(pitch - centre))


def _answer(passage: Passage, free: tuple[float, float], target: int, centre: int, *, rising: bool) -> Iterator[Note]:
    """Yield a few notes by step through a free place, the last of them a tone on which a line may rest."""
    start = free[0]
    count = min(_MOST, int((free[1] - start) / _STEP + _NEAR))
    scale = local_scale(passage, passage.chord_at(start), "full")
    lowest, highest = max(passage.lowest, centre - _REACH), min(passage.highest, centre + _REACH)
    side = 1 if rising and target < highest - 5 else -1 if target > lowest + 5 else 1
    line = [pitch for pitch in range(target + side, target + side * 14, side) if pitch % 12 in scale][:count]
    calm = calm_tones(passage, passage.chord_at(start), "full")
    for at, pitch in enumerate(line):
        last = at == len(line) - 1
        if last and pitch % 12 not in calm:
            pitch = next((pitch + step for step in (side, 2 * side, -side) if (pitch + step) % 12 in calm), pitch)
        begin = start + at * _STEP
        length = (free[1] - begin if last else _STEP) * 0.92
        if lowest <= pitch <= highest:
            yield Note(begin, length, pitch, _MOVING)
