"""The brief: what a prompt asks the composer for.

From the words that `prompt_words.py` finds to a style, the players with their ways of playing, and how dense, loud and
swung the music is. What the prompt leaves open stays open here; `seating.py` and `style_choice.py` decide it with the
seed. Words that nobody knows are kept, to be reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.negation import RHYTHM, LeftOut, without_negations
from musiccm_daw.composer.prompt_words import Token, Word, find_words, tokens
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.request.prompt_facts import read_facts, swing_in
from musiccm_daw.timebase import Meter

Nearest = Callable[[str], Sequence[str]]
"""From words to the names of styles and instruments that come nearest in meaning, the best first."""

DRUM_WAYS = (
    "four_on_the_floor",
    "breakbeat",
    "half_time",
    "backbeat",
    "beat",
    "rolling_hats",
    "ghosts",
    "tops",
    "fills",
)
BASS_WAYS = ("long_bass", "walking_bass", "eighths_bass", "sixteenths_bass", "bass")
_SETTINGS = ("building", "fading", "accents", "effect", "percussion")
"""Ways that are no one player's."""
_ROLE_OF_WAY = {
    **dict.fromkeys(("arp", "stabs", "held", "chords", "offbeat"), "keys"),
    **dict.fromkeys(("melody", "riff", "ostinato", "drawn", "single"), "lead"),
    **dict.fromkeys(("picking", "strum", "power"), "guitar"),
    "gliss": "strings",
    **dict.fromkeys(("four_on_the_floor", "breakbeat", "backbeat", "beat", "rolling_hats", "tops"), "drums"),
    **dict.fromkeys(BASS_WAYS, "bass"),
    "half_time": "drums",
}
"""Who plays so, where a prompt names nobody; ways that are not here (in 16ths, with rests) call for nobody."""
_WEAK_WAYS = ("bass", "half_time")
"""Ways that call for somebody only if nobody else is named."""
_WEAK_ROLES = ("chords", "chord", "melody", "hook", "topline", "lead line", "atmosphere", "sweep", "transition")
"""Words for roles that rather say how an instrument plays."""
_DIVIDERS = (
    "with",
    "and",
    "over",
    "under",
    "plus",
    "above",
    "below",
    "behind",
    "against",
    "featuring",
    "then",
    "while",
)
_FAMILIES = ("lead", "pads", "bass")
"""Roles that a word before them narrows down: a guitar lead, a string pad."""


@dataclass(frozen=True)
class Player:
    """Somebody whom a prompt names.

    Attributes:
        role: one of `ROLES`.
        instruments: what the words may mean, the likeliest first; empty where only a role is named.
        named: whether the instruments are named, and not only a role that has them.
        ways: how the player plays; keys of `PATTERN_WORDS` and those of `prompt_words.py`.
        density: "sparse", "busy" or None.
        pieces: the sounds of the drum kit that are named.
        words: phrases of the prompt that speak of this player alone.
    """

    role: str
    instruments: tuple[str, ...] = ()
    named: bool = False
    ways: tuple[str, ...] = ()
    density: str | None = None
    pieces: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def can(self, way: str) -> bool:
        """Return whether a way of playing can be this player's."""
        if way in DRUM_WAYS:
            return self.role == "drums"
        if way in BASS_WAYS:
            return self.role == "bass"
        return self.role not in (*RHYTHM, "fx")


@dataclass(frozen=True)
class Brief:
    """What a prompt asks for; None and empty where it leaves something open.

    Attributes:
        style: a key of `STYLE_TABLE`.
        players: who plays, in the order of the prompt.
        size: of the band: 1 for a solo, 3 for a trio.
        whole: whether a whole band plays around the named players.
        only: whether nobody else may play, as in "just pads".
        ways: of playing that belong to no named player.
        density: "sparse", "busy" or None.
        energy: 0 to 1.
        swing: 0 straight to 1 triplets.
        shape: "building", "fading" or None.
        pace: "slow", "fast" or None.
        meter: that the words name, as a waltz does.
        effects: of the renderer.
        without_roles: left out.
        without_instruments: left out.
        without_pieces: sounds of the drum kit that are left out.
        unknown: words that the composer does not know.
    """

    style: str | None = None
    players: tuple[Player, ...] = ()
    size: int | None = None
    whole: bool = False
    only: bool = False
    ways: tuple[str, ...] = ()
    density: str | None = None
    energy: float | None = None
    swing: float | None = None
    shape: str | None = None
    pace: str | None = None
    meter: Meter | None = None
    effects: tuple[str, ...] = ()
    without_roles: frozenset[str] = frozenset()
    without_instruments: frozenset[str] = frozenset()
    without_pieces: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def half_time(self) -> bool:
        """Whether the snare falls on the third quarter."""
        return "half_time" in self.ways or any("half_time" in player.ways for player in self.players)


