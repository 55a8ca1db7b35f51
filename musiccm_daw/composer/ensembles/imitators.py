"""Who imitates whom: the voices of a canon or fugue in the order of their height, and the two players of phase pieces.

For `members.py`; what they play is in `imitation.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from musiccm_daw.composer.ensembles.imitation import CANONIC, FUGAL, PHASED
from musiccm_daw.composer.reading.players import Player

_VOICES = {"fugue": FUGAL, "canon": CANONIC}
_LEADING = ("melody", "single")
"""What the voice has besides that the others imitate."""
_FEWEST = 2
_STRUCK = ("marimba",)
"""What is struck in phases where nobody says what."""


def imitating(
    players: Sequence[Player], is_voice: Callable[[Player], bool], height: Callable[[Player], int]
) -> list[Player]:
    """Return the players, of whom those of one voice imitate the highest if any of them is asked to.

    Args:
        players: of a prompt, one by one.
        is_voice: whether a player has one voice.
        height: the place of a player among the voices, the highest first.
    """
    if any("phase" in player.ways for player in players):
        return _in_phases(players)
    way = next((way for way in _VOICES if any(way in player.ways for player in players)), None)
    voices = sorted((at for at, player in enumerate(players) if is_voice(player)), key=lambda at: height(players[at]))
    if way is None or len(voices) < _FEWEST:
        return list(players)
    result = list(players)
    result[voices[0]] = replace(players[voices[0]], ways=(way, *_LEADING))
    for at, own in zip(voices[1:], _VOICES[way], strict=False):
        result[at] = replace(players[at], ways=(own,))
    return result


def _in_phases(players: Sequence[Player]) -> list[Player]:
    """Return the players, of whom the first of a phase piece has another like it."""
    result: list[Player] = []
    led = False
    for player in players:
        if "phase" not in player.ways:
            result.append(player)
        elif not led:
            led = True
            if player.role == "keys" and not player.instruments:
                # Both of them play the same.
                player = replace(player, instruments=_STRUCK, named=True)
            result.append(replace(player, ways=("phase", *_LEADING)))
            if sum("phase" in other.ways for other in players) < _FEWEST:
                result.append(replace(player, ways=(PHASED,)))
        else:
            result.append(replace(player, ways=(PHASED,)))
    return result
