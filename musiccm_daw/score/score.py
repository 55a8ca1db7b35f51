"""A score: the parts that a clip plays, one of them an instrument each.

Composed from a request, or given as a MIDI file. Positions are quarters from the start of the clip; what is played lies
on the ticks of a MIDI file, so that a score that was written and read again plays the same. Knows no tempo, no audio.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count

from musiccm_daw.score.note import Note, Part

TICKS_PER_QUARTER = 960
"""As in the tempo map: REAPER's own resolution."""
MAX_PARTS = 16


@dataclass(frozen=True)
class Score:
    """What a clip plays.

    Attributes:
        parts: 1 to 16, each with a name of its own, in the order of the tracks.
        source: "composed" or "given".
        style: of the composer; None for a score that was given.
        taken: phrases that the composer did not know, each with the style or mood that it was taken for.
        unknown_bars: those whose notes nobody knows, from 0: of a clip that is edited and came without a score.
    """

    parts: tuple[Part, ...]
    source: str
    style: str | None = None
    taken: tuple[tuple[str, str], ...] = ()
    unknown_bars: frozenset[int] = frozenset()

    def quantised(self) -> Score:
        """Return the score on the ticks of a MIDI file: nothing before the start, no note shorter than a tick."""
        return replace(self, parts=tuple(replace(part, notes=_quantised(part.notes)) for part in self.parts))

    def part(self, name: str) -> Part:
        """Return the part of a name.

        Raises:
            KeyError: there is none.
        """
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)

    def cut(self, quarters: Fraction) -> Score:
        """Return the score on ticks without what begins after so many quarters; notes held over the end stop there."""
        end = float(quarters)
        score = self.quantised()
        return replace(score, parts=tuple(replace(part, notes=_cut(part.notes, end)) for part in score.parts))


def named(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts with names of their own.

    A part keeps the name that it has, unless an earlier one has it, too. Others are named by their role, and by a
    number where that is taken: keys, keys-2, keys-3.
    """
    parts = tuple(parts)
    first = {part.name: index for index, part in reversed(list(enumerate(parts))) if part.name}
    taken = set(first)
    result = []
    for index, part in enumerate(parts):
        name = part.name
        if first.get(name) != index:
            numbers = (part.role if number == 1 else f"{part.role}-{number}" for number in count(1))
            name = next(free for free in numbers if free not in taken)
            taken.add(name)
        result.append(replace(part, name=name))
    return tuple(result)


def _quantised(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes on ticks; on one pitch they follow each other.

    MIDI cannot tell which of two notes of one pitch an end belongs to: the earlier one ends where the later begins, and
    of two that begin together the longer and the louder stays.
    """
    ticked = [(*_ticks(note), note.pitch, note.velocity) for note in notes]
    latest: dict[int, int] = {}
    kept: list[tuple[int, int, int, int]] = []
    for start, end, pitch, velocity in sorted(ticked, key=lambda note: (note[0], note[2])):
        before = latest.get(pitch)
        if before is not None and kept[before][0] == start:
            kept[before] = (start, max(end, kept[before][1]), pitch, max(velocity, kept[before][3]))
            continue
        if before is not None:
            kept[before] = (kept[before][0], min(kept[before][1], start), *kept[before][2:])
        latest[pitch] = len(kept)
        kept.append((start, end, pitch, velocity))
    return tuple(
        Note(start / TICKS_PER_QUARTER, (end - start) / TICKS_PER_QUARTER, pitch, velocity)
        for start, end, pitch, velocity in kept
    )


def _ticks(note: Note) -> tuple[int, int]:
    """Return where a note begins and ends: at the start of the clip at the earliest, and a tick later at least."""
    start = max(0, round(note.start_quarters * TICKS_PER_QUARTER))
    return start, max(start + 1, round((note.start_quarters + note.duration_quarters) * TICKS_PER_QUARTER))


def _cut(notes: Iterable[Note], end: float) -> tuple[Note, ...]:
    held = (
        replace(note, duration_quarters=min(note.duration_quarters, end - note.start_quarters))
        for note in notes
        if note.start_quarters < end
    )
    return _quantised(held)
