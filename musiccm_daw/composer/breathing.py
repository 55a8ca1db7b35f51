"""Breath: nobody blows or sings a line longer than the lungs last, and after it there is an audible gap.

For `phrase_writers.py`, so that others play around the breaths of a tune, and for `writing.py`, where the phrases of a
part are joined. Sections breathe one after another: only what one of them would have to hold too long is sounded anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from musiccm_daw.composer.performance import Feel
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_SECONDS = {
    **dict.fromkeys(("flute", "pan_flute"), 6.0),
    **dict.fromkeys(("trumpet", "trombone", "muted_trumpet"), 6.5),
    **dict.fromkeys(("french_horn", "alto_sax", "tenor_sax", "brass_section"), 7.0),
    **dict.fromkeys(("clarinet", "oboe", "harmonica", "choir_aahs", "voice_oohs", "synth_voice"), 8.0),
}
"""How long a breath lasts at usual dynamics, by instrument: flutes and brass take most air, reeds the least."""
_SECONDS_OF_STAND_INS = {"tuba": 5.0, "bassoon": 7.0, "contrabassoon": 5.0, "bari sax": 5.5, "piccolo": 5.5}
_ENDLESS = ("bagpipes", "theremin", "braams")
"""Stand-ins that need no breath: a bag has it, a circuit none."""
_HIGH, _SHORTER_HIGH = {"trumpet": 79, "trombone": 69, "french_horn": 72}, 0.8
"""Pitches above which brass costs more air, and the share of the breath that then lasts."""
_GAP_SECONDS, _GAP, _SWUNG_GAP = 0.25, 0.5, 0.75
"""What a breath takes at least, and the quarters of the gap: half a beat is short where off-beats swing."""
_SWINGS = 0.25
_SHORTEST = 0.2
"""Quarters of a note that is cut by a breath; shorter ones are left out."""
_EARLIEST = 0.3
"""Share of a breath before which nobody breathes again."""
_LEFT_OUT, _PLACES = 2.5, ((4, 3.0), (2, 2.0), (1, 1.0))
"""What it costs to leave a note out, and what a breath between groups of so many bars is worth, in quarters that the
note before it is held."""
_LONGEST_COUNTED = 2.0
_LATE = 1.5
"""What the latest place for a breath is worth more than the earliest."""
_NEAR = 1e-6


@dataclass(frozen=True)
class Breath:
    """How long a breath lasts, and the gap for the next one, in quarters."""

    longest: float
    gap: float
    high: int = 128
    """MIDI pitch from which it is shorter."""

    @classmethod
    def of(cls, instrument: str, stand_in: str | None, feel: Feel) -> Breath | None:
        """Return the breath of an instrument's player, or of what it stands in for; None of those who need none."""
        seconds = _SECONDS_OF_STAND_INS.get(stand_in or "", _SECONDS.get(instrument))
        if seconds is None or stand_in in _ENDLESS:
            return None
        quarters = feel.bpm / 60
        least = _SWUNG_GAP if feel.swing > _SWINGS else _GAP
        gap = max(least, ceil(_GAP_SECONDS * quarters / _GAP - _NEAR) * _GAP)
        return cls(seconds * quarters, gap, _HIGH.get(instrument, 128))

    def lasts(self, line: Sequence[Note]) -> float:
        """Return how many quarters of a line one breath lasts."""
        high = sum(note.duration_quarters for note in line if note.pitch > self.high)
        return self.longest * (_SHORTER_HIGH if high > sum(note.duration_quarters for note in line) / 2 else 1.0)


def breathing(passage: Passage, write: Writer, breath: Breath) -> list[Note]:
    """Write a passage, at whose end there is breath for half as much again."""
    after = breath.longest / 2 if passage.bars * passage.bar_quarters > breath.longest / 2 else 0.0
    return breathed(write(passage), breath, passage.bar_quarters, passage.start, passage.end, after)


