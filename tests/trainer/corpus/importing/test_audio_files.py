"""Files of every format, rate and number of channels are read alike; what cannot be used is given a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.musiccm_daw.analysis.music import noise
from trainer.corpus.importing.audio_files import (
    Unusable,
    check_sound,
    clipped_share,
    content_hash,
    decode,
    find_audio,
    read_recording,
)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "aiff"])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_click_stays_where_it_was(tmp_path: Path, suffix: str, channels: int, rate: int) -> None:
    audio = np.zeros((rate, channels))
    audio[rate // 2] = 0.9
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, audio, rate)
    found = read_recording(path).audio
    assert found.shape[1] == 2
    slack = 0.06 if suffix == "mp3" else 0  # its frames are whole
    assert 0 <= len(found) / 44_100 - 1 <= slack + 1e-4
    place = np.abs(found[:, 1]).argmax() / 44_100
    assert place == pytest.approx(0.5, abs=2 / 44_100 if suffix in ("wav", "flac", "aiff") else 1e-3)


def test_other_rates_keep_the_tone(tmp_path: Path) -> None:
    time = np.arange(96_000) / 96_000
    soundfile.write(tmp_path / "a.wav", 0.5 * np.sin(2 * np.pi * 1000 * time), 96_000, subtype="PCM_24")
    found = read_recording(tmp_path / "a.wav").audio[2_000:-2_000, 0]
    expected = 0.5 * np.sin(2 * np.pi * 1000 * (np.arange(len(found)) + 2_000) / 44_100)
    assert np.abs(found - expected).max() < 1e-3


def test_the_same_audio_in_two_formats_is_one(tmp_path: Path) -> None:
    for name in ("a.wav", "b.flac", "c.aiff"):
        soundfile.write(tmp_path / name, noise(0.5), 44_100, subtype="PCM_16")
    soundfile.write(tmp_path / "d.wav", noise(0.5), 48_000, subtype="PCM_16")
    contents = [content_hash(*decode(tmp_path / name)) for name in ("a.wav", "b.flac", "c.aiff", "d.wav")]
    assert len({*contents[:3]}) == 1
    assert contents[3] not in contents[:3]


def test_only_audio_is_found_in_folders_too(tmp_path: Path) -> None:
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / ".trash").mkdir()
    for name in ("b.WAV", "x/y/a.flac", "._b.wav", ".trash/c.wav", "notes.txt", "x/song.m4a"):
        (tmp_path / name).touch()
    assert [str(path.relative_to(tmp_path)) for path in find_audio(tmp_path)] == ["b.WAV", "x/song.m4a", "x/y/a.flac"]


def written(tmp_path: Path, name: str, audio: np.ndarray, rate: int = 44_100, **options: str) -> Path:
    soundfile.write(tmp_path / name, audio, rate, **options)
    return tmp_path / name


def test_why_files_cannot_be_used(tmp_path: Path) -> None:
    whole = written(tmp_path, "whole.wav", noise(1)).read_bytes()
    flac = written(tmp_path, "whole.flac", noise(1)).read_bytes()
    spoiled = np.full(1000, np.nan)
    cases = {
        written(tmp_path, "six.wav", np.zeros((100, 6))): "6 channels",
        written(tmp_path, "none.wav", np.zeros(0)): "empty",
        written(tmp_path, "nan.wav", spoiled, subtype="FLOAT"): "not numbers",
        written(tmp_path, "long.flac", np.zeros(21 * 60 * 1000), 1000): "21 minutes",
    }
    for name, content, reason in (
        ("cut.wav", whole[:100_000], "truncated"),
        ("cut.flac", flac[: len(flac) // 2], "truncated|unreadable"),
        ("text.wav", b"no audio at all", "unreadable"),
        ("nothing.mp3", b"", "unreadable"),
        ("song.m4a", b"", "convert it"),
    ):
        (tmp_path / name).write_bytes(content)
        cases[tmp_path / name] = reason
    for path, reason in cases.items():
        with pytest.raises(Unusable, match=reason) as caught:
            decode(path)
        assert "\n" not in str(caught.value)
        assert str(tmp_path) not in str(caught.value)


def test_silence_and_clipping() -> None:
    time = np.arange(44_100)[:, None] / 44_100
    tone = np.sin(2 * np.pi * 220 * time).astype(np.float32)
    check_sound(0.9 * tone)
    with pytest.raises(Unusable, match="silent"):
        check_sound(1e-4 * tone)
    with pytest.raises(Unusable, match="clipped"):
        check_sound(np.clip(1.2 * tone, -1, 1))


def test_a_loud_master_is_not_clipped() -> None:
    quiet = np.zeros((1000, 2), dtype=np.float32)
    quiet[::10] = 1.0  # single peaks at full scale
    assert clipped_share(quiet) == 0
    quiet[100:105, 0] = 1.0
    assert clipped_share(quiet) == pytest.approx(5 / 1000)
