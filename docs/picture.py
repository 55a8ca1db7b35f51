"""The drawing of docs/images/demo.png, the README's picture: what `make demo` made, with the notes it was to play.

Run by `make picture`. Bar lines, chords and notes come from the takes' manifests and scores, so that a look tells
whether the music keeps to all three.
"""

from pathlib import Path

import librosa
import numpy as np
import soundfile
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import AudioFile, read_manifest

ROOT = Path(__file__).parent.parent
TAKES = ROOT / "demo" / "MusicCM"
PICTURE = ROOT / "docs" / "images" / "demo.png"
PANEL_INCHES = (10.0, 2.0)
MIX = "mix"
"""Left out: the sum of a stem set shows nothing that its stems do not."""
LOWEST, HIGHEST = 24, 102
"""MIDI pitches shown."""
FLOOR_DB = -60.0


def main() -> None:
    """Write the picture anew, from the takes of the demo."""
    panels = []
    for take in sorted(TAKES.glob("*/manifest.json"), key=lambda path: path.stat().st_mtime)[-4:]:
        manifest = read_manifest(take)
        request = GenerationRequest.from_json(manifest.request)
        parts = [part for score in read_scores(manifest, take.parent)[:1] for part in score.parts]
        for file in manifest.files:
            if file.stem != MIX:
                own = [part for part in parts if file.stem in (None, part.name)]
                panels.append((take.parent / file.path, request, file, own))
    if not panels:
        raise SystemExit(f"{TAKES} holds no takes; run: make demo")
    figure = Figure(figsize=(PANEL_INCHES[0], PANEL_INCHES[1] * len(panels)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), 1, squeeze=False)[:, 0]
    for axis, panel in zip(axes, panels, strict=True):
        _draw(axis, *panel)
    axes[-1].set_xlabel("seconds; bar lines in grey, the score's notes in white", fontsize=9)
    figure.savefig(PICTURE, dpi=64)


def _draw(axis: Axes, path: Path, request: GenerationRequest, file: AudioFile, parts: list[Part]) -> None:
    """Draw one file: energy by pitch, bar lines, chords, and the notes of its parts."""
    audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    seconds = len(audio) / rate
    pitches = librosa.cqt(audio.mean(axis=1), sr=rate, fmin=librosa.midi_to_hz(LOWEST), n_bins=HIGHEST - LOWEST)
    levels = librosa.amplitude_to_db(np.abs(pitches), ref=np.max)
    extent = (0.0, seconds, LOWEST - 0.5, HIGHEST - 0.5)
    axis.imshow(levels, origin="lower", aspect="auto", extent=extent, vmin=FLOOR_DB, cmap="magma")
    quarter = 60 / float(request.bpm)
    lines = [
        [
            (note.start_quarters * quarter, note.pitch),
            ((note.start_quarters + note.duration_quarters) * quarter, note.pitch),
        ]
        for part in parts
        if part.role not in UNPITCHED_ROLES
        for note in part.notes
    ]
    axis.add_collection(LineCollection(lines, colors="white", linewidths=0.9, alpha=0.8))
    for bar in range(request.bars):
        axis.axvline(bar * seconds / request.bars, color="grey", linewidth=0.5)
        if request.chords:
            chord = " ".join(str(each) for each in request.chords.bars[bar % len(request.chords.bars)])
            axis.text((bar + 0.03) * seconds / request.bars, HIGHEST - 8, chord, color="white", fontsize=8)
    who = ", ".join(part.instrument.replace("_", " ") or part.name for part in parts)
    axis.set_title(f"{file.stem or request.prompt}: {who}", fontsize=9)
    axis.set_ylabel("MIDI pitch", fontsize=8)


if __name__ == "__main__":
    main()
