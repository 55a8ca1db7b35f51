"""Horn sections and single horns that accompany: riffs in harmony, stabs on the drummer's accents, falls and swells.

Writers for `Layer`s (bound with functools.partial). A section plays a riff of two bars with a voiced top line, rests,
and answers with stabs in the fourth bar; eight bars end with a fall or a swell. Or it plays stabs throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_SOLI = 0.6
"""How likely a section plays a riff in harmony instead of stabs throughout."""
_FORM_BARS, _RIFF_BARS = 4, 2
_ANSWERS = ("....x.......x-..", "......x-....x...", "..xx..x.........", "..........x.x-..")
_VOICES = 4
_CLOSEST = 2
"""Semitones: seconds are harsh in a section, but for those between its lower voices."""
_BELOW_TOP, _ABOVE_CENTRE, _REACH = 16, 6, 5
"""Semitones: how far voices lie below the top line, and where this lies around the centre of the section."""
_LINE_STEPS = (-1, -1, -1, 0, 1, 1, 1, 2, -2)
_STAB, _SHORT = 98, 0.4
"""Velocity, and the quarters up to which a note is a stab."""
_FALL_NOTES, _FALL_STEP = 5, 0.125
_SWELL_SOFT = 66
_NEARLY_AS_WELL = 0.08
"""Patterns that lie so much less well on the accents than the best may be played, too."""


def stabs(passage: Passage, patterns: tuple[str, ...], centre: int = 67, *, forward: bool = False) -> list[Note]:
    """Play a horn section's part.

    Args:
        passage: to play.
        patterns: of stabs, one of which is chosen that lies on the drummer's accents.
        centre: pitch around which the section plays.
        forward: whether the section is asked for: then it does not rest for a bar between its stabs.
    """
    theme = passage.theme
    pattern = _on_accents(passage, patterns)
    second = theme.choice([other for other in patterns if other != pattern] or [pattern])
    answer = theme.choice(_ANSWERS)
    if theme.random() < _SOLI:
        # The third bar rests, unless the section is in front.
        bars = (pattern, second, pattern if forward else "", answer)
    else:
        bars = (pattern, pattern, pattern, answer)
    rhythms = {bar: bars[bar % _FORM_BARS] for bar in range(passage.bars)}
    if bars[1] == pattern and not forward and passage.bars > 1 and theme.random() < 0.5:
        rhythms = {bar: rhythm for bar, rhythm in rhythms.items() if bar % 2}
    ends = {} if passage.bars < 2 * _FORM_BARS else _endings(passage, rhythms)
    line = theme.getrandbits(32)
    notes: list[Note] = []
    top = centre + _ABOVE_CENTRE
    for bar, rhythm in rhythms.items():
        start = passage.start + bar * passage.bar_quarters
        if bar in ends:
            notes += ends[bar](top, centre)
        # Every second bar the line begins anew, so that it comes back with its rhythm.
        top = centre + _ABOVE_CENTRE if bar % _RIFF_BARS == 0 else top
        moves = Random(f"{line} {bar % _RIFF_BARS}")
        for step in unroll(rhythm, passage.meter, start, 1) if rhythm and bar not in ends else ():
            top = _next_top(top, step, passage, centre, moves)
            notes += _voiced(step, top, passage)
    return notes


def _on_accents(passage: Passage, patterns: Sequence[str]) -> str:
    """Choose one of the patterns that share the most beginnings with the drummer's accents."""
    accents = {round(4 * place) for place in passage.accents if place < passage.bar_quarters - 1e-6}

    def shared(pattern: str) -> float:
        begun = {round(4 * (step.start - passage.start)) for step in unroll(pattern, passage.meter, passage.start, 1)}
        return len(begun & accents) / max(1, len(begun))

    best = max(map(shared, patterns))
    return passage.theme.choice([pattern for pattern in patterns if shared(pattern) > best - _NEARLY_AS_WELL])


def _next_top(before: int, step: Step, passage: Passage, centre: int, moves: Random) -> int:
    """Return the next pitch of the top line, by step where the chord has it there: long notes are its tones."""
    chord = passage.chord_at(step.start)
    allowed = set(chord.pitch_classes)
    if step.duration <= _SHORT:
        allowed |= local_scale(passage, chord, "full") - {(tone + 1) % 12 for tone in chord.pitch_classes}
    wanted = before + 2 * moves.choice(_LINE_STEPS)
    middle = centre + _ABOVE_CENTRE
    lowest, highest = middle - _REACH, min(middle + _REACH, passage.highest)
    able = [pitch for pitch in range(lowest, highest + 1) if pitch % 12 in allowed]
    if not able:
        return before
    return min(able, key=lambda pitch: (abs(pitch - wanted), pitch))


