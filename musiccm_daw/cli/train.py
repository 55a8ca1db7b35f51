"""`musiccm train`: the stages of training, one command each, in the order in which they run.

Each command only reads its options and calls its stage in `trainer`. A stage that was stopped continues where it was
when the command is given again.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from musiccm_daw.cli import train_corpus
from musiccm_daw.cli.options import common
from musiccm_daw.cli.options.train import Jobs, TimeBudget, parse_seconds, with_config
from musiccm_daw.cli.views.console import print_line, print_note, print_table, progress_bar
from musiccm_daw.cli.views.train import open_run, print_next
from musiccm_daw.engine.loading import find_model
from musiccm_daw.errors import RequestError

if TYPE_CHECKING:
    from musiccm_daw.model.autoencoder import Autoencoder
    from trainer.dataset.windows import LatentCorpus

app = typer.Typer(help="Train the model, stage by stage.", no_args_is_help=True)
app.add_typer(train_corpus.app, name="corpus")

# Within the folder of --runs.
FEATURES, LATENTS = "features", "latents"
AUTOENCODER, VOCODER, TEACHER, STUDENT = "autoencoder", "vocoder", "teacher", "student"
MUSICLDM = "musicldm"

Corpus = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus folder.")]
Runs = Annotated[
    Path,
    typer.Option("--runs", metavar="DIR", help="Folder for states, logs and caches; each stage has a folder in it."),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="TOML file whose keys replace options of the stage.",
        show_default="the stage's own",
    ),
]
Init = Annotated[
    str | None,
    typer.Option(
        "--init",
        metavar="NAME|DIR",
        help="Start from the weights of a checkpoint, such as `bundled`, which also replaces earlier stages that are "
        "missing in --runs.",
        show_default="none",
    ),
]
TeacherModel = Annotated[
    str | None,
    typer.Option(
        "--teacher",
        metavar="DIR|HUB_ID",
        help="A MusicLDM model in the format of diffusers, instead of the teacher in --runs.",
        show_default="none",
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="With --teacher: run one step on noise, keep nothing, and report memory and time."),
]
Part = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PART",
        help="What to measure: steps, codec, generation, notes, instruments, edits, drums, registers, long or speed; "
        "repeatable.",
        show_default="all",
    ),
]
StudentSteps = Annotated[
    list[int] | None,
    typer.Option(
        metavar="N",
        min=1,
        max=8,
        help="Steps of the student in the steps table; repeatable.",
        show_default="1, 2, 4, 6, 8",
    ),
]
TeacherSteps = Annotated[
    list[int] | None,
    typer.Option(
        metavar="N",
        min=0,
        max=1000,
        help="DDIM steps of its teacher in the steps table; repeatable, 0 leaves the teacher out.",
        show_default="50, 200",
    ),
]


@app.command()
def autoencoder(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    init: Init = None,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: common.Debug = False,
) -> None:
    """Train the mel autoencoder. The corpus is analysed first, if that has not been done.

    Example: musiccm train autoencoder --corpus corpus --time-budget 1h
    """
    from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
    from trainer.autoencoder import AutoencoderTraining, train_autoencoder
    from trainer.dataset.features import build_features
    from trainer.training.processes import this_process
    from trainer.training.states import load_initial

    stage = with_config(AutoencoderTraining(), config)
    budget = parse_seconds(time_budget)
    start = AutoencoderConfig() if init is None else load_initial(find_model(init), "autoencoder", Autoencoder)
    with this_process().main_process_first():
        build_features(corpus, runs / FEATURES, jobs=jobs, say=print_note)
    with open_run(runs / AUTOENCODER, budget) as run:
        train_autoencoder(corpus, runs / FEATURES, run, options=stage, start=start)


@app.command()
def vocoder(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    time_budget: TimeBudget = None,
    clips: Annotated[int, typer.Option("--clips", metavar="N", min=1, help="Held-out clips to compare with.")] = 12,
    debug: common.Debug = False,
) -> None:
    """Train the neural vocoder and compare it with Griffin-Lim, which it must beat to be worth shipping.

    Example: musiccm train vocoder --corpus corpus --time-budget 2h
    """
    from musiccm_daw.model.vocoders.neural import VocoderConfig
    from trainer.evaluation.vocoder_comparison import baselines, compare_vocoders, comparison_lines
    from trainer.training.states import load_vocoder
    from trainer.vocoder import VocoderTraining, train_vocoder

    stage = with_config(VocoderTraining(), config)
    with open_run(runs / VOCODER, parse_seconds(time_budget)) as run:
        train_vocoder(corpus, run, options=stage, config=VocoderConfig())
    rivals = {"neural": load_vocoder(runs / VOCODER), **baselines()}
    for line in comparison_lines(compare_vocoders(corpus, rivals, clips=clips)):
        print_line(line)


@app.command()
def teacher(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    init: Init = None,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: common.Debug = False,
) -> None:
    """Train the teacher, a latent diffusion model, on the autoencoder's latents.

    Example: musiccm train teacher --corpus my-corpus --init bundled --time-budget 3h
    """
    from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
    from trainer.teacher import TeacherTraining, train_teacher
    from trainer.training.states import load_autoencoder, load_initial

    stage = with_config(TeacherTraining(), config)
    budget = parse_seconds(time_budget)
    checkpoint = None if init is None else find_model(init)
    start = DenoiserConfig() if checkpoint is None else load_initial(checkpoint, "teacher", Denoiser)
    codec = load_autoencoder(runs / AUTOENCODER, checkpoint)
    training, held_out = _latents(corpus, runs, codec, jobs)
    with open_run(runs / TEACHER, budget) as run:
        train_teacher(training, held_out, codec, run, options=stage, start=start)
    print_next("to distil it", "train", "distill", "--corpus", corpus, "--runs", runs, *_init_words(init))


@app.command()
def distill(
    corpus: Corpus = Path("corpus"),
    runs: Runs = Path("runs"),
    config: Config = None,
    init: Init = None,
    teacher: TeacherModel = None,
    dry_run: DryRun = False,
    jobs: Jobs = 2,
    time_budget: TimeBudget = None,
    debug: common.Debug = False,
) -> None:
    """Distil the teacher into the consistency student, which needs one to eight steps.

    With --teacher, distil a MusicLDM model and print the student's folder, for `musiccm generate --model`.

    Example: musiccm train distill --corpus corpus --time-budget 1h
    """
    if teacher is not None:
        if init is not None:
            raise RequestError("--init cannot be combined with --teacher, from which the student starts; leave it out")
        distill_musicldm(find_model(teacher), corpus, runs / MUSICLDM, config, time_budget, dry_run=dry_run)
        return
    if dry_run:
        raise RequestError("--dry-run measures a MusicLDM teacher; give one with --teacher, or leave --dry-run out")

    from trainer.distill import DistillTraining
    from trainer.distill import distill as run_distillation
    from trainer.training.states import load_autoencoder, load_denoiser, load_student_start

    stage = with_config(DistillTraining(), config)
    budget = parse_seconds(time_budget)
    checkpoint = None if init is None else find_model(init)
    frozen = load_denoiser(runs / TEACHER, checkpoint)
    start = None if checkpoint is None else load_student_start(checkpoint, frozen)
    codec = load_autoencoder(runs / AUTOENCODER, checkpoint)
    training, held_out = _latents(corpus, runs, codec, jobs)
    with open_run(runs / STUDENT, budget) as run:
        run_distillation(frozen, training, held_out, codec, run, options=stage, start=start)
    print_next("to play it", "train", "export", "my-checkpoint", "--runs", runs, *_init_words(init))


def _init_words(init: str | None) -> tuple[str, ...]:
    return () if init is None else ("--init", init)


def _latents(corpus: Path, runs: Path, codec: "Autoencoder", jobs: int) -> tuple["LatentCorpus", "LatentCorpus"]:
    """Return training and held-out latents; under `accelerate launch` the first process makes what is missing."""
    from trainer.dataset.features import build_features
    from trainer.dataset.latents import load_latent_corpora
    from trainer.training.processes import this_process

    with this_process().main_process_first():
        build_features(corpus, runs / FEATURES, jobs=jobs, say=print_note)
        return load_latent_corpora(corpus, runs / FEATURES, runs / LATENTS, codec, print_note)


def distill_musicldm(
    teacher: Path, corpus: Path, folder: Path, config: Path | None, time_budget: str | None, *, dry_run: bool
) -> None:
    """Distil a MusicLDM folder into a run's folder, or measure one step of it."""
    from trainer import distill_musicldm

    stage = with_config(distill_musicldm.MUSICLDM, config)
    budget = parse_seconds(time_budget)
    if dry_run:
        rows = [(fact, value) for fact, value in distill_musicldm.dry_run(teacher, options=stage).described()]
        print_table(("what", "found"), rows)
        return
    with open_run(folder, budget) as run:
        out, identity = distill_musicldm.distill_musicldm(teacher, corpus, run, options=stage)
    print_line(f"{out}  {identity.name}  SHA-256 {identity.sha256}")


