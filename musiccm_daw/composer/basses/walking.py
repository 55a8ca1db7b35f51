"""The walking bass: a note on every beat, in figures of a bar that lead to the next chord.

A bar is one of the figures that teachers of the double bass write down (1 2 3 5, 1 3 5 6, 1 8 7 5 and the like), placed
so that the hand moves by small steps. The line keeps a direction over two bars and turns back at the ends of its range.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from musiccm_daw.composer.basses.bass import smooth_floor
from musiccm_daw.composer.basses.leading import step_beside
from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_WALKED, _BACKBEAT = 88, 6
"""Velocity of a walked note, and by how much the second and fourth beats are louder: they are those that swing."""
_SKIPPED, _SKIP_SOFTER = 0.08, 22
"""How often a beat has a second, softer 8th, as players do now and then, and the velocities by which it is softer."""
_BELOW_FLOOR, _RANGE = 3, 24
"""Semitones under the floor of the roots, and above it: E1 to G3."""
_WIDEST, _OCTAVE, _FIFTH = 5, 12, 7
"""Semitones between neighbours: a fourth or an octave; a fifth only into the next chord."""
_LEADS = {"semitone": 0.6, "fifth": 0.2, "step": 0.2}
"""Notes that lead to the next chord, and how often they do."""
_KEPT_BARS = 2
"""Bars for which a line keeps its direction."""
_NEAR_END = 7
"""Semitones from an end of the range, where it turns back."""
_RUNS = 3
"""How many figures a run of the scale counts for."""
_ELSEWHERE = 0.001
"""How likely a line ends in another octave than that in which the next passage begins."""
_WRONG_WAY, _LEAP, _NO_LEAD, _BACK, _HIGH = 0.15, 0.7, 0.4, 0.2, 0.5
"""How likely, of figures that are else alike, is one against the direction, one for every leap of a fourth, one that
comes to the next chord by more than a step, one that goes to a note and back, and one to the highest fifth."""

# By the degree of the chord that they begin with, and their beats. `a` leads to the next chord, `c` is the tone below a
# major third.
_FIGURES: dict[str, dict[int, tuple[str, ...]]] = {
    "1": {
        4: ("1235", "1356", "153a", "135a", "1875", "12c3", "123a", "165a", "187a", "176a", "1765"),
        3: ("135", "15a", "13a", "123", "18a", "12a"),
        2: ("1a", "1a", "15", "13", "18"),
    },
    "5": {4: ("532a", "567a", "531a", "565a", "581a", "576a"), 3: ("53a", "56a", "57a"), 2: ("5a", "53", "56", "58")},
    "3": {4: ("358a", "321a", "356a", "351a", "3217"), 3: ("32a", "35a", "356"), 2: ("3a", "35", "32", "38")},
}
_LONGEST, _HALVES = 4, {5: 3, 6: 3}
"""Beats of a figure, and of the first of two where a chord lasts longer."""
_TONES = {"1": (0,), "8": (0,), "3": (4, 3, 5, 2), "5": (7, 6, 8)}
_STEPS = {"2": (2, 1), "6": (9, 8), "7": (10, 11)}
"""Semitones above the root: of tones of the chord, and of those of the scale where the chord has none of them."""


@dataclass(frozen=True)
class _Bar:
    """What a figure fills, a bar or a part of it: where its line begins and may lead to."""

    chord: Chord
    beats: int
    degree: str
    """Of the chord, on the first beat."""
    start: int
    """The pitch of the first beat."""
    before: tuple[int, ...]
    """The pitches of the two beats before, if there are any."""
    nexts: dict[int, str]
    """Pitch classes on the next chord's first beat, and the degrees that they are of it."""
    home: int | None
    """The pitch there, if a passage that begins anew has one."""
    scale: Collection[int]
    lowest: int
    highest: int
    rising: bool

    def pitches_of(self, pitch_class: int) -> range:
        """Return the pitches of a class within the range."""
        return range(root_at(pitch_class, self.lowest), self.highest + 1, _OCTAVE)


