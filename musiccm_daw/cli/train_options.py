"""Values that training commands read: how long to train, and a file that replaces a stage's options."""

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from musiccm_daw.errors import RequestError, quoted

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}

Stage = TypeVar("Stage", bound="DataclassInstance")


def parse_seconds(text: str | None) -> float | None:
    """Read a duration: 90s, 30m, 1.5h, or bare seconds; None stays None.

    Raises:
        RequestError: it is none, or not above zero.
    """
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smh]?)\s*", text)
    if match is None or float(match[1]) == 0:
        raise RequestError(f"time {quoted(text)} is no duration; write 90s, 30m or 1.5h")
    return float(match[1]) * UNITS[match[2]]


def with_config(stage: Stage, config: Path | None) -> Stage:
    """Replace a stage's options by those that a TOML file names.

    Args:
        stage: a frozen dataclass of options.
        config: the file; None leaves the options as they are.

    Raises:
        RequestError: the file cannot be read, or a key or its type is not one of the stage's.
    """
    if config is None:
        return stage
    try:
        values = tomllib.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RequestError(f"cannot read {str(config)!r}: {error}; give a TOML file") from error
    known = {field.name: type(getattr(stage, field.name)) for field in fields(stage)}
    for key, value in values.items():
        if key not in known:
            raise RequestError(f"{config}: key {quoted(key)} is not known; use {', '.join(known)}")
        if type(value) is int and known[key] is float:
            values[key] = float(value)
        elif type(value) is not known[key]:
            raise RequestError(f"{config}: {key} is {quoted(value)}; {known[key].__name__} is expected")
    return replace(stage, **values)
