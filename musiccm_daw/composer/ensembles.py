"""Who the players of an ensemble are: a string quartet, a woodwind trio, two guitars, four horns.

Between `brief.py`, in which such players are one, and `seating.py`, which gives each a seat. Nothing here knows styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.brief import Brief
from musiccm_daw.composer.players import PLUCKED_STRINGS, Player
from musiccm_daw.composer.ways import ONE_VOICED

_Ensemble = tuple[tuple[str, str, str], ...]
"""Each player's role, instrument, and way of playing below the first, where nothing else is asked for."""
_FIRST, _SECOND = ("lead", "solo_violin", ""), ("strings", "solo_violin", "inner")
_VIOLA, _CELLO = ("strings", "solo_viola", "inner"), ("strings", "solo_cello", "ground")
_TRUMPET, _SECOND_TRUMPET = ("lead", "trumpet", ""), ("brass", "trumpet", "inner")
_HORN, _TROMBONE = ("brass", "french_horn", "inner"), ("brass", "trombone", "ground")
_PIANO = ("keys", "grand_piano", "")
_FLUTE, _OBOE, _CLARINET = ("lead", "flute", ""), ("lead", "oboe", "inner"), ("lead", "clarinet", "low_inner")
_ALTO, _SECOND_ALTO = ("lead", "alto_sax", ""), ("lead", "alto_sax", "inner")
_TENOR, _SECOND_TENOR = ("lead", "tenor_sax", "inner"), ("lead", "tenor_sax", "low_inner")
_ENSEMBLES: dict[str, tuple[_Ensemble, ...]] = {
    "strings": (
        (_FIRST, _CELLO),
        (_FIRST, _VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, ("strings", "solo_viola", "low_inner"), _CELLO),
        (_FIRST, _SECOND, _VIOLA, ("strings", "solo_viola", "low_inner"), _CELLO, ("bass", "contrabass", "long_bass")),
    ),
    "brass": (
        (_TRUMPET, _TROMBONE),
        (_TRUMPET, _HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _HORN, ("brass", "trombone", "low_inner"), _TROMBONE),
    ),
    "woodwind": (
        (_FLUTE, _CLARINET),
        (_FLUTE, _OBOE, _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "inner"), _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "inner"), _HORN, _CLARINET),
    ),
    "piano": (
        (_PIANO, ("keys", "grand_piano", "melody")),
        (_PIANO, _FIRST, _CELLO),
        (_PIANO, _FIRST, _VIOLA, _CELLO),
        (_PIANO, _FIRST, _SECOND, _VIOLA, _CELLO),
    ),
    "saxophones": (
        (_ALTO, _TENOR),
        (_ALTO, _TENOR, _SECOND_TENOR),
        (_ALTO, _SECOND_ALTO, _TENOR, _SECOND_TENOR),
    ),
}
"""From two players on."""
_FEWEST = 2
_WAYS_OF_ACCOMPANISTS = ("chords", "held")
_WAYS_OF_OTHERS = ("melody", "held", "chords")
"""What others beside a player of chords do."""


def ensemble(brief: Brief) -> tuple[Player, ...]:
    """Return the players of a brief one by one: those of a named ensemble, and each of several."""
    single = len(brief.players) == 1
    found: list[Player] = []
    for player in brief.players:
        size = player.size or (brief.size if single and brief.style is None else None)
        known = _ENSEMBLES.get(_family(player, brief) or "", ())
        if player.instruments == PLUCKED_STRINGS and (size or 0) >= _FEWEST:
            # A section plucks; its lowest players have a line of their own.
            found += [player, replace(player, ways=(*player.ways, "ground"))]
        elif size is not None and _FEWEST <= size < _FEWEST + len(known):
            found += [_member(player, each) for each in known[size - _FEWEST]]
        elif single and size == _FEWEST and brief.style is None and player.count == 1:
            found += _copies(replace(player, count=_FEWEST), brief)
        else:
            found += _copies(player, brief)
    return tuple(found)


def _family(player: Player, brief: Brief) -> str | None:
    """Return the family that a player's words name, none where they name one instrument other than a piano."""
    if player.role in ("strings", "brass") and not player.named:
        return player.role
    names = set(player.instruments)
    if player.instruments[:1] == ("grand_piano",) and brief.style is None and len(brief.players) == 1:
        return "piano"
    if len(names) < _FEWEST:
        return None
    if names <= {"oboe", "clarinet", "flute"}:
        return "woodwind"
    # A jazz duo with saxophone has only one.
    return "saxophones" if names <= {"alto_sax", "tenor_sax"} and brief.style is None else None


def _member(player: Player, member: tuple[str, str, str]) -> Player:
    role, instrument, way = member
    ways = (*player.ways, way) if way else player.ways
    return replace(player, role=role, instruments=(instrument,), named=True, ways=ways, count=1)


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
