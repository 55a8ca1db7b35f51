"""When players come in: no drums until the end, the choir comes in at bar 5, piano, then strings.

Words are read for `negation.py` and `prompt_reader.py`; `plan.py` knows which bars they mean. Players of whom
nothing is said play from the first bar on.
"""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.composer.words.tokens import Token

AFTER_OTHERS, HALF, END = "then", "half", "end"
"""Where players enter, beside the numbers of bars and the names of sections."""
_UNTIL = ("until", "till", "til")
_COME, _IN = ("come", "comes", "coming", "kick", "kicks", "kicking", "drop", "drops", "fade", "fades"), "in"
_ENTER = ("enter", "enters", "entering", "join", "joins", "joining", "follow", "follows")
_AT = ("at", "from", "in", "after", "on", *_UNTIL)
_BETWEEN = (
    "that",
    "which",
    "to",
    "only",
    "just",
    "slowly",
    "gradually",
    "should",
    "will",
    "the",
    "near",
    "towards",
    "very",
)
_PLACES = {
    **dict.fromkeys(("end", "ending", "last", "final", "finale", "climax"), END),
    **dict.fromkeys(("half", "halfway", "middle", "midway", "later", "second", "while"), HALF),
    **dict.fromkeys(("verse", "chorus", "drop", "bridge", "break", "outro", "build"), ""),
}
_SOON = ("later", "soon", "afterwards", "after", "then", "and", "next", "up")
"""Words behind "follow" with which it says when."""
_PLACES_AWAY = 4
"""Tokens from the verb to the place: in the very last bars."""


def comes_later(found: Sequence[Token], at: int) -> bool:
    """Return whether a player whose name ends before a token is left out only at first: no drums until the end."""
    return at < len(found) and found[at].text in _UNTIL


def entrance_after(found: Sequence[Token], at: int) -> str | None:
    """Return where a player enters whose name ends before a token; None if the words say nothing of it."""
    texts = [token.text for token in found[at : at + 3 + _PLACES_AWAY]]
    while texts and texts[0] in _BETWEEN:
        texts.pop(0)
    verb = (
        2 if texts[:1] and texts[0] in _COME and texts[1:2] == [_IN] else 1 if texts[:1] and texts[0] in _ENTER else 0
    )
    follows = verb == 1 and texts[0].startswith("follow")
    texts = texts[verb:]
    if follows and texts[:1] and texts[0].isalnum() and _place(texts[1:]) is None and texts[0] not in _SOON:
        # Who follows the kick, or follows on the offbeat, plays with others.
        return None
    if texts[:1] and texts[0] in _AT:
        place = _place(texts[1:])
        return HALF if place is None and verb else place
    return (_place(texts[:1]) or HALF) if verb else None


def _place(texts: Sequence[str]) -> str | None:
    """Read "the end", "bar 5", "the last chorus"."""
    for at, text in enumerate(texts[:_PLACES_AWAY]):
        if text == "bar" and texts[at + 1 : at + 2] and texts[at + 1].isdigit():
            return texts[at + 1]
        if text in _PLACES:
            return _PLACES[text] or text
        if text not in (*_BETWEEN, "a", "of"):
            break
    return None
