"""Keys and chords of plain tones are heard; noise and drums have none that is sure."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.harmony import Chord, Key
from tests.trainer.corpus.importing.music import chords
from trainer.corpus.importing.tonality import (
    LEAST_CHORD,
    LEAST_KEY,
    estimate_chords,
)
from trainer.metrics.chords import CHROMA_RATE, HOP_SAMPLES, chroma
from trainer.metrics.keys import MAJOR_PROFILE, MINOR_PROFILE, estimate_key

PROGRESSION = {"Am": (57, True), "F": (53, False), "C": (60, False), "G": (55, False)}


def heard_bars(bpm: float) -> np.ndarray:
    frames = chroma(chords(bpm, list(PROGRESSION.values())), 44_100)
    per_bar = 240 / bpm * CHROMA_RATE / HOP_SAMPLES
    return np.array([frames[:, round(bar * per_bar) : round((bar + 1) * per_bar)].mean(axis=1) for bar in range(4)])


def test_triads_and_their_key() -> None:
    bars = heard_bars(120)
    heard = estimate_chords(bars)
    assert [str(bar.chord) for bar in heard] == list(PROGRESSION)
    assert min(bar.confidence for bar in heard) > LEAST_CHORD
    key = estimate_key(bars.sum(axis=0))
    assert set(key.key.scale) == set(Key.parse("C").scale)
    assert key.confidence > LEAST_KEY


@pytest.mark.parametrize(("mode", "profile"), [("major", MAJOR_PROFILE), ("minor", MINOR_PROFILE)])
@pytest.mark.parametrize("tonic", range(12))
def test_a_profile_is_its_own_key(mode: str, profile: tuple[float, ...], tonic: int) -> None:
    found = estimate_key(np.roll(profile, tonic))
    assert found.key == Key(tonic, mode)
    assert found.confidence == pytest.approx(1)


def test_nothing_sounds() -> None:
    assert estimate_key(np.zeros(12)).confidence == 0
    assert estimate_chords(np.zeros((2, 12)))[1].confidence == 0


def test_all_pitches_at_once_are_no_chord() -> None:
    assert estimate_chords(np.ones((1, 12)))[0].confidence < LEAST_CHORD
    assert estimate_chords(np.array([Chord.parse("Am").chroma()]))[0].confidence == pytest.approx(1)
