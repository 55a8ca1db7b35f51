"""A table of captions and facts beside the audio: CSV or JSON lines, one row per file.

In: the table's path and the folder of the audio. Out: `Facts` by the file's path relative to that folder. One row that
makes no sense is an error for the whole table, naming its line, before any audio is read.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.paths import in_full
from musiccm_daw.roles import UNPITCHED_ROLES, parse_role
from musiccm_daw.timebase import Meter, parse_bpm
from musiccm_daw.wording import counted
from trainer.corpus.importing.facts import Facts, from_captions

DEFAULT_NAMES = ("captions.csv", "captions.jsonl")
"""Searched for in the folder when no table is named."""
FILE_COLUMNS = ("file", "file_name", "filename", "path")
CAPTION_COLUMNS = ("caption", "captions", "text")
"""Also caption2, caption_de and whatever else begins with "caption"."""

Row = Mapping[str, Any]


def read_table(table: Path, folder: Path) -> dict[str, Facts]:
    """Read the facts of every file in the table, by its relative path (POSIX, NFC).

    Several rows for one file give it several captions.

    Raises:
        RequestError: the table cannot be read, lacks a column, has a value that cannot be used, or names a file that is
            not there.
    """
    facts: dict[str, Facts] = {}
    there = {path_key(path, folder) for path in folder.rglob("*") if path.is_file()}
    missing: list[str] = []
    for line, row in _rows(table):
        name = _relative(str(_file_of(row, table, line)), folder)
        try:
            found = _facts(row)
        except RequestError as error:
            raise RequestError(f"{table.name}, line {line}: {error}") from error
        if name not in there:
            missing.append(name)
        earlier = facts.get(name, Facts())
        facts[name] = replace(earlier.over(found), captions=tuple(dict.fromkeys((*earlier.captions, *found.captions))))
    if missing:
        raise RequestError(
            f"{table.name} names {counted(len(missing), 'file')} not in {folder}, such as {quoted(missing[0])}; "
            "add what is missing, or remove its rows"
        )
    return facts


def path_key(path: Path, folder: Path) -> str:
    """Return a file's name in the table: with one spelling for accents, which file systems write in two ways."""
    return _one_spelling(path.relative_to(folder))


def _relative(name: str, folder: Path) -> str:
    path = Path(_one_spelling(in_full(name.strip().replace("\\", "/"))))
    top = _one_spelling(folder.resolve())
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()


def _one_spelling(path: Path) -> str:
    return unicodedata.normalize("NFC", path.as_posix())


def _rows(table: Path) -> Iterator[tuple[int, Row]]:
    """Yield line numbers and rows, with the columns' names in lower case."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"cannot read {str(table)!r}: {error}; give a CSV or JSON lines file in UTF-8") from error
    rows = _json_rows(text, table) if table.suffix.lower() in (".jsonl", ".ndjson", ".json") else _csv_rows(text, table)
    found = False
    for line, row in rows:
        found = True
        yield line, {str(name).strip().lower(): value for name, value in row.items()}
    if not found:
        raise RequestError(
            f"{table.name} has no rows; write a header with file and caption, then one line for each file"
        )


def _csv_rows(text: str, table: Path) -> Iterator[tuple[int, Row]]:
    header = text.partition("\n")[0]
    # Where the comma is the decimal sign, spreadsheets separate by semicolons.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    try:
        for row in reader:
            if None in row:
                raise RequestError(
                    f"{table.name}, line {reader.line_num} has more cells than the header has columns; "
                    'put captions that hold the separator between quotes: "warm, slow pads"'
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise RequestError(
            f"{table.name}, line {reader.line_num} is not valid CSV ({error}); correct the line"
        ) from error


def _json_rows(text: str, table: Path) -> Iterator[tuple[int, Row]]:
    # `str.splitlines` would also split at U+2028 and its like, which JSON allows within text.
    for line, entry in enumerate(text.split("\n"), start=1):
        if not entry.strip():
            continue
        try:
            row = json.loads(entry)
        except (ValueError, RecursionError) as error:
            raise RequestError(
                f"{table.name}, line {line} is not valid JSON ({error}); write one object per line"
            ) from error
        if not isinstance(row, dict):
            raise RequestError(
                f'{table.name}, line {line} is not an object; write {{"file": "a.wav", "caption": "..."}}'
            )
        yield line, row


def _file_of(row: Row, table: Path, line: int) -> str:
    file_column = next((name for name in FILE_COLUMNS if name in row), None)
    if file_column is None or not any(_is_caption(name) for name in row):
        lacking = "a column for the file" if file_column is None else "a column for the caption"
        raise RequestError(
            f"{table.name} lacks {lacking}; it has {', '.join(map(repr, list(row)[:12]))}, and needs one of "
            f"{', '.join(FILE_COLUMNS)} and one of {', '.join(CAPTION_COLUMNS)}"
        )
    name = row[file_column]
    if not isinstance(name, str) or not name.strip():
        raise RequestError(f"{table.name}, line {line} names no file; fill in its column {file_column!r}")
    return name


def _is_caption(column: str) -> bool:
    return column in CAPTION_COLUMNS or column.startswith("caption")


def _facts(row: Row) -> Facts:
    """Return the facts of one row; a column's fact takes precedence over one in the caption."""
    texts: list[str] = []
    for column, value in row.items():
        if _is_caption(column) and value:
            texts += map(str, value) if isinstance(value, list) else [str(value)]
    role = _value(row, "role", parse_role)
    key_text = str(row.get("key") or "").strip()
    atonal = key_text.lower() == "none" or role in UNPITCHED_ROLES
    stated = Facts(
        bpm=_value(row, "bpm", parse_bpm),
        meter=_value(row, "meter", Meter.parse),
        key=None if atonal else _value(row, "key", Key.parse),
        atonal=atonal or None,
        chords=_value(row, "chords", ChordProgression.parse),
        downbeat_seconds=_value(row, "downbeat", _seconds),
        role=role,
        style=_value(row, "style", str),
        song=_value(row, "song", str),
    )
    return stated.over(from_captions(tuple(texts)))


def _value(row: Row, column: str, read: Callable[[str], Any]) -> Any:
    """Return the value of an optional column; None where it is absent or blank."""
    text = str(row.get(column) if row.get(column) is not None else "").strip()
    return read(text) if text else None


def _seconds(text: str) -> Fraction:
    try:
        seconds = Fraction(text)
    except (ValueError, ZeroDivisionError):
        seconds = Fraction(-1)
    if seconds < 0:
        raise RequestError(
            f"downbeat {quoted(text)} is not a time; give the seconds from the start of the file, such as 0.52"
        )
    return seconds