def _voiced(step: Step, top: int, passage: Passage) -> list[Note]:
    """Return a chord below its top note: three more tones, none of them a semitone from another."""
    velocity = _STAB if step.duration <= _SHORT else _STAB - 6
    length = step.duration * (0.8 if step.duration <= _SHORT else 0.92)
    chord = passage.chord_at(step.start)
    return [Note(step.start, length, pitch, velocity) for pitch in _chord_under(chord, top, passage.lowest)]


def _chord_under(chord: Chord, top: int, lowest: int) -> list[int]:
    found = [top]
    for pitch in range(top - _CLOSEST - 1, max(lowest, top - _BELOW_TOP) - 1, -1):
        if pitch % 12 in chord.pitch_classes and found[-1] - pitch >= _CLOSEST and len(found) < _VOICES:
            found.append(pitch)
    return found


def _endings(passage: Passage, rhythms: dict[int, str]) -> dict[int, partial[list[Note]]]:
    """Return the bars in which eight bars end, each with what ends it."""
    write = passage.theme.choice((_fall, _swell))
    last = 2 * _FORM_BARS - 1
    return {
        bar: partial(write, passage, passage.start + bar * passage.bar_quarters)
        for bar in rhythms
        if bar % (2 * _FORM_BARS) == last
    }


def _fall(passage: Passage, start: float, top: int, centre: int) -> list[Note]:
    """Return an accent on the middle of the bar whose voices fall off."""
    begin = start + max(0.0, passage.bar_quarters // 2)
    step = Step("x", begin, min(1.0, passage.bar_quarters / 2))
    top = _next_top(top, step, passage, centre, Random(0))
    notes = []
    for note in _voiced(step, top, passage):
        notes.append(replace(note, duration_quarters=step.duration - 0.05))
        for at in range(1, _FALL_NOTES):
            late = begin + step.duration + (at - 1) * _FALL_STEP
            if late + _FALL_STEP <= start + passage.bar_quarters + 1e-6 and note.pitch - at >= passage.lowest:
                notes.append(Note(late, _FALL_STEP, note.pitch - at, note.velocity - 14 * at))
    return notes


def _swell(passage: Passage, start: float, top: int, centre: int) -> list[Note]:
    """Return a soft chord that is held up to a loud one on the last 8th, where the bar's chord stays."""
    end = start + passage.bar_quarters
    held, hit = Step("x", start, passage.bar_quarters - 0.5), Step("x", end - 0.5, 0.25)
    span = passage.span_at(start)
    held = replace(held, duration=min(held.duration, span.duration))
    top = _next_top(top, held, passage, centre, Random(0))
    soft = [replace(note, velocity=_SWELL_SOFT) for note in _voiced(held, top, passage)]
    top = _next_top(top, replace(hit, duration=1.0), passage, centre, Random(1))
    return soft + [replace(note, velocity=_STAB + 10) for note in _voiced(hit, top, passage)]


_CONTOURS = ((0, 1, 2, 1, 0), (2, 1, 0, 1, 0), (0, 1, -1, 0, 1), (1, 0, -1, 0, 1), (0, 2, 1, 0, 1))
"""Tones up or down from the nearest one, in the order of a riff's notes."""


def single_stabs(passage: Passage, patterns: tuple[str, ...], centre: int = 67) -> list[Note]:
    """Play one horn's stabs: a riff of a few of the chords' guide tones, turned in every fourth bar."""
    pattern, contour = _on_accents(passage, patterns), passage.theme.choice(_CONTOURS)
    answer = passage.theme.choice([other for other in _CONTOURS if other != contour])
    notes: list[Note] = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        moves = answer if bar % _FORM_BARS == _FORM_BARS - 1 else contour
        for at, step in enumerate(unroll(pattern, passage.meter, start, 1)):
            tones = list(_guide_tones(passage, passage.chord_at(step.start), centre))
            nearest = min(range(len(tones)), key=lambda place: abs(tones[place] - centre))
            place = max(0, min(len(tones) - 1, nearest + moves[at % len(moves)]))
            accent = 6 if at == 0 else 0
            notes.append(Note(step.start, step.duration * 0.8, tones[place], _STAB - 6 + accent))
    return notes


def _guide_tones(passage: Passage, chord: Chord, centre: int) -> Iterator[int]:
    """Yield third, fifth and seventh, of triads also the root, within an octave of the centre."""
    tones = chord.pitch_classes
    guides = set(tones[1:4]) if len(tones) > 3 else set(tones)
    for pitch in range(centre - 12, centre + 13):
        if pitch % 12 in guides and passage.lowest <= pitch <= passage.highest:
            yield pitch
