"""The data for distilling MusicLDM: crops of a corpus encoded by the teacher's autoencoder, captions by its CLAP.

In: any corpus folder (`trainer/corpus/manifest.py`). Out: batches like those of `latents.py`, with a single embedding
per caption. A crop has the length that the teacher was trained on (10.24 s), is mono at 16 kHz and levelled as AudioLDM
levels its clips; it starts on a bar line, and the next one on the first bar line at least half a crop later. Loops wrap
around; other clips that are too short are padded with silence. Each teacher's latents have a cache folder of their own,
since they do not fit any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import soundfile
import torch
from numpy.typing import NDArray
from scipy.signal import resample_poly
from torch import Tensor

from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.errors import RequestError
from musiccm_daw.model.musicldm.folder import SAMPLE_RATE
from musiccm_daw.model.musicldm.mel import LogMel, levelled
from musiccm_daw.model.musicldm.pipeline import COLUMNS_PER_SECOND, MusicLDM, encode_mel
from musiccm_daw.timebase import TimeGrid, round_half_up
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.dataset.features import clip_grid, shard_of
from trainer.dataset.latents import encode_captions
from trainer.dataset.shard_cache import ShardCache, audio_fingerprint
from trainer.dataset.windows import DROP_ALL, Batch

SAMPLES_PER_COLUMN = SAMPLE_RATE // COLUMNS_PER_SECOND
CROPS_AT_ONCE = 4
"""Crops in one pass of the autoencoder."""


@dataclass(frozen=True)
class Crop:
    """A crop: latents (C, W) float16, captions as indices into the embeddings."""

    latents: NDArray[np.float16]
    captions: tuple[int, ...]


class CropCorpus:
    """Crops on disk, and batches drawn from them, with the interface of `LatentCorpus`."""

    def __init__(self, crops: list[Crop], embeddings: list[NDArray[np.float16]]) -> None:
        self.clips = crops
        self.embeddings = embeddings

    def draw(self, generators: Sequence[np.random.Generator]) -> Batch:
        """Draw random crops with random captions, a tenth of them without, each with its own generator."""
        latents, text, captioned = [], [], []
        for rng in generators:
            crop = self.clips[rng.integers(len(self.clips))]
            latents.append(torch.from_numpy(crop.latents.astype(np.float32)))
            text.append(torch.from_numpy(self.embeddings[crop.captions[rng.integers(len(crop.captions))]]).float())
            captioned.append(rng.random() >= DROP_ALL)
        mask = torch.tensor(captioned)[:, None]
        return Batch(torch.stack(latents), no_columns(len(latents)), torch.stack(text), mask)


def no_columns(batch: int) -> Tensor:
    """Return condition columns (B, F, 1) for a network that ignores them."""
    return torch.zeros(batch, FEATURES, 1)


def crop_starts(grid: TimeGrid, *, loop: bool, crop_samples: int) -> list[int]:
    """Return where the crops of a clip start, in samples at 16 kHz: on bar lines, half a crop or more apart."""
    total = grid.total_samples(SAMPLE_RATE)
    bar = grid.total_seconds / grid.bars * SAMPLE_RATE
    lines = [round_half_up(index * bar) for index in range(grid.bars)]
    last = total - 1 if loop else max(0, total - crop_samples)
    starts = [0]
    for line in lines:
        if line - starts[-1] >= crop_samples // 2 and line <= last:
            starts.append(line)
    return starts


def mono(audio: NDArray[np.float32], sample_rate: int, samples: int) -> NDArray[np.float32]:
    """Convert audio (S, A) to `samples` samples of mono at 16 kHz."""
    ratio = Fraction(SAMPLE_RATE, sample_rate)
    resampled = resample_poly(audio.mean(axis=1), ratio.numerator, ratio.denominator)
    whole = np.zeros(samples, dtype=np.float32)
    whole[: len(resampled)] = resampled[:samples]
    return whole


def crops_of(label: ClipLabel, corpus: Path, crop_samples: int) -> Tensor:
    """Read the crops (n, S) of a clip, each levelled."""
    grid = clip_grid(label)
    audio, sample_rate = soundfile.read(corpus / label.file, dtype="float32", always_2d=True)
    whole = mono(audio, sample_rate, grid.total_samples(SAMPLE_RATE))
    crops = []
    for start in crop_starts(grid, loop=label.loop, crop_samples=crop_samples):
        if label.loop:
            crops.append(levelled(torch.from_numpy(whole[(start + np.arange(crop_samples)) % len(whole)])))
        else:
            music = levelled(torch.from_numpy(whole[start : start + crop_samples]))
            crops.append(torch.nn.functional.pad(music, (0, crop_samples - len(music))))
    return torch.stack(crops)


@torch.inference_mode()
def encode_clip(model: MusicLDM, front_end: LogMel, crops: Tensor, seed: int) -> NDArray[np.float16]:
    """Encode crops (n, S) as latents (n, C, W), drawn from the autoencoder's posterior with a seed."""
    generator = torch.Generator().manual_seed(seed)
    parts = [
        encode_mel(model.vae, front_end(some.to(model.device)), generator).cpu() for some in crops.split(CROPS_AT_ONCE)
    ]
    return torch.cat(parts).to(torch.float16).numpy()


