"""Facts inside a prompt: `90 bpm`, `in F# minor`, `8 bars`, `3/4`, and whether it swings.

`request` looks here before it fills in defaults. What is found is returned as written, not yet parsed, and is removed
from the words for the model, which is conditioned on the facts themselves. What only looks like a fact stays: 24/7,
1/16 notes, every 4 bars, in a minor key, Cmaj7. Words for swing stay too, since they say more than a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?<![\d./-])(?<!\d,)(?P<value{}>\d{{1,4}}(?:[.,]\d{{1,20}})?)"
_TEMPO = (
    rf"(?:\b(?:at|around|about)\s+)?{_NUMBER.format(1)}[\s-]*bpm\b",
    rf"\b(?:bpm|tempo)(?:\s+of\s+|\s*[:=]\s*|\s+){_NUMBER.format(2)}(?![\w/])",
)
_BARS = (
    r"(?:\b(?:for|over)\s+)?(?:\ban?\s+)?(?<!every )(?<!each )(?<!last )(?<!first )"
    r"(?<![\d./-])(?<!\d,)(?P<value1>\d{1,4})[\s-]*bars?\b",
    r"\bbars?\s*[:=]\s*(?P<value2>\d{1,4})\b",
)
# A fraction is a meter if it says so, or if it can be one and is not the name of a note value.
_METER = (
    r"(?:\bin\s+)?(?<![\d./])(?P<value1>\d{1,4}/\d{1,4})[\s-]*(?:time\s+signature|time|met(?:er|re))\b",
    r"(?:\bin\s+)?(?<![\d./])(?P<value2>(?:[2-9]|1[0-6])/(?:16|2|4|8))(?![\d/]|\.\d)"
    r"(?![\s-]*(?:notes?|th|delay|echo|hats?|hi-?hats?|triplets?)\b)",
)
_ACCIDENTAL = r"(?:[#b♯♭]|[\s-](?i:sharp|flat))"
_TONIC = rf"[A-G]{_ACCIDENTAL}?"
_MODE = r"(?i:minor|major|min|maj)"
# Not inside a word, and not the beginning of a chord such as C major 7.
_KEY_END = r"(?![\w#♯♭])(?!\s*(?:6|7|9|11|13)(?:th)?\b)"
_IN = r"\b(?i:in)\s+"
_KEY = (
    rf"(?:{_IN})?(?:\b(?i:the)\s+)?\b(?i:key)(?:\s+(?i:of)\s+|\s*[:=]\s*)"
    rf"(?P<value1>(?i:{_TONIC})(?:\s*{_MODE}|m)?){_KEY_END}",
    rf"(?:{_IN})?\b(?P<value2>{_TONIC}[\s-]?{_MODE}){_KEY_END}(?:\s+(?i:key)\b)?",
    # With a small letter "a minor" is often an article and an adjective.
    rf"{_IN}(?P<value3>[a-g]{_ACCIDENTAL}?\s+(?i:minor|major)){_KEY_END}"
    r"(?!\s+(?i:key|mode|feel|mood|tone|scale|way|sound|chords?)\b)",
    rf"{_IN}(?P<value4>{_TONIC}m){_KEY_END}",
    rf"{_IN}(?P<value5>[A-G]{_ACCIDENTAL}){_KEY_END}",
    rf"{_IN}(?P<value6>[A-G])(?=\s*(?:$|[,.;:)]))",
)

# Tempos and lengths come first, so that their numbers are gone before meters and keys are searched for.
_PATTERNS = {
    "bpm": re.compile("|".join(_TEMPO), re.IGNORECASE),
    "bars": re.compile("|".join(_BARS), re.IGNORECASE),
    "meter": re.compile("|".join(_METER), re.IGNORECASE),
    "key": re.compile("|".join(_KEY)),
}

ASKED_SWING = 0.6
"""The mean of the corpus's swung clips; 0 is straight, 1 is triplets."""

_STRAIGHT = re.compile(
    r"\b(?:no|without|zero)\s+(?:swing|shuffle)\b|\b(?:unswung|unshuffled|quanti[sz]ed)\b"
    r"|\bstraight\s+(?:8ths?|16ths?|eighths?|sixteenths?|feel|time|beats?|drums?|grooves?|hats?|hi-?hats?|timing)\b",
    re.IGNORECASE,
)
_SWUNG = re.compile(r"\b(?:swing|swings|swung|swinging|swingy|shuffle|shuffles|shuffled|shuffling)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PromptFacts:
    """The facts in a prompt.

    Attributes:
        text: the words without the facts.
        found: by "bpm", "bars", "meter" and "key", each value as it was written.
    """

    text: str
    found: dict[str, tuple[str, ...]]


def read_facts(prompt: str) -> PromptFacts:
    """Find the facts in a prompt, and the words that remain without them."""
    text = prompt
    found = {}
    for name, pattern in _PATTERNS.items():
        values = [next(filter(None, match.groups())) for match in pattern.finditer(text)]
        if values:
            found[name] = tuple(values)
            text = pattern.sub(" ", text)
    return PromptFacts(_tidy(text) if found else prompt, found)


def swing_in(prompt: str) -> float | None:
    """Return 0 if a prompt asks for straight timing, `ASKED_SWING` if it asks for swing, and None if for neither.

    Styles that always or never swing need no such word: the model knows them by name.
    """
    if _STRAIGHT.search(prompt):
        return 0.0
    return ASKED_SWING if _SWUNG.search(prompt) else None


def _tidy(text: str) -> str:
    """Close the gaps that facts have left: double spaces and commas, empty brackets, dangling signs."""
    text = re.sub(r"\(\s*[,;]?\s*\)|\[\s*[,;]?\s*\]", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([,;.|])(?:\s*[,;.|])+", r"\1", text)
    text = re.sub(r"\s+([,;.])", r"\1", text)
    return text.strip(" ,;.|-/")
