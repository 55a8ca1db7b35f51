"""Scores of short requests, and what is counted in them."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score

resolve = partial(GenerationRequest.resolve, seed=3, key="A minor", chords="Am | F | C | G")
EARLY = 0.06
"""How far before its beat a humanised note may begin, in quarters."""


def score_of(prompt: str, seed: int = 3, **options: object) -> Score:
    """Return the score of a prompt over four chords in A minor."""
    return compose_score(resolve(prompt, **options), seed)  # type: ignore[arg-type]


def part_of(prompt: str, **options: object) -> Part:
    """Return the only part of a prompt's score."""
    (part,) = score_of(prompt, **options).parts
    return part


def ticks(quarters: float) -> int:
    """Return quarters in the ticks of a score."""
    return round(quarters * TICKS_PER_QUARTER)


def most_at_once(part: Part) -> int:
    """Return how many notes of a part sound at once at most."""
    ends = sorted(
        event
        for note in part.notes
        for event in ((ticks(note.start_quarters), 1), (ticks(note.start_quarters + note.duration_quarters), -1))
    )
    count = most = 0
    for _, step in ends:
        count += step
        most = max(most, count)
    return most


def longest_overlap(part: Part) -> float:
    """Return for how many quarters a note of a part sounds on into the next one at most."""
    ends = [ticks(note.start_quarters + note.duration_quarters) for note in part.notes]
    starts = [ticks(note.start_quarters) for note in part.notes[1:]]
    over = (end - start for end, start in zip(ends, starts, strict=False))
    return max([0, *over]) / TICKS_PER_QUARTER


def notes_in(part: Part, first: float, last: float) -> int:
    """Return how many notes of a part begin between two points in quarters."""
    return sum(first - EARLY <= note.start_quarters < last - EARLY for note in part.notes)
