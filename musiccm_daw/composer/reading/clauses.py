"""Clauses: the pieces into which words like "with" and signs like commas divide a prompt.

In: tokens. Out: the words that divide, and what is known of the clause that is read. What a clause asks for concerns
the players whom it names, or all of them where it names none (`prompt_reader.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musiccm_daw.composer.reading.steering import UNSTEERED, Steering
from musiccm_daw.composer.words.tokens import Token

DIVIDERS = (
    "with",
    "and",
    "over",
    "under",
    "plus",
    "above",
    "below",
    "behind",
    "against",
    "featuring",
    "then",
    "while",
    "con",
    "mit",
    "avec",
)
"""Words that divide clauses."""


@dataclass
class Clause:
    """A clause, as far as it is read.

    Attributes:
        number: how many clauses have ended before it.
        divider: the word or sign before it; empty before the first.
        first_player: index of its first player among all who are named.
        steering: that it asks for.
        names_style: whether it has named a style so far.
    """

    number: int = 0
    divider: str = ""
    first_player: int = 0
    steering: Steering = UNSTEERED
    names_style: bool = False


def dividers_among(tokens: Sequence[Token]) -> list[str]:
    """Return the words and signs among some tokens that divide clauses."""
    return [token.text for token in tokens if token.is_sign or token.text in DIVIDERS]
