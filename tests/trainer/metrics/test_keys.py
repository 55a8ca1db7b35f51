"""trainer/metrics/keys.py on cadences and on silence."""

import numpy as np
import pytest

from musiccm_daw.harmony import ChordProgression, Key
from trainer.metrics.keys import heard_key, key_score


def chroma_of(text: str) -> np.ndarray:
    """Chroma (12, chords) of a progression."""
    return np.array([chord.chroma() for bar in ChordProgression.parse(text).bars for chord in bar]).T


@pytest.mark.parametrize(
    ("chords", "key"),
    [("C | F | G | C", "C major"), ("Am | Dm | E7 | Am", "A minor"), ("Ebmaj7 | Cm7 | Fm7 | Bb7 | Eb", "Eb major")],
)
def test_cadences_are_heard_in_their_key(chords: str, key: str) -> None:
    assert heard_key(chroma_of(chords)) == Key.parse(key)


def test_silence_has_no_key() -> None:
    assert heard_key(np.zeros((12, 3))) is None


@pytest.mark.parametrize(
    ("heard", "score"), [("A minor", 1), ("E minor", 0.5), ("C major", 0.3), ("A major", 0.2), ("D minor", 0)]
)
def test_scores_are_those_of_the_contest(heard: str, score: float) -> None:
    assert key_score(Key.parse("A minor"), Key.parse(heard)) == score
    assert key_score(Key.parse("A minor"), None) == 0


def test_the_relative_of_a_major_key_is_minor() -> None:
    assert key_score(Key.parse("C major"), Key.parse("A minor")) == 0.3
