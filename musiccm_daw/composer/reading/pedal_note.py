"""The note of a pedal or drone that a prompt names: "bass pedal on A", "drone on low D"."""

from __future__ import annotations

import re

from musiccm_daw.harmony import Key

_NOTE = re.compile(
    r"\b(?i:pedal|drones?|droning|note|notes|bass)\b[^,.;:()]{0,16}?\b(?i:on|of)\s+(?:(?i:an?|the|low|high|deep)\s+)*"
    r"(?P<note>[A-G](?:#|b|♯|♭)?)(?![\w#♯♭])(?!\s+(?!(?i:with|and|for|under|below|over|in|at)\b)[a-z])"
)
"""A capital A before another word is an article."""
_BEFORE = re.compile(
    r"\b(?i:(?:low|deep|high|sustained|held)\s+)?(?P<note>[A-G](?:#|b|♯|♭)?)\s+(?i:pedal(?:\s+(?:note|tone|point))?|drone)\b"
)


def pedal_note(prompt: str) -> int | None:
    """Return the pitch class of the note on which a prompt has somebody stay; None if it names none."""
    match = _NOTE.search(prompt) or _BEFORE.search(prompt)
    return None if match is None else Key.parse(match["note"].replace("♯", "#").replace("♭", "b") + " major").tonic
