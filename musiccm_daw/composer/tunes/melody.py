"""Melodies and riffs: a motif that repeats and varies, fitted to key and chords.

Writers for `Layer`s (bound with functools.partial). What a tune is made of is drawn in `tune_form.py`, and its phrases
are made in `phrasing.py`; here its notes are chosen, so that they fit the chords and follow the contour. Rhythms and
contours belong to the section's name and return with it; how phrases end varies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, inf
from random import Random

from musiccm_daw.composer.chords.chord_scales import calm_tones, guide_tones, local_scale
from musiccm_daw.composer.pattern import Step, hits
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes.contours import around, gesture
from musiccm_daw.composer.tunes.phrasing import (
    PHRASE_BARS,
    phrased,
    resting_tones,
    with_climax,
)
from musiccm_daw.composer.tunes.tune_form import CLIMAX_BAR, PERIOD_BARS, Bar, drawn_tune
from musiccm_daw.composer.tunes.tune_rhythms import BANKS, rhythms_near, strikes_per_bar
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_ABOVE, _BELOW = 11, 10
"""Semitones from the centre within which tunes stay."""
_MIDI = 127
_BELOW_PEAK = 2
"""Semitones below the highest note at which all others end."""
_STEP = 12 / 7
"""Semitones of a scale step, on average."""
_LONG = 1.0
"""Quarters: longer notes are tones on which a tune may dwell, wherever they begin."""
_CANDIDATES = 6
"""Pitches that are considered for a note, the nearest to the contour."""
_OCTAVE, _FIFTH, _FOURTH, _THIRD = 12, 7, 5, 4
_FAST = 0.25
"""Quarters: between 16ths, nobody leaps wider than a third with ease."""
_REPEATED, _THIRD_TIME = 4.0, 12.0
"""What a pitch costs that is sung again, in semitones from the contour, and what it costs the third time."""
_CONTOUR = 0.7
"""What an interval costs for every semitone by which it differs from the contour's."""
_LEAP, _UNANSWERED, _IMPOSSIBLE = 2.0, 5.0, 60.0
"""What a semitone above a fifth costs, a leap that is not followed by a step or third back, and one above an octave."""
_TRITONE, _HARD = 6, 4.0
"""What a tritone costs that is not between two tones of the chord, as those of a dominant are, nor of the blues."""
_CHARACTERISTIC = 2.0
"""Semitones from the contour that a tone may lie farther that is characteristic of the scale that is asked for."""
_ANSWER = 4
"""Semitones back that answer a leap."""
_RIFF, _STAB, _SECOND_VOICE = 88, 98, 74
"""Velocities."""
_ANSWERED, _OTHER_RHYTHM, _LEAST_ANSWER = 0.8, 0.5, 0.5
"""How often a riff's second bar answers its first, how often in another rhythm, and how many notes, of the riff's, such
a rhythm has at least."""
_LEADING = -8
"""Velocities that notes have more in pick-ups."""


@dataclass(frozen=True)
class _Tone:
    """One note before it is fitted: where it is, where the contour leads, and what is special about it.

    Attributes:
        step: its place and length.
        target: pitch to which the contour leads.
        part: "asks" or "closes" for the end of a phrase, "lead" in a pick-up, "peak" for the highest one and for the
            first in its bar, else empty.
        allowed: pitch classes.
        ceiling: pitch below which it stays, so that the highest note is the highest.
        tritones: pitch classes between which a tritone is sung with ease.
    """

    step: Step
    target: float
    part: str
    allowed: frozenset[int]
    ceiling: float = inf
    tritones: frozenset[int] = frozenset()


