"""The generator of what the documents take from the code: tables, trees and the JSON Schema of presets.

Run by `make docs`; it writes between the marks in each document and leaves the prose around them alone.
tests/test_docs.py fails where they are out of date. The tree shows the first sentence of each file.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from bridge.osc import addresses, job_keys
from bridge.server.edit_keys import CLIP_KEYS
from musiccm_daw.cli.app import app
from presets.find import LIBRARY
from presets.json_schema import FILE_NAME, allowed, json_schema_text, keys_at, node_at

ROOT = Path(__file__).parent.parent
PACKAGES = ("musiccm_daw", "bridge", "presets", "trainer")


def preset_keys() -> str:
    """Return the tables of a preset's keys."""
    lines: list[str] = []
    for heading, place in (
        ("Top of the file", ()),
        ("`[preset]`", ("preset",)),
        ("`[[stem]]`", ("stem", 0)),
        ("`[[section]]`", ("section", 0)),
    ):
        lines += [f"## {heading}\n", f"{node_at(place)['description']}\n", "| key | value | meaning | example |"]
        lines += ["|---|---|---|---|", *map(_preset_row, ((*place, key) for key in keys_at(place))), ""]
    varied = ", ".join(f"`{key}`" for key in keys_at(("matrix",)) if key != "stem")
    of_stems = ", ".join(f"`{key}`" for key in keys_at(("matrix", "stem", "NAME")))
    lines += ["## `[matrix]`\n", f"{node_at(('matrix',))['description']}\n"]
    lines += [f"Keys of `[preset]`: {varied}. Keys of a stem, as `stem.NAME.KEY`: {of_stems}."]
    return "\n".join(lines)


def _preset_row(place: tuple[str | int, ...]) -> str:
    node = node_at(place)
    example = node.get("examples", [None])[0]
    shown = "" if example is None else f"`{json.dumps(example, ensure_ascii=False)}`"
    cells = (f"`{place[-1]}`", allowed(node), node.get("description", "see below"), shown)
    return _cells(*(cell.replace("|", "\\|") for cell in cells))


def osc_messages() -> str:
    """Return the tables of the messages of either side, of a job's keys and of the error codes."""
    lines = ["## To the server\n"]
    for row in addresses.REQUESTS:
        lines += [f"### `{row.address}`\n", f"{row.help} Answer: {row.answers}.\n", *_osc_arguments(row.arguments)]
    lines += ["## Keys of a job\n", "| key | value | default | meaning |", "|---|---|---|---|"]
    for key in job_keys.KEYS.values():
        lines.append(_cells(f"`{key.name}`", _osc_kind(key), f"`{key.default}`" if key.default != "" else "", key.help))
    lines += ["\n## From the server\n"]
    for row in addresses.ANSWERS:
        lines += [f"### `{row.address}`\n", f"{row.help}\n", *_osc_arguments(row.arguments)]
    lines += ["## Error codes\n", "| code | meaning |", "|---|---|"]
    lines += [_cells(f"`{code}`", meaning) for code, meaning in addresses.ERROR_CODES.items()]
    return "\n".join(lines)


def _osc_arguments(arguments: tuple[addresses.Argument, ...]) -> Iterator[str]:
    yield "| argument | type | meaning |"
    yield "|---|---|---|"
    for argument in arguments:
        name = f"[`{argument.name}`]" if argument.optional else f"`{argument.name}`"
        yield _cells(name, _osc_kind(argument), argument.help)
    yield ""


def _osc_kind(argument: addresses.Argument | job_keys.RequestKey) -> str:
    between = "" if argument.low is None else f", {argument.low} to {argument.high}"
    return f"{argument.kind}{between}{', ' + argument.unit if argument.unit else ''}"


def _cells(*cells: str) -> str:
    return " | ".join(["", *cells, ""]).strip()


