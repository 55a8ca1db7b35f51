"""Writes what the documents take from the code: docs/cli.md, docs/osc.md, the tree in README.md. Run by `make docs`.

tests/test_docs.py holds both fresh. The tree's words are the first sentences of the files themselves.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from bridge.osc import addresses
from bridge.osc.listeners import LAPSE_SECONDS
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

OSC_HEAD = f"""# OSC

Written by `make docs` from `bridge/osc/addresses.py`, the table that the server itself reads.

`musiccm serve` listens on UDP, {addresses.DEFAULT_HOST} port {addresses.DEFAULT_PORT}. Ask from any language
that can send OSC:

```
$ musiccm serve --project ~/songs/night-drive
$ oscsend localhost {addresses.DEFAULT_PORT} /musiccm/generate ssssssf take-1 prompt "warm pads" key Am bars 8
$ musiccm send generate "warm pads" bars 8 stem.drums "brushed kit" --wait
```

```python
from bridge.osc.client import Client

with Client() as client:
    done = client.make({{"prompt": "warm pads", "bpm": 124.75, "bars": 8}})
    print(done.manifest_path)
```

Where the server is, other programs read in `server.json`, in the user state folder (`~/.local/state/musiccm` on
Linux, `~/Library/Application Support/musiccm` on macOS, `%LOCALAPPDATA%\\musiccm` on Windows).

## Rules

- **Ids are yours.** A job's first argument is a text that you choose, unlike any other; all answers carry it.
  The same id never starts a second job: it answers with that job's last message, so a request may be repeated
  when no answer came.
- **One end.** Every accepted job sends exactly one of `done`, `error`, `cancelled`. A wrong request sends
  exactly one `error` and starts nothing. `done` comes when every file is on disk under its final name.
- **Numbers** may be i, h, f, d or text that spells one. 4.0 is an integer; 4.5 bars and NaN are refused. A
  32-bit float counts as its shortest spelling, so a tempo of 97.3 stays 97.3.
- **Answers** go to the address and port that asked, and to every registered listener, in datagrams under 1024
  bytes with arguments of type i, f and s; only a seed of your own beyond 2147483647 comes as h. Texts that
  would not fit end in `…`.
- **Bundles** are served in order, when they come: time tags are ignored. What is no OSC is dropped and counted.
  Messages to the addresses that the server sends from are not answered.
- **A prompt may name facts** (`90 bpm`, `in F# minor`). A key of the job wins over them, and they win over what
  was `set`.
- **Defaults** that were `set` belong to a client, an address and port; so does `cancel *`. `musiccm send` sends
  from port 9721 if that is free, so that they hold from one command to the next.
- **First bars.** With `stream 1` a stem of more than four seconds announces its first bars as a `file` of index 0
  while the rest is made: a WAV of its own in the same take, at nearly the final level. The whole file follows.
- **Registrations** lapse after {LAPSE_SECONDS:.0f} seconds. Only this machine and hosts of `--allow` can be
  registered.
- **Paths** of projects are relative to the server's `--project`, or absolute inside it or a `--root`; links are
  followed before that is judged.
- **After a restart** the server finishes what it had accepted and still knows every id; answers go to the old
  addresses.
"""


def osc_reference() -> str:
    """The text of docs/osc.md."""
    lines = [OSC_HEAD, "## To the server\n"]
    for row in addresses.REQUESTS:
        lines += [f"### `{row.address}`\n", f"{row.help} Answer: {row.answers}.\n", *_osc_arguments(row.arguments)]
    lines += ["## Keys of a job\n", "| key | value | default | meaning |", "|---|---|---|---|"]
    for key in addresses.KEYS.values():
        lines.append(_cells(f"`{key.name}`", _osc_kind(key), f"`{key.default}`" if key.default != "" else "", key.help))
    lines += ["\n## From the server\n"]
    for row in addresses.ANSWERS:
        lines += [f"### `{row.address}`\n", f"{row.help}\n", *_osc_arguments(row.arguments)]
    lines += ["## Error codes\n", "| code | meaning |", "|---|---|"]
    lines += [_cells(f"`{code}`", meaning) for code, meaning in addresses.ERROR_CODES.items()]
    return "\n".join(lines).rstrip() + "\n"


def _osc_arguments(arguments: tuple[addresses.Argument, ...]) -> Iterator[str]:
    yield "| argument | type | meaning |"
    yield "|---|---|---|"
    for argument in arguments:
        name = f"[`{argument.name}`]" if argument.optional else f"`{argument.name}`"
        yield _cells(name, _osc_kind(argument), argument.help)
    yield ""


def _osc_kind(argument: addresses.Argument | addresses.RequestKey) -> str:
    between = "" if argument.low is None else f", {argument.low} to {argument.high}"
    return f"{argument.kind}{between}{', ' + argument.unit if argument.unit else ''}"


def _cells(*cells: str) -> str:
    return " | ".join(["", *cells, ""]).strip()


def command_line_reference() -> str:
    """The text of docs/cli.md."""
    root = get_command(app)
    return "\n".join([CLI_HEAD, *_sections(root, "musiccm")]).rstrip() + "\n"


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
    """Write all of them."""
    (ROOT / "docs/cli.md").write_text(command_line_reference(), encoding="utf-8")
    (ROOT / "docs/osc.md").write_text(osc_reference(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(readme_with_tree(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
