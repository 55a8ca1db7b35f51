"""The vocoder's discriminators: small convolutional networks on spectrograms of several window lengths.

In: audio (B, S). Out: per resolution a map of scores and the feature maps before it. They follow the multi-resolution
discriminator of UnivNet (Jang et al. 2021) as used in Vocos, with a fraction of its width. Hinge losses (Lim & Ye
2017); feature matching (Larsen et al. 2016). For training only: nothing here is shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

WINDOWS = (512, 1_024, 2_048)
WIDTH = 16
# Exponent that compresses magnitudes before the networks, or loud partials alone would decide.
COMPRESSION = 0.3


@dataclass(frozen=True)
class Judgement:
    """The output of one resolution: scores (B, 1, bins, frames) and its feature maps."""

    scores: Tensor
    features: tuple[Tensor, ...]


class SpectrogramDiscriminator(nn.Module):
    """A discriminator of the patches of a spectrogram of one window length."""

    def __init__(self, window: int) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(window), persistent=False)
        norm = nn.utils.parametrizations.weight_norm
        self.layers = nn.ModuleList(
            [
                norm(nn.Conv2d(1, WIDTH, (7, 5), stride=(2, 1), padding=(3, 2))),
                norm(nn.Conv2d(WIDTH, WIDTH, (5, 3), stride=(2, 1), padding=(2, 1))),
                norm(nn.Conv2d(WIDTH, 2 * WIDTH, (5, 3), stride=(2, 2), padding=(2, 1))),
                norm(nn.Conv2d(2 * WIDTH, 2 * WIDTH, (3, 3), padding=(1, 1))),
            ]
        )
        self.score = norm(nn.Conv2d(2 * WIDTH, 1, (3, 3), padding=(1, 1)))

    def forward(self, audio: Tensor) -> Judgement:
        """Judge audio (B, S)."""
        window = self.get_buffer("window")
        length = window.numel()
        spectrum = torch.stft(audio, length, length // 4, window=window, return_complex=True)
        x = (spectrum.abs().square() + 1e-6).pow(COMPRESSION / 2)[:, None]
        features = []
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), 0.1)
            features.append(x)
        return Judgement(self.score(x), tuple(features))


class VocoderDiscriminator(nn.Module):
    """One discriminator per resolution."""

    def __init__(self) -> None:
        super().__init__()
        self.resolutions = nn.ModuleList(SpectrogramDiscriminator(window) for window in WINDOWS)

    def forward(self, audio: Tensor) -> list[Judgement]:
        """Judge audio (B, S) at every resolution."""
        return [resolution(audio) for resolution in self.resolutions]


def discriminator_loss(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    """Return the hinge loss: scores of real audio belong above 1, of made audio below -1."""
    losses = [
        nn.functional.relu(1 - a.scores).mean() + nn.functional.relu(1 + b.scores).mean()
        for a, b in zip(real, made, strict=True)
    ]
    return torch.stack(losses).mean()


def deception_loss(made: Sequence[Judgement]) -> Tensor:
    """Return the vocoder's adversarial loss: how far its scores lie below 1."""
    return torch.stack([nn.functional.relu(1 - judgement.scores).mean() for judgement in made]).mean()


def feature_loss(real: Sequence[Judgement], made: Sequence[Judgement]) -> Tensor:
    """Return the L1 between feature maps of real and made audio, relative to the mean magnitude of the real ones."""
    losses = [
        (x - y).abs().mean() / x.abs().mean().clamp(min=1e-3)
        for a, b in zip(real, made, strict=True)
        for x, y in zip(a.features, b.features, strict=True)
    ]
    return torch.stack(losses).mean()
