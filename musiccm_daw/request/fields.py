"""The single values of a request: each read from text or a number, and refused in one line if it is invalid.

`request` puts them together. `timebase` reads tempo and meter, and `harmony` reads keys and chords; everything else is
here. Every function that reads or checks a value raises `RequestError` for one that is not valid; it says what was
given, what is allowed and what to do.
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.plain_text import file_letters
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.timebase import MAX_BARS, MIN_BARS

Number = str | int | float

MAX_STEPS = 8
"""The bundled student is distilled for one to eight steps."""
MAX_GUIDANCE = 20.0
MAX_VARIATIONS = 16
STEERED = (0.0, 1.0)
"""Range of density and energy."""
MAX_MINUTES = 60
"""Length of one clip; an hour at 44.1 kHz takes 1.3 GB of temporary files per stem."""

MAX_PROMPT_CHARACTERS = 1000
"""About 250 words. The composer reads all of them, the model its first `text_encoder.MAX_TEXT_TOKENS` tokens."""
MAX_NAME_CHARACTERS = 60
"""Leaves room for the facts in a file name, within the 255 bytes that file systems allow."""
SAMPLE_RATES = (22050, 32000, 44100, 48000, 88200, 96000, 192000)
SUBTYPES = ("PCM_24", "PCM_16", "FLOAT")

_SPELLED = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
"""Not all that Python takes for a number: nobody means 1_000."""
LONGEST_SPELLING = 40
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_FORBIDDEN = {"Cc": "a control character", "Cs": "a broken character"}
_BREAKS = re.compile(r"[ ]*[\t\r\n\v\f\x85\u2028\u2029]+\s*")
_FILLERS = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"])
_DEFAULT_NAME = "clip"
_DEFAULT_NAME_WORDS = 4


def whole_number(name: str, value: Number, low: int, high: int) -> int:
    """Read a whole number from `low` to `high`; 4, 4.0 and "4" are the same, 4.5 and NaN are refused."""
    number = _finite(value)
    allowed = f"give a whole number from {low} to {high}"
    if number is None or not float(number).is_integer():
        raise RequestError(f"{name} {quoted(value)} is not a whole number; {allowed}")
    if not low <= number <= high:
        raise RequestError(f"{name} {quoted(value)} is out of range; {allowed}")
    return int(number)


def decimal_number(name: str, value: Number, low: float, high: float) -> float:
    """Read a number from `low` to `high`; a decimal comma is a point."""
    number = _finite(value.replace(",", ".", 1) if isinstance(value, str) else value)
    allowed = f"give a number from {low:g} to {high:g}"
    if number is None:
        raise RequestError(f"{name} {quoted(value)} is not a number; {allowed}")
    if not low <= number <= high:
        raise RequestError(f"{name} {quoted(value)} is out of range; {allowed}")
    return float(number)


def yes_or_no(name: str, value: bool | Number) -> bool:
    """Read a switch: True, 1, "true", "yes", "on" and their opposites."""
    word = str(int(value)) if value in (0, 1) else str(value).strip().lower()
    if word not in (*_YES, *_NO):
        raise RequestError(f"{name} {quoted(value)} is not a switch; give one of {', '.join((*_YES, *_NO))}")
    return word in _YES


def bars(value: Number) -> int:
    """Read a length in bars."""
    return whole_number("bars", value, MIN_BARS, MAX_BARS)


def section_bars(value: Number) -> int:
    """Read the length of a section in bars."""
    return whole_number("bars of a section", value, MIN_BARS, MAX_BARS)


def check_duration(total_seconds: Fraction) -> None:
    """Refuse a clip that is too long though its bars, meter and tempo are in range: 256 bars of 5/4 at 20 bpm."""
    if total_seconds > 60 * MAX_MINUTES:
        raise RequestError(
            f"the clip would last {float(total_seconds / 60):.1f} minutes; at most {MAX_MINUTES} are allowed, "
            "ask for fewer bars or a faster tempo"
        )


def seed(value: Number) -> int:
    """Read a seed of 32 bits, short enough to type and to put into file names."""
    return whole_number("seed", value, 0, MAX_SEED)


def steps(value: Number) -> int:
    """Read a number of consistency steps."""
    return whole_number("steps", value, 1, MAX_STEPS)


def variations(value: Number) -> int:
    """Read a number of variations."""
    return whole_number("variations", value, 1, MAX_VARIATIONS)


def guidance(value: Number) -> float:
    """Read a guidance scale."""
    return decimal_number("guidance", value, 0.0, MAX_GUIDANCE)


def density(value: Number) -> float:
    """Read how many notes there are: 0 for half of the style's, 0.5 for as many, 1 for twice as many."""
    return decimal_number("density", value, *STEERED)


