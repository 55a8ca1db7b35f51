"""Melodies and riffs: a motif that repeats and varies, fitted to key and chords.

Writers for `Layer`s (bound with functools.partial). A phrase is four bars, A B A B', and two phrases are a question and
its answer. The rhythm and contour of A and B belong to the section's name and return with it; only the last bar varies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from random import Random

from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.phrasing import (
    CLIMAX_BAR,
    PHRASE_BARS,
    breathed,
    cadence,
    with_climax,
)
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

# One quarter of rhythm each, sparse to dense.
_CELLS = {
    "sparse": ("----", "....", "x---", "x---", "..x-"),
    "medium": ("x---", "x-x-", "----", "..x-", "x--x", "....", "x-x-"),
    "dense": ("x-x-", "xxx-", "x--x", "x-xx", "..xx", "x-x-", "xxxx", "x---"),
}
_CLIMAX = 4
"""Semitones by which the bar of the highest note lies higher."""
_ABOVE, _BELOW = 7, 10
"""Semitones from the centre within which tunes stay, but for that bar, which goes up as far as others go down."""
_LONG = 1.0
"""Quarters: longer notes are tones of the chord wherever they begin."""
_WIDE, _BACK = 7, 4
"""Semitones: a leap wider than a fifth is answered by a step or a third back."""
_UNANSWERED = 8
"""What a leap without an answer costs, in semitones from where the contour leads."""
_REMEMBERED = 3
"""Notes with one pitch, after which a tune moves on."""
_DULL = 8
"""What a fourth one costs, in the same semitones."""
_WIDEST_ENTRY = 9
"""Semitones, before the note is fitted to its chord."""
_CONTOUR_STEPS = (-3, -2, -1, -1, -1, -1, 0, 1, 1, 1, 1, 2, 3)
"""More than half of the intervals of folk and pop tunes are steps."""
_RIFF, _STAB, _SECOND_VOICE = 88, 98, 74
"""Velocities."""
_PENTATONIC = {"major": (0, 2, 4, 7, 9), "minor": (0, 3, 5, 7, 10)}
_BLUES = (0, 3, 5, 6, 7, 10)


@dataclass(frozen=True)
class Motif:
    """One bar's rhythm (a pattern of 16 marks) and the scale steps from each note to the next."""

    rhythm: str
    contour: tuple[int, ...]


def _motif(random: Random, density: str) -> Motif:
    """Draw a motif; its first quarter always sounds, so that it can be recognised."""
    cells = [random.choice(_CELLS[density]) for _ in range(4)]
    if cells[0][0] != "x":
        cells[0] = "x---"
    return Motif("".join(cells), tuple(random.choice(_CONTOUR_STEPS) for _ in range(16)))


def melody(
    passage: Passage,
    density: str = "medium",
    centre: int = 74,
    scale: str = "full",
    velocity: int = 88,
    gate: float = 0.9,
    rests: float = 0.15,
) -> list[Note]:
    """Play phrases of four bars over the section, with breaths between; sometimes the fourth is left out."""
    theme = passage.theme
    first, second = _motif(theme, density), _motif(theme, density)
    notes: list[Note] = []
    for bar in range(passage.bars):
        place = bar % PHRASE_BARS
        motif = first if place % 2 == 0 else second
        closes = bar % 8 == 7 or bar == passage.bars - 1
        if place == 3:
            if passage.chance.random() < rests and not closes:
                continue
            motif = _varied(motif, passage.chance, final=closes)
        start = passage.start + bar * passage.bar_quarters
        rises = bar % 8 == CLIMAX_BAR
        above = _BELOW if rises else _ABOVE
        # Every phrase starts from the centre again, and its answer a little higher.
        pitch = float(centre + (3 if place in (1, 2) else 0) + (_CLIMAX if rises else 0))
        for at, step in enumerate(unroll(motif.rhythm, passage.meter, start, 1)):
            pitch = _moved(pitch, motif.contour[at % 16], passage, (centre - _BELOW, centre + above))
            if at == 0 and notes:
                # Nobody sings more than an octave into the next bar.
                before = notes[-1].pitch
                pitch = max(before - _WIDEST_ENTRY, min(before + _WIDEST_ENTRY, pitch))
            sung = _fitted(pitch, step, passage, scale, start, [note.pitch for note in notes[-_REMEMBERED:]])
            accent = 8 if (step.start - start) % 2 == 0 else 0
            notes.append(Note(step.start, step.duration * gate, sung, velocity + accent))
        if place % 2 == 1:
            notes = breathed(notes, start, passage.bar_quarters, long=place == 3)
        if place == 3 and notes and notes[-1].start_quarters > start - 1e-6:
            notes[-1] = cadence(notes, passage, closes=closes)
    return with_climax(notes, passage)


