"""What a phrase says of one player: who plays, on what, or how.

In: a phrase with its adjectives, and the line-up so far. Out: the line-up with what the phrase says of it. The first of
the rules below that fits a phrase counts; what concerns all players is in `whole_piece.py`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from musiccm_daw.composer.reading.line_up import FAMILIES, LineUp
from musiccm_daw.composer.reading.negation import RHYTHM, RHYTHM_SECTION
from musiccm_daw.composer.reading.players import BASS_WAYS, PIANO_WAYS, SYNTH_SECTIONS, Player
from musiccm_daw.composer.reading.said_again import (
    first_role,
    is_plucked,
    is_technique,
    leads,
    repeats,
    says_role_again,
)
from musiccm_daw.composer.reading.surroundings import WEAK_ROLES
from musiccm_daw.composer.words.prompt_words import Word

_PLACES = ("beat", "beats", "loop", "groove")
"""What a track may be called, too, in which those who are named play."""
_LISTED_MELODIES = ("melody", "hook", "topline", "lead line")
"""Words that name somebody else where they end a list of players: drums, bass, keys and melody."""
_SYNTHS = ("synth", "synthesizer", "synthesiser")
"""What a bass is that stands before them: a funk bass synth."""
_LEFT_HAND = ("left", "hand")
_PLUCKED = ("pizz", "pizzicato")
_SUSTAINING = (
    *("contrabass", "solo_cello", "solo_viola", "solo_violin", "string_ensemble", "slow_strings"),
    *("church_organ", "reed_organ", "drawbar_organ", "percussive_organ", "analog_bass", "sub_bass"),
)
"""Who plays a drone that is named behind a comma."""
_SIZED = ("duo", "trio", "quartet", "quintet", "sextet")
DRONES = ("drone", "drones")
"""How an instrument plays that stands before them: a cello drone."""


def read_player(line_up: LineUp, word: Word, text: str, before: str | None) -> None:
    """Take in what a phrase says of a player.

    Args:
        line_up: so far; what the phrase says is added to it.
        word: the phrase.
        text: the same with its adjectives.
        before: role that the phrase just before it named.
    """
    role, way = word.one("role"), word.one("way")
    weak = role is not None and word.text.lower().rstrip("s") in [name.rstrip("s") for name in WEAK_ROLES]
    if _means_more(line_up, word, text, before):
        return
    if _repeats_role(line_up, word, before, weak=weak):
        line_up.say_more(text)
    elif before is not None and role is None and repeats(word, line_up.players[-1]):
        player = line_up.players[-1]
        line_up.say_more(text)
        if way is not None and player.can(way):
            line_up.give(len(line_up.players) - 1, way, text)
    elif word.one("piece"):
        line_up.add_pieces(word, text)
        if way is not None:
            line_up.play(way, text, word)
    elif before == "bass" and word.text.lower() in _SYNTHS:
        player = line_up.players[-1]
        line_up.players[-1] = replace(player, instruments=("synth_bass_1",), named=True, words=(*player.words, text))
    elif way == "percussion":
        line_up.add(Player(way, word.meanings.get("instrument", ()), words=(text,)))
    elif before is not None and role is not None and not weak and _narrows(line_up, role, before):
        line_up.add_role(role, before, word, text)
    elif word.one("instrument") and _is_played_on(line_up, word):
        line_up.put_on_instrument(word, text)
    elif weak and role == "lead" and _ends_list(line_up, word):
        line_up.add(Player(role, words=(text,)))
    elif word.one("instrument") and not (line_up.of_clause() and _is_way(word, weak=weak)):
        line_up.add(Player(first_role(word), word.meanings["instrument"], role is None, words=(text,)))
        if way or leads(word, line_up.players[-1]):
            line_up.play(way or "melody", text, word)
    elif role is not None and not weak:
        line_up.add_role(role, before, word, text)
        if way:
            line_up.play(way, text, word)
    elif way is not None and before != "fx":
        line_up.play(way, text, word)
    elif role is not None and not line_up.of_clause():
        line_up.add(Player(role, words=(text,)))


def seats_nobody(line_up: LineUp, word: Word, text: str) -> bool:
    """Take in a phrase that only says how, when or where those play who are named; return whether this is one.

    Args:
        line_up: so far.
        word: the phrase.
        text: the same with its adjectives.
    """
    technique = bool(line_up.players) and is_technique(word, line_up.players[-1])
    place = word.text.lower() in _PLACES and line_up.is_place(word)
    return technique or place or _is_when(line_up, word) or _is_of_hand(line_up, word, text)


def _is_when(line_up: LineUp, word: Word) -> bool:
    """Return whether a word says when the sounds of a kit are struck: hats on the offbeat, offbeat hats."""
    way = word.one("way")
    if way == "offbeat" and line_up.around.is_struck_next(word):
        line_up.wait(way, word.text)
        return True
    struck = way in ("beat", "offbeat") and line_up.struck and "on" in line_up.since_part(word)
    if struck and way == "offbeat":
        line_up.give(len(line_up.players) - 1, way, word.text)
    return struck


def _is_of_hand(line_up: LineUp, word: Word, text: str) -> bool:
    """Return whether a bass is that of a pianist's left hand."""
    pianist = next((at for at, player in enumerate(line_up.players) if player.role == "keys"), None)
    around = [token.text for token in line_up.around.kept[line_up.part_end : word.end + len(_LEFT_HAND)]]
    of_hand = "lh" in around or any(pair == _LEFT_HAND for pair in pairwise(around))
    if pianist is None or not of_hand or (first_role(word) != "bass" and word.one("way") not in BASS_WAYS):
        return False
    if not set(PIANO_WAYS) & set(line_up.players[pianist].ways):
        line_up.give(pianist, "stride", text)
    return True


