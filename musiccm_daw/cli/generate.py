"""`musiccm generate`: makes a take of WAV files from a prompt."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from musiccm_daw.asking import ask
from musiccm_daw.asking_edit import ask_edit
from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.making import make, print_idle_words
from musiccm_daw.cli.options import common
from musiccm_daw.cli.options import edit as edit_options
from musiccm_daw.cli.options import request as request_options
from musiccm_daw.cli.options.edit import asked_edit
from musiccm_daw.cli.views.console import print_remark
from musiccm_daw.cli.views.take import show_plan, show_take
from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import read_section
from musiccm_daw.writers import read_clip

Name = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Beginning of the file names.",
        show_default="from the prompt",
        rich_help_panel=common.OUTPUT,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Show how the request is understood and which files it would make; no model is loaded, nothing written.",
        rich_help_panel=common.OUTPUT,
    ),
]


def generate(
    prompt: request_options.PromptArgument = None,
    bpm: request_options.BpmOption = None,
    bars: request_options.BarsOption = None,
    meter: request_options.MeterOption = None,
    key: request_options.KeyOption = None,
    chords: request_options.ChordsOption = None,
    energy: request_options.EnergyOption = None,
    loop: request_options.LoopOption = None,
    stem: request_options.StemOption = None,
    section: request_options.SectionOption = None,
    variations: request_options.VariationsOption = None,
    midi: request_options.MidiOption = None,
    fit_to: request_options.FitToOption = None,
    score: request_options.ScoreOption = None,
    density: request_options.DensityOption = None,
    parts: request_options.PartsOption = None,
    seed: request_options.SeedOption = None,
    steps: request_options.StepsOption = None,
    guidance: request_options.GuidanceOption = None,
    sample_rate: request_options.SampleRateOption = None,
    subtype: request_options.SubtypeOption = None,
    repaint: edit_options.RepaintOption = None,
    bar_range: edit_options.RangeOption = None,
    continued: edit_options.ContinueOption = None,
    variation_of: edit_options.VariationOfOption = None,
    strength: edit_options.StrengthOption = None,
    keep: edit_options.KeepOption = None,
    project: common.Project = Path(),
    name: Name = None,
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    dry_run: DryRun = False,
    as_json: common.Json = False,
    quiet: common.Quiet = False,
    debug: common.Debug = False,
) -> None:
    """Turn a prompt into music of exactly the requested length.

    Example: musiccm generate "dusty lo-fi beat, 84 bpm, D minor" --bars 8 --stem drums --stem keys=rhodes

    A bass line for the guitar that you recorded: musiccm generate "warm soul bass" --stem bass --fit-to guitar.wav
    """
    said: dict[str, Any] = {
        "bpm": bpm,
        "bars": bars,
        "meter": meter,
        "key": key,
        "chords": chords,
        "loop": loop,
        "stems": tuple(stem or ()),
        "sections": tuple(map(read_section, section or ())),
        "variations": variations,
        "seed": seed,
        "steps": steps,
        "guidance": guidance,
        "sample_rate": sample_rate,
        "subtype": subtype,
        "name": name,
        "score": score,
        "parts": parts,
        "density": density,
        "energy": energy,
    }
    edit = asked_edit(repaint, bar_range, continued, variation_of, strength, keep)
    request = _request(prompt, edit, said, tuple(midi or ()), fit_to)
    if dry_run:
        show_plan(request, project, as_json=as_json)
        print_idle_words(request)
        return
    take = make(request, model=model, device=device, project=project, quiet=quiet)
    # What comes too late to stop the take does not hide it.
    with interruptible():
        show_take(take, as_json=as_json)


def _request(
    prompt: str | None,
    edit: tuple[Path, AskedEdit] | None,
    said: Mapping[str, Any],
    midi: Sequence[str],
    fit_to: Path | None,
) -> GenerationRequest:
    """Return the request for new music, or for an edit of a clip."""
    if edit is not None:
        if fit_to:
            raise RequestError("an edit fits its own clip; leave out --fit-to, or make a new take with it")
        clip_file, asked = edit
        return ask_edit(read_clip(clip_file), asked, prompt, said, midi=midi, on_remark=print_remark)
    if prompt is None:
        raise RequestError("a prompt is missing; describe the sound in words: musiccm generate PROMPT")
    return ask(prompt, midi=midi, fit_to=fit_to, on_remark=print_remark, **said)
