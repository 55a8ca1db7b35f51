"""On which side of the clave a bar lies, for all players of a piece."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

CLAVE = "x.....x.....x.......x...x......."
"""Two bars of son clave in 8ths, the three-side first."""
_BAR = 16
"""Marks of a bar in patterns."""


def on_clave(passage: Passage, write: partial[list[Note]]) -> list[Note]:
    """Let a writer play patterns that are written for the three-side first, turned by a bar where the two-side is.

    The clave never stops: its side counts from the first bar of the piece. Which side is first is the key's to say,
    since a player who is composed anew for a piece knows no more of the others.
    """
    bar = round(passage.start / passage.bar_quarters)
    if (passage.key.tonic + bar) % 2 == 0:
        return write(passage)
    turned: dict[str, object] = {}
    if "patterns" in write.keywords:
        turned["patterns"] = tuple(map(_turned, write.keywords["patterns"]))
    if "grooves" in write.keywords:
        turned["grooves"] = tuple(
            {sound: _turned(marks) for sound, marks in groove.items()} for groove in write.keywords["grooves"]
        )
    return partial(write, **turned)(passage)


def _turned(pattern: str) -> str:
    """Return a pattern from its second bar on."""
    return pattern[_BAR:] + pattern[:_BAR]
