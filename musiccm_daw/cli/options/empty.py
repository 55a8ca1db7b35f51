"""Options with an empty value, as scripts give them where a variable is not set: refused, not taken for the default.

`--project "$SONGS"` would otherwise write into the current folder, and `--root ""` would open it to the jobs of a
server. Done once for every option of every command, when `app` has put the commands together.
"""

from collections.abc import Callable
from typing import Any

from musiccm_daw.errors import RequestError


def refuse_empty(command: Any) -> None:
    """Let the options of a command of typer, and of those under it, refuse an empty value."""
    for parameter in command.params:
        if parameter.param_type_name == "option":
            parameter.process_value = _refusing(parameter.opts[0], parameter.process_value)
    for under in getattr(command, "commands", {}).values():
        refuse_empty(under)


def _refusing(option: str, process: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def refusing(context: Any, value: Any) -> Any:
        if value == "" or (isinstance(value, (list, tuple)) and "" in value):
            raise RequestError(f"{option} is empty; give it a value, or leave it out")
        return process(context, value)

    return refusing
