"""Who the players of an ensemble are: a string quartet, a woodwind trio, two guitars, four horns.

Between `brief.py`, in which such players are one, and `seating.py`, which gives each a seat. Of several single
instruments that a prompt names, one has the tune, and the others are the voices below it. Nothing here knows styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.drums.orchestra_kit import KIT
from musiccm_daw.composer.ensembles.bonds import FOLLOWING, bound
from musiccm_daw.composer.ensembles.imitators import imitating
from musiccm_daw.composer.ensembles.line_ups import BY_CUSTOM, LINE_UPS, SECTIONS
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.company import BASSOONS
from musiccm_daw.composer.reading.players import AND_OF, OTHERS, PLUCKED_STRINGS, TREMOLO_STRINGS, Player
from musiccm_daw.composer.reading.spoken_of_again import LOW_BRASS
from musiccm_daw.composer.reading.steering import Steering
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.ways.hands import ONE_VOICED
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.composer.words.vocabulary import TIMPANI_WORDS

BELOW_TUNE = FOLLOWING | {"inner", "low_inner", "second_voice", "counter"}
"""Ways of those who play below the tune of another, and follow it."""
ACCOMPANYING = BELOW_TUNE | {"ground"}
BLOWN_AND_BOWED = (
    *("flute", "pan_flute", "oboe", "solo_violin", "trumpet", "muted_trumpet", "clarinet", "alto_sax"),
    *("solo_viola", "french_horn", "tenor_sax", "solo_cello", "trombone", "contrabass"),
)
"""Acoustic instruments of one voice, from the highest on."""
_GROUNDED = ("solo_cello", "trombone", "contrabass")
"""Those that play the ground of an ensemble without a bass."""

_TUNE_OF_ALL = {"soli": "melody", "fanfare": "fanfare"}
"""Ways of sections that play as one: how the first of them leads."""
_SAXES = {"sax", "saxes", "saxophone", "saxophones"}
_MOST_CALLING = 2
"""Voices below the first of a fanfare that have tones of the chords, before the lowest has their roots."""
_LOW_CHOIRS = ("trombone", "french_horn", "solo_cello", "contrabass", "tenor_sax")
"""Of whom four play a chorale in a register of their own."""
_OF_FIRST = ("melody", "held")
"""Ways that the first of an ensemble takes over, and that others follow."""
_LOW_REEDS = (*BASSOONS, "bass clarinet", "bari sax", "bass sax", "bass trombone")
_FEWEST, _CHOIR = 2, 4
_IN_A_ROW = ("and", "&", "+", ",")
_CHOIR_WORDS = ("choir",)
STABBED = frozenset({"stabs", *AND_OF})
"""Ways of horns that hit together."""
_WAYS_OF_ACCOMPANISTS = ("chords", "held")
_WAYS_OF_OTHERS = ("melody", "held", "chords")
"""What others beside a player of chords do."""
_REGISTERS = {
    **dict.fromkeys(("cello", "cellos", "celli", "violoncello"), -19),
    **dict.fromkeys(("viola", "violas"), -9),
    **dict.fromkeys(("contrabass", "basses"), -24),
    **dict.fromkeys(("low", "lower", "deep"), -19),
}
"""Semitones below a violin's, for whose sampled section plays one of these."""


def ensemble(brief: Brief) -> tuple[Player, ...]:
    """Return the players of a brief one by one: those of a named ensemble, and each of several."""
    players = bound(_stabbing_together(_with_choirs(brief.players)))
    single = len(players) == 1
    found: list[Player] = []
    for player in players:
        size = player.size or (brief.size if single and brief.style is None else None)
        known = LINE_UPS.get(_family(player, brief) or "", ())
        if together := _together(player, size, brief):
            found += together
        elif player.size is not None and any(other.joined_by == OTHERS for other in players):
            # The others of the ensemble are asked for something.
            found += [_member(player, known[size - _FEWEST][0]) if known and size else player]
        elif player.instruments == PLUCKED_STRINGS and ((size or 0) >= _FEWEST or player.joined_by == OTHERS):
            # A section plucks; its lowest players have a line of their own.
            if "first_bows" in player.ways:
                found += _below_bow(player)
                continue
            inner = [replace(player, ways=(*player.ways, "low_inner"))] if player.joined_by == OTHERS else []
            found += [player, *inner, replace(player, ways=(*player.ways, "ground"))]
        elif size is not None and _FEWEST <= size < _FEWEST + len(known):
            members = [_member(player, each) for each in known[size - _FEWEST]]
            # The lowest of a brass quintet with tuba is the tuba, that of four woodwinds and more a bassoon.
            bassoon = "bassoon" if known == LINE_UPS["woodwind"] and size >= _CHOIR else None
            found += [*members[:-1], replace(members[-1], stand_in=bassoon or player.stand_in)]
        elif single and player.size is not None and player.count == 1 and _is_of_a_kind(player, brief):
            found += _of_a_kind(player, player.size, brief)
        elif single and size == _FEWEST and player.count == 1 and (brief.style is None or player.size == size):
            found += _copies(replace(player, count=_FEWEST), brief)
        else:
            found += _copies(player, brief)
    found = imitating(found, _is_voice, _height)
    return tuple(_with_timpani(_in_register(player)) for player in _holding(_in_voices(found, brief), brief))


