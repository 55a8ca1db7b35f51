"""Stage 1: the mel autoencoder, trained to keep partials and attacks.

In: the corpus' cached mel rows. Out: a run folder with the autoencoder's state. The loss compares levels and their
differences along frequency (partials) at several time averages, and attacks frame by frame. Noise on the latents
teaches the decoder to forgive a denoiser's errors.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.mel import FLOOR_DB, HIGH_BAND, LOW_BAND, MEL_ROWS, hz_to_mel
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from trainer.corpus.features import CachedClip, load_features
from trainer.runs import Logger, Run, position_generator, warmup_cosine


@dataclass(frozen=True)
class AutoencoderTraining:
    """Options of this stage."""

    steps: int = 10_000
    batch: int = 16
    columns: int = 48
    learning_rate: float = 1.3e-3
    warmup: int = 200
    latent_noise: float = 0.1
    difference_weight: float = 0.5
    stereo_weight: float = 0.3
    pools: tuple[int, ...] = (1, 4, 16)
    """Frames over which powers are averaged before they are compared, and the weights of these comparisons."""
    pool_weights: tuple[float, ...] = (0.5, 0.5, 1.0)
    seed: int = 1
    log_every: int = 100
    validate_every: int = 1_000


def draw_rows(clips: list[CachedClip], options: AutoencoderTraining, step: int) -> Tensor:
    """Batch (B, M, T) of random stretches; frames wrap around in clips that loop or are shorter than the stretch."""
    rng = position_generator(options.seed, step)
    frames = options.columns * FRAMES_PER_COLUMN
    batch = []
    for clip in rng.choice(len(clips), options.batch):
        rows = clips[clip].rows
        start = int(rng.integers(0, max(len(rows) - frames, 0) + 1))
        stretch = rows[np.arange(start, start + frames) % len(rows)]
        batch.append(stretch.T.astype(np.float32))
    return torch.from_numpy(np.stack(batch))


def row_weights() -> Tensor:
    """Weight (rows, 1) of every row that holds a level: its width in mel, with a mean of one.

    By their number alone the dense low bins would drown the rest. The high rows count 0.6 of that: they hold noise
    more than pitch.
    """
    bins_hz = torch.arange(LOW_BAND.rows) * LOW_BAND.bin_hz
    low = LOW_BAND.bin_hz * 1127.0 / (700.0 + bins_hz)
    high_mels = hz_to_mel(HIGH_BAND.high_hz) - hz_to_mel(HIGH_BAND.low_hz)
    high = torch.full((HIGH_BAND.rows,), 0.6 * high_mels / (HIGH_BAND.rows + 1))
    weights = torch.cat([low, high])
    return (weights / weights.mean())[:, None]


def pooled(rows: Tensor, frames: int) -> Tensor:
    """Log-magnitude rows (B, M, T) of the power averaged over `frames` frames: (B, M, T / frames)."""
    if frames == 1:
        return rows
    scale = -FLOOR_DB / 20
    power = 10.0 ** ((rows - 1.0) * scale)
    return torch.nn.functional.avg_pool1d(power, frames).clamp(min=1e-12).log10() / scale + 1.0


def reconstruction_loss(decoded: Tensor, rows: Tensor, options: AutoencoderTraining) -> Tensor:
    """Weighted L1 of levels and of partials (differences along frequency) at three lengths, and of attacks; (B, M, T).

    A single frame of noise is random from bin to bin, and nobody hears which bin it was; the mean over a few frames is
    not. Averages therefore carry most of the weight: they are what tells a held partial from noise. A loud bin weighs
    more: 1.5 at -20 dB, 0.7 at -40 dB, 0.05 at the floor.
    """
    weight = row_weights()
    stereo = (decoded - rows)[:, MEL_ROWS:].abs().mean()
    total = options.stereo_weight * stereo
    for frames, share in zip(options.pools, options.pool_weights, strict=True):
        aim = pooled(rows[:, :MEL_ROWS], frames)
        error = pooled(decoded[:, :MEL_ROWS], frames) - aim
        loudness = weight * (2.5 * ((aim + 1.0) / 2).clamp(0, 1).square() + 0.05)
        level = (loudness * error.abs()).mean()
        partials = (loudness[:, 1:] * error.diff(dim=1).abs()).mean()
        total = total + share * (level + options.difference_weight * partials)
        if frames == 1:
            attacks = (loudness[:, :, 1:] * error.diff(dim=2).abs()).mean()
            total = total + share * options.difference_weight * attacks
    return total


def validation_error_db(model: Autoencoder, clips: list[CachedClip]) -> float:
    """Mean absolute error of the mel rows in dB, rows weighted as in training, over whole held-out clips."""
    model.eval()
    errors = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for clip in clips:
            rows = torch.from_numpy(clip.rows.T.astype(np.float32))[None]
            decoded = model.decode(model.encode(rows)).float()
            errors.append(float((row_weights() * (decoded - rows)[:, :MEL_ROWS].abs()).mean()))
    model.train()
    return float(np.mean(errors)) * -FLOOR_DB / 2


def train_autoencoder(
    corpus: Path,
    cache: Path,
    out: Path,
    *,
    options: AutoencoderTraining,
    config: AutoencoderConfig,
    time_budget: float | None,
    say: Logger,
) -> None:
    """Train in `out`, from its last state if it has one, until the last step or the end of the budget."""
    run = Run(out, time_budget, say)
    clips = load_features(corpus, cache)
    training = [clip for clip in clips if clip.label.split == "train"]
    held_out = [clip for clip in clips if clip.label.split != "train"][:48]
    torch.manual_seed(options.seed)
    model = Autoencoder(config)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.99), weight_decay=0.01)
    step = 0
    if (state := run.load()) is not None:
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]

    def whole_state() -> dict[str, object]:
        return {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "config": asdict(config),
        }

    losses: list[float] = []
    while step < options.steps and not run.out_of_time:
        # One training step: draw, encode, add noise, decode, compare.
        rate = warmup_cosine(step, peak=options.learning_rate, warmup=options.warmup, steps=options.steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        rows = draw_rows(training, options, step)
        with torch.autocast("cpu", torch.bfloat16):
            latents = model.encode(rows)
            decoded = model.decode(latents + options.latent_noise * torch.randn_like(latents))
        loss = reconstruction_loss(decoded.float(), rows, options)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1

        losses.append(loss.item())
        if step % options.log_every == 0:
            run.log(step, loss=float(np.mean(losses)), rate=rate)
            losses.clear()
        if step % options.validate_every == 0 and held_out:
            run.log(step, held_out_db=validation_error_db(model, held_out))
        if run.save_due:
            run.save(whole_state())
    run.save(whole_state())
    if held_out:
        run.log(step, held_out_db=validation_error_db(model, held_out))
