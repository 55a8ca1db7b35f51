"""The values of a preset by their keys, each with its source; presets overlay each other key by key.

A key is a path of names: ("preset", "bpm"), ("stem", "bass", "prompt"), ("section", "verse-2", "bars"), ("matrix",
"stem", "bass", "pan"). So whatever overlays, varies or reports a value need not know of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from presets.positions import Place
from presets.source import Source

Key = tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """A value, and the place in the source that gives it."""

    value: Any
    source: Source
    place: Place


Settings = Mapping[Key, Setting]


def settings_of(source: Source) -> dict[Key, Setting]:
    """Return the values of a checked document; each stem and section has a name at least."""
    document = source.document
    found: dict[Key, Setting] = {}
    for key, value in document.get("preset", {}).items():
        found["preset", key] = Setting(value, source, ("preset", key))
    for number, stem in enumerate(document.get("stem", [])):
        found |= _table("stem", number, stem.get("name", stem.get("role")), stem, source)
    seen: Counter[str] = Counter()
    for number, section in enumerate(document.get("section", [])):
        name = section["name"]
        seen[name] += 1
        found |= _table("section", number, name if seen[name] == 1 else f"{name}-{seen[name]}", section, source)
    for key, value in _leaves(("matrix",), document.get("matrix", {})):
        found[key] = Setting(value, source, key)
    return found


def overlaid(lower: Settings, upper: Settings) -> dict[Key, Setting]:
    """Return settings in which those of `upper` win.

    Stems and sections keep their names, and a plain value takes the place of a list of values that the matrix of
    `lower` has for the same key.
    """
    merged = dict(lower)
    for key, setting in upper.items():
        axis = ("matrix", *key[1:]) if key[0] == "preset" else ("matrix", *key)
        if axis not in upper:
            merged.pop(axis, None)
        if not (len(key) == 3 and key[2] == "name" and key in merged):
            merged[key] = setting
    return merged


def varied_key(axis: Key) -> Key:
    """Return the key whose values a list of the matrix gives: ("preset", "bpm") for ("matrix", "bpm")."""
    return axis[1:] if len(axis) > 2 else ("preset", axis[1])


def names_in(settings: Settings, table: str) -> list[str]:
    """Return the names of the stems or sections, in their order."""
    return list(dict.fromkeys(key[1] for key in settings if key[0] == table))


def _table(kind: str, number: int, name: str, table: Mapping[str, Any], source: Source) -> dict[Key, Setting]:
    own: dict[Key, Setting] = {(kind, name, "name"): Setting(table.get("name", name), source, (kind, number))}
    return own | {
        (kind, name, key): Setting(value, source, (kind, number, key)) for key, value in table.items() if key != "name"
    }


def _leaves(key: Key, value: Any) -> Iterator[tuple[Key, Any]]:
    if not isinstance(value, dict):
        yield key, value
        return
    for name, inner in value.items():
        yield from _leaves((*key, name), inner)
