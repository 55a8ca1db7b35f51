"""What `--fit-to` takes from audio that states nothing: mixes of held-out songs, their drums alone, noise and silence.

    .venv/bin/python dev/judge/fit_to.py out/ --songs 40

Songs are composed from seeds that no corpus uses, and of these only such as the corpus would hold out; their eight bars
are rendered by FluidSynth as in training. The weights of `analysis/whole_bars.py` and `analysis/bar_harmony.py` come
from training songs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import soundfile

from musiccm_daw.asking import ask
from musiccm_daw.composer.compose import compose
from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.song import Song
from musiccm_daw.timebase import Meter, TimeGrid, format_bpm, parse_bpm
from trainer.corpus.clips import song_excerpt
from trainer.corpus.manifest import split_of
from trainer.corpus.sound.instruments import SampledInstruments
from trainer.corpus.sound.mixdown import PEAK, render_song, sum_of
from trainer.corpus.sound.oscillators import SAMPLE_RATE
from trainer.corpus.sound.soundfont import find_soundfonts
from trainer.metrics.intervals import pooled_ratio, wilson

FIRST_SEED = 7_000_000_000
LABELS = "labels.json"
CUT_BARS = Fraction(15, 2)
TEMPO_TOLERANCE = 0.01
NOISE_SECONDS = 8


def held_out_songs() -> Iterator[Song]:
    """Yield excerpts of eight bars, of songs with several parts."""
    for seed in count(FIRST_SEED):
        if split_of(seed) == "held-out":
            song = song_excerpt(compose(seed), Random(f"clips {seed}"))  # noqa: S311 (music, not secrets)
            if len(song.parts) > 1:
                yield song


def render(folder: Path, songs: int) -> list[dict[str, Any]]:
    """Write the mix of each song, and its drums if it has any, as FLAC; return what was written in them."""
    if (folder / LABELS).exists():
        return json.loads((folder / LABELS).read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    instruments = SampledInstruments(find_soundfonts(), SAMPLE_RATE)
    labels: list[dict[str, Any]] = []
    for number, song in enumerate(islice(held_out_songs(), songs)):
        stems = render_song(song, instruments, loop=True).stems
        drums = [stem for part, stem in zip(song.parts, stems, strict=True) if part.role == "drums"]
        for name, sounding in (("mix", list(stems)), ("drums", drums)):
            if not sounding:
                continue
            audio = sum_of(sounding)
            audio *= min(1.0, PEAK / float(np.abs(audio).max()))
            soundfile.write(folder / f"{number:03d}-{name}.flac", audio.T, SAMPLE_RATE, subtype="PCM_16")
        labels.append(
            {
                "number": number,
                "bpm": format_bpm(song.bpm),
                "meter": str(song.meter),
                "key": str(song.key),
                "chords": song.chords,
                "style": song.style,
                "drums": bool(drums),
            }
        )
    (folder / LABELS).write_text(json.dumps(labels, indent=2), encoding="utf-8")
    return labels


def asked(path: Path) -> GenerationRequest | None:
    """Return the request that fits to a file; None where it is refused."""
    try:
        return ask("music", fit_to=path, seed=1)
    except RequestError as error:
        print(f"{path.name}: {error}", file=sys.stderr)  # noqa: T201 (a command line)
        return None


def same_tempo(request: GenerationRequest | None, bpm: str, octaves: tuple[float, ...] = (0.5, 1.0, 2.0)) -> bool:
    """Return whether a tempo is right, octaves allowed."""
    ratio = 0.0 if request is None else float(request.bpm) / float(bpm)
    return any(abs(ratio / octave - 1) <= TEMPO_TOLERANCE for octave in octaves)


def roots_found(request: GenerationRequest | None, label: dict[str, Any]) -> int:
    """Count the bars of the song in whose middle of the first half the request has the root that was written there."""
    if request is None or request.chords is None:
        return 0
    true = TimeGrid(parse_bpm(str(label["bpm"])), Meter.parse(str(label["meter"])), len(label["chords"]))
    found = 0
    for bar, names in enumerate(label["chords"]):
        seconds = (bar + Fraction(1, 4)) * true.meter.quarters_per_bar * 60 / true.bpm
        at = int(seconds * request.bpm / 60 / request.meter.quarters_per_bar) % len(request.chords.bars)
        found += request.chords.bars[at][0].root == Chord.parse(names.split()[0]).root
    return found


def noises() -> dict[str, np.ndarray]:
    """Return what has to be refused: silence of three kinds, and noise that falls by 0, 3 and 6 dB an octave."""
    samples = NOISE_SECONDS * SAMPLE_RATE
    rng = np.random.default_rng(1)
    found = {
        "silence": np.zeros(samples),
        "offset": np.full(samples, 0.3),
        "dither": rng.normal(0, 1e-5, samples),
    }
    for name, slope in (("white", 0.0), ("pink", 0.5), ("brown", 1.0)):
        spectrum = np.fft.rfft(rng.standard_normal(samples))
        spectrum[1:] /= np.arange(1, len(spectrum)) ** slope
        noise = np.fft.irfft(spectrum)
        found[name] = 0.5 * noise / np.abs(noise).max()
    return found


def main() -> None:
    """Render, measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--songs", type=int, default=40)
    options = parser.parse_args()
    labels = render(options.out, options.songs)
    mixes = [asked(options.out / f"{label['number']:03d}-mix.flac") for label in labels]
    pairs = list(zip(mixes, labels, strict=True))

    def share(test: Callable[[GenerationRequest | None, dict[str, Any]], bool]) -> str:
        return wilson(sum(test(*pair) for pair in pairs), len(pairs)).percent()

    rows = {
        "tempo, octave allowed": share(lambda request, label: same_tempo(request, str(label["bpm"]))),
        "tempo": share(lambda request, label: same_tempo(request, str(label["bpm"]), (1.0,))),
        "meter": share(lambda request, label: request is not None and str(request.meter) == label["meter"]),
    }
    keys = [(request and request.key, Key.parse(str(label["key"]))) for request, label in pairs]
    same_notes = sum(found is not None and set(found.scale) == set(true.scale) for found, true in keys)
    rows["key"] = wilson(sum(found == true for found, true in keys), len(keys)).percent()
    rows["key or its relative"] = wilson(same_notes, len(keys)).percent()
    roots = [roots_found(request, label) for request, label in pairs]
    rows["root of a bar"] = pooled_ratio(roots, [len(label["chords"]) for label in labels]).percent()
    rows |= drums_alone(options.out, labels) | refusals(options.out, labels)
    table = "".join(f"| {name} | {value} |\n" for name, value in rows.items())
    print(f"| of {len(labels)} mixes | right |\n|---|---|\n{table}", end="")  # noqa: T201 (a command line)


