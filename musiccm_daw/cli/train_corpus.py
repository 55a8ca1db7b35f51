"""`musiccm train corpus`: the music that the stages train on, composed here or imported from a folder of audio.

`trainer.corpus` does the work. By itself the command composes; `import` is a command under it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.cli.options import common
from musiccm_daw.cli.options.train import Jobs, TimeBudget, parse_seconds
from musiccm_daw.cli.views.console import print_line, print_note
from musiccm_daw.cli.views.train import counting_bar
from musiccm_daw.wording import counted

app = typer.Typer(invoke_without_command=True)


@app.callback()
def corpus(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The corpus folder.")] = Path("corpus"),
    hours: Annotated[float, typer.Option("--hours", metavar="H", help="Hours of clips.")] = 20.0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Seed; another one gives other songs.")] = 1,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: common.Debug = False,
) -> None:
    """Compose and render songs as stems and mixes, with labels and captions; or import music of your own.

    Complete shards that already exist are kept. Needs FluidSynth and a General MIDI sound font.

    Example: musiccm train corpus --out corpus --hours 20 --jobs 2
    """
    if context.invoked_subcommand is not None:
        return
    from trainer.corpus.render import render_corpus

    budget = parse_seconds(time_budget)
    with counting_bar(lambda done, total: f"{done:.2f} of {total:g} h") as on_count:
        render_corpus(out, hours=hours, seed=seed, jobs=jobs, time_budget=budget, on_count=on_count)


LISTED = 20
"""Number of skipped files, and of notes, that the terminal shows; the table in the corpus lists all skipped files."""


@app.command("import")
def import_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of your music, with subfolders: WAV, FLAC, MP3, OGG or AIFF.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="CORPUS", help="The corpus folder, new or to be extended.")],
    captions: Annotated[
        Path | None,
        typer.Option(
            "--captions",
            metavar="FILE",
            help="CSV or JSON Lines with file and caption; optionally bpm, key, meter, downbeat, chords, role, style "
            "and song.",
            show_default="captions.csv or captions.jsonl in DIR, otherwise tags or file names",
        ),
    ] = None,
    jobs: Jobs = 2,
    debug: common.Debug = False,
) -> None:
    """Make a corpus from your own music: cut at bar lines, labelled, checked, and in the form that all stages read.

    Tempo, key and bars come from the table, from chunks and tags in the files, or from their names; what is not stated
    is estimated and marked as estimated. Files that cannot be used are listed with the reason. Given again, the command
    continues where it was.

    Example: musiccm train corpus import my-loops --out my-corpus
    """
    from trainer.corpus.importing.import_audio import SKIPPED_NAME, import_audio

    with counting_bar(lambda done, total: f"{done:.0f} of {total:.0f} files") as on_count:
        report = import_audio(folder, out, captions=captions, jobs=jobs, on_count=on_count)
    for skipped in report.skipped[:LISTED]:
        at = f" at {skipped.seconds:.1f} s" if skipped.seconds else ""
        print_note(f"skipped {skipped.file}{at}: {skipped.reason}")
    if len(report.skipped) > LISTED:
        print_note(f"and {len(report.skipped) - LISTED} more in {out / SKIPPED_NAME}")
    for remark in report.remarks[:LISTED]:
        print_note(f"note: {remark}")
    if len(report.remarks) > LISTED:
        print_note(f"and {len(report.remarks) - LISTED} more such notes")
    before = f", {report.files_before} already there" if report.files_before else ""
    print_line(
        f"{out}  {counted(report.clips, 'clip')}, {report.hours:.2f} h, {report.held_out_clips} of them held out"
    )
    print_line(f"files      {report.files} imported{before}, {len(report.skipped)} skipped or cut short")
    print_line(f"captions   {_counts(report.captions_from, 'from {}')}")
    print_line(f"not stated {_counts(report.estimated)}")


def _counts(counts: Mapping[str, int], words: str = "{}") -> str:
    return ", ".join(f"{words.format(name)} {count}" for name, count in counts.items()) or "nothing"
