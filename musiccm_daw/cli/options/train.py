"""What several training commands share: parallel processes, a time budget, a file with options of a stage."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import typer

from musiccm_daw.errors import RequestError, quoted

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Number of parallel processes.")]
TimeBudget = Annotated[
    str | None,
    typer.Option(
        "--time-budget",
        metavar="TIME",
        help="Stop after this time and save the state: 90s, 30m, 2h.",
        show_default="until the last step",
    ),
]

UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}

Stage = TypeVar("Stage", bound="DataclassInstance")


def parse_seconds(text: str | None) -> float | None:
    """Read a duration: 90s, 30m, 1.5h, or seconds without a unit; None stays None.

    Raises:
        RequestError: the text is not a duration, or the duration is zero.
    """
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smh]?)\s*", text)
    if match is None or float(match[1]) == 0:
        raise RequestError(f"time {quoted(text)} is not a duration above zero; give one such as 90s, 30m or 1.5h")
    return float(match[1]) * UNITS[match[2]]


def with_config(stage: Stage, config: Path | None) -> Stage:
    """Return a stage's options with those replaced that a TOML file contains.

    Args:
        stage: a frozen dataclass of options.
        config: the file; None leaves the options as they are.

    Raises:
        RequestError: the file cannot be read, or the stage has no such option or another type for it.
    """
    if config is None:
        return stage
    try:
        values = tomllib.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RequestError(f"config {str(config)!r} cannot be read: {error}; give a TOML file") from error
    known = get_type_hints(type(stage))
    for key, value in values.items():
        if key not in known:
            raise RequestError(f"{config}: key {quoted(key)} is not known; use {', '.join(known)}")
        try:
            values[key] = _read(value, known[key])
        except TypeError:
            raise RequestError(f"{config}: {key} is {quoted(value)}; give {_name(known[key])}") from None
    return replace(stage, **values)


def _read(value: object, hint: Any) -> object:
    """Return a TOML value as an option of a type; raise TypeError if it has another."""
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_read(each, get_args(hint)[0]) for each in value)
    if hint is float and type(value) is int:
        return float(value)
    if value not in get_args(hint) if get_origin(hint) is Literal else type(value) is not hint:
        raise TypeError
    return value


def _name(hint: Any) -> str:
    """Return the name of a type in messages."""
    if get_origin(hint) is Literal:
        return " or ".join(repr(each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        return f"a list of {_name(get_args(hint)[0])}"
    return str(hint.__name__)
