"""The published sizes: as many weights as were published, and tiny ones that make music as a whole model."""

from __future__ import annotations

import torch

from musiccm_daw.model.musicldm.pipeline import MusicLDM
from musiccm_daw.model.musicldm.random_weights import (
    PUBLISHED,
    random_parts,
    random_unet,
    random_vae,
    random_vocoder,
)
from tests.tiny_musicldm import TINY


def test_the_published_sizes_have_as_many_weights_as_the_published_networks() -> None:
    # On "meta" no weight takes memory.
    with torch.device("meta"):
        parts = (random_unet(PUBLISHED), random_vae(PUBLISHED), random_vocoder(PUBLISHED))
    assert [round(sum(weight.numel() for weight in part.parameters()) / 1e6) for part in parts] == [185, 55, 55]


def test_a_seed_decides_the_weights_and_leaves_the_callers_numbers_alone() -> None:
    before = torch.get_rng_state()
    one, same, other = (MusicLDM(random_parts(TINY, seed), guidance=2.0) for seed in (0, 0, 1))
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(one.embed(["pads"]), same.embed(["pads"]))
    assert not torch.equal(one.embed(["pads"]), other.embed(["pads"]))
