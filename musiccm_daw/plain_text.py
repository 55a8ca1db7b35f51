"""Text in plain ASCII, and in the characters of file names: letters of all scripts are transliterated, signs replaced.

The one sanitiser of names, used by `request` for what users type and by `writers` for files and chunks. ♯ and ♭ become
`#` and `b`, since they name notes; emoji and other signs mean no sound and are replaced.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_MUSICAL_SIGNS = str.maketrans({"♯": "#", "♭": "b", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_WRITTEN = ("L", "M", "N")
"""Letters, marks on letters, and numbers, by the first letter of their category in Unicode."""


def plain_ascii(text: str, replacement: str) -> str:
    """Write a text in ASCII, with a replacement for each sign that is neither letter nor number."""
    composed = unicodedata.normalize("NFKC", text.translate(_MUSICAL_SIGNS))
    return "".join(
        sign if sign.isascii() else _spelled(sign) if unicodedata.category(sign)[0] in _WRITTEN else replacement
        for sign in composed
    )


def file_letters(text: str, longest: int) -> str:
    """Write a text with letters, digits, `_`, `-` and `#` alone, at most `longest`; each run of others becomes one `-`.

    Nothing may be left of it.
    """
    plain = re.sub(r"[^A-Za-z0-9_#]+", "-", plain_ascii(text, "-"))
    return plain.strip("-_")[:longest].rstrip("-_")


def _spelled(letter: str) -> str:
    """Return a letter in ASCII letters; what transliterates into signs, as some tones do, adds none of them."""
    return "".join(sign for sign in anyascii(letter) if sign.isalnum())
