"""Adjectives that stand apart from their noun: the "upright walking bass" is an upright bass, too.

Between `prompt_words.py`, which knows "upright bass" but has to find its words side by side, and `prompt_reader.py`.
Only words that nobody knows, or that say no more than how something sounds, are joined to a noun, and only to one that
names no more than a role: an "analog bassline" is an analog bass. Likenesses go the other way: in "harp-like synth" the
harp is an adjective, and nobody plays it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.clauses import DIVIDERS
from musiccm_daw.composer.reading.players import BASS_WAYS, BEATS
from musiccm_daw.composer.words.prompt_words import Word, is_plain, meanings_of
from musiccm_daw.composer.words.tokens import Token

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
_SHORTENED = {
    "upright": ("piano", "bass"),
    "grand": ("piano",),
    "electric": ("guitar",),
    "acoustic": ("guitar",),
    "nylon": ("guitar",),
    "classical": ("guitar",),
    "suitcase": ("piano",),
    "alto": ("sax",),
    "tenor": ("sax",),
    "baritone": ("sax",),
    "bari": ("sax",),
}
"""What players call their instruments by an adjective alone, with the nouns that they leave out."""
_SOLOS = ("solo", "solos")
"""What may stand in the place of those nouns: a tenor solo."""
_ARTICLES = ("an", "a", "my", "one")
_OF_FINGERS = ("picking", "strum", "tremolo_picking", "rasgueado", "power")
_OF_SOUND = {"mood", "effect", "feeling", "word"}
"""Meanings of adjectives."""
_ROLE_OF_WAYS = {"bass": BASS_WAYS, "drums": BEATS, "guitar": ("picking", "strum")}
_LIKENESSES = ("like", "esque", "ish", "sounding", "y")


def with_adjectives(text: str, kept: Sequence[Token], words: Sequence[Word]) -> list[Word]:
    """Return a prompt's words in which roles whose adjective stands apart are the instruments that both name.

    Args:
        text: the prompt without its facts.
        kept: its tokens without what is left out.
        words: the known phrases among them.
    """
    known = {at for word in words for at in range(word.first, word.end)}
    unknown = [at for at, token in enumerate(kept) if at not in known and not is_plain(token)]
    adjectives = {word.first for word in words if set(word.meanings) <= _OF_SOUND and word.end == word.first + 1}
    adjectives.update(unknown)
    read = list(words)
    for number, word in enumerate(words):
        role = _role(word)
        if role is None or "instrument" in word.meanings or _player_near(kept, words, word.first):
            continue
        nouns = (word.text, *_NOUNS[role])
        found = (_named(kept[at].text, nouns, role) for at in _clause_before(kept, word.first) if at in adjectives)
        names = next(filter(None, found), ())
        if names:
            meanings = {kind: meant for kind, meant in word.meanings.items() if kind != "role"}
            read[number] = replace(word, meanings={**meanings, "instrument": names[:1]})
    read = [word for word in read if not _is_guitar(word, kept, words)]
    taken = {at for word in read for at in range(word.first, word.end)}
    unknown += [at for at in known - taken if at not in unknown]
    known = taken
    for at in sorted(unknown):
        names = () if _player_near(kept, words, at, behind=True) else _shortened(kept, at, known)
        if names:
            read.append(Word(text[kept[at].start : kept[at].end], at, at + 1, {"instrument": names}))
    return sorted(read, key=lambda word: (word.first, -word.end))


def _is_guitar(word: Word, kept: Sequence[Token], words: Sequence[Word]) -> bool:
    """Return whether the name of a style is a guitar's: a fingerpicked acoustic, an acoustic and a cello."""
    if word.text.lower() not in _SHORTENED or word.end != word.first + 1 or {"instrument", "role"} & set(word.meanings):
        return False
    behind = kept[word.end : word.end + 1]
    if not all(token.is_sign or token.text in DIVIDERS for token in behind):
        return False
    before = next((each for each in words if each.end == word.first), None)
    if before is not None and before.one("way") in _OF_FINGERS and not before.one("instrument"):
        return True
    if any("guitar" in each.meanings.get("role", ()) or "guitar" in each.text.lower() for each in words):
        return False
    article = word.first > 0 and kept[word.first - 1].text in _ARTICLES
    clause = list(_clause_before(kept, word.first))
    joined = {token.text for token in (*behind, *kept[max(0, word.first - 1) : word.first])} & {"+", "and", "plus"}
    return article or (word.text.lower() == "acoustic" and not clause and bool(joined) and _joins_players(word, words))


