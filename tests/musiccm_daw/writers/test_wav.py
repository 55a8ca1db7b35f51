"""Complete WAV files, as read by readers that are not ours: libsndfile, wavinfo, Python's wave."""

import hashlib
import shutil
import subprocess
import wave
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from wavinfo import WavInfoReader

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.recording import BLOCK_SAMPLES, Audio
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.chunks import acid, cue
from musiccm_daw.writers.chunks.walk import read_chunk, walk
from musiccm_daw.writers.wav import WavFacts, check_wav_size, write_wav

RATE = 44100
GRID = TimeGrid(Fraction("124.75"), Meter(7, 8), 4)
FACTS = WavFacts(
    title="dub_bass_124p75bpm_Amin_4bars_s7",
    prompt="dub bass, très grave ♪",
    seed=7,
    variation=2,
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
BYTES = {"PCM_16": 2, "PCM_24": 3, "FLOAT": 4}


def noise(frames: int, channels: int = 2) -> Audio:
    return np.random.default_rng(0).uniform(-0.9, 0.9, (frames, channels)).astype(np.float32)


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    path = tmp_path / "loop.wav"
    write_wav(path, noise(GRID.total_samples(RATE)), RATE, "PCM_24", FACTS)
    return path


def chunk_ids(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        spans = walk(file).spans
        return [read_chunk(file, span).payload[:4] if span.id == b"LIST" else span.id for span in spans]


def test_chunks_stand_in_the_order_that_hosts_expect(loop: Path) -> None:
    assert chunk_ids(loop) == [
        b"fmt ", b"bext", b"data", b"acid", b"smpl", b"cue ", b"adtl", b"INFO", b"iXML",
    ]  # fmt: skip


def test_a_float_one_shot_has_a_frame_count_and_no_loop(tmp_path: Path) -> None:
    path = tmp_path / "hit.wav"
    write_wav(path, noise(1001, 1), RATE, "FLOAT", replace(FACTS, loop=False))
    assert chunk_ids(path) == [
        b"fmt ", b"fact", b"bext", b"data", b"acid", b"cue ", b"adtl", b"INFO", b"iXML",
    ]  # fmt: skip


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("frames", [1, 1001, BLOCK_SAMPLES + 3])
def test_libsndfile_reads_the_samples_back(tmp_path: Path, subtype: str, channels: int, frames: int) -> None:
    audio = noise(frames, channels)
    path = tmp_path / "clip.wav"
    write_wav(path, audio, 48000, subtype, FACTS)
    read, rate = soundfile.read(path, dtype="float32", always_2d=True)
    info = soundfile.info(path)
    assert (rate, info.subtype, info.frames, info.channels) == (48000, subtype, frames, channels)
    # Plain rounding is off by half a step at most, dither by another step.
    step = {"PCM_16": 1.5 / 2**15, "PCM_24": 0.5 / 2**23, "FLOAT": 0.0}[subtype]
    assert np.abs(read - audio).max() <= step


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_python_reads_the_same_bytes(tmp_path: Path, subtype: str) -> None:
    audio = noise(1001)
    path = tmp_path / "clip.wav"
    write_wav(path, audio, RATE, subtype, FACTS)
    with wave.open(str(path)) as reader:
        assert reader.getparams()[:4] == (2, BYTES[subtype], RATE, 1001)
        integers, _ = soundfile.read(path, dtype="int32")
        samples = np.frombuffer(reader.readframes(1001), np.uint8).reshape(1001, 2, BYTES[subtype])
    assert (integers.view(np.uint8).reshape(1001, 2, 4)[..., -BYTES[subtype] :] == samples).all()


def test_wavinfo_reads_every_chunk(loop: Path) -> None:
    read = WavInfoReader(loop, info_encoding="utf-8")
    frames = GRID.total_samples(RATE)
    assert read.data.frame_count == frames
    assert read.bext.version == 2
    assert read.bext.description == "dub bass, tres grave ?"
    assert read.bext.originator == "MusicCM-DAW 0.1.0"
    assert read.bext.time_reference == 0
    assert (read.bext.loudness_value, read.bext.max_true_peak) == (-13.8, -1.2)
    assert read.bext.coding_history == "A=PCM,F=44100,W=24,M=stereo,T=MusicCM-DAW 0.1.0\r\n"
    assert [(loop.start, loop.end, loop.repetition_count) for loop in read.smpl.sample_loops] == [(0, frames - 1, 0)]
    assert read.smpl.midi_note == 57
    starts = [GRID.bar_start_samples(bar, RATE) for bar in range(4)]
    assert [frame for _, frame in read.cues.each_cue()] == starts
    assert [read.cues.label_and_note(number)[0] for number in (1, 2, 3, 4)] == ["bar 1", "bar 2", "bar 3", "bar 4"]
    assert read.info.title == FACTS.title
    assert read.info.software == "MusicCM-DAW 0.1.0"
    assert read.info.comment == "dub bass, très grave ♪ (seed 7)"
    assert read.ixml.project == "MusicCM"
    assert read.ixml.take == "2"
    lines = read.ixml._get_text_value("USER").splitlines()
    assert "bpm: 124.75" in lines
    assert "meter: 7/8" in lines
    assert "key: A minor" in lines
    assert "chords: Am7 | F C" in lines


@pytest.mark.skipif(shutil.which("sndfile-info") is None, reason="sndfile-info is not installed")
def test_sndfile_info_reads_tempo_meter_and_loop(loop: Path) -> None:
    report = subprocess.run(["sndfile-info", loop], capture_output=True, text=True, check=True).stdout
    words = " ".join(report.split())
    assert "Beats : 14" in words
    assert "Meter : 7/8" in words
    assert "Tempo : 124.75" in words
    assert "Bit Width : 24" in words
    assert f"Frames : {GRID.total_samples(RATE)}" in words
    assert "Error" not in report


def test_the_loop_ends_with_the_last_bar(loop: Path) -> None:
    """Audacity calculates the tempo as 60 * beats / duration, which must give the tempo itself."""
    with loop.open("rb") as file:
        chunks = {span.id: read_chunk(file, span).payload for span in walk(file).spans}
    tempo = acid.decode(chunks[b"acid"])
    assert 60 * tempo.beats / soundfile.info(loop).duration == pytest.approx(124.75, rel=1e-5)
    assert tempo == acid.AcidFacts(True, 9, 14, 8, 7, 124.75)
    assert cue.decode(chunks[b"cue "], b"adtl")[1].frame == GRID.bar_start_samples(1, RATE)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    digests = {
        write_wav(tmp_path / f"{subtype}-{number}.wav", noise(BLOCK_SAMPLES + 1), RATE, subtype, FACTS)
        for subtype in BYTES
        for number in (1, 2)
    }
    assert len(digests) == len(BYTES)
    assert digests == {hashlib.sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()}


def test_a_given_time_is_the_only_time_inside(tmp_path: Path) -> None:
    path = tmp_path / "dated.wav"
    write_wav(path, noise(10), RATE, "PCM_24", replace(FACTS, created=datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)))
    read = WavInfoReader(path)
    assert (read.bext.originator_date, read.bext.originator_time) == ("2001-02-03", "04:05:06")
    assert read.info.created_date == "2001-02-03"
    write_wav(path, noise(10), RATE, "PCM_24", FACTS)
    assert WavInfoReader(path).bext.originator_date == ""


@settings(max_examples=30, deadline=None)
@given(
    frames=st.integers(1, 300),
    channels=st.integers(1, 3),
    subtype=st.sampled_from(sorted(BYTES)),
    prompt=st.text(max_size=300),
    loop=st.booleans(),
)
def test_any_file_is_whole_by_its_own_sizes(
    tmp_path_factory: pytest.TempPathFactory, frames: int, channels: int, subtype: str, prompt: str, loop: bool
) -> None:
    path = tmp_path_factory.mktemp("wav") / "any.wav"
    write_wav(path, noise(frames, channels), RATE, subtype, replace(FACTS, prompt=prompt, loop=loop))
    with path.open("rb") as file:
        spans = {span.id: span for span in walk(file).spans}
        assert spans[b"data"].size == frames * channels * BYTES[subtype]
        last = spans[b"iXML"]
        assert last.start + last.size + last.size % 2 == path.stat().st_size
        assert int.from_bytes(path.read_bytes()[4:8], "little") == path.stat().st_size - 8
    assert soundfile.info(path).frames == frames


def test_a_file_beyond_4_gib_is_refused_in_one_line() -> None:
    check_wav_size(2**30 - 2**20, 1, "FLOAT")
    with pytest.raises(RequestError, match=r"^one WAV file would take 4\.0 GiB.*fewer bars") as refusal:
        check_wav_size(2**30, 1, "FLOAT")
    assert "\n" not in str(refusal.value)
