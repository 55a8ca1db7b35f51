"""Who the players of an ensemble are: a string quartet, a woodwind trio, two guitars, four horns.

Between `brief.py`, in which such players are one, and `seating.py`, which gives each a seat. Of several single
instruments that a prompt names, one has the tune, and the others are the voices below it. Nothing here knows styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.drums.orchestra_kit import KIT
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.company import BASSOONS
from musiccm_daw.composer.reading.players import OTHERS, PLUCKED_STRINGS, Player
from musiccm_daw.composer.reading.spoken_of_again import LOW_BRASS
from musiccm_daw.composer.reading.steering import Steering
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.ways.hands import ONE_VOICED
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.composer.words.vocabulary import TIMPANI_WORDS

BELOW_TUNE = frozenset({"inner", "low_inner", "second_voice"})
"""Ways of those who play below the tune of another, and hear it."""
ACCOMPANYING = BELOW_TUNE | {"ground"}
BLOWN_AND_BOWED = (
    *("flute", "pan_flute", "oboe", "solo_violin", "trumpet", "muted_trumpet", "clarinet", "alto_sax"),
    *("solo_viola", "french_horn", "tenor_sax", "solo_cello", "trombone", "contrabass"),
)
"""Acoustic instruments of one voice, from the highest on."""
_GROUNDED = ("solo_cello", "trombone", "contrabass")
"""Those that play the ground of an ensemble without a bass."""

_Ensemble = tuple[tuple[str, str, str], ...]
"""Each player's role, instrument, and way of playing below the first, where nothing else is asked for."""
_FIRST, _SECOND = ("lead", "solo_violin", ""), ("strings", "solo_violin", "inner")
_VIOLA, _CELLO = ("strings", "solo_viola", "inner"), ("strings", "solo_cello", "ground")
_LOW_VIOLA = ("strings", "solo_viola", "low_inner")
_TRUMPET, _SECOND_TRUMPET = ("lead", "trumpet", ""), ("brass", "trumpet", "inner")
_HORN, _TROMBONE = ("brass", "french_horn", "inner"), ("brass", "trombone", "ground")
_GROUND_HORN = ("brass", "french_horn", "ground")
_LOW_HORN = ("brass", "french_horn", "low_inner")
_PIANO = ("keys", "grand_piano", "")
_FLUTE, _OBOE, _CLARINET = ("lead", "flute", ""), ("lead", "oboe", "inner"), ("lead", "clarinet", "ground")
_ALTO, _SECOND_ALTO = ("lead", "alto_sax", ""), ("lead", "alto_sax", "inner")
_TENOR, _LOW_TENOR = ("lead", "tenor_sax", "inner"), ("lead", "tenor_sax", "ground")
_ENSEMBLES: dict[str, tuple[_Ensemble, ...]] = {
    "strings": (
        (_FIRST, _CELLO),
        (_FIRST, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, _LOW_VIOLA, _CELLO, ("bass", "contrabass", "long_bass")),
    ),
    "brass": (
        (_TRUMPET, _TROMBONE),
        (_TRUMPET, _LOW_HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _LOW_HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _HORN, ("brass", "trombone", "inner"), _TROMBONE),
    ),
    "woodwind": (
        (_FLUTE, ("lead", "clarinet", "inner")),
        (_FLUTE, _OBOE, _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "low_inner"), _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "inner"), ("lead", "clarinet", "low_inner"), _GROUND_HORN),
    ),
    "piano": (
        (_PIANO, ("keys", "grand_piano", "melody")),
        (_PIANO, _FIRST, _CELLO),
        (_PIANO, _FIRST, _LOW_VIOLA, _CELLO),
        (_PIANO, _FIRST, _SECOND, _LOW_VIOLA, _CELLO),
    ),
    "saxophones": (
        (_ALTO, _TENOR),
        (_ALTO, _TENOR, _LOW_TENOR),
        (_ALTO, _SECOND_ALTO, _TENOR, _LOW_TENOR),
    ),
}
"""From two players on."""
_BY_CUSTOM: dict[tuple[str, int], _Ensemble] = {
    ("flute", 4): (_FLUTE, _SECOND, _LOW_VIOLA, _CELLO),
    ("oboe", 4): (("lead", "oboe", ""), _SECOND, _LOW_VIOLA, _CELLO),
    ("clarinet", 5): (("lead", "clarinet", ""), _SECOND, _SECOND, _LOW_VIOLA, _CELLO),
    ("french_horn", 3): (("brass", "french_horn", "inner"), _FIRST, _PIANO),
}
"""Ensembles named after the one player who is not of its strings, or of its violin and piano."""
_OF_FIRST = ("melody", "held")
"""Ways that the first of an ensemble takes over, and that others follow."""
_FEWEST, _CHOIR = 2, 4
_IN_A_ROW = ("and", "&", "+", ",")
_CHOIR_WORDS = ("choir",)
_WAYS_OF_ACCOMPANISTS = ("chords", "held")
_WAYS_OF_OTHERS = ("melody", "held", "chords")
"""What others beside a player of chords do."""
_PLUCKED_REGISTERS = {
    **dict.fromkeys(("cello", "cellos", "celli", "violoncello"), -19),
    **dict.fromkeys(("viola", "violas"), -9),
    **dict.fromkeys(("contrabass", "basses"), -24),
}
"""Semitones below a violin's, for who plucks one of these."""