def _together(player: Player, size: int | None, brief: Brief) -> list[Player]:
    """Return the members of a section that plays as one, in block harmony or a fanfare; none of other players."""
    way = next((each for each in _TUNE_OF_ALL if each in player.ways), None)
    size = player.count if player.count > 1 else size
    family = "saxophones" if any(text.startswith(("sax", "alto", "tenor")) for text in _said(player)) else None
    section = SECTIONS.get(family or _family(player, brief) or "", ())
    # A sax soli is the section's, but an alto alone is no section.
    several = bool(size) or not player.named or player.instruments[0] not in ONE_VOICED or _SAXES & set(_said(player))
    if way is None or not section or not several:
        return []
    members = [*section[: -(-size // 2)], *section[-(size // 2) :]] if size and size < len(section) else section
    players = []
    for at, (role, instrument) in enumerate(members):
        last = at == len(members) - 1
        if at == 0:
            own = _TUNE_OF_ALL[way]
        elif way == "soli":
            own = f"soli_{min(at, _CHOIR)}"
        else:
            own = "call_low" if last else f"call_{min(at, _MOST_CALLING)}"
        stand_in = player.stand_in if last and way == "fanfare" else "bari sax" if last and at == _CHOIR else None
        players.append(
            replace(player, role=role, instruments=(instrument,), named=True, ways=(own,), count=1, stand_in=stand_in)
        )
    return players


def _below_bow(player: Player) -> list[Player]:
    """Return a quartet of which the first violin bows the tune, and the others pluck below it."""
    ways = tuple(way for way in player.ways if way != "first_bows")
    first = replace(player, role="lead", instruments=("solo_violin",), ways=("melody",), count=1, words=())
    below = [replace(player, ways=(*ways, way), words=()) for way in ("inner", "low_inner")]
    return [first, *below, replace(player, ways=(*ways, "ground"))]


def _with_choirs(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a choir of flutes, which nobody sings in, is several of them."""
    result: list[Player] = []
    for player in players:
        if result and _is_choir_of(result[-1], player):
            before = result[-1]
            ways = before.ways or ("chorale",)
            result[-1] = replace(before, size=_CHOIR, ways=ways, words=(*before.words, *player.words))
        elif _blown(player) and any(text.lower().endswith(" choir") for text in player.words):
            result.append(replace(player, size=player.size or _CHOIR, ways=player.ways or ("chorale",)))
        else:
            result.append(player)
    return result


def _stabbing_together(players: Sequence[Player]) -> list[Player]:
    """Return the players, of whom horns that are named in a row stab as one section: trumpet and trombone stabs.

    The highest has the riff, and the others go with it, a baritone on the roots. If somebody else
    has a tune, whom they would follow, all of them have the riff.
    """
    result = list(players)
    for last in range(len(players) - 1, 0, -1):
        if STABBED.isdisjoint(players[last].ways):
            continue
        first = last
        while first > 0 and players[first].joined_by in _IN_A_ROW and _may_stab(players[first - 1]):
            first -= 1
        horns = range(first, last + 1)
        of_two = len(horns) == _FEWEST and players[last].joined_by not in _IN_A_ROW[:-1]
        if first == last or of_two or not _is_voice(players[last]):
            continue
        others = [player for at, player in enumerate(players) if at not in horns]
        led = any("melody" in player.ways or player.role == "lead" for player in others)
        # Each goes below those who sit before.
        downwards = sorted((players[at] for at in horns), key=_height)
        for number, (at, player) in enumerate(zip(horns, downwards, strict=True)):
            if led or number == 0:
                ways = players[last].ways
            elif len(horns) == _FEWEST:
                ways = ("second_voice",)
            else:
                low = number == len(horns) - 1 and _height(player) >= len(BLOWN_AND_BOWED)
                ways = ("call_low",) if low else (f"soli_{min(number, _CHOIR)}",)
            result[at] = replace(player, ways=ways, steering=player.steering.over(players[last].steering))
    return result


def _may_stab(player: Player) -> bool:
    return _is_voice(player) and not set(player.ways) - STABBED


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
    if not player.ways and (name, size) in BY_CUSTOM and "choir" not in _said(player):
        return [_member(player, each) for each in BY_CUSTOM[name, size]]
    players = list(_copies(replace(player, count=size), brief))
    if name in BLOWN_AND_BOWED and not player.ways and size > _FEWEST:
        players[-1] = replace(players[-1], ways=("ground",))
    return players


def _copies(player: Player, brief: Brief) -> Sequence[Player]:
    """Return a player as often as it is counted; who is asked for nothing plays what completes the first."""
    one = replace(player, count=1)
    if "chorale" in player.ways and player.count > 1 and _blown(player):
        return [_singing(one, at, player.count) for at in range(player.count)]
    copies = [one]
    voiced = bool(player.instruments) and player.instruments[0] in ONE_VOICED
    accompany = "lead" in brief.without_roles or any("rhythm" in text.lower() for text in player.words)
    others = _WAYS_OF_ACCOMPANISTS if accompany else _WAYS_OF_OTHERS
    for at in range(player.count - 1):
        way = ("inner", "low_inner")[at % 2] if voiced else others[at % len(others)]
        copies.append(one if player.ways or player.role == "bass" else replace(one, ways=(way,)))
    return copies


def _singing(player: Player, at: int, count: int) -> Player:
    """Return one of several of a kind who play a chorale: the voice of the first, last or another of them."""
    below = "ground" if at == count - 1 else ("inner", "low_inner")[(at - 1) % 2]
    low = player.instruments[0] in _LOW_CHOIRS
    ways = tuple("low_chorale" if way == "chorale" and low else way for way in player.ways)
    return replace(player, ways=ways if at == 0 else (*ways, below))


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


def _holding(players: Sequence[Player], brief: Brief) -> list[Player]:
    """Return the players, of whose single voices that hold chords each has another tone, the lowest the roots."""
    holding = [at for at, player in enumerate(players) if "held" in player.ways and _is_voice(player)]
    downwards = sorted(holding, key=lambda at: _height(players[at]))
    result = list(players)
    for number, at in enumerate(downwards):
        player = players[at]
        last = number == len(downwards) - 1
        if last and _grounds(player) and not _has_bass(players, brief) and len(players) > 1:
            way = "held_roots"
        elif number % 2 and len(downwards) > 1:
            way = "held_fifths"
        else:
            continue
        result[at] = replace(player, ways=tuple(way if each == "held" else each for each in player.ways))
    return result


def _leads(player: Player) -> bool:
    return player.role == "lead" and not _is_voice(player)


def _height(player: Player) -> int:
    low = bool(LOW_BRASS & set(_said(player))) or player.stand_in in _LOW_REEDS
    return BLOWN_AND_BOWED.index(player.instruments[0]) + (len(BLOWN_AND_BOWED) if low else 0)


def _grounds(player: Player) -> bool:
    return player.instruments[0] in _GROUNDED or player.stand_in in _LOW_REEDS


def _has_bass(players: Sequence[Player], brief: Brief) -> bool:
    """Return whether somebody plays a bass: a band that joins those who are named has one."""
    fills = brief.banded or (brief.size is not None and brief.size > len(players))
    return fills or any(player.role == "bass" or "ground" in player.ways for player in players)


def _with_timpani(player: Player) -> Player:
    """Return who is named for timpani as a player of percussion, who tunes them."""
    timpani = player.instruments[:1] == (KIT,) and bool(TIMPANI_WORDS & set(_said(player))) and not player.pieces
    return replace(player, role="percussion") if timpani else player


def _said(player: Player) -> list[str]:
    return [token.text for text in player.words for token in tokens(text)]


def _in_register(player: Player) -> Player:
    """Return who plucks a low instrument, or plays tremolo on it, in its register: the sections have a violin's."""
    if player.instruments not in (PLUCKED_STRINGS, TREMOLO_STRINGS):
        return player
    lower = next((_REGISTERS[word] for word in _said(player) if word in _REGISTERS), 0)
    register = player.steering.register or 0
    return replace(player, steering=Steering(register=register + lower).over(player.steering)) if lower else player
