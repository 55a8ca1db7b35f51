"""Feature cache: the corpus' clips as mel rows, one memory-mapped array per shard.

In: FLAC clips and their manifest lines. Out: `<cache>/<shard>.npy`, float16 (frames, rows), all clips of the shard end
to end, in the manifest's order; a clip's number of frames follows from its label (4 frames a column), so that no index
is needed. A shard that is there is whole (written beside and renamed), so the work resumes where it stopped.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import soundfile
import torch

from musiccm_daw.model.mel import MelFrontEnd
from musiccm_daw.timebase import FRAMES_PER_COLUMN, Meter, TimeGrid, parse_bpm
from trainer.corpus.manifest import ClipLabel, read_manifest

TARGET_RMS_DB = -20.0
LARGEST_BOOST_DB = 20.0
"""Of a clip that is nearly silent: more would raise the noise of its effects."""


def clip_grid(label: ClipLabel) -> TimeGrid:
    """The time grid that a clip's label describes."""
    return TimeGrid(parse_bpm(label.bpm), Meter.parse(label.meter), label.bars)


@dataclass(frozen=True)
class CachedClip:
    """One clip's label, grid and rows (T, M) float16, mapped from disk."""

    label: ClipLabel
    grid: TimeGrid
    rows: np.ndarray


def shard_of(label: ClipLabel) -> str:
    """Name of the shard folder in which a clip lies."""
    return Path(label.file).parts[0]


def levelled(audio: np.ndarray, rms_db: float) -> np.ndarray:
    """Audio at the RMS that the model learns, so that it spends nothing on how loud a clip happens to be."""
    return audio * np.float32(10 ** (min(TARGET_RMS_DB - rms_db, LARGEST_BOOST_DB) / 20))


def _analyse_shard(corpus: Path, cache: Path, shard: str, labels: list[ClipLabel]) -> None:
    """Write one shard's rows."""
    torch.set_num_threads(1)
    front_end = MelFrontEnd()
    rows = []
    for label in labels:
        audio, _ = soundfile.read(corpus / label.file, dtype="float32", always_2d=True)
        audio = levelled(audio, label.rms_db)
        frames = clip_grid(label).total_columns * FRAMES_PER_COLUMN
        with torch.inference_mode():
            clip = front_end(torch.from_numpy(audio.T.copy())[None], frames, circular=label.loop)[0]
        rows.append(clip.T.to(torch.float16).numpy())
    part = cache / f"{shard}.part.npy"
    np.save(part, np.concatenate(rows))
    os.replace(part, cache / f"{shard}.npy")


def build_features(corpus: Path, cache: Path, *, jobs: int = 2) -> None:
    """Analyse every whole shard of `corpus` that `cache` lacks."""
    cache.mkdir(parents=True, exist_ok=True)
    shards: dict[str, list[ClipLabel]] = {}
    for label in read_manifest(corpus):
        shards.setdefault(shard_of(label), []).append(label)
    missing = [shard for shard in sorted(shards) if not (cache / f"{shard}.npy").exists()]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(_analyse_shard, corpus, cache, shard, shards[shard]) for shard in missing]
        for task in tasks:
            task.result()


def load_features(corpus: Path, cache: Path) -> list[CachedClip]:
    """All clips whose shard has been analysed, in the manifest's order."""
    clips: list[CachedClip] = []
    arrays: dict[str, np.ndarray] = {}
    offsets: dict[str, int] = {}
    for label in read_manifest(corpus):
        shard = shard_of(label)
        if shard not in arrays:
            path = cache / f"{shard}.npy"
            if not path.exists():
                continue
            arrays[shard] = np.load(path, mmap_mode="r")
        grid = clip_grid(label)
        start = offsets.get(shard, 0)
        end = start + grid.total_columns * FRAMES_PER_COLUMN
        offsets[shard] = end
        clips.append(CachedClip(label, grid, arrays[shard][start:end]))
    return clips
