"""Players come in where the prompt says, and somebody plays from the beginning."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest

EARLY = 0.06


@pytest.mark.parametrize(
    ("prompt", "enters"),
    [
        ("no drums until the end, piano", {"drums": 6}),
        ("strings, choir comes in at the end", {"vocal-pad": 6}),
        ("piano, then drums", {"drums": 4}),
        ("piano, drums enter at bar 3", {"drums": 2}),
        ("piano and drums come in later", {}),
        ("pads, the bass and drums come in halfway", {"bass": 4, "drums": 4}),
        ("just piano, then full band", {"drums": 4, "bass": 4}),
    ],
)
def test_where_players_enter(prompt: str, enters: dict[str, int]) -> None:
    for seed in range(3):
        score = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=8, meter="4/4"), seed)
        first = {part.role: part.notes[0].start_quarters for part in score.parts}
        for role, bar in enters.items():
            assert 4 * bar - EARLY <= first[role] < 4 * bar + 4
        assert min(first.values()) < 4
    assert read_brief(prompt).unknown == ()


@pytest.mark.parametrize("prompt", ["drums in the club", "house, drums at 124 bpm", "piano at night, then", "no drums"])
def test_other_places_are_no_entrances(prompt: str) -> None:
    assert all(not player.enters for player in read_brief(prompt).players)
