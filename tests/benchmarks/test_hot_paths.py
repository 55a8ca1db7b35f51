"""How fast the parts are that stand around the model, on one minute of stereo music.

`make bench` measures; `make test` runs each once, so that they keep working. The model's own speed: `musiccm bench`.
"""

from pathlib import Path

import numpy as np
import pytest
import torch
from pytest_benchmark.fixture import BenchmarkFixture

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.engine.conditioning import column_conditions
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.levels import lufs, true_peak_db
from musiccm_daw.model.mel import MelFrontEnd
from musiccm_daw.model.shared_restriction import crop, fuse
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import make_take
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from tests.cli.stand_in import StandInEngine

SAMPLE_RATE = 44_100
CHANNELS = 64


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


def test_measure_levels(benchmark: BenchmarkFixture, audio: np.ndarray) -> None:
    benchmark.pedantic(lambda: (true_peak_db(audio), lufs(audio, SAMPLE_RATE)), rounds=3)


def test_write_a_take(benchmark: BenchmarkFixture, minute: GenerationRequest, tmp_path: Path) -> None:
    benchmark.pedantic(make_take, (minute, tmp_path, StandInEngine()), rounds=3)
