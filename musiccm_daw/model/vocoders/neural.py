"""Neural vocoder: mel rows (M, T) back to stereo audio (2, S) in one pass, where `griffin_lim.py` iterates.

Like Vocos (Siuzdak 2023), it has a ConvNeXt backbone at the rate of the frames and heads of Fourier coefficients,
overlap-added at the frames' places. Unlike Vocos, it starts from integrated phases (`phase_integration.py`) and learns
corrections: per bin a turn of the phase and a change of the level. Its inputs are relative phases (of each bin to its
lower neighbour) and the hop. An untrained network changes nothing and equals Griffin-Lim without iterations. Every
layer sees a few frames to either side and no statistics over time, so that pieces join: `receptive_frames`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musiccm_daw.model.autoencoder import ChannelNorm
from musiccm_daw.model.mel import BANDS, ROWS
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.vocoders.band_synthesis import Strip
from musiccm_daw.model.vocoders.block_threads import SideBySide
from musiccm_daw.model.vocoders.block_vocoder import BlockVocoder

BINS = sum(band.bins for band in BANDS)
LARGEST_LEVEL_CHANGE = 1.5
"""Nepers (13 dB): within a frame's mel band or around an attack, more would contradict the rows."""
OVERLAPPING_FRAMES = 28
"""Frames that share samples with one frame on each side, at the shortest hop (306 samples), twice over: the sum of the
windows must be whole where the block's own audio begins."""
HOP_SCALE_SAMPLES = 460.0
"""Hop at 24 columns a second, the middle of the range, to which the hop is given relative."""


@dataclass(frozen=True)
class VocoderConfig:
    """Sizes of the network: 3.5 M parameters."""

    width: int = 256
    hidden: int = 768
    blocks: int = 5
    kernel: int = 7

    @property
    def receptive_frames(self) -> int:
        """Number of frames that one frame reaches on either side."""
        return (self.blocks + 1) * (self.kernel // 2)


class ConvNextBlock(nn.Module):
    """Depthwise convolution, norm, two 1 x 1 convolutions with GELU, added to the input (Liu et al. 2022)."""

    def __init__(self, config: VocoderConfig) -> None:
        super().__init__()
        width, kernel = config.width, config.kernel
        self.conv = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.norm = ChannelNorm(width)
        self.widen = nn.Conv1d(width, config.hidden, 1)
        self.narrow = nn.Conv1d(config.hidden, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, D, T) to (B, D, T)."""
        out: Tensor = x + self.narrow(nn.functional.gelu(self.widen(self.norm(self.conv(x)))))
        return out


class Vocoder(BlockVocoder):
    """The inverse of `MelFrontEnd` that is trained; used like `GriffinLim`."""

    def __init__(self, config: VocoderConfig) -> None:
        super().__init__(halo_frames=config.receptive_frames + OVERLAPPING_FRAMES, every=(1, 1))
        self.config = config
        # Rows, cosine and sine of every bin's phase relative to its lower neighbour's, hop.
        self.embed = nn.Conv1d(ROWS + 2 * BINS + 1, config.width, 1)
        self.spread = nn.Conv1d(config.width, config.width, config.kernel, padding=config.kernel // 2)
        self.blocks = nn.Sequential(*(ConvNextBlock(config) for _ in range(config.blocks)))
        self.norm = ChannelNorm(config.width)
        # Per bin: log gain, real part of the turn less one, imaginary part.
        self.heads = nn.Conv1d(config.width, 3 * BINS, 1)
        for parameter in self.heads.parameters():
            nn.init.zeros_(parameter)

    def spectra(self, strip: Strip, side_by_side: SideBySide) -> list[Tensor]:
        """Return the spectra (T, bins) of all bands, corrected by the network."""
        del side_by_side  # one network makes all bands
        with mixed_precision(strip.rows.device):
            factors = self.factors(self.features(strip)[None])[0]
        return self.corrected(strip, factors)

    def features(self, strip: Strip) -> Tensor:
        """Return what the network sees of each frame: (features, T)."""
        relative = [
            torch.cat([band[:, :1].abs() + 0j, band[:, 1:] * band[:, :-1].conj()], dim=1) for band in strip.phasors
        ]
        turns = torch.view_as_real(torch.cat(relative, dim=1)).flatten(1).T
        hop = strip.clock.samples / strip.clock.frames / HOP_SCALE_SAMPLES
        return torch.cat([strip.rows, turns, strip.rows.new_full((1, strip.rows.shape[-1]), hop)])

    def factors(self, features: Tensor) -> Tensor:
        """Return complex factors (B, bins, T) for the spectra that features (B, features, T) describe."""
        x = self.norm(self.blocks(self.spread(self.embed(features))))
        level, real, imaginary = self.heads(x).float().chunk(3, dim=1)
        turn = torch.complex(1.0 + real, imaginary)
        gain = torch.exp(LARGEST_LEVEL_CHANGE * torch.tanh(level / LARGEST_LEVEL_CHANGE))
        return turn * (gain / turn.abs().clamp(min=1e-4))

    def corrected(self, strip: Strip, factors: Tensor) -> list[Tensor]:
        """Return the spectra (T, bins) of all bands: magnitudes and first phases of a strip times factors (bins, T)."""
        parts = factors.T.split([band.bins for band in BANDS], dim=1)
        return [
            magnitude * phasor * part
            for magnitude, phasor, part in zip(strip.magnitudes, strip.phasors, parts, strict=True)
        ]
