"""A pianist who is alone with some chords: broken over both hands, rocking, held over a moving left hand, in three.

A writer for `pitched_ways.py`, where neither prompt nor style says how a piano is played. The left hand has root, fifth
and octave from C2 up, the right one three tones above; the pedal joins them, so that notes sound on to the next chord.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from musiccm_daw.composer.chords.voicing import Voicing, root_at, voicings_of
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.score.note import Note

_VOICES, _PHRASE_BARS = 3, 4
_LOWEST = 36
_EIGHTH = 0.5
_LEFT, _RIGHT, _INNER = 66, 70, 60
"""Velocities: of the left hand, of the top voice, and of those between."""
_FEWEST_EIGHTHS = 4
"""Of a chord, which is broken; shorter ones are struck."""
_NEAR = 1e-6

_Stroke = tuple[float, float, int, int]
"""A note of one chord: quarters from its beginning, length, pitch and velocity."""


def pianist(passage: Passage, centre: int = 66, velocity: int = _RIGHT) -> list[Note]:
    """Play chords with both hands in one texture, which holds still at the end of every phrase of four bars."""
    bank = _OF_THREE if passage.meter.numerator % 3 == 0 and passage.meter.denominator == 4 else _OF_FOUR
    texture = passage.theme.choice(bank)
    louder = velocity - _RIGHT
    notes: list[Note] = []
    for span, chord in _by_bars(passage, voicings_of(passage, centre, _VOICES, spread=False)):
        bar = int((span.start - passage.start) / passage.bar_quarters + _NEAR)
        ends = bar % _PHRASE_BARS == _PHRASE_BARS - 1 and abs(span.end - _bar_end(passage, bar)) < _NEAR
        play = _struck if span.duration < _FEWEST_EIGHTHS * _EIGHTH - _NEAR else texture
        strokes = list(play(span, chord, _left_hand(span, passage)))
        if ends and play is not _struck:
            strokes = _resting(strokes, span.duration)
        notes += [
            Note(span.start + at, length, pitch, loud + louder) for at, length, pitch, loud in _sounding(strokes, span)
        ]
    return notes


def _by_bars(passage: Passage, voicings: dict[ChordSpan, Voicing]) -> Iterator[tuple[ChordSpan, Voicing]]:
    """Yield the chords with their voicings, those that last longer than a bar anew in every bar."""
    for span, chord in voicings.items():
        start = span.start
        while start < min(span.end, passage.end) - _NEAR:
            bar = int((start - passage.start) / passage.bar_quarters + _NEAR)
            end = min(span.end, _bar_end(passage, bar))
            yield replace(span, start=start, duration=end - start), chord
            start = end


def _bar_end(passage: Passage, bar: int) -> float:
    return passage.start + (bar + 1) * passage.bar_quarters


def _left_hand(span: ChordSpan, passage: Passage) -> tuple[int, int, int]:
    """Return root, fifth and octave of a chord; of one over another bass, the bass in the place of its fifth."""
    chord = span.chord
    root = root_at(chord.bass, max(_LOWEST, passage.lowest))
    steps = (step for step in (7, 6, 8, 5) if (chord.root + step) % 12 in chord.pitch_classes)
    fifth = root + next(steps, 12) if chord.bass == chord.root else root + 12
    return root, fifth, root + 12


def _struck(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield a chord that lasts too short to be broken."""
    yield 0.0, span.duration, left[0], _LEFT
    for pitch in chord:
        yield 0.0, span.duration, pitch, _RIGHT


def _broken(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield 8ths from the root up through both hands, and back."""
    root, fifth, _ = left
    line = (root, fifth, *chord, *chord[-2::-1])
    for at in range(round(span.duration / _EIGHTH)):
        pitch = line[at % len(line)]
        loud = _LEFT if at == 0 else _RIGHT if pitch == chord[-1] else _INNER
        yield at * _EIGHTH, span.duration - at * _EIGHTH, pitch, loud


def _rocking(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield the upper tones on the beats and the lowest between them, over root and octave in halves."""
    for at in range(round(span.duration / _EIGHTH)):
        pitches = chord[:1] if at % 2 else chord[1:]
        for pitch in pitches:
            yield at * _EIGHTH, _EIGHTH, pitch, _INNER if at % 2 else _RIGHT - 4
    for half, pitch in enumerate((left[0], left[2])):
        if 2.0 * half < span.duration - _NEAR:
            yield 2.0 * half, min(2.0, span.duration - 2.0 * half), pitch, _LEFT


def _held(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield a chord that is held over root, fifth and octave in quarters."""
    for pitch in chord:
        yield 0.0, span.duration, pitch, _RIGHT
    for at, pitch in enumerate(left):
        if at < span.duration - _NEAR:
            yield float(at), span.duration - at, pitch, _LEFT if at == 0 else _INNER


def _halves(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield a chord in halves, the second without its top, over a fifth that follows the root."""
    middle = 2.0 if span.duration > 2.0 + _NEAR else span.duration
    for pitch in chord:
        yield 0.0, middle if pitch < chord[-1] else span.duration, pitch, _RIGHT
    yield 0.0, span.duration, left[0], _LEFT
    if middle < span.duration - _NEAR:
        yield middle - 1.0, span.duration - middle + 1.0, left[1], _INNER
        for pitch in chord[:-1]:
            yield middle, span.duration - middle, pitch, _INNER


def _after_bass(span: ChordSpan, chord: Voicing, left: tuple[int, int, int]) -> Iterator[_Stroke]:
    """Yield the bass alone on the first beat, and the chord from the second one on: a slow waltz."""
    yield 0.0, span.duration, left[0], _LEFT
    for pitch in chord:
        yield 1.0, span.duration - 1.0, pitch, _INNER + 4


_OF_FOUR: tuple[Callable[..., Iterator[_Stroke]], ...] = (_broken, _broken, _rocking, _held, _halves)
_OF_THREE: tuple[Callable[..., Iterator[_Stroke]], ...] = (_after_bass, _after_bass, _after_bass, _broken)


def _resting(strokes: list[_Stroke], duration: float) -> list[_Stroke]:
    """Return a texture that moves through the first half of a bar, and sounds on through the second."""
    return [
        (at, duration - at, pitch, loud)
        for at, _, pitch, loud in strokes
        if at < duration / 2 + _NEAR and (at == 0.0 or at <= 1.5)
    ]


def _sounding(strokes: list[_Stroke], span: ChordSpan) -> Iterator[_Stroke]:
    """Yield strokes that sound no longer than to the next one of their pitch, and to the end of their chord."""
    for at, length, pitch, loud in strokes:
        again = min(
            (other[0] for other in strokes if other[2] == pitch and other[0] > at + _NEAR), default=span.duration
        )
        yield at, min(length, again - at, span.duration - at), pitch, loud
