"""The vocoder's discriminators: small convolutional networks on spectrograms of several window lengths.

In: audio (B, S). Out: per resolution a map of scores and the feature maps before it. They follow the multi-resolution
discriminator of UnivNet (Jang et al. 2021) as used in Vocos, with a fraction of its width. Their losses are in
`judgement.py`. For training only: nothing here is shipped.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from trainer.losses.judgement import Judgement

WINDOWS = (512, 1_024, 2_048)
WIDTH = 16
# Exponent that compresses magnitudes before the networks, or loud partials alone would decide.
COMPRESSION = 0.3


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
