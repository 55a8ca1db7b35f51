"""Single values that overlay a preset: `bpm=126`, `stem.bass.prompt="warm sub"`, as `--set` takes them.

Each becomes a small document of its own, so that it is checked and overlaid as a file is.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import PresetError, quoted
from presets.checking import check_source
from presets.json_schema import node_at
from presets.settings import Key, Setting, Settings, names_in, settings_of
from presets.source import Source

_FORM = "give KEY=VALUE, with a key of [preset], or stem.NAME.KEY, section.NAME.KEY or matrix.KEY"
_TABLES = {"stem": 3, "section": 3, "preset": 2}
"""How many steps a key of each table has."""


def setting(text: str, settings: Settings) -> dict[Key, Setting]:
    """Read one setting.

    Args:
        text: KEY=VALUE; the value is TOML, and text may stand without quotes.
        settings: those of the preset, whose stems and sections are known.

    Raises:
        PresetError: it has another form, or key or type are wrong.
    """
    written, equals, value = text.partition("=")
    key = _key(written.strip(), text) if equals else ()
    if not key or len(key) < 2 or len(key) != _TABLES.get(key[0], len(key)):
        raise PresetError(f"--set {quoted(text)} is not a setting; {_FORM}")
    if key[0] in ("stem", "section"):
        _check_name(key, settings)
    try:
        document = _document(key, value.strip())
    except ValueError as error:
        raise PresetError(
            f"--set {quoted(text)}: the value begins with a quote and is no text of TOML; leave out the quotes around "
            'it, or quote all of it, with \\" for a quote inside'
        ) from error
    source = Source(f"--set {written.strip()}", Path(), document)
    check_source(source)
    return settings_of(source)


def _key(written: str, text: str) -> Key:
    """Return the path of a key; that of one word is a key of [preset]."""
    try:
        document: Any = tomllib.loads(f"{written} = 0")
    except (ValueError, RecursionError) as error:
        raise PresetError(f"--set {quoted(text)} is not a setting; {_FORM}") from error
    key: list[str] = []
    while isinstance(document, dict) and len(document) == 1:
        ((name, document),) = document.items()
        key.append(name)
    if document != 0:
        return ()
    return ("preset", *key) if len(key) == 1 else tuple(key)


def _check_name(key: Key, settings: Settings) -> None:
    table, name = key[:2]
    names = names_in(settings, table)
    if name not in names:
        known = ", ".join(names) or "none"
        hint = did_you_mean(name, names)
        raise PresetError(f"--set {'.'.join(key)}: the preset has no {table} {quoted(name)}; {hint}there are {known}")


def _document(key: Key, value: str) -> dict[str, Any]:
    table, *rest = key
    if table in ("stem", "section"):
        return {table: [{"name": rest[0], rest[1]: _value(node_at((table, 0, rest[1])), value)}]}
    document: dict[str, Any] = {key[-1]: _value(node_at(key), value)}
    for step in reversed(key[:-1]):
        document = {step: document}
    return document


def _value(node: dict[str, Any], text: str) -> Any:
    """Read a value: TOML, or words where text is allowed.

    Raises:
        ValueError: it begins with a quote, and is no TOML.
    """
    is_quoted = text.startswith(('"', "'"))
    if node.get("type") == "string" and not is_quoted:
        return text
    try:
        (value,) = tomllib.loads(f"value = {text}").values()
    except (ValueError, RecursionError):
        if is_quoted:
            raise
        return text
    return value
