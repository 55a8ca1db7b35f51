"""The form of a tune: eight bars of rhythm and contour, made of a motif that repeats and varies.

Between `tune_rhythms.py` and `contours.py`, from which motifs are drawn, and `melody.py`, which fits them to chords.
Two bars are a unit, and four units make a period: A A' B A'', A A A' C, A B A C, or a sentence (a motif, its sequence,
its fragments, a cadence). The fifth bar lies higher than the first, and the sixth leads to the highest note. How
phrases end, breathe and are led into is the business of `phrasing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.tunes.contours import around, gesture, to_the_peak, two_gestures
from musiccm_daw.composer.tunes.tune_rhythms import Bank, rhythms_near, strikes_per_bar
from musiccm_daw.timebase import Meter

PERIOD_BARS = 8
CLIMAX_BAR = 5
"""Of every eight bars, the one with the highest note: five eighths to two thirds of the way, as most tunes have it."""
_FORMS = ("AABA", "AAAC", "ABAC", "sentence")
_MIDDLE, _MIDDLE_OF_B = -1, 0.5
"""Scale steps from the centre in whose middle A and B lie: the climax needs room above."""
_RAISED = (1, 1, 2)
"""Scale steps by which the fifth bar lies above the first."""
_CLIMAX = (2, 3)
"""Scale steps by which the highest note lies above all before it: a third or a fourth."""
_HIGHEST = 6
"""Scale steps above the centre beyond which nothing is raised."""
_WIDEST_ENTRY = 3
"""Scale steps, a fourth, by which the climax is entered."""
_QUARTER = 4
"""16ths: the highest note is this long at least."""


@dataclass(frozen=True)
class Bar:
    """One bar of a tune.

    Attributes:
        marks: of its rhythm, as in `pattern.py`, in the meter's own length.
        places: of its notes, in scale steps from the tune's centre.
        peak: which of its notes is the highest of the period; None if none is.
        rest: whether its last note ends a phrase, with a rest behind it: "asks" or "closes"; empty if none does.
        led_in: how many notes at its end lead into the next bar.
    """

    marks: str
    places: tuple[int, ...]
    peak: int | None = None
    rest: str = ""
    led_in: int = 0


@dataclass(frozen=True)
class Tune:
    """Eight bars, and what phrasing does to them.

    Attributes:
        bars: as drawn, without breaths.
        early: whether the first beat comes an 8th early, in the first and in the second bar of units.
        pick_ups: notes that lead into the fifth bar, and into the first one.
        rising: whether they rise to it.
        late: whether phrases of two bars begin an 8th after their first beat.
        breath: 16ths of rest behind every second bar.
    """

    bars: tuple[Bar, ...]
    early: tuple[bool, bool]
    pick_ups: tuple[int, int]
    rising: bool
    late: bool
    breath: int


def drawn_tune(random: Random, bank: Bank, density: str, meter: Meter) -> Tune:
    """Draw a tune from a bank of rhythms; `density` is "sparse", "medium" or "dense"."""
    near = rhythms_near(bank, meter, strikes_per_bar(random, density))
    rhythm = random.choice(near)
    others = [other for other in near if other != rhythm] or near
    motif = _unit(random, rhythm, _MIDDLE)
    contrast = _unit(random, random.choice(others), _MIDDLE_OF_B)
    cadence = _unit(random, (rhythm[0], random.choice(others)[1]), _MIDDLE)
    other_end = (motif[0], _with_gesture(random, motif[1]))
    shift = random.choice((-1, 1, 2))
    raised = random.choice(_RAISED)
    form = random.choice(_FORMS)
    if form == "AABA":
        units = [motif, other_end, _shifted(contrast, raised), other_end]
    elif form == "AAAC":
        units = [motif, other_end, _shifted(motif, raised), cadence]
    elif form == "ABAC":
        units = [motif, contrast, _shifted(motif, raised), cadence]
    else:
        fragments = (_moved(motif[0], raised), _moved(motif[0], raised + 1))
        units = [motif, _shifted(motif, shift), fragments, cadence]
    bars = [bar for unit in units for bar in unit]
    bars[CLIMAX_BAR - 1 : CLIMAX_BAR + 1] = _with_climax(random, bars[: CLIMAX_BAR + 1])
    early = (random.random() < bank.anticipated, random.random() < bank.anticipated)
    pick_ups = (_pick_up(random, bank), _pick_up(random, bank))
    rising = random.random() < _RISING
    late = bank.late > 0 and random.random() < bank.late
    breath = random.choice(bank.breaths) if len(bank.breaths) > 1 else bank.breaths[0]
    return Tune(tuple(bars), early, pick_ups, rising, late, breath)


_RISING = 0.75
"""How often pick-ups rise: from the fifth to the tonic, in most songs."""
_PICK_UPS = (1, 1, 2, 2, 3)


def _pick_up(random: Random, bank: Bank) -> int:
    drawn = random.choice(_PICK_UPS)
    return drawn if random.random() < bank.pick_up else 0


def varied(bars: Sequence[Bar], random: Random) -> list[Bar]:
    """Return the bars of a period with other contours in its fourth bar and its last two."""
    return [_with_gesture(random, bar) if at in (3, 6, 7) else bar for at, bar in enumerate(bars)]


_Unit = tuple[Bar, Bar]


def _unit(random: Random, rhythm: tuple[str, str], middle: float) -> _Unit:
    """Draw the contour of a rhythm of two bars."""
    first, second = (marks.count("x") for marks in rhythm)
    drawn = two_gestures(random, (first, second))
    places = around([*drawn[0], *drawn[1]], middle)
    return Bar(rhythm[0], tuple(places[:first])), Bar(rhythm[1], tuple(places[first:]))


def _with_gesture(random: Random, bar: Bar) -> Bar:
    """Return a bar with another contour that begins on the same place."""
    if not bar.places:
        return bar
    return replace(bar, places=tuple(bar.places[0] + place for place in gesture(random, len(bar.places))))


def _shifted(unit: _Unit, steps: int) -> _Unit:
    return _moved(unit[0], steps), _moved(unit[1], steps)


def _moved(bar: Bar, steps: int) -> Bar:
    return replace(bar, places=tuple(place + steps for place in bar.places))


def _with_climax(random: Random, bars: Sequence[Bar]) -> tuple[Bar, Bar]:
    """Return the last two of some bars, the second with the highest note, to which the first leads."""
    before, climax = bars[-2:]
    top = max((place for bar in bars[:-1] for place in bar.places), default=0)
    height = max(top + 1, min(_HIGHEST, top + random.choice(_CLIMAX)))
    marks, peak = _with_long_note(climax.marks)
    places = list(before.places)
    if places:
        places[-1] = max(places[-1], height - _WIDEST_ENTRY * (peak + 1))
    last = places[-1] if places else height - _WIDEST_ENTRY
    rising = to_the_peak(last, marks.count("x"), peak, height)
    return replace(before, places=tuple(places)), Bar(marks, tuple(rising), peak=peak)


def _with_long_note(marks: str) -> tuple[str, int]:
    """Return marks that have a long note on the first beat, on the off-beat of the second or on the third.

    And the number of notes before it. In other meters than 4/4 the same places serve, as far as the bar has them.
    """
    length = min(_QUARTER, len(marks))
    able = [at for at in (8, 6, 0) if at + length <= len(marks)]
    at = min(able, key=lambda at: (marks[at] != "x") + marks[at + 1 : at + length].count("x"))
    held = marks[:at] + "x" + "-" * (length - 1) + marks[at + length :]
    return held, held[:at].count("x")
