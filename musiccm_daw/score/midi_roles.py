"""Which role a track of a MIDI file plays: by its names, else by its General MIDI program.

Tables and one function. People name tracks by instruments more often than by roles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from musiccm_daw.errors import RequestError
from musiccm_daw.roles import parse_role

PROGRAM_DEFAULT_ROLE = "keys"
"""Of a track without known words or program: General MIDI begins with a piano."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word begins within one: ElectricPiano, EPiano."""
_WORDS = {
    "drums": "drum drums drumkit drumset kit beat beats breakbeat kick snare hat hats hihat hihats cymbal cymbals tom "
    "toms clap claps ride crash "
    "schlagzeug trommeln batterie bateria batería batteria",
    "percussion": "perc percs percussion conga congas bongo bongos shaker shakers tambourine maracas claves timbales "
    "cowbell cajon djembe "
    "perkussion percusión percusion percussioni",
    "bass": "bass basses bassline basse bajo basso",
    "keys": "keys key keyboard keyboards piano pianoforte pno rhodes organ hammond wurlitzer wurli clav clavinet "
    "harpsichord celesta celeste vibraphone vibes marimba xylophone glockenspiel bells bell accordion epiano kalimba "
    "clavier stab stabs chord chords pluck plucks "
    "klavier flügel orgel orgue teclado teclados tastiera",
    "guitar": "guitar guitars gtr gtrs guit banjo ukulele mandolin sitar gitarre gitarren guitare guitarra chitarra",
    "strings": "strings string violin violins viola violas cello cellos celli violoncello contrabass fiddle harp "
    "pizzicato "
    "streicher geige geigen violine violinen bratsche bratschen cordes violon violoncelle cuerdas archi",
    "brass": "brass horn horns trumpet trumpets trombone trombones tuba flugelhorn "
    "bläser trompete trompeten posaune posaunen cuivres trompette trompeta tromba",
    "vocal-pad": "choir vox voice voices vocal vocals aah aahs ooh oohs soprano "
    "chor stimme stimmen gesang chœur voix coro voz voces voce",
    "lead": "flute oboe clarinet bassoon sax saxophone whistle recorder piccolo ocarina harmonica "
    "flöte klarinette oboen fagott saxophon saxofon flûte clarinette flauta melodie melodía",
    "fx": "fx sfx riser risers downlifter impact",
}
_WEAK_WORDS = {
    # What follows or precedes an instrument: a lead guitar is a guitar, string pads are strings.
    "pads": "pad pads synth synths synthesizer atmosphere drone",
    "lead": "lead leads melody melodies solo theme topline arp arpeggio tune",
    "bass": "sub 808",
    "keys": "ep right left hand",
    "strings": "orchestra ensemble",
    "vocal-pad": "alto tenor",
    "fx": "effect effects sweep sweeps noise",
}
_PHRASES = ((r"bass guitar", "bass"), (r"guitar bass", "bass"), (r"steel (?:drums?|pans?)", "marimba"))
"""Names whose last word is another role's."""

_ROLE_OF_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}
_ROLE_OF_WEAK_WORD = {word: role for role, words in _WEAK_WORDS.items() for word in words.split()}
_ROLE_OF_PROGRAM = (
    (24, "keys"), (32, "guitar"), (40, "bass"), (52, "strings"), (55, "vocal-pad"), (56, "strings"), (64, "brass"),
    (88, "lead"), (96, "pads"), (104, "fx"), (108, "guitar"), (109, "keys"), (110, "lead"), (111, "strings"),
    (112, "lead"), (113, "keys"), (114, "percussion"), (115, "keys"), (120, "percussion"), (128, "fx"),
)  # fmt: skip
"""The first program beyond each family, and its role; 22 is a harmonica among organs. Kalimba, tinkle bell and steel
drums have pitches, which percussion keys have not."""
_HARMONICA = 22


def stated_role(names: Iterable[str], program: int | None, drum_channel: bool) -> str | None:
    """Return the role that a track is of by what it states; None where it states nothing.

    Args:
        names: of the track, the most telling first; the first with a known word counts.
        program: General MIDI, 0 to 127; None if there is none.
        drum_channel: whether it plays on channel 10, which is drums or percussion.
    """
    by_name = next((role for role in map(_role_of_name, names) if role is not None), None)
    if drum_channel:
        return "percussion" if by_name == "percussion" else "drums"
    if by_name is not None:
        return by_name
    if program is None:
        return None
    if program == _HARMONICA:
        return "lead"
    return next(role for end, role in _ROLE_OF_PROGRAM if program < end)


def _role_of_name(name: str) -> str | None:
    """Return the role that a name stands for: as it is written, else by its last word that is an instrument."""
    try:
        exact = parse_role(re.sub(r"[\s_-]*\d+$", "", name))
    except RequestError:
        exact = "mix"
    if exact != "mix":
        return exact
    words = re.findall(r"808|[^\W\d_]+", re.sub(_CAMEL, " ", unicodedata.normalize("NFC", name)))
    text = " ".join(words).lower()
    for phrase, word in _PHRASES:
        text = re.sub(rf"\b{phrase}\b", word, text)
    strong = [_ROLE_OF_WORD[word] for word in text.split() if word in _ROLE_OF_WORD]
    if strong:
        return strong[-1]
    weak = [_ROLE_OF_WEAK_WORD[word] for word in text.split() if word in _ROLE_OF_WEAK_WORD]
    # A synth is whatever else its name says.
    return next((role for role in reversed(weak) if role != "pads"), weak[-1] if weak else None)
