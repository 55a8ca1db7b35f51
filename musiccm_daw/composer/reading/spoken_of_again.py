"""Players of whom a prompt speaks in several places: "acid line, 303", "piano ballad, just piano", "tabla and dhol".

Between `line_up.py`, which has a player for every phrase, and `brief.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.clauses import DIVIDERS
from musiccm_daw.composer.reading.players import OTHERS, PLUCKED_STRINGS, SECTIONS, TREMOLO_STRINGS, Player

_SUNG = "plainchant"
_BESIDE = (*(word for word in DIVIDERS if word != "with"), "+", "/", OTHERS)
"""What joins two players."""
_TECHNIQUES: dict[tuple[str, ...], set[str]] = {
    PLUCKED_STRINGS: {"pizzicato", "pizz"},
    TREMOLO_STRINGS: {"tremolo", "trem", "tremolos"},
}
"""Words for a way of playing, where someone else is there to play so."""
_BOWED = {("solo_violin",), ("solo_viola",), ("solo_cello",), ("contrabass",), ("string_ensemble",)}
_KINDS = (
    ("piano", {"grand_piano", "bright_piano", "honky_tonk"}),
    ("organ", {"drawbar_organ", "percussive_organ", "rock_organ", "church_organ"}),
    ("flute", {"flute", "pan_flute"}),
)
"""Words that any of some instruments may be called by."""
_MASSED = ("brass_section", "string_ensemble", "slow_strings", "tremolo_strings")
LOW_BRASS = {"tuba", "sousaphone", "euphonium"}
_SEVERAL = ("guitars", "synths", "keyboards", "keys")
"""Words for players of whom the next phrase says how many there are."""
_HAND_DRUMS, _BELL = ("latin_percussion",), ("bell",)
_LONG_LIST = 4
"""Players of a list in which two that sound alike stand for different instruments: trombone, banjo, tuba, drums."""


def each_once(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom those of whom a prompt speaks in several places are one each."""
    players = _without_bare_fanfare(players)
    steps = (_with_their_instruments, _with_technique, _without_repeated, _with_one_bass_line, _with_one_percussionist)
    for joined in steps:
        players = joined(players)
    return _with_last_kit(_with_one_drummer(players))


def _without_bare_fanfare(players: Sequence[Player]) -> Sequence[Player]:
    """Return the players without the brass of a fanfare or a marching band of whom some are named: 3 trumpets."""
    others = [player for player in players if player.named and player.role == "brass" and not _is_fanfare(player)]
    return [player for player in players if not _is_fanfare(player)] if others else players


def _is_fanfare(player: Player) -> bool:
    return player.instruments[:1] == ("brass_section",) and " ".join(player.words).lower().endswith(
        ("fanfare", "marching band")
    )


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

    "Violin, violin" are two, and so are "two pianos", "piano and grand piano"; a "piano ballad, piano" has one.
    """
    result: list[Player] = []
    for player in players:
        near = result[-1:] if len(players) >= _LONG_LIST else result
        before = next((each for each in result if _is_again(player, each, near=any(each is one for one in near))), None)
        if before is None:
            result.append(player)
            continue
        at = next(at for at, each in enumerate(result) if each is before)
        result = _as_one([*result, player], before, [player])
        if player.named and _is_bare(before):
            result[at] = replace(result[at], instruments=player.instruments)
    return result


def _is_again(player: Player, before: Player, *, near: bool) -> bool:
    """Return whether a player is one who is named before."""
    once = (player.count, player.enters, player.pieces) == (1, "", ()) and before.count == 1
    if not once or not before.named or player.joined_by in _BESIDE:
        return False
    sung = player.role == before.role == "vocal-pad"
    if not player.named:
        # "Fanfare, brass", but "trumpet, brass" are two.
        return player.role == before.role and (sung or before.instruments[0] in _MASSED)
    same = player.instruments[:1] == before.instruments[:1]
    if not set(player.words).isdisjoint(before.words):
        return same and (before.of_piece or player.of_piece)
    if player.stand_in != before.stand_in:
        # Male voices are whoever sings a plainchant.
        return sung and (before.stand_in == _SUNG or player.stand_in == _SUNG)
    if _has_tuba(player) != _has_tuba(before):
        return False
    alike = any({player.instruments[0], before.instruments[0]} <= names for _, names in _KINDS)
    generic = alike and (_is_bare(player) or _is_bare(before))
    return sung or ((same or generic) and (near or before.of_piece or player.role == "bass"))


def _has_tuba(player: Player) -> bool:
    """Return whether a player who sounds like a trombone plays below it."""
    return any(not LOW_BRASS.isdisjoint(text.lower().split()) for text in player.words)


def _is_bare(player: Player) -> bool:
    """Return whether a player is called by no more than the word for a kind of instruments."""
    names = [word for word, instruments in _KINDS if player.instruments[0] in instruments]
    return any(text.lower() in names for text in player.words)


def _with_one_percussionist(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom one plays what sounds alike on percussion: "tabla and dhol", "bongos, claves"."""
    by_hand = [player.instruments[:1] for player in players if player.role == "percussion"]
    result: list[Player] = []
    for player in players:
        if _HAND_DRUMS in by_hand and player.words == _BELL:
            # Beside congas it is struck, and has no tune.
            player = replace(player, role="percussion", instruments=_HAND_DRUMS)
        alike = (each for each in result if each.role == player.role == "percussion")
        sound = (player.instruments[:1], player.enters)
        before = next((each for each in alike if (each.instruments[:1], each.enters) == sound), None)
        result = [*result, player] if before is None else _as_one([*result, player], before, [player])
    return result


