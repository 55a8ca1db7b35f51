"""The players whom a prompt names: who, on what, and how.

What `clauses.py` finds and `seating.py` seats. Ways of playing are keys of `PATTERN_WORDS` and those that
`prompt_words.py` adds to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musiccm_daw.composer.counts import DIVIDERS
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.negation import RHYTHM
from musiccm_daw.composer.steering import UNSTEERED, Steering

BEATS = ("four_on_the_floor", "breakbeat", "backbeat", "beat", "rolling_hats", "tops")
DRUM_WAYS = (*BEATS, "half_time", "double_time", "ghosts", "fills")
BASS_WAYS = ("long_bass", "walking_bass", "eighths_bass", "sixteenths_bass", "bass")
PIANO_WAYS = ("stride", "boogie")
_CHORDS = ("chords", "strum", "power")
OTHERS = "others"
"""What joins those who are named as the others, or the rest, of an ensemble."""
_BESIDE = (*(word for word in DIVIDERS if word != "with"), "+", "/", OTHERS)
"""What joins two players."""
SYNTH_SECTIONS = {"strings": "synth_strings", "brass": "synth_brass"}
"""What these are behind the name of a synthesizer: Juno strings."""
PLUCKED_STRINGS = ("pizzicato_strings",)
_PLUCKING = {"pizzicato", "pizz"}
"""Words for a way of playing, where someone else is there to play so."""
_BOWED = {("solo_violin",), ("solo_viola",), ("solo_cello",), ("contrabass",), ("string_ensemble",)}
_SECTIONS = ("strings", "brass", "vocal-pad")
"""Roles that many play, from whom a soloist stands apart."""


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
        joined_by: the word or sign between this player and the one before, if it divides the prompt.
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
    joined_by: str = ""

    @property
    def asks_for_synth(self) -> bool:
        """Whether the words ask for a synthesizer, of any name."""
        return any("synth" in text.lower() for text in self.words)

    @property
    def plays_synth(self) -> bool:
        """Whether what is named is a synthesizer's sound."""
        return any(INSTRUMENTS[name].is_synth for name in self.instruments)

    def may_take(self, role: str) -> bool:
        """Return whether the instrument that is named can take a role."""
        return self.named and role in INSTRUMENTS[self.instruments[0]].roles

    def can(self, way: str) -> bool:
        """Return whether a way of playing can be this player's."""
        if way in DRUM_WAYS:
            return self.role == "drums"
        if way in BASS_WAYS:
            return self.role == "bass"
        if way in PIANO_WAYS:
            return self.role == "keys"
        if way in _CHORDS and self.role == "bass":
            return False
        return self.role not in (*RHYTHM, "fx")


def narrowed(player: Player, role: str, able: tuple[str, ...], names: tuple[str, ...]) -> Player:
    """Return a player of whom the next word says the role: a string pad, a Moog lead.

    Args:
        player: so far.
        role: the word's.
        able: those of the player's instruments that can play it.
        names: the instruments that the word may mean.
    """
    if able or player.role in (role, "vocal-pad"):
        return replace(player, role=role if able else player.role, instruments=able or player.instruments)
    if player.plays_synth:
        # What is named is the maker of a sound that has other names.
        own = SYNTH_SECTIONS.get(role)
        return replace(player, role=role, instruments=names if own is None else (own,), named=own is not None)
    return replace(player, ways=(*player.ways, "held")) if role == "pads" and player.can("held") else player


