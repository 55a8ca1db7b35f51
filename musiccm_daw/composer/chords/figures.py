"""Figures of keyboard players: arpeggios that climb through octaves, an Alberti bass, the 16ths of a toccata.

Writers for `hand_ways.py` on top of `voicing.py`. Each has a direction: it rises or falls through a bar, and its fourth
bars turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from musiccm_daw.composer.chords.voicing import root_at, voice_lead
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.composer.turns import TURN_BARS
from musiccm_daw.score.note import Note

_OCTAVE = 12
_ACCENT = 10
_ALBERTI = (0, 2, 1, 2)
_ALBERTI_IN_THREE = (0, 1, 2)
_TOCCATAS = ((0, 1, 2, 1), (2, 1, 0, 1), (0, 2, 1, 2), (2, 0, 1, 0))
"""Of three tones from below, the four notes of a beat."""
_WAVES = ((0, 1, 2, 3), (3, 2, 1, 0), (0, 1, 2, 1), (0, 2, 1, 3))
"""By how many tones each beat of a bar lies higher than the lowest."""


_ROLLING = (
    (0, 2, 3, 4, 5, 4, 3, 2),
    (0, 2, 4, 3, 5, 3, 4, 2),
    (0, 2, 3, 5, 6, 5, 3, 2),
    (0, 1, 2, 3, 4, 5, 4, 2),
    (0, 3, 2, 4, 3, 5, 4, 3),
)
"""Tones of a chord above its bass, in the order in which a hand breaks it."""


def climbing(
    passage: Passage,
    rate: float = 0.25,
    centre: int = 67,
    octaves: int = 2,
    velocity: int = 78,
    gate: float = 0.9,
    *,
    returns: bool = True,
) -> list[Note]:
    """Play the tones of chords up through some octaves, and down again; every fourth bar begins from above.

    Args:
        passage: to play.
        rate: quarters from note to note.
        centre: pitch in the middle.
        octaves: through which it climbs.
        velocity: of a note between the beats.
        gate: share of the rate that a note sounds.
        returns: whether it comes down again, as hands do; else it begins anew below.
    """
    notes: list[Note] = []
    figure: tuple[int, ChordSpan] | None = None
    at = 0
    for bar, start in _slots(passage, rate):
        span = passage.span_at(start)
        at = at + 1 if figure == (bar, span) else 0
        figure = (bar, span)
        up = _rising(passage, span, centre, octaves)
        order = (*up, *up[-2:0:-1]) if returns else up
        if bar % TURN_BARS == TURN_BARS - 1 and passage.bars >= TURN_BARS:
            order = (*up[::-1], *up[1:-1]) if returns else up[::-1]
        accent = _ACCENT if at == 0 else _ACCENT // 2 if (start - passage.start) % 1 < 1e-6 else 0
        length = min(rate * gate, span.end - start)
        notes.append(Note(start, length, order[at % len(order)], velocity + accent))
    return notes


def _rising(passage: Passage, span: ChordSpan, centre: int, octaves: int) -> tuple[int, ...]:
    """Return the tones of a chord from a root up through some octaves, as far as the instrument has them."""
    half = _OCTAVE * octaves // 2
    lowest = max(passage.lowest, min(centre - half, passage.highest - _OCTAVE * octaves))
    root = root_at(span.chord.bass, lowest)
    top = min(root + _OCTAVE * octaves, passage.highest)
    wanted = {*span.chord.pitch_classes, span.chord.bass}
    return tuple(pitch for pitch in range(root, top + 1) if pitch % _OCTAVE in wanted) or (root,)


def rolling(
    passage: Passage, rates: tuple[float, ...] = (0.5,), centre: int = 62, velocity: int = 70, gate: float = 1.0
) -> list[Note]:
    """Play a pianist's or harpist's broken chords: from a bass note up through two octaves and back, in waves.

    The wave of the fourth bar is another one, and the bass rings on.
    """
    rate = passage.theme.choice(rates)
    wave, turn = passage.theme.sample(_ROLLING, 2)
    notes: list[Note] = []
    figure: tuple[int, ChordSpan] | None = None
    at = 0
    for bar, start in _slots(passage, rate):
        span = passage.span_at(start)
        at = at + 1 if figure == (bar, span) else 0
        figure = (bar, span)
        tones = _rising(passage, span, centre, 2)
        turns = bar % TURN_BARS == TURN_BARS - 1 and passage.bars >= TURN_BARS
        order = turn if turns else wave
        pitch = tones[min(order[at % len(order)], len(tones) - 1)]
        left = span.end - start
        length = min(left, passage.bar_quarters / 2) if at == 0 else min(left, rate * gate)
        notes.append(Note(start, length, pitch, velocity + (_ACCENT if at == 0 else 0)))
    return notes


def alberti(passage: Passage, centre: int = 54, velocity: int = 62, rate: float = 0.5) -> list[Note]:
    """Play an Alberti bass: the lowest tone of a chord, the highest, the middle one, the highest."""
    in_three = passage.meter.numerator % 3 == 0
    order = _ALBERTI_IN_THREE if in_three and passage.meter.denominator == 8 else _ALBERTI
    shapes = voice_lead(passage.spans, centre, 3, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    notes = []
    for _, start in _slots(passage, rate):
        span = passage.span_at(start)
        at = round((start - span.start) / rate)
        pitch = voicings[span][order[at % len(order)] % len(voicings[span])]
        accent = _ACCENT if at % len(order) == 0 else 0
        notes.append(Note(start, rate * 0.95, pitch, velocity + accent))
    return notes


def toccata(passage: Passage, centre: int = 72, velocity: int = 88) -> list[Note]:
    """Play 16ths without a rest: one figure, beat by beat on higher and lower tones of the chord."""
    figure, waves = passage.theme.choice(_TOCCATAS), passage.theme.sample(_WAVES, 2)
    notes = []
    for bar, start in _slots(passage, 0.25):
        place = start - passage.start - bar * passage.bar_quarters
        tones = _rising(passage, passage.span_at(start), centre, 2)
        wave = waves[bar % 2]
        lowest = wave[int(place + 1e-6) % len(wave)]
        at = (lowest + figure[round(place % 1 * 4) % len(figure)]) % len(tones)
        notes.append(Note(start, 0.23, tones[at], velocity + (_ACCENT if place % 1 < 1e-6 else 0)))
    return notes


def bass_then_chord(passage: Passage, centre: int = 60, floor: int = 38, velocity: int = 60) -> list[Note]:
    """Play the bass alone on the first beat of every bar, and a chord that is held from the second on."""
    shapes = voice_lead(passage.spans, centre, 3, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    beat = max(1.0, float(passage.meter.beat_quarters))
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        end = start + passage.bar_quarters
        notes.append(Note(start, passage.bar_quarters, root_at(passage.chord_at(start).bass, floor), velocity + 4))
        if beat < passage.bar_quarters:
            chord = voicings[passage.span_at(start + beat)]
            notes += [Note(start + beat, (end - start - beat) * 0.97, pitch, velocity - 6) for pitch in chord]
    return notes


def _slots(passage: Passage, rate: float) -> Iterator[tuple[int, float]]:
    """Yield the bar and the place of notes of one length; each bar begins anew."""
    for bar in range(passage.bars):
        for at in range(ceil(passage.bar_quarters / rate - 1e-6)):
            yield bar, passage.start + bar * passage.bar_quarters + at * rate
