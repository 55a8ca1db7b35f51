"""An orchestra for pictures: brass themes, violins in octaves above cellos, and ostinati of the lower strings.

Writers for `Layer`s (bound with functools.partial). Each keeps to a register that it leaves free for others: violins
from C5 on with their octave, brass around C4, violas and cellos with an ostinato below, cellos and basses at C2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.ensembles.inner_voices import suspended
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.score.note import Note

_Bar = tuple[str, tuple[int, ...]]
"""A rhythm of halves and quarters, and where its notes lie in steps of the scale above the chord's root."""
_CALLS: tuple[_Bar, ...] = (
    ("x-------x---x---", (0, 4, 5)),
    ("x---x---x---x---", (0, 4, 5, 4)),
    ("x---x---x---x---", (0, 2, 3, 4)),
    ("x---x---x-------", (0, 2, 4)),
    ("x-----------x---", (0, 4)),
)
_ANSWERS: tuple[_Bar, ...] = (
    ("x-------x-------", (5, 4)),
    ("x-------x---x---", (4, 3, 2)),
    ("x---x---x-------", (4, 5, 4)),
    ("x-----------x---", (2, 1)),
)
_CLOSES: tuple[_Bar, ...] = (
    ("x---------------", (0,)),
    ("x-------x-------", (3, 2)),
    ("x-----------....", (4,)),
)
_THEME, _VIOLINS, _LOW, _OSTINATO = 92, 78, 72, 82
"""Velocities."""
_PHRASE_BARS, _FIFTH = 4, 7
_VIOLIN_REACH = 6
_FIGURES = ((0, 1, 2, 1), (0, 2, 1, 2), (0, 0, 1, 2), (2, 1, 0, 1))
"""Tones of the chord from below, in the order of an ostinato's notes."""
_OSTINATO_REACH = 8


def theme(passage: Passage, centre: int = 62) -> list[Note]:
    """Play a broad theme: a call, an answer, the call again, and a close, over four bars."""
    draw = passage.theme
    call, answer = draw.choice(_CALLS), draw.choice(_ANSWERS)
    closes = draw.choice(_CLOSES), _CLOSES[0]
    centre = max(min(centre, passage.highest - 14), passage.lowest + 7)
    notes: list[Note] = []
    for bar in range(passage.bars):
        place = bar % _PHRASE_BARS
        last = bar == passage.bars - 1 or bar % (2 * _PHRASE_BARS) == 2 * _PHRASE_BARS - 1
        close = closes[1] if last else closes[0]
        rhythm, steps = call if place in (0, 2) else answer if place == 1 and not last else close
        start = passage.start + bar * passage.bar_quarters
        places = list(unroll(rhythm, passage.meter, start, 1))
        pitches = [_above_root(passage, step.start, steps[at % len(steps)], centre) for at, step in enumerate(places)]
        moved = _octave_nearer(notes[-1].pitch, pitches, passage) if notes else 0
        for at, (step, pitch) in enumerate(zip(places, pitches, strict=True)):
            accent = 6 if at == 0 else 0
            notes.append(Note(step.start, step.duration * 0.95, pitch + moved, _THEME + accent))
    return notes


def _octave_nearer(before: int, pitches: Sequence[int], passage: Passage) -> int:
    """Return the semitones, an octave or none, by which a bar moves so that it follows a pitch without a wide leap."""
    leap = pitches[0] - before if pitches else 0
    if abs(leap) <= _FIFTH:
        return 0
    moved = -12 if leap > 0 else 12
    fits = passage.lowest <= min(pitches) + moved and max(pitches) + moved <= passage.highest
    return moved if fits and abs(leap + moved) < abs(leap) else 0


def _above_root(passage: Passage, start: float, steps: int, centre: int) -> int:
    """Return a tone some steps of the scale above a chord's root near a centre."""
    chord = passage.chord_at(start)
    root = root_at(chord.root, centre - 7)
    scale = local_scale(passage, chord, "full") | {chord.root}
    above = [pitch for pitch in range(root, root + 13) if pitch % 12 in scale]
    pitch = above[min(steps, len(above) - 1)]
    if steps in (2, 4):
        # Third and fifth are the chord's own.
        tones = [tone for tone in range(root + 1, root + 12) if tone % 12 in chord.pitch_classes]
        pitch = min(tones or [pitch], key=lambda tone: abs(tone - pitch))
    return pitch


def strings(passage: Passage, centre: int = 79) -> list[Note]:
    """Play a section: violins in octaves on a long line, cellos and basses far below, nothing between."""
    line = [replace(note, velocity=_VIOLINS) for note in suspended(passage, centre, _VIOLIN_REACH)]
    octave = [replace(note, pitch=note.pitch - 12, velocity=note.velocity - 8) for note in line]
    low = [note for span in passage.spans for note in _low_strings(span, passage)]
    return line + octave + low


def _low_strings(span: ChordSpan, passage: Passage) -> list[Note]:
    root = root_at(span.chord.bass, max(36, passage.lowest))
    fifth = (span.chord.root + 7) % 12
    upper = root_at(fifth, root + 3) if fifth in span.chord.pitch_classes else root + 12
    return [Note(span.start, span.duration * 0.97, pitch, _LOW) for pitch in (root, upper)]


def ostinato(passage: Passage, patterns: tuple[str, ...], centre: int = 54) -> list[Note]:
    """Play the short figure of violas and cellos, the same in every bar but for its chord."""
    pattern, figure = passage.theme.choice(patterns), passage.theme.choice(_FIGURES)
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        for at, step in enumerate(unroll(pattern, passage.meter, start, 1)):
            tones = _low_tones(passage, step.start, centre)
            accent = 10 if (step.start - start) % 1 < 1e-6 else 0
            pitch = tones[figure[at % len(figure)] % len(tones)]
            notes.append(Note(step.start, min(step.duration, 0.5) * 0.7, pitch, _OSTINATO - 8 + accent))
    return notes


def _low_tones(passage: Passage, start: float, centre: int) -> list[int]:
    """Return the root of a chord near a centre, with its next two tones that are no second apart."""
    chord = passage.chord_at(start)
    found = [root_at(chord.bass, max(passage.lowest, centre - _OSTINATO_REACH))]
    for pitch in range(found[0] + 3, min(passage.highest, found[0] + 17)):
        if pitch % 12 in chord.pitch_classes and pitch - found[-1] > 2 and len(found) < 3:
            found.append(pitch)
    return found
