"""The voices of a chord: its top sings, inner ones stay back, and a stroke that repeats the last one is lighter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from musiccm_daw.composer.dynamics.attacks import Attack
from musiccm_daw.score.note import Note

_TOP, _INNER, _LOWEST = 0.8, -0.5, -0.2
"""Shares of the depth by which the voices of a chord differ from a single note."""
_OTHER_HAND = 12
"""Semitones below the others: the lowest note is another hand's, and under them."""
_FIRST_STRING, _LAST_STRING = -1.0, 0.5
_SOON_QUARTERS = 0.6
"""A chord that is struck again so soon is heard as a repetition."""
_THIRD_TIME = 0.5


def voice_shares(attack: Attack) -> dict[Note, float]:
    """Return by how much of a depth each note of an attack is louder; a single one is not."""
    if len(attack) == 1:
        return {}
    if attack[-1].start_quarters > attack[0].start_quarters:
        # A hand gathers speed over the strings, upwards and downwards.
        step = (_LAST_STRING - _FIRST_STRING) / (len(attack) - 1)
        return {note: _FIRST_STRING + step * at for at, note in enumerate(attack)}
    low, *_, top = sorted(attack, key=lambda note: note.pitch)
    shares = dict.fromkeys(attack, _INNER)
    shares[top] = _TOP
    second = min((note.pitch for note in attack if note is not low), default=low.pitch)
    shares[low] = _INNER if second - low.pitch >= _OTHER_HAND else _LOWEST
    return shares


def repeat_shares(attacks: Sequence[Attack]) -> dict[float, float]:
    """Return by how much of a depth attacks are softer that repeat the chord before, by their starts.

    The second is lightest, and who goes on and on comes back to nearly the first.
    """
    shares: dict[float, float] = {}
    times = 0
    for before, attack in pairwise(attacks):
        same = len(attack) > 1 and {note.pitch for note in before} == {note.pitch for note in attack}
        soon = attack[0].start_quarters - before[0].start_quarters <= _SOON_QUARTERS
        times = times + 1 if same and soon else 0
        if times:
            shares[attack[0].start_quarters] = 1.0 if times % 2 else _THIRD_TIME
    return shares
