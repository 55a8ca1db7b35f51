"""The teacher: zero loss for a network that knows the answer, and a loss that falls."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.errors import RequestError
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from tests.tiny_model import DENOISER, SCORED_DENOISER, tiny_autoencoder, tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from tests.trainer.test_distill import Oracle
from trainer.dataset.windows import LatentCorpus
from trainer.teacher import TeacherTraining, draw_noise, learns_scores, new_teacher, teacher_loss, train_teacher
from trainer.training.ema import averaged_copy, update_average
from trainer.training.loop import Share
from trainer.training.runs import Run, read_state


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


@pytest.mark.parametrize("start", [DENOISER, SCORED_DENOISER, tiny_denoiser()])
@pytest.mark.parametrize(("reads_scores", "features"), [(True, SCORED_FEATURES), (False, FEATURES)])
def test_a_teacher_reads_scores_if_the_options_say_so(
    start: Denoiser | DenoiserConfig, reads_scores: bool, features: int
) -> None:
    teacher = new_teacher(start, reads_scores=reads_scores)
    assert teacher.config.column_features == features


def test_a_teacher_does_not_unlearn_scores() -> None:
    with pytest.raises(RequestError, match="reads_scores"):
        new_teacher(tiny_denoiser(config=SCORED_DENOISER), reads_scores=False)


def test_scores_are_learned_only_from_notes(tiny_corpus: Path, tiny_features: Path) -> None:
    scored, options = random_latent_corpus(tiny_corpus, tiny_features), TeacherTraining()
    imported = LatentCorpus([replace(clip, score=None) for clip in scored.clips], scored.embeddings)
    narrow, wide = tiny_denoiser(), tiny_denoiser(config=SCORED_DENOISER)
    assert learns_scores(narrow, scored, options)
    assert learns_scores(DENOISER, scored, options)
    assert not learns_scores(narrow, scored, TeacherTraining(reads_scores=False))
    assert not learns_scores(narrow, imported, options)
    assert not learns_scores(SCORED_DENOISER, imported, options)
    assert learns_scores(wide, imported, options)


def test_a_teacher_that_reads_no_scores_learns_to(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    latents = random_latent_corpus(tiny_corpus, tiny_features)
    options = TeacherTraining(steps=3, batch=4, warmup=1)
    run = Run(tmp_path, None, silent)
    train_teacher(latents, latents, tiny_autoencoder(), run, options=options, start=tiny_denoiser())
    state = read_state(tmp_path)
    assert state is not None
    assert DenoiserConfig(**state["config"]) == SCORED_DENOISER
    learned = state["model"]["embed_columns.0.weight"].unflatten(1, (3, SCORED_FEATURES))[:, :, FEATURES:]
    assert learned.any()


def test_a_run_reads_what_it_began_with(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    latents = random_latent_corpus(tiny_corpus, tiny_features)

    def train(out: Path, options: TeacherTraining, start: Denoiser | DenoiserConfig) -> None:
        run = Run(out, None, silent)
        train_teacher(latents, latents, tiny_autoencoder(), run, options=options, start=start)

    wide = tiny_denoiser(config=SCORED_DENOISER)
    for reads_scores, features in ((False, FEATURES), (True, SCORED_FEATURES)):
        out = tmp_path / str(features)
        train(out, TeacherTraining(steps=1, batch=2, reads_scores=reads_scores), DENOISER)
        train(out, TeacherTraining(steps=2, batch=2, reads_scores=not reads_scores), wide)
        state = read_state(out)
        assert state is not None
        assert (state["step"], state["config"]["column_features"]) == (2, features)


def test_the_average_follows_with_its_decay() -> None:
    network, other = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    average = averaged_copy(network)
    before = average.weight.clone()
    update_average(average, other, 0.75)
    assert torch.allclose(average.weight, 0.75 * before + 0.25 * other.weight)
    assert not average.weight.requires_grad
