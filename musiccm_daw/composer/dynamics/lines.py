"""Lines: tunes, riffs and basses louder where they rise, on their highest and longest notes, softer where they end.

Of a player who has several voices, the line is the highest of them; what lies far below accompanies it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from musiccm_daw.composer.dynamics.attacks import Attack
from musiccm_daw.score.note import Note

_REST_QUARTERS = 0.45
"""Silence that ends a phrase, if it began more than a quarter ago."""
_FEWEST_NOTES = 3
"""Of a phrase that has a shape."""
_NARROWEST = 4.0
"""Semitones on either side of a line's middle within which its whole compass counts."""
_HEIGHT, _ARCH, _TOP, _LONG, _END = 0.75, 0.35, 0.3, 0.2, -0.7
"""Shares of a line's depth: for the height of a note and its place in the phrase; for the highest note, long notes, and
the last one."""
_SOFTEST, _LOUDEST = -0.9, 1.1
_DEEP = 0.7
"""Low notes are less soft than high ones are loud: they need breath, too."""
_LONGER = 1.6
"""Times the median length from which a note is long."""
_PEAK = 0.6
_ACCOMPANYING = 10
"""Semitones below the top of a line: what lies lower is another hand's."""


def line_shares(attacks: Sequence[Attack]) -> dict[Note, float]:
    """Return by how much of its depth each note of the line is louder, about -1 to 1; others are not in it."""
    line = _line_of(attacks)
    if len(line) < _FEWEST_NOTES:
        return {}
    middle = mean(note.pitch for note in line)
    reach = max(_NARROWEST, max(abs(note.pitch - middle) for note in line))
    usual = median(note.duration_quarters for note in line)
    shares: dict[Note, float] = {}
    for phrase in _phrases_of(line):
        arches = _arches(phrase)
        top = max(note.pitch for note in phrase)
        for note, arch in zip(phrase, arches, strict=True):
            height = (note.pitch - middle) / reach
            share = _HEIGHT * height * (1 if height > 0 else _DEEP) + _ARCH * arch
            share += _LONG if note.duration_quarters > _LONGER * usual else 0.0
            shares[note] = share + (_TOP if note.pitch == top and len(phrase) >= _FEWEST_NOTES else 0.0)
        if len(phrase) >= _FEWEST_NOTES:
            shares[phrase[-1]] += _END
    return {note: max(_SOFTEST, min(_LOUDEST, share)) for note, share in shares.items()}


def _line_of(attacks: Sequence[Attack]) -> list[Note]:
    """Return the highest note of each attack, unless it lies far below a note that still sounds."""
    line: list[Note] = []
    sounding: list[Note] = []
    for attack in attacks:
        start = attack[0].start_quarters
        sounding = [note for note in sounding if note.start_quarters + note.duration_quarters > start + 1e-6]
        top = max(attack, key=lambda note: note.pitch)
        if all(note.pitch < top.pitch for note in sounding):
            line.append(top)
        sounding += attack
    if any(len(attack) > 1 for attack in attacks):
        highest = sorted(note.pitch for note in line)[-max(1, len(line) // 3)]
        line = [note for note in line if note.pitch > highest - _ACCOMPANYING]
    return line


def _phrases_of(line: Sequence[Note]) -> list[list[Note]]:
    """Return the notes of a line up to each rest."""
    phrases = [[line[0]]]
    for before, note in pairwise(line):
        apart = note.start_quarters - before.start_quarters
        if apart - before.duration_quarters > _REST_QUARTERS and apart >= 1:
            phrases.append([])
        phrases[-1].append(note)
    return phrases


def _arches(phrase: Sequence[Note]) -> list[float]:
    """Return for each note of a phrase how near it is to its middle, -1 to 1."""
    start = phrase[0].start_quarters
    length = phrase[-1].start_quarters - start
    if len(phrase) < _FEWEST_NOTES or length <= 0:
        return [0.0 for _ in phrase]
    shares = [(note.start_quarters - start) / length for note in phrase]
    return [2 * (share / _PEAK if share < _PEAK else (1 - share) / (1 - _PEAK)) - 1 for share in shares]
