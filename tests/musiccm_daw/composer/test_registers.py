"""Chord players lie apart, and a pianist in a band leaves the bass to those who have it."""

from __future__ import annotations

from functools import partial
from itertools import combinations

import pytest

from musiccm_daw.composer import comping, melody
from musiccm_daw.composer.registers import apart, right_hand
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.composer.passages import passage_of


def test_roles_and_second_players_have_registers_of_their_own() -> None:
    passage = passage_of("Am", "Dm")
    chords = partial(comping.pad, centre=62)
    seats = (("keys", "keys"), ("keys", "keys-2"), ("strings", "strings"), ("vocal-pad", "vocal-pad"), ("pads", "pads"))
    played = [apart(chords, role, name)(passage) for role, name in seats]
    assert played[0] == chords(passage)
    assert all(one != other for one, other in combinations(played, 2))
    tune = partial(melody.melody, centre=70)
    assert apart(tune, "strings", "strings") is tune


def test_a_pianist_beside_a_bass_has_no_left_hand() -> None:
    piano = partial(comping.two_hands, patterns=("x---x---x---x---",))
    alone, beside = piano(passage_of()), right_hand(piano)(passage_of())
    assert min(note.pitch for note in alone) < 48 <= min(note.pitch for note in beside)
    assert set(beside) <= set(alone)


@pytest.mark.parametrize("seed", range(4))
def test_a_piano_alone_is_played_with_two_hands(seed: int) -> None:
    (part,) = compose_score(GenerationRequest.resolve("solo piano ballad", seed=seed, bars=8), seed).parts
    assert min(note.pitch for note in part.notes) < 48
    beside = compose_score(GenerationRequest.resolve("piano and upright bass", seed=seed, bars=8), seed).parts
    assert min(note.pitch for note in beside[0].notes) >= 44