def each_once(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom those of whom a prompt speaks in several places are one each."""
    for joined in (_with_their_instruments, _with_plucked_strings, _without_repeated, _with_one_bass_line):
        players = joined(players)
    return _with_one_drummer(players)


def _with_one_drummer(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom one drummer plays what several phrases say: a "house beat with 909 drums".

    Drummers stay apart whose kits are named, who play single sounds of a kit, or who enter in other places.
    """
    drummers = [player for player in players if player.role == "drums" and not player.pieces]
    if not drummers:
        return list(players)
    drummer = next((player for player in drummers if player.named), drummers[0])
    others = [player for player in drummers if player is not drummer and not player.named]
    return _as_one(players, drummer, [player for player in others if player.enters in ("", drummer.enters)])


def _with_their_instruments(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a role and the instrument that plays it are one: a "guitar part on a Telecaster".

    They are two if they are joined as two are ("keys and rhodes", "strings with solo violin"). A comma makes one of
    them where nobody else plays: it divides a list of players as well as phrases that describe a single one.
    """
    result = list(players)
    alone = len({player.role for player in players}) == 1
    for player in [player for player in players if not player.named]:
        at = next(at for at, each in enumerate(result) if each is player)
        own = next((other for other in result[at + 1 :] if _plays(other, player, alone=alone)), None)
        result = result if own is None else _as_one(result, own, [player])
    return result


def _without_repeated(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom one who is named twice in other words is one: "acid line, 303", "choir, oohs".

    "Violin, violin" are two, and so are "two pianos", "piano and grand piano".
    """
    result: list[Player] = []
    for player in players:
        at = next((at for at, each in enumerate(result) if _is_again(player, each)), None)
        result = [*result, player] if at is None else _as_one([*result, player], result[at], [player])
    return result


def _is_again(player: Player, before: Player) -> bool:
    """Return whether a player is one who is named before."""
    same = player.instruments[:1] == before.instruments[:1] or player.role == before.role == "vocal-pad"
    once = (player.count, player.enters, player.pieces) == (1, "", ()) and before.count == 1
    other_words = not set(player.words) & set(before.words)
    return same and player.named and before.named and once and other_words and player.joined_by not in _BESIDE


def _with_one_bass_line(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a bass and the bass line behind it are one: "solo slap bass, bass line"."""
    result: list[Player] = []
    for player in players:
        before = next((at for at, each in enumerate(result) if each.role == player.role == "bass"), None)
        if before is None or player.named or player.instruments or player.enters not in ("", result[before].enters):
            result.append(player)
        else:
            result = _as_one([*result, player], result[before], [player])
    return result


def _with_plucked_strings(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a string player and the word pizzicato are one, who plucks: a "violin, pizzicato".

    "Violin and pizzicato" are two, and so is what a comma divides in a longer list.
    """
    apart = _BESIDE if len(players) == 2 else (*_BESIDE, ",")
    result: list[Player] = []
    for player in players:
        before = result[-1] if result else None
        if before is None or player.joined_by in apart or not _plucks(before, player):
            result.append(player)
        else:
            joined = _as_one([before, player], before, [player])[0]
            result[-1] = replace(joined, role="strings", instruments=PLUCKED_STRINGS)
    return result


def _plucks(before: Player, player: Player) -> bool:
    """Return whether two players are a bowed instrument and a word for plucking it, in either order."""
    return any(
        bow.instruments[:1] in _BOWED and word.instruments == PLUCKED_STRINGS and {*word.words} <= _PLUCKING
        for bow, word in ((before, player), (player, before))
    )


def _plays(named: Player, player: Player, *, alone: bool) -> bool:
    """Return whether a named player is the instrument of an earlier one of whom only the role is named."""
    if not named.named or (player.role, player.count, 1) != (named.role, 1, named.count):
        return False
    if named.enters not in ("", player.enters) or named.joined_by in _BESIDE:
        return False
    # "Synth, piano" are two.
    if player.asks_for_synth and not INSTRUMENTS[named.instruments[0]].is_synth:
        return False
    # "Strings with solo violin" are two, "a string part with synth strings" is one.
    again = any(player.role.rstrip("s") in text.lower() for text in named.words)
    return (named.joined_by != "with" or player.role not in _SECTIONS or again) and (alone or named.joined_by != ",")


def _as_one(players: Sequence[Player], player: Player, others: Sequence[Player]) -> list[Player]:
    """Return the players without some, of whom another one takes over ways, words and what is asked of them."""
    same = [each for each in players if each is player or any(each is other for other in others)]
    steering = player.steering
    for other in others:
        steering = steering.over(other.steering)
    one = replace(
        player,
        ways=tuple(dict.fromkeys(way for each in same for way in each.ways)),
        steering=steering,
        words=tuple(dict.fromkeys(text for each in same for text in each.words)),
        size=next((each.size for each in (player, *same) if each.size is not None), None),
    )
    dropped = {id(other) for other in others}
    return [one if each is player else each for each in players if id(each) not in dropped]
