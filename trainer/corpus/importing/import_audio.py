"""A corpus of the user's own music: a folder of audio becomes shards of labelled clips, resumable, in parallel.

Top of the import: `musiccm train corpus import` calls `import_audio`. It passes over the files twice: a survey reads
each one to find unusable files and duplicates, then shards of 20 minutes are cut and labelled. As in a composed corpus,
a shard that has a manifest is complete; it also lists its files, so that an import that was stopped, or whose folder
has grown, continues with the files that no complete shard has.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from musiccm_daw.errors import ModelError, ProjectError, RequestError, quoted
from trainer.corpus.importing.audio_files import (
    READ_SUFFIXES,
    SAMPLE_RATE,
    Unusable,
    content_hash,
    decode,
    find_audio,
    read_recording,
)
from trainer.corpus.importing.caption_table import DEFAULT_NAMES, path_key, read_table
from trainer.corpus.importing.facts import Facts
from trainer.corpus.importing.file_names import name_facts, spoken
from trainer.corpus.importing.file_tags import tag_facts
from trainer.corpus.importing.labelling import RefusedStretch, write_clips
from trainer.corpus.importing.wav_chunks import wav_facts
from trainer.corpus.manifest import (
    CORPUS_NAME,
    IMPORTED,
    MANIFEST_NAME,
    ClipLabel,
    kind_of,
    read_manifest,
    read_shard_manifest,
    write_shard_manifest,
)
from trainer.training.whole_files import write_whole

IMPORT_VERSION = 1
SHARD_SECONDS = 20 * 60
SHARD_FILES = 64
FILES_NAME = "files.jsonl"
"""In a shard: what became of each of its files."""
SKIPPED_NAME = "skipped.csv"


@dataclass(frozen=True)
class SourceFile:
    """A usable file: its path in the folder, the hash of its content, its length, and what is stated about it.

    `remarks` name what it contains and nobody can read.
    """

    name: str
    content: str
    seconds: float
    facts: Facts
    captions_from: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Skipped:
    """A file, or a stretch of it from `seconds` on, that did not become a clip, and why."""

    file: str
    seconds: float
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did; clips and hours are those of the whole corpus."""

    files: int
    files_before: int
    clips: int
    held_out_clips: int
    hours: float
    estimated: Mapping[str, int]
    """By fact: for how many clips it was not stated."""
    captions_from: Mapping[str, int]
    """By "table", "tags", "names" and "nothing": for how many new files the captions came from there."""
    skipped: Sequence[Skipped]
    remarks: Sequence[str]
    """What new files contain and nobody can read, one line each."""


def import_audio(folder: Path, out: Path, *, captions: Path | None, jobs: int) -> ImportReport:
    """Turn the audio files under `folder` into clips in the corpus `out`.

    Args:
        folder: holds WAV, FLAC, MP3, OGG and AIFF files, also in subfolders.
        out: a new folder, or one that an earlier import began.
        captions: a CSV or JSON lines table; None takes the folder's captions.csv or captions.jsonl, if any.
        jobs: number of processes.

    Raises:
        RequestError: there is no audio, the table cannot be used, `out` holds another corpus, or no file gave a clip.
        ProjectError: `out` cannot be written; complete shards are kept.
    """
    paths = _audio_of(folder, out)
    table = _table_of(folder, captions)
    try:
        _claim(out)
        before = _known_files(out)
        with _bar() as bar, _pool(jobs) as pool:
            found, skipped = _survey(folder, paths, table, pool, bar)
            new = [file for file in found if file.content not in before]
            _fill_shards(folder, out, new, pool, bar)
        _hold_out(out)
        skipped += [refused for shard in _whole_shards(out) for refused in _skipped_of(shard)]
        _write_skipped(out, skipped)
        report = _report(out, new, len(found) - len(new), skipped)
        _describe(out, hours=report.hours)
    except OSError as error:
        raise ProjectError(
            f"cannot write {error.filename or out}: {error.strerror or error}; free some space or choose another "
            f"--out, then run the command again: {len(_whole_shards(out))} complete shards are kept"
        ) from error
    except BrokenProcessPool as error:
        raise ModelError(
            "a process of the import was killed, most likely because memory ran out; run the command again with "
            "--jobs 1: complete shards are kept"
        ) from error
    if not report.clips:
        reasons = "; ".join(f"{file.file}: {file.reason}" for file in skipped[:2])
        raise RequestError(
            f"none of {len(paths)} audio files gave a clip ({reasons}); see {out / SKIPPED_NAME} for all reasons"
        )
    return report


