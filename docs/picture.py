"""Draws docs/images/demo.png, the README's picture: the takes of `make demo` as spectrograms. Run by `make picture`.

Bar lines and chords come from the takes' manifests, so that a look tells whether the music keeps to both.
"""

from pathlib import Path

import soundfile
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.writers.manifest import read_manifest
from trainer.metrics.pictures import draw_spectrogram

ROOT = Path(__file__).parent.parent
TAKES = ROOT / "demo" / "MusicCM"
PICTURE = ROOT / "docs" / "images" / "demo.png"
PANEL_INCHES = (10.0, 1.9)
MIX = "mix"
"""Left out: the sum of a stem set shows nothing that its stems do not."""


def main() -> None:
    """Write the picture anew; the newest takes of the demo are drawn."""
    takes = sorted(TAKES.glob("*/manifest.json"), key=lambda path: path.stat().st_mtime)[-2:]
    if len(takes) < 2:
        raise SystemExit(f"{TAKES} holds no takes; run: make demo")
    panels = []
    for take in takes:
        manifest = read_manifest(take)
        request = GenerationRequest.from_json(manifest.request)
        panels += [(take.parent / file.path, request, file) for file in manifest.files if file.stem != MIX]
    figure = Figure(figsize=(PANEL_INCHES[0], PANEL_INCHES[1] * len(panels)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), 1, squeeze=False)[:, 0]
    for panel, (path, request, file) in zip(axes, panels, strict=True):
        audio, sample_rate = soundfile.read(path, dtype="float32", always_2d=True)
        bar_seconds = len(audio) / sample_rate / request.bars
        draw_spectrogram(panel, audio, sample_rate, bar_seconds)
        for bar in range(request.bars if request.chords else 0):
            chord = " ".join(str(each) for each in request.chords.bars[bar % len(request.chords.bars)])
            panel.text((bar + 0.03) * bar_seconds, 0.9, chord, color="white", fontsize=8)
        panel.set_title(f"{file.stem or 'one prompt'}: {file.prompt}", fontsize=9)
        panel.set_ylabel("mel bands", fontsize=8)
    axes[-1].set_xlabel("seconds; bar lines in white", fontsize=9)
    figure.savefig(PICTURE, dpi=95)


if __name__ == "__main__":
    main()
