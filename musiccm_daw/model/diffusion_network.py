"""What training needs of a network that predicts under noise, ours (`denoiser.py`) or MusicLDM's U-Net (`musicldm.py`).

Called as (x (B, C, W), timesteps (B), columns (B, F, W), text (B, L, E), mask (B, L), guidance (B) or None), it puts
out (B, C, W), which its schedule reads. A class and no protocol, since it is copied, averaged and moved as a module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from musiccm_daw.model.noise_schedule import NoiseSchedule


class DiffusionNetwork(nn.Module):
    """Base of the networks that can be distilled."""

    schedule: NoiseSchedule
    """What it was trained on, and what its output means."""

    @property
    def block_widths(self) -> Sequence[int]:
        """Widths D of the layers that `block_states` shows."""
        raise NotImplementedError

    @property
    def text_width(self) -> int:
        """E of the text."""
        raise NotImplementedError

    def block_states(
        self, x: Tensor, timesteps: Tensor, columns: Tensor, text: Tensor, mask: Tensor, depth: int
    ) -> list[Tensor]:
        """Tokens (B, P, D) of each of the first `depth` layers: what a discriminator looks at."""
        raise NotImplementedError

    def described(self) -> dict[str, Any]:
        """What a training state says of the network, JSON values."""
        raise NotImplementedError
