"""Percussion instruments by name: a cowbell, a tambourine, a surdo, each with rhythms of its own.

For players of percussion (`writing.py`), whose kits of many sounds would else play a groove of any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from musiccm_daw.composer.basses.clave import CLAVE, on_clave
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.grooves import Groove
from musiccm_daw.composer.drums.places import struck_in
from musiccm_daw.composer.drums.rolls import timpani_roll
from musiccm_daw.composer.reading.players import PLACES
from musiccm_daw.composer.sheet import Writer
from musiccm_daw.composer.words.spelling import singular, without_accents
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.composer.words.vocabulary import TIMPANI_WORDS

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
    # One drum with its low and high strokes: those of a hand drum of General MIDI that come nearest to its own.
    "cajon": (
        {"low_conga": "X.....x.X.......", "mute_conga": "....X..o..o.X.oo"},
        {"low_conga": "X..x..x...x.....", "mute_conga": "oo..X.oo.oo.X.o."},
        {"low_conga": "X.....xxX.x.....", "mute_conga": "o.o.X.o.o.o.X.oo"},
    ),
    "djembe": (
        {"low_conga": "X.......x.......", "high_conga": "..x...xx..x...xx", "mute_conga": "....X.......X..."},
        {"low_conga": "X..x....X..x....", "high_conga": "......x.......xx", "mute_conga": "..o.X.o...o.X.o."},
        {"low_conga": "X.....X...X.....", "high_conga": "...xx......xx...", "mute_conga": "........X.....xx"},
    ),
    "darbuka": (
        {"low_conga": "X.......X.......", "high_bongo": "..x...x.....x.oo"},
        {"low_conga": "X.....X.........", "high_bongo": "..xxx...x.xxx.xx"},
        {"low_conga": "X..o....X.......", "high_bongo": "...x..x...oox.oo"},
    ),
    "bodhran": (
        {"floor_tom": "X.oxx.oxX.oxx.ox"},
        {"floor_tom": "X.oxX.oxX.oxXoxx"},
        {"floor_tom": "XooxoxXooxox"},
        {"floor_tom": "X.x.x.X.x.xo"},
    ),
    "dhol": (
        {"floor_tom": "X.....x.X.....x.", "rim": "x.xx.xx.x.xx.xx."},
        {"floor_tom": "X..x..X...x.X...", "rim": "xxx.xxx.xxx.xxxx"},
    ),
    "tabla": (
        {"low_conga": "X.....o.X.......", "high_bongo": "..x.x.x...x.x.xx", "low_bongo": "...o.......o...."},
        {"low_conga": "X...o.......o...", "high_bongo": "x.xxx.x.x.xxx.x.", "low_bongo": ".......o.......o"},
        {"low_conga": "X..o..X....o....", "high_bongo": "..x.x..x..x.xxxx"},
    ),
    "talking drum": (
        {
            "low_conga": "X.....x.........",
            "high_conga": "...x..........x.",
            "low_bongo": "........x.x.....",
            "high_bongo": "....X.......X...",
        },
        {
            "low_conga": "x.......x.......",
            "high_conga": "..x.x.....x.....",
            "low_bongo": "......x.....x...",
            "high_bongo": "...........x..XX",
        },
    ),
    "udu": (
        {"low_conga": "X.....x...X.....", "low_bongo": "...o....o....oo.", "low_tom": "............x..."},
        {"low_conga": "X..x....X..x....", "low_bongo": "......o.......oo"},
    ),
    "frame drum": (
        {"floor_tom": "X.....x.X.......", "mute_conga": "..o.x.....o.x.oo"},
        {"floor_tom": "X.......x..x....", "mute_conga": "....x.o.....x.o."},
    ),
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
    "hand claps": ({"clap": "....X.......X..."}, {"clap": "....X.......X.x."}),
    # Twelve 8ths from the twelfth on: 12, 3, 6, 8 and 10 are the accents of a buleria.
    "palmas": (
        {"clap": "X.o.o.X.o.o.X.o.X.o.X.o."},
        {"clap": "X...o.X...o.X...X.o.X..."},
        {"clap": "X.x.x.X.x.x."},
        {"clap": "x.x.X.x.x.x.X.x."},
        {"clap": "x..xX.x.x..xX.x."},
    ),
    "castanets": ({"castanets": "x.xxx.x.x.xxx.x."}, {"castanets": "x...xxx.x...xxx."}),
    "guiro": ({"guiro": "x...x...x...x...", "short_guiro": "..xx..xx..xx..xx"}, {"guiro": "x.......x......."}),
    "vibraslap": ({"vibraslap": "x..............."},),
}
"""By the words for them, the last of which is in the singular."""
_ALSO = {
    "bell": ("cowbell",),
    **dict.fromkeys(("cajon drum", "cajone", "box drum", "kistentrommel"), ("cajon",)),
    **dict.fromkeys(("djembe drum", "jembe", "ashiko", "dunun", "hand drum", "bougarabou"), ("djembe",)),
    **dict.fromkeys(
        ("doumbek", "dumbek", "darabuka", "derbouka", "darbouka", "goblet drum", "tombak", "belly dance drum"),
        ("darbuka",),
    ),
    **dict.fromkeys(("dholak", "dholki", "bhangra drum", "dhol drum"), ("dhol",)),
    **dict.fromkeys(("tabla drum", "mridangam", "ghatam"), ("tabla",)),
    **dict.fromkeys(("udu drum", "clay pot drum", "pot drum", "calabash", "gourd"), ("udu",)),
    **dict.fromkeys(("bendir", "daf", "tar drum", "rahmentrommel", "shaman drum", "buffalo drum"), ("frame drum",)),
    "bongos": ("bongo",),
    "conga groove": ("conga",),
    "tambourin": ("tambourine",),
    "wood block": ("woodblock",),
    "temple block": ("woodblock",),
    **dict.fromkeys(("clave", "clapstick", "clapsticks", "clap stick", "clap sticks"), ("claves",)),
    "timbale": ("timbales",),
    "maraca": ("maracas",),
    "agogo bell": ("agogo",),
    "sleigh bell": ("sleigh bells",),
    "sleighbell": ("sleigh bells",),
    **dict.fromkeys(
        ("glöckchen", "schlittenglöckchen", "schellen", "grelot", "cascabele", "sonagli"), ("sleigh bells",)
    ),
    **dict.fromkeys(("clapstick", "clap stick", "bilma"), ("claves",)),
    "jingle bell": ("sleigh bells",),
    **dict.fromkeys(("glöckchen", "schellen", "grelot", "cascabel", "sonaglio", "guizo"), ("sleigh bells",)),
    **dict.fromkeys(("triângulo", "triangulo", "triángulo", "triangolo", "triangel"), ("triangle",)),
    "finger snap": ("finger snaps",),
    **dict.fromkeys(("clap", "handclap", "hand clap"), ("hand claps",)),
    "finger click": ("finger snaps",),
    "castanet": ("castanets",),
    "egg shaker": ("shaker",),
    "mambo bell": ("cowbell",),
    "congas and bongo": ("conga", "bongo"),
    "shaker and tambourine": ("shaker", "tambourine"),
}


def named_percussion(own: Writer, phrases: Sequence[str], ways: Collection[str] = ()) -> Writer:
    """Return the writer of the percussion instruments that phrases of a prompt name, or a player's own if they do not.

    Args:
        own: of the player.
        phrases: that speak of the player alone.
        ways: of playing: rolls of the timpani, one that grows throughout, and when a single instrument is struck.
    """
    if "rolling_hats" in ways and any(TIMPANI_WORDS & {*phrase.lower().split()} for phrase in phrases):
        return partial(timpani_roll, once=True) if "building" in ways else timpani_roll
    named = [name for phrase in phrases for name in _named(phrase)]
    if not named:
        return own
    if set(named) == {"claves"} and not set(PLACES) & set(ways) and isinstance(own, partial) and own.func is on_clave:
        # The others of the band play their two bars over the same one.
        return partial(on_clave, write=partial(grooves.percussion, grooves=({"claves": CLAVE},), velocity=-8))
    if len(set(named)) == 1 and set(PLACES) & set(ways):
        return partial(struck_in, pitch=_sound(named[0]), ways=tuple(ways))
    if len(set(named)) == 1:
        return partial(grooves.percussion, grooves=GROOVES[named[0]], velocity=-8)
    # Everybody at once: the first rhythm of each.
    together = {sound: marks for name in named for sound, marks in GROOVES[name][0].items()}
    return partial(grooves.percussion, grooves=(together,), velocity=-8)


def names_percussion(phrases: Sequence[str]) -> bool:
    """Return whether phrases of a prompt name a percussion instrument."""
    return any(_named(phrase) for phrase in phrases)


def _sound(name: str) -> int:
    """Return the sound of an instrument that is struck most."""
    groove = GROOVES[name][0]
    return grooves.SOUNDS[max(groove, key=lambda sound: len(groove[sound].replace(".", "")))]


def _named(phrase: str) -> tuple[str, ...]:
    """Return the instruments that a phrase names, past words before them: a mambo cowbell."""
    words = [token.text for token in tokens(phrase)]
    for first in range(len(words)):
        said = " ".join((*words[first:-1], singular(words[-1])))
        for written in (" ".join(words[first:]), said):
            for name in (written, without_accents(written)):
                if name in GROOVES or name in _ALSO:
                    return _ALSO.get(name, (name,))
    return ()
