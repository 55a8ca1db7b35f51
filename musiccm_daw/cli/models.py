"""`musiccm models`: lists checkpoints, shows their configs, and checks that they are intact."""

from typing import Annotated

import typer

from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_line, print_table
from musiccm_daw.engine.loading import find_model, known_models

app = typer.Typer(help="List models, show their configs, and check that they are intact.", no_args_is_help=True)

ModelArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME|DIR]",
        help="A name from `musiccm models list` or a checkpoint folder; without one, the bundled model.",
    ),
]


@app.command(name="list")
def list_models(as_json: common.Json = False, debug: common.Debug = False) -> None:
    """List the models that `--model` accepts by name.

    Example: musiccm models list
    """
    from musiccm_daw.model.checkpoint import identify

    models = [
        {"name": name, "model": identify(folder).name, "folder": str(folder)} for name, folder in known_models().items()
    ]
    if as_json:
        print_json({"models": models})
    else:
        print_table(("name", "model", "folder"), [tuple(model.values()) for model in models])


@app.command()
def info(model: ModelArgument = None, as_json: common.Json = False, debug: common.Debug = False) -> None:
    """Show the config of a checkpoint, and its parts.

    Example: musiccm models info bundled
    """
    from musiccm_daw.model.checkpoint import identify, read_config

    folder = find_model(model)
    config = {**read_config(folder), "sha256": identify(folder).sha256, "folder": str(folder)}
    if as_json:
        print_json(config)
    else:
        print_table(("fact", "value"), [(fact, value) for fact, value in config.items() if fact != "parts"])
        sizes = [
            (part, f"{(folder / f'{part}.safetensors').stat().st_size / 1e6:.1f} MB", described["sha256"])
            for part, described in config["parts"].items()
        ]
        print_line()
        print_table(("part", "size", "SHA-256"), sizes)


@app.command()
def verify(model: ModelArgument = None, as_json: common.Json = False, debug: common.Debug = False) -> None:
    """Check every part of a checkpoint against its SHA-256; exit code 3 if one differs.

    Example: musiccm models verify ./my-checkpoint
    """
    from musiccm_daw.model.checkpoint import verify_checkpoint

    folder = find_model(model)
    identity = verify_checkpoint(folder)
    if as_json:
        print_json({"name": identity.name, "sha256": identity.sha256, "folder": str(folder), "whole": True})
    else:
        print_line(f"{identity.name} in {folder} is intact, SHA-256 {identity.sha256}")