def melody(
    passage: Passage,
    density: str = "medium",
    centre: int = 74,
    scale: str = "full",
    velocity: int = 90,
    gate: float = 0.9,
    rests: float = 0.15,
    bank: str = "song",
) -> list[Note]:
    """Play phrases of four bars over the section, with breaths between; sometimes the fourth bar is left out.

    Args:
        passage: that is sung.
        density: "sparse", "medium" or "dense".
        centre: pitch around which the tune lies.
        scale: as in `local_scale`.
        velocity: of a note that is no pick-up.
        gate: share of its length that a note sounds.
        rests: how likely the fourth bar of a phrase is left out.
        bank: a key of `BANKS`.
    """
    family = BANKS[bank]
    tune = drawn_tune(passage.theme, family, density, passage.meter)
    tones = _tones(phrased(tune, passage, family, rests), passage, centre, scale)
    if family.enclosed:
        tones = _with_guides(tones, passage)
    pitches = _fitted(tones, passage, centre)
    if family.enclosed:
        pitches = _enclosed(tones, pitches, passage, family.enclosed)
    notes = []
    for tone, pitch in zip(tones, pitches, strict=True):
        loud = velocity + (_LEADING if tone.part == "lead" else 0)
        notes.append(Note(tone.step.start, tone.step.duration * gate, pitch, loud))
    return with_climax(notes, passage, [tone.allowed for tone in tones])


def _tones(bars: Sequence[Bar], passage: Passage, centre: int, scale: str) -> list[_Tone]:
    """Return the notes of bars, with the pitch classes that each may have."""
    parts: list[str] = []
    ceilings: list[float] = []
    for at, bar in enumerate(bars):
        highest = bars[at - at % PERIOD_BARS :][CLIMAX_BAR : CLIMAX_BAR + 1]
        capped = at % PERIOD_BARS != CLIMAX_BAR and bool(highest) and highest[0].peak is not None
        peak = max(highest[0].places) if capped else inf
        ceilings += [centre + _STEP * peak - _BELOW_PEAK for _ in bar.places]
        own = ["" for _ in bar.places]
        if bar.peak is not None:
            own[0] = own[bar.peak] = "peak"
        if bar.led_in:
            own[-bar.led_in :] = ["lead"] * bar.led_in
        if bar.rest and len(own) > bar.led_in:
            own[len(own) - bar.led_in - 1] = bar.rest
        parts += own
    places = [place for bar in bars for place in bar.places]
    steps = hits("".join(bar.marks for bar in bars), passage.start)
    tones = []
    for step, place, part, ceiling in zip(steps, places, parts, ceilings, strict=True):
        if part in ("asks", "closes"):
            allowed = resting_tones(passage, _chord_under(step, passage), part, scale)
        else:
            allowed = _allowed(step, passage, scale)
        sung = allowed if scale == "blues" else _chord_under(step, passage).pitch_classes
        tones.append(_Tone(step, centre + place * _STEP, part, frozenset(allowed), ceiling, frozenset(sung)))
    return tones


def _chord_under(step: Step, passage: Passage) -> Chord:
    """Return the chord for a note: the next one if it sounds longer over that, as an early first beat does."""
    span = passage.span_at(step.start)
    after = step.start + step.duration - span.end
    return passage.chord_after(span) if after > span.end - step.start - 1e-6 else span.chord


def _is_strong(step: Step, passage: Passage) -> bool:
    """Return whether a note begins on a strong beat or is held over one."""
    beat = float(passage.meter.beat_quarters)
    unit, place = beat if beat > 1 else 2.0, (step.start - passage.start) % passage.bar_quarters
    over_bar = place + step.duration > passage.bar_quarters + 1e-6
    return over_bar or ceil(place / unit - 1e-6) * unit < min(place + step.duration, passage.bar_quarters) - 1e-6


def _allowed(step: Step, passage: Passage, scale: str) -> set[int]:
    """Return the pitch classes that a note may have where it stands: calm ones on strong beats and if it is long."""
    chord = _chord_under(step, passage)
    calm = calm_tones(passage, chord, scale)
    if step.duration > _LONG:
        # A blue note may pass on a strong beat, but is not held.
        return calm & set(chord.pitch_classes) if scale == "blues" else calm
    if _is_strong(step, passage):
        return calm
    passing = local_scale(passage, chord, scale)
    if step.duration < _LONG:
        return passing
    # What lies a semitone above a tone of the chord is not dwelt upon.
    tones = set(chord.pitch_classes)
    return {tone for tone in passing if tone in tones or (tone - 1) % 12 not in tones} or tones


