"""The network that the autoencoder's timbre loss compares with (`losses/timbre.py`), trained before the autoencoder.

In: the mel rows of training clips in which one instrument plays. Out: a frozen network, kept in the autoencoder's run
folder, so that a resumed run goes on with the same. It takes five minutes on one core; of 151 held-out clips it knew
the instrument of 87 %, and 98 % among its first three of 100.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.precision import mixed_precision
from trainer.dataset.features import CachedClip
from trainer.losses.timbre import TimbreNetwork
from trainer.training.runs import position_generator, warmup_cosine
from trainer.training.whole_files import write_whole, writing_into

TIMBRE_FILE = "timbre.pt"
_STEPS, _BATCH = 330, 48
_FRAMES = 192
"""Sixteen sixteenths: four quarters."""
_LEARNING_RATE, _WEIGHT_DECAY, _WARMUP = 1.5e-3, 0.05, 100
_SMOOTHING = 0.05
_RARITY = 0.6
"""An instrument with ten times as many clips is drawn 10 ** 0.4 times as often."""
_LOUDER = 0.15
"""Largest change of level, in rows' units of 40 dB: how loud a clip is says nothing."""


def timbre_network(
    folder: Path, clips: Sequence[CachedClip], *, seed: int, say: Callable[[str], None], steps: int = _STEPS
) -> TimbreNetwork:
    """Return the frozen network of a run folder, trained first if it is not there.

    Raises:
        ModelError: no two clips hold one instrument each.
        ProjectError: the folder cannot be written.
    """
    path = folder / TIMBRE_FILE
    if not path.exists():
        say(f"training the network that judges timbre, {steps} steps")
        trained = _trained(clips, seed=seed, steps=steps)
        content = io.BytesIO()
        torch.save({"classes": trained.out.out_features, "model": trained.state_dict()}, content)
        with writing_into(folder):
            write_whole(path, content.getbuffer())
    state = torch.load(path, weights_only=True)
    network = TimbreNetwork(state["classes"])
    network.load_state_dict(state["model"])
    return network.eval().requires_grad_(False)


def _trained(clips: Sequence[CachedClip], *, seed: int, steps: int) -> TimbreNetwork:
    """Train a network to tell the instruments of clips apart."""
    single = [clip for clip in clips if len(clip.label.instruments) == 1]
    counts = Counter(clip.label.instruments[0] for clip in single)
    if len(counts) < 2:
        raise ModelError("timbre_weight needs training clips of single instruments; leave it out for this corpus")
    classes = {name: number for number, name in enumerate(sorted(counts))}
    chances = np.array([counts[clip.label.instruments[0]] ** -_RARITY for clip in single])
    chances /= chances.sum()
    torch.manual_seed(seed)
    network = TimbreNetwork(len(classes))
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=_WEIGHT_DECAY)
    for step in range(steps):
        rows, targets = [], []
        for item in range(_BATCH):
            generator = position_generator(seed, step, item)
            clip = single[generator.choice(len(single), p=chances)]
            start = int(generator.integers(0, max(len(clip.rows) - _FRAMES, 0) + 1))
            stretch = clip.rows[np.arange(start, start + _FRAMES) % len(clip.rows)].T.astype(np.float32)
            rows.append(stretch + np.float32(generator.uniform(-_LOUDER, _LOUDER)))
            targets.append(classes[clip.label.instruments[0]])
        for group in optimizer.param_groups:
            group["lr"] = warmup_cosine(step, peak=_LEARNING_RATE, warmup=min(_WARMUP, steps // 3), steps=steps)
        with mixed_precision(torch.device("cpu")):
            logits = network(torch.from_numpy(np.stack(rows))).float()
        loss = nn.functional.cross_entropy(logits, torch.tensor(targets), label_smoothing=_SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network
