"""The line-up: the players whom a prompt has named so far, and the ways of playing that wait for one.

In: who is named and how they play, phrase by phrase, as `player_phrases.py` understands it. Out: players with their
ways, each in the clause that names it. Who is left out, and who else plays, is not known before the prompt's end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.clauses import Clause
from musiccm_daw.composer.reading.players import BASS_WAYS, DRUM_WAYS, OTHERS, SYNTH_SECTIONS, Player, narrowed
from musiccm_daw.composer.reading.said_again import first_role
from musiccm_daw.composer.reading.surroundings import Surroundings
from musiccm_daw.composer.reading.waiting_ways import (
    ROLE_OF_WAY,
    SETTINGS,
    Waiting,
    given,
    role_of_way,
    takes_from_afar,
)
from musiccm_daw.composer.words.prompt_words import Word
from musiccm_daw.composer.words.vocabulary import TIMPANI_WORDS

FAMILIES = ("lead", "pads", "bass")
"""Roles that a word before them narrows down: a guitar lead, a string pad."""
_PLACED = {"for", "play", "plays", "playing", "fit", "fits", "suit", "suits"}
"""What stands between those who are named and the track that they play in: a bass line for a house track."""
_ALL_TOGETHER = ("band", "ensemble", "orchestra")
"""What they do not play in, but with: a melody for a full orchestra."""
_ONLY = {"only", "just"}
_JOINING = ("and", "&", "+")
_VERBS_OF_SEVERAL = ("hold", "play", "strum", "sustain", "drone", "pluck")
_ROLLS = ("roll", "rolls")
"""What a banjo plays, too."""


@dataclass
class LineUp:
    """Who is named so far, while a prompt is read from left to right.

    Attributes:
        around: the prompt.
        players: in the order of the prompt.
        waiting: ways of playing whose player has not come yet.
        clause: that is read.
        last_role: role of the word just before, where it named one.
        part_end: the token behind the last word for a player or a way of playing.
        struck: whether that word was for a sound of the drum kit.
        count: how many players the word that is read names.
        others: whether it names the others of an ensemble.
        stand_in: what it names, where an instrument only stands in for it.
    """

    around: Surroundings
    players: list[Player] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    clause: Clause = field(default_factory=Clause)
    last_role: str | None = None
    part_end: int = 0
    struck: bool = False
    count: int = 1
    others: bool = False
    stand_in: str | None = None

    def of_clause(self) -> list[int]:
        """Return the indices of the players whom the clause has named."""
        return list(range(self.clause.first_player, len(self.players)))

    def since_part(self, word: Word) -> set[str]:
        """Return what stands between the last word for a player or a way of playing and a phrase."""
        return {token.text for token in self.around.kept[self.part_end : word.first]}

    def is_place(self, word: Word) -> bool:
        """Return whether a phrase says where those who are named play, who are all then: for a house track."""
        if not (self.players or self.waiting) or any(name in word.text.lower() for name in _ALL_TOGETHER):
            return False
        return not _PLACED.isdisjoint(self.since_part(word))

    def end_clause(self, divider: str) -> None:
        """Give the clause's players what it asks for, and begin another one behind a word or sign."""
        for at in self.of_clause():
            player = self.players[at]
            self.players[at] = replace(player, steering=player.steering.over(self.clause.steering))
        self.clause = Clause(self.clause.number + 1, divider, len(self.players))

    def add(self, player: Player) -> None:
        """Seat a player, and give it the ways that wait for one."""
        joined_by = OTHERS if self.others else "" if self.of_clause() else self.clause.divider
        self.players.append(replace(player, count=self.count, joined_by=joined_by, stand_in=self.stand_in))
        self.last_role = player.role
        self._take_waiting(len(self.players) - 1)

    def add_pieces(self, word: Word, text: str) -> None:
        """Let the drummer play a sound of the kit, or of the one that is named with it: 909 hats.

        Args:
            word: the phrase that names it.
            text: the same with its adjectives.
        """
        pieces, kit = word.meanings["piece"], word.meanings.get("instrument", ())
        drummers = [
            at for at, player in enumerate(self.players) if player.role == "drums" and not _plays_timpani(player)
        ]
        # A gated snare is of the machine that is named, a 909 snare its own.
        own = bool(kit) and any(character.isdigit() for character in word.text)
        at = next((at for at in drummers if self._may_strike(self.players[at], kit, own=own)), None)
        if at is None:
            self.add(Player("drums", kit, bool(kit), pieces=pieces, words=(text,)))
        else:
            player = self.players[at]
            self.players[at] = replace(player, pieces=player.pieces + pieces, words=(*player.words, text))
            self._take_waiting(at)

    def _may_strike(self, player: Player, kit: tuple[str, ...], *, own: bool) -> bool:
        """Return whether a drummer may play a sound that is said to be of a kit."""
        named = player.named and not player.pieces
        return not kit or player.instruments[:1] == kit[:1] or (named and not own)

    def add_role(self, role: str, before: str | None, word: Word, text: str) -> None:
        """Seat a player of a role, or say which role the instrument before it plays.

        Args:
            role: that a phrase names.
            before: that which the phrase just before it named.
            word: the phrase.
            text: the same with its adjectives.
        """
        at = len(self.players) - 1
        if before is not None and at >= self.clause.first_player and (role == before or self.players[at].can("held")):
            player = self.players[at]
            able = [name for name in player.instruments if role in INSTRUMENTS[name].roles]
            if role in FAMILIES and not player.instruments:
                both = {role, player.role}
                # A keyboard's bass is a synthesizer's; an organ has to be named.
                able = [
                    n for n, can in INSTRUMENTS.items() if both <= set(can.roles) and (can.is_synth or role != "bass")
                ]
            narrows = role in (*FAMILIES, *SYNTH_SECTIONS) and player.instruments
            if able or role in (player.role, "pads") or narrows:
                player = replace(player, words=(*player.words, text))
                self.players[at] = narrowed(player, role, tuple(able), word.meanings.get("instrument", ()))
                return
        self.add(Player(role, word.meanings.get("instrument", ()), words=(text,)))

    def sums_up(self, word: Word) -> bool:
        """Take in a bare role that sums up who is named and all there is to be: a wurlitzer, just keys and bass."""
        role = word.one("role")
        theirs = [at for at, player in enumerate(self.players) if player.role == role]
        if _ONLY.isdisjoint(self.since_part(word)) or word.one("way") or len(theirs) != 1:
            return False
        # Who plays kicks, and drums alone, is the drummer.
        self.players[theirs[0]] = replace(self.players[theirs[0]], pieces=())
        return True

    def put_on_instrument(self, word: Word, text: str) -> None:
        """Give the last player, of whom only the role is named, the instrument that a phrase names."""
        player, names = self.players[-1], word.meanings["instrument"]
        role = player.role if player.role in INSTRUMENTS[names[0]].roles else first_role(word)
        self.players[-1] = replace(player, role=role, instruments=names, named=True, words=(*player.words, text))
        self.last_role = role

    def say_more(self, text: str) -> None:
        """Note words that only say more of the last player."""
        player = self.players[-1]
        self.players[-1] = replace(player, words=(*player.words, text))
        self.last_role = player.role

    def give(self, at: int, way: str, text: str) -> None:
        """Let a player play in a way, as some words ask."""
        self.players[at] = given(self.players[at], way, text)

    def play(self, way: str, text: str, word: Word) -> None:
        """Give a way of playing to a player of the clause, else to the one before, else to the next."""
        if way in SETTINGS:
            return
        if way == "melody" and any(self.players[at].role == "percussion" for at in self.of_clause()):
            # That of a cowbell is its rhythm.
            return
        able = [at for at in self.of_clause() if self.players[at].can(way)]
        its_own = not self.of_clause() and self.around.has_player_ahead(word, way)
        if not (able or its_own) and (way in DRUM_WAYS or way not in ROLE_OF_WAY or not self._has_ways()):
            able = [at for at, player in enumerate(self.players) if takes_from_afar(player, way, text)][-1:]
        if way == "rolling_hats" and not able and self.players and word.text.lower() in _ROLLS:
            return
        if self._accompanies(way) and not its_own:
            self.add(Player(role_of_way(way, text) or "keys", ways=(way,), words=(text,)))
        elif able and way not in BASS_WAYS[-1:]:
            row = able if way not in ROLE_OF_WAY else able[-1:]
            for at in self._meant(row, way, text):
                self.give(at, way, text)
        elif not able:
            self.wait(way, text)

    def _meant(self, row: list[int], way: str, text: str) -> list[int]:
        """Return whom of a clause a way is said of: also who is joined by "and", or that one alone.

        "Viola and cello hold chords" has a verb of several; in "flute and ukulele tune", the flute has the tune.
        """
        first = row[0]
        joined = self.clause.divider in _JOINING and first > 0 and first == self.clause.first_player
        if joined and text.lower().split()[0] in _VERBS_OF_SEVERAL and self.players[first - 1].can(way):
            return [first - 1, *row]
        leads = joined and self.players[first - 1].role == "lead" and not self.players[first - 1].ways
        if way == "melody" and leads and self.players[first].usual_ways == ("strum",):
            return [first - 1]
        return row

    def wait(self, way: str, text: str) -> None:
        """Keep a way of playing for a player who comes."""
        self.waiting.append(Waiting(way, text, self.clause.number))

    def _take_waiting(self, at: int) -> None:
        """Give a player the ways that wait for one."""
        player = self.players[at]
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            near = each.clause == self.clause.number
            if player.can(each.way) if near else takes_from_afar(player, each.way, each.text):
                self.give(at, each.way, each.text)
            else:
                self.waiting.append(each)

    def _accompanies(self, way: str) -> bool:
        """Return whether a way of playing is that of somebody else, over whom the last player has a tune."""
        over = self.clause.divider == "over" and not self.of_clause() and ROLE_OF_WAY.get(way) in ("keys", "guitar")
        return over and bool(self.players) and self.players[-1].role == "lead"

    def _has_ways(self) -> bool:
        """Return whether the last player knows already what to play."""
        return bool(self.players) and any(way in ROLE_OF_WAY for way in self.players[-1].ways)


def _plays_timpani(player: Player) -> bool:
    """Return whether a player stands at the timpani, and strikes no snare."""
    return any(TIMPANI_WORDS & {*text.lower().split()} for text in player.words)
