"""Which role a track of a MIDI file plays: by its name, else by its General MIDI program.

Tables and one function. People name tracks by instruments more often than by roles.
"""

from __future__ import annotations

import re

from musiccm_daw.errors import RequestError
from musiccm_daw.roles import parse_role

_WORDS = {
    "drums": "drum drums drumkit kit beat kick snare hat hats hihat breakbeat cymbal",
    "percussion": "perc percussion conga congas bongo shaker tambourine",
    "bass": "bass bassline sub 808",
    "keys": "keys key piano pianoforte rhodes organ wurlitzer clav clavinet harpsichord celesta vibraphone marimba "
    "ep keyboard right left hand",
    "guitar": "guitar guitars gtr guit banjo ukulele mandolin",
    "pads": "pad pads atmosphere synth drone",
    "lead": "lead melody solo theme flute oboe clarinet sax saxophone whistle recorder topline arp",
    "strings": "strings string violin violins viola violas cello celli cellos contrabass orchestra ensemble pizzicato "
    "harp",
    "brass": "brass horn horns trumpet trumpets trombone trombones tuba",
    "vocal-pad": "choir voice voices vocal vocals vox aahs oohs soprano alto tenor",
    "fx": "fx effect effects riser sweep noise",
}
_ROLE_OF_WORD = {word: role for role, words in _WORDS.items() for word in words.split()}
_ROLE_OF_PROGRAM = (
    (24, "keys"), (32, "guitar"), (40, "bass"), (52, "strings"), (55, "vocal-pad"), (56, "strings"), (64, "brass"),
    (88, "lead"), (96, "pads"), (104, "fx"), (112, "guitar"), (120, "percussion"), (128, "fx"),
)  # fmt: skip
"""The first program beyond each family, and its role."""


def role_of(title: str, program: int | None, drum_channel: bool) -> str:
    """Return the role of a track: drums on channel 10 and by name, then by the words of its name, then by program."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    known = [_ROLE_OF_WORD[word] for word in words if word in _ROLE_OF_WORD]
    if drum_channel:
        return "percussion" if known[:1] == ["percussion"] else "drums"
    if (exact := _exact_role(title)) is not None:
        return exact
    if known:
        return known[-1] if known[-1] != "pads" else known[0]
    if program is None:
        return "keys"
    return next(role for end, role in _ROLE_OF_PROGRAM if program < end)


def _exact_role(title: str) -> str | None:
    """Return the role that a name is; "mix" is none of a track."""
    try:
        role = parse_role(re.sub(r"-\d+$", "", title))
    except RequestError:
        return None
    return None if role == "mix" else role