def breathed(notes: Sequence[Note], breath: Breath, bar: float, start: float, end: float, after: float) -> list[Note]:
    """Return the notes of a part with a gap wherever a breath ends.

    Args:
        notes: of a line, or of a section.
        breath: of the players.
        bar: quarters of a bar.
        start: of the first bar, in quarters.
        end: of the last one.
        after: quarters that are played on without a gap behind it; 0 for none.
    """
    ordered = [piece for note in sorted(notes, key=_place) for piece in _in_pieces(note, breath, bar, start)]
    if any(_sound_together(before, note) for before, note in pairwise(ordered)):
        return ordered
    line = [*ordered, Note(end, after, ordered[-1].pitch, 1)] if ordered and after else ordered
    first = at = 0
    while at < len(line):
        if at > first and line[at].start_quarters - _end(line[at - 1]) >= breath.gap - _NEAR:
            first = at
        length = _end(line[at]) - line[first].start_quarters
        shortest = breath.longest * _SHORTER_HIGH
        if at > first and length > shortest and length > breath.lasts(line[first : at + 1]) + _NEAR:
            place = _best_place(line, first, at, breath, bar, start)
            kept = _cut(line[first:place], line[place].start_quarters - breath.gap)
            line = [*line[:first], *kept, *line[place:]]
            first = at = first + len(kept)
        at += 1
    return [note for note in line if note.start_quarters < end - _NEAR or not after]


def _in_pieces(note: Note, breath: Breath, bar: float, start: float) -> list[Note]:
    """Return a note that lasts longer than a breath in several, the later ones from bar lines on."""
    pieces = []
    while note.duration_quarters > breath.lasts([note]) + _NEAR:
        latest = note.start_quarters + breath.lasts([note])
        line = start + int((latest - start) / bar + _NEAR) * bar
        until = line if line > note.start_quarters + bar / 2 else latest
        held = until - note.start_quarters
        pieces.append(replace(note, duration_quarters=max(held - breath.gap, held / 2)))
        note = replace(note, start_quarters=until, duration_quarters=_end(note) - until)
    return [*pieces, note]


def _best_place(line: Sequence[Note], first: int, last: int, breath: Breath, bar: float, start: float) -> int:
    """Return the note before which to breathe: behind a long one, between groups of bars, and rather late."""
    begun, longest = line[first].start_quarters, breath.lasts(line[first : last + 1])

    def worth(at: int) -> float:
        place = line[at].start_quarters
        lost = sum(note.start_quarters > place - breath.gap - _SHORTEST for note in line[first:at])
        bars = (place - start) / bar
        grouped = next((value for size, value in _PLACES if abs(bars / size - round(bars / size)) * size < 0.13), 0.0)
        early = 0.0 if place - begun >= _EARLIEST * longest else -2 * _LEFT_OUT
        held = min(line[at - 1].duration_quarters, _LONGEST_COUNTED)
        return grouped + held + early - _LEFT_OUT * lost + _LATE * (place - begun) / longest

    return max(range(first + 1, last + 1), key=worth)


def _cut(notes: Sequence[Note], until: float) -> list[Note]:
    """Return notes that end before a place, without those of which little would be left, but for the very first.

    What is short anyway, and lies before it, stays as it is.
    """
    cut = [(note, min(note.duration_quarters, until - note.start_quarters)) for note in notes]
    kept = [
        replace(note, duration_quarters=length)
        for note, length in cut
        if length >= min(_SHORTEST, note.duration_quarters) - _NEAR
    ]
    return kept or [replace(notes[0], duration_quarters=_SHORTEST)]


def _sound_together(before: Note, note: Note) -> bool:
    """Return whether two notes are a section's, and no line's."""
    begin_together = note.start_quarters - before.start_quarters < _NEAR
    return begin_together or _end(before) > note.start_quarters + _SHORTEST


def _place(note: Note) -> tuple[float, int]:
    return note.start_quarters, note.pitch


def _end(note: Note) -> float:
    return note.start_quarters + note.duration_quarters
