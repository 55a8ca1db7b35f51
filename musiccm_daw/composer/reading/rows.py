"""Those whom a prompt names in a row: "drums, bass or vocals", "my loud drums and guitar".

For `negation.py` and `own_parts.py`, whose words are said once of several players.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from musiccm_daw.composer.words.prompt_words import Word, find_words
from musiccm_daw.composer.words.tokens import Token

JOINING = ("or", "nor", "and", "/")
_KINDS = ("role", "instrument", "piece", "effect", "way", "style", "mood", "form")
_PLAYERS = {"role", "instrument", "piece", "way"}
_ANYTHING = ("anything", "any", "other", "else")
"""What may close a row beside a phrase: no drums, bass or anything."""


def texts_at(found: list[Token], at: int, length: int) -> tuple[str, ...]:
    """Return the texts of some tokens."""
    return tuple(token.text for token in found[at : at + length])


def phrase_at(text: str, found: list[Token], at: int) -> Word | None:
    """Return the known phrase that begins at a token, if it names something that can be left out."""
    if at >= len(found):
        return None
    words, unknown = find_words(text, found[at : at + 4])
    if not words or words[0].first != 0:
        return None
    # In "not a rainy cafe" nobody knows the noun.
    if "scene" in words[0].meanings and not set(texts_at(found, at + words[0].end, 1)).isdisjoint(unknown):
        return None
    return words[0] if any(kind in words[0].meanings for kind in _KINDS) else None


def row(
    text: str, found: list[Token], at: int, between: Collection[str], closing: Collection[str], *, described: bool
) -> Iterator[tuple[str, Word, int]]:
    """Yield each phrase of a row, with what joins it to the one before and the token after its last.

    Args:
        text: the prompt.
        found: its tokens.
        at: the first token of the row.
        between: words that may stand before a phrase and say nothing.
        closing: words before the last phrase of a row that make commas part of it.
        described: whether adjectives stand before phrases.
    """
    joined, length = "", 0
    while True:
        begin = _past(text, found, at, between, described=described)
        word = phrase_at(text, found, begin)
        if word is None:
            return
        end, length = begin + word.end - word.first, length + 1
        yield joined, word, end
        if texts_at(found, end, 1) == (",",):
            closed = _closed_by(text, found, end, between, described=described)
            # "Without drums, and a piano" may ask for a piano.
            if closed not in closing or (length == 1 and texts_at(found, end + 1, 1) == ("and",)):
                return
            joined, at = closed, end + 1 + (texts_at(found, end + 1, 1) == (closed,))
        elif end < len(found) and found[end].text in JOINING:
            joined, at = found[end].text, end + 1
        else:
            return


def _past(text: str, found: list[Token], at: int, between: Collection[str], *, described: bool) -> int:
    """Return the first token from a place on that is not passed over."""
    while at < len(found):
        word = phrase_at(text, found, at) if described else None
        if found[at].text in between:
            at += 1
        elif (
            word is not None
            and not {"mood", "effect", "feeling"}.isdisjoint(word.meanings)
            and _PLAYERS.isdisjoint(word.meanings)
        ):
            at += word.end - word.first
        else:
            break
    return at


def _closed_by(text: str, found: list[Token], comma: int, between: Collection[str], *, described: bool) -> str:
    """Return the word before the last phrase of the row that goes on after a comma; empty where no row does."""
    at = comma + 1
    while True:
        closed = found[at].text if at < len(found) and found[at].text in JOINING else ""
        at = _past(text, found, at + bool(closed), between, described=described)
        word = phrase_at(text, found, at)
        if closed:
            anything = at < len(found) and found[at].text in _ANYTHING
            return closed if anything or (word is not None and _names_player(word)) else ""
        if word is None or not _names_player(word):
            return ""
        at += word.end - word.first
        if texts_at(found, at, 1) == (",",):
            at += 1
        elif at >= len(found) or found[at].text not in JOINING:
            return ""


def _names_player(word: Word) -> bool:
    return not _PLAYERS.isdisjoint(word.meanings) and word.one("style") is None
