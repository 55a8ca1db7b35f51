"""The denoiser of MusicLDM: its U-Net in the role of our own, for sampling, distillation and the discriminator.

Latents (B, C, W) hold the 8 channels of each of 16 frequency rows, C = 128; they are unfolded for the U-Net,
(B, 8, W, 16), and folded again. It is conditioned on one embedding of the text, and reads no columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from musiccm_daw.model.diffusion_network import DiffusionNetwork
from musiccm_daw.model.musicldm.folder import MEL_ROWS
from musiccm_daw.model.noise_schedule import NoiseSchedule

if TYPE_CHECKING:
    from diffusers import UNet2DConditionModel

FRAMES_PER_COLUMN = 4
"""Mel frames in a latent column, and mel rows in a frequency row."""


class MusicLDMDenoiser(DiffusionNetwork):
    """The U-Net in the role of our denoisers.

    Args:
        unet: conditioned on one embedding of the text.
        empty: embedding (E) of the empty text, for items without text.
        schedule: noise schedule that the U-Net was trained on.
    """

    def __init__(self, unet: UNet2DConditionModel, empty: Tensor, schedule: NoiseSchedule) -> None:
        super().__init__()
        self.unet = unet
        self.schedule = schedule
        self.register_buffer("empty", empty, persistent=False)

    @property
    def latent_channels(self) -> int:
        """Number of latent channels C: channels times frequency rows."""
        return int(self.unet.config.in_channels) * MEL_ROWS // FRAMES_PER_COLUMN

    @property
    def window_columns(self) -> int:
        """Columns of the windows that it was trained on: 256, or 10.24 s."""
        return int(self.unet.config.sample_size)

    @property
    def block_widths(self) -> list[int]:
        """Channels of every block on the way down."""
        return [int(width) for width in self.unet.config.block_out_channels]

    @property
    def text_width(self) -> int:
        """Embedding width E of the text."""
        return int(self.unet.config.projection_class_embeddings_input_dim)

    def described(self) -> dict[str, Any]:
        """Return the U-Net's config."""
        return {name: value for name, value in self.unet.config.items() if not name.startswith("_")}

    def forward(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, guidance: Tensor | None = None
    ) -> Tensor:
        """Return the output (B, C, W) at x (B, C, W) and timesteps (B), under text (B, 1, E) with mask (B, 1).

        `columns` and `guidance` are ignored; they are there because every `DiffusionNetwork` takes them.
        """
        del columns, guidance
        latents = unfolded(x, self.unet.config.in_channels)
        output: Tensor = self.unet(latents, timesteps, None, self._embedding(text, mask), return_dict=False)[0]
        return folded(output)

    def block_states(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, depth: int
    ) -> list[Tensor]:
        """Return tokens (B, P, D) after each of the first `depth` blocks on the way down, in the order of time."""
        del columns
        unet = self.unet
        h = unfolded(x, unet.config.in_channels)
        moment = unet.time_embedding(unet.get_time_embed(h, timesteps))
        embedded = unet.get_class_embed(h, self._embedding(text, mask))
        condition = torch.cat([moment, embedded], dim=-1) if unet.config.class_embeddings_concat else moment + embedded
        h = unet.conv_in(h)
        states = []
        for block in unet.down_blocks[:depth]:
            h, _ = block(h, condition)
            states.append(h.flatten(2).transpose(1, 2))
        return states

    def _embedding(self, text: Tensor, mask: Tensor) -> Tensor:
        """Return the embedding (B, E) of each item's text."""
        return torch.where(mask[:, :1], text[:, 0], self.get_buffer("empty"))


def folded(latents: Tensor) -> Tensor:
    """Fold latents as diffusers has them, (B, 8, W, 16), to (B, 128, W)."""
    return latents.transpose(2, 3).flatten(1, 2)


def unfolded(latents: Tensor, channels: int) -> Tensor:
    """Undo `folded`."""
    rows: Tensor = latents.unflatten(1, (channels, -1))
    return rows.transpose(2, 3)
