"""Stage 7: the evaluation of models on held-out songs, in report.json, report.md and pictures.

In: one or more checkpoint folders (or, for the codec alone, an autoencoder's run folder) and a corpus. Out: a report
folder. Cases, seeds and clips never depend on the model, so that two models' reports can be compared clip by clip. It
trains nothing and decides nothing: a person who has read two reports replaces the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import CheckpointError, ModelError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.model_identity import CONFIG_FILE, ModelIdentity
from musiccm_daw.progress import OnProgress
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.evaluation.contestants import as_asked
from trainer.evaluation.drums import drums_part
from trainer.evaluation.edits import edits_part
from trainer.evaluation.instruments import instruments_part
from trainer.evaluation.judge import Judge, analyse_corpus
from trainer.evaluation.notes import notes_part
from trainer.evaluation.parts import (
    JUDGED,
    JUDGED_PER_CLIP,
    WITHOUT_CORPUS,
    Report,
    Say,
    Settings,
    cases_of,
    codec_part,
    generation_part,
    long_part,
    speed_part,
    steps_part,
)
from trainer.evaluation.prompts import CASE_BARS
from trainer.evaluation.registers import registers_part
from trainer.evaluation.report_json import write_json
from trainer.evaluation.selection import balanced, held_out, shuffled
from trainer.metrics.tagger import load_tagger
from trainer.training.states import load_autoencoder


@dataclass(frozen=True)
class Subject:
    """One of the models, and all that a part may need to measure it; `labels` are the held-out ones of `every` clip."""

    pipeline: Pipeline
    identity: ModelIdentity
    judge: Judge
    corpus: Path
    every: Sequence[ClipLabel]
    labels: Sequence[ClipLabel]
    settings: Settings

    @property
    def engine(self) -> Engine:
        """The model as requests meet it."""
        return Engine(self.pipeline, self.identity)


OF_ONE_MODEL: dict[str, Callable[[Subject, Report], None]] = {
    "codec": lambda of, to: codec_part(of.pipeline, of.corpus, balanced(of.labels, of.settings.clips), to),
    "generation": lambda of, to: generation_part(as_asked(of.engine), of.corpus, cases_of(of.every, of.settings), to),
    "notes": lambda of, to: notes_part(of.pipeline, of.identity, of.corpus, of.labels, of.settings, to),
    "instruments": lambda of, to: instruments_part(
        of.judge.tagger, of.pipeline, of.identity, of.corpus, of.labels, of.settings, to
    ),
    "edits": lambda of, to: edits_part(of.judge.tagger, of.pipeline, of.identity, of.settings, to),
    "drums": lambda of, to: drums_part(of.pipeline, of.identity, of.settings, to),
    "registers": lambda of, to: registers_part(of.pipeline, of.identity, of.settings, to),
    "long": lambda of, to: long_part(of.judge, of.pipeline, of.identity, of.labels, of.settings, to),
    "speed": lambda of, to: speed_part(of.engine.generate, of.settings.steps, to),
}
PARTS = ("steps", *OF_ONE_MODEL)


def evaluate(
    models: Sequence[Path], corpus: Path, out: Path, settings: Settings, *, say: Say, on_progress: OnProgress
) -> Path:
    """Measure models on the held-out songs of `corpus`.

    Args:
        models: checkpoint folders; for the codec alone an autoencoder's run folder will do. Several models share one
            steps table (the paper's ablation); the other parts follow model by model.
        corpus: a corpus folder with held-out clips; not read where only parts are asked for that need none.
        out: the report folder; created if missing, an existing report is replaced.
        settings: how much is measured.
        say: receives lines as each part progresses.
        on_progress: receives each part's stage and fraction.

    Returns:
        The path of report.md.

    Raises:
        ModelError: the model, the corpus, a held-out clip or the tagger is missing, or a part is unknown.
    """
    if unknown := settings.parts - set(PARTS):
        raise ModelError(f"an evaluation has no part {', '.join(sorted(unknown))}; use {', '.join(PARTS)}")
    every = clips_of(corpus) if settings.parts - WITHOUT_CORPUS else []
    labels = held_out(every)
    tagger = load_tagger(settings.tagger)
    loaded = load_models(models)
    out.mkdir(parents=True, exist_ok=True)
    identities = {name: identity for name, (_, identity) in loaded.items()}
    facts: dict[str, object] = {"models": identities, "settings": settings.as_json(), "corpus_clips": len(labels)}
    report = Report(out / "pictures", facts, [headline(identities)], say, on_progress)
    judged = labels[: JUDGED_PER_CLIP * settings.clips] if settings.parts & JUDGED else []
    tick = report.ticks("held-out clips", len(judged))
    judge = Judge(tagger, analyse_corpus(tagger, corpus, judged, CASE_BARS, tick))
    if "steps" in settings.parts:
        steps_part(judge, loaded, corpus, every, settings, report)
        save(report, out)
    for name, (pipeline, identity) in loaded.items():
        alone = report.of_model(name) if len(loaded) > 1 and settings.parts - {"steps"} else report
        subject = Subject(pipeline, identity, judge, corpus, every, labels, settings)
        for part, measure in OF_ONE_MODEL.items():
            if part in settings.parts:
                measure(subject, alone)
        save(report, out)
    path = out / "report.md"
    say(f"report: {path}")
    return path


def clips_of(corpus: Path) -> list[ClipLabel]:
    """Return the clips of a corpus, in an order that depends on nothing but the corpus.

    Raises:
        ModelError: none of them is held out.
    """
    clips = shuffled(read_manifest(corpus))
    if not held_out(clips):
        raise ModelError(f"no held-out clip in {corpus}; render more songs: musiccm train corpus")
    return clips


def save(report: Report, out: Path) -> None:
    """Write the report so far: a run stopped in its last part loses only that part."""
    write_json(out / "report.json", report.values)
    (out / "report.md").write_text("\n".join(report.text), encoding="utf-8")


def headline(identities: Mapping[str, ModelIdentity]) -> str:
    """Return the heading of the report: which models it is about."""
    models = "\n".join(f"- {name}: {identity.name}, SHA-256 {identity.sha256}" for name, identity in identities.items())
    return f"# Evaluation of {', '.join(identities)}\n\n{models}\n\nIntervals are 95 %, over clips or songs.\n"


def load_models(models: Sequence[Path]) -> dict[str, tuple[Pipeline, ModelIdentity]]:
    """Load checkpoints by the names of their folders; equal names get a number."""
    loaded: dict[str, tuple[Pipeline, ModelIdentity]] = {}
    for model in models:
        name = model.resolve().name
        twins = sum(known == name or known.startswith(f"{name} (") for known in loaded)
        loaded[f"{name} ({twins + 1})" if twins else name] = load(model)
    return loaded


def load(model: Path) -> tuple[Pipeline, ModelIdentity]:
    """Load a checkpoint, or an autoencoder in training as a pipeline whose denoiser must not be used.

    Raises:
        CheckpointError: it is missing, damaged, or of another family.
    """
    if (model / CONFIG_FILE).exists() or not (model / "state.pt").exists():
        loaded, identity = load_model(model, "cpu", with_teacher=True)
        if not isinstance(loaded, Pipeline):
            raise CheckpointError(f"the model at {model} is a student of MusicLDM; evaluate a checkpoint of ours")
        return loaded, identity
    untrained = Denoiser(DenoiserConfig())
    pipeline = Pipeline(TextEncoder(), load_autoencoder(model), untrained, GriffinLim(), teacher=None, guidance=1.0)
    return pipeline.eval(), ModelIdentity(f"autoencoder run {model.name}", "none")
