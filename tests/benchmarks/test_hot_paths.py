"""How fast the parts of the model and those around it are, most of them on one minute of stereo music.

`make bench` measures; `make test` runs each once, so that they keep working. The whole: `musiccm bench`.
"""

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from pytest_benchmark.fixture import BenchmarkFixture

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.engine.conditioning import column_conditions
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.k_weighting import KWeighting
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.making import make_take
from musiccm_daw.model.denoiser import WINDOW_COLUMNS, Denoiser, DenoiserConfig
from musiccm_daw.model.mel import MelFrontEnd
from musiccm_daw.model.pipeline import WINDOWS_PER_THREAD
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.shared_restriction import crop, fuse
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from musiccm_daw.writers.wav import WavFacts, write_wav
from tests.cli.stand_in import StandInEngine

SAMPLE_RATE = 44_100
CHANNELS = 64
TEXT_TOKENS = 16


@pytest.fixture(scope="module")
def minute() -> GenerationRequest:
    """30 bars of 4/4 at 120 BPM are 60 seconds."""
    return GenerationRequest.resolve("house", bpm=120, bars=30, key="A minor", seed=1)


@pytest.fixture(scope="module")
def audio() -> np.ndarray:
    """A minute of quiet stereo noise: (S, 2) float32."""
    return np.random.default_rng(1).normal(0, 0.1, (60 * SAMPLE_RATE, 2)).astype(np.float32)


def test_resolve_a_request(benchmark: BenchmarkFixture) -> None:
    benchmark(GenerationRequest.resolve, "deep house at 124.75 bpm in F# minor, 8 bars", chords="Am7 | F C | G")


def test_compose_eight_bars(benchmark: BenchmarkFixture) -> None:
    request = GenerationRequest.resolve("deep house track with rhodes", bars=8, key="A minor", seed=1)
    benchmark(compose_score, request, 1)


def test_condition_columns(benchmark: BenchmarkFixture, minute: GenerationRequest) -> None:
    benchmark(column_conditions, minute.grid, chords=minute.chords, key=minute.key, role="mix", energy=None, swing=None)


def test_fuse_windows(benchmark: BenchmarkFixture, minute: GenerationRequest) -> None:
    plan = window_plan(minute.grid, loop=True)
    windows = crop(torch.randn(1, CHANNELS, plan.length), plan)
    benchmark(fuse, windows, plan)


def test_analyse_to_mel_rows(benchmark: BenchmarkFixture, minute: GenerationRequest, audio: np.ndarray) -> None:
    front_end = MelFrontEnd()
    signal = torch.from_numpy(audio.T.copy())[None]
    benchmark.pedantic(front_end, (signal, minute.grid.total_columns * FRAMES_PER_COLUMN), rounds=3)


def test_denoise_as_many_windows_as_a_thread_takes(benchmark: BenchmarkFixture) -> None:
    config = DenoiserConfig(column_features=SCORED_FEATURES)
    denoiser, count = Denoiser(config).eval(), WINDOWS_PER_THREAD
    windows = torch.randn(count, config.latent_channels, WINDOW_COLUMNS)
    columns = torch.randn(count, config.column_features, WINDOW_COLUMNS)
    text, mask = torch.randn(count, TEXT_TOKENS, config.text_width), torch.ones(count, TEXT_TOKENS, dtype=torch.bool)
    with torch.inference_mode(), mixed_precision(windows.device):
        benchmark.pedantic(denoiser, (windows, torch.full((count,), 500), columns, text, mask), rounds=3)


def test_invert_a_block_by_griffin_lim(benchmark: BenchmarkFixture, audio: np.ndarray) -> None:
    bars = GenerationRequest.resolve("house", bpm=120, bars=2, seed=1).grid
    samples = bars.total_samples(SAMPLE_RATE)
    signal = torch.from_numpy(audio[:samples].T.copy())[None]
    rows = MelFrontEnd()(signal, bars.total_columns * FRAMES_PER_COLUMN)[0]
    with torch.inference_mode():
        benchmark.pedantic(GriffinLim(), (rows, samples, True), rounds=3)


def test_measure_the_true_peak(benchmark: BenchmarkFixture, audio: np.ndarray) -> None:
    benchmark.pedantic(true_peak_db, (audio,), rounds=3)


def test_weight_by_k(benchmark: BenchmarkFixture, audio: np.ndarray) -> None:
    def weight() -> None:
        weighting = KWeighting(SAMPLE_RATE)
        for start in range(0, len(audio), weighting.block_samples):
            weighting.weighted(audio[start : start + weighting.block_samples])

    benchmark.pedantic(weight, rounds=3)


def test_measure_loudness(benchmark: BenchmarkFixture, audio: np.ndarray) -> None:
    benchmark.pedantic(lufs, (audio, SAMPLE_RATE), rounds=3)


def test_write_a_wav(benchmark: BenchmarkFixture, minute: GenerationRequest, audio: np.ndarray, tmp_path: Path) -> None:
    facts = WavFacts(
        title="house",
        prompt=minute.prompt,
        seed=minute.seed,
        variation=1,
        grid=minute.grid,
        loop=minute.loop,
        key=minute.key,
        chords=minute.chords,
        tonic=9,
        loudness_lufs=-18.0,
        true_peak_dbtp=-1.0,
        software="bench",
        model="none",
    )
    numbers = itertools.count()

    def write() -> None:
        write_wav(tmp_path / f"{next(numbers)}.wav", audio, SAMPLE_RATE, "PCM_24", facts)

    benchmark.pedantic(write, rounds=3)


def test_write_a_take(benchmark: BenchmarkFixture, minute: GenerationRequest, tmp_path: Path) -> None:
    benchmark.pedantic(make_take, (minute, tmp_path, StandInEngine()), rounds=3)
