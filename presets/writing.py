"""A preset as a commented TOML file: what `musiccm presets new` writes.

The comments are the descriptions of the format; keys that are left open stand there as comments too.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from musiccm_daw.errors import PresetError, ProjectError, quoted, reason_of
from musiccm_daw.whole_files import write_whole
from presets.find import LIBRARY
from presets.json_schema import FILE_NAME, keys_at, node_at
from presets.positions import Place
from presets.source import written_key, written_value

_WIDTH = 100


def write_new(path: Path, document: Mapping[str, Any], opening: str) -> None:
    """Write a preset, unless there is a file already.

    Raises:
        PresetError: there is a file.
        ProjectError: it cannot be written.
    """
    content = preset_text(document, opening, schema=_schema_reference(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise PresetError(f"{path}: is there already, and nothing is overwritten; choose another name")
        write_whole(path, content.encode())
    except (OSError, ValueError) as error:
        raise ProjectError(f"cannot write {quoted(str(path))}: {reason_of(error)}; choose another place") from error


def preset_text(document: Mapping[str, Any], opening: str, *, schema: str) -> str:
    """Return a document as TOML with comments.

    Args:
        document: as it would be read.
        opening: what the file is and where it comes from.
        schema: reference to the JSON Schema, for editors.
    """
    lines = [f"#:schema {schema}", *_comment(opening), "", *_comment(_description(("preset",))), "[preset]"]
    for key in keys_at(("preset",)):
        place = ("preset", key)
        if key in document["preset"]:
            lines += [*_comment(_description(place)), f"{key} = {written_value(document['preset'][key])}"]
        else:
            lines += [*_comment(_description(place)), f"# {key} = {written_value(node_at(place)['examples'][0])}"]
    lines += _tables("stem", document.get("stem", []))
    lines += _tables("section", document.get("section", []))
    if "matrix" in document:
        lines += ["", *_comment(_description(("matrix",))), "[matrix]"]
        lines += [f"{key} = {written_value(value)}" for key, value in _leaves("", document["matrix"])]
    return "\n".join(lines) + "\n"


def _tables(name: str, tables: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of a list of tables; each key is explained where it first stands."""
    explained: set[str] = set()
    for number, table in enumerate(tables):
        yield ""
        if number == 0:
            yield from _comment(_description((name, 0)))
        yield f"[[{name}]]"
        for key, value in table.items():
            if key not in explained:
                yield from _comment(_description((name, 0, key)))
            explained.add(key)
            yield f"{key} = {written_value(value)}"


def _leaves(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(f"{prefix}{written_key(key)}.", value)
        else:
            yield f"{prefix}{written_key(key)}", value


def _description(place: Place) -> str:
    return str(node_at(place).get("description", ""))


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _schema_reference(path: Path) -> str:
    schema = LIBRARY / FILE_NAME
    return f"./{FILE_NAME}" if os.path.realpath(path.parent) == os.path.realpath(LIBRARY) else schema.resolve().as_uri()
