"""`~` in the paths of a command line: the home folder, also where the shell has left it, as in `--project='~/songs'`.

Done once for every command and every option that is a path, when `app` has put the commands together.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from musiccm_daw.paths import in_full


def expand_home(command: Any) -> None:
    """Let a command of typer and those under it receive their paths with the home folder in full."""
    if command.callback is not None:
        command.callback = _expanding(command.callback)
    for under in getattr(command, "commands", {}).values():
        expand_home(under)


def _expanding(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def expanding(*arguments: Any, **options: Any) -> Any:
        return callback(*arguments, **{name: _expanded(value) for name, value in options.items()})

    return expanding


def _expanded(value: Any) -> Any:
    if isinstance(value, Path):
        return in_full(value)
    return [_expanded(each) for each in value] if isinstance(value, list) else value
