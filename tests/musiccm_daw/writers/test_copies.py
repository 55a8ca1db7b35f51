"""Copies of our files by other programs: the samples, and all facts that the copy still carries."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import DENOMINATORS, Meter, TimeGrid
from musiccm_daw.writers.wav import WavFacts, write_wav
from musiccm_daw.writers.wav_reader import read_clip

GRID = TimeGrid(Fraction("124.75"), Meter(7, 8), 1)
NAME = "dub_bass_124p75bpm_Amin_1bars_s7"
FACTS = WavFacts(
    title=NAME,
    prompt="dub bass, très grave",
    seed=7,
    variation=1,
    grid=GRID,
    loop=True,
    key=Key.parse("A minor"),
    chords=ChordProgression.parse("Am7 | F C"),
    tonic=9,
    loudness_lufs=-13.8,
    true_peak_dbtp=-1.2,
    software="MusicCM-DAW 0.1.0",
    model="small 00ff",
)
SHELLS = {
    "ffmpeg": "ffmpeg -v error -i {} -c copy {}",
    "ffmpeg, RF64": "ffmpeg -v error -i {} -c copy -rf64 always {}",
    "ffmpeg, float64": "ffmpeg -v error -i {} -c:a pcm_f64le {}",
    "ffmpeg, by a pipe": "ffmpeg -v error -i {} -c copy -f wav - | cat > {}",
    "sox": "sox {} {}",
    "sox, RIFX": "sox {} -B {}",
    "sox, 32 bits": "sox {} -b 32 {}",
    "sox, by a pipe": "sox {} -t wav - | cat > {}",
    "libsndfile": "sndfile-convert {} {}",
}


@pytest.mark.parametrize("how", SHELLS)
def test_a_copy_keeps_samples_tempo_and_key(tmp_path: Path, how: str) -> None:
    program = SHELLS[how].split()[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, (GRID.total_samples(44_100), 2)).astype(np.float32)
    (tmp_path / "ours").mkdir()
    ours, copy = tmp_path / "ours" / f"{NAME}.wav", tmp_path / f"{NAME}.wav"
    write_wav(ours, noise, 44_100, "PCM_24", FACTS)
    subprocess.run(["sh", "-c", SHELLS[how].format(ours, copy)], check=True, capture_output=True)
    first, second = read_clip(ours), read_clip(copy)
    assert second.remarks == ()
    assert np.array_equal(first.audio, second.audio)
    facts = second.facts
    assert (facts.bpm, facts.key, facts.role) == (Fraction("124.75"), Key.parse("A minor"), "bass")
    # sox keeps no text at all.
    assert facts.prompt == (None if program == "sox" else FACTS.prompt)


@settings(max_examples=40)
@given(
    thousandths=st.integers(20_000, 300_000),
    numerator=st.integers(1, 16),
    denominator=st.sampled_from(DENOMINATORS),
    key=st.sampled_from(["Am", "F# major", "Bb minor", "none"]),
    chords=st.sampled_from(["Am7 | F C", "Bm7b5/F | E7", "none"]),
    prompt=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=80),
    loop=st.booleans(),
    subtype=st.sampled_from(["PCM_16", "PCM_24", "FLOAT"]),
    channels=st.integers(1, 2),
)
def test_every_wav_that_we_write_is_read_back_by_us_and_by_others(
    tmp_path_factory: pytest.TempPathFactory,
    thousandths: int,
    numerator: int,
    denominator: int,
    key: str,
    chords: str,
    prompt: str,
    loop: bool,
    subtype: str,
    channels: int,
) -> None:
    grid = TimeGrid(Fraction(thousandths, 1000), Meter(numerator, denominator), 1)
    facts = replace(
        FACTS,
        grid=grid,
        key=None if key == "none" else Key.parse(key),
        chords=None if chords == "none" else ChordProgression.parse(chords),
        prompt=prompt,
        loop=loop,
    )
    path = tmp_path_factory.mktemp("wav") / "any.wav"
    # The audio need not be as long as its bars here.
    write_wav(path, np.zeros((37, channels), np.float32), 44_100, subtype, facts)
    clip = read_clip(path)
    assert (clip.facts.bpm, clip.facts.meter, clip.facts.loop) == (grid.bpm, grid.meter, loop)
    assert (clip.facts.key, clip.facts.chords, clip.facts.prompt) == (facts.key, facts.chords, prompt)
    assert (clip.audio.shape, clip.subtype, clip.remarks) == ((37, channels), subtype, ())
    theirs = WavInfoReader(path, info_encoding="utf-8")
    assert theirs.info.comment == f"{prompt} (seed 7)"
    assert theirs.info.title == NAME
    assert theirs.ixml.project == "MusicCM"
    assert bool(theirs.smpl and theirs.smpl.sample_loops) == loop
    with soundfile.SoundFile(path) as read:
        assert (read.frames, read.channels, read.subtype, read.title) == (37, channels, subtype, NAME)
