"""Text as chunks and file names can hold it: no control characters, and ASCII where it must be.

Used by the chunk files and by `names.py`. A prompt may hold anything; what a field cannot hold is replaced,
not refused.
"""

from __future__ import annotations

import re
import unicodedata

_MUSICAL_SIGNS = str.maketrans({"♯": "#", "♭": "b", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
# Control characters, lone surrogates and the two code points that XML forbids; the line feed stays.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str, *, keep_lines: bool = False) -> str:
    """Drop what neither XML nor a zero-terminated field may hold; every blank becomes a space."""
    return _UNPRINTABLE.sub("", re.sub(r"[^\S\n]" if keep_lines else r"\s", " ", text))


def plain_ascii(text: str, replacement: str) -> str:
    """Spell a text in ASCII: accents are dropped, ♯ and ♭ become # and b, other signs the replacement."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_MUSICAL_SIGNS))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"[^\x00-\x7f]", replacement, bare)


def ascii_bytes(text: str, size: int | None = None) -> bytes:
    """Spell a text as ASCII bytes, cut to `size`."""
    return plain_ascii(printable(text), "?").encode("ascii")[:size]


def zero_terminated(text: str) -> bytes:
    """Spell a text as UTF-8 with the zero byte that ends it."""
    return printable(text).encode() + b"\0"


def from_zero_terminated(field: bytes) -> str:
    """Read a text up to its zero byte."""
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")