def _with_guides(tones: Sequence[_Tone], passage: Passage) -> list[_Tone]:
    """Return tones of which the first on a strong beat of every chord is a third or seventh: lines show the changes."""
    guided, shown = [], -1.0
    for tone in tones:
        span = passage.span_at(tone.step.start)
        if not tone.part and span.start != shown and _is_strong(tone.step, passage):
            shown = span.start
            tone = replace(tone, allowed=frozenset(guide_tones(_chord_under(tone.step, passage))))
        guided.append(tone)
    return guided


def _fitted(tones: Sequence[_Tone], passage: Passage, centre: int) -> list[int]:
    """Return the pitches that follow the contour best, all notes considered together (Viterbi's algorithm)."""
    if not tones:
        return []
    # Of every pitch of a note: what it costs up to there, and the pitches that lead to it, the latest first.
    paths: dict[int, tuple[float, tuple[int, ...]]] = {}
    links: list[dict[int, int]] = []
    for at, tone in enumerate(tones):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        link: dict[int, int] = {}
        widest = _widest(tones[at - 1], tone)
        for pitch in _near(tone, passage, centre):
            own = abs(pitch - tone.target) - (_CHARACTERISTIC if pitch % 12 in passage.characteristic else 0.0)
            if not paths:
                found[pitch] = (own, (pitch,))
                continue
            wanted = tone.target - tones[at - 1].target
            cost, before = min(
                (spent + _step_cost(recent, pitch, wanted, widest, tone.tritones), last)
                for last, (spent, recent) in paths.items()
            )
            found[pitch] = (own + cost, (*paths[before][1][-1:], pitch))
            link[pitch] = before
        paths = found
        links.append(link)
    pitches = [min(paths, key=lambda pitch: paths[pitch][0])]
    for link in reversed(links[1:]):
        pitches.append(link[pitches[-1]])
    return pitches[::-1]


def _near(tone: _Tone, passage: Passage, centre: int) -> list[int]:
    """Return the pitches for a note that are nearest to its contour, of those that the instrument has."""
    lowest, highest = max(centre - _BELOW, passage.lowest), min(centre + _ABOVE, passage.highest)
    capped = min(highest, int(min(tone.ceiling, _MIDI)))
    for low, high in ((lowest, capped), (lowest, highest), (passage.lowest, passage.highest), (0, _MIDI)):
        able = [pitch for pitch in range(low, high + 1) if pitch % 12 in tone.allowed]
        if able:
            return sorted(able, key=lambda pitch: abs(pitch - tone.target))[:_CANDIDATES]
    return [round(tone.target)]


def _widest(before: _Tone, tone: _Tone) -> int:
    """Return the interval between two notes, in semitones, beyond which it becomes awkward."""
    if before.step.duration <= _FAST:
        return _THIRD
    return _FOURTH if tone.part == "peak" else _FIFTH


def _step_cost(recent: Sequence[int], pitch: int, wanted: float, widest: int, tritones: frozenset[int]) -> float:
    """Return what the step from a pitch to another costs.

    Args:
        recent: the last two pitches, or one.
        pitch: that follows.
        wanted: the contour's interval.
        widest: interval that is not awkward, in semitones.
        tritones: pitch classes between which a tritone is sung with ease.
    """
    leap = pitch - recent[-1]
    size = abs(leap)
    cost = _CONTOUR * abs(leap - wanted)
    if size == 0:
        cost += _REPEATED if wanted else 0.0
        cost += _THIRD_TIME if len(recent) > 1 and recent[-2] == pitch else 0.0
    if size > widest:
        cost += _LEAP * (size - widest) + (_IMPOSSIBLE if size > _OCTAVE else 0.0)
    if size == _TRITONE and not {pitch % 12, recent[-1] % 12} <= tritones:
        cost += _HARD
    if len(recent) > 1 and abs(before := recent[-1] - recent[-2]) > _FIFTH:
        cost += 0.0 if before * leap < 0 and size <= _ANSWER else _UNANSWERED
    return cost


