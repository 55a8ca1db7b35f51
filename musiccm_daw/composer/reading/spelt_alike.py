"""Names that are near to a style by their letters alone: Bacharach is neither baroque nor bachata.

For `brief.py`: the text encoder splits names that it does not know into pieces, and likens them by the first one.
"""

from __future__ import annotations

from itertools import takewhile

from musiccm_daw.composer.words.tokens import tokens

_SHORTEST, _SHORT = 5, 7
"""Letters of a word from which on it is a name of its own, not a slip, and below which it is a short one."""
_FEWEST, _FEWEST_OF_SHORT, _MOST = 2, 3, 5
"""Letters with which it begins like a style without being of its family: "classicist" and "classical" share seven."""


def only_begins_alike(phrase: str, style: str) -> bool:
    """Return whether what a phrase has in common with the name of a style is how both begin.

    Args:
        phrase: as it is written.
        style: a key of `STYLE_TABLE`.
    """
    return any(_begins_alike(token.text, name) for token in tokens(phrase) for name in style.split("_"))


def is_in_pieces(phrase: str) -> bool:
    """Return whether a phrase is one word with letters that English lacks, which the encoder cannot know: joropó."""
    return " " not in phrase and not phrase.isascii()


def _begins_alike(word: str, name: str) -> bool:
    """Return whether a long word and a name have a beginning in common, and two letters and more apart."""
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False))))
    apart = max(len(word), len(name)) - alike
    fewest = _FEWEST if len(word) >= _SHORT else _FEWEST_OF_SHORT
    return len(word) >= _SHORTEST and fewest <= alike <= min(_MOST, len(name) - 2) and apart >= _FEWEST
