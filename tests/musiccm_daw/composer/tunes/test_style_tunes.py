"""Players who are asked for a tune play the style's own, in their register; strings of disco are no singers."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.ensembles.string_lines import soaring_strings
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.style_tunes import style_tune
from musiccm_daw.composer.ways.pitched_ways import Hands, way_writer
from tests.musiccm_daw.composer.passages import METERS, passage_of
from tests.musiccm_daw.composer.requested import score_of

BLUES = style_tune(STYLE_TABLE["blues"])


def hands(instrument: str = "overdriven_guitar", *, ways: tuple[str, ...] = ("melody",), solo: bool = False) -> Hands:
    return Hands(instrument, "lead", ways, False, False, False, tune=BLUES, solo=solo)


@pytest.mark.parametrize("way", ["melody", "single"])
def test_a_tune_of_the_style_is_played_as_the_style_plays_it(way: str) -> None:
    assert BLUES is not None
    assert way_writer(hands(ways=(way,)), BLUES) is BLUES


def test_others_take_all_but_the_centre_from_the_style() -> None:
    write = way_writer(hands("trumpet"), partial(comping.comp, patterns=("x---",)))
    assert isinstance(write, partial)
    assert isinstance(BLUES, partial)
    assert write.func is melody.melody
    assert {**write.keywords, "centre": 0} == {**BLUES.keywords, "centre": 0}


def test_a_solo_is_fuller_and_leaves_nothing_out() -> None:
    write = way_writer(hands(solo=True), BLUES)
    assert isinstance(write, partial)
    assert (write.keywords["density"], write.keywords["rests"], write.keywords["scale"]) == ("dense", 0.0, "blues")


def test_styles_whose_pianist_has_the_tune_have_one() -> None:
    tune = style_tune(STYLE_TABLE["classical"])
    assert isinstance(tune, partial)
    assert tune.keywords["bank"] == "lyric"


@pytest.mark.parametrize("prompt", ["blues with guitar solo", "jazz with saxophone solo"])
def test_a_solo_that_a_prompt_asks_for_is_full(prompt: str) -> None:
    parts = [next(part for part in score_of(prompt, seed, bars=8).parts if part.role == "lead") for seed in range(6)]
    assert sum(len(part.notes) for part in parts) > 6 * 8 * 4.5


@given(seed=st.integers(0, 999), meter=st.sampled_from(METERS), bars=st.integers(1, 9))
def test_strings_of_a_dance_band_stay_on_their_instrument(seed: int, meter: str, bars: int) -> None:
    passage = passage_of("Am7", "Dm7", "G7", "Cmaj7", seed=seed, meter=meter, bars=bars, pitches=(36, 96))
    notes = soaring_strings(passage)
    assert all(36 <= note.pitch <= 96 for note in notes)
    assert all(note.start_quarters + note.duration_quarters <= passage.end + 1e-6 for note in notes)


def test_strings_run_into_the_next_phrase() -> None:
    notes = soaring_strings(passage_of("Am7", "Dm7", "G7", "Cmaj7"))
    run = [note.pitch for note in notes if 14 <= note.start_quarters < 16]
    (target,) = (note.pitch for note in notes if note.start_quarters == 16)
    assert len(run) == 8
    assert run in (sorted(run), sorted(run, reverse=True))
    assert 1 <= abs(target - run[-1]) <= 2
