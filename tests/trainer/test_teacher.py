"""The teacher: zero loss for a network that knows the answer, and a loss that falls."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from tests.tiny_model import DENOISER, tiny_autoencoder, tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from tests.trainer.test_distill import Oracle
from trainer.teacher import TeacherTraining, draw_noise, teacher_loss, train_teacher
from trainer.training.ema import averaged_copy, update_average
from trainer.training.loop import Share
from trainer.training.runs import Run


def test_a_network_that_knows_the_clean_latents_has_no_loss(tiny_corpus: Path, tiny_features: Path) -> None:
    share = Share(0, 0, 0, 8, 8)
    generators = share.generators()
    batch = random_latent_corpus(tiny_corpus, tiny_features).draw(generators)
    drawn = draw_noise(share, generators, batch.x0)
    assert teacher_loss(Oracle(batch.x0), batch, *drawn).item() < 1e-4
    assert teacher_loss(tiny_denoiser(), batch, *drawn).item() > 0.5


def test_the_loss_falls_and_is_logged(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    latents = random_latent_corpus(tiny_corpus, tiny_features)
    options = TeacherTraining(steps=40, batch=4, warmup=5, log_every=10, validate_every=20)
    run = Run(tmp_path, None, silent)
    train_teacher(latents, latents, tiny_autoencoder(), run, options=options, start=DENOISER)
    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    losses = [entry["loss"] for entry in entries if "loss" in entry]
    assert len(losses) == 4
    assert losses[-1] < losses[0]
    assert [entry["step"] for entry in entries if "held_out_loss" in entry] == [20, 40]


def test_the_average_follows_with_its_decay() -> None:
    network, other = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    average = averaged_copy(network)
    before = average.weight.clone()
    update_average(average, other, 0.75)
    assert torch.allclose(average.weight, 0.75 * before + 0.25 * other.weight)
    assert not average.weight.requires_grad