def _varied(motif: Motif, random: Random, final: bool) -> Motif:
    """Return the motif with another ending: a long last note, or another contour in the second half."""
    rhythm = motif.rhythm
    if final or random.random() < 0.5:
        rhythm = rhythm[:8] + "x-------"
    contour = motif.contour[:3] + tuple(random.choice(_CONTOUR_STEPS) for _ in range(13))
    return Motif(rhythm, contour)


def _moved(pitch: float, steps: int, passage: Passage, limits: tuple[int, int]) -> float:
    """Return the pitch some scale steps on (1.7 semitones each), turning back at limits and the range's ends."""
    moved = pitch + steps * 12 / 7
    lowest, highest = max(limits[0], passage.lowest), min(limits[1], passage.highest)
    return moved if lowest <= moved <= highest else pitch - steps * 12 / 7


def _fitted(pitch: float, step: Step, passage: Passage, scale: str, bar_start: float, sung: Sequence[int] = ()) -> int:
    """Return the tone for a pitch: of the chord on strong beats and long notes, of the scale elsewhere.

    Args:
        pitch: where the contour leads.
        step: of the rhythm.
        passage: that is sung.
        scale: as in `local_scale`.
        bar_start: in quarters.
        sung: the pitches before, which the tone follows without a wide leap or a fourth repetition; none for either.
    """
    allowed = _allowed(step, passage, scale, bar_start)
    around = (round(pitch), *sung[-1:])

    def cost(note: int) -> tuple[bool, float]:
        away = abs(note - pitch)
        if sung:
            away += max(0, abs(note - sung[-1]) - _WIDE)
        if len(sung) > 1 and abs(leap := sung[-1] - sung[-2]) > _WIDE:
            back = sung[-1] - note if leap > 0 else note - sung[-1]
            away += 0 if 0 < back <= _BACK else _UNANSWERED
        if len(sung) == _REMEMBERED and {note, *sung} == {note}:
            away += _DULL
        return not passage.lowest <= note <= passage.highest, away

    near = range(min(around) - 7, max(around) + 8)
    return min((note for note in near if note % 12 in allowed), key=cost)


def _allowed(step: Step, passage: Passage, scale: str, bar_start: float) -> set[int]:
    """Return the pitch classes that a note may have where it stands: tones of the chord on strong beats and if long."""
    chord = passage.chord_at(step.start)
    tones = set(chord.pitch_classes)
    beat = float(passage.meter.beat_quarters)
    unit, place = beat if beat > 1 else 2.0, step.start - bar_start
    # Also where a syncopated note is held over a strong beat.
    strong = ceil(place / unit - 1e-6) * unit < place + step.duration - 1e-6
    if strong or step.duration > _LONG:
        return tones
    passing = local_scale(passage, chord, scale)
    if step.duration < _LONG:
        return passing
    # What lies a semitone above a tone of the chord is not dwelt upon.
    return {tone for tone in passing if tone in tones or (tone - 1) % 12 not in tones} or tones


def local_scale(passage: Passage, chord: Chord, scale: str) -> set[int]:
    """Return the key's scale with the tones that the chord alters, such as the leading tone of V in minor."""
    tonic = passage.key.tonic
    if scale == "pentatonic":
        tones = {(tonic + step) % 12 for step in _PENTATONIC[passage.key.mode]}
    elif scale == "blues":
        tones = {(tonic + step) % 12 for step in _BLUES}
    else:
        tones = set(passage.key.scale)
    for tone in chord.pitch_classes:
        if tone not in passage.key.scale:
            tones -= {(tone + 1) % 12, (tone - 1) % 12}
            tones.add(tone)
    return tones


def riff(
    passage: Passage,
    density: str = "dense",
    centre: int = 62,
    scale: str = "pentatonic",
    gate: float = 0.85,
    turns: bool = True,
) -> list[Note]:
    """Play one bar's motif over and over, moved to each chord; with `turns`, every fourth bar ends differently."""
    theme = passage.theme
    motif = _motif(theme, density)
    turn = _varied(motif, theme, final=False)
    notes: list[Note] = []
    for bar in range(passage.bars):
        start = passage.start + bar * passage.bar_quarters
        pitch = float(centre)
        played = turn if turns and bar % 4 == 3 else motif
        for at, step in enumerate(unroll(played.rhythm, passage.meter, start, 1)):
            pitch = _moved(pitch, played.contour[at % 16], passage, (centre - _BELOW, centre + _BELOW))
            sung = _fitted(pitch, step, passage, scale, start)
            accent = 10 if at == 0 else 4 if (step.start - start) % 1 == 0 else 0
            notes.append(Note(step.start, step.duration * gate, sung, _RIFF + accent))
        if turns and bar % PHRASE_BARS == PHRASE_BARS - 1:
            notes = breathed(notes, start, passage.bar_quarters, long=True)
    return notes
