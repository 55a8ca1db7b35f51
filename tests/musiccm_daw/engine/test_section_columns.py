"""Sections in columns and audio: words and chords where they belong, shares that add up, rests that are silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.composer.reading.steering import STEERING
from musiccm_daw.engine.conditioning import column_conditions, feature_rows
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.section_columns import rests_silenced, section_columns, section_prompts, section_shares
from musiccm_daw.engine.stem_conditions import stem_columns
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.prompt_facts import ASKED_SWING
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.scoring import planned_scores

VERSE = Section(3, "sparse", ChordProgression.parse("Dm | G"), energy=0.2)
CHORUS = Section(2, "big", energy=1.0)
REQUEST = GenerationRequest.resolve(
    "house", bpm=240, bars=5, meter="2/4", key="Am", chords="Am | F | C", seed=1, steps=1
)


def test_chords_and_energy_change_on_the_bar_line() -> None:
    columns = section_columns(replace(REQUEST, sections=(VERSE, CHORUS)), "keys", "warm keys")
    bar = REQUEST.grid.columns_per_bar
    whole = column_conditions(
        REQUEST.grid, chords=REQUEST.chords, key=REQUEST.key, role="keys", energy=None, swing=None
    )
    assert columns.shape == whole.shape
    roots = columns[feature_rows("chord_root")].argmax(0)[::bar]
    # D G D of the verse's own chords, then bars 4 and 5 of the request's: A F.
    assert roots.tolist() == [2, 7, 2, 9, 5]
    assert np.allclose(columns[feature_rows("energy")][0][::bar], [0.2] * 3 + [1.0] * 2)
    for name in ("bar_phase", "key_scale", "role"):
        assert (columns[feature_rows(name)] == whole[feature_rows(name)]).all()


def test_the_energy_of_the_whole_gives_way_to_a_sections_own_and_its_words() -> None:
    def energies(*sections: Section) -> list[float | None]:
        request = replace(REQUEST, sections=sections, energy=0.7)
        columns = stem_columns(request, request.stems[0])[:, :: REQUEST.grid.columns_per_bar]
        known, energy = (columns[feature_rows(name)][0] for name in ("energy_known", "energy"))
        return [round(float(value), 3) if on else None for on, value in zip(known, energy, strict=True)]

    assert energies() == [0.7] * 5
    assert energies(VERSE, Section(1, "calm"), Section(1)) == [0.2] * 3 + [STEERING["calm"].energy, 0.7]
    assert not stem_columns(REQUEST, REQUEST.stems[0])[feature_rows("energy_known")].any()


def test_each_section_swings_as_its_own_words_say() -> None:
    swung, plain = Section(bars=2, prompt="swung hats"), Section(bars=REQUEST.grid.bars - 2)
    columns = section_columns(replace(REQUEST, sections=(swung, plain)), "drums", "a dusty break")
    line = 2 * REQUEST.grid.columns_per_bar
    for feature, value in (("swing_known", 1.0), ("swing", ASKED_SWING)):
        row = columns[feature_rows(feature)][0]
        assert np.allclose(row[:line], value)
        assert not row[line:].any()


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.booleans())
def test_shares_of_a_column_add_up_to_one(bars: list[int], loop: bool) -> None:
    request = GenerationRequest.resolve("house", bpm=120, bars=sum(bars), seed=1)
    shares = section_shares(request.grid, [Section(count) for count in bars], loop=loop)
    assert np.allclose(shares.sum(0), 1, atol=1e-6)
    assert shares.min() >= 0
    # Every section has its first column to itself.
    starts = np.cumsum([0, *bars[:-1]]) * request.grid.columns_per_bar
    assert (shares[np.arange(len(bars)), starts] == 1).all()
    # Only a loop's end knows of its start.
    assert (shares[0, -1] > 0) == (loop or len(bars) == 1)


def test_a_sections_words_stand_before_the_stems() -> None:
    assert section_prompts([VERSE, Section(1)], "house keys") == ["sparse, house keys", "house keys"]


def test_a_stem_rests_where_a_section_leaves_it_out() -> None:
    stems = ("drums", "keys=rhodes")
    sections = (Section(2, stems=("keys",)), Section(2), Section(1, stems=("drums",)))
    request = GenerationRequest.resolve("house", bpm=120, meter="4/4", seed=1, stems=stems, sections=sections)
    bar = request.grid.bar_start_samples(1, request.sample_rate)
    audio = np.ones((5 * bar, 2), dtype=np.float32)
    drums, keys = (rests_silenced(audio, 0, request, stem) for stem in request.stems)
    assert not drums[: 2 * bar + 1].any()
    assert (drums[2 * bar + 100 :] == 1).all()
    assert (keys[: 4 * bar - 500] == 1).all()
    assert not keys[4 * bar :].any()
    # Pieces are silenced as the whole is.
    halves = [rests_silenced(audio[at], at.start, request, request.stems[0]) for at in (slice(0, 7), slice(7, 5 * bar))]
    assert np.array_equal(np.concatenate(halves), drums)


def test_the_engine_follows_every_section(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))

    def audio(*sections: Section) -> np.ndarray:
        return engine.generate(replace(REQUEST, sections=sections)).stems[0].audio

    both = audio(VERSE, CHORUS)
    assert len(both) == REQUEST.grid.total_samples(REQUEST.sample_rate)
    assert np.array_equal(both, audio(VERSE, CHORUS))
    for other in ((Section(3, "fast", VERSE.chords, 0.2), CHORUS), (VERSE, Section(2, "small", energy=1.0)), ()):
        assert not np.array_equal(both, audio(*other))


@pytest.mark.weights
def test_a_section_of_more_energy_is_louder() -> None:
    sections = [Section(1, energy=0.1), Section(1, energy=0.9)]
    asked = ask("rock band", bpm=240, seed=3, key="A minor", chords="Am", steps=1, sections=sections)
    audio = load_engine(None, "cpu").generate(asked, scores=planned_scores(asked)).stems[0].audio
    quiet, loud = (np.sqrt(np.square(half).mean()) for half in np.array_split(audio, 2))
    assert loud > 1.5 * quiet
