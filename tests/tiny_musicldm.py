"""MusicLDM folders of the true classes with random weights, in the true format: tiny for tests, or the published sizes.

`python -m tests.tiny_musicldm DIR` writes the published configuration, for the dry run of docs/training.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from diffusers import DDIMScheduler, MusicLDMPipeline
from transformers import (
    ClapConfig,
    ClapFeatureExtractor,
    ClapModel,
    ClapTextConfig,
    ClapTextModelWithProjection,
    RobertaTokenizer,
)

from musiccm_daw.model.musicldm.random_weights import (
    FIRST_BETA,
    LAST_BETA,
    PUBLISHED,
    Sizes,
    byte_tokenizer,
    random_unet,
    random_vae,
    random_vocoder,
)

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
        vae, unet, vocoder = random_vae(sizes), random_unet(sizes), random_vocoder(sizes)
        return MusicLDMPipeline(
            vae=vae,
            text_encoder=text_tower(sizes, tokenizer, whole=whole_clap),
            tokenizer=tokenizer,
            feature_extractor=ClapFeatureExtractor(),
            unet=unet,
            scheduler=DDIMScheduler(
                beta_start=FIRST_BETA,
                beta_end=LAST_BETA,
                beta_schedule="scaled_linear",
                steps_offset=1,
                clip_sample=False,
                set_alpha_to_one=False,
            ),
            vocoder=vocoder,
        )


if __name__ == "__main__":
    build_musicldm(PUBLISHED, whole_clap=True).save_pretrained(Path(sys.argv[1]))
