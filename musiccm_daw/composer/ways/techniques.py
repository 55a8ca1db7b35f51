"""Ways of playing that are named for themselves: pedal notes, oom-pah, drones, tremolo, trills, chopped voices.

Writers for `technique_makers.py`; those with a `write` change what another writer plays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from musiccm_daw.composer.chords.chord_scales import PENTATONIC, local_scale
from musiccm_daw.composer.chords.voicing import root_at, voice_lead
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.score.note import Note

_FIFTH, _FOURTH, _OCTAVE = 7, 5, 12
_BREATH = 8.0
"""Quarters after which a drone is sounded anew."""
_PEDAL, _PULSED, _AFTER_BASS, _PLUCKED, _CHOPPED = 96, 94, 78, 80, 92
"""Velocities: of pedal notes, pulses, the chords of an oom-pah, a plucked drone and chopped voices."""
_BELOW, _SHORT_BAR = 58, 3.0
"""Velocity of a drone that is struck below a tune, and quarters of a bar in whose middle it is so again."""
_CHOPS = ("x.xx..x...x.xx..", "..x.xx.x..x..xx.", "x..x..x.xx..x...", "xx.x..x..x.xx.x.")
_CHOP_TONES = ((0, 0, 2, 1), (2, 2, 1, 0), (0, 2, 2, 3), (1, 1, 0, 2))
_CHOP_QUARTERS = 0.18
_SPREAD = 0.09
"""Quarters from note to note of a rolled chord: 45 ms at 120 BPM, a hand's or a harp's."""
_TRILL, _LONG = 0.125, 0.7
"""Quarters from note to note of a trill, and of the shortest note that has one."""


def pedal(passage: Passage, patterns: tuple[str, ...], note: int | None = None, floor: int = 29) -> list[Note]:
    """Play one note, whatever the chords do: the tonic, if no pitch class is given."""
    pitch = root_at(passage.key.tonic if note is None else note, max(floor, passage.lowest))
    return [
        Note(step.start, step.duration * 0.95, pitch, _PEDAL + (8 if (step.start - passage.start) % 1 == 0 else 0))
        for step in unroll(passage.theme.choice(patterns), passage.meter, passage.start, passage.bars)
    ]


def pulsed(passage: Passage, rate: float, floor: int = 29) -> list[Note]:
    """Play the chords' roots in even notes of `rate` quarters."""
    count = round(passage.bars * passage.bar_quarters / rate)
    starts = [passage.start + at * rate for at in range(count)]
    lowest = max(floor, passage.lowest)
    return [
        Note(start, rate * 0.85, root_at(passage.chord_at(start + 1e-6).bass, lowest), _PULSED + 8 * (at % 3 == 0))
        for at, start in enumerate(starts)
    ]


def oompah_bass(passage: Passage, floor: int = 29, velocity: int = 94) -> list[Note]:
    """Play a root on the first beat and a fifth, the one below if there is one, in the middle of the bar.

    Bars of three beats have roots and fifths in turn.
    """
    notes = []
    for start, number, last in _oompahs(passage):
        chord = passage.chord_at(start)
        pitch = root_at(chord.bass, max(floor, passage.lowest))
        if number % 2 and chord.bass == chord.root:
            pitch = _fifth(chord, pitch, passage.lowest)
        notes.append(Note(start, min(0.8, 0.9 * last), pitch, velocity + (6 if number % 2 == 0 else 0)))
    return notes


