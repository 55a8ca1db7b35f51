"""Sections: spans of bars with a name, words, chords, energy, density and stems of their own, in one piece of music.

Part of the request; the engine turns them into condition columns (`engine/section_columns.py`). Nothing here knows
audio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.request.fields import STEERED, prompt_text, section_bars, track_name
from musiccm_daw.request.prompt_facts import read_facts, read_stated_facts
from musiccm_daw.request.saved import saved, saved_or_none

MAX_SECTIONS = 64

_SPELLING = re.compile(r"\s*(?P<name>[^=]+?)\s*=\s*(?P<bars>[^:]+?)\s*(?::\s*(?P<words>.*))?", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """Consecutive bars of a request.

    Attributes:
        bars: how many; at least one.
        prompt: words that come before each stem's own; may be empty.
        chords: progression from the section's first bar on; None for the request's.
        energy: 0 to 1; None if left open.
        density: 0 for half of the notes, 1 for twice as many; None if left open.
        name: such as verse; may be empty.
        stems: labels of the stems that play while the others rest; None for all.
    """

    bars: int
    prompt: str = ""
    chords: ChordProgression | None = None
    energy: float | None = None
    name: str = ""
    stems: tuple[str, ...] | None = None
    density: float | None = None

    def to_json(self) -> dict[str, object]:
        """Return the section as JSON types."""
        return {
            "name": self.name,
            "bars": self.bars,
            "prompt": self.prompt,
            "chords": None if self.chords is None else str(self.chords),
            "energy": self.energy,
            "stems": None if self.stems is None else list(self.stems),
            **({} if self.density is None else {"density": self.density}),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Section:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        chords = saved_or_none(document, "chords", str)
        stems = saved_or_none(document, "stems", list)
        name, prompt = saved(document, "name", str), saved(document, "prompt", str)
        return cls(
            bars=section_bars(saved(document, "bars", int)),
            prompt=prompt_text(prompt, "prompt of a section") if prompt else "",
            chords=None if chords is None else ChordProgression.parse(chords),
            energy=saved_or_none(document, "energy", float) if "energy" in document else None,
            name=track_name(name) if name else "",
            stems=None if stems is None else tuple(map(str, stems)),
            density=saved(document, "density", float) if "density" in document else None,
        )


def read_section(text: str) -> Section:
    """Read a section as typed: `NAME=BARS` or `NAME=BARS: WORDS`.

    Raises:
        RequestError: the text has another form, or a value is invalid.
    """
    match = _SPELLING.fullmatch(text)
    if match is None:
        raise RequestError(
            f"section {quoted(text)} is not a section; give NAME=BARS or NAME=BARS: WORDS, such as verse=8"
        )
    words = match["words"]
    return Section(
        bars=section_bars(match["bars"]),
        prompt=section_words(words) if words else "",
        name=track_name(match["name"]),
    )


def section_words(text: str) -> str:
    """Read the words of a section, in which facts would have no effect.

    Raises:
        RequestError: the text is no prompt, or has facts in it.
    """
    words = prompt_text(text, "prompt of a section")
    stated = [value for values in read_stated_facts(words).found.values() for value in values]
    if stated:
        raise RequestError(
            f"prompt of a section contains {quoted(stated[0])}; tempo, meter and key apply to all sections, so give "
            "them in the main prompt or as options, and a section's length as its bars"
        )
    chords = read_facts(words).found.get("chords")
    if chords:
        raise RequestError(
            f"prompt of a section contains the chords {quoted(chords[0])}; give those of the whole as an option, and "
            "those of one section as its chords in a preset"
        )
    return words


def check_sections(sections: Sequence[Section], bars: int, stems: Sequence[str | None]) -> None:
    """Refuse sections that do not add up to `bars`, or name stems whose labels are not among `stems`.

    Raises:
        RequestError: the sections do not fit, or a value in them is out of range.
    """
    if len(sections) > MAX_SECTIONS:
        raise RequestError(f"{len(sections)} sections were asked for; at most {MAX_SECTIONS} are allowed, use fewer")
    for number, section in enumerate(sections, start=1):
        if section.bars < 1:
            raise RequestError(f"section {number} has {section.bars} bars; give it at least 1, or leave it out")
        for name, value in (("energy", section.energy), ("density", section.density)):
            if value is not None and not STEERED[0] <= value <= STEERED[1]:
                raise RequestError(f"{name} of section {number} is {value:g}; give a number from 0 to 1")
        unknown = [name for name in section.stems or () if name not in stems]
        if unknown:
            known = ", ".join(name for name in stems if name) or "none; ask for stems first"
            raise RequestError(f"section {number} names stem {quoted(unknown[0])}; the request's stems are {known}")
    total = sum(section.bars for section in sections)
    if total != bars:
        raise RequestError(
            f"the sections add up to {total} bars, but the clip has {bars}; change the sections or ask for {total} bars"
        )


def bar_spans(sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """Yield each section's first bar and the bar after its last, from 0."""
    return pairwise(accumulate((section.bars for section in sections), initial=0))


def chords_by_bar(chords: ChordProgression | None, sections: Sequence[Section], bars: int) -> list[tuple[Chord, ...]]:
    """Return the chords of each bar: a section's own from its first bar on, elsewhere those of the whole; () for none.

    Args:
        chords: those of the whole, repeated.
        sections: may be none; otherwise they fill the bars.
        bars: how many there are.
    """
    rows = [() if chords is None else chords.bars[bar % len(chords.bars)] for bar in range(bars)]
    for section, (first, last) in zip(sections, bar_spans(sections), strict=True):
        own = section.chords
        if own is not None:
            rows[first:last] = [own.bars[bar % len(own.bars)] for bar in range(last - first)]
    return rows
