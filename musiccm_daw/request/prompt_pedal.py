"""The note of a pedal or drone that a prompt names, which is also its key: "low E pedal", "drone on low D".

Part of `prompt_facts`, beside `prompt_key`; `composer/reading/pedal_note.py` has the players stay on the note.
"""

from __future__ import annotations

import re

PEDAL = re.compile(
    r"(?<![\w#♯♭|/-])(?P<before>[B-G](?:#|b|♯|♭)?|A[#b♯♭]|(?<=low )A|(?<=deep )A|(?<=an )A)"
    r"(?=\s+(?i:(?:bass\s+)?pedal(?!\s+(?:steel|board))|drone)\b)"
    r"|\b(?i:pedal|drones?|droning|note|notes|bass)\b[^,.;:()]{0,16}?"
    r"\b(?i:on|of)\s+(?:(?i:an?|the|low|high|deep)\s+)*"
    r"(?P<note>[A-G](?:#|b|♯|♭)?)(?![\w#♯♭])(?!\s+(?!(?i:with|and|for|under|below|over|in|at)\b)[a-z])"
)
"""A capital A before another word is an article."""


def pedal_key_guessed(text: str) -> tuple[str, str] | None:
    """Return the tonic on which somebody stays, "E" of "low E pedal", and the text without a letter before it."""
    match = PEDAL.search(text)
    if match is None:
        return None
    if match["before"] is None and re.search(r"pedal|dron", match[0], re.IGNORECASE) is None:
        return None
    if match["before"] is None:
        # "Drones on" is a way of playing.
        return match["note"], text
    return match["before"], f"{text[: match.start()]} {text[match.end() :]}"
