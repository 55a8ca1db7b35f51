"""Recordings: what is read is what was kept, in memory or on disk, scaled and summed alike."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw import recording
from musiccm_daw.errors import DeviceError
from musiccm_daw.recording import ScaledRecording, SpooledRecording, SummedRecording, blocks, channels_of


def noise(samples: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, (samples, 2)).astype(np.float32)


def spooled(audio: np.ndarray, *edges: int) -> SpooledRecording:
    """Return a recording of audio that was appended in pieces."""
    kept = SpooledRecording(audio.shape[1])
    for part in np.split(audio, edges):
        kept.append(part)
    return kept


@pytest.mark.parametrize("in_memory_bytes", [64, 1 << 20])
def test_what_is_read_is_what_was_kept(in_memory_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "IN_MEMORY_BYTES", in_memory_bytes)
    audio = noise(1_000)
    kept = spooled(audio, 1, 400, 400, 999)
    assert len(kept) == 1_000
    assert channels_of(kept) == 2
    for part in (slice(None), slice(3, 17), slice(990, 2_000), slice(-5, None), slice(5, 5), slice(None, None, 7)):
        assert np.array_equal(kept[part], audio[part])
    # Reading does not change where the next samples are written.
    kept.append(audio[:10])
    assert np.array_equal(kept[995:], np.concatenate([audio[995:], audio[:10]]))


@given(st.integers(0, 3 * recording.BLOCK_SAMPLES))
def test_blocks_are_the_whole(samples: int) -> None:
    audio = np.arange(samples, dtype=np.float32)[:, None]
    assert np.array_equal(np.concatenate([audio[:0], *blocks(audio)]), audio)


def test_scaled_and_summed_as_arrays_are() -> None:
    first, second = noise(100), noise(100, seed=2)
    both = SummedRecording([ScaledRecording(spooled(first), 0.5), spooled(second)])
    assert np.array_equal(both[10:20], (first * np.float32(0.5) + second)[10:20])
    assert len(both) == 100
    assert both[:].dtype == np.float32


def test_a_full_folder_is_reported_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = SpooledRecording(2)
    monkeypatch.setattr(recording, "IN_MEMORY_BYTES", 1)
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    with full.open("r+b", buffering=0) as file:
        monkeypatch.setattr(kept, "_file", file)
        with pytest.raises(DeviceError, match=tempfile.gettempdir()):
            kept.append(noise(10))


def test_a_folder_that_is_full_when_audio_is_read_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last samples are written from memory when the first are read."""
    monkeypatch.setattr(recording, "IN_MEMORY_BYTES", 1)
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device that is always full")
    kept = SpooledRecording(2)
    file = full.open("r+b")
    monkeypatch.setattr(kept, "_file", file)
    kept.append(noise(10))
    with pytest.raises(DeviceError, match=rf"{tempfile.gettempdir()} has no room for the audio \(no space left"):
        kept[:5]
    with suppress(OSError):
        file.close()
