"""`musiccm again`: make a take once more from its manifest."""

from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.cli import options
from musiccm_daw.cli.console import print_note
from musiccm_daw.cli.take import make_take, show_take
from musiccm_daw.engine.request import GenerationRequest
from musiccm_daw.writers.manifest import read_manifest

ManifestArgument = Annotated[
    Path, typer.Argument(metavar="MANIFEST", help="A take's manifest.json, or the take's folder.")
]
SameProject = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        help="The project folder; takes go to DIR/MusicCM.",
        show_default="that of the take",
        rich_help_panel=options.OUTPUT,
    ),
]


def again(
    manifest: ManifestArgument,
    project: SameProject = None,
    model: options.Model = None,
    device: options.Device = options.DeviceName.auto,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Make a take once more, from the request that its manifest keeps.

    The same model and device give the same audio frames. The new take stands beside the old one; nothing is
    overwritten.

    Example: musiccm again MusicCM/lofi_84bpm_Dmin_8bars_s2/manifest.json
    """
    document = read_manifest(manifest)
    take_folder = manifest if manifest.is_dir() else manifest.parent
    clip, take, seconds = make_take(
        GenerationRequest.from_json(document.request),
        model=model,
        device=device,
        # <project>/MusicCM/<take>
        project=project or take_folder.resolve().parent.parent,
        quiet=quiet,
    )
    if clip.model.sha256 != document.model.sha256:
        print_note(
            f"note: the take was made by {document.model.name}, this one by {clip.model.name}: it sounds different"
        )
    show_take(clip, take, seconds, as_json=as_json)
