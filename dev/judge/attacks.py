"""How late instruments sound: from where notes are written until a fifth, a third and half of their level is reached.

Developer tool, run in the project's own environment. In: names of `composer/instrument_names.py`; without any, all that
captions name. Out: a line for each with the three times in milliseconds, medians of 16 notes. They are what is left of
the lateness that `engine/late_attacks.py` makes up for: add what it lists.

    .venv/bin/python dev/judge/attacks.py [NAME ...] [--model NAME|DIR]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import mido
import numpy as np
import soundfile

import musiccm_daw
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS
from musiccm_daw.engine.engine import Engine
from musiccm_daw.roles import UNPITCHED_ROLES

SEEDS = (1, 2)
STEPS = (0, 3, -2, 5, 0, -4, 2, 0)
"""Semitones around the middle of an instrument's range: a quarter long, on beats 1 and 3 at 120 BPM."""
LEVELS = (0.2, 0.35, 0.5)
BEFORE, AFTER, QUIET = 0.12, 0.4, 0.03
"""Seconds around a strike in which its rise is looked for, and those of them that are before any."""
WINDOW_SECONDS = 0.008


def notes_file(path: Path, instrument: str) -> None:
    """Write the notes for an instrument as a MIDI file."""
    name = INSTRUMENTS[instrument]
    file = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=500_000)])
    for number, step in enumerate(STEPS):
        pitch = min(max((name.lowest + name.highest) // 2 + step, name.lowest), name.highest)
        track.append(mido.Message("note_on", note=pitch, velocity=92, time=480 if number else 0))
        track.append(mido.Message("note_off", note=pitch, time=480))
    file.tracks.append(track)
    file.save(path)


def rises(audio: np.ndarray, rate: int, strikes: np.ndarray) -> list[list[float]]:
    """Return when each note that rises at all has reached `LEVELS`, in seconds after its strike."""
    window = int(WINDOW_SECONDS * rate)
    level = np.sqrt(np.convolve(audio**2, np.ones(window) / window, "same"))
    found = []
    for strike in strikes:
        around = level[int((strike - BEFORE) * rate) : int((strike + AFTER) * rate)]
        before, top = around[: int(QUIET * rate)].mean(), np.percentile(around, 98)
        if top > 2.5 * before:
            found.append([np.argmax(around > before + part * (top - before)) / rate - BEFORE for part in LEVELS])
    return found


def attack(engine: Engine, instrument: str) -> np.ndarray:
    """Return the median times of an instrument's rises in milliseconds, one for each of `LEVELS`."""
    found: list[list[float]] = []
    with tempfile.TemporaryDirectory() as folder:
        midi = Path(folder) / "notes.mid"
        notes_file(midi, instrument)
        for seed in SEEDS:
            words = INSTRUMENT_WORDS[instrument][0]
            request = musiccm_daw.ask(words, midi=[str(midi)], seed=seed, bpm="120", bars=len(STEPS) // 2)
            take = musiccm_daw.make_take(request, Path(folder), engine)
            audio, rate = soundfile.read(take.folder / take.files[0].path, always_2d=True)
            # A loop begins in the middle, so that there is something before its first note.
            turned = np.roll(audio.mean(axis=1), rate // 2)
            found += rises(turned, rate, 0.5 + np.arange(len(STEPS)))
    return 1000 * np.median(found, axis=0)


def main() -> None:
    """Print how long each instrument takes."""
    parser = argparse.ArgumentParser(description="Measure how long instruments take to speak.")
    parser.add_argument("instruments", nargs="*")
    parser.add_argument("--model")
    given = parser.parse_args()
    pitched = [name for name in INSTRUMENT_WORDS if INSTRUMENTS[name].roles[0] not in UNPITCHED_ROLES]
    engine = musiccm_daw.load_engine(given.model)
    for name in given.instruments or pitched:
        times = " ".join(f"{value:5.0f}" for value in attack(engine, name))
        sys.stdout.write(f"{name:20} {times} ms\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
