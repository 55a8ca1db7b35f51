"""The words that the model is conditioned on for one part of a score.

A prompt speaks of all players at once, and the model plays one: it is given the words that all share, and those of its
own part, with the instrument's name as captions write it.
"""

from __future__ import annotations

import re

from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.negation import text_without_negations
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.rewording import reworded
from musiccm_daw.composer.words.spelling import singular
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS
from musiccm_daw.score.note import Part

_BAND = r"\b(?:solo|duo|trio|quartet|quintet|sextet|full band|band|ensemble)\b"
_JOINING = r"(?:with|and|over|under|plus|on|a|an|the)"
_DANGLING = rf"(?:^|(?<=[,;]))\s*(?:{_JOINING}|of|for)\b|\b{_JOINING}\s*(?=$|[,;])"


def part_prompt(part: Part, brief: Brief, prompt: str) -> str:
    """Return the words for one part.

    Args:
        part: of the score; its role and instrument are read.
        brief: of the prompt.
        prompt: a stem's own words, or those of the whole request.
    """
    names = INSTRUMENT_WORDS.get(part.instrument, (part.instrument.replace("_", " ") or part.role,))
    others = [player for player in brief.players if not _plays(player, part)]
    own = [player for player in brief.players if _plays(player, part)]
    text = _without(reworded(prompt), [word for player in others for word in player.words]) if others else prompt
    if others or not own:
        text = _tidy(re.sub(_BAND, " ", text, flags=re.IGNORECASE))
    if brief.without_roles or brief.without_instruments or brief.without_pieces or brief.without_ways:
        text = _tidy(text_without_negations(text))
    if any(_says(text, name) for name in names):
        return text
    return ", ".join(filter(None, (names[0], text)))


def _plays(player: Player, part: Part) -> bool:
    """Return whether a part may be this player's."""
    if player.instruments and player.named:
        return part.instrument in player.instruments
    return player.role == part.role


def _says(text: str, name: str) -> bool:
    """Return whether a text names something, whatever its hyphens and case."""
    words = [singular(token.text) for token in tokens(text)]
    wanted = [singular(token.text) for token in tokens(name)]
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _without(text: str, phrases: list[str]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return _tidy(text)


def _tidy(text: str) -> str:
    """Close the gaps that phrases have left: double blanks and commas, words and strokes that join nothing."""
    text = re.sub(r"(?:(?<=\s)|^)[/+]|[/+](?=\s|$)", " ", re.sub(r"/[\s/]*/", "/", text))
    text = re.sub(r"\s+", " ", text)
    for _ in range(3):
        text = re.sub(r"\s*([,;])(?:\s*[,;])+", r"\1", text)
        text = re.sub(r"\b(with|and|over|under|plus)\s+(?:(?:with|and|over|under|plus)\s+)+", r"\1 ", text)
        text = re.sub(_DANGLING, " ", text.strip(" ,;"))
        text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s+([,;])", r"\1", text).strip(" ,;")
