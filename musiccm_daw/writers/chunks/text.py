"""Text that fits into chunks: no control characters, and ASCII where required.

Used by the chunk files. A prompt may contain anything; characters that a field cannot hold are
replaced or dropped, never refused.
"""

from __future__ import annotations

import re

from musiccm_daw.plain_text import plain_ascii

# Control characters, lone surrogates and the two code points that XML forbids; the line feed stays.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str, *, keep_lines: bool = False) -> str:
    """Drop the characters that XML or a zero-terminated field cannot hold; all whitespace becomes spaces."""
    return _UNPRINTABLE.sub("", re.sub(r"[^\S\n]" if keep_lines else r"\s", " ", text))


def ascii_bytes(text: str, size: int | None = None) -> bytes:
    """Return a text as ASCII bytes, cut to `size`."""
    return plain_ascii(printable(text), "?").encode("ascii")[:size]


def zero_terminated(text: str) -> bytes:
    """Return a text as UTF-8, terminated by a zero byte."""
    return printable(text).encode() + b"\0"


def from_zero_terminated(field: bytes) -> str:
    """Return the text before the first zero byte: UTF-8, or what older programs on Windows write instead."""
    text = field.split(b"\0", 1)[0]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")
