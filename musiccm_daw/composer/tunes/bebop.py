"""A line as bebop players improvise it: 8ths that outline the changes, in long phrases with rests between them.

A writer for `pitched_ways.py`. Chord tones fall on the beats, thirds and sevenths where a chord begins; between two of
them lies a step of the scale, a semitone, or a tone of the arpeggio, and some are approached from above and below.
Nothing repeats: what makes a phrase one is its direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from musiccm_daw.composer.chords.chord_scales import calm_tones, guide_tones, local_scale
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_EIGHTH = 0.5
_REACH = 11
"""Semitones from the centre within which a line stays."""
_LENGTHS, _RESTS = (9, 11, 12, 13, 15, 17, 19), (3, 4, 5, 5, 7)
"""8ths of a phrase and between two phrases: most have one to two bars and breathe for a half."""
_PICK_UPS = (1, 1, 2, 3)
"""8ths of rest before the first phrase."""
_STEPS = {0: 9.0, 1: 2.5, 2: 0.8, 3: 0.0, 4: 0.2, 5: 0.8, 6: 2.0, 7: 1.2, 8: 3.5, 9: 3.5}
"""What it costs that the tones of two beats are so many semitones apart: thirds are passed through by step."""
_TOO_WIDE, _TURNED, _STRAIGHT_ON, _NO_GUIDE, _BACK, _AWAY, _CHANCE = 30.0, 0.9, 1.5, 4.0, 2.5, 0.12, 2.4
"""What a wider interval costs, a turn, a fourth beat in one direction, a chord that begins with neither its third nor
its seventh, a tone from two beats before, a semitone from the centre; and the most by which chance counts."""
_KEPT = 20
"""Lines that are followed from beat to beat, the best so far."""
_ENCLOSED = 0.55
"""How often the first tone of a chord is approached from both sides."""
_VELOCITY, _OFFBEAT, _PEAK = 84, 6, 8
"""Of a beat, and by how much what lies between, and the highest note around, are louder."""


@dataclass(frozen=True)
class _Beat:
    """A beat of a phrase: its 8th, counted from the beginning of the passage, and what sounds."""

    eighth: int
    chord: Chord
    begins: bool
    """Whether the chord does."""


def line(passage: Passage, centre: int = 68, velocity: int = _VELOCITY) -> list[Note]:
    """Play phrases of 8ths over the changes.

    Args:
        passage: that is played, in beats of a quarter.
        centre: pitch around which the line lies.
        velocity: of a note on the beat.
    """
    random = Random(f"{passage.theme.random()} {passage.chance.random()}")
    notes: list[Note] = []
    before = centre
    for first, last in _phrases(passage, random):
        pitches = _phrase(passage, first, last, before, centre, random)
        notes += _played(passage, first, pitches, velocity)
        before = pitches[-1]
    return notes


def _phrases(passage: Passage, random: Random) -> Iterator[tuple[int, int]]:
    """Yield the first and the last 8th of every phrase; all end between two beats, as the word bebop does."""
    count = round(passage.bars * passage.bar_quarters / _EIGHTH)
    at = random.choice(_PICK_UPS)
    while at < count - 3:
        last = min(at + random.choice(_LENGTHS), count - 2)
        last -= 1 - last % 2
        yield at, last
        at = last + random.choice(_RESTS)


def _phrase(passage: Passage, first: int, last: int, before: int, centre: int, random: Random) -> list[int]:
    """Return the pitches of a phrase: those of its beats, and what leads from each to the next."""
    beats = [_beat(passage, eighth) for eighth in range(first + first % 2, last + 1, 2)]
    tones = _led(beats, passage, before, centre, random)
    after = tones[-1]
    pitches: list[int] = []
    if first % 2:
        pitches.append(_between(tones[0], tones[0], beats[0].chord, passage, random))
    for at, (beat, tone) in enumerate(zip(beats, tones, strict=True)):
        following = tones[at + 1] if at + 1 < len(tones) else _close(after, beat.chord, passage)
        pitches.append(tone)
        if beat.eighth + 1 <= last:
            pitches.append(_between(tone, following, beat.chord, passage, random) if at + 1 < len(tones) else following)
        opens = at + 1 < len(beats) and beats[at + 1].begins and at > 0
        if opens and random.random() < _ENCLOSED:
            pitches[-2:] = _enclosing(following, beats[at + 1].chord, pitches[-2:], passage)
    return pitches


def _beat(passage: Passage, eighth: int) -> _Beat:
    span = passage.span_at(passage.start + eighth * _EIGHTH + 1e-6)
    return _Beat(eighth, span.chord, abs(span.start - passage.start - eighth * _EIGHTH) < 1e-6)


def _led(beats: list[_Beat], passage: Passage, before: int, centre: int, random: Random) -> list[int]:
    """Return a tone for each beat, all considered together."""
    # What a line has cost, how many beats it has gone up or down, and its tones.
    lines: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, (before,))]
    for beat in beats:
        found: list[tuple[float, int, tuple[int, ...]]] = []
        guides = guide_tones(beat.chord)
        for pitch in _tones_near(beat.chord, passage, centre):
            own = _AWAY * abs(pitch - centre) + _CHANCE * random.random()
            own += _NO_GUIDE if beat.begins and pitch % 12 not in guides else 0.0
            for spent, run, tones in lines:
                side = (pitch > tones[-1]) - (pitch < tones[-1])
                longer = run + side if side * run > 0 else side
                cost = spent + own + _STEPS.get(abs(pitch - tones[-1]), _TOO_WIDE) + _BACK * (pitch in tones[-2:-1])
                cost += _TURNED * (side * run < 0) + _STRAIGHT_ON * max(0, abs(longer) - 3)
                found.append((cost, longer, (*tones, pitch)))
        lines = sorted(found)[:_KEPT]
    return list(lines[0][2][1:])


def _tones_near(chord: Chord, passage: Passage, centre: int) -> list[int]:
    """Return the tones on which a beat may fall."""
    calm = calm_tones(passage, chord, "full") if len(chord.pitch_classes) > 2 else set(chord.pitch_classes)
    low, high = max(passage.lowest, centre - _REACH), min(passage.highest, centre + _REACH)
    return [pitch for pitch in range(low, high + 1) if pitch % 12 in calm] or [centre]


def _between(tone: int, after: int, chord: Chord, passage: Passage, random: Random) -> int:
    """Return the 8th between the tones of two beats."""
    side = 1 if after > tone else -1
    apart = abs(after - tone)
    scale = local_scale(passage, chord, "full")
    if apart > 4:
        inside = [
            pitch for pitch in range(min(tone, after) + 2, max(tone, after) - 1) if pitch % 12 in chord.pitch_classes
        ]
        stepwise = [pitch for pitch in range(min(tone, after) + 1, max(tone, after)) if pitch % 12 in scale]
        return min(inside or stepwise or [after - side], key=lambda pitch: abs(2 * pitch - tone - after))
    if apart > 2:
        steps = [pitch for pitch in range(min(tone, after) + 1, max(tone, after)) if pitch % 12 in scale]
        return min(steps or [after - side], key=lambda pitch: abs(2 * pitch - tone - after))
    if apart == 2 and random.random() < 0.7:
        return tone + side
    # From the other side: a semitone below, or a step of the scale above.
    above = next(after + step for step in (1, 2, 3, 4) if (after + step) % 12 in scale)
    below = after - 1
    return below if after < tone or (apart == 0 and random.random() < 0.5) else above


def _enclosing(target: int, chord: Chord, before: list[int], passage: Passage) -> list[int]:
    """Return two 8ths that close in on a tone, from the step above and the semitone below, if it is near."""
    scale = local_scale(passage, chord, "full")
    above = next(target + step for step in (1, 2, 3, 4) if (target + step) % 12 in scale)
    return [above, target - 1] if abs(before[0] - target) <= 4 else before


def _close(tone: int, chord: Chord, passage: Passage) -> int:
    """Return the last, short 8th of a phrase: a tone of the chord below, else above."""
    tones = [tone - step for step in range(2, 9) if (tone - step) % 12 in chord.pitch_classes]
    tones += [tone + step for step in range(2, 9) if (tone + step) % 12 in chord.pitch_classes]
    return next((pitch for pitch in tones if passage.lowest <= pitch <= passage.highest), tone)


def _played(passage: Passage, first: int, pitches: list[int], velocity: int) -> Iterator[Note]:
    """Yield the notes of a phrase, joined up to the short last one, those between the beats and the peaks louder."""
    for at, pitch in enumerate(pitches):
        around = pitches[max(0, at - 2) : at + 3]
        loud = velocity + (_OFFBEAT if (first + at) % 2 else 0) + (_PEAK if pitch == max(around) else 0)
        short = at == len(pitches) - 1
        yield Note(passage.start + (first + at) * _EIGHTH, _EIGHTH * (0.5 if short else 0.96), pitch, min(118, loud))
