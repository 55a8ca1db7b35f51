"""The denoiser: a transformer that predicts v for a window of latents, given columns of conditions and text.

Three latent columns make one token (a 16th note where a quarter has 12 columns), so that four bars are 64 tokens and a
training step is three times cheaper than with a token per column. Self-attention with rotary positions sees the whole
window, cross-attention reads the text, and timestep and sentence modulate every block through shared scales and
shifts (adaLN-single; Chen et al. 2023, "PixArt-alpha"). It sees one window and nothing of its neighbours.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from musiccm_daw.model.diffusion_network import DiffusionNetwork
from musiccm_daw.model.noise_schedule import COSINE
from musiccm_daw.model.sampler import OPENING
from musiccm_daw.timebase import COLUMNS_PER_TOKEN

OPENING_SCALE = 0.5
"""Largest of the numbers that mark the opening step: any direction will do, since the blocks learn to follow it."""
EMBEDDING_WIDTH = 256
"""Of timesteps and guidance scales, as in DiT (Peebles & Xie 2023)."""
WINDOW_COLUMNS = 192
"""Length of the windows that a denoiser is trained on: 64 tokens."""


@dataclass(frozen=True)
class DenoiserConfig:
    """Shape of the network; `column_features` is the F of its condition columns."""

    latent_channels: int = 64
    column_features: int = 82
    text_width: int = 384
    width: int = 320
    heads: int = 5
    blocks: int = 8
    mlp_ratio: int = 3
    guidance_range: tuple[float, float] | None = None
    """Lowest and highest guidance scale w that a student is conditioned on; None where w is fixed."""
    opening: bool = False
    """Whether a student has learned the opening step; see `sampler.opening_timesteps`."""


def rotary(x: Tensor) -> Tensor:
    """Rotate queries or keys (B, heads, P, width) by their position (Su et al. 2021)."""
    positions, width = x.shape[-2], x.shape[-1]
    half = width // 2
    rates = torch.exp(torch.arange(half, device=x.device, dtype=torch.float32) * (-math.log(1_000.0) / half))
    angles = torch.arange(positions, device=x.device, dtype=torch.float32)[:, None] * rates
    cosine, sine = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    first, second = x[..., :half], x[..., half:]
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], dim=-1)


def timestep_embedding(timesteps: Tensor) -> Tensor:
    """Return the sinusoidal embedding (B, `EMBEDDING_WIDTH`) of timesteps (B), or of other numbers of their size."""
    half = EMBEDDING_WIDTH // 2
    rates = torch.exp(torch.arange(half, device=timesteps.device) * (-math.log(10_000.0) / half))
    angles = timesteps[:, None].float() * rates
    return torch.cat([angles.cos(), angles.sin()], dim=-1)


class Attention(nn.Module):
    """Multi-head attention of tokens to themselves (rotary) or to a context."""

    def __init__(self, width: int, context_width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(context_width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, context: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """Attend from x (B, P, D) to itself or to a context (B, L, D) with mask (B, L), true where a token stands."""
        query = self._split(self.query(x))
        key, value = self.key_value(x if context is None else context).chunk(2, dim=-1)
        key, value = self._split(key), self._split(value)
        if context is None:
            query, key = rotary(query), rotary(key)
        attended = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=None if mask is None else mask[:, None, None, :]
        )
        out: Tensor = self.out(attended.transpose(1, 2).flatten(2))
        return out

    def _split(self, x: Tensor) -> Tensor:
        heads: Tensor = x.unflatten(-1, (self.heads, -1)).transpose(1, 2)
        return heads


class Block(nn.Module):
    """Self-attention, cross-attention to the text in every other block, and an MLP."""

    def __init__(self, config: DenoiserConfig, reads_text: bool) -> None:
        super().__init__()
        width = config.width
        self.attention = Attention(width, width, config.heads)
        self.reader = Attention(width, width, config.heads) if reads_text else None
        hidden = width * config.mlp_ratio
        self.mlp = nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, width))
        self.modulation = nn.Parameter(torch.zeros(6, width))

    def forward(self, x: Tensor, modulation: Tensor, text: Tensor, mask: Tensor) -> Tensor:
        """Return tokens (B, P, D) of x (B, P, D), modulation (B, 6, D), text (B, L, D) and mask (B, L)."""
        width = x.shape[-1:]
        shift_a, scale_a, gate_a, shift_m, scale_m, gate_m = (modulation + self.modulation)[:, :, None].unbind(1)
        x = x + gate_a * self.attention(functional.layer_norm(x, width) * (1 + scale_a) + shift_a)
        if self.reader is not None:
            x = x + self.reader(functional.layer_norm(x, width), text, mask)
        out: Tensor = x + gate_m * self.mlp(functional.layer_norm(x, width) * (1 + scale_m) + shift_m)
        return out


class Denoiser(DiffusionNetwork):
    """The network that predicts v for windows of latents; see `forward`."""

    schedule = COSINE

    def __init__(self, config: DenoiserConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        token = COLUMNS_PER_TOKEN * config.latent_channels
        features = COLUMNS_PER_TOKEN * config.column_features
        self.embed_latents = nn.Linear(token, width)
        self.embed_columns = nn.Sequential(nn.Linear(features, width), nn.GELU(), nn.Linear(width, width))
        self.embed_text = nn.Linear(config.text_width, width)
        self.no_text = nn.Parameter(torch.zeros(1, 1, width))
        self.embed_time = nn.Sequential(nn.Linear(EMBEDDING_WIDTH, width), nn.SiLU(), nn.Linear(width, width))
        self.embed_guidance = None if config.guidance_range is None else nn.Linear(EMBEDDING_WIDTH, width, bias=False)
        self.opening = nn.Parameter(torch.empty(width)) if config.opening else None
        self.modulation = nn.Linear(width, 6 * width)
        self.blocks = nn.ModuleList(Block(config, reads_text=index % 2 == 0) for index in range(config.blocks))
        self.final_modulation = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, token)
        for layer in (self.modulation, self.final_modulation, self.out):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        if self.opening is not None:
            # Not normal_: on "meta" it imports torch's compiler, which takes longer than a clip.
            nn.init.uniform_(self.opening, -OPENING_SCALE, OPENING_SCALE)
        if self.embed_guidance is not None:
            # A student starts out as its teacher, which has no input for w.
            nn.init.zeros_(self.embed_guidance.weight)
        # A gate of zero at the start would leave all but the last layer without a gradient for the first steps.
        nn.init.ones_(self.modulation.bias.data.view(6, width)[2::3])

    def forward(
        self,
        x: Tensor,
        timesteps: Tensor,
        columns: Tensor,
        text: Tensor,
        mask: Tensor,
        guidance: Tensor | None = None,
    ) -> Tensor:
        """Predict the velocity v (B, C, W).

        Args:
            x: noisy latents (B, C, W), W a multiple of `COLUMNS_PER_TOKEN`.
            timesteps: (B) integers, 0..999, with `OPENING` added for the opening step of a student.
            columns: conditions (B, F, W).
            text: embeddings (B, L, E).
            mask: (B, L), true where a token stands; all false means no text.
            guidance: w (B) for a student that is conditioned on it; None for all others.
        """
        h, condition, context, mask = self._read(x, timesteps, columns, text, mask, guidance)
        modulation = self.modulation(condition).unflatten(-1, (6, -1))
        for block in self.blocks:
            h = block(h, modulation, context, mask)
        shift, scale = self.final_modulation(condition)[:, None].chunk(2, dim=-1)
        v = self.out(functional.layer_norm(h, h.shape[-1:]) * (1 + scale) + shift)
        return from_tokens(v, self.config.latent_channels)

    def block_states(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, depth: int
    ) -> list[Tensor]:
        """Return tokens (B, P, D) after each of the first `depth` blocks, for a discriminator; see `forward`."""
        h, condition, context, mask = self._read(x, timesteps, columns, text, mask, None)
        modulation = self.modulation(condition).unflatten(-1, (6, -1))
        states = []
        for block in self.blocks[:depth]:
            h = block(h, modulation, context, mask)
            states.append(h)
        return states

    @property
    def block_widths(self) -> list[int]:
        """Width D of every block."""
        return [self.config.width] * len(self.blocks)

    @property
    def text_width(self) -> int:
        """Embedding width E of the text."""
        return self.config.text_width

    def described(self) -> dict[str, Any]:
        """Return the config as JSON values."""
        return asdict(self.config)

    def _read(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, guidance: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what the blocks work on: tokens (B, P, D), condition (B, D), context (B, 1 + L, D) and its mask."""
        x_tokens, column_tokens = to_tokens(x), to_tokens(columns)
        h = self.embed_latents(x_tokens) + self.embed_columns(column_tokens)
        context = torch.cat([self.no_text.expand(len(x), -1, -1), self.embed_text(text)], dim=1)
        # The leading "no text" token is always there, so that attention never meets an empty row.
        mask = functional.pad(mask, (1, 0), value=True)
        sentence = (context * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        moment = self.embed_time(timestep_embedding(timesteps % OPENING)) + sentence
        if self.embed_guidance is not None:
            assert guidance is not None, "a student of a range of guidance scales needs one"
            # w in thousandths spans the range of timesteps, as in LCM.
            moment = moment + self.embed_guidance(timestep_embedding(1000 * guidance))
        if self.opening is not None:
            moment = moment + (timesteps >= OPENING)[:, None] * self.opening
        return h, functional.silu(moment), context, mask


def to_tokens(x: Tensor) -> Tensor:
    """Fold columns (B, C, W) into tokens (B, W / 3, 3 C)."""
    tokens: Tensor = x.unflatten(-1, (-1, COLUMNS_PER_TOKEN)).permute(0, 2, 3, 1).flatten(2)
    return tokens


def from_tokens(tokens: Tensor, channels: int) -> Tensor:
    """Unfold tokens (B, P, 3 C) into columns (B, C, 3 P)."""
    x: Tensor = tokens.unflatten(-1, (COLUMNS_PER_TOKEN, channels)).flatten(1, 2).transpose(1, 2)
    return x
