"""The players whom a prompt names: who, on what, and how.

What `clauses.py` finds and `seating.py` seats. Ways of playing are keys of `PATTERN_WORDS` and those that
`prompt_words.py` adds to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from musiccm_daw.composer.negation import RHYTHM
from musiccm_daw.composer.steering import UNSTEERED, Steering

BEATS = ("four_on_the_floor", "breakbeat", "backbeat", "beat", "rolling_hats", "tops")
DRUM_WAYS = (*BEATS, "half_time", "double_time", "ghosts", "fills")
BASS_WAYS = ("long_bass", "walking_bass", "eighths_bass", "sixteenths_bass", "bass")


@dataclass(frozen=True)
class Player:
    """Somebody whom a prompt names.

    Attributes:
        role: one of `ROLES`.
        instruments: what the words may mean, the likeliest first; empty where only a role is named.
        named: whether the instruments are named, and not only a role that has them.
        ways: how the player plays; keys of `PATTERN_WORDS` and those of `prompt_words.py`.
        steering: what the player's own clause asks for.
        pieces: the sounds of the drum kit that are named.
        words: phrases of the prompt that speak of this player alone.
        size: of the ensemble whose family the words name: a string quartet.
        enters: where, as `entrances.py` reads it; empty for the first bar.
        count: how many play so: two guitars, three violins.
    """

    role: str
    instruments: tuple[str, ...] = ()
    named: bool = False
    ways: tuple[str, ...] = ()
    steering: Steering = UNSTEERED
    pieces: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 1
    size: int | None = None
    enters: str = ""

    def can(self, way: str) -> bool:
        """Return whether a way of playing can be this player's."""
        if way in DRUM_WAYS:
            return self.role == "drums"
        if way in BASS_WAYS:
            return self.role == "bass"
        return self.role not in (*RHYTHM, "fx")