def _with_last_kit(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom one drummer has the kit that is named last: "lo-fi drums, brush kit".

    Kits that "and" joins are two, and so are sounds of several.
    """
    result: list[Player] = []
    for player in players:
        kits = [each for each in result if each.role == player.role == "drums" and not (each.pieces or player.pieces)]
        if kits and player.joined_by in ("", ",", "with") and player.enters == kits[-1].enters:
            result = _as_one([*result, player], player, [kits[-1]])
        else:
            result.append(player)
    return result


def _with_one_bass_line(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a bass and the bass line behind it are one: "solo slap bass, bass line"."""
    result: list[Player] = []
    for player in players:
        before = next((at for at, each in enumerate(result) if each.role == player.role == "bass"), None)
        if before is not None and not player.joined_by and _is_deep(player) and _is_deep(result[before]):
            # A sub bass of 808 notes.
            result = _as_one([*result, player], player, [result[before]])
        elif before is None or player.named or player.instruments or player.enters not in ("", result[before].enters):
            result.append(player)
        else:
            result = _as_one([*result, player], result[before], [player])
    return result


def _is_deep(player: Player) -> bool:
    return player.instruments[:1] in (("sub_bass",), ("bass_808",))


def _with_technique(players: Sequence[Player]) -> list[Player]:
    """Return the players, in whom a string player and the word pizzicato are one, who plucks: a "violin, pizzicato".

    "Violin and pizzicato" are two, and so is what a comma divides in a longer list. Tremolo is such a word, too.
    """
    apart = _BESIDE if len(players) == 2 else (*_BESIDE, ",")
    result: list[Player] = []
    for player in players:
        before = result[-1] if result else None
        played = None if before is None or player.joined_by in apart else _technique(before, player)
        if before is None or played is None:
            result.append(player)
        else:
            joined = _as_one([before, player], before, [player])[0]
            result[-1] = replace(joined, role="strings", instruments=played)
    return result


def _technique(before: Player, player: Player) -> tuple[str, ...] | None:
    """Return what two players sound like who are a bowed instrument and a word for its technique, in either order."""
    for bow, word in ((before, player), (player, before)):
        technique = _TECHNIQUES.get(word.instruments)
        if (
            bow.instruments[:1] in _BOWED
            and technique is not None
            and {text.lower() for text in word.words} <= technique
        ):
            return word.instruments
    return None


def _plays(named: Player, player: Player, *, alone: bool) -> bool:
    """Return whether a named player is the instrument of an earlier one of whom only the role is named."""
    if not named.named or (player.role, player.count) != (named.role, 1):
        return False
    # "Just guitars: two acoustic guitars."
    if named.count != 1 and not player.words[-1].lower().endswith(_SEVERAL):
        return False
    if named.enters not in ("", player.enters) or named.joined_by in _BESIDE:
        return False
    # "Synth, piano" are two.
    if player.asks_for_synth and not INSTRUMENTS[named.instruments[0]].is_synth:
        return False
    # "Strings with solo violin" are two, "a string part with synth strings" is one.
    again = any(player.role.rstrip("s") in text.lower() for text in named.words)
    if player.of_piece:
        return True
    return (named.joined_by != "with" or player.role not in SECTIONS or again) and (alone or named.joined_by != ",")


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
