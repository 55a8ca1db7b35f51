"""The words of a prompt, looked up: which phrases the composer knows, and what each of them may mean.

Between `vocabulary.py` (the words of the captions), with the words below that people add to them, and `brief.py`, which
makes sense of what is found. The longest phrase counts; case, hyphens, underscores and plurals do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from musiccm_daw.composer import spoken_instruments, spoken_machines, spoken_words, vocabulary

Meanings = Mapping[str, tuple[str, ...]]
"""By kind ("instrument", "style", "role", "way", "piece", "effect", "mood", "form", "size", "word"), what a phrase may
mean."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&|[^\w\s'’&-]")
_ONLY_PLURAL = frozenset({"keys", "bass", "brass"})
"""A single key is no keyboard."""

_SAYS_NOTHING = ("groove", "rhythm", "texture", "sampled", "club")
"""Words of captions that ask for nothing in a prompt."""
_PLAIN = frozenset(
    """
    a an the with and or over under on of in to for by from at as is are be it its this that these my your some any
    feel feels vibe vibes style styled sound sounds sounding music tune piece part very really more less slightly
    bit little type kind like into up down then each other another one two three playing played plays play using
    featuring plus please make me create generate give new loop loops groove combination layer sketch idea
    instrumental line lines note notes pattern section time tempo meter bar bars bpm key minor major sharp flat
    moving through while but also just only nothing not no without half double main mix clip sample beatless
    around between behind against above below beneath so much lots many few quite rather night late rhythm texture
    club medley straight unswung shuffle chord progression mid ish
    """.split()  # noqa: SIM905
)

_FEEL = ("vibes",)
_BEFORE_INSTRUMENTS = frozenset("a the and with on over under plus for or solo jazz bowed no without".split())  # noqa: SIM905
_LINKS = frozenset("of the in a at on to".split())  # noqa: SIM905
"""Words that may stand inside a phrase."""


@dataclass(frozen=True)
class Word:
    """A phrase of a prompt that the composer knows, as it was written, and what it may mean."""

    text: str
    first: int
    """Its first token, and the token after its last."""
    end: int
    meanings: Meanings

    def one(self, kind: str) -> str | None:
        """Return the first meaning of a kind."""
        return next(iter(self.meanings.get(kind, ())), None)


@dataclass(frozen=True)
class Token:
    """A word or sign of a prompt: normalised, and where it stands in the text."""

    text: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()


def tokens(text: str) -> list[Token]:
    """Split a text into words and signs; hyphens and underscores are blanks, & is and."""
    found = []
    for match in _TOKEN.finditer(text.replace("_", " ")):
        word = "and" if match[0] == "&" else re.sub("['’]", "", match[0].lower())
        found.append(Token(word, match.start(), match.end()))
    return found


def find_words(text: str, found: list[Token]) -> tuple[list[Word], list[str]]:
    """Return the known phrases among tokens, the longest first at every place, and the words that nobody knows."""
    exact, alike, longest = _lexicon()
    words: list[Word] = []
    unknown: list[str] = []
    at = 0
    while at < len(found):
        for length in range(min(longest, len(found) - at), 0, -1):
            phrase = tuple(without_accents(token.text) for token in found[at : at + length])
            meanings = exact.get(phrase) or alike.get(tuple(map(singular, phrase)))
            if meanings is not None and not (phrase == _FEEL and at > 0 and _says_a_feel(found[at - 1])):
                written = text[found[at].start : found[at + length - 1].end]
                words.append(Word(written, at, at + length, meanings))
                at += length
                break
        else:
            token = found[at].text
            if not is_plain(found[at]) and token not in unknown:
                unknown.append(token)
            at += 1
    return words, unknown


def _says_a_feel(before: Token) -> bool:
    """Return whether "vibes" after a word are a feel, as in "summer vibes", and not the vibes of "sax and vibes"."""
    return not before.is_sign and before.text not in _BEFORE_INSTRUMENTS


