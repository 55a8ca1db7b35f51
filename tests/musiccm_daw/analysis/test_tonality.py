"""Keys of plain tones are detected; silence has none."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.analysis.chroma import CHROMA_RATE, HOP_SAMPLES, chroma
from musiccm_daw.analysis.tonality import MAJOR_PROFILE, MINOR_PROFILE, clip_key, detect_key, templates
from musiccm_daw.harmony import ChordProgression, Key
from tests.musiccm_daw.analysis.music import chords

PROGRESSION = {"Am": (57, True), "F": (53, False), "C": (60, False), "G": (55, False)}


def bar_chroma(bpm: float) -> np.ndarray:
    frames = chroma(chords(bpm, list(PROGRESSION.values())), 44_100)
    per_bar = 240 / bpm * CHROMA_RATE / HOP_SAMPLES
    return np.array([frames[:, round(bar * per_bar) : round((bar + 1) * per_bar)].mean(axis=1) for bar in range(4)])


def test_triads_and_their_key() -> None:
    bars = bar_chroma(120)
    names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    triads = [*names, *(f"{name}m" for name in names)]
    assert [triads[best] for best in (bars @ templates().T).argmax(axis=1)] == list(PROGRESSION)
    key = detect_key(bars.sum(axis=0))
    assert set(key.key.scale) == set(Key.parse("C").scale)
    assert key.confidence > 0.7


@pytest.mark.parametrize(("mode", "profile"), [("major", MAJOR_PROFILE), ("minor", MINOR_PROFILE)])
@pytest.mark.parametrize("tonic", range(12))
def test_a_profile_is_its_own_key(mode: str, profile: tuple[float, ...], tonic: int) -> None:
    found = detect_key(np.roll(profile, tonic))
    assert found.key == Key(tonic, mode)
    assert found.confidence == pytest.approx(1)


def chroma_of(text: str) -> np.ndarray:
    """Return the chroma (12, chords) of a progression."""
    return np.array([chord.chroma() for bar in ChordProgression.parse(text).bars for chord in bar]).T


@pytest.mark.parametrize(
    ("cadence", "key"),
    [("C | F | G | C", "C major"), ("Am | Dm | E7 | Am", "A minor"), ("Ebmaj7 | Cm7 | Fm7 | Bb7 | Eb", "Eb major")],
)
def test_a_cadence_has_its_key(cadence: str, key: str) -> None:
    assert clip_key(chroma_of(cadence)) == Key.parse(key)


def test_silence_has_no_key() -> None:
    assert clip_key(np.zeros((12, 3))) is None
    assert detect_key(np.zeros(12)).confidence == 0
