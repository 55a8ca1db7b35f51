"""The named spans of a take on a host's timeline: its variations one after the other, and the sections of each.

`reaper_project` writes them as regions, and `dawproject` as markers, which is what its schema has. Bars get none: the
host's ruler shows them, and 256 markers would hide the sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from musiccm_daw.request.sections import Section, bar_spans
from musiccm_daw.timebase import TimeGrid
from musiccm_daw.writers.colours import section_colours


@dataclass(frozen=True)
class Region:
    """A span of the timeline, in quarters; `colour` is None for the host's own."""

    name: str
    start: Fraction
    end: Fraction
    colour: str | None = None


def regions(take: str, grid: TimeGrid, sections: Sequence[Section], variations: Sequence[int]) -> Iterator[Region]:
    """Yield a region for each variation, followed by those of its sections; a single one with sections needs none.

    Args:
        take: names the only variation.
        grid: of one variation.
        sections: of the request.
        variations: their numbers, in order.
    """
    for place, variation in enumerate(variations):
        start = place * grid.total_quarters
        if len(variations) > 1 or not sections:
            name = take if len(variations) == 1 else f"variation {variation}"
            yield Region(name, start, start + grid.total_quarters)
        spans = zip(sections, bar_spans(sections), section_colours(sections), strict=True)
        for number, (section, (first, end), colour) in enumerate(spans, start=1):
            bar = grid.meter.quarters_per_bar
            yield Region(section.name or f"section {number}", start + first * bar, start + end * bar, colour)
