"""MusicLDM's latents as its U-Net has them, and as ours are."""

import torch

from musiccm_daw.model.musicldm.denoiser import folded, unfolded


def test_folding_is_undone_and_keeps_columns() -> None:
    latents = torch.randn(2, 8, 5, 16)
    assert folded(latents).shape == (2, 128, 5)
    assert torch.equal(unfolded(folded(latents), 8), latents)
    assert torch.equal(folded(latents)[:, :, 3], latents[:, :, 3].flatten(1))
