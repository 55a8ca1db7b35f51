import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.errors import ProjectError
from presets.contact_sheet.overview import COLUMNS, ROWS, read_overview

RATE = 44_100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("overviews")


def overview_of(folder: Path, audio: np.ndarray, rate: int = RATE, subtype: str = "FLOAT"):
    soundfile.write(folder / "a.wav", audio, rate, subtype=subtype)
    return read_overview(folder / "a.wav")


@settings(max_examples=40)
@given(
    samples=st.integers(1, 40_000),
    channels=st.integers(1, 2),
    rate=st.sampled_from([22_050, 44_100, 192_000]),
    seed=st.integers(0, 99),
)
def test_no_sample_is_missed(folder: Path, samples: int, channels: int, rate: int, seed: int) -> None:
    audio = np.random.default_rng(seed).uniform(-1, 1, (samples, channels)).astype(np.float32)
    overview = overview_of(folder, audio, rate)
    if samples >= COLUMNS:
        assert (overview.high.max(), overview.low.min()) == (audio.max(), audio.min())
        assert overview.peak == np.abs(audio).max()
    assert overview.power.shape == (ROWS, COLUMNS)
    assert np.isfinite(overview.power).all()
    assert np.isfinite(overview.rms).all()


def test_a_stroke_stands_where_it_is_struck(folder: Path) -> None:
    audio = np.zeros((RATE, 2), np.float32)
    audio[RATE // 4, 1] = -0.5
    overview = overview_of(folder, audio)
    assert np.flatnonzero(overview.low) == [COLUMNS // 4]
    assert overview.power.sum(axis=0).argmax() == pytest.approx(COLUMNS // 4, abs=1)


@pytest.mark.parametrize("hz", [60, 440, 5000])
@pytest.mark.parametrize("seconds", [0.5, 30])
def test_a_tone_lies_in_its_band(folder: Path, hz: float, seconds: float) -> None:
    tone = np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE).astype(np.float32)
    power = overview_of(folder, tone).power
    edges = np.geomspace(45, 16_000, ROWS + 1)
    assert (np.abs(power.argmax(axis=0) - (np.searchsorted(edges, hz) - 1)) <= 1).all()


def test_both_sides_are_looked_at(folder: Path) -> None:
    left = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE).astype(np.float32)
    assert overview_of(folder, np.stack([left, -left], axis=1)).power.max() == pytest.approx(
        overview_of(folder, left).power.max(), rel=1e-3
    )


def test_a_long_file_is_never_whole_in_memory(folder: Path) -> None:
    soundfile.write(folder / "long.wav", np.zeros((600 * 8000, 2), np.int16), 8000)
    tracemalloc.start()
    read_overview(folder / "long.wav")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 600 * 8000 * 2 * 4


@pytest.mark.parametrize("content", [None, b"", b"no audio"])
def test_what_cannot_be_read_is_named(folder: Path, content: bytes | None) -> None:
    file = folder / "broken.wav"
    file.unlink(missing_ok=True)
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProjectError, match=r"broken\.wav.*render its take again"):
        read_overview(file)
