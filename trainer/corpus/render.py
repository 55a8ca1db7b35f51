"""The corpus: songs rendered in parallel into shards, resumable, with a manifest each.

Top of the corpus stage: `musiccm train corpus` calls `render_corpus`. A shard is 16 songs, which follow from the
corpus's seed and the shard's number alone, so a run that was stopped continues with the same music.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from musiccm_daw.composer.compose import STYLES
from musiccm_daw.errors import RequestError
from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.progress import OnCount
from musiccm_daw.whole_files import write_whole
from trainer.corpus.clips import render_clips
from trainer.corpus.killed_workers import killed_workers_reported
from trainer.corpus.manifest import (
    CORPUS_NAME,
    IMPORTED,
    MANIFEST_NAME,
    kind_of,
    read_shard_manifest,
    write_shard_manifest,
)
from trainer.corpus.sound.instruments import SampledInstruments, load_fluidsynth
from trainer.corpus.sound.oscillators import SAMPLE_RATE
from trainer.corpus.sound.soundfont import SoundFont, find_soundfonts

CORPUS_VERSION = 3
"""2: manifests keep notes, and single stems prevail. 3: three songs in ten are studies."""
SONGS_PER_SHARD = 16
SHARD_HOURS = 0.26
"""What a shard yields on average, to predict whether the shards at work will be enough."""


def render_corpus(
    out: Path, *, hours: float, seed: int, jobs: int, time_budget: float | None, on_count: OnCount | None = None
) -> None:
    """Render shards into `out` until its clips are `hours` long in total or `time_budget` seconds have passed.

    Complete shards that are already there count and are not rendered again. A shard begun within the budget is
    finished. `on_count` is given the hours of clips that are there after each shard.

    Raises:
        RequestError: no music is asked for, or `out` holds imported music, which composed music would not extend.
        ModelError: FluidSynth or a sound font is missing, or a process was killed; complete shards are kept.
    """
    if not 0 < hours < float("inf"):
        raise RequestError(f"hours {hours:g} is not a length of music; give a number above 0, such as 20")
    if kind_of(out) == IMPORTED:
        raise RequestError(f"{out} holds imported music; choose another --out for composed music")
    fonts = find_soundfonts()
    load_fluidsynth()  # a missing library should be reported here, not by a worker
    out.mkdir(parents=True, exist_ok=True)
    deadline = None if time_budget is None else time.monotonic() + time_budget
    done = 0.0
    for shard_hours in _shard_hours(out, fonts, seed=seed, jobs=jobs, hours=hours, deadline=deadline):
        done += shard_hours
        if on_count is not None:
            on_count("corpus", done, hours)
    _write_description(out, fonts, seed, done)


def _shard_hours(
    out: Path, fonts: tuple[SoundFont, ...], *, seed: int, jobs: int, hours: float, deadline: float | None
) -> Iterator[float]:
    """Yield the hours of each shard, found complete or just finished; start no more shards than are needed."""
    done, number = 0.0, 0
    pending: set[Future[float]] = set()
    with killed_workers_reported(), ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while True:
            in_time = deadline is None or time.monotonic() < deadline
            expected = done + len(pending) * SHARD_HOURS
            while len(pending) < jobs and expected < hours and in_time:
                name = f"shard-{number:05d}"
                number += 1
                manifest = out / name / MANIFEST_NAME
                if manifest.exists():
                    found = hours_of(manifest)
                    done += found
                    expected += found
                    yield found
                else:
                    expected += SHARD_HOURS
                    pending.add(pool.submit(render_shard, out, name, seed, fonts))
            if not pending:
                return
            finished, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                done += future.result()
                yield future.result()


def song_seeds(corpus_seed: int, shard: str) -> list[int]:
    """Return the seeds of a shard's songs, distinct over all shards of a corpus."""
    first = int(shard.rpartition("-")[2]) * SONGS_PER_SHARD
    return [corpus_seed * 1_000_000 + first + index for index in range(SONGS_PER_SHARD)]


def render_shard(out: Path, name: str, corpus_seed: int, fonts: tuple[SoundFont, ...]) -> float:
    """Render one shard from its beginning, write its manifest, and return its hours."""
    shard = out / name
    shutil.rmtree(shard, ignore_errors=True)
    shard.mkdir(parents=True)
    # With a fresh synthesiser, a shard's samples do not depend on those that this process rendered before.
    with closing(SampledInstruments(fonts, SAMPLE_RATE)) as instruments:
        labels = [
            label
            for song_seed in song_seeds(corpus_seed, name)
            for label in render_clips(song_seed, instruments, out, name)
        ]
    write_shard_manifest(shard, labels)
    return hours_of(shard / MANIFEST_NAME)


def hours_of(manifest: Path) -> float:
    """Return the total length of a shard's clips in hours."""
    return sum(label.samples for label in read_shard_manifest(manifest)) / SAMPLE_RATE / 3600


def _write_description(out: Path, fonts: tuple[SoundFont, ...], seed: int, hours: float) -> None:
    """Write corpus.json: what the corpus was made from."""
    description = {
        "version": CORPUS_VERSION,
        "seed": seed,
        "hours": round(hours, 3),
        "styles": list(STYLES),
        "soundfonts": [
            {"name": font.name, "file": font.path.name, "sha256": sha256_of(font.path), "licence": font.licence}
            for font in fonts
        ],
    }
    write_whole(out / CORPUS_NAME, (json.dumps(description, indent=2) + "\n").encode())
