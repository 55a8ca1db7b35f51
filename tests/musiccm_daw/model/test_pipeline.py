"""The pipeline on a tiny checkpoint: one seed one result, closed loops, exact lengths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.errors import CheckpointError, RequestError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.denoiser import Denoiser
from musiccm_daw.model.mel import ROWS
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.shared_restriction import plan_windows

COLUMNS = 48


@pytest.fixture(scope="module")
def pipeline(tiny_checkpoint: Path) -> Pipeline:
    return load_model(tiny_checkpoint, "cpu", with_teacher=True)[0]


def ignore(step: int, steps: int) -> None:
    del step, steps


def conditions_of(pipeline: Pipeline, prompt: str = "drums", columns_seed: int = 0) -> Conditions:
    text, mask = pipeline.encode_text(prompt)
    columns = torch.randn(1, FEATURES, COLUMNS, generator=torch.Generator().manual_seed(columns_seed))
    return Conditions(columns, text, mask)


def sample(
    pipeline: Pipeline, conditions: Conditions, seed: int = 1, stronger: Guidance | None = None, steps: int = 2
) -> Tensor:
    return pipeline.sample(
        conditions,
        plan_windows(COLUMNS, window=24, stride=12, circular=True),
        steps=steps,
        generator=torch.Generator().manual_seed(seed),
        on_step=ignore,
        stronger=stronger,
    )


def random_latents(pipeline: Pipeline, columns: int) -> Tensor:
    shape = (1, pipeline.student.config.latent_channels, columns)
    return torch.randn(shape, generator=torch.Generator().manual_seed(2))


def test_one_seed_gives_the_same_latents_and_others_give_others(pipeline: Pipeline, precision: str) -> None:
    conditions = conditions_of(pipeline)
    latents = sample(pipeline, conditions)
    assert latents.shape == (1, pipeline.student.config.latent_channels, COLUMNS)
    assert latents.isfinite().all()
    assert torch.equal(latents, sample(pipeline, conditions))
    for other in (
        sample(pipeline, conditions, seed=2),
        sample(pipeline, conditions_of(pipeline, prompt="strings")),
        sample(pipeline, conditions_of(pipeline, columns_seed=1)),
    ):
        assert not torch.allclose(latents, other, atol=1e-3)


def test_the_models_own_guidance_changes_nothing_and_more_of_it_does(pipeline: Pipeline, float32: None) -> None:
    conditions = conditions_of(pipeline)
    unconditional = Conditions(torch.zeros_like(conditions.columns), conditions.text, torch.zeros_like(conditions.mask))
    plain = sample(pipeline, conditions)
    assert torch.allclose(
        sample(pipeline, conditions, stronger=Guidance(pipeline.guidance, unconditional)), plain, atol=1e-4
    )
    assert not torch.allclose(sample(pipeline, conditions, stronger=Guidance(6.0, unconditional)), plain, atol=1e-2)


def test_a_student_of_a_range_of_guidance_scales_follows_the_one_that_is_asked_for(pipeline: Pipeline) -> None:
    config = replace(pipeline.student.config, guidance_range=(0.0, 4.0))
    student = Denoiser(config)
    student.load_state_dict({**student.state_dict(), **pipeline.student.state_dict()})
    assert student.embed_guidance is not None
    torch.nn.init.normal_(student.embed_guidance.weight)
    ranged = Pipeline(
        pipeline.text_encoder, pipeline.autoencoder, student, pipeline.vocoder, teacher=None, guidance=1.5
    )
    conditions = conditions_of(ranged)
    unconditional = Conditions(torch.zeros_like(conditions.columns), conditions.text, torch.zeros_like(conditions.mask))
    plain = sample(ranged, conditions)
    assert torch.equal(sample(ranged, conditions, stronger=Guidance(1.5, unconditional)), plain)
    assert not torch.allclose(sample(ranged, conditions, stronger=Guidance(3.0, unconditional)), plain, atol=1e-3)
    with pytest.raises(RequestError, match="distilled for 0 to 4"):
        sample(ranged, conditions, stronger=Guidance(5.0, unconditional))


@pytest.mark.parametrize(("scored", "steps", "windows"), [(True, 3, 6), (False, 3, 8), (True, 1, 4)])
def test_windows_take_turns_from_the_first_step_on_where_notes_are_known_and_steps_follow(
    pipeline: Pipeline, scored: bool, steps: int, windows: int
) -> None:
    predicted = []
    counting = pipeline.student.register_forward_hook(lambda module, given, found: predicted.append(len(found)))
    sample(pipeline, replace(conditions_of(pipeline), scored=scored), steps=steps)
    counting.remove()
    assert sum(predicted) == windows


def test_a_student_that_opens_is_asked_for_its_opening_step_where_there_are_several(pipeline: Pipeline) -> None:
    student = Denoiser(replace(pipeline.student.config, opening=True))
    assert student.opening is not None
    student.load_state_dict({"opening": torch.zeros_like(student.opening), **pipeline.student.state_dict()})
    opens = Pipeline(pipeline.text_encoder, pipeline.autoencoder, student, pipeline.vocoder, teacher=None, guidance=1.5)
    conditions = conditions_of(opens)
    before = {steps: sample(opens, conditions, steps=steps) for steps in (1, 2)}
    with torch.no_grad():
        torch.nn.init.normal_(student.opening)
    assert torch.equal(sample(opens, conditions, steps=1), before[1])
    assert not torch.allclose(sample(opens, conditions, steps=2), before[2], atol=1e-3)


def test_the_teacher_is_sampled_from_the_same_noise(pipeline: Pipeline) -> None:
    conditions = conditions_of(pipeline)
    plan = plan_windows(COLUMNS, window=COLUMNS, stride=COLUMNS, circular=False)

    def by_teacher() -> Tensor:
        generator = torch.Generator().manual_seed(1)
        return pipeline.sample_teacher(
            conditions, plan, steps=3, generator=generator, on_step=ignore, guidance=Guidance(1.0, conditions)
        )

    assert by_teacher().shape == (1, pipeline.student.config.latent_channels, COLUMNS)
    assert torch.equal(by_teacher(), by_teacher())


def test_a_model_without_teacher_says_so(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "teacher", None)
    conditions = conditions_of(pipeline)
    with pytest.raises(CheckpointError, match="no teacher"):
        pipeline.sample_teacher(
            conditions,
            plan_windows(COLUMNS, window=COLUMNS, stride=COLUMNS, circular=False),
            steps=1,
            generator=torch.Generator(),
            on_step=ignore,
            guidance=Guidance(1.0, conditions),
        )


@pytest.mark.parametrize("columns", [3, 12, 48])
def test_a_decoded_loop_is_the_middle_of_many_periods(pipeline: Pipeline, columns: int, float32: None) -> None:
    latents = random_latents(pipeline, columns)
    loop = pipeline.decode(latents, circular=True)
    # Even the shortest loop then stands further from the ends than a column reaches.
    many = pipeline.decode(latents.repeat(1, 1, 11), circular=False)
    frames = 4 * columns
    assert loop.shape == (ROWS, frames)
    assert torch.allclose(loop, many[:, 5 * frames : 6 * frames], atol=1e-4)
    unclosed = pipeline.decode(latents, circular=False)
    assert not torch.allclose(loop, unclosed, atol=0.3)


def test_an_encoded_loop_is_the_middle_of_three_periods(pipeline: Pipeline, float32: None) -> None:
    audio = 0.1 * torch.randn(2, 44_100, generator=torch.Generator().manual_seed(3))
    loop = pipeline.encode(audio, 24, circular=True)
    thrice = pipeline.encode(audio.repeat(1, 3), 72, circular=False)
    assert loop.shape == (1, pipeline.student.config.latent_channels, 24)
    assert torch.allclose(loop, thrice[..., 24:48], atol=1e-4)


@pytest.mark.parametrize("circular", [True, False])
@pytest.mark.parametrize("samples", [44_100, 44_111, 39_997])
def test_audio_has_exactly_the_samples_that_are_asked_for(
    pipeline: Pipeline, samples: int, circular: bool, precision: str
) -> None:
    rows = pipeline.decode(random_latents(pipeline, 24), circular=circular)
    audio = pipeline.vocode(rows, samples, circular=circular)
    assert audio.shape == (2, samples)
    assert audio.isfinite().all()
    assert float(audio.abs().max()) > 0


def test_a_prompt_is_encoded_once(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.encode_text("a prompt of its own")

    def refuse(*arguments: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(pipeline.text_encoder, "forward", refuse)
    again = pipeline.encode_text("a prompt of its own")
    assert all(torch.equal(each, other) for each, other in zip(first, again, strict=True))
    with pytest.raises(AssertionError, match="encoded again"):
        pipeline.encode_text("another prompt")
