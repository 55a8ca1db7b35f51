"""A corpus of the user's own music: a folder of audio becomes shards of labelled clips, resumable, in parallel.

Top of the import: `musiccm train corpus import` calls `import_audio`. It passes over the files twice: `survey.py` reads
each one to find unusable files and duplicates, then `shards.py` has them cut and labelled. An import that was stopped,
or whose folder has grown, continues with the files that no complete shard has.
"""

from __future__ import annotations

import csv
import io
import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from musiccm_daw.errors import ProjectError, RequestError, quoted
from musiccm_daw.progress import OnCount
from musiccm_daw.whole_files import write_whole
from trainer.corpus.importing.audio_files import READ_SUFFIXES, SAMPLE_RATE, find_audio
from trainer.corpus.importing.caption_table import DEFAULT_NAMES, read_table
from trainer.corpus.importing.facts import Facts
from trainer.corpus.importing.shards import fill_shards, hold_out, known_files, skipped_of, whole_shards
from trainer.corpus.importing.survey import Skipped, SourceFile, survey
from trainer.corpus.killed_workers import killed_workers_reported
from trainer.corpus.manifest import CORPUS_NAME, IMPORTED, kind_of, read_manifest

IMPORT_VERSION = 1
SKIPPED_NAME = "skipped.csv"


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


def import_audio(
    folder: Path, out: Path, *, captions: Path | None, jobs: int, on_count: OnCount | None = None
) -> ImportReport:
    """Turn the audio files under `folder` into clips in the corpus `out`.

    Args:
        folder: holds WAV, FLAC, MP3, OGG and AIFF files, also in subfolders.
        out: a new folder, or one that an earlier import began.
        captions: a CSV or JSON lines table; None takes the folder's captions.csv or captions.jsonl, if any.
        jobs: number of processes.
        on_count: given how many files each of the two passes is done with, and of how many.

    Raises:
        RequestError: there is no audio, the table cannot be used, `out` holds another corpus, or no file gave a clip.
        ProjectError: `out` cannot be written; complete shards are kept.
        ModelError: a process was killed; complete shards are kept.
    """
    paths = _audio_of(folder, out)
    table = _table_of(folder, captions)
    try:
        _claim(out)
        before = known_files(out)
        with killed_workers_reported(), _pool(jobs) as pool:
            found, skipped = survey(folder, paths, table, pool, on_count)
            new = [file for file in found if file.content not in before]
            skipped += fill_shards(folder, out, new, pool, on_count)
        hold_out(out)
        skipped += [refused for shard in whole_shards(out) for refused in skipped_of(shard)]
        _write_skipped(out, skipped)
        report = _report(out, new, len(found) - len(new), skipped)
        _describe(out, hours=report.hours)
    except OSError as error:
        raise ProjectError(
            f"cannot write {error.filename or out}: {error.strerror or error}; free some space or choose another "
            f"--out, then run the command again: {len(whole_shards(out))} complete shards are kept"
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


def _write_skipped(out: Path, skipped: Sequence[Skipped]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["file", "seconds", "reason"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, skipped))
    write_whole(out / SKIPPED_NAME, text.getvalue().encode(errors="backslashreplace"))


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
