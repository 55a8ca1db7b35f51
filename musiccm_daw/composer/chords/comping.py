"""Chord players: comping, pads, strums and picking.

Writers for `Layer`s (bound with functools.partial) on top of `voicing.py`. A comping pattern's marks: `x` the whole
chord, `X` accented, `l` its lowest note, `u` its upper notes, `s` a scratch on damped strings; `-` holds, `.` is
silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from musiccm_daw.composer.chords.voicing import Voicing, guitar_chord, power_chord, root_at, voice_lead
from musiccm_daw.composer.pattern import Step, softer_between_beats, unroll, written_for
from musiccm_daw.composer.sheet import ChordSpan, Passage, Writer
from musiccm_daw.composer.turns import PHRASE_BARS, TURN_BARS, Habit, phrased
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.score.note import Note

_NEAR = 1e-6
_WHOLE, _STROKES, _EARLY = "xX", "Ddu", 0.5
"""Marks of whole chords and of strums, and the quarters by which they may be struck before their time."""
_SOFTER = (6, 10)
"""Velocities by which chords on 8ths and 16ths between the beats are softer."""
_RIFFED = "xXp"
_STRUMMED, _POWER, PIANO_VELOCITY = 76, 96, 74
"""Velocities of guitar strings, power chords and a piano played with two hands."""
_SCRATCHED, _SCRATCH_QUARTERS = 46, 0.08
_LONGEST_HELD, _SHORTEST_MOVED, _STEP = 16.0, 3.0, 2
"""Quarters that a tone is held through, four bars, and those of a chord in whose middle a voice may move by so many
semitones."""
_MOST_SHARED = 0.5
_HIGHEST_PICKED = 76
"""E5, the twelfth fret of the highest string."""
_STRUM_HOLD = 0.95
"""Share of their lengths that strummed chords sound."""
STRUM_SECONDS = 0.006
"""Time from one string to the next; five strings stay under 30 ms."""
_STRUM_QUARTERS = 0.1
"""What a strum lasts at most."""


def comp(
    passage: Passage,
    patterns: tuple[str, ...],
    centre: int = 62,
    voices: int = 4,
    spread: bool = False,
    hold: float = 0.92,
    velocity: int = 80,
    rooted: bool = False,
    habit: Habit = "answering",
) -> list[Note]:
    """Play voice-led chords in one of the rhythms, phrased as `habit` says (see `turns.py`)."""
    patterns = written_for(patterns, passage.meter)
    pattern = _own_rhythm(passage, patterns)
    answers = _apart(passage, patterns) or [pattern]
    after = ChordSpan(passage.end, passage.bar_quarters, passage.next_chord)
    ahead = replace(passage, spans=(*passage.spans, after))
    voicings = voicings_of(ahead, centre, voices, spread=spread, rooted=rooted)
    notes = []
    steps = _at_every_change(phrased(pattern, answers, passage, habit, pushes=True), passage, _WHOLE)
    softer = softer_between_beats(steps, passage.meter, passage.start, _SOFTER)
    for step, span in _with_chords(steps, ahead, _WHOLE):
        chord = voicings[span]
        pitches = {"l": chord[:1], "u": chord[1:]}.get(step.mark, chord)
        if step.mark == "s":
            notes += [Note(step.start, _SCRATCH_QUARTERS, pitch, _SCRATCHED) for pitch in pitches]
            continue
        loud = velocity + (14 if step.mark == "X" else 0) - softer.get(step.start, 0)
        length = min(step.duration * hold, span.end - step.start)
        notes += [Note(step.start, length, pitch, loud) for pitch in pitches]
    return notes


def _with_chords(steps: Sequence[Step], passage: Passage, whole: str) -> list[tuple[Step, ChordSpan]]:
    """Return each step with the chord that is meant: the next one where it is struck ahead.

    Args:
        steps: of the passage.
        passage: whose spans reach beyond its end, by the chord after it.
        whole: marks that may be ahead.
    """
    meant = []
    for at, step in enumerate(steps):
        span = passage.span_at(step.start)
        ends = passage.last and span == passage.spans[-2]
        if step.mark in whole and not ends and _anticipates(at, steps, span):
            span = passage.span_at(span.end)
        meant.append((step, span))
    return meant


def _at_every_change(steps: Sequence[Step], passage: Passage, whole: str) -> list[Step]:
    """Return steps of which one begins with every second chord of a bar that none of them would play."""
    after = ChordSpan(passage.end, passage.bar_quarters, passage.next_chord)
    ahead = replace(passage, spans=(*passage.spans, after))
    played = {span for step, span in _with_chords(steps, ahead, whole) if step.mark != "s"}
    missing = [span for span in passage.spans if span not in played and _is_inside_bar(span, passage)]
    found = list(steps)
    for span in missing:
        before = [step for step in steps if step.start < span.start and step.mark in whole]
        if not before or before[-1].start < span.start - passage.bar_quarters:
            continue
        length = min(before[-1].duration, span.duration)
        found.append(Step(before[-1].mark, span.start, length))
    return sorted(found, key=lambda step: step.start)


def _is_inside_bar(span: ChordSpan, passage: Passage) -> bool:
    place = (span.start - passage.start) % passage.bar_quarters
    return _NEAR < place < passage.bar_quarters - _NEAR


def _anticipates(at: int, steps: Sequence[Step], span: ChordSpan) -> bool:
    """Return whether a chord on the last 8th of a span is the next one, struck early.

    It is if it is held on into it, or up to it with nothing on its first beat. Chords on one offbeat after another keep
    to the beat between them.
    """
    step = steps[at]
    early = span.end - step.start
    if early > _EARLY + 1e-6 or step.start < span.start + 1e-6:
        return False
    if step.duration > early + 1e-6:
        return True
    around = [abs(other.start - step.start) for other in (*steps[max(0, at - 1) : at], *steps[at + 1 : at + 2])]
    return step.duration > early - 1e-6 and all(apart > early + 1e-6 and abs(apart - 1) > 1e-6 for apart in around)


def _own_rhythm(passage: Passage, patterns: tuple[str, ...]) -> str:
    """Draw a rhythm that shares at most half of its chords with another player's, or else the fewest."""
    drawn = passage.theme.choice(patterns)
    apart = _apart(passage, patterns)
    if drawn in apart:
        return drawn
    return passage.theme.choice(apart) if apart else min(patterns, key=lambda pattern: _shared(pattern, passage))


