"""Sections whose members a prompt lists: "horn section: trumpet, alto, tenor, bari" is four players and no section.

For `rewording.py`. In: a prompt. Out: the same without the noun of the section, and with "sax" behind the names of
registers that are saxophones there.
"""

from __future__ import annotations

import re

from musiccm_daw.composer.words.prompt_words import meanings_of

_REGISTERS = r"(?:soprano|alto|tenor|baritone|bari)"
_LISTED = re.compile(
    r"\b(?:(?:a|the|my|full|tight)\s+)*(?:horns?|brass|woodwinds?|winds?|strings?|rhythm|sax(?:ophone)?|percussion|reeds?)"
    r"(?:\s+section)?\s*(?::|=|\s[-–—]\s|\()\s*(?P<members>[^.;:()]*,[^.;:()]*)\)?"
    r"|\b(?:(?:a|the|my|full|tight)\s+)*(?:horn|brass|sax)\s+section\s+(?:of|with)\s+(?P<of>[^.;:()]*?,?[^.;:(),]*?"
    r"\s+and\s+[^.;:(),]*)",
    re.IGNORECASE,
)
_FEWEST = 2
"""Members whom a list names at least: "strings: slow, dark" names none."""
_BARE = re.compile(
    rf"\b(?P<register>{_REGISTERS})\b(?=\s*(?:[,.;:)/&+]|$|\band\b|\bon\b))(?!\s*(?:,|and)\s*(?:bass|basses)\b)",
    re.IGNORECASE,
)
_CHOIR = re.compile(
    r"\b(?P<who>choir|chorus|vocals?|voices|singers)\s*[:(,]?\s*soprano\W+alto\W+tenor\W+(?:and\s+)?bass\b\)?", re.I
)
_HORNS = re.compile(
    r"\b(?:trumpets?|trombones?|flugelhorn|horns?|brass|sax(?:es|ophones?)?|bari|big\s+band)\b", re.IGNORECASE
)
_TRAILING = re.compile(
    rf"(?P<listed>{_HORNS.pattern}(?:\s*,\s*|\s+and\s+)[^.;:()]*?)\s+(?:horn|brass)\s+section\b", re.IGNORECASE
)
_SINGERS = re.compile(r"\b(?:choir|chorus|choral|voices?|vocals?|singers?|satb|recorders?|soprano\W+alto)\b", re.I)


def with_members(text: str) -> str:
    """Return a prompt in which the members of a listed section stand for it."""
    text = _CHOIR.sub(lambda match: match["who"], text)
    if _HORNS.search(text) and not _SINGERS.search(text):
        text = _BARE.sub(lambda match: f"{match['register']} sax", text)
    text = _TRAILING.sub(r"\g<listed> stabs", text)
    return _LISTED.sub(_members, text)


def _members(match: re.Match[str]) -> str:
    """Return the list alone, if it names players; horns of a section play its hits together."""
    members = match["members"] or match["of"]
    listed = re.split(r"\s*(?:,\s*and\b|,|&|\+|\band\b)\s*", members.strip())
    known = [each for each in listed if {"instrument", "role"} & set(meanings_of(each) or {})]
    if len(known) < _FEWEST:
        return match[0]
    blown = _HORNS.search(match[0].split(members)[0]) is not None and all(map(_HORNS.search, known))
    return f"{members} stabs" if blown and len(known) == len(listed) else members
