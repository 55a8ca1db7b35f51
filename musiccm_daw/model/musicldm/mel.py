"""The mel spectrogram that MusicLDM, like AudioLDM, is trained on: 64 rows of 16 kHz mono, 100 frames a second.

A Hann window of 1024 samples every 160, reflected at the ends; magnitudes, not powers; 64 filters of Slaney's scale
and norm from 0 to 8000 Hz; the natural logarithm, not below log 1e-5 (TacotronSTFT and `get_mel_from_wav` of
github.com/haoheliu/AudioLDM and github.com/RetroCirce/MusicLDM). No weights.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers.audio_utils import mel_filter_bank

from musiccm_daw.model.musicldm.folder import HOP_SAMPLES, MEL_ROWS, SAMPLE_RATE

WINDOW_SAMPLES = 1024
HIGHEST_HZ = 8000.0
FLOOR = 1e-5
PEAK = 0.5
"""Peak of every training clip, as set by AudioLDM's `normalize_wav`."""


class LogMel(nn.Module):
    """The transform from audio (B, S) at 16 kHz to log-mel frames (B, S // 160, 64)."""

    def __init__(self) -> None:
        super().__init__()
        filters = mel_filter_bank(
            WINDOW_SAMPLES // 2 + 1, MEL_ROWS, 0.0, HIGHEST_HZ, SAMPLE_RATE, norm="slaney", mel_scale="slaney"
        )
        self.register_buffer("filters", torch.from_numpy(filters).float(), persistent=False)
        self.register_buffer("window", torch.hann_window(WINDOW_SAMPLES), persistent=False)

    def forward(self, audio: Tensor) -> Tensor:
        """Return frames of which number i is centred at sample 160 i."""
        spectrum = torch.stft(
            audio,
            WINDOW_SAMPLES,
            HOP_SAMPLES,
            window=self.get_buffer("window"),
            center=True,
            pad_mode="reflect",
            return_complex=True,
        )
        frames = spectrum.abs().transpose(1, 2)[:, : audio.shape[-1] // HOP_SAMPLES]
        return (frames @ self.get_buffer("filters")).clamp(min=FLOOR).log()


def levelled(audio: Tensor) -> Tensor:
    """Return audio (B, S) as training uses it: without offset, its peak at one half."""
    centred = audio - audio.mean(-1, keepdim=True)
    return PEAK * centred / (centred.abs().amax(-1, keepdim=True) + 1e-8)
