"""The pictures of docs/images: demo.png, what `make demo` made, and requests.png, ten fixed requests.

Run by `make picture`. Left the score, right the energy by pitch of the audio, so that one look shows whether the music
plays its notes. Bar lines, chords and notes come from the takes' manifests and scores.
"""

import tempfile
import textwrap
from pathlib import Path

import librosa
import numpy as np
import soundfile
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

import musiccm_daw
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import read_manifest

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "demo"
IMAGES = ROOT / "docs" / "images"
REQUESTS = (
    "gentle felt piano arpeggios in three",
    "solo flute melody with long rests",
    "walking upright bass, late night",
    "palm-muted guitar sixteenths",
    "pizzicato strings, mischievous",
    "church organ, held chords",
    "slap bass and clavinet, funky",
    "four on the floor with open hats",
    "supersaw arpeggio building up",
    "marimba ostinato in 7/8",
)
"""Fixed, so that pictures of several versions can be compared."""
SEED = 11
PANEL_INCHES = (12.0, 2.0)
MIX = "mix"
"""Left out: the sum of a stem set shows nothing that its stems do not."""
LOWEST, HIGHEST = 24, 102
"""MIDI pitches shown."""
FLOOR_DB = -60.0
HEADING_LETTERS = 120


def main() -> None:
    """Write both pictures anew."""
    _picture(DEMO, IMAGES / "demo.png")
    engine = musiccm_daw.load_engine()
    with tempfile.TemporaryDirectory() as folder:
        for number, prompt in enumerate(REQUESTS):
            request = musiccm_daw.ask(prompt, seed=SEED, name=f"{number}")
            musiccm_daw.make_take(request, Path(folder), engine)
        _picture(Path(folder), IMAGES / "requests.png")


def _picture(project: Path, picture: Path) -> None:
    """Draw every stem of every take of a project, a row each, in the order in which they were made."""
    rows = []
    for take in sorted(project.glob("MusicCM/*/manifest.json"), key=lambda path: path.stat().st_mtime):
        manifest = read_manifest(take)
        request = GenerationRequest.from_json(manifest.request)
        parts = [part for score in read_scores(manifest, take.parent)[:1] for part in score.parts]
        for file in manifest.files:
            if file.stem != MIX:
                own = [part for part in parts if file.stem in (None, part.name)]
                rows.append((take.parent / file.path, request, file, own))
    if not rows:
        raise SystemExit(f"{project} holds no takes; run: make demo")
    figure = Figure(figsize=(PANEL_INCHES[0], PANEL_INCHES[1] * len(rows)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(rows), 2, squeeze=False, sharey=True)
    for (score_axis, audio_axis), (path, request, file, parts) in zip(axes, rows, strict=True):
        _draw_score(score_axis, request, parts)
        _draw_audio(audio_axis, path)
        for axis in (score_axis, audio_axis):
            _draw_bars(axis, request)
        who = ", ".join(part.instrument.replace("_", " ") or part.name for part in parts)
        heading = textwrap.shorten(f"{request.prompt if file.stem is None else file.stem}: {who}", HEADING_LETTERS)
        # It reaches over both panels, and must not push them apart.
        score_axis.set_title(heading, fontsize=12, loc="left").set_in_layout(False)
        score_axis.set_ylabel("MIDI pitch", fontsize=10)
    for axis, title in zip(axes[-1], ("the score, by seconds", "the audio"), strict=True):
        axis.set_xlabel(title, fontsize=12)
    figure.savefig(picture, dpi=64)


def _draw_score(axis: Axes, request: GenerationRequest, parts: list[Part]) -> None:
    """Draw the notes of all parts; drum strokes as dots at the place of their key."""
    quarter = 60 / float(request.bpm)
    axis.set_facecolor("black")
    for part in parts:
        if part.role in UNPITCHED_ROLES:
            starts = [note.start_quarters * quarter for note in part.notes]
            axis.plot(starts, [note.pitch for note in part.notes], ".", color="orange", markersize=3)
            continue
        lines = [
            [
                (note.start_quarters * quarter, note.pitch),
                ((note.start_quarters + note.duration_quarters) * quarter, note.pitch),
            ]
            for note in part.notes
        ]
        axis.add_collection(LineCollection(lines, colors="white", linewidths=1.8))


def _draw_audio(axis: Axes, path: Path) -> None:
    """Draw the energy of a file by pitch."""
    audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    pitches = librosa.cqt(audio.mean(axis=1), sr=rate, fmin=librosa.midi_to_hz(LOWEST), n_bins=HIGHEST - LOWEST)
    levels = librosa.amplitude_to_db(np.abs(pitches), ref=np.max)
    extent = (0.0, len(audio) / rate, LOWEST - 0.5, HIGHEST - 0.5)
    axis.imshow(levels, origin="lower", aspect="auto", extent=extent, vmin=FLOOR_DB, cmap="magma")


def _draw_bars(axis: Axes, request: GenerationRequest) -> None:
    """Draw bar lines and chords, and give both columns of a row the same scales."""
    seconds = float(request.grid.total_seconds)
    axis.set(xlim=(0, seconds), ylim=(LOWEST - 0.5, HIGHEST - 0.5))
    axis.tick_params(labelsize=10)
    for bar in range(request.bars):
        axis.axvline(bar * seconds / request.bars, color="grey", linewidth=0.5)
        if request.chords:
            chord = " ".join(str(each) for each in request.chords.bars[bar % len(request.chords.bars)])
            axis.text((bar + 0.03) * seconds / request.bars, HIGHEST - 10, chord, color="white", fontsize=10)


if __name__ == "__main__":
    main()
