"""Rhythm patterns as text: one character per 16th, cut to any meter.

The players' files read them: `x` is a hit, `X` an accent, `o` a ghost note, `-` holds the hit before, `.` is silence;
each player's file lists its other characters. Patterns are written for bars of 4/4 (16, 32 or 64 characters).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musiccm_daw.timebase import Meter

STEP_QUARTERS = 0.25
"""A step is a 16th note."""
_COMMON_BAR = 16
_NEAR = 1e-6


@dataclass(frozen=True)
class Step:
    """One hit of a pattern: its character, where it begins and how long it is held, in quarters."""

    mark: str
    start: float
    duration: float


def steps_per_bar(meter: Meter) -> int:
    """Return the number of 16ths in a bar."""
    return int(meter.quarters_per_bar * 4)


def fit_bar(bar: str, meter: Meter) -> str:
    """Cut or stretch one bar of 4/4 (16 characters) to another meter, keeping its accents where that meter's are.

    6/8 keeps the starts of both halves; 12/8 turns each quarter's 8ths into the first and third of three; 5/4 repeats
    the third quarter before the last; 7/8 loses its last 8th.
    """
    wanted = steps_per_bar(meter)
    if str(meter) == "6/8":
        return bar[0:6] + bar[8:14]
    if str(meter) == "12/8":
        return "".join(_of_three(bar[at : at + 4]) for at in range(0, _COMMON_BAR, 4))
    if str(meter) == "5/4":
        return bar[0:12] + bar[8:16]
    if wanted <= _COMMON_BAR:
        return bar[:wanted]
    return (bar * -(-wanted // _COMMON_BAR))[:wanted]


def _of_three(quarter: str) -> str:
    """Spread four 16ths over the six of a dotted quarter; what is held stays held."""
    first, second, third, last = tuple(quarter)
    return first + ("-" if second == "-" else ".") + second + ("-" if third == "-" else ".") + third + last


def unroll(pattern: str, meter: Meter, start: float, bars: int) -> Iterator[Step]:
    """Repeat a pattern over `bars` bars from `start` (in quarters) and yield its hits in order."""
    bars_of_pattern = fitted_bars(pattern, meter)
    yield from hits("".join(bars_of_pattern[bar % len(bars_of_pattern)] for bar in range(bars)), start)


def fitted_bars(pattern: str, meter: Meter) -> list[str]:
    """Return the bars of a pattern, each cut or stretched to a meter."""
    # Grooves of odd meters are written as one bar of their own length.
    if len(pattern) == steps_per_bar(meter):
        return [pattern]
    return [fit_bar(pattern[at : at + _COMMON_BAR], meter) for at in range(0, len(pattern), _COMMON_BAR)]


def written_for(patterns: Sequence[str], meter: Meter) -> tuple[str, ...]:
    """Return the patterns of a meter that 4/4 cannot be cut to, where a player has any for it, else all the others."""
    steps = steps_per_bar(meter)
    own = tuple(pattern for pattern in patterns if len(pattern) == steps)
    if own and steps % _COMMON_BAR:
        return own
    return tuple(pattern for pattern in patterns if len(pattern) % _COMMON_BAR == 0) or tuple(patterns)


def hits(marks: str, start: float) -> Iterator[Step]:
    """Yield the hits of marks that lie as they stand, one 16th each, from `start` (in quarters)."""
    at = 0
    while at < len(marks):
        length = 1
        if marks[at] not in ".-":
            while at + length < len(marks) and marks[at + length] == "-":
                length += 1
            yield Step(marks[at], start + at * STEP_QUARTERS, length * STEP_QUARTERS)
        at += length


def softer_between_beats(
    steps: Sequence[Step], meter: Meter, start: float, softer: tuple[int, int]
) -> dict[float, int]:
    """Return by how much plain hits are softer than the strongest of them, by their starts.

    Args:
        steps: hits of a pattern from `start` on; if any is an accent, the pattern has its own, and none is softer.
        meter: of its bars.
        start: of the first bar, in quarters.
        softer: velocities that 8ths and 16ths between the beats lack.
    """
    if any(step.mark == "X" for step in steps):
        return {}
    beat, bar = max(1.0, float(meter.beat_quarters)), float(meter.quarters_per_bar)
    plain = [step.start for step in steps if step.mark == "x"]
    inside = [(place - start) % bar for place in plain]
    levels = [0 if at % beat < _NEAR else softer[0] if at % (2 * STEP_QUARTERS) < _NEAR else softer[1] for at in inside]
    return {place: level - min(levels) for place, level in zip(plain, levels, strict=True)}