def oompah_chords(passage: Passage, centre: int = 62) -> list[Note]:
    """Play the short chords between the bass notes: one after each, in bars of three two."""
    shapes = voice_lead(passage.spans, centre, 3, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    notes = []
    for start, _, last in _oompahs(passage):
        three = passage.meter.numerator % 3 == 0
        step = last / 3 if three else last / 2
        after = (2,) if three and passage.meter.denominator == 8 else (1, 2) if three else (1,)
        for at in after:
            chord = voicings[passage.span_at(start + at * step)]
            notes += [Note(start + at * step, step * 0.5, pitch, _AFTER_BASS) for pitch in chord]
    return notes


def _oompahs(passage: Passage) -> Iterable[tuple[float, int, float]]:
    """Yield where bass notes of an oom-pah lie, their number in the passage or on their chord, and their lengths."""
    if passage.meter.numerator % 3 == 0:
        length = passage.bar_quarters if passage.meter.denominator == 4 else 1.5
    else:
        length = 1.0 if str(passage.meter) in ("2/4", "2/2") else 2.0
    number, before, start = 0, None, passage.start
    bar_end = passage.start + passage.bar_quarters
    while start < passage.end - 1e-6:
        chord = passage.chord_at(start)
        number = number + 1 if chord == before else 0
        left = min(length, bar_end - start)
        yield start, number, left
        before, start = chord, start + left
        bar_end += passage.bar_quarters if start > bar_end - 1e-6 else 0.0


def _fifth(chord: Chord, root: int, lowest: int) -> int:
    steps = (step for step in (7, 6, 8) if (chord.root + step) % _OCTAVE in chord.pitch_classes)
    up = next(steps, 0)
    return root + up - _OCTAVE if up and root + up - _OCTAVE >= lowest else root + up


def drone(
    passage: Passage,
    note: int | None = None,
    floor: int = 45,
    intervals: tuple[int, ...] = (0, _FIFTH, _OCTAVE),
    breath: float = _BREATH,
    velocity: int = 76,
) -> list[Note]:
    """Hold the tonic, if no pitch class is given, with its fifth and octave.

    Args:
        passage: to play.
        note: pitch class of the drone.
        floor: lowest pitch.
        intervals: semitones above the lowest tone, itself among them.
        breath: quarters after which it is sounded anew.
        velocity: of all tones.
    """
    root = root_at(passage.key.tonic if note is None else note, max(floor, passage.lowest))
    pitches = [root + interval for interval in intervals]
    notes, start = [], passage.start
    while start < passage.end - 1e-6:
        end = min(start + breath, passage.end)
        notes += [Note(start, end - start, pitch, velocity) for pitch in pitches if pitch <= passage.highest]
        start = end
    return notes


def struck_drone(passage: Passage) -> list[Note]:
    """Strike the tonic in every bar, and its fifth in the middle of it, below a tune."""
    tonic = root_at(passage.key.tonic, passage.lowest)
    length = passage.bar_quarters
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * length
        notes.append(Note(start, length, tonic, _BELOW))
        if length >= _SHORT_BAR:
            middle = start + float(int(length / 2))
            notes.append(Note(middle, start + length - middle, tonic + _FIFTH, _BELOW - 6))
    return notes


def plucked_drone(passage: Passage, note: int | None = None, floor: int = 43) -> list[Note]:
    """Pluck a drone's strings one after another as on a tanpura, a string a beat: fifth, octave twice, root."""
    root = root_at(passage.key.tonic if note is None else note, max(floor, passage.lowest))
    strings = (root + _FIFTH, root + _OCTAVE, root + _OCTAVE, root)
    count = round(passage.bars * passage.bar_quarters)
    return [
        Note(passage.start + at, min(3.0, count - at), strings[at % 4], _PLUCKED + (8 if at % 4 == 3 else 0))
        for at in range(count)
    ]


def chopped(passage: Passage, centre: int = 67) -> list[Note]:
    """Play short cuts of one voice: tones of the chord in a syncopated rhythm, the same in every bar."""
    theme = passage.theme
    pattern, tones = theme.choice(_CHOPS), theme.choice(_CHOP_TONES)
    shapes = voice_lead(passage.spans, centre, 3, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    notes = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        for at, step in enumerate(unroll(pattern, passage.meter, start, 1)):
            chord = voicings[passage.span_at(step.start)]
            tone = tones[at % len(tones)]
            pitch = chord[tone] if tone < len(chord) else chord[0] + _OCTAVE
            accent = 10 if (step.start - start) % 0.5 else 0
            notes.append(Note(step.start, _CHOP_QUARTERS, min(pitch, passage.highest), _CHOPPED + accent))
    return notes


def repeated(passage: Passage, write: Writer, rate: float) -> list[Note]:
    """Pick every note of a line, and the rests behind it, in fast repetitions: tremolo."""
    line = sorted(write(passage), key=lambda note: note.start_quarters)
    notes = []
    for at, note in enumerate(line):
        end = line[at + 1].start_quarters if at + 1 < len(line) else passage.end
        count = max(1, round((end - note.start_quarters) / rate))
        notes += [
            Note(note.start_quarters + each * rate, rate * 0.9, note.pitch, max(1, note.velocity - 6 * (each % 2)))
            for each in range(count)
        ]
    return notes


def trilled(passage: Passage, write: Writer) -> list[Note]:
    """Trill the long notes of a tune with the next step of the scale above."""
    notes = []
    for note in write(passage):
        if note.duration_quarters < _LONG:
            notes.append(note)
            continue
        scale = local_scale(passage, passage.chord_at(note.start_quarters), "full")
        above = next(note.pitch + step for step in (1, 2, 3) if (note.pitch + step) % _OCTAVE in scale)
        count = int(note.duration_quarters / _TRILL)
        notes += [
            Note(
                note.start_quarters + at * _TRILL, _TRILL, above if at % 2 else note.pitch, note.velocity - 4 * (at % 2)
            )
            for at in range(count)
        ]
    return notes


def rolled(passage: Passage, write: Writer) -> list[Note]:
    """Spread every chord from its lowest note up."""
    notes = sorted(write(passage), key=lambda note: (note.start_quarters, note.pitch))
    result = []
    for start, chord in groupby(notes, key=lambda note: note.start_quarters):
        for at, note in enumerate(chord):
            late = min(at * _SPREAD, 0.5 * note.duration_quarters)
            result.append(replace(note, start_quarters=start + late, duration_quarters=note.duration_quarters - late))
    return result


def in_octaves(passage: Passage, write: Writer) -> list[Note]:
    """Double the notes of a line an octave below, or above where the instrument ends."""
    notes = write(passage)
    down = [_OCTAVE if note.pitch - _OCTAVE < passage.lowest else -_OCTAVE for note in notes]
    return notes + [replace(note, pitch=note.pitch + step) for note, step in zip(notes, down, strict=True)]


def double_stopped(passage: Passage, write: Writer) -> list[Note]:
    """Add a third or sixth of the scale below the notes of a line, whichever the chord has."""
    notes = []
    for note in write(passage):
        chord = passage.chord_at(note.start_quarters)
        scale = local_scale(passage, chord, "full")
        steps = [step for step in (3, 4, 8, 9) if (note.pitch - step) % _OCTAVE in scale]
        own = [step for step in steps if (note.pitch - step) % _OCTAVE in chord.pitch_classes]
        notes += [note, *(replace(note, pitch=note.pitch - step) for step in (own or steps)[:1])]
    return [note for note in notes if note.pitch >= passage.lowest]


def pentatonic(passage: Passage, write: Writer) -> list[Note]:
    """Move what lies outside the pentatonic scale of the key to its nearest note."""
    return [replace(note, pitch=_nearest(note.pitch, passage.key)) for note in write(passage)]


def _nearest(pitch: int, key: Key) -> int:
    scale = {(key.tonic + step) % _OCTAVE for step in PENTATONIC[key.mode]}
    return next(pitch + step for step in (0, 1, -1, 2, -2) if (pitch + step) % _OCTAVE in scale)


def in_turn(passage: Passage, write: Writer, at: int, of: int) -> list[Note]:
    """Play only in one's own turn of call and answer: of two bars in long passages, of one, or of half a bar.

    Args:
        passage: that all share.
        write: what would be played throughout.
        at: the place in the order of turns, from 0.
        of: how many take turns.
    """
    bars = 2 if passage.bars >= 4 * of else 1
    length = bars * passage.bar_quarters if passage.bars > 1 else passage.bar_quarters / of
    notes = []
    for note in write(passage):
        turn = int((note.start_quarters - passage.start) / length + 1e-6)
        if turn % of == at:
            end = passage.start + (turn + 1) * length
            notes.append(replace(note, duration_quarters=min(note.duration_quarters, end - note.start_quarters)))
    return notes