def _apart(passage: Passage, patterns: Sequence[str]) -> list[str]:
    """Return the rhythms that share at most half of their chords with another player's."""
    if not passage.struck:
        return list(patterns)
    return [pattern for pattern in patterns if _shared(pattern, passage) <= _MOST_SHARED]


def _shared(pattern: str, passage: Passage) -> float:
    """Return the share of a rhythm's chords that fall together with another player's."""
    steps = unroll(pattern, passage.meter, passage.start, passage.bars)
    own = {round(step.start, 2) for step in steps if step.mark != "s"}
    return len(own & passage.struck) / max(len(own), len(passage.struck), 1)


def chord_starts(notes: Sequence[Note]) -> list[float]:
    """Return where chords are struck, in quarters: a strum once, and scratches nowhere."""
    starts: list[float] = []
    for note in sorted(notes, key=lambda note: note.start_quarters):
        if note.duration_quarters > _SCRATCH_QUARTERS and (
            not starts or note.start_quarters > starts[-1] + _STRUM_QUARTERS
        ):
            starts.append(round(note.start_quarters, 2))
    return starts


def voicings_of(
    passage: Passage, centre: int, voices: int, *, spread: bool, rooted: bool = False
) -> dict[ChordSpan, Voicing]:
    """Voice the chords of a passage."""
    shapes = voice_lead(
        passage.spans, centre, voices, spread=spread, lowest=passage.lowest, rooted=rooted, beside=passage.beside
    )
    return dict(zip(passage.spans, shapes, strict=True))


