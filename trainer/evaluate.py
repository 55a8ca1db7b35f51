"""Last stage before export: measures a model on held-out songs and writes report.json, report.md, pictures.

In: a checkpoint folder (or, for the codec alone, an autoencoder's run folder) and a corpus. Out: a report folder.
Cases, seeds and clips depend on the corpus alone, so that two models' reports compare clip by clip. It trains nothing
and decides nothing: weights are replaced by a person who has read two reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from musiccm_daw.clip import Clip, ModelIdentity
from musiccm_daw.engine.generate import Engine
from musiccm_daw.errors import ModelError
from musiccm_daw.model.checkpoint import CONFIG_FILE, load_pipeline
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.griffin_lim import GriffinLim
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.text_encoder import TextEncoder
from trainer.corpus.features import clip_grid
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.metrics.codec import CodecRow, Route, codec_route, measure_clip, summary, vocoder_route
from trainer.metrics.generation import (
    FIRST,
    ClipRow,
    Generate,
    faults,
    harmony,
    measure_generated,
    measure_true,
    rhythm,
)
from trainer.metrics.pictures import side_by_side
from trainer.metrics.prompts import Asked, drum_cases, pitched_cases
from trainer.metrics.report import (
    codec_section,
    drum_section,
    harmony_section,
    samplers_section,
    sanity_section,
    speed_section,
    write_json,
)
from trainer.metrics.samplers import compare_samplers
from trainer.metrics.selection import balanced, held_out, label_audio, shuffled
from trainer.metrics.speed import speed
from trainer.states import load_autoencoder

Say = Callable[[str], None]
PARTS = ("codec", "generation", "samplers", "speed")
PICTURES = 6
# Five samplers, one of them 50 guided steps: a clip here costs as much as 30 elsewhere.
SAMPLER_CASES = 12


def evaluate(model: Path, corpus: Path, out: Path, *, clips: int, parts: set[str], steps: int, say: Say) -> Path:
    """Measure `model` on the held-out songs of `corpus`.

    Args:
        model: a checkpoint folder; for parts={"codec"} an autoencoder's run folder will do.
        corpus: a corpus folder with held-out clips.
        out: the report folder; made if missing, its report replaced.
        clips: held-out clips for the codec, and cases each of drums and pitched prompts for generation.
        parts: which of `PARTS`.
        steps: consistency steps of the generated clips.
        say: receives a line as each part gets on.

    Returns:
        The path of report.md.

    Raises:
        ModelError: no model, no corpus or no held-out clip there, or an unknown part.
    """
    if unknown := parts - set(PARTS):
        raise ModelError(f"no part {', '.join(sorted(unknown))} in an evaluation; use {', '.join(PARTS)}")
    every = shuffled(read_manifest(corpus))
    labels = held_out(every)
    if not labels:
        raise ModelError(f"no held-out clip in {corpus}; render more songs: musiccm train corpus")
    out.mkdir(parents=True, exist_ok=True)
    pipeline, identity = load(model)
    report: dict[str, object] = {"model": identity, "corpus_clips": len(labels), "clips": clips, "steps": steps}
    text = [f"# Evaluation of {identity.name}\n\nSHA-256 {identity.sha256}. Intervals are 95 %, over clips.\n"]
    if "codec" in parts:
        rows = codec_part(pipeline, corpus, balanced(labels, clips), out, say)
        report["codec"] = {"summary": codec_summaries(rows), "rows": rows}
        text.append(codec_section(rows))
    generate = Engine(pipeline, identity).generate
    if "generation" in parts:
        made = generation_part(generate, corpus, cases_of(every, clips, steps), out, say)
        report["generation"] = {"summary": generation_summaries(made), "rows": made}
        text += [drum_section(made), harmony_section(made), sanity_section(made)]
    if "samplers" in parts:
        compared = compare_samplers(pipeline, identity, cases_of(every, min(clips, SAMPLER_CASES), steps))
        report["samplers"] = compared
        text.append(samplers_section(compared))
    if "speed" in parts:
        measured = speed(generate, steps=steps, threads=torch.get_num_threads())
        report["speed"] = measured
        text.append(speed_section(measured))
    write_json(out / "report.json", report)
    path = out / "report.md"
    path.write_text("\n".join(text), encoding="utf-8")
    say(f"report: {path}")
    return path


def load(model: Path) -> tuple[Pipeline, ModelIdentity]:
    """A checkpoint, or an autoencoder in training as a pipeline whose denoiser must not be used."""
    if (model / CONFIG_FILE).exists() or not (model / "state.pt").exists():
        return load_pipeline(model, "cpu")
    untrained = Denoiser(DenoiserConfig())
    pipeline = Pipeline(TextEncoder(), load_autoencoder(model), untrained, GriffinLim(), teacher=None, guidance=1.0)
    return pipeline.eval(), ModelIdentity(f"autoencoder run {model.name}", "none")


def codec_part(pipeline: Pipeline, corpus: Path, labels: Sequence[ClipLabel], out: Path, say: Say) -> list[CodecRow]:
    """Chords and onsets kept, and pictures of the first clips."""
    routes = {"codec": codec_route(pipeline), "vocoder": vocoder_route(pipeline)}
    rows: list[CodecRow] = []
    for number, label in enumerate(labels):
        rows += measure_clip(corpus, label, routes)
        if number < PICTURES:
            codec_picture(corpus, label, routes, out / "pictures")
        if (number + 1) % 10 == 0:
            kept = summary([row for row in rows if row.route == "codec"])
            say(
                f"codec {number + 1}/{len(labels)}: chords kept {kept.chords_kept.percent()}, "
                f"onsets kept {kept.onsets_kept.percent()}"
            )
    return rows


def codec_picture(corpus: Path, label: ClipLabel, routes: dict[str, Route], folder: Path) -> None:
    """One clip before and after every route."""
    audio, sample_rate = label_audio(corpus, label)
    grid = clip_grid(label)
    recordings = {"original": audio} | {name: route(audio, grid, label.loop) for name, route in routes.items()}
    bar_seconds = float(grid.total_seconds / grid.bars)
    title = f"{label.role}, {label.style}, {label.bpm} bpm"
    side_by_side(recordings, sample_rate, folder / f"codec-{label.id}.png", title=title, bar_seconds=bar_seconds)


def codec_summaries(rows: Sequence[CodecRow]) -> dict[str, object]:
    """Per route, over all roles."""
    return {route: summary([row for row in rows if row.route == route]) for route in {row.route for row in rows}}


def cases_of(labels: Sequence[ClipLabel], clips: int, steps: int) -> list[Asked]:
    """As many cases of drums as of pitched prompts, the latter with the facts of held-out clips alone."""
    return drum_cases(labels, clips, steps=steps) + pitched_cases(held_out(labels), clips, steps=steps)


def generation_part(generate: Generate, corpus: Path, cases: Sequence[Asked], out: Path, say: Say) -> list[ClipRow]:
    """Generated clips beside the true clips whose tempo, meter and length they were given."""
    rows: list[ClipRow] = []
    true: dict[tuple[str, str], ClipRow] = {}
    for number, asked in enumerate(cases):
        clip = generate(asked.request)
        rows.append(measure_generated(asked, clip))
        key = (asked.kind, asked.clip.id)
        if key not in true:
            true[key] = measure_true(corpus, asked)
        if asked.request.seed < PICTURES:
            generation_picture(corpus, asked, clip, out / "pictures")
        if (number + 1) % 10 == 0:
            say(f"generated {number + 1}/{len(cases)} clips")
    return rows + list(true.values())


def generation_picture(corpus: Path, asked: Asked, clip: Clip, folder: Path) -> None:
    """A generated clip beside the true one of its case."""
    audio, _ = label_audio(corpus, asked.clip)
    recordings = {"held-out clip": audio, "generated": clip.stems[FIRST].audio}
    side_by_side(
        recordings,
        clip.sample_rate,
        folder / f"{asked.kind}-{asked.request.seed:03d}.png",
        title=asked.request.prompt[:100],
        bar_seconds=float(clip.grid.total_seconds / clip.grid.bars),
    )


def generation_summaries(rows: Sequence[ClipRow]) -> dict[str, object]:
    """Per source: rhythm of drums and roots of pitched clips; faults of what was generated."""
    summaries: dict[str, object] = {"faults": faults([row for row in rows if row.source == "model"])}
    for source in ("model", "corpus"):
        of_source = [row for row in rows if row.source == source]
        summaries[source] = {
            "drums": rhythm([row for row in of_source if row.kind == "drums"]),
            "pitched": harmony([row for row in of_source if row.kind == "pitched"]),
        }
    return summaries
