"""Melodies and riffs: a motif that repeats and varies, fitted to key and chords.

Writers for `Layer`s (bound with functools.partial). A phrase is four bars, A B A B', and two phrases are a question and
its answer. The rhythm and contour of A and B belong to the section's name and return with it; only the last bar varies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

# One quarter of rhythm each, sparse to dense.
_CELLS = {
    "sparse": ("----", "....", "x---", "x---", "..x-"),
    "medium": ("x---", "x-x-", "----", "..x-", "x--x", "....", "x-x-"),
    "dense": ("x-x-", "xxx-", "x--x", "x-xx", "..xx", "x-x-", "xxxx", "x---"),
}
_COUNTED_BARS, _BREATH_QUARTERS = 2, 0.5
"""After every second bar, and how long: players of wind instruments need it, and all tunes are clearer for it."""
_CLIMAX_BAR, _CLIMAX = 5, 4
"""Of every eight bars, the one whose phrase lies highest, and by how many semitones."""
_OCTAVE = 12
_WIDEST_ENTRY = 9
"""Semitones, before the note is fitted to its chord."""
_CONTOUR_STEPS = (-2, -1, -1, -1, 0, 1, 1, 1, 2, 3, -3, 4)
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
        place = bar % 4
        motif = first if place % 2 == 0 else second
        closes = bar % 8 == 7 or bar == passage.bars - 1
        if place == 3:
            if passage.chance.random() < rests and not closes:
                continue
            motif = _varied(motif, passage.chance, final=closes)
        start = passage.start + bar * passage.bar_quarters
        # Every phrase starts from the centre again, and its answer a little higher.
        pitch = float(centre + (3 if place in (1, 2) else 0) + (_CLIMAX if bar % 8 == _CLIMAX_BAR else 0))
        for at, step in enumerate(unroll(motif.rhythm, passage.meter, start, 1)):
            pitch = _moved(pitch, motif.contour[at % 16], passage, centre)
            if at == 0 and notes:
                # Nobody sings more than an octave into the next bar.
                before = notes[-1].pitch
                pitch = max(before - _WIDEST_ENTRY, min(before + _WIDEST_ENTRY, pitch))
            sung = _fitted(pitch, step, passage, scale, start)
            accent = 8 if (step.start - start) % 2 == 0 else 0
            notes.append(Note(step.start, step.duration * gate, sung, velocity + accent))
        if place % 2 == 1:
            notes = _breathed(notes, start, passage.bar_quarters)
        if place == 3 and notes and notes[-1].start_quarters > start - 1e-6:
            before = notes[-2].pitch if len(notes) > 1 else notes[-1].pitch
            notes[-1] = replace(notes[-1], pitch=_cadence(notes[-1], before, passage, closes=closes))
    return notes


def _cadence(note: Note, before: int, passage: Passage, *, closes: bool) -> int:
    """Return the pitch on which a phrase of four bars ends: the tonic where the tune closes, elsewhere another tone.

    The nearest one is chosen that the instrument has, within an octave of the pitch before it.
    """
    tonic, tones = passage.key.tonic, set(passage.chord_at(note.start_quarters).pitch_classes)
    if closes:
        wanted = {tonic} if tonic in tones else {passage.chord_at(note.start_quarters).root}
    else:
        wanted = tones - {tonic} or tones
    near = [pitch for pitch in range(note.pitch - _OCTAVE + 1, note.pitch + _OCTAVE) if pitch % _OCTAVE in wanted]

    def cost(pitch: int) -> tuple[bool, bool, int]:
        has_it = passage.lowest <= pitch <= passage.highest
        return not has_it, abs(pitch - before) > _OCTAVE, abs(pitch - note.pitch)

    return min(near, key=cost)


def _breathed(notes: list[Note], start: float, bar_quarters: float) -> list[Note]:
    """Return notes that leave the end of the bar from `start` on free for a breath, if that leaves any of its notes."""
    end = start + bar_quarters - _BREATH_QUARTERS
    kept = [note for note in notes if note.start_quarters < end - 1e-6]
    if not kept or kept[-1].start_quarters < start - 1e-6:
        return notes
    last = kept[-1]
    return [*kept[:-1], replace(last, duration_quarters=min(last.duration_quarters, end - last.start_quarters))]


def _varied(motif: Motif, random: Random, final: bool) -> Motif:
    """Return the motif with another ending: a long last note, or another contour in the second half."""
    rhythm = motif.rhythm
    if final or random.random() < 0.5:
        rhythm = rhythm[:8] + "x-------"
    contour = motif.contour[:3] + tuple(random.choice(_CONTOUR_STEPS) for _ in range(13))
    return Motif(rhythm, contour)


def _moved(pitch: float, steps: int, passage: Passage, centre: int) -> float:
    """Return the pitch some scale steps on (1.7 semitones each), turning back a minor seventh from the centre."""
    moved = pitch + steps * 12 / 7
    if abs(moved - centre) > 10 or not passage.lowest <= moved <= passage.highest:
        moved = pitch - steps * 12 / 7
    return moved


def _fitted(pitch: float, step: Step, passage: Passage, scale: str, bar_start: float) -> int:
    """Return the nearest chord tone on beats and long notes, the nearest scale tone elsewhere."""
    chord = passage.chord_at(step.start)
    strong = (step.start - bar_start) % 1 == 0 or step.duration >= 0.75
    allowed = set(chord.pitch_classes) if strong else local_scale(passage, chord, scale)
    return min(
        (note for note in range(round(pitch) - 7, round(pitch) + 8) if note % 12 in allowed),
        key=lambda note: (not passage.lowest <= note <= passage.highest, abs(note - pitch)),
    )


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
    velocity: int = 88,
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
            pitch = _moved(pitch, played.contour[at % 16], passage, centre)
            sung = _fitted(pitch, step, passage, scale, start)
            accent = 10 if at == 0 else 4 if (step.start - start) % 1 == 0 else 0
            notes.append(Note(step.start, step.duration * gate, sung, velocity + accent))
    return notes


def stabs(
    passage: Passage, patterns: tuple[str, ...], centre: int = 67, voices: int = 3, velocity: int = 98
) -> list[Note]:
    """Play a horn section's short chords as accents: in every bar, or as answers in every second or fourth."""
    theme = passage.theme
    pattern, every = theme.choice(patterns), min(theme.choice((1, 2, 2, 4)), passage.bars)
    notes: list[Note] = []
    for bar in range(every - 1, passage.bars, every):
        start = passage.start + bar * passage.bar_quarters
        for step in unroll(pattern, passage.meter, start, 1):
            chord = sorted(_stacked(passage.chord_at(step.start), centre, voices))
            notes += [Note(step.start, step.duration * 0.8, pitch, velocity) for pitch in chord]
    return notes


