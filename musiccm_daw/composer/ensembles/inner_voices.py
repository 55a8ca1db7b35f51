"""Voices of an ensemble below its tune: in thirds and sixths with it, suspended, in broken chords, and the ground.

Writers for `Layer`s (bound with functools.partial) and for `ways/`. An inner voice that goes with the tune needs it:
`Passage.tune`, as whoever has it writes it. How a voice moves is drawn anew for each player and section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes.phrasing import BREATH_BARS, BREATH_QUARTERS
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_WITH_TUNE, _SUSPENDED = 0.4, 0.3
"""How likely a voice goes with the tune, or in suspensions; the rest is broken chords and repeated 8ths."""
_VELOCITY, _SECOND_VOICE = 72, 74
_REACH = 9
"""Semitones from a voice's centre within which it stays."""
_BELOW, _LOWER_BELOW = 5, 10
"""Semitones by which the middles of two voices lie below the tune's at least."""
_THIRDS, _SIXTHS = (3, 4), (8, 9)
_LONG = 1.0
"""Quarters from which a note is a tone of the chord."""
_NOT_IN_THIRDS, _OTHER_FAMILY = 6.0, 1.5
"""What other intervals below the tune cost, in semitones of movement."""
_BELOW_INNER, _ROOM = 4, 9
"""Semitones by which a voice's middle lies below that of an inner voice above, and those above the lowest note of its
instrument that it leaves to a ground."""
_FEWEST = 3
"""Pitches below the voices above that a voice needs: with fewer, it would stand still, and crosses them instead."""
_RESOLUTIONS = (1, 2)
"""Semitones by which a suspension resolves downwards: 4-3, 9-8 and 7-6."""
_BROKEN = ((0, 2, 1, 2), (0, 1, 2, 1), (2, 1, 0, 1))
"""Of a chord's three tones from below: an Alberti bass, and its like."""
_PATHS = ((1, 0), (1, 2, 1, 0), (0, 1, 2, 1), (2, 1), (1, 2, 0, 1))
"""Of the same tones, from half bar to half bar: repeated 8ths move on."""
_GROUNDS = (
    ("R-------T-------", "R---T---T---P---"),
    ("R---T---T---P---", "R-------T---P---"),
    ("R-------T---P---", "R-------T-------"),
    ("R---T---R---P---", "R---T---T---P---"),
)
"""Two bars each: `R` root, `T` third or fifth, `P` a step of the scale before the next root."""
_CLOSE = "R-------R---P---"
_GROUND_REACH = 12


def inner(
    passage: Passage, centre: int, *, sixths: bool = False, follows: bool = False, figures: bool = True
) -> list[Note]:
    """Play an inner voice.

    Args:
        passage: to play, with the tune.
        centre: pitch around which the voice lies.
        sixths: whether it prefers these to thirds below the tune: the lower of two.
        follows: whether it always goes with the tune.
        figures: whether the instrument plays broken chords and repeated 8ths for long; brass does not.
    """
    if passage.tune:
        mean = sum(note.pitch for note in passage.tune) / len(passage.tune)
        centre = min(centre, round(mean) - (_LOWER_BELOW if sixths else _BELOW))
    if passage.beside:
        # Of two voices that both follow the tune, the lower has sixths.
        sixths = True
        mean = sum(note.pitch for note in passage.beside) / len(passage.beside)
        centre = max(min(centre, round(mean) - _BELOW_INNER), min(centre, passage.lowest + _ROOM))
    drawn = passage.theme.random() * (1.0 if figures else _WITH_TUNE + _SUSPENDED)
    if passage.tune and (follows or drawn < _WITH_TUNE):
        return list(_with_tune(passage, centre, sixths=sixths))
    if drawn < _WITH_TUNE + _SUSPENDED:
        return list(suspended(passage, centre))
    return list(_repeated(passage, centre) if passage.theme.random() < 0.5 else _broken(passage, centre))


def _window(passage: Passage, centre: int, reach: int = _REACH) -> range:
    return range(max(passage.lowest, centre - reach), min(passage.highest, centre + reach) + 1)


def _free(passage: Passage, pitches: Iterable[int], start: float, length: float) -> list[int]:
    """Return those of some pitches below the inner voices that sound then, else those that none of them has.

    Octaves of these voices are left out where something else remains: of four voices, two that double each other leave
    a chord without its third or fifth, and go in parallels.
    """
    taken = {
        note.pitch
        for note in passage.beside
        if note.start_quarters < start + length - 1e-6 and note.start_quarters + note.duration_quarters > start + 1e-6
    }
    able = [pitch for pitch in pitches if pitch not in taken]
    below = [pitch for pitch in able if not taken or pitch < min(taken)]
    able = below if len(below) >= _FEWEST else able
    doubled = {pitch % 12 for pitch in taken}
    return [pitch for pitch in able if pitch % 12 not in doubled] or able


