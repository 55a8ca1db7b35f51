"""The networks of MusicLDM with random weights: the published sizes, for what depends on the architecture alone.

`musiccm bench --compare` times them. The sizes are those of diffusers'
scripts/convert_original_musicldm_to_diffusers.py. Nothing is read from a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import (
    ClapTextConfig,
    ClapTextModelWithProjection,
    RobertaTokenizer,
    SpeechT5HifiGan,
    SpeechT5HifiGanConfig,
)
from transformers.convert_slow_tokenizer import bytes_to_unicode

from musiccm_daw.model.musicldm.folder import MEL_ROWS, SAMPLE_RATE, MusicLDMParts
from musiccm_daw.model.noise_schedule import TIMESTEPS, NoiseSchedule

VOCABULARY_FIXED = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
HIFIGAN_RATES: dict[str, Any] = {"upsample_rates": [5, 4, 2, 2, 2], "upsample_kernel_sizes": [16, 16, 8, 4, 4]}
LATENT_CHANNELS = 8
FIRST_BETA, LAST_BETA = 0.0015, 0.0195
"""Of a schedule whose roots are spaced evenly."""


@dataclass(frozen=True)
class Sizes:
    """Arguments of each part's config, besides those that every size shares."""

    unet: dict[str, Any]
    vae: dict[str, Any]
    vocoder: dict[str, Any]
    text: dict[str, Any]
    audio: dict[str, Any] = field(default_factory=dict)


PUBLISHED = Sizes(
    unet={
        "sample_size": 256,
        "block_out_channels": (128, 256, 384, 640),
        "down_block_types": ("DownBlock2D", *["CrossAttnDownBlock2D"] * 3),
        "up_block_types": (*["CrossAttnUpBlock2D"] * 3, "UpBlock2D"),
        "cross_attention_dim": (128, 256, 384, 640),
        "layers_per_block": 2,
        "projection_class_embeddings_input_dim": 512,
    },
    vae={"sample_size": 1024, "block_out_channels": (128, 256, 512), "layers_per_block": 2},
    vocoder={
        "upsample_initial_channel": 1024,
        "resblock_kernel_sizes": [3, 7, 11],
        "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
    },
    text={"vocab_size": 50_265},
    audio={"patch_embeds_hidden_size": 128, "hidden_size": 1024, "depths": [2, 2, 12, 2]},
)


def random_parts(sizes: Sizes, seed: int = 0) -> MusicLDMParts:
    """Return the networks with random weights, frozen, and a tokenizer of single bytes."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        tokenizer = byte_tokenizer()
        vae, unet, vocoder = random_vae(sizes), random_unet(sizes), random_vocoder(sizes)
        text = ClapTextModelWithProjection(ClapTextConfig(**{"vocab_size": len(tokenizer), **sizes.text}))
    for part in (unet, vae, vocoder, text):
        part.eval().requires_grad_(False)
    betas = torch.linspace(FIRST_BETA**0.5, LAST_BETA**0.5, TIMESTEPS, dtype=torch.float64).square()
    return MusicLDMParts(unet, vae, vocoder, text, tokenizer, NoiseSchedule((1 - betas).cumprod(0), "epsilon"))


def byte_tokenizer() -> RobertaTokenizer:
    """Return a tokenizer of single bytes, without merges."""
    words = (*VOCABULARY_FIXED, *bytes_to_unicode().values())
    return RobertaTokenizer(vocab={word: number for number, word in enumerate(words)}, merges=[], model_max_length=512)


def random_vae(sizes: Sizes) -> AutoencoderKL:
    """Return an autoencoder of mel spectrograms with random weights."""
    return AutoencoderKL(
        in_channels=1,
        out_channels=1,
        latent_channels=LATENT_CHANNELS,
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        scaling_factor=0.9,
        **sizes.vae,
    )


def random_unet(sizes: Sizes) -> UNet2DConditionModel:
    """Return a U-Net with random weights, conditioned on one embedding of the text."""
    return UNet2DConditionModel(
        in_channels=LATENT_CHANNELS,
        out_channels=LATENT_CHANNELS,
        class_embed_type="simple_projection",
        class_embeddings_concat=True,
        **sizes.unet,
    )


def random_vocoder(sizes: Sizes) -> SpeechT5HifiGan:
    """Return a HiFi-GAN with random weights."""
    shared: dict[str, Any] = {"model_in_dim": MEL_ROWS, "sampling_rate": SAMPLE_RATE, "normalize_before": False}
    return SpeechT5HifiGan(SpeechT5HifiGanConfig(**shared, **HIFIGAN_RATES, **sizes.vocoder))
