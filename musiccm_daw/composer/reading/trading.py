"""Players who take turns: "clarinet answered by oboe", "call and response between trumpet and sax".

After `line_up.py`, which gives the way of playing to the one of them who stands beside its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.reading.players import TURNS, Player
from musiccm_daw.composer.reading.waiting_ways import is_pitched


def in_turns(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom whoever plays in turn with another one does so on both sides.

    The other one is the next where the words say that it answers or is answered, else the one before, else the next.
    """
    result = list(players)
    for at, player in enumerate(players):
        if not set(TURNS) & set(player.ways):
            continue
        order = (at + 1, at - 1) if {"answered", "replies"} & set(player.ways) else (at - 1, at + 1)
        near = [each for each in order if 0 <= each < len(players) and is_pitched(players[each])]
        other = next(iter(near), None)
        if other is not None and not any(set(TURNS) & set(players[each].ways) for each in near):
            result[other] = replace(result[other], ways=(*result[other].ways, "answers"))
    return result