def _cut_at_changes(notes: list[Note], passage: Passage) -> list[Note]:
    """End held chords where the harmony moves on."""
    cut = []
    for note in notes:
        end = min(note.start_quarters + note.duration_quarters, passage.span_at(note.start_quarters).end)
        cut.append(Note(note.start_quarters, end - note.start_quarters, note.pitch, note.velocity))
    return cut


def pad(
    passage: Passage,
    centre: int = 62,
    voices: int = 4,
    velocity: int = 66,
    spread: bool = True,
    rooted: bool = False,
    longest: float = _LONGEST_HELD,
    habit: Habit = "turning",
) -> list[Note]:
    """Play sustained chords; a tone that the next chord shares is held through for a smoother bed.

    No tone is held through beyond `longest` quarters; singers have to breathe. Unless the player is strict, at the ends
    of phrases an inner voice moves on before the others.
    """
    after = ChordSpan(passage.end, passage.bar_quarters, passage.next_chord)
    ahead = replace(passage, spans=(*passage.spans, after))
    voicings = voicings_of(ahead, centre, voices, spread=spread, rooted=rooted)
    notes: list[Note] = []
    sounding: dict[int, tuple[float, float]] = {}
    for (span, chord), (_, following) in pairwise(voicings.items()):
        mover = None if habit == "strict" else _mover(span, chord, following, passage)
        held = [pitch for pitch in chord if mover is None or pitch != mover[0]]
        for pitch in [p for p, (start, _) in sounding.items() if p not in chord or span.end - start > longest + _NEAR]:
            start, end = sounding.pop(pitch)
            notes.append(Note(start, end - start, pitch, velocity))
        for pitch in held:
            start = sounding[pitch][0] if pitch in sounding else span.start
            sounding[pitch] = (start, span.end)
        if mover is not None:
            middle = span.start + span.duration / 2
            start = sounding.pop(mover[0], (span.start, 0.0))[0]
            notes.append(Note(start, middle - start, mover[0], velocity))
            sounding[mover[1]] = (middle, span.end)
    notes += [Note(start, end - start, pitch, velocity) for pitch, (start, end) in sounding.items()]
    return notes


def _mover(span: ChordSpan, chord: Voicing, following: Voicing, passage: Passage) -> tuple[int, int] | None:
    """Return an inner voice of the last chord of a phrase, and the tone to which it moves early, if one may.

    It goes by a whole tone to a tone of the next chord that is of the key, and neither a semitone nor a tritone from
    any tone of its own, which others may still play: the G of a C chord goes to the A of an F, but no C to its B.
    """
    turn = min(PHRASE_BARS, passage.bars) * passage.bar_quarters
    at_turn = abs((span.end - passage.start) % turn) < _NEAR and passage.bars >= TURN_BARS
    if not at_turn or passage.last or span.duration < _SHORTEST_MOVED or len(chord) != len(following):
        return None
    for low, high in zip(chord[1:-1], following[1:-1], strict=True):
        apart = {(high - tone) % 12 for tone in (*span.chord.pitch_classes, span.chord.bass)}
        clashes = not apart.isdisjoint((0, 1, 6, 11))
        if abs(high - low) == _STEP and high % 12 in passage.key.scale and not clashes:
            return low, high
    return None


_STRUMS_OF_METERS = {
    "3/4": ("D---d-u-d-u-", "D---d---d---", "D---d-u-d---", "D---d---d-u-"),
    "6/8": ("D---d-D---d-", "D-d-u-D-d-u-", "D-----D---u-"),
    "12/8": ("D---d-D---d-D---d-D---d-", "D-d-u-D-d-u-D-d-u-D-d-u-", "D-----D---u-D-----D---u-"),
    "5/4": ("D---d-u-d-u-D---d-u-", "D---d---d-u-D---d---"),
    "7/8": ("D---D---D-d-u-", "D---d-u-D-d-u-", "D---D---d---u-"),
}
"""Of one bar each: patterns of 4/4 that are cut would lack the last beat."""