def _audio_of(folder: Path, out: Path) -> list[Path]:
    if not folder.is_dir():
        raise RequestError(f"{quoted(str(folder))} is not a folder; give the folder that holds your audio files")
    if out.resolve().is_relative_to(folder.resolve()):
        raise RequestError(
            f"--out {out} lies within {folder}, where the next import would find it; choose another folder"
        )
    paths = find_audio(folder)
    if not paths:
        others = sum(path.is_file() for path in folder.rglob("*"))
        raise RequestError(
            f"{folder} holds no audio files ({others} other files); give a folder with any of "
            f"{' '.join(sorted(READ_SUFFIXES))}, also in subfolders"
        )
    return paths


def _table_of(folder: Path, captions: Path | None) -> dict[str, Facts]:
    """Read the captions table, if there is one."""
    if captions is not None:
        return read_table(captions, folder)
    usual = [folder / name for name in DEFAULT_NAMES if (folder / name).exists()]
    if len(usual) > 1:
        raise RequestError(f"{folder} holds both {' and '.join(DEFAULT_NAMES)}; choose one with --captions")
    return read_table(usual[0], folder) if usual else {}


def _claim(out: Path) -> None:
    """Make `out` an import's folder, or check that it is one."""
    description = out / CORPUS_NAME
    if description.exists() or (out.is_dir() and any(out.glob("shard-*"))):
        if kind_of(out) != IMPORTED:
            raise RequestError(f"{out} holds a corpus that was not imported; choose another --out")
        return
    out.mkdir(parents=True, exist_ok=True)
    _describe(out, hours=0.0)


