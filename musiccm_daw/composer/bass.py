"""Bass players: lines that follow the chords.

Writers for `Layer`s (bound with functools.partial). A bass pattern's marks: `R` root, `5` fifth, `O` octave,
`3` third, `7` seventh, `a` approach to the next root, `x` repeats the note before; `-` holds, `.` is silence.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random

from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.voicing import root_at
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

DEFAULT_FLOOR = 29
"""F1: roots lie between F1 and E2, where small speakers still keep them apart."""
_LOWEST_FLOOR, _HIGHER, _LINE = 28, 5, 24
"""The lowest string of a bass, the semitones by which a floor may rise, and those that a line needs above it."""
_WIDEST_MOVE = 7
"""A fifth: what is wider is a third or less the other way."""
_COMPARED_BARS = 2
_NEARLY_AS_WELL = 0.08
"""Patterns that lie so much less well on the kick than the best may be played, too."""
_TURNS = ("5-a-", "R-a-", "RRa-", "O-a-", "3-a-")
_COMMON_BAR, _TURN_BARS, _FEWEST_MOVES = 16, 4, 3
_BACKBEAT = 6
"""Velocities by which a walking bass leans on the second and fourth beats."""


def smooth_floor(passage: Passage, floor: int) -> int:
    """Return the floor above which the fewest roots leap, moving as few of them as that takes.

    Between F1 and E2, a bass would go from F to E by a seventh.
    """
    basses = [*(span.chord.bass for span in passage.spans), passage.next_chord.bass]
    floor = max(floor, passage.lowest)

    def cost(at: int) -> tuple[int, int, int]:
        roots = [root_at(one, at) for one in basses]
        leaps = sum(abs(one - other) > _WIDEST_MOVE for one, other in pairwise(roots))
        return leaps, sum(abs(root - root_at(root, floor)) for root in roots), abs(at - floor)

    highest = max(floor, min(floor + _HIGHER, passage.highest - _LINE))
    return min(range(min(floor, max(_LOWEST_FLOOR, passage.lowest)), highest + 1), key=cost)


def pattern_bass(
    passage: Passage,
    patterns: tuple[str, ...],
    floor: int = DEFAULT_FLOOR,
    hold: float = 0.9,
    velocity: int = 96,
    locked: bool = True,
) -> list[Note]:
    """Play one of the patterns through the section.

    A `locked` bass plays one that lies on the kick, and every fourth bar leads on unless its notes are long. Others
    play between the kicks, or one figure throughout.
    """
    pattern = _with_turn(_on_kick(passage, patterns), passage) if locked else passage.theme.choice(patterns)
    floor = smooth_floor(passage, floor)
    notes: list[Note] = []
    pitch = floor
    for step in unroll(pattern, passage.meter, passage.start, passage.bars):
        pitch = _marked_pitch(step, passage, floor, pitch)
        accent = 8 if (step.start - passage.start) % 1 == 0 else 0
        notes.append(Note(step.start, step.duration * hold, pitch, velocity + accent))
    return _rooted(notes, passage, floor, velocity)


def _on_kick(passage: Passage, patterns: tuple[str, ...]) -> str:
    """Choose one of the patterns that share the most beginnings with the kick."""
    if not passage.kicks:
        return passage.theme.choice(patterns)
    shared = {pattern: _shared(pattern, passage) for pattern in patterns}
    best = max(shared.values())
    return passage.theme.choice([pattern for pattern in patterns if shared[pattern] > best - _NEARLY_AS_WELL])


def _shared(pattern: str, passage: Passage) -> float:
    """Return the share of the places of kick and notes at which both begin."""
    bars = min(_COMPARED_BARS, passage.bars)
    begun = {round(4 * (step.start - passage.start)) for step in unroll(pattern, passage.meter, passage.start, bars)}
    struck = {round(4 * kick) for kick in passage.kicks if kick < bars * passage.bar_quarters - 1e-6}
    return len(begun & struck) / max(1, len(begun | struck))


def _with_turn(pattern: str, passage: Passage) -> str:
    """Return four bars of a pattern, of which the last beat leads on; bars of few notes stay as they are."""
    turn = passage.theme.choice(_TURNS)
    last = pattern[-_COMMON_BAR:]
    moves = len(last) - last.count("-") - last.count(".")
    if passage.bars < _TURN_BARS or len(last) < _COMMON_BAR or moves < _FEWEST_MOVES or "a" in last[-len(turn) :]:
        return pattern
    return (pattern * _TURN_BARS)[: _TURN_BARS * _COMMON_BAR - len(turn)] + turn


def _marked_pitch(step: Step, passage: Passage, floor: int, before: int) -> int:
    """Return the pitch that a mark means over the current chord."""
    span = passage.span_at(step.start)
    root = root_at(span.chord.bass, floor)
    if step.mark == "x":
        return before
    if step.mark == "a":
        target = root_at(passage.chord_after(span).bass, floor)
        return _approach(target, passage.theme, max(floor - 2, passage.lowest))
    wanted = {"R": (0,), "O": (0,), "5": (7, 6, 8), "3": (4, 3, 5, 2), "7": (10, 11, 9, 7)}[step.mark]
    if step.mark == "O":
        return root + 12
    tones = span.chord.pitch_classes
    interval = next((step for step in wanted if (span.chord.root + step) % 12 in tones), 0)
    return root_at((span.chord.root + interval) % 12, root)


def _approach(target: int, random: Random, lowest: int, before: int | None = None) -> int:
    """Return the pitch a semitone or a whole tone below, or a semitone above, the next root, and not that before."""
    pitch = target + random.choice((-1, -2, 1))
    pitch = pitch if pitch >= lowest else target + 1
    if pitch == before:
        pitch = target - 1 if pitch > target > lowest else target + 1 if pitch < target else target + 2
    return pitch


def _rooted(notes: list[Note], passage: Passage, floor: int, velocity: int) -> list[Note]:
    """End a held note where the chord changes under it: it would not fit the new chord."""
    played = []
    for note in notes:
        span = passage.span_at(note.start_quarters)
        duration = note.duration_quarters
        after = passage.chord_after(span)
        changes = root_at(after.bass, floor) != root_at(span.chord.bass, floor)
        end = note.start_quarters + duration
        if changes and end > span.end + 1e-6:
            played.append(Note(note.start_quarters, span.end - note.start_quarters, note.pitch, note.velocity))
            if end - span.end >= 0.5 and span.end < passage.end - 1e-6:
                played.append(Note(span.end, end - span.end, root_at(after.bass, floor), velocity))
        else:
            played.append(note)
    return played


def chord_bass(passage: Passage, floor: int = DEFAULT_FLOOR, velocity: int = 88, hold: float = 1.0) -> list[Note]:
    """Play one long root under every chord."""
    floor = smooth_floor(passage, floor)
    return [Note(span.start, span.duration * hold, root_at(span.chord.bass, floor), velocity) for span in passage.spans]


def walking_bass(passage: Passage, floor: int = 31, velocity: int = 88) -> list[Note]:
    """Play a note on every beat: the root on a chord's first, chord tones in between, an approach on its last."""
    # Nobody walks in 8ths: in 7/8, too, the beats are quarters.
    beat = max(1.0, float(passage.meter.beat_quarters))
    floor = smooth_floor(passage, floor)
    lowest = max(floor - 3, passage.lowest)
    notes: list[Note] = []
    for span in passage.spans:
        beats = max(1, round(span.duration / beat))
        target = root_at(passage.chord_after(span).bass, floor)
        pitch = root_at(span.chord.bass, floor)
        for at in range(beats):
            if at == beats - 1 and beats > 1:
                pitch = _approach(target, passage.chance, lowest, pitch)
            elif at > 0:
                pitch = _walk_on(pitch, span.chord, target, lowest, passage.chance)
            start = span.start + at * beat
            # The second and fourth beats are those that swing.
            accent = _BACKBEAT if round((start - passage.start) % passage.bar_quarters / beat) % 2 else 0
            notes.append(Note(start, min(beat, span.end - start) * 0.92, pitch, velocity + accent))
            # A skipped 8th now and then, as players do.
            if passage.chance.random() < 0.08 and at < beats - 1:
                notes.append(Note(start + beat * 0.5, beat * 0.4, pitch, velocity - 22))
    return notes