def _enclosed(tones: Sequence[_Tone], pitches: Sequence[int], passage: Passage, chance: float) -> list[int]:
    """Return pitches of which some on strong beats are approached from the scale step above and the semitone below."""
    shaped = list(pitches)
    for at in range(3, len(tones)):
        steps = [tone.step for tone in tones[at - 2 : at + 1]]
        joined = all(abs(after.start - before.start - 0.5) < 1e-6 for before, after in pairwise(steps))
        if not joined or tones[at].part or not _is_strong(steps[2], passage) or passage.theme.random() >= chance:
            continue
        target = shaped[at]
        scale = local_scale(passage, passage.chord_at(steps[0].start), "full")
        above = next(pitch for pitch in range(target + 1, target + 4) if pitch % 12 in scale or pitch == target + 3)
        if abs(above - shaped[at - 3]) in range(1, _FIFTH + 1) and passage.lowest < target < passage.highest - 3:
            shaped[at - 2 : at] = [above, target - 1]
    return shaped


def riff(
    passage: Passage,
    density: str = "dense",
    centre: int = 62,
    scale: str = "pentatonic",
    gate: float = 0.85,
    turns: bool = True,
    bank: str = "song",
    rooted: bool = False,
) -> list[Note]:
    """Play a bar's motif over and over, moved to each chord; with `turns`, it is answered, and every fourth bar ends.

    Args:
        passage: that is played.
        density: "sparse", "medium" or "dense".
        centre: pitch around which the riff lies.
        scale: as in `local_scale`.
        gate: share of its length that a note sounds.
        turns: whether every second bar may answer, and every fourth one ends; elsewhere all bars are alike.
        bank: a key of `BANKS`.
        rooted: whether every bar begins with the root of its chord, as those of a bass do.
    """
    theme, family = passage.theme, BANKS[bank]
    near = rhythms_near(family, passage.meter, strikes_per_bar(theme, density))
    both = [halves for first, second in near for halves in ((first, second), (second, first))]
    # A riff marks the first beat.
    marks, other = theme.choice([bars for bars in both if bars[0][0] == "x"] or [b for b in both if "x" in b[0]])
    asks = Bar(marks, tuple(around(gesture(theme, marks.count("x"), riff=True), 0)))
    cycle = [asks] * PHRASE_BARS
    if turns:
        answers = theme.random() < _ANSWERED
        cycle[1] = _answer(asks, asks.marks if rooted else other, theme) if answers else asks
        cycle[PHRASE_BARS - 1] = _riff_end(asks, theme)
    notes: list[Note] = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        inside = replace(passage, start=start, bars=1)
        tones = _tones([cycle[bar % PHRASE_BARS]], inside, centre, scale)
        if passage.scale and tones and bar == 0:
            # What is home in a scale that is asked for, a riff says with its first note.
            tones[0] = replace(tones[0], allowed=frozenset({passage.key.tonic}))
        elif rooted and tones:
            tones[0] = replace(tones[0], allowed=frozenset({passage.chord_at(start).bass}))
        for at, (tone, pitch) in enumerate(zip(tones, _fitted(tones, inside, centre), strict=True)):
            accent = 10 if at == 0 else 4 if (tone.step.start - start) % 1 == 0 else 0
            notes.append(Note(tone.step.start, tone.step.duration * gate, pitch, _RIFF + accent))
    return notes


def _answer(asks: Bar, other: str, theme: Random) -> Bar:
    """Return a bar that answers a riff's first, in its rhythm or another one: it begins alike and turns back."""
    fuller = other.count("x") >= len(asks.places) * _LEAST_ANSWER
    marks = other if fuller and theme.random() < _OTHER_RHYTHM else asks.marks
    count = marks.count("x")
    begins = list(asks.places[: (count + 1) // 2])
    pivot = begins[-1]
    back = [pivot - (place - pivot) for place in asks.places[len(begins) :]]
    places = [*begins, *back][:count]
    while len(places) < count:
        places.append(places[-1] - 1)
    if tuple(places) == asks.places and marks == asks.marks:
        places[-1] += theme.choice((-2, 1, 2))
    return Bar(marks, tuple(places))


def _riff_end(asks: Bar, theme: Random) -> Bar:
    """Return the bar that ends a riff: its first half, and a note that is held."""
    length = len(asks.marks)
    half = length // 2 // 2 * 2
    marks = asks.marks[:half] + "x-" + "-" * (length - half - 2)
    marks = marks[: length - 4] + "...." if length > half + 4 else marks
    places = [*asks.places, *gesture(theme, length, riff=True)]
    return Bar(marks, tuple(places[: marks.count("x")]))
