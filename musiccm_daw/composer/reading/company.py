"""What players do in the company that a prompt gives them: a harp accompanies a flute, two lead guitars go in thirds.

For `prompt_reader.py`: what only the whole prompt shows of players without ways of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.negation import LeftOut
from musiccm_daw.composer.reading.players import PLUCKED_STRINGS, Player
from musiccm_daw.composer.reading.steering import Steering

_HARMONY_GUITARS = (
    *("harmony guitars", "harmonised guitars", "harmonized guitars", "twin guitars", "twin lead guitars"),
    *("dual guitars", "dual lead guitars", "twin guitar leads", "harmony lead guitars"),
)
_LEAD_GUITARS = ("overdriven_guitar", "distortion_guitar")
BASSOONS = ("bassoon", "contrabassoon")
_BEHIND = ("background", "behind", "underneath", "backing")
_SYNTH_BASSES, _SYNTH_LEADS = ("synth_bass_1", "analog_bass"), ("saw_lead", "square_lead")
_SECTIONS = ("orchestra", "section", "ensemble")
_COLOURS = ("percussion", "fx", "brass")
"""Roles of what is only the colour of a track that is named."""
SINGLE = frozenset(
    ("loop", "loops", "pattern", "patterns", "part", "only", "just", "solo", "sample", "samples", "hit", "hits", "shot")
)
"""Words that say that a colour is all there is to be."""


def in_company(players: Sequence[Player], texts: Sequence[str], left_out: LeftOut, *, whole: bool) -> list[Player]:
    """Return the players as the others, and where they are said to stand, ask of them.

    Args:
        players: whom the prompt names.
        texts: its tokens.
        left_out: who is not to play.
        whole: whether a whole band plays around them.
    """
    result: list[Player] = []
    for player in players:
        if any(text.lower().endswith(_HARMONY_GUITARS) for text in player.words):
            result += _in_thirds(player)
        elif player.instruments == PLUCKED_STRINGS and not player.ways and len(players) == 1 and _is_section(texts):
            result += [replace(player, ways=("melody",)), _lower(player), _plucked_bass(player)]
        elif player.stand_in in BASSOONS and _takes_bass(player) and len(players) > 1:
            result.append(replace(player, ways=("ground",)))
        elif player.stand_in == "pedal steel" and not set(_BEHIND).isdisjoint(texts):
            result.append(replace(player, role="guitar", ways=("swells",)))
        elif player.instruments[:1] == ("harp",) and not (player.ways or player.stand_in) and _leads(players, player):
            result.append(replace(player, ways=("arp",)))
        else:
            result.append(player)
    return result + _synths(players, left_out, whole=whole)


def _takes_bass(player: Player) -> bool:
    return any("bass" in text.lower().split() for text in player.words)


def _in_thirds(player: Player) -> list[Player]:
    """Return two lead guitars, of whom the second goes with the first."""
    if set(player.ways) - {"melody", "gallop"}:
        return [player]
    lead = replace(player, role="lead", instruments=_LEAD_GUITARS, named=True, count=1)
    return [replace(lead, ways=("melody",)), replace(lead, ways=("in_thirds",), joined_by="and")]


def _is_section(texts: Sequence[str]) -> bool:
    return not set(_SECTIONS).isdisjoint(texts)


def _lower(player: Player) -> Player:
    """Return those of a section who pluck the chords below its tune."""
    return replace(player, ways=("offbeat",), steering=Steering(register=-12).over(player.steering))


def _plucked_bass(player: Player) -> Player:
    return replace(player, role="bass", instruments=("acoustic_bass",), ways=("bass",))


def _leads(players: Sequence[Player], harpist: Player) -> bool:
    """Return whether somebody beside a harpist has a tune."""
    others = [player for player in players if player is not harpist]
    return any(other.named and "lead" in INSTRUMENTS[other.instruments[0]].roles for other in others)


def _synths(players: Sequence[Player], left_out: LeftOut, *, whole: bool) -> list[Player]:
    """Return the synthesizers that a band without guitars has in their place, beside those of the keys."""
    asked = [player for player in players if any(text.lower().endswith("synths") for text in player.words)]
    if not (whole and asked) or "guitar" not in left_out.roles:
        return []
    roles = {player.role for player in players} | left_out.roles
    own = [Player("bass", _SYNTH_BASSES, named=True), Player("lead", _SYNTH_LEADS, named=True)]
    return [player for player in own if player.role not in roles]


def is_tagged_track(players: Sequence[Player], texts: Sequence[str], tags: int) -> bool:
    """Return whether a track is named by several tags, of which a colour is the last: phonk drift cowbell.

    A "techno cowbell" is one player.

    Args:
        players: whom the prompt names.
        texts: its tokens.
        tags: how many names of styles, and words that nobody knows, stand before the player.
    """
    if len(players) != 1 or tags < 2 or players[0].role not in _COLOURS or players[0].count > 1:
        return False
    colour = players[0]
    if colour.role == "brass" and colour.stand_in != "braams":
        return False
    return not SINGLE & set(texts) and bool(colour.words) and colour.words[-1].lower().split()[-1] == texts[-1]
