"""The rhythms of chord players: which one a second player takes, and which chord is meant where one is struck ahead.

For `comping.py` and `guitars.py`. In: patterns and their steps (`pattern.py`). Out: steps with their chords, and no
pitches yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.pattern import Step, unroll
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.score.note import Note

_NEAR = 1e-6
_EARLY = 0.5
"""Quarters by which chords may be struck before their time."""
_MOST_SHARED = 0.5
SCRATCH_QUARTERS = 0.08
_STRUM_QUARTERS = 0.1
"""What a strum lasts at most."""


def with_next_chord(passage: Passage) -> Passage:
    """Return a passage whose spans reach beyond its end, by one bar of the chord after it."""
    after = ChordSpan(passage.end, passage.bar_quarters, passage.next_chord)
    return replace(passage, spans=(*passage.spans, after))


def own_rhythm(passage: Passage, patterns: tuple[str, ...]) -> str:
    """Draw a rhythm that shares at most half of its chords with another player's, or else the fewest."""
    drawn = passage.theme.choice(patterns)
    apart = rhythms_apart(passage, patterns)
    if drawn in apart:
        return drawn
    return passage.theme.choice(apart) if apart else min(patterns, key=lambda pattern: _shared(pattern, passage))


def rhythms_apart(passage: Passage, patterns: Sequence[str]) -> list[str]:
    """Return the rhythms that share at most half of their chords with another player's."""
    if not passage.struck:
        return list(patterns)
    return [pattern for pattern in patterns if _shared(pattern, passage) <= _MOST_SHARED]


def _shared(pattern: str, passage: Passage) -> float:
    """Return the share of a rhythm's chords that fall together with another player's."""
    steps = unroll(pattern, passage.meter, passage.start, passage.bars)
    own = {round(step.start, 2) for step in steps if step.mark != "s"}
    return len(own & passage.struck) / max(len(own), len(passage.struck), 1)


def with_chords(steps: Sequence[Step], passage: Passage, whole: str) -> list[tuple[Step, ChordSpan]]:
    """Return each step with the chord that is meant: the next one where it is struck ahead.

    Args:
        steps: of the passage.
        passage: whose last chord is followed by the one after it.
        whole: marks that may be ahead.
    """
    ahead = with_next_chord(passage)
    meant = []
    for at, step in enumerate(steps):
        span = ahead.span_at(step.start)
        ends = passage.last and span == passage.spans[-1]
        if step.mark in whole and not ends and _anticipates(at, steps, span):
            span = ahead.span_at(span.end)
        meant.append((step, span))
    return meant


def at_every_change(steps: Sequence[Step], passage: Passage, whole: str) -> list[Step]:
    """Return steps of which one begins with every second chord of a bar that none of them would play.

    Args:
        steps: of the passage.
        passage: with its chords.
        whole: marks of steps that play a whole chord.
    """
    played = {span for step, span in with_chords(steps, passage, whole) if step.mark != "s"}
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


def chord_starts(notes: Sequence[Note]) -> list[float]:
    """Return where chords are struck, in quarters: a strum once, and scratches nowhere."""
    starts: list[float] = []
    for note in sorted(notes, key=lambda note: note.start_quarters):
        if note.duration_quarters > SCRATCH_QUARTERS and (
            not starts or note.start_quarters > starts[-1] + _STRUM_QUARTERS
        ):
            starts.append(round(note.start_quarters, 2))
    return starts