def cache_name(teacher: Path) -> str:
    """Return the cache folder's name for a teacher: a hash of the weights that make its latents and embeddings."""
    digest = hashlib.sha256()
    for name in ("vae/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors"):
        with (teacher / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"latents-{digest.hexdigest()[:12]}"


def load_crop_corpora(model: MusicLDM, corpus: Path, cache: Path) -> tuple[CropCorpus, CropCorpus]:
    """Load the training and the held-out crops of a corpus; shards that are not in the cache are encoded.

    Raises:
        RequestError: the corpus has no training clips.
        ModelError: a manifest is of another version.
    """
    labels = read_manifest(corpus)
    if not any(label.split == "train" for label in labels):
        raise RequestError(
            f"{corpus} holds no training clips; render a corpus with musiccm train corpus, or import one with "
            "musiccm train corpus import"
        )
    cache.mkdir(parents=True, exist_ok=True)
    shards: dict[str, list[ClipLabel]] = {}
    for label in labels:
        shards.setdefault(shard_of(label), []).append(label)
    captions = list(dict.fromkeys(caption for label in labels for caption in label.captions))
    index = {caption: number for number, caption in enumerate(captions)}
    embeddings = encode_captions(captions, cache, lambda: model.encode_texts)
    split: dict[bool, list[Crop]] = {True: [], False: []}
    kept = ShardCache(cache)
    for shard, members in shards.items():
        source = audio_fingerprint(members)
        if not kept.holds(shard, source):
            kept.write(shard, _encode_shard(model, corpus, members), source)
        latents = np.load(kept.path(shard), mmap_mode="r")
        first = 0
        for label in members:
            starts = crop_starts(clip_grid(label), loop=label.loop, crop_samples=_crop_samples(model))
            found = tuple(index[caption] for caption in label.captions)
            split[label.split == "train"] += [
                Crop(latents[number], found) for number in range(first, first + len(starts))
            ]
            first += len(starts)
    return CropCorpus(split[True], embeddings), CropCorpus(split[False], embeddings)


def _encode_shard(model: MusicLDM, corpus: Path, labels: list[ClipLabel]) -> NDArray[np.float16]:
    front_end = LogMel().to(model.device)
    encoded = [
        encode_clip(model, front_end, crops_of(label, corpus, _crop_samples(model)), number)
        for number, label in enumerate(labels)
    ]
    return np.concatenate(encoded)


def _crop_samples(model: MusicLDM) -> int:
    return model.window_columns * SAMPLES_PER_COLUMN