def drums_alone(folder: Path, labels: list[dict[str, Any]]) -> dict[str, str]:
    """Return how often the tempo of drums is right, and how often their key stays unknown."""
    with_drums = [label for label in labels if label["drums"]]
    drums = [asked(folder / f"{label['number']:03d}-drums.flac") for label in with_drums]
    right = sum(same_tempo(request, label["bpm"]) for request, label in zip(drums, with_drums, strict=True))
    unknown = sum(request is not None and request.sources["key"] != "audio" for request in drums)
    return {
        "drums alone: tempo, octave allowed": wilson(right, len(drums)).percent(),
        "drums alone: key and chords unknown": wilson(unknown, len(drums)).percent(),
    }


def refusals(folder: Path, labels: list[dict[str, Any]]) -> dict[str, str]:
    """Return how often mixes that are cut within a bar are refused, and whether noise and silence are."""
    refused = 0
    for label in labels:
        audio, rate = soundfile.read(folder / f"{label['number']:03d}-mix.flac")
        cut = folder / "cut.flac"
        soundfile.write(cut, audio[: int(len(audio) * CUT_BARS / len(label["chords"]))], rate)
        refused += asked(cut) is None
    rows = {"cut to 7½ bars: refused": wilson(refused, len(labels)).percent()}
    for name, audio in noises().items():
        path = folder / f"{name}.wav"
        soundfile.write(path, audio, SAMPLE_RATE, subtype="PCM_24")
        rows[f"{name}: refused"] = "yes" if asked(path) is None else "no"
    return rows


if __name__ == "__main__":
    main()