def read_brief(prompt: str, nearest: Nearest | None = None) -> Brief:
    """Read a prompt; facts in it (tempo, bars, meter, key) are the request's and are passed over.

    Args:
        prompt: as a user wrote it.
        nearest: asked for a style and instruments where the composer knows none of the words.
    """
    text = read_facts(prompt).text
    kept, left_out = without_negations(text, tokens(text))
    words, unknown = find_words(text, kept)
    said = {token.text for token in kept}
    reader = _Reader(kept)
    for word in words:
        reader.read(word)
    players = reader.finished(left_out)
    brief = Brief(
        style=reader.style,
        players=players,
        size=reader.size,
        whole=reader.whole,
        only=bool({"only", "just"} & said) or "nothing but" in text.lower(),
        ways=tuple(reader.ways),
        swing=swing_in(prompt),
        density=reader.density,
        shape=reader.shape,
        meter=reader.meter,
        effects=tuple(dict.fromkeys(reader.effects)),
        without_roles=frozenset(left_out.roles),
        without_instruments=frozenset(left_out.instruments),
        without_pieces=frozenset(left_out.pieces),
        unknown=tuple(unknown),
        **_character(reader.moods),
    )
    return brief if nearest is None else _with_nearest(brief, text, nearest)


def _character(moods: Sequence[str]) -> dict[str, Any]:
    """Return energy and pace from words for moods; the first of two opposites counts."""
    force = next((mood for mood in moods if mood in ("calm", "strong")), None)
    pace = next((mood for mood in moods if mood in ("slow", "fast")), None)
    return {"energy": {"calm": 0.55, "strong": 0.95}.get(force or ""), "pace": pace}


def _with_nearest(brief: Brief, text: str, nearest: Nearest) -> Brief:
    """Fill in a style, or an instrument, that comes nearest to words of which none is known."""
    if brief.style is not None or brief.players or not brief.unknown:
        return brief
    names = nearest(text)
    style = next((name for name in names if name in STYLE_TABLE), None)
    instrument = next((name for name in names if name in INSTRUMENTS), None)
    first = next((name for name in names if name in STYLE_TABLE or name in INSTRUMENTS), None)
    if instrument is None or first == style:
        return replace(brief, style=style)
    return replace(brief, players=(Player(INSTRUMENTS[instrument].roles[0], (instrument,), named=True),))


