"""The tagger that judges models: a recording's style, role and instruments, and how well a caption fits it.

In: audio (S,) or (S, A). Out: `Tags`: an embedding for every three seconds, class posteriors, and a point in a space
shared with captions. It was trained only on true renders of the corpus (`trainer/evaluation/train_tagger.py`), has seen
nothing of the autoencoder or the denoisers, and its weights (Apache-2.0, like everything trained here) lie beside this
file. It judges the kinds of music in the corpus; every report states its accuracy on held-out songs.

Sources: what is measured follows MusicCM's section 4, which uses PANN and CLAP (those cannot be shipped: no package on
PyPI carries their weights); two towers and a contrastive loss as in CLAP (Elizalde et al. 2022); depthwise separable
convolutions on log-mels as in YAMNet (Howard et al. 2017, "MobileNets").
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
from safetensors.torch import save
from torch import Tensor, nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.text_encoder import TEXT_WIDTH, TextEncoder
from musiccm_daw.whole_files import write_whole
from trainer.metrics.mels import BANDS, CEILING_DB, FLOOR_DB, log_mels, windows_of

SHIPPED = Path(__file__).parent / "tagger.safetensors"

EMBEDDING_WIDTH, JOINT_WIDTH = 64, 128


@dataclass(frozen=True)
class TaggerLabels:
    """The names of the outputs, and what the tagger was trained on."""

    styles: tuple[str, ...]
    roles: tuple[str, ...]
    instruments: tuple[str, ...]
    trained_on: str


@dataclass(frozen=True)
class Tags:
    """The tagger's output for one clip."""

    windows: NDArray[np.float32]
    """Embeddings (windows, 64), one for every three seconds."""
    joint: NDArray[np.float32]
    """Unit vector (128) in the space shared with captions."""
    styles: NDArray[np.float64]
    """Posterior over styles; sums to 1."""
    roles: NDArray[np.float64]
    """Posterior over roles ("mix" is one); sums to 1."""
    instruments: NDArray[np.float64]
    """Independent probability of each instrument."""

    @property
    def classes(self) -> NDArray[np.float64]:
        """Posterior over (role, style) pairs, flat: the product of the two."""
        return np.outer(self.roles, self.styles).ravel()


class _Block(nn.Sequential):
    """A depthwise 3 x 3 convolution, then a pointwise one; both normalised."""

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
    """Outputs for a batch of windows: `embedding` (B, 64), unnormalised `joint` (B, 128), the others (B, classes)."""

    embedding: Tensor
    joint: Tensor
    styles: Tensor
    roles: Tensor
    instruments: Tensor


class Tagger(nn.Module):
    """A network from log-mels of three seconds to tags, embedding and joint space; 0.3 M parameters."""

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
        """Tag windows (B, 2, bands, frames) in dB."""
        spectra = 2 * (windows - FLOOR_DB) / (CEILING_DB - FLOOR_DB) - 1
        pooled = nn.functional.dropout(self.trunk(spectra).mean(3).flatten(1), 0.2, self.training)
        embedding = self.embedding(pooled)
        seen = nn.functional.silu(embedding)
        return Logits(embedding, self.joint(pooled), self.styles(seen), self.roles(seen), self.instruments(seen))

    @torch.inference_mode()
    def tag(self, audio: NDArray[np.floating], sample_rate: int) -> Tags:
        """Tag one clip (S,) or (S, A); logits are averaged over its windows."""
        return self.tag_mels(log_mels(audio, sample_rate))

    @torch.inference_mode()
    def tag_mels(self, mels: Tensor) -> Tags:
        """Tag one clip by its mels (2, bands, frames)."""
        logits = self(windows_of(mels))
        return Tags(
            windows=logits.embedding.numpy(),
            joint=_unit(logits.joint.mean(0)).numpy(),
            styles=logits.styles.mean(0).double().softmax(0).numpy(),
            roles=logits.roles.mean(0).double().softmax(0).numpy(),
            instruments=logits.instruments.mean(0).double().sigmoid().numpy(),
        )

    @torch.inference_mode()
    def embed_captions(self, sentences: Tensor) -> NDArray[np.float32]:
        """Map the sentence embeddings (n, E) of captions to unit vectors (n, 128) in the joint space."""
        vectors: Tensor = _unit(self.caption(sentences))
        return vectors.numpy()


def _unit(vectors: Tensor) -> Tensor:
    return nn.functional.normalize(vectors, dim=-1)


@torch.inference_mode()
def sentences(captions: Sequence[str], encoder: TextEncoder) -> Tensor:
    """Return sentence embeddings (n, E): the mean over tokens, at unit length, as all-MiniLM-L6-v2 was trained."""
    found = torch.zeros(len(captions), TEXT_WIDTH)
    # Captions of similar length together: padding costs as much as tokens.
    order = sorted(range(len(captions)), key=lambda number: len(captions[number]))
    for start in range(0, len(order), 64):
        chunk = order[start : start + 64]
        text, mask = encoder([captions[number] for number in chunk])
        found[chunk] = _unit((text * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
    return found


def save_tagger(tagger: Tagger, path: Path) -> None:
    """Write one safetensors file in half precision, with the labels in its header."""
    labels = tagger.labels
    facts = {"styles": labels.styles, "roles": labels.roles, "instruments": labels.instruments}
    header = {"labels": json.dumps(facts), "trained_on": labels.trained_on, "licence": "Apache-2.0"}
    tensors = {name: tensor.half().contiguous() for name, tensor in tagger.state_dict().items() if tensor.ndim}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, save(tensors, header))


def load_tagger(path: Path = SHIPPED) -> Tagger:
    """Read a tagger.

    Raises:
        ModelError: there is no file, or it is not a tagger.
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
            f"{path} is not a tagger of this version ({error}); train one: python -m trainer.evaluation.train_tagger"
        ) from error
    return tagger.eval()
