"""`musiccm generate`: a prompt in, a take of WAV files out."""

from pathlib import Path
from typing import Annotated, Any

import typer

from musiccm_daw.cli.options.common import common, edit, request
from musiccm_daw.cli.options.edit import asked_edit
from musiccm_daw.cli.views.take import make_take, show_plan, show_take
from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.writers import read_clip

Name = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Start of the file names.",
        show_default="from the prompt",
        rich_help_panel=common.OUTPUT,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Show the request as understood and the files it would make; load no model, write nothing.",
        rich_help_panel=common.OUTPUT,
    ),
]


def generate(
    prompt: request.Prompt = None,
    bpm: request.Bpm = None,
    bars: request.Bars = None,
    meter: request.Meter = None,
    key: request.Key = None,
    chords: request.Chords = None,
    loop: request.Loop = None,
    stem: request.Stem = None,
    variations: request.Variations = None,
    seed: request.Seed = None,
    steps: request.Steps = None,
    guidance: request.Guidance = None,
    sample_rate: request.SampleRate = None,
    subtype: request.Subtype = None,
    repaint: edit.Repaint = None,
    bar_range: edit.Range = None,
    continued: edit.Continue = None,
    variation_of: edit.VariationOf = None,
    strength: edit.Strength = None,
    project: common.Project = Path(),
    name: Name = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    dry_run: DryRun = False,
    as_json: common.Json = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> None:
    """Turn a prompt into music of exactly the asked length.

    Example: musiccm generate "dusty lo-fi beat, 84 bpm, D minor" --bars 8 --stem drums --stem keys=rhodes
    """
    said: dict[str, Any] = {
        "bpm": bpm,
        "bars": bars,
        "meter": meter,
        "key": key,
        "chords": chords,
        "loop": loop,
        "stems": tuple(stem or ()),
        "variations": variations,
        "seed": seed,
        "steps": steps,
        "guidance": guidance,
        "sample_rate": sample_rate,
        "subtype": subtype,
        "name": name,
    }
    edit = asked_edit(repaint, bar_range, continued, variation_of, strength)
    if edit is not None:
        clip_file, asked = edit
        request = resolve_edit(read_clip(clip_file), asked, prompt, said)
    elif prompt is None:
        raise RequestError("a prompt is missing; describe the sound in words: musiccm generate PROMPT")
    else:
        request = GenerationRequest.resolve(prompt, **said)
    if dry_run:
        show_plan(request, project, as_json=as_json)
        return
    clip, take, seconds = make_take(request, model=model, device=device, project=project, quiet=quiet)
    show_take(clip, take, seconds, as_json=as_json)
