"""Chord charts as people type them: text in, and for each bar the chords that it holds, each to be read on its own.

Under `harmony.ChordProgression`. Bars are separated by |, by line breaks, or, in a list without either, by commas or
dashes. `%` stands for the bar before, `/` among chords for the chord before, and repeat signs are passed over. Where
capital and small letters are mixed, small ones are minor. Nothing here knows which chords exist.
"""

from __future__ import annotations

import re

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.note_names import NOTE, plain_signs

NO_CHORD = "N.C."

_NO_CHORD = re.compile(r"n\.?c\.?", re.IGNORECASE)
# Runs are shortened first: the other searches would try them from each of their characters.
_BLANKS, _LONG_RUN = re.compile(r"\s+"), re.compile(r"\|{3,}|-{3,}")
_REPEAT_SIGNS = re.compile(r"(?:\s?(?::\|+:?|\|+:))+")
_COMMA = re.compile(r"[,;](?![^()]*\))")
# A dash before a capital cannot be that of a minor chord.
_DASH = re.compile(r"\s+-+\s+|(?<=\S)-(?=[A-H])")
_CHORD = re.compile(rf"({NOTE})(.*)")
_MARKS_THIRD = re.compile(r"m|-|M|Δ")
"""The beginning of what states a third: m, min, maj, M7, -7, Δ."""
_NEUTRAL = re.compile(r"dim|dom|°|o|ø|h|aug|\+|sus|5|power|no3")
"""The beginning of what has no third, or says it by itself."""
_MINOR_TOO = ("", "6", "7", "9", "11", "add9")
"""What may follow both C and Cm."""


def is_no_chord(text: str) -> bool:
    """Return whether a text is N.C. in one of its spellings."""
    return _NO_CHORD.fullmatch(text) is not None


def read_chart(text: str) -> list[list[str]]:
    """Take a chart apart into bars of chords; a bar may come out empty.

    Raises:
        RequestError: a sign stands for something that is not there, or the letters leave open what is meant.
    """
    rows: list[list[str]] = []
    for bar in _bars(text):
        before = rows[-1] if rows else []
        rows.append(before if bar == ["%"] and before else _with_chords_before(bar, before, text))
    return _by_case(rows, text)


def _bars(text: str) -> list[list[str]]:
    """Split a chart into bars, and these into words."""
    short = _LONG_RUN.sub(lambda run: run[0][:2], plain_signs(text))
    spaced = _BLANKS.sub(lambda run: "\n" if len(f"a{run[0]}b".splitlines()) > 1 else " ", short)
    plain = re.sub(r"\|*\n\|*", "|", _REPEAT_SIGNS.sub("|", spaced.strip()))
    plain = plain.strip("| \t,;")
    between = " " if "|" in plain else "|"
    plain = _DASH.sub(between, _COMMA.sub(between, plain))
    return [bar.split() for bar in plain.split("|")]


def _with_chords_before(bar: list[str], before: list[str], text: str) -> list[str]:
    """Replace the signs of a bar that hold the chord before for another beat."""
    if not {"/", "%"} & set(bar):
        return bar
    held = before[-1:]
    for word in bar:
        if word not in ("/", "%"):
            held.append(word)
        elif held:
            held.append(held[-1])
        else:
            raise RequestError(f"chords {quoted(text)} begin with {word}, which repeats a chord; begin with that chord")
    held = held[len(before[-1:]) :]
    return held[:1] if len(set(held)) == 1 else held


def _by_case(bars: list[list[str]], text: str) -> list[list[str]]:
    """Write out the minor chords of those who write d for D minor, and refuse what could be either.

    Whoever marks a small root as minor or major (am, cmaj7) says nothing by its size.
    """
    chords = [match for bar in bars for word in bar if not is_no_chord(word) and (match := _CHORD.fullmatch(word))]
    _refuse_b_beside_h([match[1] for match in chords], text)
    small = [match for match in chords if match[1].islower()]
    if any(_marks_third(match[2]) for match in chords):
        return bars
    open_ones = [match for match in small if not _NEUTRAL.match(match[2])]
    if not open_ones:
        return bars
    unclear = next((match for match in open_ones if match[2].partition("/")[0] not in _MINOR_TOO), None)
    if unclear is not None or len(small) == len(chords):
        name = (unclear or open_ones[0])[0]
        root = name[0].upper() + (unclear or open_ones[0])[1][1:]
        raise RequestError(
            f"chords {quoted(text)}: {name} can be major or minor; write {root}m or {root}, each chord with a capital"
        )
    return [[_minor_if_small(word) for word in bar] for bar in bars]


def _marks_third(suffix: str) -> bool:
    return _MARKS_THIRD.match(suffix) is not None


def _minor_if_small(word: str) -> str:
    match = None if is_no_chord(word) else _CHORD.fullmatch(word)
    if match is None or not match[1].islower() or _NEUTRAL.match(match[2]):
        return word
    return f"{match[1]}m{match[2]}"


def _refuse_b_beside_h(roots: list[str], text: str) -> None:
    """Refuse a B in a chart with an H, where it should be B flat, and may not be."""
    if {"H", "h"} & set(roots) and {"B", "b"} & set(roots):
        raise RequestError(f"chords {quoted(text)}: B beside H can be B flat or B; write Bb, or H for both")
