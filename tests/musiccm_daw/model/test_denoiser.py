"""The denoiser: shapes, tokens, and text that counts only where the mask says that it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from musiccm_daw.model.denoiser import (
    Denoiser,
    from_tokens,
    rotary,
    timestep_embedding,
    to_tokens,
)
from musiccm_daw.timebase import COLUMNS_PER_TOKEN
from tests.tiny_model import DENOISER, tiny_denoiser


def inputs(columns: int = 24, batch: int = 2, tokens: int = 5) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Random arguments of `Denoiser.forward`."""
    generator = torch.Generator().manual_seed(1)
    return (
        torch.randn(batch, DENOISER.latent_channels, columns, generator=generator),
        torch.randint(0, 1000, (batch,), generator=generator),
        torch.randn(batch, DENOISER.column_features, columns, generator=generator),
        torch.randn(batch, tokens, DENOISER.text_width, generator=generator),
        torch.ones(batch, tokens, dtype=torch.bool),
    )


@torch.inference_mode()
def predict(x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor) -> Tensor:
    v: Tensor = tiny_denoiser()(x, timesteps, columns, text, mask)
    return v


@pytest.mark.parametrize("columns", [COLUMNS_PER_TOKEN, 48, 192, 381])
def test_the_prediction_has_the_shape_of_the_latents(columns: int) -> None:
    assert predict(*inputs(columns)).shape == (2, DENOISER.latent_channels, columns)


@pytest.mark.parametrize("channels", [1, 64])
def test_tokens_hold_three_whole_columns_and_come_back(channels: int) -> None:
    x = torch.randn(2, channels, 12)
    tokens = to_tokens(x)
    assert tokens.shape == (2, 4, 3 * channels)
    assert torch.equal(tokens[0, 1], x[0, :, 3:6].T.flatten())
    assert torch.equal(from_tokens(tokens, channels), x)


def test_every_input_counts() -> None:
    given = inputs()
    before = predict(*given)
    x, timesteps, columns, text, mask = given
    for changed in (
        (x + 1, timesteps, columns, text, mask),
        (x, (timesteps + 500) % 1000, columns, text, mask),
        (x, timesteps, columns + 1, text, mask),
        (x, timesteps, columns, text + 1, mask),
        (x, timesteps, columns, text, ~mask),
    ):
        assert not torch.allclose(predict(*changed), before, atol=1e-4)


def test_padding_of_words_changes_nothing() -> None:
    x, timesteps, columns, text, mask = inputs()
    garbage = torch.full((2, 7, DENOISER.text_width), 1e3)
    padded = torch.cat([text, garbage], dim=1)
    longer = torch.cat([mask, torch.zeros(2, 7, dtype=torch.bool)], dim=1)
    before, after = predict(x, timesteps, columns, text, mask), predict(x, timesteps, columns, padded, longer)
    assert torch.allclose(before, after, atol=1e-5)


def test_no_words_at_all_is_a_condition_of_its_own() -> None:
    x, timesteps, columns, text, mask = inputs()
    none = torch.zeros_like(mask)
    without_text = predict(x, timesteps, columns, text, none)
    assert without_text.isfinite().all()
    assert torch.allclose(without_text, predict(x, timesteps, columns, text[:, :1] * 0, none[:, :1]), atol=1e-5)


def test_an_item_does_not_depend_on_its_batch() -> None:
    given = inputs()
    alone = predict(*(value[1:] for value in given))
    assert torch.allclose(predict(*given)[1:], alone, atol=1e-5)


def test_a_new_denoiser_predicts_zero() -> None:
    assert (Denoiser(DENOISER)(*inputs()) == 0).all()


def test_rotary_products_depend_on_distance_alone() -> None:
    query, key = torch.randn(1, 1, 1, 16), torch.randn(1, 1, 1, 16)
    turned_query, turned_key = rotary(query.expand(1, 1, 12, 16)), rotary(key.expand(1, 1, 12, 16))
    products = (turned_query @ turned_key.transpose(-1, -2))[0, 0]
    assert torch.allclose(products[0, 3], products[7, 10], atol=1e-5)
    assert not torch.allclose(products[0, 3], products[0, 4], atol=1e-3)


def test_timesteps_differ() -> None:
    embedded = timestep_embedding(torch.arange(1000))
    assert embedded.shape == (1000, 256)
    assert (torch.cdist(embedded, embedded) + torch.eye(1000) > 0.1).all()


def test_the_states_of_the_blocks_are_those_of_the_whole_network() -> None:
    denoiser, given = tiny_denoiser(), inputs()
    with torch.inference_mode():
        first, second = denoiser.block_states(*given, depth=2)
        assert torch.equal(denoiser.block_states(*given, depth=1)[0], first)
    assert first.shape == (2, 24 // COLUMNS_PER_TOKEN, DENOISER.width)
    assert not torch.allclose(first, second, atol=1e-3)


def test_a_guidance_scale_counts_in_networks_that_have_an_input_for_it() -> None:
    denoiser = Denoiser(replace(DENOISER, guidance_range=(0.0, 4.0)))
    teacher = tiny_denoiser()
    denoiser.load_state_dict({**denoiser.state_dict(), **teacher.state_dict()})
    scales = torch.tensor([0.0, 4.0])
    with torch.inference_mode():
        # Untrained, it is the network without the input.
        assert torch.equal(denoiser(*inputs(), scales), teacher(*inputs()))
        assert denoiser.embed_guidance is not None
        torch.nn.init.normal_(denoiser.embed_guidance.weight)
        assert not torch.allclose(denoiser(*inputs(), scales), denoiser(*inputs(), scales.flip(0)), atol=1e-3)
