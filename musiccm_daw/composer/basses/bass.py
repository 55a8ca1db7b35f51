"""Bass players: lines that follow the chords.

Writers for `Layer`s (bound with functools.partial). A bass pattern's marks: `R` root, `5` fifth, `O` octave,
`3` third, `T` tenth, `7` seventh, `a` approach to the next root; `-` holds, `.` is silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from musiccm_daw.composer.basses.leading import Leads, chromatic_lead, lead
from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.pattern import Step, hits, suited
from musiccm_daw.composer.performance import SLIDE_QUARTERS
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.composer.turns import PHRASE_BARS, TURN_BARS, Habit, on_kick, phrased_marks
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

DEFAULT_FLOOR = 29
"""F1: roots lie between F1 and E2, where small speakers still keep them apart."""
_LOWEST_FLOOR, _HIGHER, _LINE = 28, 5, 24
"""The lowest string of a bass, the semitones by which a floor may rise, and those that a line needs above it."""
_TRITONE, _WIDEST_MOVE = 6, 7
"""A fifth: what is wider is a third or less the other way."""
_ACID = 90
"""Velocity of a 303's plain notes."""
TURNS = ("5-a-", "R-a-", "O-a-", "3-a-")
BUSY_TURNS = (*TURNS, "RRa-")
"""Last beats that lead on, and those of players in 16ths."""
FILLS = ("R---5-a-", "R--5--a-", "5-..O-a-", "O---5-a-", "..5-O-a-", "R-5---a-", "R-3-5-a-")
"""Second halves of eighth bars, no fuller than most."""
_COMMON_BAR, _FEWEST_MOVES = 16, 3
_SHORTEST_REST = 0.5
"""Quarters: of what is left of a held note after a change of chord; less is not struck again."""


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
    velocity: int = 100,
    locked: bool = True,
    leads: Leads = "phrase",
    turns: tuple[str, ...] = TURNS,
    fills: tuple[str, ...] = FILLS,
    habit: Habit | None = None,
    slides: bool = False,
) -> list[Note]:
    """Play one of the patterns through the section; a chord that is new begins with its bass, whatever the mark.

    A `locked` bass plays one that lies on the kick, and every fourth bar ends with one of `turns`, every eighth with
    one of `fills`, unless its notes are long. Others play between the kicks, or one figure throughout. `leads` says how
    an approach is played, and in which bars: elsewhere the root is in its place. `habit` is what else is phrased (see
    `turns.py`): the line of a locked bass, if nothing is said. With `slides`, notes slide where the pitch moves within
    a chord.
    """
    patterns = suited(patterns, passage.meter)
    pattern = on_kick(passage, patterns) if locked else passage.theme.choice(patterns)
    habit = habit or ("turning" if locked else "strict")
    marks = phrased_marks(pattern, patterns, passage, habit)
    # Few and long notes turn where they slide.
    if locked and habit != "strict" and (slides or _moves(pattern[-_COMMON_BAR:]) >= _FEWEST_MOVES):
        marks = _with_turns(marks, pattern, passage, turns, fills)
    floor = smooth_floor(passage, floor)
    seed = passage.theme.random()
    notes: list[Note] = []
    before = None
    for step in _cut_at_changes(hits("".join(marks), passage.start), passage, hold):
        span = passage.span_at(step.start)
        stays = step.mark == "a" and not _leads_on(step.start, passage, leads)
        mark = "R" if stays or span.chord != before else step.mark
        before = span.chord
        pitch = _approach(span, passage, floor, leads, seed) if mark == "a" else marked_pitch(mark, span.chord, floor)
        octave = root_at(span.chord.bass, floor) + 12
        if mark == "a" and pitch is not None and notes and notes[-1].pitch == octave > pitch + _WIDEST_MOVE:
            pitch = _halfway(octave, root_at(passage.chord_after(span).bass, floor), span, passage) or pitch
        if pitch is not None:
            notes.append(Note(step.start, step.duration, pitch, velocity))
    return _slid(notes, passage) if slides else notes


def _slid(notes: Sequence[Note], passage: Passage) -> list[Note]:
    """Return notes that are held on into the next one where that has another pitch, over the same chord."""
    slid = [
        replace(note, duration_quarters=note.duration_quarters + SLIDE_QUARTERS)
        if note.start_quarters + note.duration_quarters > after.start_quarters - 1e-6
        and note.pitch != after.pitch
        and passage.span_at(note.start_quarters) == passage.span_at(after.start_quarters)
        else note
        for note, after in pairwise(notes)
    ]
    return [*slid, *notes[-1:]]


def _cut_at_changes(steps: Iterable[Step], passage: Passage, hold: float) -> Iterator[Step]:
    """Yield the steps, sounding for `hold` of their lengths; where the bass changes under one, it is struck again."""
    changes = [span.start for before, span in pairwise(passage.spans) if span.chord.bass != before.chord.bass]
    for step in steps:
        end = step.start + step.duration * hold
        inside = [change for change in changes if step.start + 1e-6 < change < end - 1e-6]
        for start, stop in pairwise((step.start, *inside, end)):
            if start == step.start or stop - start >= _SHORTEST_REST:
                yield Step(step.mark, start, stop - start)


