"""What several training commands read: processes at once, how long to train, a file that replaces a stage's options."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import typer

from musiccm_daw.errors import RequestError, quoted

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Processes at once.")]
TimeBudget = Annotated[
    str | None,
    typer.Option(
        "--time-budget",
        metavar="TIME",
        help="Stop after this long, with the state saved: 90s, 30m, 2h.",
        show_default="until the last step",
    ),
]

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
    known = get_type_hints(type(stage))
    for key, value in values.items():
        if key not in known:
            raise RequestError(f"{config}: key {quoted(key)} is not known; use {', '.join(known)}")
        try:
            values[key] = _read(value, known[key])
        except TypeError:
            raise RequestError(f"{config}: {key} is {quoted(value)}; {_name(known[key])} is expected") from None
    return replace(stage, **values)


def _read(value: object, hint: Any) -> object:
    """A TOML value as an option of a type; raises TypeError if it is none."""
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_read(each, get_args(hint)[0]) for each in value)
    if hint is float and type(value) is int:
        return float(value)
    if value not in get_args(hint) if get_origin(hint) is Literal else type(value) is not hint:
        raise TypeError
    return value


def _name(hint: Any) -> str:
    """What a type is called in a message."""
    if get_origin(hint) is Literal:
        return " or ".join(repr(each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        return f"a list of {_name(get_args(hint)[0])}"
    return str(hint.__name__)
