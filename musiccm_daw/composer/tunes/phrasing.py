"""Phrases of tunes: where they breathe, how they end and are led into, and that one note is the highest.

For `melody.py`: the bars of `tune_form.py` become phrases of four bars here, before they are fitted to chords.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from random import Random

from musiccm_daw.composer.chords.chord_scales import calm_tones
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes.tune_form import CLIMAX_BAR, PERIOD_BARS, Bar, Tune, varied
from musiccm_daw.composer.tunes.tune_rhythms import Bank
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

PHRASE_BARS = 4
BREATH_BARS, BREATH_QUARTERS = 2, 0.5
"""After every second bar, and how long: players of wind instruments need it, and all tunes are clearer for it."""
_BREATH, _LONG_BREATH = 2, 4
"""16ths of rest in every second bar and at the end of a phrase, where notes may lead into the next one."""
_EIGHTH = 2
"""16ths."""
_FEWEST_BARS = 3
"""Shorter passages go round without an end."""
_ENDS = 2
"""Notes, of those that begin in the first half of a bar, one of which ends a phrase."""
_FEWEST_NOTES = 3
"""A bar of fewer keeps its first."""
_OCTAVE = 12


def phrased(tune: Tune, passage: Passage, bank: Bank, rests: float) -> list[Bar]:
    """Return the bars of a passage: the tune's, again and again, with breaths, ends of phrases and pick-ups.

    Args:
        tune: as drawn.
        passage: that is filled.
        bank: of the tune's rhythms.
        rests: how likely the fourth bar of a phrase is left out, but for the note that is held into it.
    """
    bars: list[Bar] = []
    while len(bars) < passage.bars:
        bars += varied(tune.bars, passage.chance) if bars else tune.bars
    del bars[passage.bars :]
    if tune.late:
        bars = [_late(bar) if _begins(at) and not _is_led_into(at, tune) else bar for at, bar in enumerate(bars)]
    # The first return of a section differs from it in how it closes.
    for at in range(len(bars)):
        ends = _end_of(at, passage)
        if bank.runs_on:
            bars[at] = _run_through(bars[at], ends)
        elif ends == "asks" and passage.chance.random() < rests and _holds(bars[at - 1]):
            bars[at - 1], bars[at] = _left_out(bars[at - 1], bars[at])
        elif ends:
            bars[at] = _ended(bars[at], ends, passage.chance, tune.breath + _EIGHTH, clipped=bank.clipped)
        elif at % BREATH_BARS == BREATH_BARS - 1:
            bars[at] = _breathing(bars[at], tune.breath)
    bars = _led_into(bars, tune, passage)
    return _early(bars, tune)


def _run_through(bar: Bar, how: str) -> Bar:
    """Return a bar that goes on to its last beat, or its last 8th but one, where it ends a phrase."""
    length = len(bar.marks)
    if not how or length < 2 * _LONG_BREATH:
        return replace(bar, rest=how)
    held = _LONG_BREATH if how == "closes" else _EIGHTH
    marks = bar.marks[: length - held] + "x" + "-" * (held - 1)
    return _with_marks(replace(bar, rest=how), marks)


def _end_of(at: int, passage: Passage) -> str:
    """Return how a bar ends a phrase: "asks", "closes", or not at all.

    A piece whose last bar is somebody else's (`endings.py`) closes there.
    """
    if at % PERIOD_BARS == PERIOD_BARS - 1:
        return "closes"
    if at == passage.bars - 1 and passage.bars >= _FEWEST_BARS:
        return "" if passage.last and passage.bars % PHRASE_BARS == PHRASE_BARS - 1 else "closes"
    return "asks" if at % PHRASE_BARS == PHRASE_BARS - 1 else ""


def _holds(bar: Bar) -> bool:
    return "x" in bar.marks


def _left_out(before: Bar, bar: Bar) -> tuple[Bar, Bar]:
    """Return two bars, of which the second has nothing but the end of the first one's last note."""
    last = before.marks.rindex("x")
    held = before.marks[: last + 1] + "-" * (len(before.marks) - last - 1)
    half = len(bar.marks) // 2
    return replace(before, marks=held, rest="asks"), Bar("-" * half + "." * (len(bar.marks) - half), ())


