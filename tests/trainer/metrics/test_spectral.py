"""trainer/metrics/spectral.py and pictures.py."""

from pathlib import Path

import numpy as np
import pytest

from tests.trainer.metrics.signals import RATE, tone
from trainer.metrics.pictures import side_by_side
from trainer.metrics.spectral import log_mel_l1_db, multi_resolution_db, spectrogram_db


def test_a_recording_is_0_db_from_itself() -> None:
    audio = tone(60, 1.0)
    assert log_mel_l1_db(audio, audio, RATE) == multi_resolution_db(audio, audio, RATE) == 0


def test_a_change_of_level_by_6_db_is_6_db_where_nothing_reaches_the_floor() -> None:
    noise = 0.3 * np.random.default_rng(0).standard_normal(RATE)
    assert log_mel_l1_db(noise, noise / 2, RATE) == pytest.approx(6.02, abs=0.1)
    assert multi_resolution_db(noise, noise / 2, RATE) == pytest.approx(6.02, abs=0.2)


def test_a_full_scale_sine_is_0_db() -> None:
    sine = np.sin(2 * np.pi * 1_000 * np.arange(RATE) / RATE)
    assert spectrogram_db(sine, RATE, 4_096).max() == pytest.approx(0, abs=0.5)


def test_a_picture_is_written(tmp_path: Path) -> None:
    picture = tmp_path / "deep" / "picture.png"
    side_by_side({"a": tone(60, 1.0), "b": tone(64, 1.0)}, RATE, picture, title="two tones", bar_seconds=0.5)
    assert picture.read_bytes()[:4] == b"\x89PNG"
