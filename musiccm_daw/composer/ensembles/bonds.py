"""Players who are bound to each other: two trumpets in thirds, a bass that doubles the guitar, a section's soli.

For `members.py`: of those whom words bind, one leads as usual, and the others are given ways that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.ensembles.block_harmony import VOICES
from musiccm_daw.composer.ensembles.imitation import IMITATING
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.steering import Steering
from musiccm_daw.composer.ways.hands import ONE_VOICED

INTERVALS = {"in_thirds": "thirds", "in_sixths": "sixths", "in_octaves": "octaves", "in_unison": "unison"}
"""By the way of playing that asks for it, and that those who follow then have."""
BONDS = frozenset({*INTERVALS, "harmonised", "doubles"})
FOLLOWING = frozenset({*BONDS, *VOICES, *IMITATING, "call_low"})
"""Ways of those who play in the rhythm of another one."""
DOUBLED = "doubled"
"""The way of who leads, for who doubles somebody in particular."""
_JOINED = ("and", "&", "+", ",", "with", "plus", "y", "et", "und")
_ACCOMPANYING = {"chords", "strum", "held", "arp", "picking", "stabs", "offbeat", "power", "drone"}
_TUNES = {"melody", "riff", "ostinato", "solo", "drawn", "fanfare"}
_FEWEST, _ROOM_BELOW = 2, 5
"""Players of a row, and the semitones by which the first lies higher for one in sixths below."""


def bound(players: Sequence[Player]) -> list[Player]:
    """Return the players, of whom those who are bound follow one of them."""
    result = list(players)
    at = 0
    while at < len(result):
        ways = set(result[at].ways)
        if "doubles" in ways:
            _double(result, at)
        elif ways & BONDS or ("octaves" in ways and _has_line(result[at]) and _row(result, at) != at):
            at = _bind(result, at)
        at += 1
    return result


def _bind(players: list[Player], at: int) -> int:
    """Let the players of a row go together; return where the last of them is then."""
    player = players[at]
    asked = next((way for way in player.ways if way in BONDS), "in_octaves")
    others = _without(player)
    if player.role == "bass":
        leader = next((each for each in range(at - 1, -1, -1) if _is_pitched(players[each])), None)
        if leader is not None:
            _lead(players, at, leader)
        return at
    first = _row(players, at)
    # A trumpet duet is two trumpets.
    count = player.size if player.count == 1 and player.size is not None and _has_line(player) else player.count
    if first == at and count == 1 and _is_plural(player) and asked != "in_unison":
        count = _FEWEST
    if first == at and count < _FEWEST:
        players[at] = replace(player, ways=_alone(player, asked, others))
        return at
    copies = [replace(player, ways=others, count=1, size=None) for _ in range(count)]
    row = [*(replace(each, ways=_without(each)) for each in players[first:at]), *copies]
    leader = next((number for number, each in enumerate(row) if _TUNES & set(each.ways)), 0)
    tuned = row[leader] if _TUNES & set(row[leader].ways) else replace(row[leader], ways=(*row[leader].ways, "melody"))
    if asked == "in_sixths" or (asked == "in_thirds" and len(row) > _FEWEST):
        # Below a tune in the middle, the lower voice would end.
        tuned = replace(tuned, steering=tuned.steering.over(Steering(register=_ROOM_BELOW)))
    players[first : at + 1] = [
        tuned if number == leader else _following(each, asked, number) for number, each in enumerate(row)
    ]
    return first + len(row) - 1


def _following(player: Player, asked: str, number: int) -> Player:
    """Return a player who follows; the third of three in thirds has sixths."""
    way = "in_sixths" if asked == "in_thirds" and number > 1 else asked
    return replace(player, ways=(way, *(each for each in player.ways if each in ("single", "trill"))))


def _without(player: Player) -> tuple[str, ...]:
    """Return a player's ways but for those that bind."""
    return tuple(way for way in player.ways if way not in (*BONDS, "octaves"))


def _alone(player: Player, asked: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return how one player alone plays in an interval: in double stops, or with an octave."""
    single = bool(player.instruments) and player.instruments[0] in ONE_VOICED
    bowed = player.instruments[:1] in (("solo_violin",), ("solo_viola",), ("solo_cello",))
    if asked == "in_octaves":
        return (*others, "octaves")
    if asked == "in_unison" and player.role in ("brass", "strings") and not single:
        # A section in unison has one line.
        return (*others, "riff" if player.role == "brass" else "melody", "single")
    able = asked != "in_unison" and (bowed or not single) and player.role not in ("pads", "vocal-pad")
    return (*others, "double_stops") if able else others


def _is_plural(player: Player) -> bool:
    """Return whether several of an instrument with one voice are named, without a number: mariachi trumpets."""
    names = (text.lower() for text in player.words)
    single = player.named and player.instruments[0] in ONE_VOICED and player.stand_in is None
    return single and any(name.endswith("s") and not name.endswith(("ss", "pipes")) for name in names)


def _row(players: Sequence[Player], at: int) -> int:
    """Return the first of those who stand in a row with a player, and have lines like it."""
    first = at
    while first > 0 and players[first].joined_by in _JOINED and _has_line(players[first - 1]):
        first -= 1
    return first


def _double(players: list[Player], at: int) -> None:
    """Let a player double the next one of the prompt, else the one before; a bass doubles the kick, too."""
    after = players[at + 1] if at + 1 < len(players) else None
    ways = tuple(way for way in players[at].ways if way not in BONDS)
    if players[at].role == "bass" and after is not None and after.role == "drums":
        players[at] = replace(players[at], ways=(*ways, "locked"))
        return
    leader = next((each for each in (at + 1, at - 1) if 0 <= each < len(players) and _is_pitched(players[each])), None)
    if leader is None:
        players[at] = replace(players[at], ways=ways)
    else:
        _lead(players, at, leader)


def _lead(players: list[Player], at: int, leader: int) -> None:
    players[at] = replace(players[at], ways=("doubles",))
    leading = players[leader]
    players[leader] = replace(leading, ways=(*(way for way in leading.ways if way not in BONDS), DOUBLED))


def _is_pitched(player: Player) -> bool:
    return player.role not in ("drums", "percussion", "fx")


def _has_line(player: Player) -> bool:
    """Return whether a player has a line, as horns and leads have, and is asked for no chords."""
    if _ACCOMPANYING & set(player.ways) or player.role in ("drums", "percussion", "fx", "bass", "pads"):
        return False
    if player.role in ("lead", "vocal-pad") or {"melody", "riff"} & set(player.ways):
        return True
    return player.named and (player.instruments[0] in ONE_VOICED or "lead" in INSTRUMENTS[player.instruments[0]].roles)
