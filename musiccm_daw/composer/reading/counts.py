"""How many players a prompt asks for: two guitars, a pair of trumpets, piano four hands.

For `prompt_reader.py`; who the others are and what they play is for `ensembles/members.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.composer.reading.clauses import DIVIDERS
from musiccm_daw.composer.words.prompt_words import is_plain
from musiccm_daw.composer.words.tokens import Token
from musiccm_daw.request.number_words import SMALL_NUMBERS

_SEVERAL = range(3, 9)
_COUNTS = {
    **dict.fromkeys(("2", "two", "pair", "couple", "both", "twin", "dual", "duelling", "dueling"), 2),
    **dict.fromkeys(("zwei", "deux", "dos", "due", "dois", "duas", "twee", "två", "dwie"), 2),
    **dict.fromkeys(("drei", "trois", "tres", "tre", "três", "drie"), 3),
    **dict.fromkeys(("vier", "quatre", "cuatro", "quattro", "quatro", "fyra"), 4),
    **{word: number for word, number in SMALL_NUMBERS.items() if number in _SEVERAL},
    **{str(number): number for number in _SEVERAL},
}
_NAMED = (
    "take",
    "number",
    "no",
    "nr",
    "opus",
    "op",
    "part",
    "version",
    "level",
    "maroon",
    "jackson",
    "channel",
    "mark",
)
"""Words whose number is a name: Take Five, opus 3."""
_ENSEMBLES = {"duo": 2, "trio": 3, "quartet": 4, "quintet": 5}
"""Before "of": a trio of marimbas."""
_MANY = ("keys", "guitar", "pads", "lead", "strings", "brass", "bass")
"""Roles of which a band may have several; two drummers are one kit in a mix, and a choir of eight is one part."""
_OF_ONE = frozenset(
    """
    mallet mallets hand handed hands note notes bar bars finger fingered fingers stick sticks chord octave octaves beat
    beats row valve valves course stop measure measures inch
    """.split()  # noqa: SIM905
)
"""What one player has several of: a four mallet vibraphone is one."""
_FARTHEST = 3
"""Words from a number to the noun that it counts: two clean electric guitars."""


def count_before(kept: Sequence[Token], first: int, earliest: int) -> int:
    """Return the number before a noun, past its adjectives; 1 if there is none.

    Args:
        kept: the tokens of the prompt.
        first: the noun's first token.
        earliest: token before which others are counted.
    """
    for at in range(first - 1, max(earliest, first - 1 - _FARTHEST) - 1, -1):
        text = kept[at].text
        if kept[at + 1].text == "of" and text in _ENSEMBLES:
            return _ENSEMBLES[text]
        if text in _COUNTS:
            is_name = at > 0 and kept[at - 1].text in _NAMED
            return 1 if is_name or kept[at + 1].text in _OF_ONE else _COUNTS[text]
        if text != "of" and (text in DIVIDERS or is_plain(kept[at])):
            break
    return 1


def countable(role: str) -> bool:
    """Return whether a band may have several players of a role."""
    return role in _MANY
