"""JSON Schema of presets, draft 4, and what of it error texts need.

Made from the model in `presets/schema.py`. pydantic writes draft 2020-12, of which draft 4 knows all that is used here
but the place of definitions: they are put where they are referred to, since draft 4 ignores what is beside a
reference.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from presets.schema import model

FILE_NAME = "preset.schema.json"
DRAFT = "http://json-schema.org/draft-04/schema#"


@cache
def json_schema() -> dict[str, Any]:
    """Return the schema as JSON types."""
    written = model().json_schema()
    definitions = written.pop("$defs")
    return {"$schema": DRAFT, **_inlined(written, definitions)}


def json_schema_text() -> str:
    """Return the schema as its file contains it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def node_at(place: Sequence[str | int]) -> dict[str, Any]:
    """Return the part of the schema that describes a place in a document; empty where none does."""
    node = json_schema()
    for step in place:
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
    return node


def keys_at(place: Sequence[str | int]) -> list[str]:
    """Return the keys of the table at a place."""
    return list(node_at(place).get("properties", {}))


def allowed(node: dict[str, Any]) -> str:
    """Describe in words what a part of the schema allows."""
    if "enum" in node:
        return "one of " + ", ".join(map(str, node["enum"]))
    match node.get("type"):
        case "integer" | "number" as kind:
            words = "a whole number" if kind == "integer" else "a number"
            return f"{words} from {_number(node['minimum'])} to {_number(node['maximum'])}"
        case "string":
            return "text"
        case "boolean":
            return "true or false"
        case "array" if node["items"].get("type") == "object":
            return "tables in double brackets"
        case "array":
            return f"a list, each value {allowed(node['items'])}"
    return "a table"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """Return a node with its definitions in place of references, and without titles, which repeat the keys."""
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        referred = definitions[node["$ref"].removeprefix("#/$defs/")]
        node = {**referred, **{name: value for name, value in node.items() if name != "$ref"}}
    return {
        name: {key: _inlined(inner, definitions) for key, inner in value.items()}
        if name == "properties"
        else _inlined(value, definitions)
        for name, value in node.items()
        if name != "title"
    }