def unknown_phrases(found: list[Token], words: list[Word]) -> list[tuple[int, int]]:
    """Return the phrases between the known words: the first token of each, and the token after its last.

    A phrase begins and ends with a word that nobody knows; "of the" and numbers may stand inside, as in "lord of the
    rings", and numbers at the end.
    """
    known = {at for word in words for at in range(word.first, word.end)}
    phrases: list[tuple[int, int]] = []
    for at, token in enumerate(found):
        if at in known or is_plain(token):
            continue
        begin = phrases[-1][1] if phrases else 0
        between = range(begin, at)
        if phrases and all(each not in known and found[each].text in _LINKS for each in between):
            phrases[-1] = (phrases[-1][0], at + 1)
        else:
            phrases.append((at, at + 1))
        if at + 1 < len(found) and found[at + 1].text.isdigit():
            phrases[-1] = (phrases[-1][0], at + 2)
    return phrases


def is_plain(token: Token) -> bool:
    """Return whether a token says nothing by itself: a sign, a number, "the"."""
    return token.is_sign or token.text.isdigit() or token.text in _PLAIN


def without_accents(word: str) -> str:
    """Return a word as it is typed where a keyboard has no accents: "flugel" for "flügel"."""
    return word if word.isascii() else re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", word))


def singular(token: str) -> str:
    """Return a word without the ending of a plural."""
    if token in _ONLY_PLURAL or len(token) < 4 or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith(("ches", "shes", "xes", "sses")):
        return token[:-2]
    return token[:-1] if token.endswith("s") else token


_Lexicon = dict[tuple[str, ...], dict[str, tuple[str, ...]]]


@cache
def _lexicon() -> tuple[_Lexicon, _Lexicon, int]:
    """Return the phrases as they stand in the tables, the same in the singular, and the longest one's length."""
    exact: _Lexicon = {}
    alike: _Lexicon = {}
    for kind, key, phrase in _entries():
        # Most of some 4000 phrases are plain words, and the first prompt waits for all of them.
        is_simple = phrase.replace(" ", "").isalnum() and phrase.isascii()
        words = tuple(phrase.split() if is_simple else (without_accents(token.text) for token in tokens(phrase)))
        tables = [(exact, words)]
        # "Drums and bass" are two players, not the style.
        if words[0] != "drum" or kind != "style":
            tables.append((alike, tuple(map(singular, words))))
        for table, entry in tables:
            meanings = table.setdefault(entry, {})
            if key not in meanings.get(kind, ()):
                meanings[kind] = (*meanings.get(kind, ()), key)
    return exact, alike, max(map(len, exact))


def _entries() -> Iterable[tuple[str, str, str]]:
    """Yield every phrase with its kind and meaning; what comes first is preferred."""
    for kind, table in _TABLES:
        for key, listed in table.items():
            phrases = listed.split(", ") if isinstance(listed, str) else listed
            yield from ((kind, key, phrase) for phrase in phrases if phrase not in _SAYS_NOTHING)


_MOOD_WORDS = {
    "minor": vocabulary.MINOR_WORDS,
    "major": vocabulary.MAJOR_WORDS,
    "calm": vocabulary.CALM_WORDS,
    "strong": vocabulary.STRONG_WORDS,
    "sparse": vocabulary.SPARSE_WORDS,
    "busy": vocabulary.BUSY_WORDS,
    "slow": vocabulary.SLOW_WORDS,
    "fast": vocabulary.FAST_WORDS,
    "middle": vocabulary.MIDDLE_WORDS,
    "swung": vocabulary.SWUNG_WORDS,
}
_TABLES: tuple[tuple[str, Mapping[str, str | tuple[str, ...]]], ...] = (
    ("instrument", spoken_instruments.INSTRUMENTS),
    ("instrument", spoken_machines.MACHINES),
    ("style", spoken_words.STYLES),
    ("role", spoken_words.ROLES),
    ("way", spoken_words.WAYS),
    ("piece", spoken_words.PIECES),
    ("mood", spoken_words.MOODS),
    ("mood", spoken_words.STEERING),
    ("form", spoken_words.FORM),
    ("size", spoken_words.SIZES),
    ("meter", spoken_words.METERS),
    ("instrument", vocabulary.INSTRUMENT_WORDS),
    ("style", vocabulary.STYLE_WORDS),
    ("role", vocabulary.ROLE_WORDS),
    ("way", vocabulary.PATTERN_WORDS),
    ("effect", vocabulary.EFFECT_WORDS),
    ("mood", _MOOD_WORDS),
    ("effect", spoken_words.EFFECTS),
    ("word", {"nothing": spoken_words.NOTHING, "whole": spoken_words.WHOLE, "dry": vocabulary.DRY_WORDS}),
)
