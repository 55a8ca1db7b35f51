"""Sampling around known columns and from a start, on functions in the place of networks."""

import pytest
import torch
from torch import Tensor

from musiccm_daw.model.editing import Known, hold
from musiccm_daw.model.sampler import Start, consistency_timesteps, sample_consistency


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def silent(done: int, steps: int) -> None:
    """Progress that nobody watches."""


@pytest.mark.parametrize("steps", [1, 4, 8])
def test_known_columns_come_out_as_they_are_and_are_seen_by_every_later_step(steps: int) -> None:
    latents, columns = torch.randn(1, 3, 8, generator=generator()), torch.arange(8) < 5
    known = Known(latents, columns)
    seen: list[Tensor] = []

    def predict(x: Tensor, timestep: int) -> Tensor:
        seen.append(x)
        return torch.full_like(x, 0.5)

    noise = torch.randn(1, 3, 8, generator=generator())
    made = sample_consistency(hold(predict, known), noise, steps=steps, generator=generator(), on_step=silent)
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
        made = sample_consistency(predict, noise, steps=2, generator=generator(), on_step=silent, start=start)
        return seen[0] if seen else made

    assert torch.equal(first_seen(0.0), latents)
    assert torch.allclose(first_seen(1.0), noise)
    half = first_seen(0.5)
    assert torch.nn.functional.cosine_similarity(half.flatten(), latents.flatten(), dim=0) > 0.4
