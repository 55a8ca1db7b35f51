"""Percussion instruments by name: a cowbell, a tambourine, a surdo, each with rhythms of its own.

For players of percussion (`writing.py`), whose kits of many sounds would else play a groove of any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.grooves import Groove
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.words.spelling import singular
from musiccm_daw.composer.words.tokens import tokens

_SHAKEN = ("x.o.x.o.x.o.x.o.", "xoxoxoxoxoxoxoxo", "XooxXooxXooxXoox")
GROOVES: dict[str, tuple[Groove, ...]] = {
    "cowbell": ({"cowbell": "x...x...x...x..."}, {"cowbell": "X...x.x.X...x.x."}, {"cowbell": "X.x.x.xxX.x.x.xx"}),
    "tambourine": (
        {"tambourine": "....X.......X..."},
        {"tambourine": "x.x.X.x.x.x.X.x."},
        {"tambourine": "xoxoXoxoxoxoXoxo"},
    ),
    "shaker": tuple({"shaker": marks} for marks in _SHAKEN),
    "maracas": tuple({"maracas": marks} for marks in _SHAKEN),
    "cabasa": tuple({"cabasa": marks} for marks in _SHAKEN),
    "bongo": (
        {"high_bongo": "X.x.x.x.X.x.x...", "low_bongo": "..............X."},
        {"high_bongo": "X.oxX.o.X.oxX.o.", "low_bongo": "......x.......xx"},
        {"high_bongo": "x..x..x.x..x..x.", "low_bongo": "....x.......x..."},
    ),
    "conga": (
        {"mute_conga": "x.o.....x.o.....", "high_conga": "....X.......X...", "low_conga": "..............xx"},
        {"mute_conga": "x.xo..o.x.xo....", "high_conga": "....X.......X...", "low_conga": "......xx......xx"},
    ),
    "timbales": (
        {"high_timbale": "x.x.xx.xx.x.xx.x", "low_timbale": "............x..."},
        {"high_timbale": "x..x..x...x.x...", "low_timbale": "........x.....x."},
    ),
    "woodblock": (
        {"high_woodblock": "x...x...x...x..."},
        {"high_woodblock": "x.....x.....x...", "low_woodblock": "...x......x....."},
        {"high_woodblock": "x.x...x.x.x.....", "low_woodblock": "....x.......x.x."},
    ),
    "claves": ({"claves": "x..x..x...x.x..."}, {"claves": "..x.x...x..x..x."}, {"claves": "x..x...x..x.x..."}),
    "surdo": (
        {"mute_surdo": "x.......x.......", "surdo": "....X.......X..."},
        {"mute_surdo": "x.......x.......", "surdo": "....X.......X.xx"},
    ),
    "triangle": (
        {"mute_triangle": "xx.xxx.xxx.xxx.x", "triangle": "..x...x...x...x."},
        {"triangle": "x.......x......."},
        {"mute_triangle": "x...x...x...x...", "triangle": "..x...x...x...x."},
    ),
    "agogo": (
        {"agogo": "x.x...x.x.......", "low_agogo": "....x.....x.xx.."},
        {"agogo": "....x.x.....x...", "low_agogo": "x.x.....x.x...x."},
    ),
    "sleigh bells": ({"sleigh_bells": "x.x.x.x.x.x.x.x."}, {"sleigh_bells": "X.o.x.o.X.o.x.o."}),
    "finger snaps": ({"clap": "....x.......x..."}, {"clap": "....x.......x.x."}),
    "castanets": ({"castanets": "x.xxx.x.x.xxx.x."}, {"castanets": "x...xxx.x...xxx."}),
    "guiro": ({"guiro": "x...x...x...x...", "short_guiro": "..xx..xx..xx..xx"}, {"guiro": "x.......x......."}),
    "vibraslap": ({"vibraslap": "x..............."},),
}
"""By the words for them, the last of which is in the singular."""
_ALSO = {
    "bell": ("cowbell",),
    "bongos": ("bongo",),
    "tambourin": ("tambourine",),
    "wood block": ("woodblock",),
    "temple block": ("woodblock",),
    "clave": ("claves",),
    "timbale": ("timbales",),
    "maraca": ("maracas",),
    "agogo bell": ("agogo",),
    "sleigh bell": ("sleigh bells",),
    "sleighbell": ("sleigh bells",),
    "jingle bell": ("sleigh bells",),
    "finger snap": ("finger snaps",),
    "finger click": ("finger snaps",),
    "castanet": ("castanets",),
    "egg shaker": ("shaker",),
    "mambo bell": ("cowbell",),
    "congas and bongo": ("conga", "bongo"),
    "shaker and tambourine": ("shaker", "tambourine"),
}


def named_percussion(own: Writer, phrases: Sequence[str]) -> Writer:
    """Return the writer of the percussion instruments that phrases of a prompt name, or a player's own if they do not.

    Args:
        own: of the player.
        phrases: that speak of the player alone.
    """
    named = [name for phrase in phrases for name in _named(phrase)]
    if not named:
        return own
    if len(set(named)) == 1:
        return partial(grooves.percussion, grooves=GROOVES[named[0]], velocity=-8)
    # Everybody at once: the first rhythm of each.
    together = {sound: marks for name in named for sound, marks in GROOVES[name][0].items()}
    return partial(grooves.percussion, grooves=(together,), velocity=-8)


def _named(phrase: str) -> tuple[str, ...]:
    """Return the instruments that a phrase names, past words before them: a mambo cowbell."""
    words = [token.text for token in tokens(phrase)]
    for first in range(len(words)):
        said = " ".join((*words[first:-1], singular(words[-1])))
        for name in (" ".join(words[first:]), said):
            if name in GROOVES or name in _ALSO:
                return _ALSO.get(name, (name,))
    return ()
