"""The figures of `musiccm bench --music`: seams, loops, coherence and the grid.

In: a loaded engine. Out: figures by name, and the rows that `bench` prints. The measures themselves are those of
`trainer.metrics`; independent windows, which share nothing, are measured beside ours.
"""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from musiccm_daw.engine.windows import independent_windows, model_window_plan
from musiccm_daw.errors import ModelError
from musiccm_daw.figures import Figures
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.request.source_clip import ClipFacts, SourceClip

if TYPE_CHECKING:
    from musiccm_daw.clip import Clip
    from musiccm_daw.engine.engine import Engine

PROMPTS = (
    "tight funk drummer in a dry room",
    "warm electric piano chords",
    "wide analogue pads, slow and dark",
    "deep house groove with bass and chords",
    "plucky synth arpeggio",
    "funky slap bass line",
)
LONG_PROMPTS = PROMPTS[:4]
DRUM_PROMPTS = (PROMPTS[0], "trap beat, skittering hi-hats and a deep kick")
GRID_PROMPTS = {
    "straight": "tight funk drummer in a dry room, straight sixteenths",
    "swing": "jazz swing drums, swung ride cymbal",
    "triplets": "slow blues shuffle drums in triplets, 12/8 feel",
}
SEAM_BARS, LONG_BARS, GRID_BARS = 16, 60, 16
"""At 120 bpm: half a minute, two minutes and half a minute."""
# In the two minutes of 60 bars a drift of 0 measures as up to 1.7 ms a minute, in these eight and a half as 0.1.
DRIFT_BARS = 256
JOIN_CLIPS, JOIN_BARS, REPAINTED = 12, 8, range(4, 6)
"""Clips of 16 s of which bars 5 and 6 are repainted."""
COLUMNS = ("measured", "target")


def check_librosa() -> None:
    """Refuse to measure music without librosa.

    Raises:
        ModelError: it is not installed.
    """
    if importlib.util.find_spec("librosa") is None:
        raise ModelError('--music needs librosa; install it with pip install "musiccm-daw[analysis]"')


