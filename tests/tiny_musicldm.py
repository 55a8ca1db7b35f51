"""MusicLDM folders of the true classes with random weights, in the true format: tiny for tests, or the published sizes.

`python -m tests.tiny_musicldm DIR` writes the published configuration, for the dry run of docs/training.md. Its sizes
are those of diffusers' scripts/convert_original_musicldm_to_diffusers.py.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, DDIMScheduler, MusicLDMPipeline, UNet2DConditionModel
from transformers import (
    ClapConfig,
    ClapFeatureExtractor,
    ClapModel,
    ClapTextConfig,
    ClapTextModelWithProjection,
    RobertaTokenizer,
    SpeechT5HifiGan,
    SpeechT5HifiGanConfig,
)

VOCABULARY_FIXED = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
HIFIGAN_RATES = {"upsample_rates": [5, 4, 2, 2, 2], "upsample_kernel_sizes": [16, 16, 8, 4, 4]}


@dataclass(frozen=True)
class Sizes:
    """Arguments of each part's config, besides those that every size shares."""

    unet: dict[str, Any]
    vae: dict[str, Any]
    vocoder: dict[str, Any]
    text: dict[str, Any]
    audio: dict[str, Any] = field(default_factory=dict)


TINY = Sizes(
    unet={
        "sample_size": 32,
        "block_out_channels": (8, 16),
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": (8, 16),
        "layers_per_block": 1,
        "norm_num_groups": 4,
        "attention_head_dim": 2,
        "projection_class_embeddings_input_dim": 16,
    },
    vae={"sample_size": 128, "block_out_channels": (4, 4, 8), "layers_per_block": 1, "norm_num_groups": 2},
    vocoder={
        "upsample_initial_channel": 32,
        "resblock_kernel_sizes": [3, 7],
        "resblock_dilation_sizes": [[1, 3], [1, 3]],
        # As loud as music: with the default the audio of so few channels is 1e-10.
        "initializer_range": 0.12,
    },
    text={
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "projection_dim": 16,
    },
    audio={
        "hidden_size": 16,
        "patch_embeds_hidden_size": 8,
        "depths": [1, 1],
        "num_attention_heads": [1, 2],
        "projection_dim": 16,
    },
)
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


def byte_tokenizer() -> RobertaTokenizer:
    """Return a tokenizer of single bytes, without merges."""
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    words = (*VOCABULARY_FIXED, *bytes_to_unicode().values())
    return RobertaTokenizer(vocab={word: number for number, word in enumerate(words)}, merges=[], model_max_length=512)


def text_tower(sizes: Sizes, tokenizer: RobertaTokenizer, *, whole: bool) -> ClapModel | ClapTextModelWithProjection:
    """Return CLAP as MusicLDM is published with it (`whole`: both towers), or its text tower alone."""
    text = {"vocab_size": len(tokenizer), **sizes.text}
    if whole:
        width = sizes.text.get("projection_dim", 512)
        return ClapModel(ClapConfig(text_config=text, audio_config=sizes.audio, projection_dim=width))
    return ClapTextModelWithProjection(ClapTextConfig(**text))


def build_musicldm(sizes: Sizes = TINY, *, whole_clap: bool = False, seed: int = 0) -> MusicLDMPipeline:
    """Return diffusers' own pipeline with random weights."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        tokenizer = byte_tokenizer()
        vae = AutoencoderKL(
            in_channels=1,
            out_channels=1,
            latent_channels=8,
            down_block_types=("DownEncoderBlock2D",) * 3,
            up_block_types=("UpDecoderBlock2D",) * 3,
            scaling_factor=0.9,
            **sizes.vae,
        )
        unet = UNet2DConditionModel(
            in_channels=8,
            out_channels=8,
            class_embed_type="simple_projection",
            class_embeddings_concat=True,
            **sizes.unet,
        )
        vocoder = SpeechT5HifiGan(
            SpeechT5HifiGanConfig(
                model_in_dim=64, sampling_rate=16_000, normalize_before=False, **HIFIGAN_RATES, **sizes.vocoder
            )
        )
        return MusicLDMPipeline(
            vae=vae,
            text_encoder=text_tower(sizes, tokenizer, whole=whole_clap),
            tokenizer=tokenizer,
            feature_extractor=ClapFeatureExtractor(),
            unet=unet,
            scheduler=DDIMScheduler(
                beta_start=0.0015,
                beta_end=0.0195,
                beta_schedule="scaled_linear",
                steps_offset=1,
                clip_sample=False,
                set_alpha_to_one=False,
            ),
            vocoder=vocoder,
        )


if __name__ == "__main__":
    build_musicldm(PUBLISHED, whole_clap=True).save_pretrained(Path(sys.argv[1]))