def _means_more(line_up: LineUp, word: Word, text: str, before: str | None) -> bool:
    """Take in phrases that do not mean what their tables say where they stand; return whether this is one."""
    at = len(line_up.players) - 1
    if word.text.lower() == RHYTHM_SECTION:
        line_up.add(Player("drums", words=(text,)))
        line_up.add(Player("bass", words=(text,)))
    elif before is None and word.one("role") and line_up.sums_up(word):
        return True
    elif before is not None and is_plucked(word, line_up.players[at]):
        line_up.give(at, "picking", text)
    elif _says_drone(line_up, word, before):
        line_up.give(at, "drone", text)
    elif word.text.lower() in _PLUCKED and _plucks_bass(line_up, before):
        player = line_up.players[at]
        names = ("acoustic_bass",) if player.instruments[:1] == ("contrabass",) else player.instruments
        line_up.players[at] = replace(player, instruments=names, words=(*player.words, text))
    else:
        return False
    return True


def _plucks_bass(line_up: LineUp, before: str | None) -> bool:
    """Return whether a word for plucking, next to a bass or behind its comma, is said of it."""
    near = before == "bass" or (line_up.clause.divider == "," and not line_up.of_clause())
    players = line_up.players
    return near and bool(players) and players[-1].role == "bass" and not players[-1].plays_synth


def _says_drone(line_up: LineUp, word: Word, before: str | None) -> bool:
    """Return whether a drone is what the last player holds: a cello drone, or a bowed double bass, low drone."""
    player = line_up.players[-1] if line_up.players else None
    if player is None or word.text.lower().split()[-1] not in DRONES or not player.can("held"):
        return False
    sized = player.size is not None and line_up.around.kept[word.first - 1].text in _SIZED
    alone = len(line_up.players) == 1 and line_up.clause.divider == "," and not line_up.of_clause()
    sustains = player.named and player.instruments[0] in _SUSTAINING
    return ((before is not None or sized) and word.text.lower() in DRONES) or (alone and sustains)


def _repeats_role(line_up: LineUp, word: Word, before: str | None, *, weak: bool) -> bool:
    """Return whether a phrase names the role that the last player of the clause has already."""
    role = word.one("role")
    if before is not None or role is None or weak or not line_up.of_clause():
        return False
    return says_role_again(role, word, line_up.players[-1])


def _narrows(line_up: LineUp, role: str, before: str) -> bool:
    """Return whether a role says more of the player just before it, whose role is `before`."""
    return role == before or role in FAMILIES or (role in SYNTH_SECTIONS and line_up.players[-1].plays_synth)


def _is_played_on(line_up: LineUp, word: Word) -> bool:
    """Return whether an instrument is that of the player before it: a background pad played on tremolo strings."""
    player = line_up.players[-1] if line_up.of_clause() else None
    if player is None or player.named or player.role in RHYTHM:
        return False
    between = line_up.since_part(word)
    return "on" in between and "top" not in between


def _ends_list(line_up: LineUp, word: Word) -> bool:
    """Return whether a word for a tune stands alone behind several players: keys, drums and melody."""
    alone = not line_up.of_clause() and line_up.clause.divider in ("and", ",")
    return alone and word.text.lower() in _LISTED_MELODIES and len({player.role for player in line_up.players}) > 1


def _is_way(word: Word, *, weak: bool) -> bool:
    """Return whether a phrase that names an instrument rather says how somebody plays."""
    return word.one("way") is not None and (weak or word.one("role") is None)