def _joins_players(word: Word, words: Sequence[Word]) -> bool:
    """Return whether somebody who plays stands on the other side of what joins a word to the next."""
    near = (each for each in words if each.first == word.end + 1 or each.end == word.first - 1)
    return any({"instrument", "role"} & set(each.meanings) for each in near)


def _role(word: Word) -> str | None:
    """Return the role that a phrase speaks of, if only by a way of playing."""
    role, way = word.one("role"), word.one("way")
    if role is None:
        role = next((role for role, ways in _ROLE_OF_WAYS.items() if way in ways), None)
    return role if role in _NOUNS else None


def _shortened(kept: Sequence[Token], at: int, known: Collection[int]) -> tuple[str, ...]:
    """Return the instruments that a shortened name may mean, by its adjectives: a hollow-bodied electric."""
    short = kept[at].text
    nouns = _SHORTENED.get(short, ())
    before = [each for each in _clause_before(kept, at) if kept[each].text not in _ARTICLES]
    texts = [kept[each].text for each in before]
    pairs = [f"{first} {second}" for second, first in pairwise(texts)]
    found = (_named(adjective, (f"{short} {noun}", noun)) for adjective in (*pairs, *texts) for noun in nouns)
    names = next(filter(None, found), ())[:1]
    ends = at + 1 == len(kept) or is_plain(kept[at + 1]) or kept[at + 1].text in _SOLOS
    if not names and len(nouns) == 1 and ends and before and before[0] in known:
        return _named(short, nouns)
    # In a list of players an upright is a bass.
    return _named(short, nouns[-1:]) if not names and nouns and ends and not before and known else names


def _clause_before(kept: Sequence[Token], first: int) -> Iterator[int]:
    """Yield the tokens before a noun in its clause, the nearest first."""
    for at in range(first - 1, -1, -1):
        if kept[at].is_sign or kept[at].text in DIVIDERS:
            return
        yield at


def _player_near(kept: Sequence[Token], words: Sequence[Word], noun: int, *, behind: bool = False) -> bool:
    """Return whether the clause of a noun names an instrument before it, or anybody who plays behind it."""
    clause = set(_clause_before(kept, noun))
    if any("instrument" in word.meanings and word.first in clause for word in words):
        return True
    ahead = next((at for at in range(noun, len(kept)) if kept[at].is_sign or kept[at].text in DIVIDERS), len(kept))
    return behind and any({"instrument", "role"} & set(word.meanings) and noun < word.first < ahead for word in words)


def _named(adjective: str, nouns: Sequence[str], role: str | None = None) -> tuple[str, ...]:
    """Return the instruments that an adjective names with the first fitting noun, for a role if one is given."""
    for noun in nouns:
        names = (meanings_of(f"{adjective} {noun}") or {}).get("instrument", ())
        if names and (role is None or role in INSTRUMENTS[names[0]].roles or noun.startswith("synth")):
            return names
    return ()


def without_likenesses(text: str, kept: Sequence[Token], words: Sequence[Word]) -> list[Token]:
    """Return the tokens of a prompt without instruments that another one is only likened to: a harp-like synth."""
    left: set[int] = set()
    for word in words:
        if "instrument" not in word.meanings or word.end >= len(kept) or kept[word.end].text not in _LIKENESSES:
            continue
        hyphenated = text[kept[word.end - 1].end : kept[word.end].start] == "-"
        noun = next((each for each in words if each.first > word.end), None)
        near = noun is not None and not any(kept[at].is_sign for at in range(word.end, noun.first))
        if hyphenated and not near and _is_another(word, words):
            left |= set(range(word.first, word.end + 1))
        if hyphenated and near and noun is not None and {"instrument", "role"} & set(noun.meanings):
            roles = INSTRUMENTS[word.meanings["instrument"][0]].roles
            another = "instrument" in noun.meanings or noun.one("role") not in roles or noun.text.startswith("synth")
            left |= set(range(word.first, word.end + 1) if another else [word.end])
    return [token for at, token in enumerate(kept) if at not in left]


def _is_another(likeness: Word, words: Sequence[Word]) -> bool:
    """Return whether an instrument at the end of a clause is only what others are like: indie folk, falsetto-y."""
    kinds = {"instrument"}
    if INSTRUMENTS[likeness.meanings["instrument"][0]].roles[0] == "vocal-pad":
        kinds |= {"role", "style"}
    return any(kinds & set(word.meanings) for word in words if word is not likeness)
