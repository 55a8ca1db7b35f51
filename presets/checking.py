"""The check of a document against the format: unknown keys, wrong types, missing keys. Values are judged later.

Every mistake is reported, the first in the file first, with the nearest known key, what was got and what is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import PresetError, quoted
from presets.json_schema import allowed, keys_at, node_at
from presets.positions import Place
from presets.schema import model
from presets.source import Source


def check_source(source: Source) -> None:
    """Check the keys and types of a document.

    Raises:
        PresetError: one is wrong.
    """
    try:
        model().validate_python(source.document)
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_context=False)
        mistakes.sort(key=lambda mistake: source.line(mistake["loc"]))
        first, *others = dict.fromkeys(str(_preset_error(source, mistake)) for mistake in mistakes)
        raise PresetError(first, others) from error
    _check_names(source)


def _preset_error(source: Source, error: Mapping[str, Any]) -> PresetError:
    place: Place = error["loc"]
    if error["type"] == "extra_forbidden":
        *table, key = place
        known = keys_at(table)
        return source.error(
            place, f"unknown key {quoted(key)}; {did_you_mean(str(key), known)}allowed are {', '.join(known)}"
        )
    node = node_at(place)
    example = _example(place, node)
    if error["type"] == "missing":
        return source.error(place[:-1], f"{place[-1]} is missing; give {allowed(node)}{example}")
    return source.error(place, f"got {_kind(error['input'])}, allowed is {allowed(node)}{example}")


def _example(place: Place, node: dict[str, Any]) -> str:
    if not node.get("examples") or not isinstance(place[-1], str):
        return ""
    return f"; write {place[-1]} = {json.dumps(node['examples'][0], ensure_ascii=False)}"


def _kind(value: object) -> str:
    """Describe a value that was got."""
    match value:
        case dict():
            return "a table"
        case []:
            return "an empty list"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case str():
            return f"the text {quoted(value)}"
        case int() | float():
            return quoted(value)
    return f"the date or time {value}"


def _check_names(source: Source) -> None:
    """Refuse stems without a name, and two of one name."""
    names: list[str] = []
    for number, stem in enumerate(source.document.get("stem", [])):
        name = stem.get("name", stem.get("role"))
        if name is None:
            raise source.error(("stem", number), 'role is missing; give each [[stem]] one, such as role = "bass"')
        if name in names:
            raise source.error(("stem", number), "this stem is there already; give each [[stem]] a name of its own")
        names.append(name)
