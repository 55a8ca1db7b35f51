"""The first pass of an import: each file read, with all that is stated about it, and each audio kept once.

Between `audio_files.py`, which decodes, and `shards.py`, which cuts what is found here. It writes nothing.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from musiccm_daw.progress import OnCount
from trainer.corpus.importing.audio_files import Unusable, content_hash, decode
from trainer.corpus.importing.caption_table import path_key
from trainer.corpus.importing.facts import Facts
from trainer.corpus.importing.file_names import name_facts, spoken
from trainer.corpus.importing.file_tags import tag_facts
from trainer.corpus.importing.wav_chunks import wav_facts


@dataclass(frozen=True)
class SourceFile:
    """A usable file: its path and name, the hash of its content, its length, and what is stated about it.

    `path` is relative to the folder, spelt as on the disk; `name` is its `path_key`. `remarks` name what it contains
    and nobody can read.
    """

    path: Path
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


def survey(
    folder: Path, paths: list[Path], table: dict[str, Facts], pool: ProcessPoolExecutor, on_count: OnCount | None
) -> tuple[list[SourceFile], list[Skipped]]:
    """Return every usable file once, in the order of names, and the others with their reasons."""
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
        if on_count is not None:
            on_count("survey", done, len(paths))
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
    return SourceFile(path.relative_to(folder), name, content, len(audio) / rate, facts, origin, chunks.remarks)
