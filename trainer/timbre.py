"""The networks that timbre losses compare with (`losses/timbre.py`, `losses/latent_timbre.py`), trained before a stage.

In: mel rows or latents of training clips in which one instrument plays. Out: a frozen network, kept in the run folder
of the stage, so that a resumed run goes on with the same. On one core that of rows takes five minutes, and of 151
held-out clips it knew the instrument of 87 %, and 98 % among its first three of 100; that of latents takes as long, and
knew 87 and 95 %.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.whole_files import write_whole
from trainer.dataset.features import CachedClip
from trainer.dataset.rarity import drawing_chances
from trainer.dataset.windows import LatentClip, window_positions
from trainer.losses.latent_timbre import LatentTimbreNetwork
from trainer.losses.timbre import TimbreNetwork
from trainer.training.run_folder import writing_into
from trainer.training.runs import position_generator, warmup_cosine

TIMBRE_FILE = "timbre.pt"
_STEPS, _LATENT_STEPS, _BATCH = 330, 1_500, 48
_FRAMES = 192
"""Sixteen sixteenths: four quarters."""
_LEARNING_RATE, _WEIGHT_DECAY, _WARMUP = 1.5e-3, 0.05, 100
_SMOOTHING = 0.05
_RARITY = 0.6
"""An instrument with ten times as many clips is drawn 10 ** 0.4 times as often."""
_LOUDER = 0.15
"""Largest change of level, in rows' units of 40 dB: how loud a clip is says nothing."""
_FEWEST = 2
"""Instruments that can be distinguished."""
_NOISE = 0.3
"""Largest noise on latents, whose variance is 1: that of a student's estimates is about 0.2."""

Clip = TypeVar("Clip")
Classifier = TypeVar("Classifier", TimbreNetwork, LatentTimbreNetwork)


def timbre_network(
    folder: Path, clips: Sequence[CachedClip], *, seed: int, say: Callable[[str], None], steps: int = _STEPS
) -> TimbreNetwork:
    """Return the frozen network of rows of a run folder, trained first if it is not there.

    Raises:
        ModelError: no two instruments have clips of their own.
        ProjectError: the folder cannot be written.
    """
    single = [(clip, player) for clip in clips if (player := clip.label.player) is not None]
    return _kept(folder, TimbreNetwork, single, _stretch, seed=seed, say=say, steps=steps)


def latent_timbre_network(
    folder: Path, clips: Sequence[LatentClip], *, seed: int, say: Callable[[str], None], steps: int = _LATENT_STEPS
) -> LatentTimbreNetwork:
    """Return the frozen network of latents of a run folder, trained first if it is not there.

    Raises:
        ModelError: no two instruments have clips of their own.
        ProjectError: the folder cannot be written.
    """
    single = [(clip, instrument) for clip in clips if (instrument := clip.instrument) is not None]
    of_classes = partial(LatentTimbreNetwork, clips[0].latents.shape[1])
    return _kept(folder, of_classes, single, _noisy_window, seed=seed, say=say, steps=steps)


def _stretch(clip: CachedClip, rng: np.random.Generator) -> np.ndarray:
    """Draw rows (M, T) of a clip, a little louder or softer."""
    start = int(rng.integers(0, max(len(clip.rows) - _FRAMES, 0) + 1))
    stretch: np.ndarray = clip.rows[np.arange(start, start + _FRAMES) % len(clip.rows)].T.astype(np.float32)
    return stretch + np.float32(rng.uniform(-_LOUDER, _LOUDER))


def _noisy_window(clip: LatentClip, rng: np.random.Generator) -> np.ndarray:
    """Draw latents (C, W) of a clip with some noise."""
    window = clip.latents[window_positions(clip, rng)].T.astype(np.float32)
    noise = rng.standard_normal(window.shape, dtype=np.float32)
    noisy: np.ndarray = window + np.float32(rng.uniform(0, _NOISE)) * noise
    return noisy


def _kept(
    folder: Path,
    of_classes: Callable[[int], Classifier],
    single: Sequence[tuple[Clip, Hashable]],
    draw: Callable[[Clip, np.random.Generator], np.ndarray],
    *,
    seed: int,
    say: Callable[[str], None],
    steps: int,
) -> Classifier:
    """Return the network that a folder keeps, trained and kept first if it is not there."""
    path = folder / TIMBRE_FILE
    if not path.exists():
        classes = len({instrument for _, instrument in single})
        if classes < _FEWEST:
            raise ModelError("timbre_weight needs training clips of single instruments; leave it out for this corpus")
        say("training the network that judges timbre")
        torch.manual_seed(seed)
        trained = _trained(of_classes(classes), single, draw, seed=seed, steps=steps)
        content = io.BytesIO()
        torch.save({"classes": classes, "model": trained.state_dict()}, content)
        with writing_into(folder):
            write_whole(path, content.getbuffer())
    state = torch.load(path, weights_only=True)
    found = of_classes(state["classes"])
    found.load_state_dict(state["model"])
    return found.eval().requires_grad_(False)


def _trained(
    network: Classifier,
    single: Sequence[tuple[Clip, Hashable]],
    draw: Callable[[Clip, np.random.Generator], np.ndarray],
    *,
    seed: int,
    steps: int,
) -> Classifier:
    """Train a network to recognise the instruments of clips from the excerpts that `draw` takes of them."""
    instruments = {instrument for _, instrument in single}
    classes = {instrument: number for number, instrument in enumerate(sorted(instruments, key=str))}
    chances = drawing_chances([instrument for _, instrument in single], _RARITY)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=_WEIGHT_DECAY)
    for step in range(steps):
        shown, targets = [], []
        for item in range(_BATCH):
            generator = position_generator(seed, step, item)
            clip, instrument = single[generator.choice(len(single), p=chances)]
            shown.append(draw(clip, generator))
            targets.append(classes[instrument])
        for group in optimizer.param_groups:
            group["lr"] = warmup_cosine(step, peak=_LEARNING_RATE, warmup=min(_WARMUP, steps // 3), steps=steps)
        with mixed_precision(torch.device("cpu")):
            logits = network(torch.from_numpy(np.stack(shown))).float()
        loss = nn.functional.cross_entropy(logits, torch.tensor(targets), label_smoothing=_SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network
