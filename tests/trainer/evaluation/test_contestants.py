"""trainer/evaluation/contestants.py: requests of an evaluation are answered as those of people are."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from musiccm_daw.clip import Clip
from musiccm_daw.engine.engine import Engine
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from trainer.evaluation.contestants import as_asked

REQUEST = GenerationRequest.resolve("deep house", bpm=240, bars=1, seed=2, steps=1)


def sound(clip: Clip) -> np.ndarray:
    return clip.stems[0].audio


def test_a_model_that_reads_scores_plays_what_is_composed(tiny_score_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_score_checkpoint, "cpu"))
    composed = engine.generate(REQUEST, scores=planned_scores(REQUEST, engine.nearest))
    assert np.array_equal(sound(as_asked(engine)(REQUEST)), sound(composed))
    assert not np.array_equal(sound(composed), sound(engine.generate(REQUEST)))


def test_a_model_that_reads_no_scores_gets_the_words_alone(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    assert np.array_equal(sound(as_asked(engine)(REQUEST)), sound(engine.generate(REQUEST)))
