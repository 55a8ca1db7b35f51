"""Distillation of a denoiser: where its loss is zero, who learns, guidance, w as an input, and the adversary."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from musiccm_daw.engine.conditioning import FEATURES, UNCONDITIONAL_FEATURES, drop
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.errors import ModelError, RequestError
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.noise_schedule import COSINE
from musiccm_daw.model.sampler import OPENING, OPENING_END
from tests.tiny_model import SCORED_DENOISER, tiny_autoencoder, tiny_denoiser
from tests.trainer.stages import random_latent_corpus, silent
from trainer.dataset.windows import Batch, LatentCorpus, unconditional
from trainer.distill import DistillTraining, distill, new_adversary, new_student
from trainer.distillation_losses import batch_losses, distillation_loss, mismatched, opening_of, sentences, under
from trainer.losses.consistency import guided_x0
from trainer.training import runs
from trainer.training.ema import averaged_copy
from trainer.training.loop import Share
from trainer.training.runs import Run, read_state

OPTIONS = DistillTraining(steps=60, batch=8, learning_rate=3e-3, warmup=5)
ADVERSARIAL = replace(OPTIONS, steps=6, batch=4, adversarial="teacher", adversarial_from=2, adversarial_ramp=2)


class Oracle(nn.Module):
    """A denoiser that knows the clean latents."""

    def __init__(self, x0: Tensor) -> None:
        super().__init__()
        self.x0 = x0

    def forward(self, x: Tensor, timesteps: Tensor, *conditions: Tensor) -> Tensor:
        """Return the v that points from x to the clean latents."""
        del conditions
        signal, sigma = COSINE.signal_and_noise(timesteps, x)
        return (signal * x - self.x0) / sigma


@pytest.fixture
def latents(tiny_corpus: Path, tiny_features: Path) -> LatentCorpus:
    return random_latent_corpus(tiny_corpus, tiny_features)


def draw(latents: LatentCorpus) -> Batch:
    return latents.draw(Share(0, 0, 0, OPTIONS.batch, OPTIONS.batch).generators())


class Stopped(BaseException):
    """A stand-in for a kill: nothing in the trainer catches it."""


def loss_of(
    student: nn.Module, target: nn.Module, teacher: nn.Module, batch: Batch, options: DistillTraining = OPTIONS
) -> Tensor:
    return distillation_loss(student, target, teacher, batch, options, torch.Generator().manual_seed(0)).loss


def run(
    latents: LatentCorpus,
    out: Path,
    options: DistillTraining,
    steps: int | None = None,
    teacher: Denoiser | None = None,
    start: Denoiser | None = None,
) -> dict[str, Any]:
    options = options if steps is None else replace(options, steps=steps)
    teacher = teacher or tiny_denoiser()
    distill(teacher, latents, latents, tiny_autoencoder(), Run(out, None, silent), options=options, start=start)
    state = read_state(out)
    assert state is not None
    return state


def test_a_perfect_teacher_gives_no_loss(latents: LatentCorpus) -> None:
    batch = draw(latents)
    oracle = Oracle(batch.x0)
    # What is left is the noise of the last skip, where t = 0 stands for clean (sigma 0.0016).
    assert loss_of(oracle, oracle, oracle, batch).item() < 1e-3


def test_an_imperfect_student_of_a_perfect_teacher_gives_loss(latents: LatentCorpus) -> None:
    batch = draw(latents)
    oracle = Oracle(batch.x0)
    assert loss_of(tiny_denoiser(), oracle, oracle, batch).item() > 0.1


def test_only_the_student_learns(latents: LatentCorpus) -> None:
    teacher, target, student = tiny_denoiser(), tiny_denoiser(), tiny_denoiser()
    loss_of(student, target, teacher, draw(latents)).backward()
    assert all(parameter.grad is None for network in (teacher, target) for parameter in network.parameters())
    assert any(parameter.grad is not None and parameter.grad.any() for parameter in student.parameters())


@pytest.mark.parametrize("guidance", [0.0, 1.5])
def test_guidance_weighs_the_two_predictions_by_equation_5(latents: LatentCorpus, guidance: float) -> None:
    batch, teacher = draw(latents), averaged_copy(tiny_denoiser())
    x, timesteps = torch.randn_like(batch.x0), torch.arange(8) * 100 + 99
    with torch.inference_mode():
        columns = batch.columns.clone()
        drop(columns, UNCONDITIONAL_FEATURES)
        nothing = replace(batch, columns=columns, mask=torch.zeros_like(batch.mask))
        assert torch.equal(unconditional(batch).columns, columns)
        assert not unconditional(batch).mask.any()
        conditional_x0, unconditional_x0 = (
            COSINE.x0(x, under(teacher, conditions)(x, timesteps), timesteps) for conditions in (batch, nothing)
        )
        scales = torch.full((8,), guidance)
        guided = guided_x0(under(teacher, batch), under(teacher, unconditional(batch)), x, timesteps, scales, COSINE)
    assert torch.allclose(guided, (1 + guidance) * conditional_x0 - guidance * unconditional_x0, atol=1e-4)


def test_a_sentence_is_the_mean_of_its_tokens(latents: LatentCorpus) -> None:
    batch = draw(latents)
    for item, sentence in enumerate(sentences(batch)):
        text = batch.text[item][batch.mask[item]]
        expected = text.mean(0) if len(text) else torch.zeros_like(sentence)
        assert torch.allclose(sentence, expected, atol=1e-5)


def test_the_student_starts_as_the_teacher(latents: LatentCorpus, tmp_path: Path) -> None:
    state = run(latents, tmp_path, DistillTraining(steps=0))
    assert state["guidance"] == DistillTraining().guidance
    assert state["config"]["guidance_range"] is None
    assert state["config"]["opening"]
    for weights in (state["model"], state["average"]):
        assert all(torch.equal(weights[name], value) for name, value in tiny_denoiser().state_dict().items())
        assert weights.keys() - tiny_denoiser().state_dict().keys() == {"opening"}


@pytest.mark.parametrize("distance", ["huber", "l2"])
def test_the_loss_falls(latents: LatentCorpus, tmp_path: Path, distance: str) -> None:
    teacher, batch = tiny_denoiser(), draw(latents)
    options = replace(OPTIONS, steps=40, distance="l2" if distance == "l2" else "huber")
    student = new_student(teacher, options)
    student.load_state_dict(run(latents, tmp_path, options)["average"])
    losses = [
        float(np.mean([loss_of(each, averaged_copy(each), teacher, batch, options).item() for _ in range(2)]))
        for each in (teacher, student)
    ]
    assert losses[1] < 0.85 * losses[0]


def test_the_opening_step_is_learned_and_only_by_the_student(latents: LatentCorpus) -> None:
    teacher, batch = tiny_denoiser(), draw(latents)
    student = new_student(teacher, OPTIONS)
    optimizer = torch.optim.Adam(student.parameters(), lr=3e-3)
    losses = []
    for _ in range(30):
        optimizer.zero_grad()
        loss = opening_of(student, student, teacher, batch, OPTIONS, torch.Generator().manual_seed(0)).loss
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]
    assert all(parameter.grad is None for parameter in teacher.parameters())
    with torch.inference_mode():
        opened, plain = (
            under(student, batch)(batch.x0, torch.full((8,), timestep)) for timestep in (OPENING + 999, 999)
        )
        assert not torch.allclose(opened, plain, atol=1e-3)


def test_a_batch_is_divided_between_the_opening_step_and_the_others(latents: LatentCorpus) -> None:
    teacher, batch = tiny_denoiser(), draw(latents)
    student = new_student(teacher, OPTIONS)
    learned = batch_losses(student, student, teacher, batch, OPTIONS, torch.Generator().manual_seed(0))
    assert [len(estimates) for estimates in learned.estimates] == [2, 6]
    assert learned.timesteps[:2].tolist() == [OPENING_END] * 2
    assert learned.opened is not None
    mean = (2 * (learned.opened.loss + learned.opened.following_loss) + 6 * learned.distilled.loss) / 8
    assert torch.allclose(learned.loss, mean)
    plain = batch_losses(teacher, teacher, teacher, batch, replace(OPTIONS, opening_share=0.0), torch.Generator())
    assert plain.opened is None
    assert [len(estimates) for estimates in plain.estimates] == [8]


def test_what_follows_the_opening_step_teaches_the_opening_step_too(latents: LatentCorpus) -> None:
    teacher, batch = tiny_denoiser(), draw(latents)
    student = new_student(teacher, OPTIONS)
    opened = opening_of(student, averaged_copy(student), teacher, batch, OPTIONS, torch.Generator().manual_seed(0))
    (gradient,) = torch.autograd.grad(opened.estimate.square().mean(), student.opening)
    assert gradient.any()


def test_a_student_without_an_opening_step_has_no_weight_for_one(latents: LatentCorpus, tmp_path: Path) -> None:
    options = replace(OPTIONS, steps=1, opening_share=0.0)
    state = run(latents, tmp_path, options)
    assert not state["config"]["opening"]
    assert "opening" not in state["model"]
    with pytest.raises(RequestError, match="has an opening step, and opening_share is 0"):
        new_student(new_student(tiny_denoiser(), OPTIONS), options)


def test_a_student_with_an_input_for_w_starts_as_the_teacher_and_learns_what_w_does(latents: LatentCorpus) -> None:
    options = replace(OPTIONS, guidance_range=(0.0, 4.0))
    teacher, batch = tiny_denoiser(), draw(latents)
    student = new_student(teacher, options)
    x, timesteps = batch.x0, torch.arange(8) * 100 + 99
    scales = torch.linspace(0, 4, 8)
    with torch.inference_mode():
        plain = under(teacher, batch)(x, timesteps)
        assert torch.equal(under(student, batch, scales)(x, timesteps), plain)
    optimizer = torch.optim.Adam(student.parameters(), lr=1e-3)
    for _ in range(3):
        optimizer.zero_grad()
        loss_of(student, averaged_copy(student), teacher, batch, options).backward()
        optimizer.step()
    with torch.inference_mode():
        assert not torch.equal(
            under(student, batch, scales)(x, timesteps), under(student, batch, scales.flip(0))(x, timesteps)
        )


def test_a_student_with_an_input_for_w_is_saved_with_its_range(latents: LatentCorpus, tmp_path: Path) -> None:
    state = run(latents, tmp_path, replace(OPTIONS, steps=1, guidance_range=(0.0, 4.0), guidance=2.0))
    assert state["guidance"] == 2.0
    student = Denoiser(DenoiserConfig(**state["config"]))
    student.load_state_dict(state["average"])
    assert student.config.guidance_range == (0.0, 4.0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"skip": 0}, "skip is 0; use 1 to 999"),
        ({"opening_share": 1.5}, "opening_share is 1.5; use 0"),
        ({"opening_steps": 0}, "opening_steps is 0; use 1 or more"),
        ({"guidance_range": (4.0, 0.0)}, "the lowest and the highest"),
        ({"guidance_range": (2.0, 4.0)}, "guidance 1.5 between them"),
        ({"guidance_range": (1.0,)}, "the lowest and the highest"),
    ],
)
def test_impossible_options_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(RequestError, match=said):
        DistillTraining(**options)


def test_the_adversary_joins_after_the_warm_up_and_is_logged(latents: LatentCorpus, tmp_path: Path) -> None:
    state = run(latents, tmp_path, replace(ADVERSARIAL, log_every=1))
    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    entries = [entry for entry in entries if "loss" in entry]
    assert ["adversarial" in entry and "discriminator" in entry for entry in entries] == [False] * 2 + [True] * 4
    untaught = new_adversary(tiny_denoiser(), ADVERSARIAL)
    assert untaught is not None
    assert state["discriminator"].keys() == untaught.discriminator.state_dict().keys()
    assert all(value.isfinite().all() for value in state["average"].values())


def test_the_adversarial_loss_changes_the_student_and_its_weight_and_scale_count(
    latents: LatentCorpus, tmp_path: Path
) -> None:
    variants = [
        ADVERSARIAL,
        replace(ADVERSARIAL, distillation_weight=30.0),
        replace(ADVERSARIAL, adversarial_scale="plain"),
        replace(ADVERSARIAL, adversarial="none"),
    ]
    weights = [
        run(latents, tmp_path / str(number), options)["model"]["out.weight"] for number, options in enumerate(variants)
    ]
    assert all((one - other).norm() > 1e-4 for one, other in itertools.combinations(weights, 2))


def test_the_student_of_a_teacher_that_reads_scores_reads_them(latents: LatentCorpus, tmp_path: Path) -> None:
    teacher = tiny_denoiser(config=SCORED_DENOISER)
    state = run(latents, tmp_path, replace(ADVERSARIAL, contrastive_weight=1.0), teacher=teacher)
    assert DenoiserConfig(**state["config"]) == replace(SCORED_DENOISER, opening=True)
    score_weights = [
        weights["embed_columns.0.weight"].unflatten(1, (3, SCORED_FEATURES))[:, :, FEATURES:]
        for weights in (state["model"], teacher.state_dict())
    ]
    assert not torch.equal(*score_weights)


def test_a_student_that_reads_other_columns_than_its_teacher_is_refused(latents: LatentCorpus, tmp_path: Path) -> None:
    scored = tiny_denoiser(config=SCORED_DENOISER)
    with pytest.raises(RequestError, match=f"reads {SCORED_FEATURES} condition rows, its teacher {FEATURES}"):
        run(latents, tmp_path / "run", OPTIONS, start=scored)
    assert not (tmp_path / "run").exists()


def test_unconditional_and_mismatched_batches_hold_no_score_and_another_s(latents: LatentCorpus) -> None:
    batch = draw(latents.read_by(tiny_denoiser(config=SCORED_DENOISER)))
    assert batch.columns[:, FEATURES:].any()
    assert not unconditional(batch).columns[:, FEATURES:].any()
    assert torch.equal(mismatched(batch).columns[1:], batch.columns[:-1])


@pytest.mark.parametrize("variant", [{}, {"adversarial_loss": "relativistic", "contrastive_weight": 1.0}])
def test_a_run_resumes_with_its_discriminator_as_if_never_stopped(
    latents: LatentCorpus, tmp_path: Path, variant: dict[str, Any]
) -> None:
    options = replace(ADVERSARIAL, **variant)
    unbroken = run(latents, tmp_path / "unbroken", options)

    def stop_at_4(line: str) -> None:
        if line.startswith("step 4 "):
            raise Stopped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "SAVE_EVERY_SECONDS", 0.0)
        with pytest.raises(Stopped):
            distill(
                tiny_denoiser(),
                latents,
                latents,
                tiny_autoencoder(),
                Run(tmp_path / "broken", None, stop_at_4),
                options=replace(options, log_every=1),
            )
    torch.manual_seed(99)
    resumed = run(latents, tmp_path / "broken", options)
    for part in ("model", "average", "discriminator"):
        assert all(torch.equal(resumed[part][name], value) for name, value in unbroken[part].items())
    for part in ("optimizer", "discriminator_optimizer"):
        for index, moments in unbroken[part]["state"].items():
            assert all(torch.equal(resumed[part]["state"][index][name], value) for name, value in moments.items())


def test_a_run_without_an_adversary_may_continue_with_one_but_not_with_another_shape(
    latents: LatentCorpus, tmp_path: Path
) -> None:
    plain = replace(ADVERSARIAL, adversarial="none")
    run(latents, tmp_path, plain, steps=2)
    assert "discriminator" in run(latents, tmp_path, ADVERSARIAL)
    with pytest.raises(ModelError, match="begun with other options"):
        run(latents, tmp_path, replace(ADVERSARIAL, feature_layers=(1, 2)))
    with pytest.raises(ModelError, match="begun with other options"):
        run(latents, tmp_path, replace(ADVERSARIAL, guidance_range=(0.0, 4.0)))


def test_a_layer_that_the_teacher_lacks_is_refused_before_anything_is_written(
    latents: LatentCorpus, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match="layers 1 to 2"):
        run(latents, tmp_path / "run", replace(ADVERSARIAL, feature_layers=(5,)))
    assert not (tmp_path / "run").exists()
