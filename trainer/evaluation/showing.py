"""Samples of a validation for TensorBoard: mel rows as a picture below the score, and as sound by Griffin-Lim.

In: rows (M, T), or a sampler of latents. Out: a `Showing` for `tensorboard_log.py`. The sound is played at 24 columns a
second whatever the clip's own tempo, which is enough to judge whether a model works.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import DRUM_CLASSES, NOTED_FEATURES, PITCHES
from musiccm_daw.model.autoencoder import Autoencoder
from musiccm_daw.model.mel import MEL_ROWS, SAMPLE_RATE
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from trainer.dataset.windows import Batch, LatentCorpus
from trainer.training.runs import position_generator
from trainer.training.tensorboard_log import Showing

COLUMNS_PER_SECOND = 24
SHOWN_WINDOWS = 2
HELD_BRIGHTNESS = 0.4

Sample = Callable[[Batch, Tensor], Tensor]
"""A function of a batch's conditions and unit noise (B, C, W) that returns latents (B, C, W)."""


def score_picture(columns: Tensor) -> NDArray[np.uint8] | None:
    """Draw the score rows of condition columns (F, W) over the frames of their latents; None if there are none.

    High pitches are above, the drums below them; struck notes are as bright as they are loud, held ones dim.
    """
    from matplotlib import colormaps

    score = columns[FEATURES:NOTED_FEATURES].float().cpu().numpy()
    if not score.any():
        return None
    sounding, struck, drums, _ = np.split(score, [PITCHES, 2 * PITCHES, 2 * PITCHES + DRUM_CLASSES])
    notes = np.concatenate([np.maximum(HELD_BRIGHTNESS * sounding, struck)[::-1], drums])
    coloured = colormaps["magma"](notes.repeat(2, axis=0).repeat(FRAMES_PER_COLUMN, axis=1))
    picture: NDArray[np.uint8] = np.round(255 * coloured[..., :3]).astype(np.uint8)
    return picture


def rows_picture(*stretches: Tensor) -> NDArray[np.uint8]:
    """Draw level rows (M, T) of one or more stretches as (height, width, 3), low rows below, one under another."""
    from matplotlib import colormaps

    levels = np.concatenate([rows[:MEL_ROWS].flip(0).float().cpu().numpy() for rows in stretches])
    coloured = colormaps["magma"]((levels.clip(-1, 1) + 1) / 2)
    return np.round(255 * coloured[..., :3]).astype(np.uint8)


@torch.inference_mode()
def rows_sound(rows: Tensor) -> NDArray[np.float32]:
    """Return the mid signal (S) of rows (M, T), within -1 to 1."""
    samples = round(rows.shape[-1] / FRAMES_PER_COLUMN / COLUMNS_PER_SECOND * SAMPLE_RATE)
    audio = GriffinLim()(rows.float().cpu(), samples, False).mean(0)
    sound: NDArray[np.float32] = audio.clamp(-1, 1).numpy()
    return sound


@torch.inference_mode()
def show_latents(sample: Sample, held_out: LatentCorpus, codec: Autoencoder, sounds: bool) -> Showing:
    """Sample under the conditions of fixed held-out windows; show score, the window's own music and the result."""
    device = next(codec.parameters()).device
    batch = held_out.draw([position_generator(0, index) for index in range(SHOWN_WINDOWS)]).to(device)
    noise = torch.randn(batch.x0.shape, generator=torch.Generator().manual_seed(0)).to(device)
    with mixed_precision(device):
        made, true = (codec.decode(latents).float() for latents in (sample(batch, noise), batch.x0))
    names = [f"sample_{index + 1}" for index in range(SHOWN_WINDOWS)]
    pictures = {}
    for name, columns, *rows in zip(names, batch.columns, true, made, strict=True):
        score = score_picture(columns)
        shown = rows_picture(*rows)
        pictures[name] = shown if score is None else np.concatenate([score, shown])
    return Showing(
        pictures,
        {name: rows_sound(rows) for name, rows in zip(names, made, strict=True)} if sounds else {},
    )
