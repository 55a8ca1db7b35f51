"""Salsa and its neighbours: one clave for all players, patterns in 8ths, skanks between the beats."""

from __future__ import annotations

from functools import partial

import pytest

from musiccm_daw.composer.basses.clave import on_clave
from musiccm_daw.composer.basses.tumbao import montuno
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from tests.musiccm_daw.composer.passages import passage_of

NEAR = 0.06
SON = "x.....x.....x.......x...x......."
THREE_TWO, TWO_THREE = [0, 1.5, 3, 5, 6], [1, 2, 4, 5.5, 7]


def loop(prompt: str, seed: int, bars: int = 8) -> Score:
    request = GenerationRequest.resolve(prompt, seed=seed, bars=bars)
    return compose_score(request, seed)


@pytest.mark.parametrize(("key", "strokes"), [("C minor", THREE_TWO), ("A minor", TWO_THREE)])
def test_all_players_of_a_key_have_one_clave(key: str, strokes: list[float]) -> None:
    for seed in range(3):
        write = partial(grooves.percussion, grooves=({"claves": SON},))
        notes = on_clave(passage_of(seed=seed, bars=2, key=key), write)
        assert [note.start_quarters for note in notes] == strokes


def test_the_clave_goes_on_through_sections() -> None:
    piece = passage_of(bars=1, key="C minor")
    later = passage_of(bars=3, key="C minor")
    later = type(later)(**{**later.__dict__, "start": 4.0})
    write = partial(grooves.percussion, grooves=({"claves": SON},))
    notes = on_clave(piece, write) + on_clave(later, write)
    assert [note.start_quarters for note in notes][:5] == THREE_TWO


def test_a_montuno_is_in_octaves_and_ahead_of_the_chords() -> None:
    passage = passage_of("Am", "Dm", "E7", "Am")
    notes = montuno(passage, ("0---1-2---1---2-",))
    for note in notes:
        assert {note.pitch - 12, note.pitch + 12} & {
            other.pitch for other in notes if other.start_quarters == note.start_quarters
        }
        ahead = note.start_quarters % 4 == 3.5
        chord = passage.chord_at(note.start_quarters + 0.5) if ahead else passage.chord_at(note.start_quarters)
        chord = passage.next_chord if note.start_quarters + 0.5 >= passage.end else chord
        assert note.pitch % 12 in chord.pitch_classes


@pytest.mark.parametrize("prompt", ["salsa band", "bossa nova band"])
def test_latin_players_move_in_eighths(prompt: str) -> None:
    for seed in range(1, 5):
        parts = loop(prompt, seed).parts
        # Tunes over a bossa nova may have 16ths: the lead's or, in a small band without one, the pianist's.
        front = "lead" if any(part.role == "lead" for part in parts) else "keys"
        for part in (part for part in parts if prompt == "salsa band" or part.role != front):
            # The last bar may hold a fill, and the half bar before it what leads there.
            body = [note.start_quarters * 2 for note in part.notes if note.start_quarters < 24 - NEAR]
            off = sum(abs(place - round(place)) > 4 * NEAR for place in body)
            assert off <= 0.02 * len(body), (prompt, seed, part.name)


@pytest.mark.parametrize("seed", range(1, 7))
def test_reggae_chords_are_between_the_beats(seed: int) -> None:
    part = next(part for part in loop("reggae band", seed).parts if part.role == "guitar")
    assert part.notes
    for note in part.notes:
        place = note.start_quarters % 1
        assert 0.4 < place < 0.9
