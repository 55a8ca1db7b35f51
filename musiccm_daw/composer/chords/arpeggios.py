"""Arpeggios: the tones of chords one after another, by hand or as a machine has them, and how their figures turn.

Writers for `Layer`s (bound with functools.partial) on top of `voicing.py`.
"""

from __future__ import annotations

from math import ceil

from musiccm_daw.composer.chords.voicing import Voicing, voicings_of
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import PHRASE_BARS, TURN_BARS, Habit
from musiccm_daw.score.note import Note

_OPENED = 10
"""Semitones above its centre that an arpeggio reaches where it opens."""

_SHAPES = ("up", "down", "updown", "broken", "skip", "pedal", "alberti")
GATES = (
    *("xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxx"),
    *("x.xxx.xxx.xxx.xx", "xx.xx.xx.xx.xx.x", "x.xx.xx.x.xx.xx.", "xxx.xxx.xxx.xxx.", "x.xxx.x.x.xxx.xx"),
)
"""Rhythms of an arpeggiator in 16ths: mostly all of them."""
_FIGURES: dict[Habit, tuple[str, ...]] = {
    "strict": ("........",),
    "turning": ("...o...b", "...b...o", ".......o", "...b...."),
    "answering": (".b.o.b.e", "...b.o.e", "..bo..be", "...e...o", ".o.b.o.e"),
    "free": (".b.o.be.", "..bo.e.b", ".o.b.boe", ".eb..eob"),
}
"""A change for each bar of a phrase: the figure goes back from its last tone (`b`), reaches the next tone of the chord
above its highest (`o`), or ends on a note that is held for the last half of the bar (`e`)."""


def arpeggio(
    passage: Passage,
    rates: tuple[float, ...] = (0.25, 0.5),
    centre: int = 67,
    voices: int = 4,
    gate: float = 0.8,
    velocity: int = 82,
    patterns: tuple[str, ...] = (),
    habit: Habit = "turning",
) -> list[Note]:
    """Play chord tones one after another: one every `rates` quarters, or in the rhythm of a pattern."""
    theme = passage.theme
    shape, rate = theme.choice(_SHAPES), theme.choice(rates)
    plan = theme.choice(_FIGURES[habit if passage.bars >= TURN_BARS else "strict"])
    voicings = voicings_of(passage, centre, voices, spread=False)
    if patterns:
        steps = unroll(theme.choice(patterns), passage.meter, passage.start, passage.bars)
        slots = [(step.start, step.duration) for step in steps]
    else:
        slots = _even_slots(passage, rate)
    notes = []
    figure, at = None, 0
    for start, duration in slots:
        span = passage.span_at(start)
        bar = int((start - passage.start) / passage.bar_quarters + 1e-6)
        # The figure begins anew with every bar and chord, so that bars on one chord are alike.
        begun = (bar, span)
        figure, at = begun, at + 1 if begun == figure else 0
        change = plan[bar % PHRASE_BARS]
        order = _turned(_ordered(voicings[span], shape), change, min(centre + _OPENED, passage.highest))
        left = passage.start + (bar + 1) * passage.bar_quarters - start
        if change == "e" and left < passage.bar_quarters / 2 - 1e-6:
            continue
        ends = change == "e" and left - duration < passage.bar_quarters / 2 - 1e-6
        length = min(left, span.end - start) if ends else duration
        notes.append(Note(start, length * gate, order[at % len(order)], velocity))
    return notes


def _turned(order: tuple[int, ...], change: str, highest: int) -> tuple[int, ...]:
    """Return the tones of a figure as a change has them: from the last to the first, or open up to a highest pitch."""
    if change == "b":
        return order[::-1]
    if change == "o":
        top = max(order)
        opened = min(pitch + octave for pitch in order for octave in (12, 24) if pitch + octave > top)
        return tuple(opened if pitch == top and opened <= highest else pitch for pitch in order)
    return order


def _even_slots(passage: Passage, rate: float) -> list[tuple[float, float]]:
    """Return where notes of one length begin in every bar, and how long they are; the last is cut by the bar line."""
    count = ceil(passage.bar_quarters / rate - 1e-6)
    return [
        (passage.start + bar * passage.bar_quarters + at * rate, min(rate, passage.bar_quarters - at * rate))
        for bar in range(passage.bars)
        for at in range(count)
    ]


def _ordered(chord: Voicing, shape: str) -> tuple[int, ...]:
    """Return the tones of a chord in the order of an arpeggio's shape."""
    if shape == "down":
        return chord[::-1]
    if shape == "updown":
        return chord + chord[-2:0:-1]
    if shape == "broken":
        return (chord[0], chord[-1], *chord[1:-1], chord[-1])
    if shape == "skip":
        return (*chord[::2], *chord[1::2], chord[0] + 12)
    if shape == "pedal":
        return tuple(pitch for upper in chord[1:] for pitch in (chord[0], upper))
    if shape == "alberti":
        return (chord[0], chord[-1], chord[1], chord[-1])
    return chord
