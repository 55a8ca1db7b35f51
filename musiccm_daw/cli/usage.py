"""What is wrong with a command line that typer cannot read, and what to type instead: the text of one line.

typer knows neither what other programs call an option nor that a prompt without quotes falls into words.
"""

import re
from typing import Any

import typer

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import quoted


def usage_text(error: typer.TyperException) -> str:
    """Return the line for an error of typer; empty where the help has been shown instead."""
    # typer checks choices with pydantic, which puts these words in front of the message.
    text = error.format_message().replace("Value error, ", "").rstrip(".")
    context = getattr(error, "ctx", None)
    if not text:
        return ""
    text = _with_what_was_got(text, error)
    text = text[0].lower() + text[1:]
    if context is None:
        return f"{text}; --help shows what is allowed"
    option = getattr(error, "option_name", None)
    lists = f"{context.command_path} --help shows"
    if type(error).__name__ == "NoSuchOption" and option:
        return f"there is no option {quoted(option)}; {did_you_mean(option, _options(context.command))}{lists} all"
    if (match := re.match(r"no such command '([^']*)'", text)) is not None:
        return _no_command(match[1], context, lists)
    if text.startswith("got unexpected extra argument") and context.info_name == "generate":
        return f"{text}; put a prompt of several words in quotes"
    return f"{text}; {lists} what is allowed"


def _with_what_was_got(text: str, error: BaseException) -> str:
    """Return the line of a number that is out of range, with the number, which pydantic leaves out."""
    # Here, not at the top: it takes long to load, and typer has loaded it by now.
    from pydantic import ValidationError

    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return text
    got = f"got {quoted(cause.errors()[0]['input'])}, allowed is"
    text = re.sub(r"Input should be a valid integer.*", lambda _: f"{got} a whole number", text)
    return re.sub(r"Input should be (?=greater|less)", lambda _: f"{got} a number ", text)


def _no_command(word: str, context: Any, lists: str) -> str:
    hint = did_you_mean(word, context.command.commands)
    if context.parent is None and len(word.split()) > 1:
        hint = "for music of a prompt, begin with musiccm generate; "
    return f"there is no command {quoted(word)}; {hint}{lists} all"


def _options(command: Any) -> list[str]:
    """Return the options of a command as they are typed."""
    return [
        name
        for parameter in command.params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    ]
