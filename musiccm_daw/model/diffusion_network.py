"""What training needs of a denoising network, ours (`denoiser.py`) or MusicLDM's U-Net (`musicldm/denoiser.py`).

Called with x (B, C, W), timesteps (B), columns (B, F, W), text (B, L, E), mask (B, L) and guidance (B) or None, it
returns (B, C, W), whose meaning its schedule knows. It is a class rather than a protocol because it is copied, averaged
and moved as a module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from musiccm_daw.model.noise_schedule import NoiseSchedule


class DiffusionNetwork(nn.Module):
    """Base of the networks that can be distilled."""

    schedule: NoiseSchedule
    """Noise schedule that it was trained on, which also says what its output means."""

    @property
    def block_widths(self) -> Sequence[int]:
        """Widths D of the layers that `block_states` returns."""
        raise NotImplementedError

    @property
    def text_width(self) -> int:
        """Embedding width E of the text."""
        raise NotImplementedError

    def block_states(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, depth: int
    ) -> list[Tensor]:
        """Return tokens (B, P, D) of each of the first `depth` layers, which a discriminator judges."""
        raise NotImplementedError

    def described(self) -> dict[str, Any]:
        """Return the description of the network that goes into training states, as JSON values."""
        raise NotImplementedError