def _describe(out: Path, *, hours: float) -> None:
    description = {"version": IMPORT_VERSION, "kind": IMPORTED, "hours": round(hours, 3)}
    write_whole(out / CORPUS_NAME, (json.dumps(description, indent=2) + "\n").encode())


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        TextColumn("{task.fields[text]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that end with this one, however it ends, and start no more work after a failure."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """Watch the parent: a process that outlived a killed import would write to the shards of the next one.

    Only the parent reacts to Ctrl-C; shards in progress are then finished.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _whole_shards(out: Path) -> list[Path]:
    return sorted(manifest.parent for manifest in out.glob(f"shard-*/{MANIFEST_NAME}"))


def _shard_entries(shard: Path) -> Iterator[dict[str, object]]:
    for line in (shard / FILES_NAME).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _known_files(out: Path) -> set[str]:
    """Return the contents that complete shards have dealt with; remove what a stopped import left of other shards."""
    whole = _whole_shards(out)
    for shard in set(out.glob("shard-*")) - set(whole):
        shutil.rmtree(shard)
    return {str(entry["content"]) for shard in whole for entry in _shard_entries(shard)}


def _skipped_of(shard: Path) -> list[Skipped]:
    return [
        Skipped(str(entry["file"]), seconds, reason)
        for entry in _shard_entries(shard)
        for seconds, reason in entry["skipped"]  # type: ignore[attr-defined]
    ]


def _survey(
    folder: Path, paths: list[Path], table: dict[str, Facts], pool: ProcessPoolExecutor, bar: Progress
) -> tuple[list[SourceFile], list[Skipped]]:
    """Return every usable file once, in the order of names, and the others with their reasons."""
    task = bar.add_task("survey", total=len(paths), text="")
    found: dict[str, SourceFile] = {}
    skipped: list[Skipped] = []
    rows = [table.get(path_key(path, folder), Facts()) for path in paths]
    surveyed = pool.map(survey_file, [folder] * len(paths), paths, rows, chunksize=4)
    for done, file in enumerate(surveyed, start=1):
        if isinstance(file, Skipped):
            skipped.append(file)
        elif file.content in found:
            skipped.append(Skipped(file.name, 0.0, f"duplicate: the same audio as {found[file.content].name}"))
        else:
            found[file.content] = file
        bar.update(task, completed=done, text=f"{done} of {len(paths)} files")
    return list(found.values()), skipped


def survey_file(folder: Path, path: Path, written: Facts) -> SourceFile | Skipped:
    """Read one file and all that is stated about it, added to what a table has `written`."""
    name = path_key(path, folder)
    try:
        audio, rate = decode(path)
    except Unusable as error:
        return Skipped(name, 0.0, str(error))
    chunks = wav_facts(path)
    in_file, named = chunks.facts.over(tag_facts(path)), name_facts(path.relative_to(folder))
    sources = {"table": written, "tags": in_file, "names": named}
    origin = next((source for source, facts in sources.items() if facts.captions), "nothing")
    facts = spoken(written.over(in_file).over(named))
    content = content_hash(audio, rate)
    facts = replace(facts, song=facts.song or content)
    return SourceFile(name, content, len(audio) / rate, facts, origin, chunks.remarks)


def _fill_shards(folder: Path, out: Path, files: list[SourceFile], pool: ProcessPoolExecutor, bar: Progress) -> None:
    """Import files into new shards; each finished shard is kept, whatever happens to the others."""
    task = bar.add_task("import", total=len(files), text="")
    first = max((int(shard.name.rpartition("-")[2]) + 1 for shard in _whole_shards(out)), default=0)
    done = 0
    pending = {
        pool.submit(import_shard, folder, out, f"shard-{number:05d}", batch)
        for number, batch in enumerate(_batches(files), start=first)
    }
    while pending:
        finished, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in finished:
            done += future.result()
            bar.update(task, completed=done, text=f"{done} of {len(files)} files")


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


def import_shard(folder: Path, out: Path, name: str, files: list[SourceFile]) -> int:
    """Import some files into one shard, write its manifest, and return the number of files."""
    shard = out / name
    shutil.rmtree(shard, ignore_errors=True)
    shard.mkdir(parents=True)
    labels: list[ClipLabel] = []
    entries = []
    for file in files:
        refused: list[RefusedStretch] = []
        try:
            for clip in write_clips(read_recording(folder / file.name), file.facts, file.name, out, name):
                if isinstance(clip, ClipLabel):
                    labels.append(clip)
                else:
                    refused.append(clip)
        except Unusable as error:
            refused.append(RefusedStretch(0.0, str(error)))
        skipped = [(round(each.start_seconds, 3), each.reason) for each in refused]
        entries.append({"file": file.name, "content": file.content, "skipped": skipped})
    lines = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries]
    write_whole(shard / FILES_NAME, "".join(lines).encode())
    write_shard_manifest(shard, labels)
    return len(files)


def _hold_out(out: Path) -> None:
    """Hold out one song where chance held out none: evaluation needs music that is new to the model."""
    labels = read_manifest(out)
    songs = {label.song_seed for label in labels}
    if len(songs) < 2 or any(label.split == "held-out" for label in labels):
        return
    chosen = min(songs)
    for shard in _whole_shards(out):
        there = read_shard_manifest(shard / MANIFEST_NAME)
        if any(label.song_seed == chosen for label in there):
            moved = [replace(label, split="held-out") if label.song_seed == chosen else label for label in there]
            write_shard_manifest(shard, moved)


def _write_skipped(out: Path, skipped: Sequence[Skipped]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["file", "seconds", "reason"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, skipped))
    write_whole(out / SKIPPED_NAME, text.getvalue().encode())


def _report(out: Path, new: list[SourceFile], before: int, skipped: Sequence[Skipped]) -> ImportReport:
    labels = read_manifest(out)
    facts = sorted({fact for label in labels for fact in label.estimated})
    origins = [file.captions_from for file in new]
    return ImportReport(
        files=len(new),
        files_before=before,
        clips=len(labels),
        held_out_clips=sum(label.split == "held-out" for label in labels),
        hours=sum(label.samples for label in labels) / SAMPLE_RATE / 3600,
        estimated={fact: sum(fact in label.estimated for label in labels) for fact in facts},
        captions_from={origin: origins.count(origin) for origin in dict.fromkeys(origins)},
        skipped=skipped,
        remarks=[f"{file.name}: {remark}" for file in new for remark in file.remarks],
    )