def walking_bass(passage: Passage, floor: int = 31) -> list[Note]:
    """Play a note on every beat, from each chord's bass to the next one's."""
    # Nobody walks in 8ths: in 7/8, too, the beats are quarters.
    beat = max(1.0, float(passage.meter.beat_quarters))
    notes: list[Note] = []
    for span, pitches in _walked(passage, floor, beat):
        for at, pitch in enumerate(pitches):
            start = span.start + at * beat
            accent = _BACKBEAT if round((start - passage.start) % passage.bar_quarters / beat) % 2 else 0
            notes.append(Note(start, min(beat, span.end - start) * 0.92, pitch, _WALKED + accent))
            if passage.chance.random() < _SKIPPED and at < len(pitches) - 1:
                notes.append(Note(start + beat * 0.5, beat * 0.4, pitch, _WALKED - _SKIP_SOFTER))
    return notes


def _walked(passage: Passage, floor: int, beat: float) -> Iterator[tuple[ChordSpan, Sequence[int]]]:
    """Yield the chords, long ones in parts, with the pitches of their beats."""
    lowest, highest = max(floor - _BELOW_FLOOR, passage.lowest), min(floor + _RANGE, passage.highest)
    floor = smooth_floor(passage, floor)
    before: tuple[int, ...] = ()
    start, degree = root_at(passage.spans[0].chord.bass, floor), "1"
    rising, period = True, -1
    parts = [part for span in passage.spans for part in _parts(span, beat)]
    for at, (span, beats) in enumerate(parts):
        number = int((span.start - passage.start) / (_KEPT_BARS * passage.bar_quarters) + 1e-6)
        if number != period:
            rising, period = passage.chance.choice((False, True)), number
        rising = start < lowest + _NEAR_END or (rising and start < highest - _NEAR_END)
        ends = at + 1 == len(parts)
        after = passage.next_chord if ends else parts[at + 1][0].chord
        bar = _Bar(
            chord=span.chord,
            beats=beats,
            degree=degree,
            start=start,
            before=before,
            nexts={after.bass: "1"} if ends else _next_starts(span.chord, after, degree),
            home=root_at(after.bass, floor) if ends else None,
            scale=local_scale(passage, span.chord, "full"),
            lowest=lowest,
            highest=highest,
            rising=rising,
        )
        pitches, target = _drawn(bar, passage.chance)
        yield span, pitches
        before, start, degree = (*before, *pitches)[-2:], target, bar.nexts[target % _OCTAVE]


def _parts(span: ChordSpan, beat: float) -> Iterator[tuple[ChordSpan, int]]:
    """Yield a chord in parts no longer than a figure, with their beats."""
    start, left = span.start, max(1, round(span.duration / beat))
    while left:
        beats = _HALVES.get(left, min(left, _LONGEST))
        left -= beats
        end = start + beats * beat if left else span.end
        yield ChordSpan(start, end - start, span.chord), beats
        start = end


def _next_starts(chord: Chord, after: Chord, degree: str) -> dict[int, str]:
    """Return what the next bar may begin with: its bass, or the fifth or third of a chord that stays."""
    if after != chord or degree != "1" or chord.bass != chord.root:
        return {after.bass: "1"}
    found = {_tone(chord, one): one for one in ("5", "3")}
    return {tone: one for tone, one in found.items() if tone != chord.root} or {after.bass: "1"}


def _drawn(bar: _Bar, random: Random) -> tuple[Sequence[int], int]:
    """Return the pitches of a bar and the one that they lead to."""
    kind = random.choices([*_LEADS], [*_LEADS.values()])[0]
    side = random.choice((-1, 1))
    figures = _FIGURES[bar.degree].get(bar.beats, (bar.degree,))
    bodies = [(line, figure[-1] == "a") for figure in figures for line in _placed((bar.start,), figure[1:], bar)]
    found: list[tuple[Sequence[int], int]] = []
    weights: list[float] = []
    for target in [pitch for one in bar.nexts for pitch in bar.pitches_of(one)]:
        lead = _lead_to(target, kind, side, bar)
        lines = [(*line, lead) if leads else line for line, leads in bodies if not leads or _is_step(line[-1], lead)]
        for line in lines + _run(bar, target):
            if weight := _weight(line, target, bar):
                found.append((line, target))
                weights.append(weight)
    if not found:
        # From the end of the range, nothing leads there in small steps.
        near = min((root_at(one, bar.lowest) for one in bar.nexts), key=lambda pitch: abs(pitch - bar.start))
        octave = bar.start + (_OCTAVE if bar.start + _OCTAVE <= bar.highest else -_OCTAVE)
        return ((bar.start, octave) * bar.beats)[: bar.beats], near
    return random.choices(found, weights)[0]


