"""`musiccm presets`: lists presets, shows what they come to, checks them, and begins new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_error, print_json, print_line, print_note, print_remark, print_table
from musiccm_daw.errors import PresetError, RequestError
from musiccm_daw.wording import counted

if TYPE_CHECKING:
    from presets.documents import NewDocument
    from presets.explaining import ExplainedValue
    from presets.load import Preset

app = typer.Typer(help="List presets, show what they come to, check them, and begin new ones.", no_args_is_help=True)

PresetArgument = Annotated[
    str,
    typer.Argument(metavar="PRESET", help="A name from `musiccm presets list`, or the path of a .toml file."),
]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]",
        help="Only presets in whose name, description, tags, prompts or roles all these words occur.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Preset files, folders of them, or names from `musiccm presets list`."),
]
NewName = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="Name of the new preset, which goes to your own presets folder; or the path of a .toml file.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="PRESET|TAKE",
        help="Begin with all of a preset, or with the request of a take: its folder or manifest.json.",
    ),
]
Prompt = Annotated[
    str | None,
    typer.Option(
        metavar="WORDS",
        help="Begin with a prompt: the facts that it states, the tempo of its style, and the parts that would be "
        "composed for it as stems.",
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help='A value that wins over the file, such as `bpm=126` or `stem.bass.prompt="warm sub"`; repeatable.',
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--presets",
        metavar="DIR",
        help="A folder with presets, searched before your own presets folder and the library.",
        show_default=False,
    ),
]


@app.command(name="list")
def list_presets(
    words: Words = None, folder: Folder = None, as_json: common.Json = False, debug: common.Debug = False
) -> None:
    """List the presets of the library and your own, with tags, tempo, key and stems.

    Example: musiccm presets list house dark
    """
    from presets.explaining import explained, search

    found = []
    for preset in search(list(_known(_folders(folder))), words or []):
        try:
            found.append((preset, {row.key: row for row in explained(preset)}))
        except PresetError as error:
            print_note(f"note: left out: {error}")
    if as_json:
        print_json({"presets": [_listed(preset, rows) for preset, rows in found]})
    elif found:
        print_table(
            ("name", "takes", "tempo", "key", "tags: stems"),
            [
                (
                    preset.file.stem,
                    preset.take_count,
                    _few(rows["bpm"], "tempi"),
                    _few(rows["key"], "keys"),
                    ": ".join(filter(None, (", ".join(preset.tags), ", ".join(preset.stems)))),
                )
                for preset, rows in found
            ],
            folded=True,
        )
    else:
        print_line(f"no preset has {' '.join(words)}; musiccm presets list shows all" if words else "no presets")


@app.command()
def show(
    reference: PresetArgument,
    sets: Sets = None,
    folder: Folder = None,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> None:
    """Show all values of a preset, and where each of them comes from.

    Example: musiccm presets show techno-peak-kit --set bars=8
    """
    from presets.explaining import explained
    from presets.load import load_preset

    preset = load_preset(reference, sets=sets or (), folders=_folders(folder))
    rows = explained(preset)
    if as_json:
        values = [{"key": row.key, "value": row.value, "varies": row.varies, "from": row.origin} for row in rows]
        print_json({**_described(preset), "values": values})
        return
    print_line(f"{preset.name}  ({', extends '.join(map(str, preset.files))})")
    if preset.description:
        print_line(preset.description)
    if preset.tags:
        print_line(f"tags: {', '.join(preset.tags)}")
    print_line()
    print_table(("key", "value", "from"), [(row.key, _shown(row), row.origin) for row in rows])
    print_line()
    print_line(counted(preset.take_count, "take"))


@app.command()
def validate(paths: Paths, folder: Folder = None, as_json: common.Json = False, debug: common.Debug = False) -> None:
    """Check presets in every combination of their values, without a model; exit code 2 if one is wrong.

    Each mistake is one line with file, line, key, what was got and what is allowed. Of mistakes that show only where
    values are put together, such as sections that do not add up, the first is reported.

    Example: musiccm presets validate my-presets
    """
    from presets.load import load_preset
    from presets.takes import planned_takes

    outcomes: list[dict[str, Any]] = []
    for path in _files_of(paths):
        try:
            takes = planned_takes(
                load_preset(path, folders=_folders(folder)),
                base_seed=0,
                on_remark=partial(_print_remark_on, path),
            )
        except RequestError as error:
            mistakes = [str(error), *(error.others if isinstance(error, PresetError) else ())]
            outcomes.append({"preset": path, "takes": 0, "error": mistakes[0], "errors": mistakes})
            for mistake in () if as_json else mistakes:
                print_error(mistake)
        else:
            outcomes.append({"preset": path, "takes": len(takes), "error": None, "errors": []})
    if as_json:
        print_json({"presets": outcomes})
    elif right := [(outcome["preset"], outcome["takes"]) for outcome in outcomes if outcome["error"] is None]:
        print_table(("preset", "takes"), right)
    if any(outcome["error"] is not None for outcome in outcomes):
        raise typer.Exit(RequestError.exit_code)


@app.command()
def new(
    name: NewName,
    source: From = None,
    prompt: Prompt = None,
    folder: Folder = None,
    debug: common.Debug = False,
) -> None:
    """Write a preset with comments to begin with; a file that exists is never overwritten.

    Example: musiccm presets new night-drive --prompt "nostalgic synthwave, 104 bpm, in A minor"
    """
    from musiccm_daw.paths import user_presets
    from presets.documents import document_of_prompt
    from presets.find import SUFFIX, expanded, is_path
    from presets.writing import write_new

    path = expanded(name, Path()) if is_path(name) else (folder or user_presets()) / f"{name}{SUFFIX}"
    match source, prompt:
        case str(), None:
            begun, origin = _begun_from(source, _folders(folder)), f"from {source}"
        case None, str():
            begun, origin = document_of_prompt(prompt), "from a prompt"
        case _:
            raise RequestError("give what the preset begins with: either --from PRESET|TAKE or --prompt WORDS")
    write_new(path, begun.document, f"Begun by `musiccm presets new` {origin}.")
    if begun.left_out:
        print_note(f"note: presets cannot say this, and it was left out: {', '.join(begun.left_out)}")
    print_line(str(path))


@app.command()
def schema(debug: common.Debug = False) -> None:
    """Print the JSON Schema of presets, draft 4, by which editors check and complete them.

    Example: musiccm presets schema > preset.schema.json
    """
    from presets.json_schema import json_schema_text

    print_line(json_schema_text().rstrip("\n"))


def _print_remark_on(path: str, remark: str) -> None:
    print_remark(f"{path}: {remark}")


def _folders(folder: Path | None) -> tuple[Path, ...]:
    return () if folder is None else (folder,)


def _known(folders: Sequence[Path]) -> Iterator[Preset]:
    """Yield every preset that has a name; those that are wrong are named on stderr."""
    from presets.find import preset_files
    from presets.load import load_preset

    for file in preset_files(folders).values():
        try:
            yield load_preset(str(file), folders=folders)
        except PresetError as error:
            print_note(f"note: left out: {error}")


def _files_of(paths: Sequence[str]) -> Iterator[str]:
    """Yield the presets that are meant; of a folder, all in it."""
    from presets.find import SUFFIX

    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        inside = sorted(Path(path).glob(f"*{SUFFIX}"))
        if not inside:
            raise PresetError(f"{path}: has no presets in it; name a folder with {SUFFIX} files")
        yield from map(str, inside)


def _begun_from(source: str, folders: Sequence[Path]) -> NewDocument:
    from musiccm_daw.request.request import GenerationRequest
    from musiccm_daw.writers.manifest import read_manifest
    from presets.documents import document_of_preset, document_of_request
    from presets.load import load_preset

    if source.endswith(".json") or os.path.isdir(source):
        return document_of_request(GenerationRequest.from_json(read_manifest(Path(source)).request))
    return document_of_preset(load_preset(source, folders=folders))


def _described(preset: Preset) -> dict[str, Any]:
    return {
        "name": preset.name,
        "description": preset.description,
        "tags": list(preset.tags),
        "file": str(preset.file),
        "extends": [str(file) for file in preset.files[1:]],
        "stems": list(preset.stems),
        "takes": preset.take_count,
    }


def _listed(preset: Preset, rows: dict[str, ExplainedValue]) -> dict[str, Any]:
    return {**_described(preset), "name": preset.file.stem, "bpm": rows["bpm"].value, "key": rows["key"].value}


def _few(row: ExplainedValue, what: str) -> str:
    """Return a value as a narrow column shows it: of several, how many there are."""
    values = row.value
    return f"{len(values)} {what}" if isinstance(values, list) and len(values) > 1 else _shown(row)


def _shown(row: ExplainedValue) -> str:
    """Return a value as people read it."""
    match row.value:
        case None:
            return "drawn" if row.origin in ("seed", "style", "chords") else ""
        case list() as values:
            return (" / " if row.varies and row.key not in ("bpm", "key") else ", ").join(map(str, values))
        case bool() as switch:
            return "yes" if switch else "no"
    return str(row.value)
