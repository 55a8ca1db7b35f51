"""Learning to read scores: a widened network knows what the narrow one did, and its student starts near the old."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORED_FEATURES, drop_score
from musiccm_daw.errors import RequestError
from musiccm_daw.model.denoiser import Denoiser
from tests.tiny_model import DENOISER, SCORED_DENOISER, tiny_denoiser
from trainer.training.widening import similarity, student_start, widened

COLUMNS = 24
ROUNDING = 2e-6
"""A sum with more terms, though they are zero, may be added up in another order."""


def predict(network: Denoiser, columns: Tensor) -> Tensor:
    """Predict v of random latents and text under condition columns (B, F, W)."""
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(2, DENOISER.latent_channels, COLUMNS, generator=generator)
    text = torch.randn(2, 3, DENOISER.text_width, generator=generator)
    with torch.inference_mode():
        v: Tensor = network(x, torch.tensor([100, 900]), columns, text, torch.ones(2, 3, dtype=torch.bool))
    return v


def random_columns() -> Tensor:
    generator = torch.Generator().manual_seed(2)
    return torch.randn(2, SCORED_FEATURES, COLUMNS, generator=generator)


def moved(network: Denoiser, by: float) -> Denoiser:
    """Return a network whose every weight is another by a small random amount."""
    generator = torch.Generator().manual_seed(3)
    other = Denoiser(network.config)
    other.load_state_dict(
        {
            name: value + by * torch.randn(value.shape, generator=generator)
            for name, value in network.state_dict().items()
        }
    )
    return other


@pytest.mark.parametrize("known", [False, True])
def test_a_widened_network_predicts_what_the_narrow_one_does(known: bool) -> None:
    narrow, columns = tiny_denoiser(), random_columns()
    wide = widened(narrow, SCORED_FEATURES)
    assert wide.config == replace(DENOISER, column_features=SCORED_FEATURES)
    if not known:
        drop_score(columns)
    assert torch.allclose(predict(wide, columns), predict(narrow, columns[:, :FEATURES]), rtol=0, atol=ROUNDING)


def test_a_widened_network_learns_what_a_score_says() -> None:
    wide = widened(tiny_denoiser(), SCORED_FEATURES)
    predicted = wide(
        torch.randn(2, DENOISER.latent_channels, COLUMNS),
        torch.tensor([100, 900]),
        random_columns(),
        torch.zeros(2, 1, DENOISER.text_width),
        torch.zeros(2, 1, dtype=torch.bool),
    )
    predicted.square().mean().backward()
    gradient = wide.embed_columns[0].weight.grad
    assert isinstance(gradient, Tensor)
    assert gradient.unflatten(1, (3, -1))[:, :, FEATURES:].abs().amax(dim=(0, 1)).min() > 0


def test_a_network_of_the_right_width_stays_and_a_wider_one_is_refused() -> None:
    scored = tiny_denoiser(config=SCORED_DENOISER)
    assert widened(scored, SCORED_FEATURES) is scored
    with pytest.raises(RequestError, match="set reads_scores = true"):
        widened(scored, FEATURES)


def test_a_student_goes_the_way_its_teacher_went() -> None:
    old_teacher = tiny_denoiser()
    old_student = moved(old_teacher, 0.01)
    teacher = moved(widened(old_teacher, SCORED_FEATURES), 0.02)
    start = student_start(teacher, old_teacher, old_student).state_dict()
    new, before, after = teacher.state_dict(), old_teacher.state_dict(), old_student.state_dict()
    for name in before:
        if name != "embed_columns.0.weight":
            assert torch.allclose(start[name], new[name] + after[name] - before[name], atol=1e-6)
    first, of_teacher = (
        weights["embed_columns.0.weight"].unflatten(1, (3, SCORED_FEATURES)) for weights in (start, new)
    )
    assert torch.equal(first[:, :, FEATURES:], of_teacher[:, :, FEATURES:])
    change = (after["embed_columns.0.weight"] - before["embed_columns.0.weight"]).unflatten(1, (3, FEATURES))
    assert torch.allclose(first[:, :, :FEATURES], of_teacher[:, :, :FEATURES] + change, atol=1e-6)


def test_an_input_for_w_stays_the_student_s_own() -> None:
    old_teacher = tiny_denoiser()
    old_student = tiny_denoiser(config=replace(DENOISER, guidance_range=(0.0, 4.0)))
    start = student_start(widened(old_teacher, SCORED_FEATURES), old_teacher, old_student)
    assert start.config == replace(SCORED_DENOISER, guidance_range=(0.0, 4.0))
    own = (network.state_dict()["embed_guidance.weight"] for network in (start, old_student))
    assert torch.equal(*own)


@pytest.mark.parametrize(
    "old_teacher", [None, tiny_denoiser(seed=5), tiny_denoiser(config=replace(DENOISER, width=16))]
)
def test_a_student_of_a_teacher_that_grew_from_no_older_one_starts_as_the_teacher(old_teacher: Denoiser | None) -> None:
    teacher = tiny_denoiser(config=SCORED_DENOISER)
    assert student_start(teacher, old_teacher, tiny_denoiser()) is teacher


def test_a_student_that_reads_what_its_teacher_does_is_the_start() -> None:
    for config in (DENOISER, SCORED_DENOISER):
        student = tiny_denoiser(config=config)
        assert student_start(tiny_denoiser(seed=1, config=config), None, student) is student


def test_a_student_of_a_teacher_that_has_learned_on_has_learned_with_it() -> None:
    old_teacher = tiny_denoiser()
    old_student, teacher = moved(old_teacher, 0.01), moved(old_teacher, 0.02)
    start = student_start(teacher, old_teacher, old_student).state_dict()
    new, before, after = teacher.state_dict(), old_teacher.state_dict(), old_student.state_dict()
    assert all(torch.allclose(start[name], after[name] + new[name] - before[name], atol=1e-6) for name in after)
    # Of the same teacher, the student goes on as it is.
    again = student_start(old_teacher, old_teacher, old_student).state_dict()
    assert all(torch.allclose(again[name], after[name], atol=1e-6) for name in after)


def test_networks_grown_from_each_other_are_similar_and_others_are_not() -> None:
    one, other = tiny_denoiser(), tiny_denoiser(seed=1)
    assert similarity(one.state_dict(), one.state_dict()) == pytest.approx(1)
    assert similarity(one.state_dict(), moved(one, 0.01).state_dict()) > 0.9
    assert similarity(Denoiser(DENOISER).state_dict(), other.state_dict()) < 0.4
