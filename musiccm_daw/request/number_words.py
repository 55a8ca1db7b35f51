"""Numbers in words before what a length counts: eight bars, thirty-two bars, ninety seconds, two minutes.

Part of `prompt_facts`, which reads lengths in digits. Numbers of anything else stay as they are: four on the floor.
"""

from __future__ import annotations

import re

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{word}teen" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
SMALL_NUMBERS = {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)}
"""One to nineteen."""
_TENS = {
    f"{word}ty": 10 * tens
    for tens, word in enumerate(("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"), start=2)
}
_NUMBER = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-]+(?P<ones>{'|'.join(_ONES)}))?|(?P<small>{'|'.join(SMALL_NUMBERS)}))"
    r"(?=[\s-]*(?:bars?|measures?|seconds?|secs?|minutes?|mins?|hours?)\b)",
    re.IGNORECASE,
)


def lengths_in_digits(text: str) -> str:
    """Return the text with the numbers of bars, seconds, minutes and hours in digits."""
    return _NUMBER.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    tens, ones, small = match["tens"], match["ones"], match["small"]
    if small is not None:
        return str(SMALL_NUMBERS[small.lower()])
    return str(_TENS[tens.lower()] + (SMALL_NUMBERS[ones.lower()] if ones else 0))