@dataclass
class _Reader:
    """The words of a prompt, read from left to right, clause by clause."""

    kept: list[Token]
    style: str | None = None
    size: int | None = None
    whole: bool = False
    shape: str | None = None
    meter: Meter | None = None
    players: list[Player] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    """Ways whose player has not come yet, with their words."""
    moods: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    clause: int = 0
    """Index of the clause's first player."""
    clause_density: str | None = None
    density: str | None = None
    """Of clauses that name no player."""
    last_end: int = 0
    adjectives: tuple[str, ...] = ()
    """Words for moods and sounds that stand just before."""
    last_role: str | None = None
    """Role of the word just before, where it named one."""

    def read(self, word: Word) -> None:
        """Take one phrase in."""
        self._divide(word.first)
        adjacent = self.last_end == word.first
        self.last_end = word.end
        text = word.text
        if not adjacent:
            self.adjectives = ()
        if not {"role", "instrument", "way", "piece"} & set(word.meanings):
            self.adjectives = (*self.adjectives, text) if {"mood", "effect", "word"} & set(word.meanings) else ()
        else:
            text, self.adjectives = " ".join((*self.adjectives, text)), ()
        before, self.last_role = self.last_role if adjacent else None, None
        role, way = word.one("role"), word.one("way")
        if word.one("style") and not (role or word.one("instrument")):
            # In "jazz house" and "dub techno" the last word is the noun.
            self.style = word.one("style") if self.style is None or adjacent else self.style
        self._read_setting(word)
        density = next((mood for mood in word.meanings.get("mood", ()) if mood in ("sparse", "busy")), None)
        self.clause_density = density or self.clause_density
        weak = role is not None and word.text.lower().rstrip("s") in [name.rstrip("s") for name in _WEAK_ROLES]
        is_way = way is not None and (weak or role is None or word.one("instrument") is None)
        if word.one("instrument") and not (is_way and (role is None or weak) and self._clause_players()):
            self._add(Player(_first_role(word), word.meanings["instrument"], role is None, words=(text,)))
            if way:
                self._play(way, text)
        elif word.one("piece"):
            self._add_pieces(word, text)
        elif role is not None and not weak:
            self._read_role(role, before, word, text)
            if way and way != "percussion":
                self._play(way, text)
        elif way is not None:
            self._play(way, text)
        elif role is not None and not self._clause_players():
            self._add(Player(role, words=(text,)))

    def finished(self, left_out: LeftOut) -> tuple[Player, ...]:
        """Return the players, with whom the remaining ways call for, without those who are left out."""
        self._close_clause()
        for way, text in self.waiting:
            role = _ROLE_OF_WAY.get(way)
            able = [at for at, player in enumerate(self.players) if player.can(way)]
            if able:
                self._give(able[0], way, text)
            elif role is not None and role not in left_out.roles and not (way in _WEAK_WAYS and self._is_set()):
                instruments = ("harp",) if way == "gliss" else ()
                self.players.append(Player(role, instruments, bool(instruments), (way,), words=(text,)))
            else:
                self.ways.append(way)
        return tuple(
            player
            for player in self.players
            if player.role not in left_out.roles and not (set(player.instruments[:1]) & left_out.instruments)
        )

    def _is_set(self) -> bool:
        """Return whether the prompt has said already who plays."""
        return self.style is not None or bool(self.players)

    def _read_setting(self, word: Word) -> None:
        """Take in what concerns all players."""
        self.moods += word.meanings.get("mood", ())
        self.effects += word.meanings.get("effect", ())
        if word.one("size"):
            self.size = int(str(word.one("size")))
        if word.one("meter"):
            self.meter = Meter.parse(str(word.one("meter")))
        self.whole = self.whole or "whole" in word.meanings.get("word", ())
        if word.one("way") in ("building", "fading"):
            self.shape = word.one("way")

    def _divide(self, first: int) -> None:
        """Begin a new clause if a sign or a dividing word stands before a token."""
        between = self.kept[self.last_end : first]
        if any(token.is_sign or token.text in _DIVIDERS for token in between):
            self._close_clause()

    def _close_clause(self) -> None:
        """Give the clause's density to its players."""
        for at in self._clause_players():
            self.players[at] = replace(self.players[at], density=self.players[at].density or self.clause_density)
        if not self._clause_players():
            self.density = self.density or self.clause_density
        self.clause, self.clause_density = len(self.players), None

    def _clause_players(self) -> list[int]:
        return list(range(self.clause, len(self.players)))

    def _add(self, player: Player) -> None:
        """Seat a player, and give it the ways that wait for one."""
        self.players.append(player)
        self.last_role = player.role
        at = len(self.players) - 1
        waiting, self.waiting = self.waiting, []
        for way, text in waiting:
            if player.can(way):
                self._give(at, way, text)
            else:
                self.waiting.append((way, text))

    def _add_pieces(self, word: Word, text: str) -> None:
        """Let the drummer play a sound of the kit."""
        pieces = word.meanings["piece"]
        at = next((at for at, player in enumerate(self.players) if player.role == "drums"), None)
        if at is None:
            self._add(Player("drums", pieces=pieces, words=(text,)))
        else:
            player = self.players[at]
            self.players[at] = replace(player, pieces=player.pieces + pieces, words=(*player.words, text))

    def _read_role(self, role: str, before: str | None, word: Word, text: str) -> None:
        """Seat a player of a role, or say which role the instrument before it plays."""
        at = len(self.players) - 1
        if before is not None and at >= self.clause:
            player = self.players[at]
            able = [name for name in player.instruments if role in INSTRUMENTS[name].roles]
            if role in _FAMILIES and not player.instruments:
                able = [name for name, can in INSTRUMENTS.items() if {role, player.role} <= set(can.roles)]
            if able or role == player.role or (role in _FAMILIES and player.instruments):
                role = role if able else player.role
                words = (*player.words, text)
                self.players[at] = replace(
                    player, role=role, instruments=tuple(able) or player.instruments, words=words
                )
                return
        self._add(Player(role, word.meanings.get("instrument", ()), words=(text,)))

    def _play(self, way: str, text: str) -> None:
        """Give a way of playing to a player of the clause, else to the one before, else to the next."""
        if way in _SETTINGS:
            return
        able = [at for at in self._clause_players() if self.players[at].can(way)]
        if not able and (way in DRUM_WAYS or way not in _ROLE_OF_WAY or not self._has_ways()):
            able = [at for at, player in enumerate(self.players) if player.can(way)][-1:]
        if able and way not in BASS_WAYS[-1:]:
            for at in able if way not in _ROLE_OF_WAY else able[-1:]:
                self._give(at, way, text)
        elif not able:
            self.waiting.append((way, text))

    def _has_ways(self) -> bool:
        """Return whether the last player knows already what to play."""
        return bool(self.players) and any(way in _ROLE_OF_WAY for way in self.players[-1].ways)

    def _give(self, at: int, way: str, text: str) -> None:
        player = self.players[at]
        role = player.role
        if way in ("melody", "riff", "drawn", "ostinato") and _may(player, "lead"):
            role = "lead"
        for wanted in ("pads",) if way == "held" else ("keys",) if way in ("arp", "stabs") else ():
            role = wanted if _may(player, wanted) else role
        words = player.words if text in player.words else (*player.words, text)
        self.players[at] = replace(player, role=role, ways=(*player.ways, way), words=words)


def _may(player: Player, role: str) -> bool:
    """Return whether the instrument that is named can take a role."""
    return player.named and role in INSTRUMENTS[player.instruments[0]].roles


def _first_role(word: Word) -> str:
    """Return the role that a phrase names, else its instrument's own."""
    return word.one("role") or INSTRUMENTS[word.meanings["instrument"][0]].roles[0]