def _walk_on(pitch: int, chord: Chord, target: int, lowest: int, random: Random) -> int:
    """Return the next chord tone towards the target, sometimes away from it; never the same note twice."""
    up = [p for p in range(pitch + 1, pitch + 8) if p % 12 in chord.pitch_classes]
    down = [p for p in range(pitch - 1, pitch - 8, -1) if p % 12 in chord.pitch_classes and p >= lowest]
    rising = target > pitch or pitch < lowest + 7
    if random.random() < 0.25:
        rising = not rising
    choice = (up if rising else down) or up or down
    return min(choice[0], lowest + 25)


def acid_bass(passage: Passage, density: float = 0.75, floor: int = 33, velocity: int = 90) -> list[Note]:
    """Play a 16-step line like a 303 sequencer's: octave jumps, slides (notes that overlap) and accents."""
    theme = passage.theme
    floor = smooth_floor(passage, floor)
    offsets = (0, 0, 0, 12, 0, 3, 7, 10, 12, -2)
    line = [
        (theme.choice(offsets), theme.random() < 0.25, theme.random() < 0.3)
        if at == 0 or theme.random() < density
        else None
        for at in range(16)
    ]
    notes = []
    steps = int(passage.bar_quarters * 4)
    for bar in range(passage.bars):
        for at in range(steps):
            step = line[at % 16]
            if step is None:
                continue
            offset, slides, accented = step
            start = passage.start + bar * passage.bar_quarters + at * 0.25
            root = root_at(passage.chord_at(start).bass, floor)
            pitch = root if at == 0 else root + _in_key(root + offset, passage) - root
            length = 0.27 if slides else 0.17
            notes.append(Note(start, length, pitch, velocity + (25 if accented else 0)))
    return notes


def _in_key(pitch: int, passage: Passage) -> int:
    """Return the nearest pitch of the key at or below `pitch`."""
    while pitch % 12 not in passage.key.scale:
        pitch -= 1
    return pitch
