"""A program for `accelerate launch`: train every stage, and leave each process's weights beside the run.

Arguments: corpus, features, folder, batch of one process.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from tests.tiny_model import SCORED_DENOISER, tiny_autoencoder, tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from trainer.autoencoder import AutoencoderTraining, train_autoencoder
from trainer.dataset.windows import LatentCorpus
from trainer.distill import DistillTraining, distill
from trainer.teacher import TeacherTraining, train_teacher
from trainer.training.processes import this_process
from trainer.training.runs import Run

STEPS = 4
Weights = dict[str, torch.Tensor]


def teach(latents: LatentCorpus, out: Path, batch: int) -> Weights:
    """Train the teacher and return its weights."""
    model = tiny_denoiser(seed=1, config=SCORED_DENOISER).train()
    options = TeacherTraining(steps=STEPS, batch=batch, warmup=1)
    train_teacher(latents, latents, tiny_autoencoder(), Run(out, None, silent), options=options, start=model)
    return model.state_dict()


def train_all(corpus: Path, features: Path, out: Path, batch: int) -> None:
    """Train autoencoder, teacher and student."""
    latents = random_latent_corpus(corpus, features)
    weights = {"teacher": teach(latents, out / "teacher", batch)}
    autoencoder = tiny_autoencoder().train()
    train_autoencoder(
        corpus,
        features,
        Run(out / "autoencoder", None, silent),
        options=AutoencoderTraining(steps=STEPS, batch=batch, columns=16, warmup=1),
        start=autoencoder,
    )
    distill(
        tiny_denoiser(),
        latents,
        latents,
        tiny_autoencoder(),
        Run(out / "student", None, silent),
        options=DistillTraining(steps=STEPS, batch=batch, warmup=1, adversarial="teacher", adversarial_from=1),
    )
    weights["autoencoder"] = autoencoder.state_dict()
    torch.save(weights, out / f"process-{this_process().process_index}.pt")


if __name__ == "__main__":
    corpus, features, out = (Path(argument) for argument in sys.argv[1:4])
    train_all(corpus, features, out, int(sys.argv[4]))
