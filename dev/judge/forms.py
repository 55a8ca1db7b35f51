"""Endings and songs of sections by the bundled weights, measured: `python dev/judge/forms.py`.

Endings: how far the last 50 ms of 20 clips that end lie under their loudest bar (goal: 40 dB). Songs of four sections:
spectral flux at the joins over that at the other bar lines (goal: 1.1), roots found by chroma in each section's own
bars, and notes a bar of its score. Silence would have no loudest bar, a drone neither an ending nor other densities.
"""

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

import musiccm_daw
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.levels import rms, to_db
from musiccm_daw.making import make_take
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.score.score import Score
from trainer.metrics.chords import match_chords
from trainer.metrics.seams import bar_line_fluxes

ENDINGS = (
    *("ambient pads", "lo-fi beat with rhodes", "trap", "metal", "salsa", "church organ, held chords", "piano ballad"),
    *("trance with supersaws", "brass stabs with walking bass", "solo flute melody", "string quartet", "house track"),
    *("techno", "funky slap bass", "rock drums", "jazz trio", "reggae track", "synthwave track"),
    *("nylon guitar picking", "cinematic strings"),
)
SONGS = ("rock band", "house track", "lofi beat with rhodes", "synthwave track")
SECTIONS = (
    ("intro", 4, "sparse", "Am | F"),
    ("verse", 8, "", "Dm | G | C | A"),
    ("chorus", 8, "full", "F | G | Em | Am"),
    ("outro", 4, "sparse, calm", "Am | E"),
)


def made(engine: Engine, request: GenerationRequest) -> tuple[NDArray[np.float32], Score]:
    """Make a take; return its audio (S, A) and its score."""
    with tempfile.TemporaryDirectory() as folder:
        take = make_take(request, Path(folder), engine)
        audio, _ = soundfile.read(take.files[0].path, dtype="float32", always_2d=True)
        return audio, take.scores[0]


def ending_db(audio: NDArray[np.float32], request: GenerationRequest) -> float:
    """Return how far the last 50 ms lie above the loudest bar."""
    rate, grid = request.sample_rate, request.grid
    edges = [*(grid.bar_start_samples(bar, rate) for bar in range(grid.bars)), len(audio)]
    loudest = max(rms(audio[start:end]) for start, end in pairwise(edges))
    return to_db(rms(audio[-round(0.05 * rate) :])) - to_db(loudest)


def measure_song(engine: Engine, prompt: str, seed: int) -> tuple[float, int, int, list[float]]:
    """Return the flux ratio of the joins, the roots found, their number, and the notes a bar of each section."""
    sections = [
        Section(bars, words, ChordProgression.parse(chords), name=name) for name, bars, words, chords in SECTIONS
    ]
    request = musiccm_daw.ask(prompt, seed=seed, loop=False, sections=sections)
    audio, score = made(engine, request)
    edges = np.cumsum([0, *(bars for _, bars, _, _ in SECTIONS)])
    fluxes = bar_line_fluxes(audio, request.sample_rate, request.grid)
    others = [bar for bar in range(1, request.bars) if bar not in edges]
    rows = [
        ChordProgression.parse(chords).bars[bar % len(ChordProgression.parse(chords).bars)]
        for _, bars, _, chords in SECTIONS
        for bar in range(bars)
    ]
    found = match_chords(audio, request.sample_rate, request.grid, ChordProgression(tuple(rows))).intervals
    quarters = float(request.meter.quarters_per_bar)
    starts = [note.start_quarters / quarters for part in score.parts for note in part.notes]
    notes = [sum(first <= start < end for start in starts) / (end - first) for first, end in pairwise(edges)]
    ratio = float(np.median(fluxes[edges[1:-1]]) / np.median(fluxes[others]))
    return ratio, sum(interval == 0 for interval in found), len(found), notes


def main() -> None:
    """Print both."""
    engine = load_engine(None, "cpu")
    levels = []
    for seed, prompt in enumerate(ENDINGS, start=1):
        request = musiccm_daw.ask(prompt, bars=4, seed=seed, loop=False)
        levels.append(ending_db(made(engine, request)[0], request))
    met = sum(level <= -40 for level in levels)
    sys.stdout.write(
        f"endings: {met} of {len(levels)} at -40 dB or less, "
        f"median {np.median(levels):.1f}, highest {max(levels):.1f} dB\n"
    )
    for seed, prompt in enumerate(SONGS, start=1):
        ratio, right, count, notes = measure_song(engine, prompt, seed)
        density = ", ".join(f"{number:.1f}" for number in notes)
        sys.stdout.write(f"{prompt}: joins {ratio:.2f}, roots {right} of {count}, notes a bar {density}\n")


if __name__ == "__main__":
    main()
