"""The display of requests and takes: tables for people, one JSON object for programs."""

import sys
import textwrap
from fractions import Fraction
from pathlib import Path
from typing import Any

from musiccm_daw.cli.views.console import (
    COLUMNS,
    OutputError,
    is_terminal,
    print_json,
    print_line,
    print_note,
    print_table,
)
from musiccm_daw.clip import CHANNELS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import quoted
from musiccm_daw.request.edit import Edit, format_range
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.take import Take
from musiccm_daw.timebase import format_bpm
from musiccm_daw.wording import counted
from musiccm_daw.writers import check_wav_size, planned_files, read_source

FIRST = ("bpm", "bars", "meter", "key", "chords", "seed", "loop")
"""The facts that a musician looks for, before all others."""


def bpm_number(bpm: Fraction) -> int | float:
    """Return a tempo as JSON shows it: 124 or 124.75."""
    return int(bpm) if bpm.denominator == 1 else float(bpm)


def describe_request(request: GenerationRequest) -> dict[str, Any]:
    """Return the musical facts of a request, as JSON shows them."""
    return {
        "bpm": bpm_number(request.bpm),
        "bars": request.bars,
        "meter": str(request.meter),
        "key": None if request.key is None else str(request.key),
        "chords": None if request.chords is None else str(request.chords),
    }


def headline(request: GenerationRequest) -> str:
    """Return the facts of a request in one line for people."""
    facts = [
        f"{format_bpm(request.bpm)} bpm",
        f"{counted(request.bars, 'bar')} of {request.meter}",
    ]
    chords = None if request.chords is None else request.chords.within(request.bars)
    facts += [str(fact) for fact in (request.key, chords) if fact is not None]
    facts += [f"{name} {value:g}" for name, value in request.steering.items() if value is not None]
    return ", ".join([*facts, f"seed {request.seed}"])


def describe_take(take: Take) -> dict[str, Any]:
    """Return a finished take as JSON shows it."""
    return {
        "id": take.folder.name,
        "seed": take.request.seed,
        "model": take.model.name,
        **describe_request(take.request),
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
        "seconds": {"total": take.total_seconds, **take.seconds},
    }


def show_take(take: Take, *, as_json: bool) -> None:
    """Print a finished take.

    Raises:
        OutputError: stdout cannot be written; the message says where the take is.
    """
    try:
        _print_take(take, as_json=as_json)
        sys.stdout.flush()
    except OutputError as error:
        raise OutputError(f"{error}; the take is complete, in {str(take.folder)!r}") from error
    if not as_json and is_terminal():
        print_note("to go on: musiccm generate --repaint, --continue or --variation-of, with a path")


def _print_take(take: Take, *, as_json: bool) -> None:
    if as_json:
        print_json(describe_take(take))
        return
    print_line(headline(take.request))
    if take.request.edit is not None:
        print_line(_edited(take.request.edit))
    for variation, score in enumerate(take.scores, start=1):
        seed = f"s{variation_seed(take.request.seed, variation)}, " if len(take.scores) > 1 else ""
        print_line(textwrap.fill(seed + _players(score), COLUMNS, subsequent_indent="  ", break_on_hyphens=False))
    print_line(
        f"made in {take.total_seconds:.1f} s, {take.files[0].frames} frames at {take.files[0].sample_rate} Hz each:"
    )
    print_line(f"{take.folder}")
    for file in take.files:
        print_line(f"  {file.path.name}")


def _edited(edit: Edit) -> str:
    new = "bar {} is" if len(edit.new_bars) == 1 else "bars {} are"
    return f"{edit.kind} of {quoted(Path(edit.source).name)}: {new.format(format_range(edit.new_bars))} new"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _players(score: Score) -> str:
    """Return who plays a score, and in which style."""
    players = ", ".join(f"{part.name} ({part.instrument.replace('_', ' ')})" for part in score.parts)
    style = f"{score.style.replace('_', ' ')}: " if score.style else ""
    return style + players


def show_plan(request: GenerationRequest, project: Path, *, as_json: bool) -> None:
    """Print how a request is understood and which files it would make."""
    frames = request.grid.total_samples(request.sample_rate)
    check_wav_size(frames, CHANNELS, request.subtype)
    brief = read_brief(request.prompt)
    edit = request.edit
    scores = planned_scores(request) if edit is None else edited_scores(request, read_source(edit))
    files = planned_files(request, project, scores)
    facts = {"seed": request.seed, **describe_request(request)}
    facts |= {name: value for name, value in request.to_json().items() if name not in facts}
    if as_json:
        parts = [
            {"variation": variation, "name": part.name, "instrument": part.instrument, "notes": len(part.notes)}
            for variation, score in enumerate(scores, start=1)
            for part in score.parts
        ]
        composed = {"score_parts": parts, "unknown_words": list(brief.unknown)}
        print_json({**facts, **composed, "frames": frames, "files": [str(file) for file in files]})
        return
    print_table(
        ("fact", "from", "value"),
        [
            (name, request.sources[name], _shown(facts[name]))
            for name in sorted(request.sources, key=lambda name: (*FIRST, name).index(name))
        ],
        folded=True,
    )
    print_line()
    if edit is not None:
        print_line(_edited(edit))
        print_line()
    rows = [(stem.label or "", stem.prompt) for stem in request.stems]
    print_table(("stem", "words for the model"), rows, folded=True)
    print_line()
    if request.sections:
        sections = [(section.name, section.bars, section.prompt) for section in request.sections]
        print_table(("section", "bars", "words"), sections, folded=True)
        print_line()
    for score in scores[:1]:
        style = "" if score.style is None else f"style: {score.style.replace('_', ' ')}"
        first = f"the first of {len(scores)} variations" if len(scores) > 1 else ""
        print_line("; ".join(filter(None, (style, first))) or "parts that are given")
        print_table(
            ("part", "instrument", "notes", "words for the model"),
            [(part.name, part.instrument.replace("_", " "), len(part.notes), part.words) for part in score.parts],
            folded=True,
        )
        print_line()
    if scores and brief.unknown:
        print_line(f"words that the composer does not know: {', '.join(brief.unknown)}")
        print_line("a run takes them for the style or mood that they are near to in meaning, if there is one")
        print_line()
    if request.sources.get("seed") == "seed":
        print_line(f"A run draws a seed of its own; --seed {request.seed} makes what is shown here.")
        print_line()
    print_line(f"{frames} frames at {request.sample_rate} Hz in each of:")
    print_line(f"{files[0].parent}")
    for file in files:
        print_line(f"  {file.name}")
