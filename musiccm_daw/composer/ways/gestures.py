"""Writers that no style has: long rests, moving accents, call and answer, glissandi.

For the other files here; each either plays a passage by itself or changes what another writer plays.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.score.note import Note

_FEWEST_PITCHES, _TRIES = 4, 4
"""A tune between long rests is drawn anew where it has fewer pitches."""
_ACCENT = 26


def with_rests(passage: Passage, write: Writer) -> list[Note]:
    """Leave the second half of what a player plays silent: of every two bars, or of a single one.

    Half a tune may have only two pitches: then another one is drawn.
    """
    period = min(2, passage.bars) * passage.bar_quarters
    sounding = 0.55 * period
    kept: list[Note] = []
    for _ in range(_TRIES):
        kept = []
        for note in write(passage):
            place = (note.start_quarters - passage.start + 1e-6) % period
            if place < sounding:
                duration = min(note.duration_quarters, max(0.25, sounding + 0.5 - place))
                kept.append(Note(note.start_quarters, duration, note.pitch, note.velocity))
        if len({note.pitch for note in kept}) >= _FEWEST_PITCHES:
            break
    return kept


def moving_accents(passage: Passage, write: Writer) -> list[Note]:
    """Accent every third attack of what a player plays, so that accents fall elsewhere in every bar."""
    notes = write(passage)
    soft = min((note.velocity for note in notes), default=0)
    order = {start: at for at, start in enumerate(sorted({note.start_quarters for note in notes}))}
    return [replace(note, velocity=soft + (0 if order[note.start_quarters] % 3 else _ACCENT)) for note in notes]


_SWELLS_OVER, _SOFTEST, _LOUDEST = 4, 0.6, 1.35
"""Bars over which a player swells, and the levels at their beginning and end."""


def swelling(passage: Passage, write: Writer) -> list[Note]:
    """Swell into every fourth bar of what a player plays, which is the loudest."""
    length = min(_SWELLS_OVER, passage.bars) * passage.bar_quarters
    top = max(passage.bar_quarters, length - passage.bar_quarters)
    notes = []
    for note in write(passage):
        place = min(1.0, (note.start_quarters - passage.start) % length / top)
        level = _SOFTEST + (_LOUDEST - _SOFTEST) * place
        notes.append(replace(note, velocity=max(1, min(127, round(note.velocity * level)))))
    return notes


_CALLS, _ANSWERS = ("x.xx....", "x..x..x.", "x-.x-..."), ("x.x-....", "..xxx-..", "x--x-...")


def call_and_answer(passage: Passage, centre: int) -> list[Note]:
    """Play short chords in two groups: a low one calls in the first half of each bar, a high one answers it."""
    theme = passage.theme
    call, answer = theme.choice(_CALLS), theme.choice(_ANSWERS)
    notes = []
    for step in unroll(call + answer, passage.meter, passage.start, passage.bars):
        second = (step.start - passage.start) % passage.bar_quarters >= passage.bar_quarters / 2 - 1e-6
        middle = centre + (7 if second else -5)
        tones = passage.chord_at(step.start).pitch_classes
        near = sorted(range(middle - 9, middle + 10), key=lambda pitch: (abs(pitch - middle), pitch))
        chord = [pitch for pitch in near if pitch % 12 in tones][:3]
        notes += [Note(step.start, step.duration * 0.8, pitch, 98 if second else 92) for pitch in chord]
    return notes


def glissandi(passage: Passage, centre: int) -> list[Note]:
    """Run over the scale into the first beat of every second bar, and pluck single tones of the chord between."""
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        if bar % 2 == 0:
            notes += _run(passage, start, centre, rising=passage.theme.random() < 0.7)
        first = 1 if bar % 2 == 0 and passage.bar_quarters > 1 else 0
        for beat in range(first, max(1, int(passage.bar_quarters))):
            tones = passage.chord_at(start + beat).pitch_classes
            if beat == first or passage.theme.random() < 0.4:
                pitch = root_at(passage.theme.choice(tones), centre - 3)
                notes.append(Note(start + beat, 1.2, pitch, 74))
    return notes


def _run(passage: Passage, start: float, centre: int, *, rising: bool) -> list[Note]:
    """Return two octaves of the scale within a quarter, or within a shorter bar."""
    scale = local_scale(passage, passage.chord_at(start), "full")
    pitches = [pitch for pitch in range(centre - 12, centre + 13) if pitch % 12 in scale]
    step = min(1.0, passage.bar_quarters) / len(pitches)
    ordered = pitches if rising else pitches[::-1]
    return [Note(start + at * step, 1.0, pitch, 58 + at) for at, pitch in enumerate(ordered)]
