"""The distance in timbre of estimated latents, and a student that learns by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from musiccm_daw.engine.score_columns import NOTE_FEATURES
from musiccm_daw.errors import ModelError
from tests.tiny_model import SCORED_DENOISER, tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from trainer.dataset.windows import LatentClip, LatentCorpus, ScoreRows
from trainer.distill import DistillStage, DistillTraining, timbre_of
from trainer.losses.latent_timbre import LatentTimbreNetwork, latent_timbre_loss
from trainer.timbre import latent_timbre_network
from trainer.training.loop import Share

OPTIONS = DistillTraining(batch=4, learning_rate=2e-3, opening_share=0.5, timbre_weight=5.0)


@pytest.fixture
def two_instruments(tiny_corpus: Path, tiny_features: Path) -> LatentCorpus:
    """Return noise of two colours, each played by an instrument of its own."""
    corpus = random_latent_corpus(tiny_corpus, tiny_features)
    colours = np.random.default_rng(3).standard_normal((2, corpus.clips[0].latents.shape[1]))
    clips = [played(clip, number % 2, colours[number % 2]) for number, clip in enumerate(corpus.clips)]
    return LatentCorpus(clips, corpus.embeddings).read_by(tiny_denoiser(config=SCORED_DENOISER))


def played(clip: LatentClip, instrument: int, colour: np.ndarray) -> LatentClip:
    rows = np.array([NOTE_FEATURES + instrument])
    plays = np.ones((1, len(clip.latents)), dtype=np.float16)
    return replace(clip, latents=(clip.latents + colour).astype(np.float16), score=ScoreRows(rows, plays))


def judge(corpus: LatentCorpus, folder: Path) -> LatentTimbreNetwork:
    return latent_timbre_network(folder, corpus.clips, seed=1, say=silent, steps=12)


def test_another_instrument_is_farther_than_the_same_at_another_time(
    two_instruments: LatentCorpus, tmp_path: Path
) -> None:
    network = judge(two_instruments, tmp_path)
    one, other = (
        torch.from_numpy(np.stack([clip.latents[:48].T for clip in two_instruments.clips[number::2][:2]])).float()
        for number in range(2)
    )
    later = float(latent_timbre_loss(network, one.roll(12, dims=2), one))
    assert later < 0.3 * float(latent_timbre_loss(network, other, one))
    assert float(latent_timbre_loss(network, one, one)) == 0
    # A run that goes on is judged by the same network.
    again = latent_timbre_network(tmp_path, two_instruments.clips, seed=2, say=silent)
    assert float(latent_timbre_loss(again, other, one)) == float(latent_timbre_loss(network, other, one))


def test_a_student_learns_timbre_beside_its_teacher(two_instruments: LatentCorpus, tmp_path: Path) -> None:
    network = judge(two_instruments, tmp_path)
    teacher, student = tiny_denoiser(config=SCORED_DENOISER), tiny_denoiser(config=SCORED_DENOISER)
    stage = DistillStage(teacher, student, two_instruments, two_instruments, None, OPTIONS, None, network)  # type: ignore[arg-type]
    losses = []
    for _ in range(12):
        losses.append(float(stage.learn(Share(1, 0, 0, 4, 4))["timbre"]))
        stage.descend(0, 2e-3)
    assert losses[-1] < 0.9 * losses[0]


def test_without_a_caption_any_instrument_will_do(two_instruments: LatentCorpus, tmp_path: Path) -> None:
    network = judge(two_instruments, tmp_path)
    batch = two_instruments.draw(Share(1, 0, 0, 4, 4).generators())
    estimates = torch.zeros_like(batch.x0)
    captioned = replace(batch, mask=torch.ones_like(batch.mask))
    uncaptioned = replace(batch, mask=torch.zeros_like(batch.mask))
    assert float(timbre_of(network, estimates, captioned)) > 0
    assert float(timbre_of(network, estimates, uncaptioned)) == 0


def test_a_corpus_without_single_instruments_cannot_teach_timbre(two_instruments: LatentCorpus, tmp_path: Path) -> None:
    mixes = [replace(clip, score=None) for clip in two_instruments.clips]
    with pytest.raises(ModelError, match="timbre_weight"):
        latent_timbre_network(tmp_path, mixes, seed=1, say=silent)
