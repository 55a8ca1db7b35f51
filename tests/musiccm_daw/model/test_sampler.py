"""The samplers' algebra: known timesteps, a perfect model recovered in any number of steps, one seed one result."""

import pytest
import torch
from torch import Tensor

from musiccm_daw.errors import Cancelled
from musiccm_daw.model.consistency import boundary_scalings, consistency_function
from musiccm_daw.model.noise_schedule import COSINE, TIMESTEPS, NoiseSchedule
from musiccm_daw.model.sampler import (
    OPENING,
    OPENING_END,
    Known,
    Start,
    consistency_timesteps,
    ddim_step,
    hold,
    sample_consistency,
    sample_ddim,
)


def ignore(step: int, steps: int) -> None:
    del step, steps


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # Latent Consistency Models' grid of 50 points, every 20th timestep from 19 to 999.
        (1, [999]),
        (2, [999, 499]),
        (4, [999, 759, 499, 259]),
        (6, [999, 839, 679, 499, 339, 179]),
        (8, [999, 879, 759, 639, 499, 379, 259, 139]),
    ],
)
def test_consistency_timesteps(steps: int, expected: list[int]) -> None:
    assert consistency_timesteps(steps) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(1, [999]), (2, [999, 259]), (4, [999, 579, 259, 79]), (8, [999, 779, 579, 399, 259, 159, 79, 19])],
)
def test_timesteps_spread_by_squares(steps: int, expected: list[int]) -> None:
    assert consistency_timesteps(steps, spacing=2) == expected


def test_timesteps_fall_however_few_points_there_are() -> None:
    for strength in (0.04, 0.06, 0.1, 0.16, 1.0):
        for steps in range(1, 9):
            timesteps = consistency_timesteps(steps, strength, spacing=2)
            assert timesteps == sorted(set(timesteps), reverse=True)
            assert timesteps[0] == consistency_timesteps(1, strength)[0]


def test_the_schedule_keeps_the_variance_and_ends_without_signal() -> None:
    signal, noise = COSINE.signal, COSINE.sigma
    assert len(COSINE) == len(signal) == TIMESTEPS
    assert torch.allclose(signal.square() + noise.square(), torch.ones_like(signal), atol=1e-6)
    assert signal[-1] == 0
    assert (signal.diff(dim=0) < 0).all()


def test_the_target_gives_back_the_clean_latents() -> None:
    x0, noise = torch.randn(5, 3, 6), torch.randn(5, 3, 6)
    timesteps = torch.tensor([0, 19, 499, 979, 999])
    x, v = COSINE.add_noise(x0, noise, timesteps), COSINE.target(x0, noise, timesteps)
    assert torch.allclose(COSINE.x0(x, v, timesteps), x0, atol=1e-5)


def test_epsilon_and_v_say_the_same_about_latents_of_any_shape() -> None:
    abar = torch.linspace(0.99, 0.01, 10)
    by_noise, by_v = NoiseSchedule(abar, "epsilon"), NoiseSchedule(abar, "v_prediction")
    x0, noise, timesteps = torch.randn(4, 2, 3, 5), torch.randn(4, 2, 3, 5), torch.tensor([0, 3, 7, 9])
    x = by_noise.add_noise(x0, noise, timesteps)
    assert torch.equal(x, by_v.add_noise(x0, noise, timesteps))
    assert torch.equal(by_noise.target(x0, noise, timesteps), noise)
    for schedule in (by_noise, by_v):
        output = schedule.target(x0, noise, timesteps)
        assert torch.allclose(schedule.x0(x, output, timesteps), x0, atol=1e-4)
        estimate = consistency_function(x, output, timesteps, schedule)
        c_skip, c_out = (scaling[:, None, None, None] for scaling in boundary_scalings(timesteps))
        assert torch.allclose(estimate, c_skip * x + c_out * x0, atol=1e-4)


def test_a_schedule_by_hand() -> None:
    schedule = NoiseSchedule(torch.tensor([0.81, 0.36]), "v_prediction")
    x0, noise, last = torch.tensor([[2.0]]), torch.tensor([[1.0]]), torch.tensor([1])
    assert schedule.add_noise(x0, noise, last).item() == pytest.approx(0.6 * 2 + 0.8)
    assert schedule.target(x0, noise, last).item() == pytest.approx(0.6 - 0.8 * 2)


def test_epsilon_on_a_schedule_that_ends_without_signal_is_refused() -> None:
    with pytest.raises(ValueError, match="needs v"):
        NoiseSchedule(torch.tensor([0.5, 0.0]), "epsilon")


def test_the_consistency_function_is_the_identity_at_the_boundary() -> None:
    c_skip, c_out = boundary_scalings(torch.tensor([0, 19]))
    assert c_skip.tolist() == pytest.approx([1.0, 6.9e-6], rel=0.01)
    assert c_out.tolist() == pytest.approx([0.0, 1.0], abs=1e-5)
    x = torch.randn(1, 2, 3)
    assert torch.equal(consistency_function(x, torch.randn(1, 2, 3), torch.tensor([0])), x)


def test_one_ddim_step_of_a_perfect_prediction_stays_on_the_trajectory() -> None:
    x0, noise = torch.randn(2, 3, 6), torch.randn(2, 3, 6)
    start, end = torch.tensor([999, 519]), torch.tensor([979, 499])
    stepped = ddim_step(COSINE.add_noise(x0, noise, start), x0, start, end)
    assert torch.allclose(stepped, COSINE.add_noise(x0, noise, end), atol=1e-5)


