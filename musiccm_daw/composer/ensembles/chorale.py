"""A chorale: soprano, alto, tenor and bass in quarters and halves, led as hymn books lead them.

A writer for organs, pianos, sections and choirs, and for the players of a quartet one by one: the four voices follow
from the chords alone, so that four who are written independently sing the same chorale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product
from math import inf

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

SOPRANO, ALTO, TENOR, BASS = range(4)
_RANGES = ((62, 77), (57, 72), (50, 66), (41, 57)), ((55, 70), (50, 65), (45, 60), (40, 52))
"""Pitches of each voice: D4 to F5, A3 to C5, D3 to F#4, F2 to A3, inside what hymns ask of singers; and those of four
low players of a kind, as trombones are."""
_MIDDLES = (70, 65, 58, 49), (63, 58, 52, 45)
_HALF = 2.0
"""Quarters from harmony to harmony; between them voices pass by step."""
_PHRASE_BARS = 4
_BREATH = 0.5
"""Quarters by which a phrase ends early: all four voices breathe."""
_OCTAVE, _FIFTH = 12, 7
_THIRDS = (3, 4)
_VELOCITIES = (86, 76, 76, 82)
_STANDS, _PARALLEL, _DOUBLED_THIRD, _LEAP, _AWAY = 6.0, 40.0, 3.0, 5, 0.25
"""What it costs if the soprano stays, if two voices move in parallel octaves or fifths, and if an upper voice has the
third of the bass; semitones beyond which a move costs double; and the cost of a semitone from a voice's middle."""

_Voices = tuple[int, int, int, int]


@dataclass(frozen=True)
class _Place:
    """A harmony: where it begins, how long it lasts, and whether a phrase ends on it."""

    start: float
    duration: float
    chord: Chord
    second: bool
    ends: bool


def chorale(passage: Passage, voice: int | None = None, *, low: bool = False) -> list[Note]:
    """Play a chorale over the chords.

    Args:
        passage: to play.
        voice: the one that is played; None for all four.
        low: whether four low players of a kind play it.
    """
    places = list(_places(passage))
    led = _led(tuple(places), low)
    notes: list[Note] = []
    for each in range(4) if voice is None else (voice,):
        line = [voices[each] for voices in led]
        notes += [
            Note(start, length, pitch, _VELOCITIES[each])
            for start, length, pitch in _sung(places, line, passage, again=each in (SOPRANO, BASS))
        ]
    return notes


def _places(passage: Passage) -> Iterator[_Place]:
    """Yield the harmonies: every chord on halves from its beginning, the last bar of a phrase in one."""
    for span in _lasting(passage.spans):
        start, number = span.start, 0
        while start < min(span.end, passage.end) - 1e-6:
            ends = _ends_phrase(span, start, passage)
            length = span.end - start if ends else min(_HALF, span.end - start)
            yield _Place(start, length, span.chord, number > 0, ends)
            start, number = start + length, number + 1


