"""From a resolved request to a take on disk and what is said of it: what `generate` and `again` share."""

import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from musiccm_daw.cli.interrupts import interruptible
from musiccm_daw.cli.views.console import print_json, print_line, print_table, progress_bar
from musiccm_daw.clip import Clip
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.request.edit import format_range
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import format_bpm
from musiccm_daw.writers import Take, check_wav_size, check_writable, planned_files, read_source, write_take

SECONDS = ("total", "text", "sample", "decode", "vocode", "write")
CHANNELS = 2
"""Of every clip: the model is stereo."""


def make_take(
    request: GenerationRequest, *, model: str | None, device: str, project: Path, quiet: bool
) -> tuple[Clip, Take, dict[str, float]]:
    """Generate a clip and write it.

    Args:
        request: what to make.
        model: name, folder or hub id; None for the bundled model.
        device: auto, cpu, cuda or mps.
        project: the project folder; it and the size of the files are checked before the model is loaded.
        quiet: show no progress.

    Returns:
        The clip, the take on disk, and the seconds of each stage by the names in `SECONDS`.
    """
    started = time.perf_counter()
    # Read at the last moment, and by its SHA-256: `again` comes here too, with a request of another day.
    source = None if request.edit is None else read_source(request.edit)
    check_wav_size(request.grid.total_samples(request.sample_rate), CHANNELS, request.subtype)
    check_writable(project)
    with interruptible() as cancel, progress_bar(quiet=quiet) as on_progress:
        engine = load_engine(model, device)
        if source is None:
            clip = engine.generate(request, on_progress, cancel)
        else:
            # Loads torch, which only a process that makes music should.
            from musiccm_daw.engine.editing.edit_clip import edit_clip

            clip = edit_clip(engine, request, source, on_progress, cancel)
        take = write_take(clip, project, on_progress=on_progress)
    seconds = {**clip.seconds, "write": take.seconds, "total": time.perf_counter() - started}
    return clip, take, {stage: round(seconds.get(stage, 0.0), 3) for stage in SECONDS}


def bpm_number(bpm: Fraction) -> int | float:
    """A tempo as JSON shows it: 124 or 124.75."""
    return int(bpm) if bpm.denominator == 1 else float(bpm)


def describe_request(request: GenerationRequest) -> dict[str, Any]:
    """The musical facts of a request, as JSON shows them."""
    return {
        "bpm": bpm_number(request.bpm),
        "bars": request.bars,
        "meter": str(request.meter),
        "key": None if request.key is None else str(request.key),
        "chords": None if request.chords is None else str(request.chords),
    }


def headline(request: GenerationRequest) -> str:
    """The facts of a request in one line for people."""
    facts = [f"{format_bpm(request.bpm)} bpm", f"{request.bars} bars of {request.meter}"]
    facts += [str(fact) for fact in (request.key, request.chords) if fact is not None]
    return ", ".join([*facts, f"seed {request.seed}"])


def show_take(clip: Clip, take: Take, seconds: dict[str, float], *, as_json: bool) -> None:
    """Print a finished take."""
    if as_json:
        print_json(
            {
                "id": take.folder.name,
                "seed": clip.request.seed,
                "model": clip.model.name,
                **describe_request(clip.request),
                "manifest": str(take.manifest),
                "files": [
                    {
                        "path": str(file.path),
                        "stem": file.stem,
                        "variation": file.variation,
                        "frames": file.frames,
                        "sample_rate": file.sample_rate,
                        "channels": file.channels,
                    }
                    for file in take.files
                ],
                "seconds": seconds,
            }
        )
        return
    print_line(headline(clip.request))
    print_line(f"{take.folder}  ({seconds['total']:.1f} s)")
    rows = [(file.path.name, file.stem or "", file.variation, file.frames, file.sample_rate) for file in take.files]
    print_table(("file", "stem", "variation", "frames", "Hz"), rows)


def show_plan(request: GenerationRequest, project: Path, *, as_json: bool) -> None:
    """Print what a request means and which files it would make."""
    frames = request.grid.total_samples(request.sample_rate)
    check_wav_size(frames, CHANNELS, request.subtype)
    files = planned_files(request, project)
    facts = {"seed": request.seed, **describe_request(request)}
    facts |= {name: value for name, value in request.to_json().items() if name not in facts}
    if as_json:
        print_json({**facts, "frames": frames, "files": [str(file) for file in files]})
        return
    shown = ((name, facts[name], source) for name, source in request.sources.items())
    print_table(
        ("fact", "value", "from"),
        [(name, "" if value is None else str(value), source) for name, value, source in shown],
    )
    print_line()
    if request.edit is not None:
        print_line(f"{request.edit.kind} of {request.edit.source}: bars {format_range(request.edit.new_bars)} are new")
        print_line()
    print_table(("stem", "words for the model"), [(stem.role or "", stem.prompt) for stem in request.stems])
    print_line()
    print_line(f"{frames} frames at {request.sample_rate} Hz in each of:")
    for file in files:
        print_line(f"  {file}")
