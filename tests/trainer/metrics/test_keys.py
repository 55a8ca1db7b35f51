"""trainer/metrics/keys.py: the score of a detected key."""

import pytest

from musiccm_daw.harmony import Key
from trainer.metrics.keys import key_score


@pytest.mark.parametrize(
    ("detected", "score"), [("A minor", 1), ("E minor", 0.5), ("C major", 0.3), ("A major", 0.2), ("D minor", 0)]
)
def test_scores_are_those_of_the_contest(detected: str, score: float) -> None:
    assert key_score(Key.parse("A minor"), Key.parse(detected)) == score
    assert key_score(Key.parse("A minor"), None) == 0


def test_the_relative_of_a_major_key_is_minor() -> None:
    assert key_score(Key.parse("C major"), Key.parse("A minor")) == 0.3
