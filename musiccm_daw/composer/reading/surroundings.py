"""What stands around a phrase, where that decides what it means: "offbeat hats", "trap beat", "piano ballad".

Beside `line_up.py`, which knows who has been named so far; here is only what is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musiccm_daw.composer.reading.clauses import DIVIDERS
from musiccm_daw.composer.reading.negation import RHYTHM
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.said_again import first_role
from musiccm_daw.composer.reading.steering import OPPOSITES
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.prompt_words import Word, is_plain
from musiccm_daw.composer.words.tokens import Token
from musiccm_daw.harmony import MODES

_DYNAMICS = {"calm", "strong"}
WEAK_ROLES = ("chords", "chord", "melody", "hook", "topline", "lead line", "atmosphere", "sweep", "transition")
"""Words for roles that rather say how an instrument plays."""
_FIGURES = ("arp", "wide_arp", "rolling_hats", "picking", "ostinato", "running")
_BEFORE_BEAT = ("type", "style", "rap", "instrumental", "vibe")
"""What may stand between the name of a style and its beat."""
_PIECES = ("music", "piece", "song", "track", "tune", "march", "theme")
"""What a player before them is only the kind of."""
_PIECE = {"style", "size", "form", "meter"}
"""Meanings of words that a player before them is only the kind of, too."""


@dataclass(frozen=True)
class Surroundings:
    """The tokens of a prompt without what is left out, and the known phrases among them."""

    kept: Sequence[Token]
    words: Sequence[Word]

    def follows(self, word: Word, texts: Sequence[str]) -> bool:
        """Return whether one of some words stands right behind a phrase."""
        return word.end < len(self.kept) and self.kept[word.end].text in texts

    def stands_alone(self, word: Word) -> bool:
        """Return whether a phrase is all there is between two signs, as a tag of a list is."""
        before, behind = self.kept[max(0, word.first - 1) : word.first], self.kept[word.end : word.end + 1]
        return all(token.is_sign for token in (*before, *behind))

    def casts(self, word: Word, last_end: int) -> bool:
        """Return whether a phrase says as what the one before it, which ends at a token, plays: a flute as a lead."""
        texts = [token.text for token in self.kept[last_end : word.first]]
        return texts in (["as", "a"], ["as", "an"], ["as", "the"]) and word.one("role") is not None

    def is_struck_next(self, word: Word) -> bool:
        """Return whether drums stand right behind a phrase, which says when they are struck."""
        behind = next((each for each in self.words if each.first == word.end), None)
        return behind is not None and ("piece" in behind.meanings or behind.one("role") in RHYTHM)

    def is_of_figure(self, word: Word) -> bool:
        """Return whether what has notes of a speed of its own stands right behind a phrase: fast hi-hat rolls."""
        behind = next((each for each in self.words if each.first == word.end), None)
        return behind is not None and ("piece" in behind.meanings or behind.one("way") in _FIGURES)

    def is_rap_beat(self, word: Word, style: str | None, style_end: int) -> bool:
        """Return whether a phrase is a beat that is a whole instrumental: trap beat, Drake type beat; no drum beat.

        Args:
            word: the phrase.
            style: that is named last.
            style_end: the token behind its name.
        """
        if word.text.lower() not in ("beat", "beats") or self.follows(word, ("drum", "drums")):
            return False
        at = word.first
        while at > 0 and self.kept[at - 1].text in _BEFORE_BEAT:
            at -= 1
        typed = word.first > 0 and self.kept[word.first - 1].text == "type"
        return typed or (at == style_end and style is not None and STYLE_TABLE[style].beat_is_all)

    def names_piece(self, word: Word) -> bool:
        """Return whether a player only says what kind of piece there is: a piano ballad, an organ trio."""
        behind = next((each for each in self.words if each.first == word.end), None)
        if behind is not None and (_PIECE & set(behind.meanings) or "ballad" in behind.meanings.get("mood", ())):
            return True
        return self.follows(word, _PIECES)

    def has_player_ahead(self, word: Word, way: str) -> bool:
        """Return whether the clause names somebody behind a phrase who can play in a way: sustained strings."""
        for each in self.words:
            if each.first < word.end:
                continue
            if any(token.is_sign or token.text in DIVIDERS for token in self.kept[word.end : each.first]):
                return False
            role = first_role(each)
            if role and each.text.lower() not in WEAK_ROLES and not each.one("way") and Player(role).can(way):
                return True
        return False

    def tags_before_player(self) -> int:
        """Return how many names of styles, and words that nobody knows, stand before the first player."""
        first = next((word.first for word in self.words if first_role(word)), 0)
        known = {at for word in self.words for at in range(word.first, word.end)}
        styles = sum(word.one("style") is not None and word.first < first for word in self.words)
        return styles + sum(at not in known and not is_plain(self.kept[at]) for at in range(first))

    def _is_of_section(self, word: Word) -> bool:
        """Return whether a phrase says how loud one of several sections is: verse quiet, chorus loud."""
        if not _DYNAMICS & set(word.meanings.get("mood", ())):
            return False
        forms = [each for each in self.words if each.one("form")]
        edges = {each.first for each in forms} | {each.end for each in forms}
        beside = [each for each in self.words if {each.first, each.end} & edges]
        said = {mood for each in beside for mood in each.meanings.get("mood", ()) if mood in _DYNAMICS}
        return word in beside and said == _DYNAMICS

    def moods(self, word: Word) -> tuple[str, ...]:
        """Return the moods that a phrase stands for, after "less" their opposites."""
        moods = word.meanings.get("mood", ())
        if self._is_of_section(word):
            moods = tuple(mood for mood in moods if mood not in _DYNAMICS)
        less = word.first > 0 and self.kept[word.first - 1].text == "less"
        return tuple(OPPOSITES.get(mood, mood) for mood in moods if mood not in MODES) if less else moods
