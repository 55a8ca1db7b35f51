"""The words of a prompt, looked up: which phrases the composer knows, and what each of them may mean.

Between `vocabulary.py` (the words of the captions), with the words below that people add to them, and `brief.py`, which
makes sense of what is found. The longest phrase counts; case, hyphens, underscores and the spelling (`spelling.py`) do
not matter, nor whether the words of an instrument's name are written together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from musiccm_daw.composer import spoken_words, vocabulary
from musiccm_daw.composer.spelling import singular, usual_spelling, with_two_letters, without_accents
from musiccm_daw.composer.spoken import spoken_names

Meanings = Mapping[str, tuple[str, ...]]
"""By kind ("instrument", "style", "role", "way", "piece", "effect", "mood", "form", "size", "word"), what a phrase may
mean."""

_WORD = "(?:[^\\W_][\u0300-\u036f]*)+"
_TOKEN = re.compile(rf"(?:(?<!\w)[^\W\d_]\.(?:\s?[^\W\d_]\.)+(?!\w)|{_WORD}(?:['’]{_WORD})*|&|[^\w\s'’&-])")
"""Initials ("B.B."), a word whose accents may be letters of their own, or a sign."""
_NO_PART_OF_WORD = re.compile(r"^(?:l|un|dell)['’]|(?<=[^\W\d])['’]s$")
"""An article, or a possessive; in "80's" the s is part of the word."""

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

_FEEL = ["vibes"]
_BEFORE_INSTRUMENTS = frozenset("a the and with on over under plus for or solo jazz bowed no without".split())  # noqa: SIM905
_LINKS = frozenset("of the in a at on to".split())  # noqa: SIM905
"""Words that may stand inside a phrase."""
_SHORT = 3
"""Letters of the shortest part that is split off a word: "sub bass", but not "be at"."""
_ONE_LETTER_WORDS = frozenset("ai")
"""Other letters alone are initials, or what stands before an apostrophe: J J Johnson, viola d amore."""


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
        found.append(Token("and" if match[0] == "&" else _plain_word(match[0].lower()), match.start(), match.end()))
    return found


def _plain_word(word: str) -> str:
    """Return a word without apostrophes, the points of initials, and accents that are letters of their own."""
    if word.isalnum():
        return word
    word = re.sub("['’]", "", _NO_PART_OF_WORD.sub("", unicodedata.normalize("NFC", word)))
    return re.sub(r"(?<=\w)\.\s?", "", word)


def find_words(text: str, found: list[Token]) -> tuple[list[Word], list[str]]:
    """Return the known phrases among tokens, the longest first at every place, and the words that nobody knows."""
    lexicon = _lexicon()
    plain = [without_accents(token.text) for token in found]
    spelt = [usual_spelling(word) for word in plain]
    words: list[Word] = []
    unknown: list[str] = []
    at = 0
    while at < len(found):
        for length in range(min(lexicon.longest, len(found) - at), 0, -1):
            meanings = lexicon.meanings(plain[at : at + length], spelt[at : at + length])
            if meanings is not None and not (
                plain[at : at + length] == _FEEL and at > 0 and _says_a_feel(found[at - 1])
            ):
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


@dataclass(frozen=True)
class _Lexicon:
    """The phrases of the tables: as they stand there, in their usual spelling, and without blanks."""

    exact: dict[str, Meanings] = field(default_factory=dict)
    alike: dict[str, Meanings] = field(default_factory=dict)
    joined: dict[str, Meanings] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        """The length of the longest phrase in words."""
        return 1 + max(phrase.count(" ") for phrase in self.exact)

    def add(self, kind: str, key: str, phrases: Iterable[str]) -> None:
        """Let phrases, words without accents, mean something."""
        only = {kind: (key,)}
        for phrase in phrases:
            entries = [(self.exact, phrase)]
            # "Drums and bass" are two players, not the style.
            if kind != "style" or not phrase.startswith("drum "):
                spelt = " ".join(map(usual_spelling, phrase.split()))
                entries += [(self.alike, spelt), (self.joined, singular(spelt.replace(" ", "")))]
            for table, entry in entries:
                meanings = table.setdefault(entry, only)
                if meanings is not only and key not in meanings.get(kind, ()):
                    table[entry] = {**meanings, kind: (*meanings.get(kind, ()), key)}

    def meanings(self, plain: list[str], spelt: list[str]) -> Meanings | None:
        """Return what some words mean together: without accents, and in their usual spelling."""
        listed = self.exact.get(" ".join(plain)) or self.alike.get(" ".join(spelt))
        if listed is not None:
            return listed
        listed = self.joined.get(singular("".join(spelt)))
        if listed is None or len(spelt) == 1:
            return listed
        # "Steel pan" is a steelpan, and "TB 303" a TB-303; but "be at" is no beat, "high life" no highlife, and a
        # "boom bap kit" any of the style's.
        may_join = "instrument" in listed and all(map(_may_join, spelt, spelt[1:]))
        return listed if may_join and not self._begins_with_style(spelt) else None

    def _begins_with_style(self, spelt: list[str]) -> bool:
        return any("style" in self.alike.get(" ".join(spelt[:end]), ()) for end in range(1, len(spelt)))


def _may_join(word: str, following: str) -> bool:
    """Return whether two words may be one that people write apart."""
    if word[-1].isdigit() != following[0].isdigit():
        return len(word + following) > _SHORT
    return all(len(each) >= _SHORT or (len(each) == 1 and each not in _ONE_LETTER_WORDS) for each in (word, following))


@cache
def _lexicon() -> _Lexicon:
    """Read the tables; what comes first is preferred."""
    lexicon = _Lexicon()
    for instrument, names in spoken_names():
        lexicon.add("instrument", instrument, _as_typed(names))
    for kind, table in _TABLES:
        for key, listed in table.items():
            phrases = listed.split(", ") if isinstance(listed, str) else listed
            lexicon.add(kind, key, _as_typed(phrase for phrase in phrases if phrase not in _SAYS_NOTHING))
    return lexicon


def _as_typed(phrases: Iterable[str]) -> Iterator[str]:
    """Yield phrases as words without accents."""
    for phrase in phrases:
        # Most are plain words, and the first prompt waits for all of them.
        if phrase.isascii() and phrase.replace(" ", "").isalnum():
            yield phrase
        else:
            words = [token.text for token in tokens(phrase)]
            yield from dict.fromkeys(" ".join(map(spell, words)) for spell in (without_accents, with_two_letters))


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