@pytest.mark.parametrize("steps", [1, 2, 4, 8])
def test_a_perfect_model_is_recovered(steps: int) -> None:
    truth = torch.randn(1, 4, 12)
    generator = torch.Generator().manual_seed(1)
    noise = torch.randn(1, 4, 12)
    student = sample_consistency(lambda x, t: truth, noise, steps=steps, generator=generator, on_step=ignore)
    teacher = sample_ddim(lambda x, t: truth, lambda x, t: truth, noise, steps=steps, guidance=2.0, on_step=ignore)
    assert torch.equal(student, truth)
    assert torch.allclose(teacher, truth)


@pytest.mark.parametrize(
    ("steps", "timesteps"),
    [(1, [999]), (2, [1999, 789]), (3, [1999, 789, 99]), (4, [1999, 789, 239, 39]), (6, [1999, 789, 399, 179, 59, 19])],
)
def test_a_student_that_opens_takes_its_first_step_along_the_trajectory(steps: int, timesteps: list[int]) -> None:
    deviation, noise = 0.5, torch.randn(1, 4, 12)
    signal, sigma = COSINE.signal_and_noise(torch.tensor([OPENING_END]), noise)
    # Of clean latents of N(0, 0.25): noise is only scaled on its way.
    at_the_end = noise * (signal**2 * deviation**2 + sigma**2).sqrt()
    seen: list[tuple[int, Tensor]] = []

    def predict(x: Tensor, timestep: int) -> Tensor:
        seen.append((timestep, x))
        return (at_the_end - sigma * x) / signal if timestep >= OPENING else x

    sample_consistency(predict, noise, steps=steps, generator=generator(), on_step=ignore, opens=True)
    assert [timestep for timestep, _ in seen] == timesteps
    assert torch.equal(seen[0][1], noise)
    if steps > 1:
        assert torch.allclose(seen[1][1], at_the_end, atol=1e-5)


def test_sampling_from_a_clip_has_no_opening_step() -> None:
    seen: list[int] = []

    def predict(x: Tensor, timestep: int) -> Tensor:
        seen.append(timestep)
        return x

    start = Start(torch.zeros(1, 2, 6), 0.9)
    noise = torch.randn(1, 2, 6)
    sample_consistency(predict, noise, steps=4, generator=generator(), on_step=ignore, opens=True, start=start)
    assert seen == consistency_timesteps(4, 0.9, COSINE.spacing)


def test_guidance_moves_away_from_the_unconditional_prediction() -> None:
    one, zero = torch.ones(1, 1, 3), torch.zeros(1, 1, 3)
    guided = sample_ddim(lambda x, t: one, lambda x, t: zero, zero, steps=1, guidance=1.5, on_step=ignore)
    assert torch.equal(guided, torch.full((1, 1, 3), 2.5))


def test_one_seed_gives_one_result_and_another_seed_another() -> None:
    noise = torch.randn(1, 2, 6)

    def sample(seed: int) -> torch.Tensor:
        generator = torch.Generator().manual_seed(seed)
        return sample_consistency(lambda x, t: 0.5 * x, noise, steps=4, generator=generator, on_step=ignore)

    assert torch.equal(sample(1), sample(1))
    assert not torch.equal(sample(1), sample(2))


def test_a_callback_stops_the_sampling_between_steps() -> None:
    calls: list[int] = []

    def stop_after_two(step: int, steps: int) -> None:
        calls.append(step)
        if step == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        sample_consistency(
            lambda x, t: x,
            torch.zeros(1, 1, 3),
            steps=4,
            generator=torch.Generator(),
            on_step=stop_after_two,
        )
    assert calls == [1, 2]


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


@pytest.mark.parametrize("steps", [1, 4, 8])
def test_known_columns_come_out_as_they_are_and_are_seen_by_every_later_step(steps: int) -> None:
    latents, columns = torch.randn(1, 3, 8, generator=generator()), torch.arange(8) < 5
    known = Known(latents, columns)
    seen: list[Tensor] = []

    def predict(x: Tensor, timestep: int) -> Tensor:
        seen.append(x)
        return torch.full_like(x, 0.5)

    noise = torch.randn(1, 3, 8, generator=generator())
    made = sample_consistency(hold(predict, known), noise, steps=steps, generator=generator(), on_step=ignore)
    assert torch.equal(made[..., columns], latents[..., columns])
    assert (made[..., ~columns] == 0.5).all()
    assert torch.equal(seen[0], noise)
    # The last step of several sees little but signal in the known columns.
    if steps == 8:
        agreement = torch.nn.functional.cosine_similarity(
            seen[-1][..., columns].flatten(), latents[..., columns].flatten(), dim=0
        )
        assert agreement > 0.9


@pytest.mark.parametrize(
    ("steps", "strength", "timesteps"),
    [
        (4, 1.0, [999, 759, 499, 259]),
        (4, 0.4, [399, 299, 199, 99]),
        (4, 0.04, [39, 19]),
        (1, 0.5, [499]),
        (4, 0.0, []),
    ],
)
def test_a_strength_takes_its_share_of_the_grid(steps: int, strength: float, timesteps: list[int]) -> None:
    assert consistency_timesteps(steps, strength) == timesteps


def test_a_start_of_no_strength_stays_and_one_of_full_strength_is_forgotten() -> None:
    latents, noise = torch.randn(1, 3, 8, generator=generator()), torch.randn(1, 3, 8)

    def first_seen(strength: float) -> Tensor:
        seen: list[Tensor] = []

        def predict(x: Tensor, timestep: int) -> Tensor:
            seen.append(x)
            return x

        start = Start(latents, strength)
        made = sample_consistency(predict, noise, steps=2, generator=generator(), on_step=ignore, start=start)
        return seen[0] if seen else made

    assert torch.equal(first_seen(0.0), latents)
    assert torch.allclose(first_seen(1.0), noise)
    half = first_seen(0.5)
    assert torch.nn.functional.cosine_similarity(half.flatten(), latents.flatten(), dim=0) > 0.4
