"""Ensembles in words that the tables lack: Streichquartett, cuarteto de cuerdas, a choir of four horns.

Tables and the patterns that are made of them; `brief.py` has a prompt put into the plain words of string quartet.
"""

from __future__ import annotations

import re

_SIZES = {
    "duo": "du[oò]s?|d[úu]os?|duett[eos]*|duetto",
    "trio": "tr[ií]os?|terzett[eo]?",
    "quartet": "quartett[eos]*|quatuors?|cuartetos?|quartetos?|kwartet(?:ten)?|kvartett",
    "quintet": "quintett[eos]*|quintettes?|quintetos?|kwintet(?:ten)?|kvintett",
    "sextet": "sextett[eos]*|sextuors?|sextetos?|sestett[io]|sextet",
}
_COMPOUNDED = {
    "string": "streich|str[ij]{2}k|stråk",
    "woodwind": "holzbläser|bläser|blazers|blås",
    "brass": "blechbläser|blech|koper",
    "saxophone": "saxophon|saxofon",
    "clarinet": "klarinetten|klarinet",
    "flute": "flöten|fluit",
    "guitar": "gitarren|gitaar|gitarr",
    "trombone": "posaunen",
    "horn": "hörner|horn",
    "cello": "violoncello|cello",
    "piano": "klavier|piano",
}
"""What stands before the size in one word."""
_FOLLOWING = {
    "string": "cordes|archi|cuerdas?|cordas|arcos",
    "woodwind": "vents?|bois|viento(?:s|[ -]madera)?|fiati|legni|sopros|madeiras",
    "brass": "cuivres|metales|metais|ottoni",
    "saxophone": "saxophones|saxofones|sassofoni|saxos",
    "clarinet": "clarinettes|clarinetes|clarinetti",
    "flute": "flûtes|flautas|flauti",
    "guitar": "guitares|guitarres|guitarras|chitarre|violões",
    "trombone": "trombones|tromboni",
    "cello": "violoncelles|violonchelos|violoncelli|violoncelos",
    "piano": "pianos?",
    "jazz": "jazz",
}
"""What stands behind the size and a preposition."""
_OF = r"(?:\s+(?:à|a|de|di|da|d['’]\s*|para|pour|per|pro)\s*|\s+d['’])\s*"
_COUNTS = "two|three|four|five|six|eight|[2-8]"
_PLAYERS = (
    "(?:french |bass |alto |tenor )?(?:horns|trombones|trumpets|tubas|flutes|clarinets|oboes|bassoons|saxes|saxophones"
    "|recorders|cellos|celli|violas|violins|viols|double basses)"
)
_PATTERNS = (
    *(
        (re.compile(rf"\b(?:{kind})[- ]?(?:{size})\b", re.IGNORECASE), f"{family} {english}")
        for family, kind in _COMPOUNDED.items()
        for english, size in _SIZES.items()
    ),
    *(
        (re.compile(rf"\b(?:{size}){_OF}(?:{kind})\b", re.IGNORECASE), f"{family} {english}")
        for family, kind in _FOLLOWING.items()
        for english, size in _SIZES.items()
    ),
    (re.compile(rf"\b(?:choir|consort)\s+of\s+(?=(?:{_COUNTS})\s+{_PLAYERS}\b)", re.IGNORECASE), ""),
    (re.compile(rf"\b(?:choir|consort)\s+of\s+(?={_PLAYERS}\b)", re.IGNORECASE), "four "),
    (re.compile(r"\b(recorder|viol|flute|cello)\s+consort\b", re.IGNORECASE), r"four \1s"),
)


def in_plain_words(text: str) -> str:
    """Return a text in which ensembles are called by the words of the tables: string quartet, four horns."""
    for pattern, plain in _PATTERNS:
        text = pattern.sub(plain, text)
    return text
