"""The tokens of a prompt: its words, normalised, and its signs.

The first step of reading a prompt, before `lexicon.py` and `prompt_words.py` look them up. Case, hyphens, underscores
and apostrophes are gone here; how words are spelt is the business of `spelling.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_WORD = "(?:[^\\W_][\u0300-\u036f]*)+"
_INITIALS = r"(?<!\w)[^\W\d_]\.(?:\s?[^\W\d_]\.)+(?!\w)"
_TOKEN = re.compile(rf"(?:(?<!\w)[Ww]/(?:\s*[Oo]\b|[Oo][Uu][Tt]\b)?|{_INITIALS}|{_WORD}(?:['’]{_WORD})*|&|[^\w\s'’&-])")
"""With or without ("w/", "w/o", "w/out"), initials ("B.B."), a word whose accents may be letters, or a sign."""
_SHORT_FOR = {"&": "and", "w/": "with", "w/o": "without", "w/out": "without"}
_NO_PART_OF_WORD = re.compile(r"^(?:l|un|dell)['’]|(?<=[^\W\d])['’]s$")
"""An article, or a possessive; in "80's" the s is part of the word."""


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
    """Split a text into words and signs; hyphens and underscores are blanks, & is and, w/ is with, w/o without."""
    return list(_tokens(text))


def first_words(text: str, count: int) -> list[str]:
    """Return the first tokens of a text."""
    return [token.text for token in islice(_tokens(text), count)]


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text.replace("_", " ")):
        text = match[0].lower()
        yield Token(_SHORT_FOR.get("".join(text.split())) or _plain_word(text), match.start(), match.end())


def _plain_word(word: str) -> str:
    """Return a word without apostrophes, the points of initials, and accents that are letters of their own."""
    if word.isalnum():
        return word
    word = re.sub("['’]", "", _NO_PART_OF_WORD.sub("", unicodedata.normalize("NFC", word)))
    return re.sub(r"(?<=\w)\.\s?", "", word)
