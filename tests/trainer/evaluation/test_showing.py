"""What a validation shows: the score above the music, in step with it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORE_FEATURES, score_columns
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import FRAMES_PER_COLUMN, Meter, TimeGrid
from tests.tiny_model import tiny_autoencoder
from tests.trainer.stages import random_latent_corpus
from trainer.evaluation import showing
from trainer.evaluation.showing import score_picture, show_latents


def conditions(part: Part) -> Tensor:
    """Return condition columns (F, W) of a bar that hold nothing but a part's score."""
    score = score_columns(TimeGrid(Fraction(120), Meter.parse("4/4"), 1), part)
    return torch.from_numpy(np.concatenate([np.zeros((FEATURES, score.shape[1]), dtype=np.float32), score]))


def test_notes_are_drawn_over_the_frames_in_which_they_sound() -> None:
    part = Part("keys", "", (Note(1, 1, 60, 127), Note(2, 1, 72, 127)))
    picture = score_picture(conditions(part))
    assert picture is not None
    bright = picture.max(axis=2) > 100
    assert picture.shape[1] == 48 * FRAMES_PER_COLUMN
    assert np.flatnonzero(bright.any(axis=0)).tolist() == list(range(12 * FRAMES_PER_COLUMN, 36 * FRAMES_PER_COLUMN))
    low, high = (np.flatnonzero(bright[:, quarter * 12 * FRAMES_PER_COLUMN]).mean() for quarter in (1, 2))
    assert high < low
    struck, held = (picture[int(low), (12 + column) * FRAMES_PER_COLUMN].mean() for column in (0, 1))
    assert struck > held


def test_drums_are_drawn_below_the_pitches() -> None:
    rows = []
    for part in (Part("drums", "", (Note(0, 1, 36, 127),)), Part("keys", "", (Note(0, 1, 21, 127),))):
        picture = score_picture(conditions(part))
        assert picture is not None
        rows.append(np.flatnonzero(picture[:, 0].max(axis=1) > 100))
    drums, lowest_key = rows
    assert drums.min() > lowest_key.max()


def test_an_unknown_score_is_not_drawn() -> None:
    assert score_picture(torch.zeros(FEATURES + SCORE_FEATURES, 48)) is None
    assert score_picture(torch.ones(FEATURES, 48)) is None


@pytest.mark.parametrize("sounds", [False, True])
def test_every_window_has_a_picture_and_a_sound_if_asked_for(
    sounds: bool, tiny_corpus: Path, tiny_features: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "SHOWN_WINDOWS", 2)
    latents = random_latent_corpus(tiny_corpus, tiny_features)
    shown = show_latents(lambda batch, noise: noise, latents, tiny_autoencoder(), sounds)
    names = {"sample_1", "sample_2"}
    assert names <= set(shown.pictures)
    assert set(shown.sounds) == (names if sounds else set())
