"""Windows: their shapes, what is dropped and how often, and where they begin."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import torch

from musiccm_daw.engine.conditioning import FEATURES, UNCONDITIONAL_FEATURES, column_conditions, feature_rows
from musiccm_daw.engine.instrument_rows import INSTRUMENT_ROWS
from musiccm_daw.engine.score_columns import (
    LOUDNESS_ROW,
    NOTE_FEATURES,
    NOTED_FEATURES,
    PLAYER_FEATURES,
    SCORED_FEATURES,
    score_columns,
)
from musiccm_daw.errors import ModelError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.model.denoiser import WINDOW_COLUMNS
from musiccm_daw.model.text_encoder import MAX_TEXT_TOKENS
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import COLUMNS_PER_TOKEN, Meter, TimeGrid
from tests.tiny_model import DENOISER, tiny_denoiser
from tests.trainer.corpus.labels import label
from trainer.dataset.features import CachedClip
from trainer.dataset.latents import clip_score
from trainer.dataset.windows import (
    ANYWHERE,
    DROP_ALL,
    DROP_INSTRUMENT,
    DROP_RATES,
    DROP_SCORE,
    DROP_SCORE_SPAN,
    Batch,
    LatentClip,
    LatentCorpus,
    pad_texts,
    unconditional,
    window_positions,
)

EMBEDDINGS = [np.full((length, 8), length, dtype=np.float16) for length in (3, 5)]


def clip(bars: int, loop: bool = False, meter: str = "4/4") -> LatentClip:
    """Return a clip whose latents hold the number of their own column, and whose label leaves nothing open."""
    grid = TimeGrid(Fraction(120), Meter.parse(meter), bars)
    columns = column_conditions(
        grid,
        chords=ChordProgression.parse("Am | F"),
        key=Key.parse("Am"),
        role="bass",
        energy=[1.0] * bars,
        swing=0.5,
    )
    numbers = np.repeat(np.arange(grid.total_columns, dtype=np.float16)[:, None], 2, axis=1)
    return LatentClip(numbers, columns.astype(np.float16), (0, 1), grid.columns_per_bar, loop)


def draw(clips: list[LatentClip], batch: int) -> Batch:
    return LatentCorpus(clips, EMBEDDINGS).draw(np.random.default_rng(1).spawn(batch))


def known(batch: Batch, feature: str) -> torch.Tensor:
    """Return which windows of a batch are conditioned on a feature: (B)."""
    return batch.columns[:, feature_rows(feature)].abs().amax(dim=(1, 2)) > 0


def test_a_batch_has_the_documented_shapes() -> None:
    batch = draw([clip(8), clip(1, loop=True)], 6)
    assert batch.x0.shape == (6, 2, WINDOW_COLUMNS)
    assert batch.columns.shape == (6, FEATURES, WINDOW_COLUMNS)
    assert batch.text.shape == (6, MAX_TEXT_TOKENS, 8)
    assert batch.mask.shape == (6, MAX_TEXT_TOKENS)
    assert {tensor.dtype for tensor in (batch.x0, batch.columns, batch.text)} == {torch.float32}


def test_conditions_are_dropped_as_often_as_they_should_be() -> None:
    windows = 2_000
    batch = draw([clip(8)], windows)
    captioned = batch.mask.any(dim=1)
    shares = {"text": (captioned, DROP_ALL)}
    for features, rate in DROP_RATES.items():
        shares[features[0]] = (known(batch, features[0]), 1 - (1 - DROP_ALL) * (1 - rate))
    for name, (kept, rate) in shares.items():
        # Four standard deviations of a share of so many windows.
        assert 1 - kept.float().mean().item() == pytest.approx(rate, abs=4 * (rate * (1 - rate) / windows) ** 0.5), name
    # Windows without text are conditioned on tempo and quarters alone.
    for feature in UNCONDITIONAL_FEATURES:
        assert not known(batch, feature)[~captioned].any()
    assert known(batch, "quarter_start").all()


KNOWN = NOTED_FEATURES - 1
"""The row that says whether a score is known."""


def scored_clip(bars: int = 8) -> tuple[LatentClip, np.ndarray]:
    """Return a clip with a score, and its score rows (`SCORE_FEATURES`, W)."""
    rng = np.random.default_rng(3)
    grid = TimeGrid(Fraction(120), Meter.parse("4/4"), bars)
    starts = rng.uniform(0, 4 * bars, 300)
    notes = tuple(
        Note(start, rng.uniform(0, 2), int(rng.integers(21, 109)), 1 + number % 127)
        for number, start in enumerate(starts)
    )
    part = Part("keys", "rhodes", notes)
    source = clip(bars)
    cached = CachedClip(replace(label(0, 0), bpm="120", bars=bars, parts=(part,)), grid, np.zeros(0))
    return replace(source, score=clip_score(cached)), score_columns(grid, part)


def draw_scored(clips: list[LatentClip], batch: int) -> Batch:
    corpus = LatentCorpus(clips, EMBEDDINGS, features=SCORED_FEATURES)
    return corpus.draw(np.random.default_rng(1).spawn(batch))


def test_a_window_holds_the_score_of_its_own_columns() -> None:
    source, rows = scored_clip()
    assert source.score is not None
    assert source.score.values.dtype == np.float16
    batch = draw_scored([source], 50)
    assert batch.columns.shape == (50, SCORED_FEATURES, WINDOW_COLUMNS)
    scored = batch.columns[:, KNOWN].amax(dim=1) > 0
    assert scored.any()
    for x0, columns in zip(batch.x0[scored], batch.columns[scored], strict=True):
        known_columns = columns[KNOWN].bool()
        expected = rows[:, x0[0][known_columns].long().numpy()].astype(np.float16)
        found = columns[FEATURES:, known_columns].numpy()
        assert np.array_equal(found[:NOTE_FEATURES], expected[:NOTE_FEATURES])
        assert np.array_equal(found[LOUDNESS_ROW], expected[LOUDNESS_ROW])
        assert not columns[FEATURES:, ~known_columns].any()
    assert not batch.columns[~scored, FEATURES:].any()


def test_the_score_is_dropped_as_often_as_it_should_be_and_never_survives_the_text() -> None:
    windows = 2_000
    batch = draw_scored([scored_clip()[0]], windows)
    scored, captioned = batch.columns[:, KNOWN].amax(dim=1) > 0, batch.mask.any(dim=1)
    in_part = scored & (batch.columns[:, KNOWN].amin(dim=1) == 0)
    played = batch.columns[:, NOTED_FEATURES:PLAYER_FEATURES].amax(dim=2) > 0
    assert not played[~scored].any()
    assert set(played.nonzero()[:, 1].tolist()) == {INSTRUMENT_ROWS.index("rhodes")}
    # Both ends of a span lie in the same place once in 193 times.
    for found, rate in (
        (scored & ~played.any(dim=1), (1 - DROP_ALL) * (1 - DROP_SCORE) * DROP_INSTRUMENT),
        (~scored, 1 - (1 - DROP_ALL) * (1 - DROP_SCORE)),
        (in_part, (1 - DROP_ALL) * DROP_SCORE_SPAN * 192 / 193),
    ):
        assert found.float().mean().item() == pytest.approx(rate, abs=4 * (rate * (1 - rate) / windows) ** 0.5)
    assert not scored[~captioned].any()
    nothing = unconditional(batch)
    assert not nothing.columns[:, FEATURES:].any()
    assert nothing.columns[:, feature_rows("quarter_start")].any()


def test_a_clip_without_a_score_has_one_that_is_unknown() -> None:
    batch = draw_scored([clip(8)], 20)
    assert batch.columns.shape == (20, SCORED_FEATURES, WINDOW_COLUMNS)
    assert not batch.columns[:, FEATURES:].any()
    assert known(batch, "bar_start").any()


def test_a_network_that_reads_no_scores_draws_the_same_windows_as_one_that_does() -> None:
    source = scored_clip()[0]
    scored, plain = draw_scored([source], 50), draw([source], 50)
    assert torch.equal(scored.x0, plain.x0)
    assert torch.equal(scored.columns[:, :FEATURES], plain.columns)


@pytest.mark.parametrize("features", [FEATURES, NOTED_FEATURES, SCORED_FEATURES])
def test_a_corpus_is_drawn_as_the_network_reads_it(features: int) -> None:
    corpus = LatentCorpus([clip(8)], EMBEDDINGS)
    network = tiny_denoiser(config=replace(DENOISER, column_features=features))
    assert corpus.read_by(network).draw([np.random.default_rng(1)]).columns.shape[1] == features
    with pytest.raises(ModelError, match="reads 5 condition rows"):
        corpus.read_by(tiny_denoiser(config=replace(DENOISER, column_features=5)))


def test_latents_and_conditions_come_from_the_same_columns() -> None:
    source = clip(8)
    batch = draw([source], 50)
    for x0, columns in zip(batch.x0, batch.columns, strict=True):
        positions = x0[0].long()
        expected = torch.from_numpy(source.columns.astype(np.float32))[feature_rows("quarter_phase")][:, positions]
        assert torch.equal(columns[feature_rows("quarter_phase")], expected)


@pytest.mark.parametrize(
    ("source", "wraps"),
    [
        (clip(8), False),
        (clip(8, loop=True), True),
        (clip(1), True),
        (clip(4), False),
        (clip(1, meter="16/2"), False),
    ],
)
def test_windows_follow_the_clip_and_start_on_bar_lines(source: LatentClip, wraps: bool) -> None:
    rng = np.random.default_rng(2)
    total = len(source.latents)
    windows = [window_positions(source, rng) for _ in range(400)]
    for positions in windows:
        assert len(positions) == WINDOW_COLUMNS
        assert (np.diff(positions) % total == 1 % total).all()
        assert positions[0] % COLUMNS_PER_TOKEN == 0
    over_the_end = sum(int((np.diff(positions) < 0).any()) for positions in windows)
    assert (over_the_end > 0) == wraps
    on_bar_lines = sum(int(positions[0] % source.columns_per_bar == 0) for positions in windows) / len(windows)
    assert on_bar_lines >= 1 - 1.5 * ANYWHERE


def test_texts_are_padded_with_zeros() -> None:
    text, mask = pad_texts([EMBEDDINGS[0], EMBEDDINGS[1][:0], EMBEDDINGS[1]])
    assert mask.sum(dim=1).tolist() == [3, 0, 5]
    assert torch.equal(text.abs().amax(dim=2) > 0, mask)
    assert text.shape == (3, MAX_TEXT_TOKENS, 8)
