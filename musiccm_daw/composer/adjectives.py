"""Adjectives that stand apart from their noun: the "upright walking bass" is an upright bass, too.

Between `prompt_words.py`, which knows "upright bass" but has to find its words side by side, and `clauses.py`. Only
words that nobody knows are joined to a noun, and only to one that names no more than a role. Likenesses go the other
way: in "harp-like synth" the harp is an adjective, and nobody plays it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musiccm_daw.composer.counts import DIVIDERS
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.prompt_words import Word, is_plain, meanings_of
from musiccm_daw.composer.tokens import Token

_NOUNS = {
    "drums": ("drums", "kit"),
    "bass": ("bass",),
    "keys": ("keys", "keyboard", "synth"),
    "guitar": ("guitar",),
    "pads": ("pad",),
    "lead": ("lead",),
    "strings": ("strings",),
    "brass": ("brass", "horns"),
    "vocal-pad": ("voices", "choir"),
    "percussion": ("percussion",),
}
"""By roles, the nouns that their names end in."""
_LIKENESSES = ("like", "esque", "ish", "sounding")


def with_adjectives(kept: Sequence[Token], words: Sequence[Word]) -> list[Word]:
    """Return a prompt's words in which roles whose adjective stands apart are the instruments that both name.

    Args:
        kept: the prompt's tokens without what is left out.
        words: the known phrases among them.
    """
    known = {at for word in words for at in range(word.first, word.end)}
    read = list(words)
    for number, word in enumerate(words):
        role = word.one("role")
        if role not in _NOUNS or "instrument" in word.meanings or _instrument_near(kept, words, word):
            continue
        for at in _clause_before(kept, word.first):
            name = None if at in known or is_plain(kept[at]) else _named(kept[at].text, role)
            if name is not None:
                meanings = {kind: meant for kind, meant in word.meanings.items() if kind != "role"}
                read[number] = replace(word, meanings={**meanings, "instrument": (name,)})
                break
    return read


def _clause_before(kept: Sequence[Token], first: int) -> Iterator[int]:
    """Yield the tokens before a noun in its clause, the nearest first."""
    for at in range(first - 1, -1, -1):
        if kept[at].is_sign or kept[at].text in DIVIDERS:
            return
        yield at


def _instrument_near(kept: Sequence[Token], words: Sequence[Word], noun: Word) -> bool:
    """Return whether the clause of a noun names an instrument before it."""
    clause = set(_clause_before(kept, noun.first))
    return any("instrument" in word.meanings and word.first in clause for word in words)


def _named(adjective: str, role: str) -> str | None:
    """Return the instrument of a role that an adjective names together with the role's noun."""
    for noun in _NOUNS[role]:
        names = (meanings_of(f"{adjective} {noun}") or {}).get("instrument", ())
        if len(names) == 1 and role in INSTRUMENTS[names[0]].roles:
            return names[0]
    return None


def without_likenesses(text: str, kept: Sequence[Token], words: Sequence[Word]) -> list[Token]:
    """Return the tokens of a prompt without instruments that another one is only likened to: a harp-like synth."""
    left: set[int] = set()
    for word in words:
        if "instrument" not in word.meanings or word.end >= len(kept) or kept[word.end].text not in _LIKENESSES:
            continue
        hyphenated = text[kept[word.end - 1].end : kept[word.end].start] == "-"
        noun = next((each for each in words if each.first > word.end), None)
        near = noun is not None and not any(kept[at].is_sign for at in range(word.end, noun.first))
        if hyphenated and near and noun is not None and {"instrument", "role"} & set(noun.meanings):
            roles = INSTRUMENTS[word.meanings["instrument"][0]].roles
            if "instrument" in noun.meanings or noun.one("role") not in roles:
                left |= set(range(word.first, word.end + 1))
    return [token for at, token in enumerate(kept) if at not in left]
