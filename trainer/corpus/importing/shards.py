"""The shards of an imported corpus: about 20 minutes of files, cut and labelled by one process.

Between `survey.py`, which finds the files, and `labelling.py`, which cuts and labels each. As in a composed corpus, a
shard that has a manifest is complete; it also lists its files, so that a later import knows them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from musiccm_daw.progress import OnCount
from musiccm_daw.whole_files import write_whole
from trainer.corpus.importing.audio_files import Unusable, read_recording
from trainer.corpus.importing.labelling import RefusedStretch, write_clips
from trainer.corpus.importing.survey import Skipped, SourceFile
from trainer.corpus.manifest import MANIFEST_NAME, ClipLabel, read_manifest, read_shard_manifest, write_shard_manifest

SHARD_SECONDS = 20 * 60
SHARD_FILES = 64
FILES_NAME = "files.jsonl"
"""In a shard: what became of each of its files."""


def whole_shards(out: Path) -> list[Path]:
    """Return the complete shards of a corpus, in order."""
    return sorted(manifest.parent for manifest in out.glob(f"shard-*/{MANIFEST_NAME}"))


def _shard_entries(shard: Path) -> Iterator[dict[str, Any]]:
    # `str.splitlines` would also split at U+2028 and its like, which earlier versions wrote as they are.
    with (shard / FILES_NAME).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def known_files(out: Path) -> set[str]:
    """Return the contents that complete shards have dealt with; remove what a stopped import left of other shards."""
    whole = whole_shards(out)
    for shard in set(out.glob("shard-*")) - set(whole):
        shutil.rmtree(shard)
    return {str(entry["content"]) for shard in whole for entry in _shard_entries(shard)}


def skipped_of(shard: Path) -> list[Skipped]:
    """Return what a complete shard refused."""
    return [
        Skipped(str(entry["file"]), seconds, reason)
        for entry in _shard_entries(shard)
        for seconds, reason in entry["skipped"]
    ]


def fill_shards(
    folder: Path, out: Path, files: list[SourceFile], pool: ProcessPoolExecutor, on_count: OnCount | None
) -> list[Skipped]:
    """Import files into new shards, and return those that could no longer be read.

    Each finished shard is kept, whatever happens to the others.
    """
    first = max((int(shard.name.rpartition("-")[2]) + 1 for shard in whole_shards(out)), default=0)
    done = 0
    lost: list[Skipped] = []
    batches = {
        pool.submit(import_shard, folder, out, f"shard-{number:05d}", batch): batch
        for number, batch in enumerate(_batches(files), start=first)
    }
    pending = set(batches)
    while pending:
        finished, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in finished:
            lost += future.result()
            done += len(batches[future])
            if on_count is not None:
                on_count("import", done, len(files))
    return lost


def _batches(files: list[SourceFile]) -> Iterator[list[SourceFile]]:
    """Yield batches of about 20 minutes: the most that each process loses when an import is stopped."""
    batch: list[SourceFile] = []
    for file in files:
        if batch and (sum(each.seconds for each in batch) + file.seconds > SHARD_SECONDS or len(batch) == SHARD_FILES):
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


def import_shard(folder: Path, out: Path, name: str, files: list[SourceFile]) -> list[Skipped]:
    """Import some files into one shard, write its manifest, and return the files that could no longer be read.

    The survey could read them, so they are no part of the shard, and a later import tries them again.
    """
    shard = out / name
    shutil.rmtree(shard, ignore_errors=True)
    shard.mkdir(parents=True)
    labels: list[ClipLabel] = []
    entries: list[dict[str, object]] = []
    lost: list[Skipped] = []
    for file in files:
        try:
            recording = read_recording(folder / file.path)
        except Unusable as error:
            lost.append(Skipped(file.name, 0.0, str(error)))
            continue
        refused: list[RefusedStretch] = []
        try:
            for clip in write_clips(recording, file.facts, file.name, out, name):
                if isinstance(clip, ClipLabel):
                    labels.append(clip)
                else:
                    refused.append(clip)
        except Unusable as error:
            refused.append(RefusedStretch(0.0, str(error)))
        skipped = [(round(each.start_seconds, 3), each.reason) for each in refused]
        entries.append({"file": file.name, "content": file.content, "skipped": skipped})
    lines = [json.dumps(entry) + "\n" for entry in entries]
    write_whole(shard / FILES_NAME, "".join(lines).encode())
    write_shard_manifest(shard, labels)
    return lost


def hold_out(out: Path) -> None:
    """Hold out one song where chance held out none: evaluation needs music that is new to the model."""
    labels = read_manifest(out)
    songs = {label.song_seed for label in labels}
    if len(songs) < 2 or any(label.split == "held-out" for label in labels):
        return
    chosen = min(songs)
    for shard in whole_shards(out):
        there = read_shard_manifest(shard / MANIFEST_NAME)
        if any(label.song_seed == chosen for label in there):
            moved = [replace(label, split="held-out") if label.song_seed == chosen else label for label in there]
            write_shard_manifest(shard, moved)
