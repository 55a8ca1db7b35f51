"""A chorus is at least as full as its verse, and not lower, in every style."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.choruses import fuller_motifs
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.score.note import Note, Part

FULL = 0.95
"""Of the verse's strokes; fills and ghosts are drawn anew."""


def notes(count: int, pitch: int = 60) -> list[Note]:
    return [Note(float(at), 0.5, pitch, 80) for at in range(count)]


def attacks(parts: tuple[Part, ...], first_bar: int, bars: int) -> int:
    begin, end = 4 * first_bar - 0.06, 4 * (first_bar + bars) - 0.06
    return sum(
        len({round(note.start_quarters, 1) for note in part.notes if begin <= note.start_quarters < end})
        for part in parts
    )


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_a_chorus_is_as_full_as_its_verse(style: str) -> None:
    verse, chorus = 0, 0
    for seed in range(3):
        request = GenerationRequest.resolve(
            style.replace("_", " "),
            seed=seed,
            bars=16,
            key="A minor",
            meter="4/4",
            sections=(Section(8, name="verse"), Section(8, name="chorus")),
        )
        parts = compose_score(request, seed).parts
        verse, chorus = verse + attacks(parts, 0, 8), chorus + attacks(parts, 8, 8)
    assert chorus >= FULL * verse


def test_the_first_motifs_that_are_full_enough_are_taken() -> None:
    written = {"verse": notes(4), "chorus": notes(3), "chorus 2": notes(5, pitch=50), "chorus 3": notes(5)}
    assert fuller_motifs("chorus", "verse", lambda name: written[name], kit=False) == "chorus 3"
    assert fuller_motifs("chorus", "verse", lambda name: written[name], kit=True) == "chorus 2"


def test_a_chorus_falls_back_on_the_verse() -> None:
    written = {"verse": notes(4)}
    assert fuller_motifs("drop", "verse", lambda name: written.get(name, []), kit=False) == "verse"
