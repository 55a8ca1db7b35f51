"""The tagger that judges: what style, role and instruments does a recording have, and which caption does it fit?

In: audio (S,) or (S, A). Out: `Heard`: an embedding for every three seconds, class posteriors, and a point in a space
that it shares with captions. It was trained on true renders of the corpus alone (`trainer/evaluation/train_tagger.py`),
knows neither the autoencoder nor the denoisers, and its weights (Apache-2.0, as all that is trained here) lie beside
this file. It judges music of the corpus' kinds; its accuracy on held-out songs stands in every report.

Sources: what a judge of music is asked for follows MusicCM's section 4 (PANN and CLAP in this one's place, which cannot
be shipped: no package on PyPI brings either's weights); two towers and a contrastive loss as in CLAP (Elizalde et al.
2022); depthwise separable convolutions on log-mels as in YAMNet (Howard et al. 2017, "MobileNets").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.text_encoder import TEXT_WIDTH, TextEncoder
from trainer.metrics.mels import BANDS, CEILING_DB, FLOOR_DB, log_mels, windows_of

SHIPPED = Path(__file__).parent / "tagger.safetensors"

EMBEDDING_WIDTH, JOINT_WIDTH = 64, 128


@dataclass(frozen=True)
class TaggerLabels:
    """The words behind the outputs, and the score on held-out songs that the trainer measured."""

    styles: tuple[str, ...]
    roles: tuple[str, ...]
    instruments: tuple[str, ...]
    trained_on: str


@dataclass(frozen=True)
class Heard:
    """What the tagger hears in one clip."""

    windows: NDArray[np.float32]
    """Embeddings (windows, 64) of every three seconds."""
    joint: NDArray[np.float32]
    """Unit vector (128) in the space of captions."""
    styles: NDArray[np.float64]
    """Posterior over styles; sums to 1."""
    roles: NDArray[np.float64]
    """Posterior over roles ("mix" is one); sums to 1."""
    instruments: NDArray[np.float64]
    """Probability of each instrument, each by itself."""

    @property
    def classes(self) -> NDArray[np.float64]:
        """Posterior over (role, style) pairs, flat: the product of the two."""
        return np.outer(self.roles, self.styles).ravel()


class _Block(nn.Sequential):
    """Depthwise 3 x 3 convolution, then pointwise; both normalised."""

    def __init__(self, inside: int, outside: int, stride: int) -> None:
        super().__init__(
            nn.Conv2d(inside, inside, 3, stride, padding=1, groups=inside, bias=False),
            nn.BatchNorm2d(inside),
            nn.SiLU(),
            nn.Conv2d(inside, outside, 1, bias=False),
            nn.BatchNorm2d(outside),
            nn.SiLU(),
        )


@dataclass(frozen=True)
class Logits:
    """Outputs for a batch of windows: each (B, classes), `embedding` (B, 64), `joint` (B, 128) of any length."""

    embedding: Tensor
    joint: Tensor
    styles: Tensor
    roles: Tensor
    instruments: Tensor


class Tagger(nn.Module):
    """Log-mels of three seconds to tags, embedding and joint space; 0.3 M parameters."""

    def __init__(self, labels: TaggerLabels) -> None:
        super().__init__()
        self.labels = labels
        self.trunk = nn.Sequential(
            nn.Conv2d(2, 32, (5, 9), (2, 4), padding=(2, 4), bias=False),
            nn.BatchNorm2d(32),
            nn.SiLU(),
            _Block(32, 64, 2),
            _Block(64, 96, 2),
            _Block(96, 160, 2),
            _Block(160, 192, 1),
        )
        pooled = 192 * BANDS // 16
        self.embedding = nn.Linear(pooled, EMBEDDING_WIDTH)
        self.joint = nn.Linear(pooled, JOINT_WIDTH)
        self.styles = nn.Linear(EMBEDDING_WIDTH, len(labels.styles))
        self.roles = nn.Linear(EMBEDDING_WIDTH, len(labels.roles))
        self.instruments = nn.Linear(EMBEDDING_WIDTH, len(labels.instruments))
        self.caption = nn.Linear(TEXT_WIDTH, JOINT_WIDTH)

    def forward(self, windows: Tensor) -> Logits:
        """Hear windows (B, 2, bands, frames) in dB."""
        spectra = 2 * (windows - FLOOR_DB) / (CEILING_DB - FLOOR_DB) - 1
        pooled = nn.functional.dropout(self.trunk(spectra).mean(3).flatten(1), 0.2, self.training)
        embedding = self.embedding(pooled)
        seen = nn.functional.silu(embedding)
        return Logits(embedding, self.joint(pooled), self.styles(seen), self.roles(seen), self.instruments(seen))

    @torch.inference_mode()
    def hear(self, audio: NDArray[np.floating], sample_rate: int) -> Heard:
        """Everything about one clip (S,) or (S, A); logits are averaged over its windows."""
        return self.hear_mels(log_mels(audio, sample_rate))

    @torch.inference_mode()
    def hear_mels(self, mels: Tensor) -> Heard:
        """The same from its mels (2, bands, frames)."""
        told = self(windows_of(mels))
        return Heard(
            windows=told.embedding.numpy(),
            joint=_unit(told.joint.mean(0)).numpy(),
            styles=told.styles.mean(0).double().softmax(0).numpy(),
            roles=told.roles.mean(0).double().softmax(0).numpy(),
            instruments=told.instruments.mean(0).double().sigmoid().numpy(),
        )

    @torch.inference_mode()
    def read(self, sentences: Tensor) -> NDArray[np.float32]:
        """Unit vectors (n, 128) of captions, from their sentence embeddings (n, E)."""
        told: Tensor = _unit(self.caption(sentences))
        return told.numpy()


def _unit(vectors: Tensor) -> Tensor:
    return nn.functional.normalize(vectors, dim=-1)


@torch.inference_mode()
def sentences(captions: Sequence[str], encoder: TextEncoder) -> Tensor:
    """Sentence embeddings (n, E) of captions: the mean over tokens, at unit length, as all-MiniLM-L6-v2 is meant."""
    found = torch.zeros(len(captions), TEXT_WIDTH)
    # Captions of like length together: padding costs as much as text.
    order = sorted(range(len(captions)), key=lambda number: len(captions[number]))
    for start in range(0, len(order), 64):
        chunk = order[start : start + 64]
        text, mask = encoder([captions[number] for number in chunk])
        found[chunk] = _unit((text * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
    return found


def save_tagger(tagger: Tagger, path: Path) -> None:
    """One safetensors file in half precision, its labels in the header."""
    labels = tagger.labels
    facts = {"styles": labels.styles, "roles": labels.roles, "instruments": labels.instruments}
    header = {"labels": json.dumps(facts), "trained_on": labels.trained_on, "licence": "Apache-2.0"}
    tensors = {name: tensor.half().contiguous() for name, tensor in tagger.state_dict().items() if tensor.ndim}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    save_file(tensors, part, header)
    part.replace(path)


def load_tagger(path: Path = SHIPPED) -> Tagger:
    """Read a tagger.

    Raises:
        ModelError: there is none, or the file is not one.
    """
    if not path.exists():
        raise ModelError(
            f"no tagger at {path}; train one: python -m trainer.evaluation.train_tagger --corpus corpus --out {path}"
        )
    try:
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 (no mapping)
        facts = json.loads(header["labels"])
        tagger = Tagger(TaggerLabels(**{k: tuple(v) for k, v in facts.items()}, trained_on=header["trained_on"]))
        # The counters of batch normalisation are not kept: only training needs them.
        tagger.load_state_dict(tagger.state_dict() | tensors)
    except (SafetensorError, OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise ModelError(
            f"{path} is no tagger of this version ({error}); train one: python -m trainer.evaluation.train_tagger"
        ) from error
    return tagger.eval()