def energy(value: Number) -> float:
    """Read how hard the music is played: 0 for soft, 1 for loud."""
    return decimal_number("energy", value, *STEERED)


def loop(value: bool | Number) -> bool:
    """Read whether the clip is a loop."""
    return yes_or_no("loop", value)


def parts(value: bool | Number) -> bool:
    """Read whether every part of the score is a stem of its own."""
    return yes_or_no("parts", value)


def sample_rate(value: Number) -> int:
    """Read a sample rate, one of `SAMPLE_RATES`."""
    number = _finite(value)
    if number not in SAMPLE_RATES:
        rates = ", ".join(map(str, SAMPLE_RATES))
        raise RequestError(f"sample rate {quoted(value)} is not supported; use one of {rates}")
    return int(number)


def subtype(value: str) -> str:
    """Read a sample format, in upper or lower case."""
    name = str(value).strip().upper()
    if name not in SUBTYPES:
        raise RequestError(f"subtype {quoted(value)} is not supported; use one of {', '.join(SUBTYPES)}")
    return name


def prompt_text(value: str, what: str = "prompt") -> str:
    """Read a prompt: trimmed, in Unicode's composed form, at most 1000 characters; tabs and line breaks are blanks.

    Any script and emoji are allowed, but at least one letter or digit is needed to describe a sound to the model.
    """
    if not isinstance(value, str):
        raise RequestError(f"{what} {quoted(value)} is not text; describe the sound in words")
    text = _BREAKS.sub(" ", unicodedata.normalize("NFC", value)).strip()
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise RequestError(
            f"{what} has {len(text)} characters; at most {MAX_PROMPT_CHARACTERS} are allowed, shorten it"
        )
    for character in text:
        kind = _FORBIDDEN.get(unicodedata.category(character))
        if kind is not None:
            raise RequestError(f"{what} contains {kind}, {quoted(character)}; write it as one line of plain text")
    if not any(character.isalnum() for character in text):
        raise RequestError(f"{what} {quoted(text)} has no letters or digits; describe the sound in words")
    return text


def clip_name(value: str) -> str:
    """Return a user's name as files can have it: letters, digits, `_`, `-` and `#`, at most 60 characters."""
    name = file_letters(value, MAX_NAME_CHARACTERS)
    if not name:
        raise RequestError(f"name {quoted(value)} cannot be used as a file name; use letters and digits")
    return name


def track_name(value: str) -> str:
    """Read the name of a stem or section, which tracks and markers show: one line of at most 60 characters."""
    text = prompt_text(value, "name")
    if len(text) > MAX_NAME_CHARACTERS:
        raise RequestError(
            f"name {quoted(text)} has {len(text)} characters; at most {MAX_NAME_CHARACTERS} are allowed, shorten it"
        )
    if re.search(r'["`\\]', text):
        raise RequestError(f"name {quoted(text)} contains a quote or backslash; leave it out")
    return text


def name_from_words(text: str) -> str:
    """Return a name made of a prompt's first words, without articles and prepositions."""
    words = [word for word in text.lower().split() if word not in _FILLERS]
    return file_letters(" ".join(words[:_DEFAULT_NAME_WORDS]), MAX_NAME_CHARACTERS) or _DEFAULT_NAME


def _finite(value: Number) -> int | float | None:
    """Return a value as a number; None for other text, NaN, infinity and truth values."""
    if isinstance(value, str):
        return spelled_number(value)
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def spelled_number(text: str) -> float | None:
    """Return the finite number that a text spells in decimal; None for any other."""
    text = text.strip()
    if len(text) > LONGEST_SPELLING or not _SPELLED.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None