@app.command()
def evaluate(
    models: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL...", help="Names or folders of checkpoints to compare; or the run folder of an autoencoder."
        ),
    ],
    corpus: Corpus = Path("corpus"),
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the report.")] = Path("report"),
    clips: Annotated[int, typer.Option("--clips", metavar="N", min=1, help="Clips per measurement.")] = 50,
    part: Part = None,
    steps: Annotated[
        int, typer.Option("--steps", metavar="N", min=1, max=8, help="Sampling steps, except in the steps table.")
    ] = 4,
    student_steps: StudentSteps = None,
    teacher_steps: TeacherSteps = None,
    debug: common.Debug = False,
) -> None:
    """Measure models on held-out songs: distance to real music, fidelity to the request, codec, long music, speed.

    Two or more checkpoints share one steps table, as in an ablation study. Needs the audio of the corpus,
    except for the parts edits, drums, registers and speed.

    Example: musiccm train evaluate my-checkpoint --part steps --corpus corpus --out report
    """
    from trainer.evaluate import PARTS
    from trainer.evaluate import evaluate as run_evaluation
    from trainer.evaluation.contestants import STUDENT_STEPS, TEACHER_STEPS
    from trainer.evaluation.parts import Settings

    settings = Settings(
        clips=clips,
        parts=frozenset(part or PARTS),
        steps=steps,
        student_steps=tuple(dict.fromkeys(student_steps or STUDENT_STEPS)),
        teacher_steps=tuple(number for number in dict.fromkeys(teacher_steps or TEACHER_STEPS) if number),
    )
    folders = [find_model(model) for model in models]
    with progress_bar(quiet=False) as on_progress:
        shown = on_progress is not None
        report = run_evaluation(
            folders, corpus, out, settings, say=_ignore if shown else print_note, on_progress=on_progress or _ignore
        )
    print_line(str(report))


def _ignore(news: object) -> None:
    """Ignore a line or a report that is not shown."""


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the new checkpoint.")],
    runs: Runs = Path("runs"),
    name: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Name of the model in manifests.", show_default="the folder's name"),
    ] = None,
    init: Init = None,
    teacher: Annotated[
        bool, typer.Option("--teacher/--no-teacher", help="Include the teacher, which generation does not need.")
    ] = True,
    vocoder: Annotated[
        bool, typer.Option("--vocoder/--no-vocoder", help="Include the trained vocoder, which replaces Griffin-Lim.")
    ] = False,
    debug: common.Debug = False,
) -> None:
    """Combine the trained parts into a checkpoint for `musiccm generate --model DIR`.

    Example: musiccm train export my-checkpoint --runs runs
    """
    from trainer.export import export as run_export

    name = name or out.resolve().name
    checkpoint = None if init is None else find_model(init)
    identity = run_export(runs, out, name, init=checkpoint, with_teacher=teacher, with_vocoder=vocoder)
    print_line(f"{out}  {identity.name}  SHA-256 {identity.sha256}")
