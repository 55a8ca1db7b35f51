"""How a player phrases a rhythm that goes round: one on the kick, bars that answer or rest, chords ahead of the bar.

Between `pattern.py`, whose patterns repeat unchanged, and the players' files. A phrase is eight bars, and its fourth
and eighth bars turn. What is changed belongs to the section (`Passage.theme`) and returns with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from musiccm_daw.composer.pattern import Step, fitted_bars, hits, unroll
from musiccm_daw.composer.sheet import Passage

Habit = Literal["strict", "turning", "answering", "free"]
"""How much a player changes: nothing, as in loops of techno and skanks of reggae; the ends of phrases; every second bar
now and then, as bands do; or most bars, as who comps in jazz and soul does."""

PHRASE_BARS, TURN_BARS = 8, 4
_COMPARED_BARS = 2
_NEARLY_AS_WELL = 0.08
"""Patterns that lie so much less well on the kick than the best may be played, too."""
_FEWEST_BARS = 4
"""A shorter loop has no phrase: a bar that differs would be heard as another pattern."""
_PLANS: dict[Habit, tuple[str, ...]] = {
    "strict": ("........",),
    "turning": ("...a...b", "...r...a", ".......a", "...a...r"),
    "answering": ("...a.r.b", ".r.a.r.b", ".a.r.a.b", "...p.a.b", ".p.a.p.r", ".a.b.a.r"),
    "free": (".a.br.pa", ".p.ar.pb", ".ar.pa.b", ".a.p.b.r", "..par.ab", ".r.ab.pa"),
}
"""A change for each bar of a phrase: `a` and `b` end like other rhythms of the player's, `r` leaves out the weakest
attack, and `p` strikes the first of the next bar an 8th early."""
_ANSWER_RESTS, _ANSWER_ADDS = 2, 1
"""Attacks by which the end of a bar may be thinner or fuller than what it replaces."""
_FEWEST_ATTACKS = 3
"""A bar of fewer loses none."""


def on_kick(passage: Passage, patterns: Sequence[str]) -> str:
    """Choose one of the patterns that share the most beginnings with the drummer's kick; any where there is none."""
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


def phrased(pattern: str, bank: Sequence[str], passage: Passage, habit: Habit, *, pushes: bool = False) -> list[Step]:
    """Return the attacks of a pattern over a passage, phrased.

    Args:
        pattern: one of the bank.
        bank: rhythms of the player's, from which answers are taken.
        passage: that is played.
        habit: how much is changed.
        pushes: whether an attack may come before its bar line, as chords may, but not the basses of a picked guitar.
    """
    return list(hits("".join(phrased_marks(pattern, bank, passage, habit, pushes=pushes)), passage.start))


def phrased_marks(
    pattern: str, bank: Sequence[str], passage: Passage, habit: Habit, *, pushes: bool = False
) -> list[str]:
    """Return the marks of each bar of a passage; arguments as of `phrased`."""
    own = fitted_bars(pattern, passage.meter)
    bars = [own[bar % len(own)] for bar in range(passage.bars)]
    seed = passage.theme.random()
    if habit != "strict" and passage.bars >= _FEWEST_BARS and len(own) < TURN_BARS:
        others = [fitted_bars(other, passage.meter) for other in bank]
        common = str(passage.meter) == "4/4"
        beat = 0 if common else round(4 * max(1.0, float(passage.meter.beat_quarters)))
        bars = _changed(bars, others, habit, Random(seed), beat, pushes=pushes and common)
    return bars


def _changed(
    bars: list[str], bank: Sequence[list[str]], habit: Habit, random: Random, beat: int, *, pushes: bool
) -> list[str]:
    """Return bars with the changes of one of a habit's plans."""
    plan = random.choice(_PLANS[habit])
    seeds = {change: random.random() for change in "ab"}
    changed = list(bars)
    for bar, marks in enumerate(bars):
        change = plan[bar % PHRASE_BARS]
        if change == "p" and pushes and bar + 1 < len(bars):
            changed[bar], changed[bar + 1] = _pushed(changed[bar], changed[bar + 1])
        elif change == "r":
            changed[bar] = without_weakest(changed[bar], beat)
        elif change != ".":
            others = [other[bar % len(other)] for other in bank]
            # Nobody is left to answer who knows one rhythm only.
            ends = [end for end in _ends(marks, others) if change == "a" or end != _ends_as(changed, bar)]
            answer = Random(f"{seeds.get(change, seeds['a'])} {bar % TURN_BARS}").choice(ends) if ends else None
            first = changed[bar][: len(marks) // 2]
            changed[bar] = without_weakest(changed[bar], beat) if answer is None else first + answer
    return changed


def _ends_as(bars: Sequence[str], bar: int) -> str:
    """Return how the fourth bar before ends, which the eighth is to differ from."""
    before = bars[max(0, bar - TURN_BARS)]
    return before[len(before) // 2 :]


def _ends(marks: str, others: Sequence[str]) -> list[str]:
    """Return second halves of other bars that a bar may end with: about as full as its own, and other than it."""
    half = len(marks) // 2
    own = marks[half:]
    found = dict.fromkeys(other[half:] for other in others)
    attacks = _attacks(own)
    return [
        end
        for end in found
        if _sounding(end) != _sounding(own) and -_ANSWER_RESTS <= _attacks(end) - attacks <= _ANSWER_ADDS
    ]


def _attacks(marks: str) -> int:
    return len(_places(marks))


def _places(marks: str) -> list[int]:
    return [at for at, mark in enumerate(marks) if mark not in "-."]


def _sounding(marks: str) -> list[tuple[int, str]]:
    """Return attacks with their marks; how long they are held is no answer."""
    return [(at, marks[at]) for at in _places(marks)]


def without_weakest(marks: str, beat: int = 0) -> str:
    """Return a bar without its weakest attack, in whose place what sounds before it is held on.

    Args:
        marks: of the bar.
        beat: steps of a beat, on which none is left out; 0 if one may be.
    """
    places = _places(marks)
    able = [at for at in places[1:] if not beat or at % beat]
    if len(places) < _FEWEST_ATTACKS or not able:
        return marks
    weakest = max(able, key=lambda at: (at % 2, at % 4, at))
    end = next((at for at in range(weakest + 1, len(marks)) if marks[at] != "-"), len(marks))
    filler = "." if marks[weakest - 1] == "." else "-"
    # Short strokes leave a gap, and held ones are held longer.
    filler = "." if end == weakest + 1 else filler
    return marks[:weakest] + filler * (end - weakest) + marks[end:]


def _pushed(marks: str, following: str) -> tuple[str, str]:
    """Return two bars, of which the second's first attack is struck on the last 8th of the first, if that is free."""
    if following[0] in "-." or _attacks(marks[-3:]) or not marks.strip("-."):
        return marks, following
    return f"{marks[:-2]}{following[0]}-", f"-{following[1:]}"