def _is_step(before: int, pitch: int) -> bool:
    return 0 < abs(pitch - before) <= _WIDEST


def _lead_to(target: int, kind: str, side: int, bar: _Bar) -> int:
    """Return the note that leads to a pitch, on the other side where the range ends."""
    if kind == "fifth":
        return target + _FIFTH if target + _FIFTH <= bar.highest else target - _WIDEST
    side = -side if not bar.lowest <= target + 2 * side <= bar.highest else side
    return target + side if kind == "semitone" else step_beside(target, bar.scale, above=side > 0)


def _placed(line: tuple[int, ...], degrees: str, bar: _Bar) -> Iterator[tuple[int, ...]]:
    """Yield the ways to go on in small steps through the degrees, up to the note that leads on."""
    if not degrees or degrees[0] == "a":
        yield line
        return
    tone = _tone_of(bar, degrees[0])
    for pitch in () if tone is None else bar.pitches_of(tone):
        if _is_step(line[-1], pitch) or (degrees[0] == "8" and abs(pitch - line[-1]) == _OCTAVE):
            yield from _placed((*line, pitch), degrees[1:], bar)


def _tone_of(bar: _Bar, degree: str) -> int | None:
    """Return the pitch class of a degree, or None if the chord has none."""
    root = bar.chord.root
    if degree in _STEPS:
        own = [step for step in _STEPS[degree] if (root + step) % _OCTAVE in bar.chord.pitch_classes]
        own += [step for step in _STEPS[degree] if (root + step) % _OCTAVE in bar.scale]
        return (root + own[0]) % _OCTAVE if own else None
    if degree == "c":
        return (root + 3) % _OCTAVE if _tone(bar.chord, "3") == (root + 4) % _OCTAVE else None
    return bar.chord.bass if degree == "1" else _tone(bar.chord, degree)


def _tone(chord: Chord, degree: str) -> int:
    """Return the pitch class of a tone of the chord."""
    own = (step for step in _TONES[degree] if (chord.root + step) % _OCTAVE in chord.pitch_classes)
    return (chord.root + next(own, 0)) % _OCTAVE


def _run(bar: _Bar, target: int) -> list[tuple[int, ...]]:
    """Return the run of the scale that arrives at a pitch just in time, if there is one."""
    side = 1 if target > bar.start else -1
    inside = range(bar.start, target, side)
    run = tuple(pitch for pitch in inside if pitch == bar.start or pitch % _OCTAVE in bar.scale)
    return [run] * _RUNS if len(run) == bar.beats > 1 else []


def _weight(line: Sequence[int], target: int, bar: _Bar) -> float:
    """Return how likely a line is drawn, 0 for never."""
    into = abs(target - line[-1])
    if into == 0 or (into > _FIFTH if len(line) == 1 or line[-1] == target + _FIFTH else into > _WIDEST):
        return 0.0
    pitches = [*bar.before, *line, target]
    back = [one == other for one, other in zip(pitches, pitches[2:], strict=False)]
    if any(one and other for one, other in pairwise(back)):
        return 0.0
    weight = _BACK ** sum(back) * _LEAP ** sum(abs(one - other) >= _WIDEST for one, other in pairwise(line))
    if target != bar.start and (target > bar.start) != bar.rising:
        weight *= _WRONG_WAY
    if into > 2 and target + _FIFTH != line[-1]:
        weight *= _NO_LEAD
    if target > bar.highest - _FIFTH:
        weight *= _HIGH
    return weight if bar.home in (None, target) else weight * _ELSEWHERE
