"""Three of the stages at a size that takes a second, each called the same way, also from another process."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from musiccm_daw.cli.failures import report
from tests.tiny_model import AUTOENCODER, DENOISER, SCORED_DENOISER, tiny_autoencoder, tiny_denoiser
from trainer.autoencoder import AutoencoderTraining, train_autoencoder
from trainer.dataset.features import load_features
from trainer.dataset.latents import clip_conditions, clip_score
from trainer.dataset.windows import LatentClip, LatentCorpus
from trainer.distill import DistillTraining, distill
from trainer.evaluation import showing
from trainer.teacher import TeacherTraining, train_teacher
from trainer.training import runs
from trainer.training.runs import Logger, Run

STEPS = 8
# One picture and a sound of a second: two of each, and eight seconds, take longer than the training.
showing.SHOWN_WINDOWS = 1
showing.COLUMNS_PER_SECOND = 192


def silent(line: str) -> None:
    del line


def random_latent_corpus(corpus: Path, features: Path) -> LatentCorpus:
    """Return a corpus' clips with random latents and text embeddings: denoisers learn nothing from them, but run."""
    rng = np.random.default_rng(1)
    clips = [
        LatentClip(
            rng.standard_normal((clip.grid.total_columns, DENOISER.latent_channels)).astype(np.float16),
            clip_conditions(clip),
            (0, 1),
            clip.grid.columns_per_bar,
            clip.label.loop,
            clip_score(clip),
        )
        for clip in load_features(corpus, features)
    ]
    embeddings = [rng.standard_normal((count, DENOISER.text_width)).astype(np.float16) for count in (3, 7)]
    return LatentCorpus(clips, embeddings)


def run_autoencoder(
    corpus: Path, features: Path, out: Path, *, budget: float | None = None, say: Logger = silent, batch: int = 2
) -> None:
    """Run the autoencoder stage."""
    train_autoencoder(
        corpus,
        features,
        Run(out, budget, say),
        options=AutoencoderTraining(steps=STEPS, batch=batch, columns=16, warmup=2, log_every=2, validate_every=5),
        start=AUTOENCODER,
    )


def run_teacher(
    corpus: Path,
    features: Path,
    out: Path,
    *,
    budget: float | None = None,
    say: Logger = silent,
    batch: int = 2,
    accumulate: int = 1,
) -> None:
    """Run the teacher stage, with scores."""
    latents = random_latent_corpus(corpus, features)
    train_teacher(
        latents,
        latents,
        tiny_autoencoder(),
        Run(out, budget, say),
        options=TeacherTraining(
            steps=STEPS, batch=batch, accumulate=accumulate, warmup=2, log_every=2, validate_every=5
        ),
        start=DENOISER,
    )


def run_distill(corpus: Path, features: Path, out: Path, *, budget: float | None = None, say: Logger = silent) -> None:
    """Run the distillation stage on a teacher that reads scores."""
    latents = random_latent_corpus(corpus, features)
    distill(
        tiny_denoiser(config=SCORED_DENOISER),
        latents,
        latents,
        tiny_autoencoder(),
        Run(out, budget, say),
        options=DistillTraining(
            steps=STEPS, batch=2, warmup=2, log_every=2, validate_every=5, adversarial="teacher", adversarial_from=3
        ),
    )


Stage = Callable[..., None]
STAGES: dict[str, Stage] = {"autoencoder": run_autoencoder, "teacher": run_teacher, "distill": run_distill}


def run_to_be_killed(stage: str, corpus: Path, features: Path, out: Path, lines: Connection) -> None:
    """Train slowly, with a save at every step, and send each step's line."""
    runs.SAVE_EVERY_SECONDS = 0.0

    def slowly(line: str) -> None:
        lines.send(line)
        time.sleep(0.2)

    STAGES[stage](corpus, features, out, say=slowly)


def run_on_a_full_disk(corpus: Path, features: Path, out: Path, messages: Path) -> None:
    """Train the teacher where no file can grow beyond what a log needs; end as the command line would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    with messages.open("w") as stderr:
        os.dup2(stderr.fileno(), sys.stderr.fileno())
    try:
        run_teacher(corpus, features, out)
    except Exception as error:
        sys.exit(report(error, debug=False))
