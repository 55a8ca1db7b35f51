"""What cannot play a score: the clips that show what each figure of the notes is worth.

Used by `notes.py`, `edits.py` and `drums.py`. In: cases. Out: audio of a case's length, made without listening to its
score's notes. A figure on which one of these comes near the true clip says nothing about that clip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import oaconvolve

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.timebase import TimeGrid
from trainer.dataset.features import clip_grid
from trainer.evaluation.prompts import Case
from trainer.evaluation.selection import label_audio

RATE = 44_100
DRONE_OCTAVE = 48
"""MIDI pitch of the C above which the drone's chords lie."""
HARMONICS = 6
FADE_SECONDS = 0.08
LEVEL = 0.05
NO_CHORDS = ChordProgression.parse("Am")
HELD, SILENCE, NOISE = "chords held", "silence", "noise"

Control = Callable[[Case], NDArray[np.float32]]


def drone(grid: TimeGrid, chords: ChordProgression) -> NDArray[np.float32]:
    """Hold each chord of a progression for as long as it lasts; mono (S,). Common tones sound on."""
    samples = grid.total_samples(RATE)
    time = np.arange(samples) / RATE
    envelopes: dict[int, NDArray[np.float64]] = {}
    for bar in range(grid.bars):
        start, end = grid.bar_start_samples(bar, RATE), grid.bar_start_samples(bar + 1, RATE)
        sharing = chords.bars[bar % len(chords.bars)]
        edges = np.linspace(start, end, len(sharing) + 1).round().astype(int)
        for chord, first, last in zip(sharing, edges[:-1], edges[1:], strict=True):
            for pitch_class in chord.pitch_classes:
                envelopes.setdefault(pitch_class, np.zeros(samples))[first:last] = 1.0
    audio = np.zeros(samples)
    fade = np.hanning(round(2 * FADE_SECONDS * RATE))
    for pitch_class, envelope in envelopes.items():
        hertz = 440 * 2 ** ((DRONE_OCTAVE + pitch_class - 69) / 12)
        tone = sum(np.sin(2 * np.pi * hertz * n * time + n) / n**1.5 for n in range(1, HARMONICS + 1))
        smooth = oaconvolve(envelope, fade / fade.sum())
        audio += LEVEL * smooth[:samples] * tone
    return audio.astype(np.float32)


def silence(grid: TimeGrid) -> NDArray[np.float32]:
    """Return silence of a clip's length; mono (S,)."""
    return np.zeros(grid.total_samples(RATE), np.float32)


def noise(grid: TimeGrid, seed: int) -> NDArray[np.float32]:
    """Return white noise of a clip's length; mono (S,)."""
    return (LEVEL * np.random.default_rng(seed).standard_normal(grid.total_samples(RATE))).astype(np.float32)


def controls(corpus: Path, cases: Sequence[Case]) -> Mapping[str, Control]:
    """Return the controls by name: the case's chords held, silence, noise, and the true clip of another song."""

    def held(case: Case) -> NDArray[np.float32]:
        text = " | ".join(case.clip.chords)
        return drone(clip_grid(case.clip), ChordProgression.parse(text) if text else NO_CHORDS)

    def another(case: Case) -> NDArray[np.float32]:
        audio, _ = label_audio(corpus, another_clip(case, cases).clip)
        return np.resize(audio, (clip_grid(case.clip).total_samples(RATE), audio.shape[1]))

    return {
        HELD: held,
        SILENCE: lambda case: silence(clip_grid(case.clip)),
        NOISE: lambda case: noise(clip_grid(case.clip), case.request.seed),
        "another clip": another,
    }


def another_clip(case: Case, cases: Sequence[Case]) -> Case:
    """Return the next case of another song: of the same role if there is one, else a single part, else any."""
    at = next(number for number, each in enumerate(cases) if each is case)
    others = [each for each in (*cases[at + 1 :], *cases[:at]) if each.clip.song_seed != case.clip.song_seed]
    alike = [each for each in others if each.clip.role == case.clip.role]
    singles = [each for each in others if each.clip.role != "mix"]
    return next(iter((*alike, *singles, *others)), case)