def strum(
    passage: Passage,
    patterns: tuple[str, ...],
    strings: int = 5,
    floor: int = 40,
    habit: Habit = "answering",
) -> list[Note]:
    """Strum a guitar: `d` strokes down, `u` up (upper strings), `x` short and damped; `D` is an accented `d`."""
    # A chord that is struck once lasts through any bar.
    once = all(len(pattern.strip("-.")) == 1 for pattern in patterns)
    own = patterns if once else _STRUMS_OF_METERS.get(str(passage.meter), patterns)
    after = ChordSpan(passage.end, passage.bar_quarters, passage.next_chord)
    ahead = replace(passage, spans=(*passage.spans, after))
    steps = phrased(_own_rhythm(passage, own), _apart(passage, own), passage, "strict" if once else habit, pushes=True)
    notes = []
    for step, span in _with_chords(_at_every_change(steps, passage, _STROKES), ahead, _STROKES):
        shape = guitar_chord(span.chord, strings, max(floor, passage.lowest))
        # What lies beyond the neck is played an octave lower: small guitars have their chords in one octave.
        beyond = [max(0, -(-(pitch - passage.highest) // 12)) for pitch in shape]
        shape = tuple(sorted({pitch - 12 * octaves for pitch, octaves in zip(shape, beyond, strict=True)}))
        if step.mark == "u":
            shape = shape[:1:-1]
        loud = {"D": 14, "u": -10, "x": -22}.get(step.mark, 0)
        length = min(step.duration, 0.12) if step.mark == "x" else step.duration * _STRUM_HOLD
        length = min(length, span.end - step.start)
        for string, pitch in enumerate(shape):
            # In quarters at 120 bpm; at other tempos a strum is a little faster or slower, as a player's is.
            late = string * STRUM_SECONDS * 2
            notes.append(Note(step.start + late, max(0.06, length - late), pitch, _STRUMMED + loud))
    return notes


def pick(
    passage: Passage,
    patterns: tuple[str, ...],
    strings: int = 5,
    floor: int = 40,
    ring: float = 1.5,
    habit: Habit = "answering",
) -> list[Note]:
    """Pick single strings: a pattern's digits are strings from the bass (0) up; notes ring on."""
    notes = []
    patterns = written_for(patterns, passage.meter)
    for step in phrased(passage.theme.choice(patterns), patterns, passage, habit):
        span = passage.span_at(step.start)
        shape = guitar_chord(span.chord, strings, max(floor, passage.lowest))
        pitch = shape[int(step.mark) % len(shape)]
        pitch -= 12 if pitch > _HIGHEST_PICKED else 0
        accent = 8 if step.mark == "0" else 0
        notes.append(Note(step.start, min(ring, span.end - step.start), pitch, _STRUMMED + accent))
    return notes


def power_riff(passage: Passage, patterns: tuple[str, ...], floor: int = 40, habit: Habit = "turning") -> list[Note]:
    """Play power chords: `x` and `X` the chord, `p` a palm-muted low root.

    `2`, `3`, `4`, `t` and `7` move it: a minor second, a third of the key or, where that has no fifth in the key, a
    fourth, a fourth, a tritone up, and a step of the key down.
    """
    floor = min(floor, passage.lowest)
    patterns = written_for(patterns, passage.meter)
    notes = []
    steps = phrased(passage.theme.choice(patterns), patterns, passage, habit)
    for step in _at_every_change(steps, passage, _RIFFED):
        root, *others = power_chord(passage.chord_at(step.start), floor)
        if step.mark == "p":
            notes.append(Note(step.start, min(step.duration, 0.2), root, _POWER - 16))
            continue
        moved = _riff_step(step.mark, root, passage.key)
        fifths = others if moved == 0 else (root + 7, root + 12)
        moved += 12 if root + moved < floor else 0
        loud = _POWER + (10 if step.mark == "X" else 0)
        length = step.duration * _STRUM_HOLD
        notes += [Note(step.start, length, pitch + moved, loud) for pitch in (root, *fifths)]
    return _cut_at_changes(notes, passage)


def _riff_step(mark: str, root: int, key: Key) -> int:
    """Return the semitones by which a mark of a riff moves the chord."""
    own = set(key.scale)
    if mark == "3":
        return next((up for up in (3, 4) if {(root + up) % 12, (root + up + 7) % 12} <= own), 5)
    if mark == "7":
        return next((-down for down in (2, 1) if (root - down) % 12 in own), -2)
    return {"2": 1, "4": 5, "t": 6}.get(mark, 0)


RIGHT_HAND_CENTRE, RIGHT_HAND_VOICES = 65, 3
_SHORT = 0.6
"""Of a beat: the chords of a stride."""
LEFT_HANDS = ("R-------5-------", "R---5---O---5---", "R-5-O-5-R-5-O-5-", "R-----R-5-------", "R---------------")


def two_hands(
    passage: Passage,
    patterns: tuple[str, ...],
    left_hands: tuple[str, ...] = LEFT_HANDS,
    centre: int = RIGHT_HAND_CENTRE,
    voices: int = RIGHT_HAND_VOICES,
    hold: float = 0.92,
    velocity: int = PIANO_VELOCITY,
    habit: Habit = "answering",
    runs: bool = False,
) -> list[Note]:
    """Play a keyboard alone: chords in the right hand; roots, fifths and octaves in the left, which may run on."""
    notes = comp(passage, patterns, centre=centre, voices=voices, hold=hold, velocity=velocity, habit=habit)
    return notes + left_hand(
        passage, left_hands, velocity - 4, habit="strict" if runs or habit == "strict" else "turning"
    )


def left_hand(
    passage: Passage,
    patterns: tuple[str, ...] = LEFT_HANDS,
    velocity: int = PIANO_VELOCITY - 4,
    habit: Habit = "turning",
) -> list[Note]:
    """Play a pianist's left hand: roots, fifths and octaves in one of the rhythms."""
    notes = []
    patterns = written_for(patterns, passage.meter)
    for step in phrased(passage.theme.choice(patterns), patterns, passage, habit):
        span = passage.span_at(step.start)
        pitch = _left_hand_pitch(step.mark, span.chord, passage.lowest)
        notes.append(Note(step.start, min(step.duration, span.end - step.start), pitch, velocity))
    return notes


def stride(passage: Passage, centre: int = 55) -> list[Note]:
    """Play ragtime's left hand: roots and fifths on strong beats, of two or three the first, chords on the others."""
    notes = []
    shapes = voice_lead(passage.spans, centre, RIGHT_HAND_VOICES, spread=False, lowest=passage.lowest)
    voicings = dict(zip(passage.spans, shapes, strict=True))
    beat, period = 4 / passage.meter.denominator, 3 if passage.meter.numerator % 3 == 0 else 2
    for bar in range(passage.bars):
        for number in range(round(passage.bar_quarters / beat)):
            start = passage.start + bar * passage.bar_quarters + number * beat
            span = passage.span_at(start)
            left = span.end - start
            if number % period:
                chord = voicings[span]
                notes += [Note(start, min(_SHORT * beat, left), pitch, PIANO_VELOCITY - 8) for pitch in chord]
            else:
                pitch = _left_hand_pitch("5" if number else "R", span.chord, passage.lowest)
                notes.append(Note(start, min(beat, left), pitch, PIANO_VELOCITY - 2))
    return notes


def _left_hand_pitch(mark: str, chord: Chord, lowest: int) -> int:
    root = root_at(chord.bass, max(36, lowest))
    if mark == "5":
        fifth = next((i for i in (7, 6, 8) if (chord.root + i) % 12 in chord.pitch_classes), 0)
        return root_at((chord.root + fifth) % 12, root)
    return root + 12 if mark == "O" else root


def together(passage: Passage, writers: tuple[Writer, ...]) -> list[Note]:
    """Let one player do several things at once: a pianist's melody over broken chords."""
    return [note for write in writers for note in write(passage)]
