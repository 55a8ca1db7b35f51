"""The paper's feature network: AudioMAE's ViT-B, frozen, applied to decoded mels.

In: a safetensors file with the names of timm's `vit_base_patch16_1024_128.audiomae_as2m` (Huang et al. 2022), from a
folder or the Hugging Face hub. Out: tokens of its blocks, bit-identical to timm's. Width, depth and length are read
from the shapes of the weights. The network is written out here because timm depends on torchvision, which can only be
imported with the build of torch that it was made for. The published weights are for non-commercial use: nothing trained
with them is shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from musiccm_daw.errors import CheckpointError, RequestError, quoted
from musiccm_daw.model.hub import fetch, is_hub_id
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.paths import in_full
from trainer.losses.fbank import BANDS
from trainer.losses.feature_networks import Conditions, Look

PATCH = 16
HEAD_WIDTH = 64
WEIGHTS = "model.safetensors"


class VitAttention(nn.Module):
    """Self-attention over all tokens."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """Map tokens (B, P, D) to (B, P, D)."""
        query, key, value = self.qkv(x).unflatten(-1, (3, -1, HEAD_WIDTH)).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value)
        out: Tensor = self.proj(attended.transpose(1, 2).flatten(2))
        return out


class VitBlock(nn.Module):
    """A pre-norm transformer block."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = VitAttention(width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(width, 4 * width), "fc2": nn.Linear(4 * width, width)})

    def forward(self, x: Tensor) -> Tensor:
        """Map tokens (B, P, D) to (B, P, D)."""
        x = x + self.attn(self.norm1(x))
        out: Tensor = x + self.mlp["fc2"](functional.gelu(self.mlp["fc1"](self.norm2(x))))
        return out


class AudioMae(nn.Module):
    """The encoder without its last norm.

    Args:
        width: D.
        depth: number of blocks.
        patches: P, the number of patches of 16 frames by 16 bands.
    """

    def __init__(self, width: int, depth: int, patches: int) -> None:
        super().__init__()
        self.frames = patches * PATCH * PATCH // BANDS
        self.patch_embed = nn.ModuleDict({"proj": nn.Conv2d(1, width, PATCH, stride=PATCH)})
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + patches, width))
        self.blocks = nn.ModuleList(VitBlock(width) for _ in range(depth))

    def forward(self, fbank: Tensor, depth: int) -> list[Tensor]:
        """Return the tokens (B, 1 + P, D) after each of the first `depth` blocks, the class token first.

        Args:
            fbank: normalised log-mels (B, frames, BANDS).
            depth: number of blocks to run.
        """
        patches = self.patch_embed["proj"](fbank[:, None]).flatten(2).transpose(1, 2)
        h = torch.cat([self.cls_token.expand(len(patches), -1, -1), patches], dim=1) + self.pos_embed
        states = []
        for block in self.blocks[:depth]:
            h = block(h)
            states.append(h)
        return states


def load_audiomae(source: str) -> AudioMae:
    """Load AudioMAE, frozen.

    Args:
        source: a folder that holds `model.safetensors`, or a hub id.

    Raises:
        RequestError: the source is neither.
        CheckpointError: it cannot be fetched or read, or holds another network.
    """
    folder = in_full(source)
    if not folder.is_dir():
        if not is_hub_id(source):
            raise RequestError(f"audiomae is {quoted(source)}; give a folder with {WEIGHTS} or a hub id, owner/model")
        folder = fetch(source)
    try:
        weights = load_file(folder / WEIGHTS)
        depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
        _, tokens, width = weights["pos_embed"].shape
        network = AudioMae(width, depth, tokens - 1)
        network.load_state_dict({name: weights[name] for name in network.state_dict()})
    except (OSError, KeyError, ValueError, RuntimeError, SafetensorError) as error:
        raise CheckpointError(
            f"{folder} holds no {WEIGHTS} of an AudioMAE in timm's format ({type(error).__name__}); fetch it again"
        ) from error
    return network.eval().requires_grad_(False)


class AudioMaeFeatures(Generic[Conditions]):
    """Features of decoded latents, without noise: every look shows the same.

    Args:
        network: AudioMAE, frozen.
        layers: the layers to look at, counted from 1, ascending.
        to_log_mels: maps (latents, conditions) to log-mels (B, frames, BANDS), with gradients.
    """

    reads_conditions = False

    def __init__(
        self, network: AudioMae, layers: Sequence[int], to_log_mels: Callable[[Tensor, Conditions], Tensor]
    ) -> None:
        self.network = network
        self.layers = layers
        self.to_log_mels = to_log_mels
        self.widths = [network.pos_embed.shape[-1]] * len(layers)

    def look(self, like: Tensor, generator: torch.Generator) -> Look[Conditions]:
        """Return the look at a batch, which is the same for all."""
        del like, generator
        return self._features

    def _features(self, latents: Tensor, conditions: Conditions) -> list[Tensor]:
        fbank = self.to_log_mels(latents, conditions)
        with mixed_precision(fbank.device):
            states = self.network(fbank, self.layers[-1])
        chosen = (states[layer - 1][:, 1:].float() for layer in self.layers)
        return [functional.layer_norm(state, state.shape[-1:]) for state in chosen]
