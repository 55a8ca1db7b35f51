"""Feature cache: the corpus' clips as mel rows, one memory-mapped array per shard.

In: FLAC clips and their manifest lines. Out: a float16 array (frames, rows) per shard, all clips end to end, in the
manifest's order; a clip's number of frames follows from its label (4 frames a column), so that no index is needed. The
work resumes where it stopped, and shards made from other audio are recomputed (`shard_cache.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import soundfile
import torch

from musiccm_daw.model.mel import BANDS, CROSSOVER_HZ, FLOOR_DB, ROW_DB, MelFrontEnd
from musiccm_daw.timebase import FRAMES_PER_COLUMN, Meter, TimeGrid, parse_bpm
from trainer.corpus.killed_workers import killed_workers_reported
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.dataset.shard_cache import ShardCache, audio_fingerprint, fingerprint

TARGET_RMS_DB = -20.0
LARGEST_BOOST_DB = 20.0
"""Limit for clips that are nearly silent: more would raise the noise of their effects."""


def clip_grid(label: ClipLabel) -> TimeGrid:
    """Return the time grid that a clip's label describes."""
    return TimeGrid(parse_bpm(label.bpm), Meter.parse(label.meter), label.bars)


@dataclass(frozen=True)
class CachedClip:
    """A clip's label, grid and rows (T, M) float16, mapped from disk."""

    label: ClipLabel
    grid: TimeGrid
    rows: np.ndarray


def shard_of(label: ClipLabel) -> str:
    """Return the name of a clip's shard folder."""
    return Path(label.file).parts[0]


def by_shard(labels: list[ClipLabel]) -> dict[str, list[ClipLabel]]:
    """Group labels by shard, in the manifest's order."""
    shards: dict[str, list[ClipLabel]] = {}
    for label in labels:
        shards.setdefault(shard_of(label), []).append(label)
    return shards


def features_source(labels: list[ClipLabel]) -> str:
    """Return the fingerprint of everything that a shard's rows depend on: its audio and the analysis settings."""
    return fingerprint(
        audio_fingerprint(labels), BANDS, CROSSOVER_HZ, FLOOR_DB, ROW_DB, TARGET_RMS_DB, LARGEST_BOOST_DB
    )


def levelled(audio: np.ndarray, rms_db: float) -> np.ndarray:
    """Scale audio to the RMS used in training, so that no capacity is wasted on how loud a clip happens to be."""
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
    ShardCache(cache).write(shard, np.concatenate(rows), features_source(labels))


def build_features(corpus: Path, cache: Path, *, jobs: int, say: Callable[[str], None]) -> None:
    """Analyse every complete shard of `corpus` whose rows are not in `cache`, or were made from other audio.

    Raises:
        ModelError: a process was killed; the shards before it are kept.
        ProjectError: `cache` cannot be written.
    """
    shards, kept = by_shard(read_manifest(corpus)), ShardCache(cache)
    missing = [shard for shard in sorted(shards) if not kept.holds(shard, features_source(shards[shard]))]
    if stale := kept.present(missing):
        say(
            f"{cache}: {len(stale)} of {len(shards)} shards were made from other audio or by another version; "
            "making them again"
        )
    with killed_workers_reported(), ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(_analyse_shard, corpus, cache, shard, shards[shard]) for shard in missing]
        for task in tasks:
            task.result()


def load_features(corpus: Path, cache: Path) -> list[CachedClip]:
    """Load all clips whose shard has been analysed, in the manifest's order."""
    clips: list[CachedClip] = []
    kept = ShardCache(cache)
    for shard, labels in by_shard(read_manifest(corpus)).items():
        if not kept.holds(shard, features_source(labels)):
            continue
        array, start = np.load(kept.path(shard), mmap_mode="r"), 0
        for label in labels:
            grid = clip_grid(label)
            end = start + grid.total_columns * FRAMES_PER_COLUMN
            clips.append(CachedClip(label, grid, array[start:end]))
            start = end
    return clips