def ensemble(brief: Brief) -> tuple[Player, ...]:
    """Return the players of a brief one by one: those of a named ensemble, and each of several."""
    players = _stabbing_together(_with_choirs(brief.players))
    single = len(players) == 1
    found: list[Player] = []
    for player in players:
        size = player.size or (brief.size if single and brief.style is None else None)
        known = _ENSEMBLES.get(_family(player, brief) or "", ())
        if player.size is not None and any(other.joined_by == OTHERS for other in players):
            # The others of the ensemble are asked for something.
            found += [_member(player, known[size - _FEWEST][0]) if known and size else player]
        elif player.instruments == PLUCKED_STRINGS and ((size or 0) >= _FEWEST or player.joined_by == OTHERS):
            # A section plucks; its lowest players have a line of their own.
            inner = [replace(player, ways=(*player.ways, "low_inner"))] if player.joined_by == OTHERS else []
            found += [player, *inner, replace(player, ways=(*player.ways, "ground"))]
        elif size is not None and _FEWEST <= size < _FEWEST + len(known):
            members = [_member(player, each) for each in known[size - _FEWEST]]
            # The lowest of a brass quintet with tuba is the tuba.
            found += [*members[:-1], replace(members[-1], stand_in=player.stand_in)]
        elif single and player.size is not None and player.count == 1 and _is_of_a_kind(player, brief):
            found += _of_a_kind(player, player.size, brief)
        elif single and size == _FEWEST and brief.style is None and player.count == 1:
            found += _copies(replace(player, count=_FEWEST), brief)
        else:
            found += _copies(player, brief)
    return tuple(_with_timpani(_in_register(player)) for player in _in_voices(found, brief))


