"""The mixdown: a song's parts become stems, and the stems a mix.

Between the score and the clips: instruments, effects, balance, pan, one gain for all, and the end of the excerpt (cut
off with a short fade, or wrapped around to the start). It neither chooses excerpts nor writes files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.roles import ROLE_LEVELS_DB
from musiccm_daw.score.note import Part
from musiccm_daw.score.song import Song
from musiccm_daw.timebase import TimeGrid
from trainer.corpus.sound.effects import Surroundings, apply_effects
from trainer.corpus.sound.instruments import SampledInstruments
from trainer.corpus.sound.oscillators import SAMPLE_RATE, seconds
from trainer.corpus.sound.synths import render_synth

TAIL_SECONDS = 4.0
"""What is rendered beyond the end of the excerpt: the longest hall decays to -60 dB in 3 s."""
CUT_SECONDS = 0.005
"""How long an excerpt that is cut out of a song fades out: without, its last sample is a click on a bar line."""
PEAK = 10 ** (-1 / 20)
LOUDEST_RMS = 10 ** (-14 / 20)
"""A mix is never louder than this; otherwise sparse songs would be far louder than the others."""

SOFTEST_DB = -10.0
"""No part is mixed lower: a stem is also a clip of its own, learned at the level it has."""


@dataclass(frozen=True)
class RenderedSong:
    """Stems (A=2, S) in the order of the song's parts, all at the same gain, and their sum."""

    song: Song
    grid: TimeGrid
    stems: tuple[np.ndarray, ...]
    loop: bool
    """Whether tails are wrapped around to the start."""

    @property
    def mix(self) -> np.ndarray:
        """Sum of all stems."""
        return sum_of(self.stems)


def render_song(song: Song, instruments: SampledInstruments, *, loop: bool) -> RenderedSong:
    """Play an excerpt (see `Song.excerpt`) as stems of exactly the time grid's length, with peaks up to -1 dBFS."""
    grid = TimeGrid(song.bpm, song.meter, song.bars)
    samples = grid.total_samples(SAMPLE_RATE)
    kicks = _kick_samples(song)
    stems = []
    for index, part in enumerate(song.parts):
        audio = _play(song, index, instruments, samples + seconds(TAIL_SECONDS), kicks)
        audio = _ended(audio, samples, loop)
        stems.append(audio * _level(audio, part))
    gain = _common_gain(stems)
    return RenderedSong(song, grid, tuple(stem * gain for stem in stems), loop)


def sum_of(stems: Iterable[np.ndarray]) -> np.ndarray:
    """Return the sum of stems (2, S)."""
    return np.asarray(np.sum(tuple(stems), axis=0, dtype=np.float32))


def samples_per_quarter(song: Song) -> float:
    """Return the length of a quarter note in samples."""
    return float(60 * SAMPLE_RATE / song.bpm)


def _kick_samples(song: Song) -> tuple[int, ...]:
    return tuple(
        round(note.start_quarters * samples_per_quarter(song))
        for part in song.parts
        if part.role == "drums"
        for note in part.notes
        if note.pitch in (35, 36)
    )


def _play(song: Song, index: int, instruments: SampledInstruments, samples: int, kicks: tuple[int, ...]) -> np.ndarray:
    """Play one part with its effects and pan, not yet balanced."""
    part = song.parts[index]
    rng = np.random.default_rng([song.seed, index])
    source = INSTRUMENTS[part.instrument].source
    if source[0] == "gm" and len(source) == 3:
        audio = instruments.render(
            part.notes,
            font=int(rng.integers(len(instruments.fonts))),
            program=source[1],
            bank=source[2],
            samples=samples,
            samples_per_quarter=samples_per_quarter(song),
        )
    else:
        audio = render_synth(
            str(source[1]),
            part.notes,
            samples=samples,
            samples_per_quarter=samples_per_quarter(song),
            seed=int(rng.integers(1 << 31)),
        )
    return _panned(apply_effects(audio, part.effects, Surroundings(samples_per_quarter(song), kicks, rng)), part.pan)


def _panned(audio: np.ndarray, pan: float) -> np.ndarray:
    """Pan at constant power; in the middle, both sides stay as they are."""
    angle = (pan + 1) * np.pi / 4
    return audio * np.array([[np.cos(angle)], [np.sin(angle)]], np.float32) * np.float32(np.sqrt(2))


def _ended(audio: np.ndarray, samples: int, loop: bool) -> np.ndarray:
    """Fade out where the tail is cut off, or add it to the beginning."""
    body = audio[:, :samples].copy()
    if loop:
        tail = audio[:, samples:]
        body[:, : min(tail.shape[1], samples)] += tail[:, :samples]
    else:
        fade = min(seconds(CUT_SECONDS), samples)
        body[:, samples - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return body


def active_rms(audio: np.ndarray) -> float:
    """Return the root mean square of those tenths of a second that are within 26 dB of the loudest."""
    frames = max(audio.shape[1] // (SAMPLE_RATE // 10), 1)
    usable = audio.shape[1] // frames * frames
    power = (audio[:, :usable].reshape(2, frames, -1) ** 2).mean(axis=(0, 2))
    sounding = power[power > power.max() * 10**-2.6]
    return float(np.sqrt(sounding.mean())) if len(sounding) else 0.0


def _level(audio: np.ndarray, part: Part) -> np.float32:
    """Return the gain that gives a part its role's loudness, 0 dB being an RMS of 0.1."""
    loudness = active_rms(audio)
    target_db = max(ROLE_LEVELS_DB[part.role] + part.gain_db, SOFTEST_DB)
    return np.float32(0.1 * 10 ** (target_db / 20) / loudness) if loudness > 1e-6 else np.float32(0.0)


def _common_gain(stems: list[np.ndarray]) -> np.float32:
    mix = sum_of(stems)
    peak = max(float(np.abs(audio).max()) for audio in [*stems, mix])
    loudness = active_rms(mix)
    return np.float32(min(PEAK / max(peak, 1e-6), LOUDEST_RMS / max(loudness, 1e-6)))
