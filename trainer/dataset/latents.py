"""Latents of the corpus with their conditions, in memory, for `windows.py` to draw from.

In: the feature cache, an autoencoder, the text encoder. Out: clips for training and for validation. Latents and the
embeddings of captions are kept in a cache, and made again when the corpus or the autoencoder has changed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import column_conditions
from musiccm_daw.engine.score_columns import score_columns
from musiccm_daw.errors import ModelError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.model.autoencoder import Autoencoder
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.whole_files import write_whole
from trainer.dataset.features import CachedClip, features_source, load_features, shard_of
from trainer.dataset.shard_cache import ShardCache, fingerprint
from trainer.dataset.windows import LatentClip, LatentCorpus, ScoreRows
from trainer.training.run_folder import writing_into

Encoder = Callable[[list[str]], tuple[Tensor, Tensor]]
"""Captions to text embeddings (B, L, E) and mask (B, L)."""


def clip_conditions(clip: CachedClip) -> np.ndarray:
    """Return the condition columns (F, W) float16 of a clip's label."""
    label = clip.label
    return column_conditions(
        clip.grid,
        chords=ChordProgression.parse(" | ".join(label.chords)) if label.chords else None,
        key=Key.parse(label.key) if label.key else None,
        role=label.known_role,
        energy=label.energy or None,
        swing=label.known_swing,
    ).astype(np.float16)


def clip_score(clip: CachedClip) -> ScoreRows | None:
    """Return the score rows of a clip of a single part; None for any other."""
    if len(clip.label.parts) != 1:
        return None
    columns = score_columns(clip.grid, clip.label.parts[0]).astype(np.float16)
    rows = np.flatnonzero(columns.any(axis=1))
    return ScoreRows(rows, columns[rows])


def encode_captions(
    captions: list[str], cache: Path, new_encoder: Callable[[], Encoder] = TextEncoder
) -> list[np.ndarray]:
    """Return embeddings (L, E) float16 of every caption; `cache` keeps them by the text of the caption.

    Raises:
        ProjectError: they cannot be written, in one line.
    """
    path = cache / "words.pt"
    known: dict[str, Tensor] = torch.load(path, weights_only=True) if path.exists() else {}
    missing = sorted({caption for caption in captions if caption not in known}, key=len)
    if missing:
        encoder = new_encoder()
        for start in range(0, len(missing), 256):
            chunk = missing[start : start + 256]
            embeddings, mask = encoder(chunk)
            for caption, row, present in zip(chunk, embeddings, mask, strict=True):
                known[caption] = row[present].half()
        content = io.BytesIO()
        torch.save(known, content)
        with writing_into(cache):
            write_whole(path, content.getbuffer())
    return [known[caption].numpy() for caption in captions]


def encode_latents(
    autoencoder: Autoencoder, clips: list[CachedClip], cache: Path, say: Callable[[str], None]
) -> list[np.ndarray]:
    """Return the latents (W, C) float16 of every clip; `cache` keeps one file per shard, made once per encoder."""
    kept, codec = ShardCache(cache), encoder_fingerprint(autoencoder)
    shards: dict[str, list[CachedClip]] = {}
    for clip in clips:
        shards.setdefault(shard_of(clip.label), []).append(clip)
    sources = {
        shard: fingerprint(codec, features_source([clip.label for clip in members]))
        for shard, members in shards.items()
    }
    missing = [shard for shard in shards if not kept.holds(shard, sources[shard])]
    if stale := kept.present(missing):
        say(f"{cache}: {len(stale)} of {len(shards)} shards are of another encoder or other audio; encoding them again")
    latents = []
    for shard, members in shards.items():
        if shard in missing:
            encoded = np.concatenate([_encode_clip(autoencoder, clip) for clip in members])
            kept.write(shard, encoded, sources[shard])
        ends = np.cumsum([clip.grid.total_columns for clip in members])[:-1]
        latents += np.split(np.load(kept.path(shard)), ends)
    return latents


def encoder_fingerprint(autoencoder: Autoencoder) -> str:
    """Return the SHA-256 of what makes an autoencoder's latents: all of its weights but the decoder's."""
    digest = hashlib.sha256()
    for name, value in autoencoder.state_dict().items():
        if not name.startswith("decoder."):
            digest.update(name.encode() + value.cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


@torch.inference_mode()
def _encode_clip(autoencoder: Autoencoder, clip: CachedClip) -> np.ndarray:
    rows = torch.from_numpy(clip.rows.T.astype(np.float32))[None]
    with mixed_precision(torch.device("cpu")):
        latents = autoencoder.encode(rows)[0]
    return latents.T.to(torch.float16).numpy()


def load_latent_corpora(
    corpus: Path, features: Path, cache: Path, autoencoder: Autoencoder, say: Callable[[str], None]
) -> tuple[LatentCorpus, LatentCorpus]:
    """Load what a denoiser is trained on, and what it is validated on.

    Args:
        corpus: the corpus folder.
        features: its mel rows.
        cache: where latents and text embeddings are kept.
        autoencoder: encodes rows as latents.
        say: receives one line if cached latents were made by another autoencoder or from other audio.

    Raises:
        ModelError: the corpus has no training clips.
        ProjectError: latents or text embeddings cannot be written.
    """
    clips = load_features(corpus, features)
    latents = encode_latents(autoencoder.eval(), clips, cache, say)
    captions = [caption for clip in clips for caption in clip.label.captions]
    index = {caption: number for number, caption in enumerate(dict.fromkeys(captions))}
    embeddings = encode_captions(list(index), cache)
    training: list[LatentClip] = []
    held_out: list[LatentClip] = []
    for clip, latent in zip(clips, latents, strict=True):
        (training if clip.label.split == "train" else held_out).append(
            LatentClip(
                latent,
                clip_conditions(clip),
                tuple(index[caption] for caption in clip.label.captions),
                clip.grid.columns_per_bar,
                clip.label.loop,
                clip_score(clip),
            )
        )
    if not training:
        raise ModelError(f"{corpus} holds no training clips; render some: musiccm train corpus --out {corpus}")
    return LatentCorpus(training, embeddings), LatentCorpus(held_out, embeddings)