def _with_choirs(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a choir of flutes, which nobody sings in, is several of them."""
    result: list[Player] = []
    for player in players:
        if result and _is_choir_of(result[-1], player):
            before = result[-1]
            result[-1] = replace(before, size=_CHOIR, words=(*before.words, *player.words))
        elif _blown(player) and any(text.lower().endswith(" choir") for text in player.words):
            result.append(replace(player, size=player.size or _CHOIR))
        else:
            result.append(player)
    return result


def _stabbing_together(players: Sequence[Player]) -> list[Player]:
    """Return the players, of whom horns that are named in a row stab as one section: trumpet and trombone stabs.

    The highest has the riff, and the others go with it, unless somebody else has a tune, whom they would follow.
    """
    result = list(players)
    for last in range(len(players) - 1, 0, -1):
        if "stabs" not in players[last].ways or players[last].joined_by not in _IN_A_ROW[:-1]:
            continue
        first = last
        while first > 0 and players[first].joined_by in _IN_A_ROW and _may_stab(players[first - 1]):
            first -= 1
        horns = range(first, last + 1)
        if first == last or not _is_voice(players[last]):
            continue
        others = [player for at, player in enumerate(players) if at not in horns]
        led = any("melody" in player.ways or player.role == "lead" for player in others)
        # Each goes below those who sit before.
        downwards = sorted((players[at] for at in horns), key=_height)
        for number, (at, player) in enumerate(zip(horns, downwards, strict=True)):
            ways = players[last].ways if led or number == 0 else ("second_voice",)
            result[at] = replace(player, ways=ways, steering=player.steering.over(players[last].steering))
    return result


def _may_stab(player: Player) -> bool:
    return _is_voice(player) and not player.ways


def _is_choir_of(before: Player, player: Player) -> bool:
    """Return whether the word choir stands right behind the name of an instrument that is blown or bowed."""
    choir = player.instruments[:1] == ("choir_aahs",) and player.words == _CHOIR_WORDS and not player.joined_by
    return choir and _blown(before)


def _blown(player: Player) -> bool:
    return player.instruments[:1] == ("brass_section",) or (
        bool(player.instruments) and player.instruments[0] in BLOWN_AND_BOWED
    )


def _family(player: Player, brief: Brief) -> str | None:
    """Return the family that a player's words name, none where they name one instrument other than a piano."""
    if player.role in ("strings", "brass") and (
        not player.named or player.instruments[:1] in (("brass_section",), ("string_ensemble",))
    ):
        return player.role
    if player.stand_in == "tuba" and player.size is not None and "brass" in _said(player):
        return player.role
    names = set(player.instruments)
    if player.instruments[:1] == ("grand_piano",) and brief.style is None and len(brief.players) == 1:
        return "piano"
    if len(names) < _FEWEST:
        return None
    if names <= {"oboe", "clarinet", "flute"}:
        return "woodwind"
    # A jazz duo with saxophone has only one.
    own = player.size is not None and not _is_combo(brief)
    return "saxophones" if names <= {"alto_sax", "tenor_sax"} and (brief.style is None or own) else None


def _member(player: Player, member: tuple[str, str, str]) -> Player:
    role, instrument, way = member
    held = "held" in player.ways
    if held and way:
        # Each has a voice of its own in the chords, and the lowest their roots.
        role, way = ("bass", "held") if way == "ground" else (role, "inner")
    # Only the first has the tune that is asked for.
    own = [each for each in player.ways if not (held and each == "drone")]
    asked = tuple(each for each in own if not way or each not in _OF_FIRST)
    ways = (*asked, way) if way else asked
    return replace(player, role=role, instruments=(instrument,), named=True, ways=ways, count=1, stand_in=None)


def _is_combo(brief: Brief) -> bool:
    return brief.style is not None and STYLE_TABLE[brief.style].combo


def _is_of_a_kind(player: Player, brief: Brief) -> bool:
    """Return whether a quartet of a player is four of its kind, and no band that the player leads."""
    if _is_combo(brief):
        return False
    guitars = player.role == "guitar" and {*player.instruments} <= {"nylon_guitar", "steel_guitar"}
    return guitars or (player.named and player.instruments[0] in BLOWN_AND_BOWED)


def _of_a_kind(player: Player, size: int, brief: Brief) -> list[Player]:
    """Return so many players of one instrument, or those whom custom gives it."""
    if "french_horn" in player.instruments:
        player = replace(player, instruments=("french_horn",))
    name = player.instruments[0] if player.instruments else ""
    if not player.ways and (name, size) in _BY_CUSTOM and "choir" not in _said(player):
        return [_member(player, each) for each in _BY_CUSTOM[name, size]]
    players = list(_copies(replace(player, count=size), brief))
    if name in BLOWN_AND_BOWED and not player.ways and size > _FEWEST:
        players[-1] = replace(players[-1], ways=("ground",))
    return players


def _copies(player: Player, brief: Brief) -> Sequence[Player]:
    """Return a player as often as it is counted; who is asked for nothing plays what completes the first."""
    one = replace(player, count=1)
    copies = [one]
    voiced = bool(player.instruments) and player.instruments[0] in ONE_VOICED
    accompany = "lead" in brief.without_roles or any("rhythm" in text.lower() for text in player.words)
    others = _WAYS_OF_ACCOMPANISTS if accompany else _WAYS_OF_OTHERS
    for at in range(player.count - 1):
        way = ("inner", "low_inner")[at % 2] if voiced else others[at % len(others)]
        copies.append(one if player.ways or player.role == "bass" else replace(one, ways=(way,)))
    return copies


def _in_voices(players: Sequence[Player], brief: Brief) -> list[Player]:
    """Return the players, of whose single instruments one has the tune, and others play below it.

    Whoever is asked for something, as several of a kind are already, keeps it.
    """
    voices = [at for at, player in enumerate(players) if _is_voice(player)]
    free = [at for at in voices if not players[at].ways]
    if len(voices) < _FEWEST or not free:
        return list(players)
    asked = any("melody" in player.ways or _leads(player) for player in players)
    by_height = sorted(free, key=lambda at: _height(players[at]))
    below = by_height if asked else by_height[1:]
    result = list(players)
    for number, at in enumerate(below):
        last = number == len(below) - 1
        if brief.style is not None and not STYLE_TABLE[brief.style].polyphonic:
            way = "second_voice"
        elif last and _grounds(players[at]) and not _has_bass(players, brief):
            way = "ground"
        else:
            way = "low_inner" if last and len(voices) > _FEWEST else "inner"
        result[at] = replace(players[at], ways=(way,))
    return result


def _is_voice(player: Player) -> bool:
    """Return whether a player is one of those who share tune and voices."""
    return player.named and player.role != "bass" and player.instruments[0] in BLOWN_AND_BOWED


def _leads(player: Player) -> bool:
    return player.role == "lead" and not _is_voice(player)


def _height(player: Player) -> int:
    low = bool(LOW_BRASS & set(_said(player))) or player.stand_in in BASSOONS
    return BLOWN_AND_BOWED.index(player.instruments[0]) + (len(BLOWN_AND_BOWED) if low else 0)


def _grounds(player: Player) -> bool:
    return player.instruments[0] in _GROUNDED or player.stand_in in BASSOONS


def _has_bass(players: Sequence[Player], brief: Brief) -> bool:
    """Return whether somebody plays a bass: a band that joins those who are named has one."""
    fills = brief.whole or (brief.size is not None and brief.size > len(players))
    return fills or any(player.role == "bass" or "ground" in player.ways for player in players)


def _with_timpani(player: Player) -> Player:
    """Return who is named for timpani as a player of percussion, who tunes them."""
    timpani = player.instruments[:1] == (KIT,) and bool(TIMPANI_WORDS & set(_said(player))) and not player.pieces
    return replace(player, role="percussion") if timpani else player


def _said(player: Player) -> list[str]:
    return [token.text for text in player.words for token in tokens(text)]


def _in_register(player: Player) -> Player:
    """Return a player who plucks a low instrument in its own register: the sampled section has a violin's, too."""
    if player.instruments != PLUCKED_STRINGS:
        return player
    lower = next((_PLUCKED_REGISTERS[word] for word in _said(player) if word in _PLUCKED_REGISTERS), 0)
    register = player.steering.register or 0
    return replace(player, steering=Steering(register=register + lower).over(player.steering)) if lower else player
