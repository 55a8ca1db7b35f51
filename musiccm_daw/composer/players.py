"""The players whom a prompt names: who, on what, and how.

What `clauses.py` finds and `seating.py` seats. Ways of playing are keys of `PATTERN_WORDS` and those that
`prompt_words.py` adds to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


def with_one_drummer(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom one drummer plays what several phrases say: a "house beat with 909 drums".

    Drummers stay apart whose kits are named, who play single sounds of a kit, or who enter in other places.
    """
    whole = [player for player in players if player.role == "drums" and not player.pieces]
    first = next((player for player in whole if player.named), whole[0] if whole else None)
    if first is None:
        return list(players)
    same = [each for each in whole if each is first or not (each.named or each.enters not in ("", first.enters))]
    steering = first.steering
    for other in same:
        steering = steering.over(other.steering)
    drummer = replace(
        first,
        ways=tuple(dict.fromkeys(way for each in same for way in each.ways)),
        steering=steering,
        words=tuple(dict.fromkeys(text for each in same for text in each.words)),
    )
    others = {id(each) for each in same if each is not first}
    return [drummer if each is first else each for each in players if id(each) not in others]
