"""The true networks at a width that runs in milliseconds, with random weights: they make noise of the right length."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.checkpoint import save_checkpoint
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig

AUTOENCODER = AutoencoderConfig(frame_width=16, half_width=16, column_width=16)
DENOISER = DenoiserConfig(width=32, heads=2, blocks=2, column_features=FEATURES)
SCORED_DENOISER = replace(DENOISER, column_features=SCORED_FEATURES)


def tiny_autoencoder(seed: int = 0) -> Autoencoder:
    """Return an untrained autoencoder."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Autoencoder(AUTOENCODER).eval()


def tiny_denoiser(seed: int = 0, config: DenoiserConfig = DENOISER) -> Denoiser:
    """Return an untrained denoiser whose prediction depends on all its inputs; a freshly made one predicts zero."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        denoiser = Denoiser(config)
        for layer in (denoiser.modulation, denoiser.final_modulation, denoiser.out):
            nn.init.normal_(layer.weight, std=0.2)
        return denoiser.eval()


def save_tiny_checkpoint(folder: Path, config: DenoiserConfig = DENOISER) -> None:
    """Write a complete checkpoint in the format that is shipped."""
    save_checkpoint(
        folder,
        "tiny",
        autoencoder=tiny_autoencoder(),
        student=tiny_denoiser(config=config),
        teacher=tiny_denoiser(seed=1, config=config),
        facts={"guidance": 1.5},
    )