def _stacked(chord: Chord, centre: int, voices: int) -> list[int]:
    """Return the chord tones that lie nearest to a centre, none of them a semitone from another."""
    near = sorted(range(centre - 10, centre + 11), key=lambda pitch: abs(pitch - centre))
    found: list[int] = []
    for pitch in near:
        if pitch % 12 in chord.pitch_classes and all(abs(pitch - other) > 1 for other in found):
            found.append(pitch)
    return found[:voices]


def counter_line(passage: Passage, centre: int = 67, velocity: int = 74) -> list[Note]:
    """Play a slow second voice: one guide tone (third or seventh) per chord, moving as little as it can."""
    pitch = centre
    notes = []
    for span in passage.spans:
        guides = span.chord.pitch_classes[1:2] + span.chord.pitch_classes[3:4] or span.chord.pitch_classes
        near = [note for note in range(pitch - 7, pitch + 8) if note % 12 in guides]
        pitch = min(near, key=lambda note: abs(note - pitch) + 0.3 * abs(note - centre))
        duration = span.duration * 0.97
        if abs((span.end - passage.start) % (_COUNTED_BARS * passage.bar_quarters)) < 1e-6:
            duration = max(duration / 2, min(duration, span.duration - _BREATH_QUARTERS))
        notes.append(Note(span.start, duration, pitch, velocity))
    return notes
