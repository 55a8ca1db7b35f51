"""The three trained stages at a size that takes a second, each called the same way, also from another process."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.tiny_model import AUTOENCODER, DENOISER, tiny_denoiser
from trainer import runs
from trainer.autoencoder import AutoencoderTraining, train_autoencoder
from trainer.corpus.features import load_features
from trainer.distill import DistillTraining, distill
from trainer.latents import LatentClip, LatentCorpus, clip_conditions
from trainer.runs import Logger
from trainer.teacher import TeacherTraining, train_teacher

STEPS = 8


def silent(line: str) -> None:
    del line


def random_latent_corpus(corpus: Path, features: Path) -> LatentCorpus:
    """The clips of a corpus with random latents and words: denoisers learn nothing from them, but run."""
    rng = np.random.default_rng(1)
    clips = [
        LatentClip(
            rng.standard_normal((clip.grid.total_columns, DENOISER.latent_channels)).astype(np.float16),
            clip_conditions(clip),
            (0, 1),
            clip.grid.columns_per_bar,
            clip.label.loop,
        )
        for clip in load_features(corpus, features)
    ]
    words = [rng.standard_normal((count, DENOISER.text_width)).astype(np.float16) for count in (3, 7)]
    return LatentCorpus(clips, words)


def run_autoencoder(
    corpus: Path, features: Path, out: Path, *, budget: float | None = None, say: Logger = silent
) -> None:
    """Stage 1."""
    train_autoencoder(
        corpus,
        features,
        out,
        options=AutoencoderTraining(steps=STEPS, batch=2, columns=16, warmup=2, log_every=1, validate_every=3),
        config=AUTOENCODER,
        time_budget=budget,
        say=say,
    )


def run_teacher(corpus: Path, features: Path, out: Path, *, budget: float | None = None, say: Logger = silent) -> None:
    """Stage 3."""
    latents = random_latent_corpus(corpus, features)
    train_teacher(
        latents,
        latents,
        out,
        options=TeacherTraining(steps=STEPS, batch=2, warmup=2, log_every=1, validate_every=3),
        config=DENOISER,
        time_budget=budget,
        say=say,
    )


def run_distill(corpus: Path, features: Path, out: Path, *, budget: float | None = None, say: Logger = silent) -> None:
    """Stage 4."""
    distill(
        tiny_denoiser(),
        random_latent_corpus(corpus, features),
        out,
        options=DistillTraining(steps=STEPS, batch=2, warmup=2, log_every=1),
        time_budget=budget,
        say=say,
    )


Stage = Callable[..., None]
STAGES: dict[str, Stage] = {"autoencoder": run_autoencoder, "teacher": run_teacher, "distill": run_distill}


def run_to_be_killed(corpus: str, features: str, out: str) -> None:
    """Train the autoencoder slowly, with a save at every step, and print each step's line."""
    runs.SAVE_EVERY_SECONDS = 0.0

    def slowly(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        time.sleep(0.2)

    run_autoencoder(Path(corpus), Path(features), Path(out), say=slowly)
