"""The help of commands as it is read: paragraphs that fill the width of the terminal, and no names of Python's types.

rich breaks every paragraph but the first where the source does, and typer prints `<bool>` beside every switch. Done
once for every command, when `app` has put the commands together.
"""

import inspect
from collections.abc import Callable
from typing import Any


def plain_help(command: Any) -> None:
    """Let a command of typer and those under it show their help in plain words."""
    if command.help:
        paragraphs = inspect.cleandoc(command.help).split("\n\n")
        command.help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    for parameter in command.params:
        if getattr(parameter, "is_flag", False) or parameter.param_type_name == "argument":
            parameter.display_type_rich = _without_types(parameter.display_type_rich)
    for under in getattr(command, "commands", {}).values():
        plain_help(under)


def _without_types(shown: Callable[..., str | None]) -> Callable[..., str | None]:
    def without(*arguments: Any, **options: Any) -> str | None:
        text = shown(*arguments, **options)
        return None if text is not None and text.startswith("<") else text

    return without
