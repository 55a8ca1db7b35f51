"""Several processes under `accelerate launch`: all end with the same weights, those of one with the whole batch."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import torch

from tests.tiny_model import SCORED_DENOISER, tiny_denoiser
from tests.trainer.several_processes import STEPS, teach
from tests.trainer.stages import random_latent_corpus
from trainer.training.runs import read_state

REPOSITORY = Path(__file__).parent.parent.parent.parent


def flat(weights: dict[str, torch.Tensor]) -> torch.Tensor:
    return torch.cat([value.flatten().float() for value in weights.values()])


def test_two_processes_train_like_one_with_twice_the_batch(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, float32: None
) -> None:
    two = tmp_path / "two"
    launch = [sys.executable, "-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", "2"]
    launch += ["--num_machines", "1", "--mixed_precision", "no", "--dynamo_backend", "no", "--main_process_port", "0"]
    # The environment of conftest.py keeps all of it on the CPU.
    program = ["-m", "tests.trainer.several_processes", str(tiny_corpus), str(tiny_features), str(two), "2"]
    ended = subprocess.run(
        [*launch, *program],
        cwd=REPOSITORY,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    processes = [torch.load(two / f"process-{index}.pt", weights_only=True) for index in range(2)]
    for part in ("autoencoder", "teacher"):
        assert processes[0][part].keys() == processes[1][part].keys()
        assert all(torch.equal(value, processes[1][part][name]) for name, value in processes[0][part].items()), part
    for stage in ("autoencoder", "teacher", "student"):
        state = read_state(two / stage)
        assert state is not None
        assert state["step"] == STEPS

    start = flat(tiny_denoiser(seed=1, config=SCORED_DENOISER).state_dict())
    alone = flat(teach(random_latent_corpus(tiny_corpus, tiny_features), tmp_path / "one", 4))
    together = flat(processes[0]["teacher"])
    # What is left is the order of sums.
    assert (together - alone).norm() < 1e-3 * (alone - start).norm()
