"""Line-ups: which players ensembles of so many have, by family, by custom, and as sections that play as one.

Tables only, for `members.py`.
"""

from __future__ import annotations

LineUp = tuple[tuple[str, str, str], ...]
"""Each player's role, instrument, and way of playing below the first, where nothing else is asked for."""
_FIRST, _SECOND = ("lead", "solo_violin", ""), ("strings", "solo_violin", "inner")
_VIOLA, _CELLO = ("strings", "solo_viola", "inner"), ("strings", "solo_cello", "ground")
_LOW_VIOLA = ("strings", "solo_viola", "low_inner")
_TRUMPET, _SECOND_TRUMPET = ("lead", "trumpet", ""), ("brass", "trumpet", "inner")
_HORN, _TROMBONE = ("brass", "french_horn", "inner"), ("brass", "trombone", "ground")
_LOW_HORN = ("brass", "french_horn", "low_inner")
_PIANO = ("keys", "grand_piano", "")
_FLUTE, _OBOE, _CLARINET = ("lead", "flute", ""), ("lead", "oboe", "inner"), ("lead", "clarinet", "ground")
_ALTO, _SECOND_ALTO = ("lead", "alto_sax", ""), ("lead", "alto_sax", "inner")
_TENOR, _LOW_TENOR = ("lead", "tenor_sax", "inner"), ("lead", "tenor_sax", "ground")
LINE_UPS: dict[str, tuple[LineUp, ...]] = {
    "strings": (
        (_FIRST, _CELLO),
        (_FIRST, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, _LOW_VIOLA, _CELLO),
        (_FIRST, _SECOND, _VIOLA, _LOW_VIOLA, _CELLO, ("bass", "contrabass", "long_bass")),
    ),
    "brass": (
        (_TRUMPET, _TROMBONE),
        (_TRUMPET, _LOW_HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _LOW_HORN, _TROMBONE),
        (_TRUMPET, _SECOND_TRUMPET, _HORN, ("brass", "trombone", "inner"), _TROMBONE),
    ),
    "woodwind": (
        (_FLUTE, ("lead", "clarinet", "inner")),
        (_FLUTE, _OBOE, _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "low_inner"), _CLARINET),
        (_FLUTE, _OBOE, ("lead", "clarinet", "inner"), _LOW_HORN, _CLARINET),
    ),
    "piano": (
        (_PIANO, ("keys", "grand_piano", "melody")),
        (_PIANO, _FIRST, _CELLO),
        (_PIANO, _FIRST, _LOW_VIOLA, _CELLO),
        (_PIANO, _FIRST, _SECOND, _LOW_VIOLA, _CELLO),
    ),
    "saxophones": (
        (_ALTO, _TENOR),
        (_ALTO, _TENOR, _LOW_TENOR),
        (_ALTO, _SECOND_ALTO, _TENOR, _LOW_TENOR),
    ),
}
"""From two players on."""
BY_CUSTOM: dict[tuple[str, int], LineUp] = {
    ("flute", 4): (_FLUTE, _SECOND, _LOW_VIOLA, _CELLO),
    ("oboe", 4): (("lead", "oboe", ""), _SECOND, _LOW_VIOLA, _CELLO),
    ("clarinet", 5): (("lead", "clarinet", ""), _SECOND, _SECOND, _LOW_VIOLA, _CELLO),
    ("french_horn", 3): (("brass", "french_horn", "inner"), _FIRST, _PIANO),
}
"""Ensembles named after the one player who is not of its strings, or of its violin and piano."""
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "saxophones": (*[("lead", "alto_sax")] * 2, *[("lead", "tenor_sax")] * 2, ("lead", "tenor_sax")),
    "brass": (("lead", "trumpet"), ("brass", "trumpet"), ("brass", "french_horn"), *[("brass", "trombone")] * 2),
    "strings": (("lead", "solo_violin"), *[("strings", each) for each in ("solo_violin", "solo_viola", "solo_cello")]),
    "woodwind": tuple(("lead", each) for each in ("flute", "oboe", "clarinet", "clarinet")),
}
"""Role and instrument of each member of a section, from the highest on."""
