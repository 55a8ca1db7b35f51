"""Words of a prompt that paint a scene or say a language, where a word for a player or a style means something else.

Before `rewording.py`: a text becomes a text. A "sunset ride" is a sunset and no cymbal, and a choir in Latin sings no
salsa. Idioms that mean the same wherever they stand are in `words/scenery.py`.
"""

from __future__ import annotations

import re

_PLACES_TO_RIDE = (
    r"(?:sunset|sunrise|night|midnight|moonlight|starlight|desert|highway|freeway|city|street|ocean|seaside|coast(?:al)?"
    r"|bike|bicycle|motorbike|motorcycle|scooter|skateboard|car|train|bus|taxi|cab|uber|horse|horseback|pony|boat|subway"
    r"|elevator|escalator|roller[\s-]?coaster|carousel|fairground|joy|wild|thrill|long|lonely|scenic|summer|sunday"
    r"|saturday|evening|morning|weekend|space|rocket|spaceship|dragon|bumpy|freedom|neon|cyber|cyberpunk|outrun|mountain"
    r"|winter|first|final|free)"
)
_OF_CYMBAL = r"(?!\s+(?:cymbals?|patterns?|bells?|loops?|grooves?|hits?|playing|brush\w*|sticks?))"
_JOURNEY = (
    r"(?:through(?!\s+the\s+(?:verse|chorus|bars?))|into|home|across|along|away|past|down\s+the|off\s+(?:in)?to"
    r"|to\s+the(?!\s+(?:end|chorus|verse))|in\s+the\s+(?:night|rain|dark|city|sun|desert|sky|snow|park|car)"
    r"|on\s+the\s+(?:highway|road|train|bus|coast|beach|freeway|autobahn|waves?|subway|night)"
    r"|with\s+(?:you|me|us|friends|my|the\s+(?:top|windows?)))\b"
)
_WHO = r"(?:to|let'?s|i|we|you|they|cowboys?|bikers?|horsemen|riders?|gonna|wanna|can|will|born\s+to)"
_TO_SEE = (
    re.compile(rf"\b(?P<scene>{_PLACES_TO_RIDE})[\s-]+rides?\b{_OF_CYMBAL}", re.IGNORECASE),
    re.compile(rf"\b(?:an?|the|my|our|this|one|your)\s+(?P<scene>(?:[^\W\d]+\s+){{0,2}})rides?\s+(?={_JOURNEY})", re.I),
    re.compile(rf"\b(?P<scene>{_WHO})\s+ride\b{_OF_CYMBAL}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<scene>)ride\s+(?:or\s+die|together|forever|free|{_JOURNEY}"
        r"|the\s+(?:waves?|lightning|storm|bus|train|tiger|wind|night|sun|rails?))",
        re.IGNORECASE,
    ),
)
"""Rides on which somebody goes."""
_WALKERS = (
    r"(?:wo)?m[ae]n|girls?|boys?|guys?|detectives?|cops?|spy|spies|hero|heroine|cowboys?|strangers?|someone|somebody|people"
    r"|person|persons|crowds?|lady|ladies|kids?|child|children|couples?|lovers|dogs?|cats?|ghosts?|zombies?|robots?|monks?"
    r"|i|we|you|he|she|they|im|i'm|we're|he's|she's|they're|just|keep|keeps|kept|go|goes|going|dead"
)
_OF_BASS = r"(?!\s+(?:bass|line|lines|basslines?|piano|left|lh|octaves|pattern|tempo|pace))"
_WALKS = (
    re.compile(
        rf"\b(?P<scene>{_WALKERS})\s+(?:(?:is|are|was|were)\s+)?(?:[^\W\d]+ly\s+)?walking\b{_OF_BASS}(?:\s+(?:all\s+)?alone\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<scene>)walking\s+(?:(?:all\s+)?alone\s+)?(?:{_JOURNEY}|(?:down|up|along)\s+the\s+(?:street|road|hill|aisle|stairs|hall)"
        r"|in\s+the\s+(?:forest|woods|fog|moonlight|streets?)|on\s+(?:the\s+)?(?:moon|sunshine|water|air|beach)"
        r"|with\s+(?:you|me|her|him|a\s+dog)|the\s+dog|to\s+(?:work|school|church)|around|by\s+the|under\s+the|dead\b)",
        re.IGNORECASE,
    ),
)
"""Walks that somebody takes, and no bass."""
_SUNG = (
    r"(?:chants?|chanting|mass|masses|hymns?|lyrics|texts?|prayers?|requiem|words|verses?|psalms?|liturgy|plainsong)"
)
_LANGUAGES = (
    re.compile(
        r"\b(?:sung\s+|singing\s+|sings\s+)?in\s+latin\b(?!\s+(?:style|feel|groove|jazz|rhythms?|beats?|flavou?r|vibes?"
        r"|americ\w+|time|house|pop|rock|music|percussion|dance|tempo))",
        re.IGNORECASE,
    ),
    re.compile(rf"\blatin\s+(?={_SUNG}\b|choir\b|choral\b)", re.IGNORECASE),
)


def without_scenery(text: str) -> str:
    """Return a prompt without the words that name a player or a style only by chance."""
    for pattern in _TO_SEE:
        text = pattern.sub(lambda match: f"{match['scene']} ", text)
    for pattern in _WALKS:
        text = pattern.sub(lambda match: f"{match['scene']} ", text)
    for pattern in _LANGUAGES:
        text = pattern.sub(" ", text)
    return text