def _lasting(spans: Sequence[ChordSpan]) -> list[ChordSpan]:
    """Return chords, of which those that are written beat by beat and stay are one."""
    joined: list[ChordSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and before.chord == span.chord and before.duration + span.duration <= _HALF + 1e-6:
            joined[-1] = ChordSpan(before.start, before.duration + span.duration, span.chord)
        else:
            joined.append(span)
    return joined


def _ends_phrase(span: ChordSpan, start: float, passage: Passage) -> bool:
    """Return whether a chord is the last of four bars, or of the passage, from where it lasts a bar at most."""
    phrase = min(_PHRASE_BARS, passage.bars) * passage.bar_quarters
    last = abs((span.end - passage.start) % phrase) < 1e-6 or span.end > passage.end - 1e-6
    return last and span.end - start < passage.bar_quarters + 1e-6


@lru_cache(maxsize=64)
def _led(places: tuple[_Place, ...], low: bool) -> tuple[_Voices, ...]:
    """Return the voices of each harmony, moving as little as they may without standing still.

    Kept for the others of a quartet, and for all who play beside them.
    """
    led: list[_Voices] = []
    for place in places:
        inverted = place.second and not place.ends and place.chord.bass == place.chord.root
        found = _shapes(place.chord, inverted, low)
        if not led:
            led.append(min(found, key=lambda each: each[0])[1])
            continue
        best, least = found[0][1], inf
        for own, voices in found:
            cost = own + _moving(voices, led[-1], second=place.second)
            # Parallels are looked for last, and only where they can still decide.
            if cost < least and (cost := cost + _PARALLEL * _parallels(voices, led[-1])) < least:
                best, least = voices, cost
        led.append(best)
    return tuple(led)


@cache
def _shapes(chord: Chord, inverted: bool, low: bool) -> tuple[tuple[float, _Voices], ...]:
    """Return the ways to set a chord, each with what it costs: voices in order, the upper three within octaves.

    Args:
        chord: with its root, third and, where there is one, seventh in it.
        inverted: whether the bass may have the third.
        low: as of `chorale`.
    """
    ranges, middles = _RANGES[low], _MIDDLES[low]
    tones = tuple(dict.fromkeys((*chord.pitch_classes, chord.bass)))[:4]
    third = next((tone for tone in tones if (tone - chord.root) % _OCTAVE in _THIRDS), None)
    basses = {chord.bass} | ({third} if inverted and third is not None else set())
    needed = {chord.root, *(tone for tone in tones if (tone - chord.root) % _OCTAVE not in (6, _FIFTH, 8))}
    soprano, alto, tenor = (
        [pitch for pitch in range(lowest, highest + 1) if pitch % _OCTAVE in tones] for lowest, highest in ranges[:BASS]
    )
    bass = [pitch for pitch in range(ranges[BASS][0], ranges[BASS][1] + 1) if pitch % _OCTAVE in basses]
    found: list[_Voices] = []
    for s, a, t in product(soprano, alto, tenor):
        if s > a > t and s - a <= _OCTAVE and a - t <= _OCTAVE:
            upper = {s % _OCTAVE, a % _OCTAVE, t % _OCTAVE}
            found += [(s, a, t, b) for b in bass if b < t and needed <= upper | {b % _OCTAVE}]
    # Chords of which nothing may be left out have too many tones for four voices.
    found = found or [(middles[SOPRANO], middles[ALTO], middles[TENOR], bass[0])]
    return tuple((_setting(voices, third, middles), voices) for voices in found)


def _setting(voices: _Voices, third: int | None, middles: _Voices) -> float:
    """Return what a setting of a chord costs by itself: voices out of their middles, and thirds that are doubled."""
    away = sum(abs(pitch - middle) for pitch, middle in zip(voices, middles, strict=True))
    return _AWAY * away + _DOUBLED_THIRD * max(0, sum(pitch % _OCTAVE == third for pitch in voices) - 1)


def _moving(voices: _Voices, before: _Voices, *, second: bool) -> float:
    """Return how badly voices move; over a chord that stays, three of them move on where they can."""
    moves = [abs(pitch - other) for pitch, other in zip(voices, before, strict=True)]
    cost = sum(move + 2 * max(0, move - _LEAP) for move in moves[:BASS]) + 0.3 * moves[BASS]
    cost += _STANDS * (moves[SOPRANO] == 0)
    if second:
        cost += _STANDS * ((moves[BASS] == 0) + max(0, 3 - sum(move > 0 for move in moves)))
    return cost


def _parallels(voices: _Voices, before: _Voices) -> int:
    """Return how many pairs of voices move in parallel octaves or fifths."""
    return sum(_is_parallel(voices, before, high, low) for high, low in combinations(range(4), 2))


def _is_parallel(voices: _Voices, before: _Voices, high: int, low: int) -> bool:
    """Return whether two voices move from one octave or fifth to another."""
    apart, earlier = (voices[high] - voices[low]) % _OCTAVE, (before[high] - before[low]) % _OCTAVE
    return apart == earlier and apart in (0, _FIFTH) and voices[high] != before[high] and voices[low] != before[low]


def _sung(
    places: Sequence[_Place], line: Sequence[int], passage: Passage, *, again: bool
) -> Iterator[tuple[float, float, int]]:
    """Yield a voice's notes, passing by step where it goes by a third; inner voices are held where they stay."""
    held: tuple[float, float, int] | None = None
    following = [*line[1:], line[-1]]
    for place, pitch, after in zip(places, line, following, strict=True):
        passing = None if place.ends else _between(pitch, after, passage, place)
        length = place.duration if passing is None else place.duration / 2
        if place.ends:
            length = max(length / 2, length - _BREATH)
        if held is not None and held[2] == pitch and place.second and not again:
            held = (held[0], held[1] + length, pitch)
        else:
            if held is not None:
                yield held
            held = (place.start, length, pitch)
        if passing is not None:
            yield held
            held = (place.start + length, place.duration - length, passing)
    if held is not None:
        yield held


def _between(pitch: int, after: int, passage: Passage, place: _Place) -> int | None:
    """Return the note of the scale between two that are a third apart."""
    low, high = sorted((pitch, after))
    if high - low not in _THIRDS or place.duration < 1.0:
        return None
    scale = local_scale(passage, place.chord, "full")
    return next((step for step in (low + 2, low + 1, low + 3) if step < high and step % _OCTAVE in scale), None)
