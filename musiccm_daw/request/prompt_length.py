"""What looks like a length or meter in a prompt and is not read as one: `4.5 bars`, `10 hours`, `in 17/4`, `in 4/3`.

Part of `prompt_facts`, whose patterns come first: what they match is gone from the text by then. What they leave on
purpose stays unnamed here, too: every 4 bars, the last 10 seconds, a 2 second reverb, 24/7, 1/16 notes.
"""

from __future__ import annotations

import re

from musiccm_daw.request.prompt_tempo import NOT_EVERY, NOT_OF_A_PART

NOTE_VALUES = r"(?:notes?|th|delay|echo|hats?|hi-?hats?|triplets?)\b"
"""Words that make a fraction the length of a note, and no meter."""

# Signs, decimals and ranges: -4, 4.5, 4-8; and numbers in words that `number_words` does not know.
_COUNT = (
    rf"(?:{NOT_EVERY}(?<![\w.,/–-])[-–]?\d[\d.,]*(?:e\+?\d+)?(?:\s*[-–]\s*\d[\d.,]*)?"
    rf"|{NOT_EVERY}\b(?:an?\s+)?(?:dozen|hundred|thousand))"
)
_BARS = re.compile(rf"{_COUNT}[\s-]*(?:bars?|measures?)\b|\bbars?\s*[:=]\s*[-–]?\d[\d.,]*", re.IGNORECASE)
_TIME = re.compile(
    rf"{_COUNT}[\s-]*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)\b{NOT_OF_A_PART}"
    r"|(?:^|[,;(]\s*)(?P<clock>\d{1,2}:[0-5]\d)(?=\s*(?:$|[,;)]))",
    re.IGNORECASE,
)
_METER = re.compile(
    rf"\bin\s+(?P<said>\d{{1,3}}\s*/\s*\d{{1,3}})(?![\d/]|\.\d)(?![\s-]*{NOTE_VALUES})"
    rf"|(?<![\w./-])(?P<alone>(?!1/)\d{{1,3}}/(?:2|3|4|6|8|16|32))(?![\w/]|\.\d)(?![\s-]*{NOTE_VALUES})",
    re.IGNORECASE,
)


def almost_length(text: str) -> str | None:
    """Return words for a number of bars or a time that are not read as a length; None for none.

    Args:
        text: a prompt without its facts.
    """
    match = _BARS.search(text) or _TIME.search(text)
    return None if match is None else match.groupdict().get("clock") or match[0].strip(" ,;(.")


def almost_meter(text: str) -> str | None:
    """Return a fraction that is not read as a meter, though it could be meant as one; None for none.

    Args:
        text: a prompt without its facts.
    """
    match = _METER.search(text)
    return None if match is None else match["said"] or match["alone"]
