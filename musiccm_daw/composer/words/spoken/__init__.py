"""What people call instruments: makes and models, nicknames, idioms, other times and languages, and who plays them.

`prompt_words.py` looks these names up before the words of `vocabulary.py`. Tables only, a file for each family, by the
instrument that plays: phrases separated by commas. In "jangly/chimey guitar/electric-guitar", strokes separate words
that take each other's place, and a hyphen joins what is one of them. An instrument that the sound fonts lack is played
by the one that sounds most like it. A word that has another meaning (axe, bone, keys) stands only beside others that
rule that out; a phrase is left out where a shorter one in it says as much, and where it would hide a style or a mood.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from musiccm_daw.composer.words.spoken.drums import DRUMS
from musiccm_daw.composer.words.spoken.guitars import GUITARS
from musiccm_daw.composer.words.spoken.keys import KEYS
from musiccm_daw.composer.words.spoken.musicians import MUSICIANS
from musiccm_daw.composer.words.spoken.pads import PADS
from musiccm_daw.composer.words.spoken.strings import STRINGS
from musiccm_daw.composer.words.spoken.synths import SYNTHS
from musiccm_daw.composer.words.spoken.winds import WINDS


def spoken_names() -> Iterator[tuple[str, list[str]]]:
    """Yield instruments, keys of `INSTRUMENTS`, each with names of it; of a name in two, the first one is meant."""
    for table in (KEYS, GUITARS, STRINGS, WINDS, DRUMS, SYNTHS, PADS, MUSICIANS):
        yield from ((instrument, listed.split(", ")) for instrument, listed in table.items())


def alternatives(name: str) -> Iterator[str]:
    """Yield a name with every word in its turn where strokes separate several."""
    if "/" not in name:
        yield name
        return
    for words in product(*(word.split("/") for word in name.split())):
        yield " ".join(words).replace("-", " ")
