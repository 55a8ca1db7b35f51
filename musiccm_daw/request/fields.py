"""Single values of a request: read from text or a number, and refused in one line where they cannot be meant.

`request` puts them together. Tempo and meter are read by `timebase`, keys and chords by `harmony`; here is the rest.
A refusal says what was got, what is allowed and what to do.
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.timebase import MAX_BARS, MIN_BARS

Number = str | int | float

MAX_STEPS = 8
"""The bundled student is distilled for one to eight steps."""
MAX_GUIDANCE = 20.0
MAX_VARIATIONS = 16
MAX_MINUTES = 60
"""Of one clip: an hour of each stem at 44.1 kHz takes 1.3 GB of temporary files."""

MAX_PROMPT_CHARACTERS = 1000
"""About 250 words; the text encoder reads 256 tokens."""
MAX_NAME_CHARACTERS = 60
"""Leaves room for the facts that a file name carries, below the 255 bytes that file systems allow."""
SAMPLE_RATES = (22050, 32000, 44100, 48000, 88200, 96000, 192000)
SUBTYPES = ("PCM_24", "PCM_16", "FLOAT")

_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_FORBIDDEN = {"Cc": "a control character", "Cs": "a broken character", "Zl": "a line break", "Zp": "a line break"}
_FILLERS = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"])
_DEFAULT_NAME = "clip"
_DEFAULT_NAME_WORDS = 4


def whole_number(name: str, value: Number, low: int, high: int) -> int:
    """Read a whole number from `low` to `high`; 4, 4.0 and "4" are the same, 4.5 and NaN are refused."""
    number = _finite(value)
    allowed = f"{name} is a whole number from {low} to {high}"
    if number is None or not float(number).is_integer():
        raise RequestError(f"{name} {quoted(value)} is not a whole number; {allowed}")
    if not low <= number <= high:
        raise RequestError(f"{name} {quoted(value)} is out of range; {allowed}")
    return int(number)


def decimal_number(name: str, value: Number, low: float, high: float) -> float:
    """Read a number from `low` to `high`."""
    number = _finite(value)
    if number is None or not low <= number <= high:
        raise RequestError(f"{name} {quoted(value)} cannot be used; {name} is a number from {low:g} to {high:g}")
    return float(number)


def yes_or_no(name: str, value: bool | Number) -> bool:
    """Read a switch: True, 1, "true", "yes", "on" and their opposites."""
    word = str(int(value)) if value in (0, 1) else str(value).strip().lower()
    if word not in (*_YES, *_NO):
        raise RequestError(f"{name} {quoted(value)} is not a switch; use {' '.join(_YES)} or {' '.join(_NO)}")
    return word in _YES


def bars(value: Number) -> int:
    """Read a length in bars."""
    return whole_number("bars", value, MIN_BARS, MAX_BARS)


def section_bars(value: Number) -> int:
    """Read the length of a section in bars."""
    return whole_number("bars of a section", value, MIN_BARS, MAX_BARS)


def check_duration(total_seconds: Fraction) -> None:
    """Refuse bars that are in range one by one but last too long together, as 256 bars of 5/4 at 20 bpm do."""
    if total_seconds > 60 * MAX_MINUTES:
        raise RequestError(
            f"the bars last {float(total_seconds / 60):.1f} minutes; a clip lasts at most {MAX_MINUTES}, "
            "ask for fewer bars or a faster tempo"
        )


def seed(value: Number) -> int:
    """Read a seed: 32 bits, which people can type and file names can carry."""
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


def loop(value: bool | Number) -> bool:
    """Read whether the end closes onto the beginning."""
    return yes_or_no("loop", value)


def sample_rate(value: Number) -> int:
    """Read one of the sample rates that are written."""
    number = _finite(value)
    if number not in SAMPLE_RATES:
        rates = ", ".join(map(str, SAMPLE_RATES))
        raise RequestError(f"sample rate {quoted(value)} is not supported; use one of {rates}")
    return int(number)


def subtype(value: str) -> str:
    """Read a sample format, capitals or not."""
    name = str(value).strip().upper()
    if name not in SUBTYPES:
        raise RequestError(f"subtype {quoted(value)} is not supported; use one of {', '.join(SUBTYPES)}")
    return name


def prompt_text(value: str, what: str = "prompt") -> str:
    """Read the words for the model: trimmed, in Unicode's composed form, at most 1000 characters.

    Any script and emoji may stand in it, but at least one letter or digit must: nothing else tells the model a sound.
    """
    if not isinstance(value, str):
        raise RequestError(f"{what} {quoted(value)} is not text; describe the sound in words")
    text = unicodedata.normalize("NFC", value).strip()
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise RequestError(
            f"{what} has {len(text)} characters; at most {MAX_PROMPT_CHARACTERS} are allowed, shorten it"
        )
    for character in text:
        kind = _FORBIDDEN.get(unicodedata.category(character))
        if kind is not None:
            raise RequestError(f"{what} holds {kind}, {quoted(character)}; write it as one line of plain text")
    if not any(character.isalnum() for character in text):
        raise RequestError(f"{what} {quoted(text)} has no letters or digits; describe the sound in words")
    return text


def clip_name(value: str) -> str:
    """Make a name that a user gave fit for files: letters, digits, `_`, `-` and `#`, at most 60 characters."""
    name = _file_letters(value)
    if not name:
        raise RequestError(f"name {quoted(value)} has nothing that a file name can hold; use letters and digits")
    return name


def track_name(value: str) -> str:
    """Read the name of a stem or section, as tracks and markers show it: one line of at most 60 characters."""
    text = prompt_text(value, "name")
    if len(text) > MAX_NAME_CHARACTERS:
        raise RequestError(
            f"name {quoted(text)} has {len(text)} characters; at most {MAX_NAME_CHARACTERS} are allowed, shorten it"
        )
    if re.search(r'["`\\]', text):
        raise RequestError(f"name {quoted(text)} holds a quote or backslash; leave it out")
    return text


def name_from_words(text: str) -> str:
    """Make a name from the first words of a prompt that say something."""
    words = [word for word in text.lower().split() if word not in _FILLERS]
    return _file_letters(" ".join(words[:_DEFAULT_NAME_WORDS])) or _DEFAULT_NAME


def _file_letters(text: str) -> str:
    """Keep what the contract allows in a file name; accents fall off, other runs of characters become `-`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_#]+", "-", plain)[:MAX_NAME_CHARACTERS].strip("-_")


def _finite(value: Number) -> int | float | None:
    """Return the number that was meant, or None for text that is none, NaN, infinity and truth values."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
