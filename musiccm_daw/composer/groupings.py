"""Meters in groups of two and three pulses: the dances of the Balkans, whose steps are short and long.

Patterns for them are written by the group, and not by the bar: one text for a group of two pulses, one for a group of
three. The grouping of a meter is the same for all players of a piece.
"""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.pattern import steps_per_bar
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note
from musiccm_daw.timebase import Meter

_GROUPINGS = {
    5: (2, 3),
    7: (2, 2, 3),
    8: (3, 3, 2),
    9: (2, 2, 2, 3),
    10: (2, 2, 3, 3),
    11: (2, 2, 3, 2, 2),
    13: (2, 2, 2, 3, 2, 2),
    15: (2, 2, 2, 2, 3, 2, 2),
}
"""By the number of pulses: rachenitsa, daichovo, kopanitsa, krivo horo, buchimish."""
_PULSE = 2
"""16ths: where the meter counts 16ths, its dances are written with twice as many of them."""


def grouping(meter: Meter) -> tuple[int, ...]:
    """Return the pulses of each group in a bar of a meter."""
    pulses = meter.numerator if meter.denominator > 4 else max(2, steps_per_bar(meter) // _PULSE)
    if pulses in _GROUPINGS:
        return _GROUPINGS[pulses]
    threes = pulses % 3 == 0 and meter.denominator > 4
    return (3,) * (pulses // 3) if threes else (2,) * (pulses // 2) + (3 - 2,) * (pulses % 2)


def in_groups(passage: Passage, write: partial[list[Note]]) -> list[Note]:
    """Let a writer play patterns that are written by the group: "R---|R-----" for two pulses, and for three.

    Several texts, divided by `;`, take turns from group to group.
    """
    made: dict[str, object] = {}
    if "patterns" in write.keywords:
        made["patterns"] = tuple(bar_of_groups(cells, passage.meter) for cells in write.keywords["patterns"])
    if "grooves" in write.keywords:
        made["grooves"] = tuple(
            {sound: bar_of_groups(cells, passage.meter) for sound, cells in groove.items()}
            for groove in write.keywords["grooves"]
        )
    return partial(write, **made)(passage)


def bar_of_groups(cells: str, meter: Meter) -> str:
    """Return the bar of a meter that cells make."""
    pairs = [cell.split("|") for cell in cells.split(";")]
    marks = ""
    for number, pulses in enumerate(grouping(meter)):
        two, three = pairs[number % len(pairs)]
        marks += three if pulses == 3 else two[: pulses * _PULSE]
    steps = steps_per_bar(meter)
    # In meters of 16ths a pulse is one of them.
    marks = marks[::_PULSE] if len(marks) >= _PULSE * steps else marks
    return (marks + "." * steps)[:steps]
