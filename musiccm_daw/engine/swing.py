"""Swing, as a prompt's words ask for it: a fact that the model is told, beside the words themselves.

In: a prompt. Out: how far it swings, or nothing where it does not say. Torch-free.
"""

from __future__ import annotations

import re

ASKED_SWING = 0.6
"""Of the corpus' swung clips, in the mean; 0 is straight, 1 is triplets."""

_STRAIGHT = re.compile(
    r"\b(?:no|without|zero)\s+(?:swing|shuffle)\b|\b(?:unswung|unshuffled|quanti[sz]ed)\b"
    r"|\bstraight\s+(?:8ths?|16ths?|eighths?|sixteenths?|feel|time|beats?|drums?|grooves?|hats?|hi-?hats?|timing)\b",
    re.IGNORECASE,
)
_SWUNG = re.compile(r"\b(?:swing|swings|swung|swinging|swingy|shuffle|shuffles|shuffled|shuffling)\b", re.IGNORECASE)


def swing_in(prompt: str) -> float | None:
    """0 where a prompt says straight, `ASKED_SWING` where it says swung; None where it says neither.

    A style that always swings and one that never does need no word: the model knows them by their names.
    """
    if _STRAIGHT.search(prompt):
        return 0.0
    return ASKED_SWING if _SWUNG.search(prompt) else None
