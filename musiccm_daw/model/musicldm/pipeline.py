"""The paper's own teacher family: MusicLDM (Chen et al. 2023) and the consistency students distilled from it.

A `MusicModel` like our own, so that the engine, the samplers and the shared restriction take either. What differs:
there are always 25 columns a second, whatever the tempo; audio is 16 kHz mono; the prompt is the only condition, as one
CLAP embedding, so tempo, chords and key must be in it; clips cannot be edited. `denoiser.py` says what its latents are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.mel import fourier_resample
from musiccm_daw.model.musicldm.denoiser import FRAMES_PER_COLUMN, MusicLDMDenoiser, folded, unfolded
from musiccm_daw.model.musicldm.folder import HOP_SAMPLES, SAMPLE_RATE, MusicLDMParts
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.sampler import (
    Known,
    OnStep,
    Predict,
    Start,
    at_timestep,
    guided,
    sample_consistency,
    unit_noise,
)
from musiccm_daw.model.shared_passes import SharedPasses, in_parts
from musiccm_daw.model.shared_restriction import WindowPlan, crop, fuse, plan_windows, restrict
from musiccm_daw.model.text_encoder import cut_off
from musiccm_daw.model.vocoders.block_vocoder import RowsOf

if TYPE_CHECKING:
    from diffusers import AutoencoderKL
    from transformers import SpeechT5HifiGanConfig

COLUMNS_PER_SECOND = SAMPLE_RATE // (HOP_SAMPLES * FRAMES_PER_COLUMN)
VOCODED_FRAMES = 1024
"""Frames that are vocoded at once, so that memory does not grow with the length of the music."""
WINDOWS_AT_ONCE = 8
"""Windows in one pass of the U-Net, for the same reason."""
CANNOT_EDIT = "a student of MusicLDM cannot edit a clip; use the bundled model"
ENDS_REACH = 3
"""Reach, in samples, of the vocoder's first and last convolution, over 7."""


