"""Writes what the documents take from the code: docs/cli.md and the tree in README.md. Run by `make docs`.

tests/test_docs.py holds both fresh. The tree's words are the first sentences of the files themselves.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from musiccm_daw.cli.app import app

ROOT = Path(__file__).parent.parent
PACKAGES = ("musiccm_daw", "bridge", "presets", "trainer")
TREE_MARKS = ("<!-- tree: written by make docs -->", "<!-- end of tree -->")

CLI_HEAD = """# Command line

Written by `make docs` from the code; `musiccm COMMAND --help` says the same.

stdout carries the result, and with `--json` one JSON object and nothing else; progress and errors go to
stderr. Exit codes: 0 done, 2 the request is wrong, 3 the model or device cannot serve it, 4 the project folder
cannot be written, 130 interrupted. A traceback is shown only with `--debug`.
"""


def command_line_reference() -> str:
    """The text of docs/cli.md."""
    root = get_command(app)
    return "\n".join([CLI_HEAD, *_sections(root, "musiccm")]).rstrip() + "\n"


def _sections(command: object, path: str) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from _sections(inner, f"{path} {name}")
        return
    arguments = [parameter for parameter in command.params if isinstance(parameter, TyperArgument)]
    options = [p for p in command.params if isinstance(p, TyperOption) and not p.hidden and p.name != "help"]
    words = [argument.metavar or argument.name.upper() for argument in arguments]
    yield f"## `{' '.join([path, *words])}`\n"
    yield _prose(command.help or "")
    for argument, word in zip(arguments, words, strict=True):
        yield f"- `{word}`: {argument.help}"
    if arguments:
        yield ""
    if options:
        yield "| option | default | meaning |"
        yield "|---|---|---|"
        yield from (_option_row(option) for option in options)
        yield ""


def _prose(text: str) -> str:
    """A docstring as Markdown, its example as code."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    prefix = "Example: "
    shown = [f"```\n{p.removeprefix(prefix)}\n```" if p.startswith(prefix) else p for p in paragraphs]
    return "\n\n".join(shown) + "\n"


def _option_row(option: TyperOption) -> str:
    names = "/".join([*option.opts, *option.secondary_opts])
    value = "" if option.is_flag else f" {option.metavar or 'VALUE'}"
    cells = (f"`{names}{value}`", _default(option), option.help or "")
    return " | ".join(["", *(cell.replace("|", "\\|") for cell in cells), ""]).strip()


def _default(option: TyperOption) -> str:
    if isinstance(option.show_default, str):
        return option.show_default
    if option.default is None or (option.is_flag and not option.secondary_opts) or option.multiple:
        return ""
    return f"`{getattr(option.default, 'value', option.default)}`"


def tree() -> str:
    """The folders of the four packages, one line to a file."""
    lines: list[tuple[str, str]] = []
    for package in PACKAGES:
        lines += _tree_lines(ROOT / package, depth=0)
    width = max(len(name) for name, _ in lines) + 2
    return "\n".join(f"{name:<{width}}{meaning}".rstrip() for name, meaning in lines)


def _tree_lines(folder: Path, depth: int) -> Iterator[tuple[str, str]]:
    files = sorted(folder.glob("*.py"))
    folders = sorted(inner for inner in folder.iterdir() if any(inner.rglob("*.py")))
    opening = folder / "__init__.py"
    yield "  " * depth + f"{folder.name}/", first_sentence(opening) if opening.exists() else ""
    for file in files:
        if file != opening:
            yield "  " * (depth + 1) + file.name, first_sentence(file)
    for inner in folders:
        yield from _tree_lines(inner, depth + 1)


def first_sentence(file: Path) -> str:
    """What a file says of itself first."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s+(?=[A-Z`])", paragraph)[0].rstrip(".")


def readme_with_tree(readme: str) -> str:
    """README.md with the tree between its marks replaced."""
    start, end = TREE_MARKS
    before, rest = readme.split(start)
    after = rest.split(end)[1]
    return f"{before}{start}\n```\n{tree()}\n```\n{end}{after}"


def main() -> None:
    """Write both documents."""
    (ROOT / "docs/cli.md").write_text(command_line_reference(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(readme_with_tree(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
