"""Tempo and bar lines are detected where they were put, whatever the tempo; drift is followed; noise has no rhythm."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.analysis import beats
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.analysis.music import drums, noise

RATE = beats.ANALYSIS_RATE


def attacks_of(audio: np.ndarray) -> beats.Attacks:
    return beats.measure_attacks(audio.astype(np.float32))


@pytest.mark.parametrize("bpm", [72, 97.3, 120, 141.5, 174])
def test_the_tempo_of_drums_an_octave_allowed(bpm: float) -> None:
    tempo = beats.estimate_tempo(attacks_of(drums(bpm, 8, RATE)))
    nearest = min((0.5, 1.0, 2.0), key=lambda octave: abs(tempo.bpm / bpm - octave))
    assert tempo.bpm / bpm == pytest.approx(nearest, rel=1e-3)
    assert tempo.confidence > 0.8


@pytest.mark.parametrize("lead", [0.0, 0.3, 1.234])
def test_the_first_bar_line(lead: float) -> None:
    downbeat = beats.estimate_downbeat(attacks_of(drums(110, 9, RATE, lead_seconds=lead)), 110, Meter())
    assert downbeat.seconds == pytest.approx(lead, abs=0.02)


def test_noise_has_no_sure_tempo() -> None:
    assert beats.estimate_tempo(attacks_of(noise(12, RATE)[:, 0] / 32_768)).confidence < 0.4


def test_silence_is_not_an_error() -> None:
    attacks = attacks_of(np.zeros(4 * RATE))
    tempo = beats.estimate_tempo(attacks)
    assert beats.LOWEST_BPM * 0.9 <= tempo.bpm <= beats.HIGHEST_BPM * 1.1
    assert tempo.confidence == 0
    assert beats.estimate_downbeat(attacks, tempo.bpm, Meter()).seconds >= 0


def test_players_that_slow_down_are_followed() -> None:
    speeds = (120, 118.5, 117, 115.5)
    audio = np.concatenate([drums(bpm, 8, RATE) for bpm in speeds])
    begins = np.cumsum([0, *(32 * 60 / bpm for bpm in speeds)])
    attacks = attacks_of(audio)
    found = beats.follow_bars(attacks, beats.estimate_tempo(attacks), beats.Downbeat(0.0, 1.0), Meter(), 8)
    assert [each.bpm for each in found] == pytest.approx(speeds, rel=2e-3)
    assert [each.seconds for each in found] == pytest.approx(begins[:-1], abs=0.03)
    assert beats.steady(found, Meter(), 8) is None


def test_a_machine_is_steady() -> None:
    attacks = attacks_of(drums(123.45, 32, RATE))
    found = beats.follow_bars(attacks, beats.estimate_tempo(attacks), beats.Downbeat(0.0, 1.0), Meter(), 8)
    grid = beats.steady(found, Meter(), 8)
    assert grid is not None
    assert grid.bpm == pytest.approx(123.45, rel=1e-4)
    assert grid.seconds == pytest.approx(0, abs=0.02)