class MusicLDM(nn.Module):
    """A consistency student of MusicLDM as a `MusicModel`.

    Args:
        parts: of a MusicLDM folder; its U-Net is the consistency student.
        guidance: the scale w that was distilled into it.
    """

    sample_rate = SAMPLE_RATE
    columns_per_second: int | None = COLUMNS_PER_SECOND
    reads_columns = False
    column_features = 0
    edits_clips = False

    def __init__(self, parts: MusicLDMParts, guidance: float) -> None:
        super().__init__()
        self.text_encoder = parts.text_encoder
        self.tokenizer = parts.tokenizer
        self.vae = parts.vae
        self.vocoder = parts.vocoder
        self.guidance = guidance
        self.denoiser = MusicLDMDenoiser(parts.unet, self.embed([""])[0], parts.schedule)
        self._shared_passes = SharedPasses(self._output, WINDOWS_AT_ONCE)

    @property
    def passes(self) -> SharedPasses | None:
        """Passes of the denoiser that threads can share; None on a CPU."""
        return None if self.device.type == "cpu" else self._shared_passes

    @property
    def device(self) -> torch.device:
        """Device that the model is on."""
        return self.denoiser.get_buffer("empty").device

    @property
    def window_columns(self) -> int:
        """Number of columns that the model sees at once."""
        return self.denoiser.window_columns

    @torch.inference_mode()
    def embed(self, prompts: list[str]) -> Tensor:
        """Return CLAP's embeddings (B, E) of prompts, of unit length."""
        tokens = self.tokenizer(
            prompts, padding=True, truncation=True, max_length=self._most_tokens, return_tensors="pt"
        )
        tokens = tokens.to(self.text_encoder.device)
        embeddings: Tensor = self.text_encoder(tokens.input_ids, tokens.attention_mask).text_embeds
        return functional.normalize(embeddings, dim=-1)

    def encode_texts(self, prompts: list[str]) -> tuple[Tensor, Tensor]:
        """Return the embeddings (B, 1, E) of prompts, one each, and their mask (B, 1)."""
        text = self.embed(prompts)[:, None]
        return text, torch.ones(len(text), 1, dtype=torch.bool, device=text.device)

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """Return the embedding (1, 1, E) of a prompt and its mask (1, 1)."""
        return self.encode_texts([prompt])

    def unread(self, prompt: str) -> str:
        """Return the end of a prompt that is too long to be encoded; "" if all of it is."""
        tokens = self.tokenizer(prompt, truncation=True, max_length=self._most_tokens)
        return cut_off(tokens.encodings[0], prompt)

    @property
    def _most_tokens(self) -> int:
        # RoBERTa's table of positions has two entries before the first token.
        return int(min(self.tokenizer.model_max_length, self.text_encoder.config.max_position_embeddings - 2))

    @torch.inference_mode()
    def sample(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        stronger: Guidance | None = None,
        known: Known | None = None,
        start: Start | None = None,
    ) -> Tensor:
        """Sample latents (1, C, W) in `steps` consistency steps over the windows of `plan`; see `Pipeline.sample`.

        Raises:
            CheckpointError: `known` or `start` is given.
        """
        if known is not None or start is not None:
            raise CheckpointError(CANNOT_EDIT)
        predict = restrict(self.consistency(conditions), plan)
        if stronger is not None:
            predict = guided(
                predict,
                restrict(self.consistency(stronger.unconditional), plan),
                (1 + stronger.scale) / (1 + self.guidance),
            )
        noise = unit_noise(torch.empty(1, self.denoiser.latent_channels, plan.length, device=self.device), generator)
        with mixed_precision(self.device):
            return sample_consistency(
                predict, noise, steps=steps, generator=generator, on_step=on_step, schedule=self.denoiser.schedule
            )

    def sample_teacher(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        guidance: Guidance,
    ) -> Tensor:
        """Refuse: a student of MusicLDM is stored without its teacher."""
        raise CheckpointError("this model has no teacher; only the consistency student can be sampled")

    def encode(self, audio: Tensor, columns: int, *, circular: bool) -> Tensor:
        """Refuse: no clip is edited."""
        raise CheckpointError(CANNOT_EDIT)

    def consistency(self, conditions: Conditions) -> Predict:
        """Return the consistency function f of windows (K, C, window) that share one text."""

        def predict(x: Tensor, timestep: int) -> Tensor:
            timesteps = at_timestep(x, timestep)
            text, mask = conditions.text.expand(len(x), -1, -1), conditions.mask.expand(len(x), -1)
            inputs = (x, timesteps, text, mask)
            output = in_parts(self._output, inputs, WINDOWS_AT_ONCE) if self.passes is None else self.passes(*inputs)
            return consistency_function(x, output.float(), timesteps, self.denoiser.schedule)

        return predict

    def _output(self, x: Tensor, timesteps: Tensor, text: Tensor, mask: Tensor) -> Tensor:
        """Return the denoiser's output; it ignores columns."""
        output: Tensor = self.denoiser(x, timesteps, x, text, mask)
        return output

    @torch.inference_mode()
    def decode(self, latents: Tensor, *, circular: bool) -> Tensor:
        """Decode latents (1, C, W) to log-mel rows (M, T), in windows as long as the autoencoder was trained on.

        Its attention and its norms see a whole window, so longer ones would be unlike its training. Windows overlap by
        a half and are faded into each other.
        """
        window = self.window_columns
        plan = plan_windows(latents.shape[-1], window=window, stride=window // 2, circular=circular)
        spectrograms = [decode_mel(self.vae, part) for part in crop(latents, plan).split(1)]
        starts = tuple(FRAMES_PER_COLUMN * start for start in plan.starts)
        frames = WindowPlan(FRAMES_PER_COLUMN * plan.length, FRAMES_PER_COLUMN * plan.window, starts, circular)
        return fuse(torch.cat(spectrograms).transpose(1, 2), frames)[0]

    def decoding(self, latents: Tensor, *, circular: bool) -> RowsOf:
        """Return a function that decodes any block of frames; its first call decodes all of them, 1.5 MB a minute."""
        decoded: list[Tensor] = []

        def rows_of(block: range) -> Tensor:
            if not decoded:
                decoded.append(self.decode(latents, circular=circular))
            return decoded[0][:, block.start : block.stop]

        return rows_of

    @torch.inference_mode()
    def vocode(self, rows: Tensor, samples: int, *, circular: bool) -> Tensor:
        """Turn log-mel rows (M, T) into audio (2, S), S = `samples`: the mono signal on both channels."""
        columns = rows.shape[-1] // FRAMES_PER_COLUMN
        pieces = self.vocoding(lambda block: rows[:, block.start : block.stop], columns, samples, circular=circular)
        return torch.cat(list(pieces), dim=1)

    def vocoding(
        self, rows_of: RowsOf, columns: int, samples: int, *, circular: bool, margin: int = 0
    ) -> Iterator[Tensor]:
        """Yield audio (2, S) in pieces, each with `margin` samples of its neighbours; see `Pipeline.vocoding`.

        Music that is no loop is cut to length. A loop's period is seldom a whole number of columns: its frames are
        stretched to the nearest whole number of frames, then its audio to the exact sample, by at most half a frame.
        """
        rows = rows_of(range(FRAMES_PER_COLUMN * columns))
        if circular:
            with torch.inference_mode():
                spread_rows = spread(rows, max(1, round(samples / HOP_SAMPLES)))
                period = fourier_resample(torch.cat(list(self._blocks(spread_rows, circular=True))), samples)
            around = torch.arange(-margin, samples + margin, device=period.device) % samples
            yield period[around].expand(2, -1)
            return
        before, held, left = rows.new_zeros(margin), None, samples
        for block in self._blocks(rows, circular=False):
            block = block[:left]
            left -= len(block)
            if held is not None:
                if not len(block):
                    break
                yield torch.cat([before, held, _first(block, margin)]).expand(2, -1)
                before = held[len(held) - margin :]
            held = block
        assert held is not None
        yield torch.cat([before, held, rows.new_zeros(margin)]).expand(2, -1)

    def _blocks(self, rows: Tensor, *, circular: bool) -> Iterator[Tensor]:
        """Yield audio (160 T) of rows (M, T) in blocks, each vocoded with as many neighbours as the vocoder reaches."""
        frames, reach = rows.shape[-1], vocoder_reach_frames(self.vocoder.config)
        for first in range(0, frames, VOCODED_FRAMES):
            last = min(first + VOCODED_FRAMES, frames)
            before = reach if circular else min(reach, first)
            after = reach if circular else min(reach, frames - last)
            seen = torch.arange(first - before, last + after, device=rows.device) % frames
            with torch.inference_mode():
                audio: Tensor = self.vocoder(rows[:, seen].T)
            yield audio[before * HOP_SAMPLES : (before + last - first) * HOP_SAMPLES]


def _first(audio: Tensor, samples: int) -> Tensor:
    """Return the first samples of audio (S), with silence where it is shorter."""
    return functional.pad(audio[:samples], (0, max(0, samples - len(audio))))


def encode_mel(vae: AutoencoderKL, mel: Tensor, generator: torch.Generator) -> Tensor:
    """Draw latents (B, C, W) of log-mel (B, 4 W, 64) from the posterior, scaled to what the U-Net was trained on."""
    posterior = vae.encode(mel[:, None]).latent_dist
    return folded(posterior.sample(generator) * vae.config.scaling_factor)


def decode_mel(vae: AutoencoderKL, latents: Tensor) -> Tensor:
    """Decode latents (B, C, W) to log-mel (B, 4 W, 64)."""
    mel: Tensor = vae.decode(unfolded(latents, vae.config.latent_channels) / vae.config.scaling_factor).sample
    return mel[:, 0]


def spread(rows: Tensor, frames: int) -> Tensor:
    """Stretch the rows (M, T) of a period to another number of frames, by linear interpolation around the loop."""
    count = rows.shape[-1]
    if frames == count:
        return rows
    positions = torch.arange(frames, dtype=torch.float64) * (count / frames)
    left = positions.floor().long().to(rows.device)
    share = (positions - positions.floor()).to(rows)
    return rows[:, left] * (1 - share) + rows[:, (left + 1) % count] * share


def vocoder_reach_frames(config: SpeechT5HifiGanConfig) -> int:
    """Return how many mel frames to either side one sample depends on, rounded up: 25 for the published vocoder."""
    reach, rate = float(ENDS_REACH), 1
    for step, kernel in zip(config.upsample_rates, config.upsample_kernel_sizes, strict=True):
        reach += kernel / step / rate
        rate *= step
        # A residual block alternates convolutions with each dilation and without.
        reach += (
            max(
                (size - 1) / 2 * (sum(dilations) + len(dilations))
                for size, dilations in zip(config.resblock_kernel_sizes, config.resblock_dilation_sizes, strict=True)
            )
            / rate
        )
    return math.ceil(reach + ENDS_REACH / rate)
