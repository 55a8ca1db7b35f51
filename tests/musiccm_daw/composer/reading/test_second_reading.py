"""Prompts as musicians wrote them who did not know the tables: who plays, and on what."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.style_choice import style_of


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("two guitars, a bass and a drum kit", ["clean_guitar", "clean_guitar", "finger_bass", "standard_kit"]),
        ("two violins, a viola and a cello", ["solo_violin", "solo_violin", "solo_viola", "solo_cello"]),
        ("tuba plays the bass, trumpet plays the tune", ["trombone", "trumpet"]),
        ("piano, upright and brushes", ["grand_piano", "acoustic_bass", "brush_kit"]),
        ("victory fanfare, 3 trumpets and timpani", ["trumpet", "trumpet", "trumpet", "orchestra_kit"]),
        ("three violins in unison", ["solo_violin"]),
        ("west african djembe ensemble", ["latin_percussion"]),
        ("just guitar and strings", ["nylon_guitar", "slow_strings"]),
        ("light brass", ["brass_section"]),
    ],
)
def test_who_plays(prompt: str, instruments: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 8)] == instruments


@pytest.mark.parametrize("prompt", ["indie rock without solos", "jazz, no solos please", "punk, 3 chords, no solo"])
def test_who_wants_no_solo_wants_a_band_without_a_lead(prompt: str) -> None:
    for seed in range(8):
        roles = [seat.role for seat in seated(read_brief(prompt), seed, 8)]
        assert len(roles) > 1
        assert "lead" not in roles


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("chiptune boss battle", "chiptune"),
        ("boss battle", "boss_battle"),
        ("jazzy chords on rhodes, lofi beat", "lofi"),
        ("bach-like invention", "baroque"),
        ("drums, half time feel", "rock"),
        ("trance w pads and piano", "trance"),
        ("kalimba", "ambient"),
    ],
)
def test_in_which_style(prompt: str, style: str) -> None:
    assert style_of(read_brief(prompt)).name == style


def test_low_and_high_notes_that_are_left_out_move_the_register() -> None:
    assert read_brief("soft harp, no high notes").steering.register == -12
    assert read_brief("piano without low notes").players[0].steering.register == 12