def _begins(at: int) -> bool:
    return at % BREATH_BARS == 0


def _is_led_into(at: int, tune: Tune) -> bool:
    """Return whether notes may lead into a bar of a tune."""
    return at % PHRASE_BARS == 0 and tune.pick_ups[at % PERIOD_BARS == 0] > 0


def _late(bar: Bar) -> Bar:
    """Return a bar whose first note comes an 8th late if it is long, and gives way to the second if it is short."""
    second = bar.marks.find("x", 1)
    if bar.marks[:1] != "x" or bar.peak is not None or len(bar.marks) <= 2 * _LONG_BREATH:
        return bar
    if bar.marks.startswith("x---"):
        return replace(bar, marks=f"..x-{bar.marks[4:]}")
    if len(bar.places) < _FEWEST_NOTES:
        return bar
    return replace(bar, marks="." * second + bar.marks[second:], places=bar.places[1:])


def _ended(bar: Bar, how: str, random: Random, rest: int, *, clipped: bool) -> Bar:
    """Return a bar whose last note begins in its first half and is held, or comes off the beat and is short.

    A note that is held leaves `rest` 16ths, of which it takes those without which it would be no quarter.
    """
    length = len(bar.marks)
    half = length // 2
    if clipped and length >= 8:
        able = [at for at, mark in enumerate(bar.marks) if mark == "x" and at % 4 == 2 and at <= half + _EIGHTH]
        last = max(able, default=half - _EIGHTH)
        marks = bar.marks[:last] + "x-"
    else:
        # In 3/4, half a bar would leave an 8th before the rest.
        latest = min(half, max(0, length - 2 * _LONG_BREATH))
        able = [at for at, mark in enumerate(bar.marks) if mark == "x" and at <= latest]
        last = random.choice(able[-_ENDS:] or [0])
        marks = bar.marks[:last] + "x"
        # 3/4 rests for a quarter, too.
        rest = max(min(_LONG_BREATH, length // 4 + 1), min(rest, length - last - _LONG_BREATH, length // 2))
        marks += "-" * max(0, length - rest - last - 1)
    marks = (marks + "." * length)[:length]
    return _with_marks(replace(bar, rest=how), marks)


def _breathing(bar: Bar, rest: int) -> Bar:
    """Return a bar with so many 16ths of rest at its end, fewer in short bars; an 8th in its second half may do."""
    length = len(bar.marks)
    rest = min(rest, length // 3 // _EIGHTH * _EIGHTH)
    if (rest <= _BREATH and "." * _BREATH in bar.marks[length // 2 :]) or length <= 2 * _BREATH:
        return bar
    marks = bar.marks[: length - max(rest, _BREATH)] + "." * max(rest, _BREATH)
    return _with_marks(bar, marks) if "x" in marks else bar


def _with_marks(bar: Bar, marks: str) -> Bar:
    """Return a bar with other marks and as many notes as they have; one that is new lies a step below the last."""
    places = list(bar.places[: marks.count("x")])
    while len(places) < marks.count("x"):
        places.append(places[-1] - 1 if places else 0)
    peak = bar.peak if bar.peak is not None and bar.peak < len(places) else None
    return replace(bar, marks=marks, places=tuple(places), peak=peak)


def _led_into(bars: Sequence[Bar], tune: Tune, passage: Passage) -> list[Bar]:
    """Return the bars with notes that lead into the fifth and, where the music goes on, into the first one."""
    led = list(bars)
    for at in range(PHRASE_BARS - 1, len(bars), PHRASE_BARS):
        inside = at % PERIOD_BARS != PERIOD_BARS - 1
        count = tune.pick_ups[not inside]
        if at == len(bars) - 1 and passage.last:
            continue
        following = led[at + 1] if at + 1 < len(bars) else tune.bars[0]
        free = len(led[at].marks) - 1 - max(led[at].marks.rfind("x"), 0)
        # What ends a phrase sounds for a quarter, and rests for an 8th.
        count = min(count, (free - 2 * _EIGHTH) // _EIGHTH) if following.marks[:1] == "x" else 0
        if count > 0:
            led[at] = _with_pick_up(led[at], count, following.places[0], rising=tune.rising)
    return led


def _with_pick_up(bar: Bar, count: int, target: int, *, rising: bool) -> Bar:
    begin = len(bar.marks) - count * _EIGHTH
    head = bar.marks[: begin - _EIGHTH] + "." * _EIGHTH
    step = -1 if rising else 1
    places = [target + step * (count - at) for at in range(count)]
    return replace(bar, marks=head + "x-" * count, places=(*bar.places, *places), led_in=count)


def _early(bars: Sequence[Bar], tune: Tune) -> list[Bar]:
    """Return the bars with some first beats an 8th early, tied over the bar line, where that 8th is free."""
    moved = list(bars)
    for at in range(1, len(bars)):
        before, bar = moved[at - 1], moved[at]
        # Where a breath belongs, it comes before the early note.
        breathes = at % BREATH_BARS == 0
        free = 2 * _EIGHTH if breathes else _EIGHTH
        if not tune.early[at % 2] or bar.marks[0] != "x" or "x" in before.marks[-free:] or before.rest:
            continue
        # The peak stays where it is, and a short note is not made three times as long.
        if bar.peak == 0 or bar.marks[1:2] != "-" or len(bar.marks) <= free:
            continue
        head = before.marks[:-free] + "." * _EIGHTH if breathes else before.marks[:-free]
        moved[at - 1] = replace(before, marks=head + "x-", places=(*before.places, bar.places[0]))
        peak = None if bar.peak is None else bar.peak - 1
        moved[at] = replace(bar, marks="-" + bar.marks[1:], places=bar.places[1:], peak=peak)
    return moved


def resting_tones(passage: Passage, chord: Chord, how: str, scale: str) -> set[int]:
    """Return the pitch classes that end a phrase over a chord: the tonic where the tune closes, elsewhere another.

    Over a major seventh chord the root would rub, and the tune closes on its third or fifth.
    """
    tonic = passage.key.tonic
    calm = calm_tones(passage, chord, scale)
    tones = calm & set(chord.pitch_classes)
    if how == "asks":
        return tones - {tonic} or calm
    for wanted in (tonic, chord.root):
        if wanted in tones:
            return {wanted}
    return {tone for tone in tones if (tone - chord.root) % _OCTAVE in (3, 4, 7)} or tones


def with_climax(notes: Sequence[Note], passage: Passage, allowed: Sequence[Collection[int]]) -> list[Note]:
    """Return a tune in which nothing outside the sixth of every eight bars is as high as the highest note there.

    Args:
        notes: of the tune.
        passage: that it fills.
        allowed: the pitch classes that each note may have.
    """
    shaped = list(notes)
    bars = [int((note.start_quarters - passage.start) / passage.bar_quarters + 1e-6) for note in notes]
    for first in range(0, passage.bars - CLIMAX_BAR, PERIOD_BARS):
        inside = [at for at, bar in enumerate(bars) if first <= bar < first + PERIOD_BARS]
        climax = [at for at in inside if bars[at] == first + CLIMAX_BAR]
        if not climax:
            continue
        highest = max(shaped[at].pitch for at in climax)
        for at in inside:
            if at not in climax and shaped[at].pitch >= highest:
                shaped[at] = _lowered(shaped[at], highest, passage, allowed[at])
    return shaped


def _lowered(note: Note, highest: int, passage: Passage, tones: Collection[int]) -> Note:
    """Return a note on the nearest of some tones below a pitch, if the instrument has it."""
    below = range(highest - 1, max(highest - _OCTAVE, passage.lowest) - 1, -1)
    return replace(note, pitch=next((pitch for pitch in below if pitch % _OCTAVE in tones), note.pitch))
