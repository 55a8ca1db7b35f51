"""Fields of a saved request: read back from JSON and checked, since a manifest can be edited by hand.

Used by the `from_json` of the request and its parts. Nothing here knows what a field means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from musiccm_daw.errors import RequestError, quoted

Value = TypeVar("Value")

SHA256 = re.compile(r"[0-9a-f]{64}")
"""Of a file, in hex."""
REMEDY = "make a new take with musiccm generate"
LARGEST_WHOLE = 2**53
"""The largest whole number up to which all are floats, too."""


def saved(document: Mapping[str, object], name: str, kind: type[Value]) -> Value:
    """Return a field of the type that `to_json` gives it; a truth value is not a number, and 1 is 1.0.

    Raises:
        RequestError: the field is missing or of another type.
    """
    value = document.get(name)
    if kind is float and type(value) is int and abs(value) <= LARGEST_WHOLE:
        # JSON has one kind of numbers, and other programs write 1.0 as 1.
        value = float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        got = "missing" if name not in document else quoted(value)
        raise RequestError(f"saved request: field {name} is {got}, expected {kind.__name__}; {REMEDY}")
    return value


def saved_or_none(document: Mapping[str, object], name: str, kind: type[Value]) -> Value | None:
    """Return a field that may be null, but not absent."""
    return None if document.get(name, ...) is None else saved(document, name, kind)


def saved_number(document: Mapping[str, object], name: str) -> float:
    """Return a number; 0 where the field is absent, as in older files."""
    return saved(document, name, float) if name in document else 0.0


def saved_objects(document: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Return a field that is a list of JSON objects.

    Raises:
        RequestError: the field is missing or something else.
    """
    found = saved(document, name, list)
    for item in found:
        if not isinstance(item, dict):
            raise RequestError(f"saved request: {name} contains {quoted(item)}, expected an object; {REMEDY}")
    return found
