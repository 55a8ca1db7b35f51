"""trainer/metrics/scores.py on posteriors and vectors whose scores are known."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.metrics.scores import inception_score, kl, memorised, nearest, retrieval, text_similarity
from trainer.metrics.tagger import Tags

CLASSES = 6


def sure_of(number: int) -> np.ndarray:
    return np.eye(CLASSES)[number]


def tags(styles: np.ndarray, joint: tuple[float, float] = (1.0, 0.0)) -> Tags:
    vector = np.asarray(joint, dtype=np.float32)
    return Tags(np.zeros((1, 2), np.float32), vector / np.linalg.norm(vector), styles, np.array([1.0]), np.zeros(1))


def test_the_inception_score_is_one_for_doubt_and_the_number_of_classes_for_certainty() -> None:
    doubt = [tags(np.full(CLASSES, 1 / CLASSES))] * 12
    certain = [tags(sure_of(number % CLASSES)) for number in range(12)]
    alike = [tags(sure_of(0))] * 12
    songs = list(range(12))
    assert inception_score(doubt, songs).raw == pytest.approx(1)
    assert inception_score(certain, songs).raw == pytest.approx(CLASSES)
    assert inception_score(alike, songs).raw == pytest.approx(1)


def test_the_bias_of_few_clips_is_taken_from_the_inception_score() -> None:
    rng = np.random.default_rng(0)
    found = []
    for _ in range(40):
        clips = [tags(sure_of(rng.integers(CLASSES))) for _ in range(20)]
        found.append(inception_score(clips, range(20)))
    raw, value = (np.mean([getattr(one, name) for one in found]) for name in ("raw", "value"))
    assert raw < value
    assert abs(value - CLASSES) < abs(raw - CLASSES) / 2


def test_kl_is_that_of_the_posteriors() -> None:
    half = np.array([0.5, 0.5, 0, 0, 0, 0])
    assert kl([tags(half)], [tags(half)]).value == pytest.approx(0, abs=1e-9)
    skewed = np.array([0.25, 0.75, 0, 0, 0, 0])
    expected = 0.5 * np.log(0.5 / 0.25) + 0.5 * np.log(0.5 / 0.75)
    assert kl([tags(half)], [tags(skewed)]).value == pytest.approx(expected)


def test_similarity_and_nearness_are_cosines() -> None:
    clips = [tags(sure_of(0), (1, 0)), tags(sure_of(0), (0, 1))]
    assert text_similarity(clips, np.array([[1, 0], [1, 0]], np.float32)).value == pytest.approx(0.5)
    training = [tags(sure_of(0), (1, 0)), tags(sure_of(0), (0.6, 0.8))]
    nearness = nearest(clips, training)
    assert nearness == pytest.approx([1, 0.8])
    found = memorised(nearness)
    assert (found["0.90"].value, found["0.95"].value) == (0.5, 0.5)


def test_retrieval_counts_captions_whose_own_clip_comes_first() -> None:
    clips = [tags(sure_of(0), (np.cos(angle), np.sin(angle))) for angle in np.linspace(0, 3, 20)]
    own = np.stack([clip.joint for clip in clips])
    assert retrieval(clips, own)[1].value == 1
    reversed_order = retrieval(clips, own[::-1])
    assert reversed_order[1].value == 0
    # Mirrored about the middle: nine clips or fewer lie nearer than a clip one, three or five places away.
    assert reversed_order[10].value == 0.3
