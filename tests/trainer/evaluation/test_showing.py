"""What a validation shows: the score above the music, in step with it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORE_FEATURES, score_columns
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import FRAMES_PER_COLUMN, Meter, TimeGrid
from trainer.evaluation.showing import score_picture


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
