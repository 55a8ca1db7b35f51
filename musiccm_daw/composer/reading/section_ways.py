"""Ways of playing that hold in one section alone: "fingerpicked in the verse, strummed in the chorus".

Before `negation.py` and beside `rewording.py`: a text becomes a text, and the words of its sections. What is said of
the first section stays in the text, which says who plays; `plan.py` gives each section of the form its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_NAMES = {
    "intro": r"intros?|introduction",
    "verse": r"verses?|strophen?|couplets?|estrofas?|strof[ae]",
    "chorus": r"choruse?s?|refrains?|estribillos?|ritornell[oi]|refrão",
    "drop": r"drops?",
    "bridge": r"bridges?",
    "break": r"breaks?|breakdowns?",
    "outro": r"outros?|coda",
}
"""By section as `spoken_words.FORM` names them, what people call it."""
_SECTION = "|".join(rf"(?P<{name}{{0}}>{names})" for name, names in _NAMES.items())
_IN = (
    r"(?:in|during|for|on|im|in\s+der|in\s+den|dans|en|nel|nella|no|na)\s+"
    r"(?:the\s+|each\s+|every\s+|le\s+|la\s+|el\s+)?"
)
_BEHIND = re.compile(rf"(?P<words>[^,;.:]+?)\s+{_IN}(?:{_SECTION.format(1)})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{_SECTION.format(2)})\s*:\s*(?P<words>[^,;.:]+?)(?=\s*(?:[,;.]|$))", re.IGNORECASE)
_JOINING = re.compile(r"^\s*(?:and|but|then|und|et|y|e|,)\s+", re.IGNORECASE)
_MUTED = re.compile(r"\bpalm[\s-]?mut(?:ed|e|ing)\s+(?P<guitar>(?:\w+\s+)?guitars?)\b", re.IGNORECASE)
"""Elsewhere a sound; here one player mutes in one section, and strikes open strings in the next."""
_FEWEST = 2
"""Sections that differ."""


def with_section_ways(text: str, says_way: Callable[[str], bool]) -> tuple[str, dict[str, str]]:
    """Return a text without what is said of later sections, and the words of each section that has some.

    Args:
        text: a prompt without its facts.
        says_way: returns whether words ask for a way of playing, and for nobody but who may play so.
    """
    plain = _MUTED.sub(r"\g<guitar> palm muting", text)
    found = [match for pattern in (_BEFORE, _BEHIND) for match in pattern.finditer(plain)]
    bound = [(match, _section(match), _JOINING.sub("", match["words"]).strip()) for match in found]
    bound = [each for each in bound if says_way(each[2])]
    words = {name: said for _, name, said in reversed(bound)}
    if len(words) < _FEWEST or len(words) < len(bound):
        return text, {}
    _, *later = sorted(bound, key=lambda each: each[0].start())
    for match, name, _ in reversed(later):
        plain = f"{plain[: match.start()]} {name} {plain[match.end() :]}"
    return plain, words


def _section(match: re.Match[str]) -> str:
    return next(name.rstrip("12") for name, value in match.groupdict().items() if value and name != "words")
