"""Slips of the fingers: words that nobody knows, and that are one letter away from a word of music.

`prompt_words.py` asks for them; the misspellings of those who do not know better are in `spelling.py`. Only words of
the captions and long names are meant, since short ones are one letter away from too much.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache, lru_cache

from musiccm_daw.composer.words import spoken_words, vocabulary
from musiccm_daw.composer.words.spoken import spoken_names

_SHORTEST, _SHORTEST_NAME = 5, 7
"""Letters of a word of the captions, and of a name or a word for a way of playing or mood, that is meant."""
_SHORTEST_SLIP = 6
"""Letters from which on a word may have one too many, one too few or a wrong vowel; shorter ones swap two."""
_VOWELS = "aeiouy"
_REAL_WORDS = frozenset(
    """
    american analogy apocalyptic beast beasts bowled breath breathe broke bushes camping chamberlain coming concert
    continue coping cords coroner county crunch cumbria danced dancer diving doubled drowning elector electron
    failing favoured glass glossy grande grove growling harmonic harmony hatfield housed jameson jingle latino
    machine mandela mediation melodic mental musica organise packed packing phase powder punch reggie revered
    robbery robots rubber salon scored scorer selling sequence sewing shake shakes signing slipped slipping squared
    squeeze squire staring start steele sting stinging stokes storing strait strata strikers strikes strong strung
    stryker summons tensed tensor themed trace travers traverse triple urbana voiced waking whistled
    """.split()  # noqa: SIM905
)
"""English words that are one letter away from a word of music: all such among the 15 000 of MiniLM's vocabulary."""


@lru_cache(maxsize=4096)
def respelt(word: str) -> str | None:
    """Return the word of music that was meant by one with a slip; None if it is none, or one of several."""
    if len(word) < _SHORTEST or word in _REAL_WORDS or not (word.isascii() and word.isalpha()):
        return None
    for slips in _slips(word):
        meant = [slip for slip in slips & _words() if slip[0] == word[0] and slip.rstrip("s") != word.rstrip("s")]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _slips(word: str) -> Iterator[set[str]]:
    """Yield all that is one slip away, the likeliest slips first."""
    pairs = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    yield {left + right[1] + right[0] + right[2:] for left, right in pairs if len(right) > 1}
    if len(word) >= _SHORTEST_SLIP:
        yield {left + right[1:] for left, right in pairs if right}
        yield {left + letter + right for left, right in pairs for letter in string.ascii_lowercase}
        yield {left + vowel + right[1:] for left, right in pairs if right[:1] in _VOWELS[:5] for vowel in _VOWELS}


@cache
def _words() -> frozenset[str]:
    """Return the words that may be meant."""
    tables = (vocabulary.INSTRUMENT_WORDS, vocabulary.ROLE_WORDS, vocabulary.STYLE_WORDS, vocabulary.PATTERN_WORDS)
    captions = (word for table in tables for phrases in table.values() for phrase in phrases for word in phrase.split())
    names = (name for _, listed in spoken_names() for name in listed if len(name) >= _SHORTEST_NAME and name.isalpha())
    tables_of_ways = (spoken_words.WAYS, spoken_words.MOODS, spoken_words.MODES)
    ways = (word for table in tables_of_ways for listed in table.values() for word in listed.replace(",", "").split())
    moods = (vocabulary.CALM_WORDS, vocabulary.STRONG_WORDS, vocabulary.MINOR_WORDS, vocabulary.MAJOR_WORDS)
    spoken = (*ways, *(word for words in moods for word in words))
    found = {word for word in captions if len(word) >= _SHORTEST} | set(names)
    found |= {word for word in spoken if len(word) >= _SHORTEST_NAME}
    return frozenset(word for word in found if word.isascii() and word.isalpha())