def seam_figures(engine: "Engine") -> Figures:
    """Measure window borders and loop joins of clips of 32 and 16 seconds, with shared and independent windows."""
    from trainer.metrics.seams import bar_line_fluxes, flux_ratio, loop_join, window_borders

    shared: list[float] = []
    apart: list[float] = []
    loops, clicks = [], 0
    alone = independent(engine)
    for seed, prompt in enumerate(PROMPTS):
        request = _request(prompt, SEAM_BARS, seed, loop=False)
        for ratios, maker, plan_of in ((shared, engine, model_window_plan), (apart, alone, independent_windows)):
            clip = maker.generate(request)
            audio, grid = clip.stems[0].audio, clip.grid
            plan = plan_of(engine.model, grid, loop=False)
            borders = window_borders(plan.starts, plan.window, plan.length, grid.columns_per_bar)
            ratios.append(flux_ratio(bar_line_fluxes(audio, clip.sample_rate, grid), borders))
        loop = engine.generate(_request(prompt, SEAM_BARS // 2, seed, loop=True))
        audio = loop.stems[0].audio
        loops.append(flux_ratio(bar_line_fluxes(audio, loop.sample_rate, loop.grid), {0}))
        clicks += loop_join(audio, loop.sample_rate).clicks
    values = {
        "window_seam": float(np.median(shared)),
        "window_seam_independent": float(np.median(apart)),
        "loop_seam": float(np.median(loops)),
        "loop_clicks": float(clicks),
        "loops": float(len(loops)),
    }
    rows = [
        ("window borders over other bar lines, flux", f"{values['window_seam']:.2f}", "at most 1.1"),
        ("the same, independent windows", f"{values['window_seam_independent']:.2f}", "for comparison"),
        ("loop's join over other bar lines, flux", f"{values['loop_seam']:.2f}", "at most 1.1"),
        ("loops that click at the join", f"{clicks} of {len(loops)}", "none"),
    ]
    return Figures(("seams", *COLUMNS), rows, values)


def join_figures(engine: "Engine") -> Figures:
    """Measure joins of repainted bars beside the same bar lines of the clip before; none if the model cannot edit."""
    from trainer.metrics.seams import bar_line_fluxes, flux_ratio

    if not engine.model.edits_clips:
        return Figures(("repainted bars", *COLUMNS), [("joins", "this model cannot edit clips", "")], {})
    joins = {"first": REPAINTED.start, "second": REPAINTED.stop}
    untouched = [bar for bar in range(JOIN_BARS) if bar not in (*REPAINTED, REPAINTED.stop)]
    before: dict[str, list[float]] = {name: [] for name in joins}
    after: dict[str, list[float]] = {name: [] for name in joins}
    changed = 0
    for seed in range(JOIN_CLIPS):
        source = _source(engine.generate(_request(PROMPTS[seed % len(PROMPTS)], JOIN_BARS, seed, loop=False)))
        asked = AskedEdit(EditKind.REPAINT, bars=f"{REPAINTED.start + 1}-{REPAINTED.stop}")
        request = resolve_edit(source, asked, None, {"seed": JOIN_CLIPS + seed})
        audio = engine.generate(request, source=source).stems[0].audio
        first, last = (request.grid.bar_start_samples(bar, source.sample_rate) for bar in joins.values())
        kept = (slice(0, first), slice(last, None))
        changed += any(not np.array_equal(audio[part], source.audio[part]) for part in kept)
        for ratios, clip in ((before, source.audio), (after, audio)):
            fluxes = bar_line_fluxes(clip, source.sample_rate, request.grid)
            for name, bar in joins.items():
                ratios[name].append(flux_ratio(fluxes[[*untouched, bar]], {len(untouched)}))
    values = {f"repaint_join_{name}": float(np.median(ratios)) for name, ratios in after.items()}
    values |= {f"repaint_join_{name}_before": float(np.median(ratios)) for name, ratios in before.items()}
    both = float(np.median([ratio for ratios in after.values() for ratio in ratios]))
    values |= {"repaint_joins": both, "repaints_that_change_more": float(changed)}
    rows = [("both joins over other bar lines, flux", f"{both:.2f}", "at most 1.1")]
    for name in joins:
        rows.append((f"{name} join", f"{values[f'repaint_join_{name}']:.2f}", "at most 1.1"))
        own = values[f"repaint_join_{name}_before"]
        rows.append(("the same bar line before", f"{own:.2f}", "for comparison"))
    rows.append(("clips with other frames changed", f"{changed} of {JOIN_CLIPS}", "none"))
    return Figures(("repainted bars", *COLUMNS), rows, values)


def coherence_figures(engine: "Engine") -> Figures:
    """Measure how far the timbre of the second minute is from the first, beside the halves of one window."""
    from trainer.metrics.coherence import first_to_last_distance, timbre_distance

    shared: list[float] = []
    apart: list[float] = []
    halves = []
    alone = independent(engine)
    for seed, prompt in enumerate(LONG_PROMPTS):
        request = _request(prompt, LONG_BARS, seed, loop=False)
        for distances, maker in ((shared, engine), (apart, alone)):
            clip = maker.generate(request)
            distances.append(first_to_last_distance(clip.stems[0].audio, clip.sample_rate))
        short = engine.generate(_request(prompt, 4, seed, loop=False))
        audio = short.stems[0].audio
        halves.append(timbre_distance(audio[: len(audio) // 2], audio[len(audio) // 2 :], short.sample_rate))
    values = {
        "first_to_last_db": float(np.mean(shared)),
        "first_to_last_independent_db": float(np.mean(apart)),
        "halves_of_a_window_db": float(np.mean(halves)),
    }
    rows = [
        ("first to last minute", f"{values['first_to_last_db']:.2f} dB", f"at most {1.5 * np.mean(halves):.2f} dB"),
        ("the same, independent windows", f"{values['first_to_last_independent_db']:.2f} dB", "for comparison"),
        ("halves of a clip of one window", f"{values['halves_of_a_window_db']:.2f} dB", "the yardstick"),
    ]
    return Figures(("distance in timbre", *COLUMNS), rows, values)


def grid_figures(engine: "Engine") -> Figures:
    """Measure onsets of drum stems against the grid of 16ths and triplets."""
    from trainer.metrics.coherence import drift_ms_per_minute
    from trainer.metrics.onsets import grid_errors, onsets

    errors, drifts = [], []
    for seed, prompt in enumerate(DRUM_PROMPTS):
        clip = engine.generate(_request(prompt, DRIFT_BARS, seed, loop=False, stem="drums"))
        times = onsets(clip.stems[0].audio, clip.sample_rate)
        errors.append(1_000 * grid_errors(times, clip.grid).distances)
        drifts.append(drift_ms_per_minute(times, clip.grid))
    pooled = np.concatenate(errors)
    drift = float(np.nanmax(np.abs(drifts)))
    values = {
        "grid_median_ms": float(np.median(pooled)),
        "grid_p95_ms": float(np.percentile(pooled, 95)),
        "drift_ms_per_minute": drift,
    }
    rows = [
        ("distance to the grid, median", f"{values['grid_median_ms']:.1f} ms", "at most 10 ms"),
        ("95 % of onsets within", f"{values['grid_p95_ms']:.1f} ms", "at most 30 ms"),
        ("largest drift", f"{drift:.2f} ms a minute", "under 1 ms"),
    ]
    for feel, prompt in GRID_PROMPTS.items():
        clip = engine.generate(_request(prompt, GRID_BARS, 1, loop=False, stem="drums"))
        distances = 1_000 * grid_errors(onsets(clip.stems[0].audio, clip.sample_rate), clip.grid).distances
        values[f"grid_p95_ms_{feel}"] = float(np.percentile(distances, 95))
        rows.append((f"95 % of onsets within, {feel}", f"{values[f'grid_p95_ms_{feel}']:.1f} ms", "at most 30 ms"))
    return Figures(("drums on the grid", *COLUMNS), rows, values)


def independent(engine: "Engine") -> "Engine":
    """Return an engine for the same model whose windows share nothing."""
    from musiccm_daw.engine.engine import Engine

    return Engine(engine.model, engine.identity, independent_windows)


MEASURES: dict[str, Callable[["Engine"], Figures]] = {
    "seams": seam_figures,
    "joins": join_figures,
    "coherence": coherence_figures,
    "grid": grid_figures,
}


def _request(prompt: str, bars: int, seed: int, *, loop: bool, stem: str | None = None) -> GenerationRequest:
    stems = () if stem is None else (stem,)
    return GenerationRequest.resolve(prompt, bpm=120, bars=bars, meter="4/4", seed=seed, loop=loop, stems=stems)


def _source(clip: "Clip") -> SourceClip:
    """Return a generated clip as if it had been read from its file."""
    request, stem = clip.request, clip.stems[0]
    facts = ClipFacts(
        request.bpm, request.meter, request.key, request.chords, request.loop, request.prompt, stem.prompt, stem.stem
    )
    return SourceClip(Path("clip.wav"), "", stem.audio, clip.sample_rate, "FLOAT", facts)