def control_list() -> str:
    """Return what the controls of a surface send and receive, as tables."""
    numbers = (addresses.Kind.DECIMAL, addresses.Kind.WHOLE, addresses.Kind.SWITCH)
    lines = ["| first argument | second argument | meaning |", "|---|---|---|"]
    texts = []
    for key in job_keys.KEYS.values():
        if key.kind in numbers:
            lines.append(_cells(f"`{key.name}`", _osc_kind(key), key.help))
        elif key.name not in CLIP_KEYS and not key.name.startswith(job_keys.MIDI_KEY):
            texts.append(f"`{key.name}`")
    lines += ["", f"A key with a text, in the same way: {', '.join(texts)}. An empty text removes a key.", ""]
    lines += ["Buttons send these:", "", "| address | arguments | meaning |", "|---|---|---|"]
    for row in addresses.REQUESTS:
        names = " ".join(f"[{argument.name}]" if argument.optional else argument.name for argument in row.arguments)
        lines.append(_cells(f"`{row.address}`", names, re.split(r"(?<=\.) |: ", row.help)[0].rstrip(".")))
    lines += ["", "Labels and faders can show these, each argument with its number:", ""]
    lines += ["| address | arguments |", "|---|---|"]
    for row in addresses.ANSWERS:
        names = ", ".join(f"{number} {argument.name}" for number, argument in enumerate(row.arguments, start=1))
        lines.append(_cells(f"`{row.address}`", names))
    return "\n".join(lines)


def commands() -> str:
    """Return a section for each command, with its arguments and options."""
    return "\n".join(_sections(get_command(app), "musiccm"))


def _sections(command: object, path: str) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        if command.invoke_without_command:
            yield from _section(command, path)
        for name, inner in command.commands.items():
            yield from _sections(inner, f"{path} {name}")
    else:
        yield from _section(command, path)


def _section(command: object, path: str) -> Iterator[str]:
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
    """Turn a docstring into Markdown, with its example as code."""
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


def folder_tree() -> str:
    """Return the folders of the four packages, one line each."""
    return _tree(files=False)


def file_tree() -> str:
    """Return the folders of the four packages with their files, one line each."""
    return _tree(files=True)


def _tree(*, files: bool) -> str:
    lines = [line for package in PACKAGES for line in _tree_lines(ROOT / package, 0, files=files)]
    width = max(len(name) for name, _ in lines) + 2
    rows = [f"{name:<{width}}{meaning}".rstrip() for name, meaning in lines]
    return "\n".join(["```", *rows, "```"])


def _tree_lines(folder: Path, depth: int, *, files: bool) -> Iterator[tuple[str, str]]:
    opening = folder / "__init__.py"
    yield "  " * depth + f"{folder.name}/", first_sentence(opening) if opening.exists() else ""
    if files:
        for file in sorted(folder.glob("*.py")):
            if file != opening:
                yield "  " * (depth + 1) + file.name, first_sentence(file)
    for inner in sorted(inner for inner in folder.iterdir() if any(inner.rglob("*.py"))):
        yield from _tree_lines(inner, depth + 1, files=files)


def first_sentence(file: Path) -> str:
    """Return the first sentence of a file's docstring."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s+(?=[A-Z`])", paragraph)[0].rstrip(".")


WRITTEN: dict[str, tuple[str, Callable[[], str]]] = {
    "README.md": ("tree", folder_tree),
    "docs/architecture.md": ("tree", file_tree),
    "docs/cli.md": ("commands", commands),
    "docs/osc.md": ("messages", osc_messages),
    "docs/presets.md": ("keys", preset_keys),
    "docs/hosts/osc-clients.md": ("controls", control_list),
}
"""What is written into each document, and the name in the marks around it."""


def document(name: str) -> str:
    """Return a document with what is between its marks written anew."""
    part, write = WRITTEN[name]
    start, end = f"<!-- {part}: written by make docs -->", f"<!-- end of {part} -->"
    before, rest = (ROOT / name).read_text(encoding="utf-8").split(start)
    after = rest.split(end)[1]
    return f"{before}{start}\n{write().strip()}\n{end}{after}"


def main() -> None:
    """Write all of them."""
    for name in WRITTEN:
        (ROOT / name).write_text(document(name), encoding="utf-8", newline="\n")
    (LIBRARY / FILE_NAME).write_text(json_schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