def _with_tune(passage: Passage, centre: int, *, sixths: bool) -> Iterator[Note]:
    """Yield a voice in the tune's rhythm, a third or sixth below it, on tones of the chord where notes are long."""
    wished, other = (_SIXTHS, _THIRDS) if sixths else (_THIRDS, _SIXTHS)
    before = centre
    for note in passage.tune:
        chord = passage.chord_at(note.start_quarters)
        tones = set(chord.pitch_classes)
        on_beat = (note.start_quarters - passage.start) % 2 < 1e-6
        is_long = note.duration_quarters >= 0.85 * _LONG or on_beat
        allowed = tones if is_long and note.pitch % 12 in tones else local_scale(passage, chord, "full")

        def cost(pitch: int, tune: int = note.pitch, before: int = before) -> float:
            below = (tune - pitch) % 12
            far = 0.0 if below in wished else _OTHER_FAMILY if below in other else _NOT_IN_THIRDS
            return far + 0.5 * abs(pitch - before) + 0.2 * abs(pitch - centre)

        able = [p for p in _window(passage, centre) if p % 12 in allowed and p < note.pitch - 2]
        if able := _free(passage, able, note.start_quarters, note.duration_quarters):
            before = min(able, key=cost)
            yield Note(note.start_quarters, note.duration_quarters, before, _VELOCITY + note.velocity // 20)


def _halves(passage: Passage) -> Iterator[tuple[float, float]]:
    """Yield where a voice in halves moves: where chords begin, and in the middle of what lasts more than two beats."""
    beat = max(0.5, float(passage.meter.beat_quarters))
    for span in passage.spans:
        place, split = span.start, ceil(span.duration / 2 / beat - 1e-6) * beat
        while place < span.end - 1e-6:
            length = min(split if split > 1 else span.duration, span.end - place)
            yield place, length
            place += length


def suspended(passage: Passage, centre: int, reach: int = _REACH) -> Iterator[Note]:
    """Yield a voice in halves that holds a tone of the last chord into the next one, and resolves it by a step down."""
    window, pitch = _window(passage, centre, reach), centre
    resolves: int | None = None
    first = True
    for start, length in _halves(passage):
        span = passage.span_at(start)
        tones = set(span.chord.pitch_classes)
        begins = abs(start - span.start) < 1e-6
        before = pitch
        if begins and not first:
            down = [pitch for pitch in _resolutions(before, span.chord) if pitch in window]
            down = _free(passage, down, start, span.duration) if _free(passage, [before], start, length) else []
            resolves = down[0] if before % 12 not in tones and down and length < span.duration - 1e-6 else None
        if begins and resolves is not None and not first:
            pitch = before
        elif resolves is not None:
            pitch, resolves = resolves, None
        else:
            able = _free(passage, [tone for tone in window if tone % 12 in tones], start, length)
            pitch = _moved(before, able, centre, stays=begins and not first)
        first = False
        yield Note(start, length * 0.97, pitch, _VELOCITY + (4 if begins else 0))


def _resolutions(before: int, chord: Chord) -> list[int]:
    """Return the tones of a chord to which a suspended pitch may resolve; by a semitone, only to the third.

    A ninth or sixth that lies a semitone above root or fifth is no suspension, but a wrong note.
    """
    tones = [before - step for step in _RESOLUTIONS if (before - step) % 12 in chord.pitch_classes]
    return [pitch for pitch in tones if before - pitch > 1 or (pitch - chord.root) % 12 in _THIRDS]


def _moved(before: int, tones: Sequence[int], centre: int, *, stays: bool) -> int:
    """Return the nearest of some tones; one that may stay does, others move on and back towards the centre."""
    able = [pitch for pitch in tones if stays or pitch != before]
    return min(able or tones or [before], key=lambda pitch: abs(pitch - before) + 0.4 * abs(pitch - centre))


def _tones_around(passage: Passage, start: float, centre: int) -> list[int]:
    """Return three tones of a chord around a centre, from below, of which none is a second from another."""
    tones = passage.chord_at(start).pitch_classes
    found: list[int] = []
    window = _free(passage, _window(passage, centre), start, 0.5)
    for pitch in sorted(window, key=lambda pitch: abs(pitch - centre)):
        if pitch % 12 in tones and all(abs(pitch - other) > 2 for other in found) and len(found) < 3:
            found.append(pitch)
    return sorted(found)


def _eighths(passage: Passage) -> Iterator[tuple[int, float]]:
    """Yield the 8ths of every bar with their numbers."""
    for bar in range(passage.bars):
        for at in range(int(passage.bar_quarters * 2 + 1e-6)):
            yield at, passage.start + bar * passage.bar_quarters + at / 2


def _broken(passage: Passage, centre: int) -> Iterator[Note]:
    """Yield broken chords in 8ths, of three notes where the beat has three."""
    compound = str(passage.meter) in ("6/8", "9/8", "12/8")
    order = (0, 1, 2) if compound else passage.theme.choice(_BROKEN)
    for at, start in _eighths(passage):
        tones = _tones_around(passage, start, centre)
        accent = 4 if at % len(order) == 0 else 0
        if tones:
            yield Note(start, 0.44, tones[order[at % len(order)] % len(tones)], _VELOCITY - 6 + accent)


def _repeated(passage: Passage, centre: int) -> Iterator[Note]:
    """Yield repeated 8ths that change with every half of a bar, and sometimes breathe on its first."""
    rests = passage.theme.random() < 0.4
    half = max(1, ceil(passage.bar_quarters / 2))
    path = passage.theme.choice(_PATHS)
    for at, start in _eighths(passage):
        bar = int((start - passage.start) / passage.bar_quarters + 1e-6)
        tones = _tones_around(passage, start, centre)
        place = path[(2 * bar + int(at / 2 >= half)) % len(path)]
        if tones and not (rests and at == 0):
            accent = 5 if at / 2 in (0, half) else 0
            yield Note(start, 0.42, tones[place % len(tones)], _VELOCITY - 6 + accent)


def ground(passage: Passage, floor: int, velocity: int = 80) -> list[Note]:
    """Play the lowest voice of an ensemble: roots on strong beats, chord tones between, steps into the next root."""
    first, second = passage.theme.choice(_GROUNDS)
    notes: list[Note] = []
    pitch = floor
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        pattern = _CLOSE if bar % 4 == 3 else second if bar % 2 else first
        steps = list(unroll(pattern, passage.meter, start, 1))
        # A chord that begins within the bar has its root, too.
        steps = [_on_root(step, passage) for step in steps]
        for step in steps:
            pitch = _ground_pitch(step, passage, floor, pitch)
            end = passage.span_at(step.start).end
            length = min(step.duration, end - step.start)
            accent = 5 if step.mark == "R" else 0
            notes.append(Note(step.start, length * 0.95, pitch, velocity + accent))
    return notes


def _on_root(step: Step, passage: Passage) -> Step:
    begins = abs(passage.span_at(step.start).start - step.start) < 1e-6
    return Step("R", step.start, step.duration) if begins else step


def _ground_pitch(step: Step, passage: Passage, floor: int, before: int) -> int:
    """Return the pitch of a mark: the root, a tone of the chord near the last note, or a step before the next root."""
    span = passage.span_at(step.start)
    root, chord = root_at(span.chord.bass, floor), span.chord
    if step.mark == "R":
        return root
    low, high = max(passage.lowest, floor - 2), min(passage.highest, floor + _GROUND_REACH + 2)
    if step.mark == "P":
        target = root_at(passage.chord_after(span).bass, floor)
        scale = local_scale(passage, chord, "full")
        near = [p for p in range(target - 2, target + 3) if p % 12 in scale and p not in (target, before) and p >= low]
        if target != root and near:
            return min(near, key=lambda pitch: abs(pitch - before))
    wanted = {tone for tone in chord.pitch_classes[1:3] if tone != root % 12}
    tones = [p for p in range(low, high + 1) if p % 12 in wanted and p != before]
    return min(tones or [root], key=lambda pitch: abs(pitch - before) + 0.4 * abs(pitch - floor - _GROUND_REACH // 2))


def counter_line(passage: Passage, centre: int = 67, *, fifths: bool = False) -> list[Note]:
    """Play a slow second voice: one guide tone (third or seventh) per chord, moving as little as it can.

    Args:
        passage: to play.
        centre: pitch around which it lies.
        fifths: whether it has fifths and roots, beside a voice that has the guide tones.
    """
    pitch = centre
    notes = []
    for span in passage.spans:
        tones = span.chord.pitch_classes
        guides = (tones[2:3] or tones[:1]) + tones[:1] if fifths else tones[1:2] + tones[3:4] or tones
        near = [note for note in range(pitch - 7, pitch + 8) if note % 12 in guides]
        able = [note for note in near if passage.lowest <= note <= passage.highest] or near
        pitch = min(able, key=lambda note: abs(note - pitch) + 0.3 * abs(note - centre))
        duration = span.duration * 0.97
        if abs((span.end - passage.start) % (BREATH_BARS * passage.bar_quarters)) < 1e-6:
            duration = max(duration / 2, min(duration, span.duration - BREATH_QUARTERS))
        notes.append(Note(span.start, duration, pitch, _SECOND_VOICE))
    return notes
