"""The words of a prompt put together: clause by clause, what they say of the whole piece, and of which player.

Between `prompt_words.py`, which finds the words, and `brief.py`, which holds what comes of them. Each phrase goes to
`whole_piece.py` and `player_phrases.py`; here is what they need to know of the phrases beside it.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.composer.reading.clauses import dividers_among
from musiccm_daw.composer.reading.company import in_company
from musiccm_daw.composer.reading.counts import count_before, countable
from musiccm_daw.composer.reading.entrances import AFTER_OTHERS, entrance_after
from musiccm_daw.composer.reading.line_up import LineUp
from musiccm_daw.composer.reading.negation import LeftOut
from musiccm_daw.composer.reading.own_bands import own_band
from musiccm_daw.composer.reading.player_phrases import DRONES, read_player, seats_nobody
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.said_again import first_role, leads
from musiccm_daw.composer.reading.spoken_of_again import each_once
from musiccm_daw.composer.reading.surroundings import Surroundings
from musiccm_daw.composer.reading.trading import in_turns
from musiccm_daw.composer.reading.waiting_ways import with_waiting
from musiccm_daw.composer.reading.whole_bands import (
    acoustic_solo,
    as_in_its_music,
    on_tuned_guitar,
    stays,
    with_church_organ,
    with_claps_by_hand,
    with_organ_trio,
    with_pianist,
)
from musiccm_daw.composer.reading.whole_piece import WholePiece
from musiccm_daw.composer.words.prompt_words import Word, of_one

_THE_OTHERS = {"others", "other", "rest", "remaining"}
_OF_ORGAN_TRIOS = "hard_bop"
_NAMES_PLAYER = {"role", "instrument", "piece"}
"""Meanings of phrases that name somebody who plays."""
_DESCRIBES = {"mood", "effect", "feeling", "word"}
"""Those of adjectives."""


class PromptReader:
    """Reads the phrases of a prompt from left to right.

    Attributes:
        piece: what they say of the whole piece.
    """

    def __init__(self, around: Surroundings) -> None:
        self.piece = WholePiece(around)
        self._around = around
        self._line_up = LineUp(around)
        self._last_end = 0
        # Words for moods and sounds that stand just before.
        self._adjectives: tuple[str, ...] = ()
        # The token behind the last word that was no adjective: numbers before it count something else.
        self._counted_from = 0

    def read(self, word: Word) -> None:
        """Take one phrase in."""
        self._divide(word.first)
        adjacent = self._last_end == word.first or self._around.casts(word, self._last_end)
        self._last_end = word.end
        line_up = self._line_up
        before, line_up.last_role = line_up.last_role if adjacent else None, None
        if word.one("style") and not (word.one("role") or word.one("instrument")):
            self.piece.read_style(word, line_up, adjacent=adjacent)
        if before is None or word.text.lower() != "ensemble":
            self.piece.read_setting(word, line_up)
        if before is not None and word.one("size"):
            self._read_size(word)
        self._read_naming(word, self._with_adjectives(word, adjacent), before)
        names_player = bool(_NAMES_PLAYER & set(word.meanings))
        if names_player:
            self._read_details(word)
        if names_player or word.one("way"):
            line_up.part_end, line_up.struck = word.end, word.one("piece") is not None
        if names_player or not _DESCRIBES & set(word.meanings):
            self._counted_from = word.end

    def finished(self, left_out: LeftOut) -> tuple[Player, ...]:
        """Return the players, with whom the remaining ways call for, without those who are left out."""
        self._end_clause("")
        line_up, piece = self._line_up, self.piece
        texts = [token.text for token in self._around.kept]
        piece.settle(line_up, left_out)
        if not (line_up.players or line_up.waiting or piece.whole or set(DRONES).isdisjoint(texts)):
            line_up.players.append(Player("pads", ways=("drone",)))
        if piece.whole or not line_up.players:
            self._seat_own_band(left_out)
        is_set = piece.style is not None
        players, piece.ways = with_waiting(line_up.players, line_up.waiting, left_out.roles, is_set=is_set)
        players = [as_in_its_music(player, piece.style) for player in players]
        players = [on_tuned_guitar(acoustic_solo(player, piece.style), piece.tuning) for player in players]
        banded = with_pianist(with_church_organ(players, piece.style, texts), piece.style)
        if len(banded) > len(players) and piece.style is None:
            piece.style = "jazz_swing"
        banded = in_turns(banded)
        if "unison" in texts:
            banded = [replace(player, count=1) for player in banded]
        banded = [with_claps_by_hand(player, banded, piece.style, left_out) for player in banded]
        once = each_once(banded)
        banded = with_organ_trio(once, piece.style, left_out)
        if banded != once and piece.style is None:
            piece.style = _OF_ORGAN_TRIOS
        staying = [player for player in banded if stays(player, left_out)]
        return tuple(in_company(staying, texts, left_out, whole=piece.whole))

    def _seat_own_band(self, left_out: LeftOut) -> None:
        """Seat those of a kind of music that has a band of its own."""
        band = own_band(self.piece.bands, self.piece.size, self._line_up.players, left_out.instruments)
        if band:
            self._line_up.players += band
            self.piece.whole = self.piece.beat = False
            self.piece.size = None

    def _divide(self, first: int) -> None:
        """Begin a new clause if a sign or a dividing word stands before a token."""
        dividers = dividers_among(self._around.kept[self._last_end : first])
        if dividers:
            self.piece.read_joining(dividers, self._line_up)
            self._end_clause(dividers[-1])

    def _end_clause(self, divider: str) -> None:
        """Give what the clause asks for to its players, else to all, and begin another one behind a word or sign."""
        if not self._line_up.of_clause():
            self.piece.steering = self.piece.steering.over(self._line_up.clause.steering)
        self._line_up.end_clause(divider)

    def _with_adjectives(self, word: Word, adjacent: bool) -> str:
        """Return a phrase with the words for moods and sounds before it, or keep it for the next one."""
        earlier = self._adjectives if adjacent else ()
        names = {*_NAMES_PLAYER, "way"} & set(word.meanings)
        self._adjectives = (*earlier, word.text) if _DESCRIBES & set(word.meanings) and not names else ()
        return " ".join((*earlier, word.text))

    def _read_size(self, word: Word) -> None:
        """Take in the size of an ensemble behind a player: a string quartet; or "solo" behind one who is in front."""
        players = self._line_up.players
        if leads(word, players[-1]):
            self.piece.size = None
            self._line_up.give(len(players) - 1, "melody", word.text)
        else:
            players[-1] = replace(players[-1], size=self.piece.size)

    def _read_naming(self, word: Word, text: str, before: str | None) -> None:
        """Take in what a phrase says of players, and how many it names.

        Args:
            word: the phrase.
            text: the same with its adjectives.
            before: role that the phrase just before it named.
        """
        line_up = self._line_up
        names_player = bool(_NAMES_PLAYER & set(word.meanings))
        if names_player:
            self.piece.read_leader(word)
        count = count_before(self._around.kept, word.first, self._counted_from)
        single = of_one(word) if count > 1 and names_player else word
        line_up.stand_in = word.one("stand_in")
        line_up.others = not _THE_OTHERS.isdisjoint(line_up.since_part(word))
        line_up.count = count if single.one("piece") is None and countable(first_role(single)) else 1
        said = single if line_up.count > 1 else word
        if not (seats_nobody(line_up, said, text) or self.piece.read_rap_beat(said)):
            read_player(line_up, said, text, before)

    def _read_details(self, word: Word) -> None:
        """Take in where those whom a phrase names enter, and what stands in for whom."""
        self._read_entrance(word)
        line_up = self._line_up
        if line_up.of_clause():
            player = line_up.players[-1]
            line_up.players[-1] = replace(player, of_piece=player.of_piece or self._around.names_piece(word))
        if line_up.stand_in and line_up.players:
            player = line_up.players[-1]
            if set(player.instruments) & set(word.meanings.get("instrument", ())):
                line_up.players[-1] = replace(player, stand_in=line_up.stand_in)

    def _read_entrance(self, word: Word) -> None:
        """Take in where the players of a clause enter; those who are joined to them by "and" enter there, too."""
        divider, entering = self._line_up.clause.divider, self._line_up.of_clause()
        place = entrance_after(self._around.kept, word.end) or (AFTER_OTHERS if divider == AFTER_OTHERS else None)
        if place is None or not entering:
            return
        if divider in ("and", "or") and entering[0] > 0:
            entering.insert(0, entering[0] - 1)
        players = self._line_up.players
        for at in entering:
            players[at] = replace(players[at], enters=place)