def _leads_on(start: float, passage: Passage, leads: Leads) -> bool:
    """Return whether an approach is played where it is marked."""
    bar = int((start - passage.start) / passage.bar_quarters + 1e-6)
    return leads != "phrase" or bar % TURN_BARS == TURN_BARS - 1 or bar == passage.bars - 1


def _with_turns(
    bars: list[str], pattern: str, passage: Passage, turns: tuple[str, ...], fills: tuple[str, ...]
) -> list[str]:
    """Return bars of which every fourth leads on, and every eighth with a fill."""
    turn, fill = passage.theme.choice(turns), passage.theme.choice(fills)
    if len(pattern) < _COMMON_BAR:
        return bars
    turned = list(bars)
    for bar in range(TURN_BARS - 1, len(bars), TURN_BARS):
        marks = turned[bar]
        # Meters whose bars are shorter than a fill have a turn there, too.
        filled = bar % PHRASE_BARS == PHRASE_BARS - 1 and len(marks) >= _COMMON_BAR
        end = fill if filled and _moves(fill) <= _moves(marks[-len(fill) :]) + 1 else turn
        own = pattern[-len(turn) :]
        # Who leads on in every bar does so here, too.
        end = own if "a" in own else end
        turned[bar] = marks[: -len(end)] + end
    return turned


def _moves(marks: str) -> int:
    return len(marks) - marks.count("-") - marks.count(".")


def marked_pitch(mark: str, chord: Chord, floor: int) -> int:
    """Return the pitch that a mark means over a chord, whose bass lies in the octave from `floor` up.

    Thirds, fifths and sevenths count from the root. Over another bass its fifth would hide the inversion: there it is
    the bass itself.
    """
    bass = root_at(chord.bass, floor)
    if mark == "O":
        return bass + 12
    if mark == "T":
        return marked_pitch("3", chord, floor) + 12
    if mark == "R" or (mark == "5" and chord.bass != chord.root):
        return bass
    wanted = {"5": (7, 6, 8), "3": (4, 3, 5, 2), "7": (10, 11, 9, 7)}[mark]
    interval = next((step for step in wanted if (chord.root + step) % 12 in chord.pitch_classes), 0)
    return root_at((chord.root + interval) % 12, bass)


def _approach(span: ChordSpan, passage: Passage, floor: int, leads: Leads, seed: float) -> int | None:
    """Return the note that leads from a chord to the next one, the same wherever these two follow each other."""
    root, target = root_at(span.chord.bass, floor), root_at(passage.chord_after(span).bass, floor)
    random = Random(f"{seed} {root} {target}")
    scale = local_scale(passage, span.chord, "full")
    lead_there = chromatic_lead if leads == "chromatic" else lead
    return lead_there(root, target, scale, max(floor - 2, passage.lowest), random)


def _halfway(above: int, target: int, span: ChordSpan, passage: Passage) -> int | None:
    """Return the note from an octave down to the next root: within a fifth of either, at best a tone of the chord."""
    scale = local_scale(passage, span.chord, "full")
    between = [pitch for pitch in range(above - _WIDEST_MOVE, target + _WIDEST_MOVE + 1) if pitch % 12 in scale]
    able = [pitch for pitch in between if target < pitch < above and _TRITONE not in (above - pitch, pitch - target)]
    return max(able, key=lambda pitch: (pitch % 12 in span.chord.pitch_classes, pitch), default=None)


def chord_bass(passage: Passage, floor: int = DEFAULT_FLOOR, velocity: int = 88) -> list[Note]:
    """Play one long root under every chord."""
    floor = smooth_floor(passage, floor)
    return [Note(span.start, span.duration, root_at(span.chord.bass, floor), velocity) for span in passage.spans]


def acid_bass(passage: Passage, density: float = 0.75, floor: int = 33) -> list[Note]:
    """Play a 16-step line like a 303 sequencer's: octave jumps, slides (notes that overlap) and accents."""
    theme = passage.theme
    floor = smooth_floor(passage, floor)
    characteristic = min(((tone - passage.key.tonic) % 12 for tone in passage.characteristic), default=3)
    offsets = (0, 0, 0, 12, 0, characteristic, 7, 10, 12, -2)
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
            span = passage.span_at(start)
            root = root_at(span.chord.bass, floor)
            begins = at == 0 or abs(span.start - start) < 1e-6
            pitch = root if begins else _in_key(root + offset, passage)
            length = 0.25 + SLIDE_QUARTERS if slides else 0.17
            notes.append(Note(start, length, pitch, _ACID + (25 if accented else 0)))
    return notes


def _in_key(pitch: int, passage: Passage) -> int:
    """Return the nearest pitch of the scale at or below `pitch`."""
    while pitch % 12 not in passage.tones:
        pitch -= 1
    return pitch
