"""Where the values of a preset come from: a file, or a setting of the command line.

A source is read as a document of plain TOML values; `checking` judges its keys and types. Each error names the file and
the line.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from musiccm_daw.errors import PresetError, quoted, reason_of
from presets.positions import Place, first_lines, given_twice, line_of

MAX_BYTES = 256 * 1024
"""Two hundred times the size of a long preset; reading more would take seconds."""

_TOML_TWICE = re.compile("overwrite|twice|[Dd]uplicate|redefine|mutate")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Source:
    """A document and its origin.

    Attributes:
        label: the file as it was named, or the setting.
        folder: where relative paths begin.
        document: its TOML values.
        text: of a file; None for a setting.
        path: of a file; None for a setting.
    """

    label: str
    folder: Path
    document: dict[str, Any]
    text: str | None = None
    path: Path | None = None

    @cached_property
    def _lines(self) -> dict[Place, int]:
        return {} if self.text is None else first_lines(self.text)

    def line(self, place: Sequence[str | int]) -> int:
        """Return the line of a value in a file, from 1."""
        return line_of(place, self._lines)

    def where(self, place: Sequence[str | int]) -> str:
        """Return the origin of a value: `kit.toml, line 7`, or the setting."""
        return self.label if self.text is None else f"{self.label}, line {self.line(place)}"

    def error(self, place: Sequence[str | int], message: str) -> PresetError:
        """Return an error on a value of this source."""
        key = "" if self.text is None else address(self.document, place)
        return PresetError(": ".join(part for part in (self.where(place), key, message) if part))


def read_source(path: Path) -> Source:
    """Read a file.

    Raises:
        PresetError: it cannot be read, or is no TOML.
    """
    label = str(path)
    text = _text(path, label)
    try:
        document = tomllib.loads(text)
    except RecursionError as error:
        raise PresetError(f"{label}: values are nested too deeply; a preset needs three levels") from error
    except ValueError as error:
        raise _syntax_error(label, text, error) from error
    return Source(label, path.parent, document, text, path)


def address(document: Any, place: Sequence[str | int]) -> str:
    """Return a place as people write it: `stem.bass.prompt` for ("stem", 1, "prompt")."""
    steps = []
    for step in place:
        inner = _inside(document, step)
        if isinstance(step, int):
            named = isinstance(inner, dict) and (inner.get("name") or inner.get("role"))
            steps.append(written_key(named) if isinstance(named, str) else str(step + 1))
        else:
            steps.append(written_key(step))
        document = inner
    return ".".join(steps)


def _inside(document: Any, step: str | int) -> Any:
    if isinstance(document, dict):
        return document.get(str(step))
    if isinstance(document, list) and isinstance(step, int) and step < len(document):
        return document[step]
    return None


def written_key(key: str) -> str:
    """Return a key as TOML writes it, in quotes where it needs them."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else written_value(key)


def written_value(value: Any) -> str:
    """Return a value as TOML: text, numbers, switches and lists of them.

    They are written as in JSON, but for the sign that TOML does not allow as it is, and for the halves of surrogate
    pairs as which JSON may write emoji.
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(path: Path, label: str) -> str:
    """Return the text of a file, without a byte order mark."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PresetError(f"{label}: cannot be read, {reason_of(error)}; name the .toml file of a preset") from error
    if len(content) > MAX_BYTES:
        raise PresetError(f"{label}: is larger than {MAX_BYTES // 1024} KiB, which no preset is; name another file")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PresetError(f"{label}, line {line}: is not UTF-8 text; save the preset as UTF-8") from error


def _syntax_error(label: str, text: str, error: ValueError) -> PresetError:
    """Describe what TOML forbids; a key that is given twice is named with both its lines."""
    message = str(error)
    twice = given_twice(text) if _TOML_TWICE.search(message) else None
    if twice is not None:
        place, first, second = twice
        return PresetError(
            f"{label}, line {second}: {address({}, place)} is given twice, first on line {first}; keep one of them"
        )
    found = _TOML_PLACE.search(message)
    if found is None:
        return PresetError(f"{label}: is not TOML: {message}; correct it")
    line = int(found["line"]) if found["line"] else text.count("\n") + 1
    shown = text.split("\n")[line - 1].strip()
    return PresetError(
        f"{label}, line {line}: {quoted(shown)} is not TOML: {message[: found.start()]}; write KEY = VALUE, with text "
        "in quotes"
    )
