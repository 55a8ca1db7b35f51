"""`musiccm train`: the stages of training, one command each, in the order of their running.

Thin: each command reads its options and calls its stage in `trainer`. A stage that was stopped goes on where it
was when the command is given again.
"""

from pathlib import Path
from typing import Annotated

import typer

from musiccm_daw.cli import options
from musiccm_daw.cli.console import print_line, print_note
from musiccm_daw.cli.train_options import parse_seconds, with_config

app = typer.Typer(help="Make the weights, stage by stage.", no_args_is_help=True)

# Within the folder of --runs.
FEATURES, LATENTS = "features", "latents"
AUTOENCODER, VOCODER, TEACHER, STUDENT = "autoencoder", "vocoder", "teacher", "student"

Corpus = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus folder.")]
Runs = Annotated[
    Path,
    typer.Option("--runs", metavar="DIR", help="Where the stages keep states, logs and caches, one folder each."),
]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Processes at once.")]
TimeBudget = Annotated[
    str | None,
    typer.Option(
        "--time-budget",
        metavar="TIME",
        help="Stop after this long, with the state saved: 90s, 30m, 2h.",
        show_default="until the last step",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="TOML whose keys replace options of the stage.",
        show_default="the stage's own",
    ),
]


@app.command()
def corpus(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The corpus folder.")] = Path("corpus"),
    hours: Annotated[float, typer.Option("--hours", metavar="H", help="Hours of clips.")] = 20.0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another seed, other songs.")] = 1,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: options.Debug = False,
) -> None:
    """Compose and render songs as stems and mixes, with labels and captions.

    Whole shards that are there already are kept. Needs FluidSynth and a General MIDI sound font.

    Example: musiccm train corpus --out corpus --hours 20 --jobs 2
    """
    from trainer.corpus.render import render_corpus

    render_corpus(out, hours=hours, seed=seed, jobs=jobs, time_budget=parse_seconds(time_budget))


@app.command()
def autoencoder(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: options.Debug = False,
) -> None:
    """Train the mel autoencoder. The corpus is analysed first, where that has not been done.

    Example: musiccm train autoencoder --corpus corpus --time-budget 1h
    """
    from musiccm_daw.model.autoencoder import AutoencoderConfig
    from trainer.autoencoder import AutoencoderTraining, train_autoencoder
    from trainer.corpus.features import build_features

    stage = with_config(AutoencoderTraining(), config)
    budget = parse_seconds(time_budget)
    build_features(corpus, runs / FEATURES, jobs=jobs)
    train_autoencoder(
        corpus,
        runs / FEATURES,
        runs / AUTOENCODER,
        options=stage,
        config=AutoencoderConfig(),
        time_budget=budget,
        say=print_note,
    )


@app.command()
def vocoder(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    time_budget: TimeBudget = None,
    clips: Annotated[int, typer.Option("--clips", metavar="N", min=1, help="Held-out clips to compare on.")] = 12,
    debug: options.Debug = False,
) -> None:
    """Train the neural vocoder and hold it against Griffin-Lim, which it must beat to be worth shipping.

    Example: musiccm train vocoder --corpus corpus --time-budget 2h
    """
    from musiccm_daw.model.vocoder import VocoderConfig
    from trainer.states import load_vocoder
    from trainer.vocoder import VocoderTraining, train_vocoder
    from trainer.vocoder_comparison import baselines, compare_vocoders, comparison_lines

    train_vocoder(
        corpus,
        runs / VOCODER,
        options=with_config(VocoderTraining(), config),
        config=VocoderConfig(),
        time_budget=parse_seconds(time_budget),
        say=print_note,
    )
    rivals = {"neural": load_vocoder(runs / VOCODER), **baselines()}
    for line in comparison_lines(compare_vocoders(corpus, rivals, clips=clips)):
        print_line(line)


@app.command()
def teacher(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    time_budget: TimeBudget = None,
    debug: options.Debug = False,
) -> None:
    """Train the teacher, a latent diffusion model, on the autoencoder's latents.

    Example: musiccm train teacher --corpus corpus --time-budget 3h
    """
    from musiccm_daw.model.denoiser import DenoiserConfig
    from trainer.latents import load_latent_corpus
    from trainer.states import load_autoencoder
    from trainer.teacher import TeacherTraining, train_teacher

    stage = with_config(TeacherTraining(), config)
    budget = parse_seconds(time_budget)
    codec = load_autoencoder(runs / AUTOENCODER)
    training, held_out = (
        load_latent_corpus(corpus, runs / FEATURES, runs / LATENTS, codec, split=split)
        for split in ("train", "held-out")
    )
    train_teacher(
        training,
        held_out,
        runs / TEACHER,
        options=stage,
        config=DenoiserConfig(),
        time_budget=budget,
        say=print_note,
    )


@app.command()
def distill(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    time_budget: TimeBudget = None,
    debug: options.Debug = False,
) -> None:
    """Distil the teacher into the consistency student, which needs one to eight steps.

    Example: musiccm train distill --corpus corpus --time-budget 1h
    """
    from trainer.distill import DistillTraining
    from trainer.distill import distill as run_distillation
    from trainer.latents import load_latent_corpus
    from trainer.states import load_autoencoder, load_denoiser

    stage = with_config(DistillTraining(), config)
    budget = parse_seconds(time_budget)
    codec = load_autoencoder(runs / AUTOENCODER)
    training = load_latent_corpus(corpus, runs / FEATURES, runs / LATENTS, codec, split="train")
    run_distillation(
        load_denoiser(runs / TEACHER),
        training,
        runs / STUDENT,
        options=stage,
        time_budget=budget,
        say=print_note,
    )


@app.command()
def evaluate(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="A checkpoint, or an autoencoder's run.")],
    corpus: Corpus = Path("corpus"),
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The report's folder.")] = Path("report"),
    clips: Annotated[int, typer.Option("--clips", metavar="N", min=1, help="Clips per measure.")] = 50,
    part: Annotated[
        list[str] | None,
        typer.Option(metavar="PART", help="codec, generation, samplers or speed; repeatable.", show_default="all"),
    ] = None,
    steps: Annotated[int, typer.Option("--steps", metavar="N", help="Consistency steps.")] = 4,
    debug: options.Debug = False,
) -> None:
    """Measure a model on the held-out songs: chords and onsets kept, tempo, harmony, faults, speed.

    Example: musiccm train evaluate my-checkpoint --corpus corpus --out report
    """
    from trainer.evaluate import PARTS
    from trainer.evaluate import evaluate as run_evaluation

    parts = set(part or PARTS)
    report = run_evaluation(model, corpus, out, clips=clips, parts=parts, steps=steps, say=print_note)
    print_line(str(report))


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="The checkpoint folder.")],
    runs: Runs = Path("runs"),
    name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What manifests call the model.", show_default="the folder's name"),
    ] = None,
    teacher: Annotated[
        bool, typer.Option("--teacher/--no-teacher", help="Ship the teacher too; generation does not need it.")
    ] = True,
    vocoder: Annotated[
        bool, typer.Option("--vocoder/--no-vocoder", help="Ship the trained vocoder in the place of Griffin-Lim.")
    ] = False,
    debug: options.Debug = False,
) -> None:
    """Put the trained parts together as a checkpoint that `musiccm generate --model DIR` loads.

    Example: musiccm train export my-checkpoint --runs runs
    """
    from trainer.export import export as run_export

    name = name or out.resolve().name
    identity = run_export(runs, out, name, with_teacher=teacher, with_vocoder=vocoder)
    print_line(f"{out}  {identity.name}  SHA-256 {identity.sha256}")
