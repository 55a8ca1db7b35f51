"""Facts inside a prompt: `90 bpm`, `in F# minor`, `Am F C G`, `eight bars`, `30 seconds`, `3/4`, and whether it swings.

`request` looks here before it fills in defaults. What is found is returned as written, with numbers in digits and not
yet parsed, and is removed from the words for the model, which is conditioned on the facts themselves. What only looks
like a fact stays: 24/7, 1/16 notes, every 4 bars, in a minor key, Cmaj7; what people may have meant as one is named in
`unread`. Words for swing stay too, since they say more than a number. Tempi and keys have files of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from musiccm_daw.request.number_words import lengths_in_digits
from musiccm_daw.request.prompt_key import (
    KEY,
    almost_chords,
    almost_key,
    chords_guessed,
    key_guessed,
    modal_key_guessed,
    one_chord_guessed,
    tuned_key_guessed,
)
from musiccm_daw.request.prompt_length import NOTE_VALUES, almost_length, almost_meter
from musiccm_daw.request.prompt_pedal import pedal_key_guessed
from musiccm_daw.request.prompt_tempo import ALONE, LENGTH, TEMPO, almost_tempo, tempo_alone

_BARS = (
    r"(?:\b(?:for|over)\s+)?(?:\ban?\s+)?(?<!every )(?<!each )(?<!last )(?<!first )"
    rf"{ALONE}(?P<value1>\d{{1,4}})[\s-]*bars?\b(?!\s+(?:each|apiece|per)\b)(?:\s+(?:long|of)\b)?",
    r"\bbars?\s*[:=]\s*(?P<value2>\d{1,4})\b(?![.,]\d)",
)
# A fraction is a meter if it says so, or if it can be one and is not the name of a note value.
_METER = (
    r"(?:\bin\s+)?(?<![\d./])(?P<value1>\d{1,4}/\d{1,4})[\s-]*(?:time\s+signature|time|met(?:er|re))\b",
    r"(?:\bin\s+)?(?<![\d./])(?P<value2>(?:[2-9]|1[0-6])/(?:16|2|4|8))(?![\d/]|\.\d)"
    rf"(?![\s-]*{NOTE_VALUES})",
)
# Tempos and lengths come first, so that their numbers are gone before meters and keys are searched for.
_PATTERNS = {
    "bpm": re.compile("|".join(TEMPO), re.IGNORECASE),
    "bars": re.compile("|".join(_BARS), re.IGNORECASE),
    "seconds": re.compile("|".join(LENGTH), re.IGNORECASE),
    "meter": re.compile("|".join(_METER), re.IGNORECASE),
    "key": re.compile("|".join(KEY)),
}
_GUESSES = (
    ("key", modal_key_guessed),
    ("key", key_guessed),
    ("key", tuned_key_guessed),
    ("key", pedal_key_guessed),
    ("chords", chords_guessed),
    ("chords", one_chord_guessed),
    ("bpm", tempo_alone),
)

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
        found: by "bpm", "bars", "seconds", "meter", "key" and "chords", each value as it was written, chords with a bar
            line between any two.
        unread: by "bpm", "bars", "meter", "key" and "chords", what looks like a fact and is not read as one; what
            looks like a time goes to "bars".
    """

    text: str
    found: dict[str, tuple[str, ...]]
    unread: dict[str, str]

    @property
    def answered(self) -> set[str]:
        """The options that these facts stand for; a length in seconds is one in bars."""
        return {"bars" if name == "seconds" else name for name in self.found}


_GAP = " \0 "
"""Where a fact has stood, over which no other reaches: "10 90 bpm sec" is not 10 seconds."""


def read_facts(prompt: str) -> PromptFacts:
    """Find the facts in a prompt, and the words that remain without them."""
    stated = read_stated_facts(prompt)
    text, found = stated.text, dict(stated.found)
    for name, guess in _GUESSES:
        guessed = None if name in found else guess(text)
        if guessed is not None:
            found[name] = (guessed[0],)
            text = _tidy(guessed[1])
    looks = {
        "bpm": None if "bpm" in found else almost_tempo(text),
        "bars": None if {"bars", "seconds"} & found.keys() else almost_length(lengths_in_digits(text)),
        "meter": None if "meter" in found else almost_meter(text),
        "key": almost_key(text),
        "chords": almost_chords(text),
    }
    return PromptFacts(text, found, {name: words for name, words in looks.items() if words is not None})


def read_stated_facts(text: str) -> PromptFacts:
    """Find the facts that say what they are, such as 90 bpm, but no number alone: for texts that are not prompts."""
    remaining = lengths_in_digits(text)
    found = {}
    for name, pattern in _PATTERNS.items():
        values = [next(filter(None, match.groups())) for match in pattern.finditer(remaining)]
        if values:
            found[name] = tuple(values)
            remaining = pattern.sub(_GAP, remaining)
    return PromptFacts(_tidy(remaining.replace(_GAP, " ")) if found else text, found, {})


def swing_in(prompt: str) -> float | None:
    """Return 0 if a prompt asks for straight timing, `ASKED_SWING` if it asks for swing, None if for neither.

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
