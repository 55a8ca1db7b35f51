"""Synthesised instruments: every kind that `instrument_names.py` points to, and how its notes become audio.

Between `render_song` and the voices in `synth_*.py`. A kind is played in one of three ways: each note by itself
(keys, pads, drums), legato lines in which overlapping notes glide (basses, 303, leads), or one sweep per note
(risers). Effects, panning and gains come later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from musiccm_daw.score.note import Note
from trainer.corpus.sound.synth_bass import LINE_VOICES
from trainer.corpus.sound.synth_drums import KITS, drum_hit
from trainer.corpus.sound.synth_keys import NOTE_VOICES
from trainer.corpus.sound.synth_line import Line, LineNote
from trainer.corpus.sound.synth_noise import NOISE_VOICES

KINDS = (*LINE_VOICES, *NOTE_VOICES, *NOISE_VOICES, *KITS)


def render_synth(
    kind: str, notes: Iterable[Note], *, samples: int, samples_per_quarter: float, seed: int
) -> np.ndarray:
    """Play notes on a synthesised instrument; return audio (A=2, S) float32 of `samples` samples.

    Sounds that run past the end are cut off, so `samples` has to include the tail.
    """
    timed = [
        LineNote(
            round(note.start_quarters * samples_per_quarter),
            max(round(note.duration_quarters * samples_per_quarter), 1),
            note.pitch,
            note.velocity / 127,
        )
        for note in sorted(notes, key=lambda note: (note.start_quarters, note.pitch))
    ]
    audio = np.zeros((2, samples), np.float32)
    if kind in LINE_VOICES:
        voice = LINE_VOICES[kind](np.random.default_rng([seed, 0]))
        for line in legato_lines(timed):
            _mix_in(audio, line.start, voice(line))
    elif kind in KITS:
        _play_kit(audio, KITS[kind], timed, seed)
    else:
        _play_notes(audio, {**NOTE_VOICES, **NOISE_VOICES}[kind], timed, seed)
    return audio


def legato_lines(notes: list[LineNote]) -> list[Line]:
    """Group notes, in time order, into lines: a note that begins before the last one ends glides on from it.

    Of notes that begin together, only the lowest is kept: a line has one voice.
    """
    lines: list[Line] = []
    current: list[LineNote] = []
    for note in notes:
        if current and note.start - current[-1].start < 4:
            continue
        if current and note.start < current[-1].start + current[-1].length:
            current.append(note)
            continue
        if current:
            lines.append(Line.of(current))
        current = [note]
    if current:
        lines.append(Line.of(current))
    return lines


def _play_notes(
    audio: np.ndarray,
    make_voice: Callable[[np.random.Generator], Callable[[LineNote], np.ndarray]],
    notes: list[LineNote],
    seed: int,
) -> None:
    voice = make_voice(np.random.default_rng([seed, 0]))
    for note in notes:
        _mix_in(audio, note.start, voice(note))


def _play_kit(audio: np.ndarray, kit: str, notes: list[LineNote], seed: int) -> None:
    """Play a drum kit: each key is synthesised once per loudness class; the next hat stroke chokes an open hat."""
    hits: dict[int, np.ndarray] = {}
    hats = [note.start for note in notes if note.pitch in (42, 44, 46)]
    for note in notes:
        if note.pitch not in hits:
            hits[note.pitch] = drum_hit(kit, note.pitch, np.random.default_rng([seed, note.pitch]))
        hit = hits[note.pitch] * note.level**1.5
        if note.pitch == 46 and (after := [start for start in hats if start > note.start]):
            hit = _choked(hit, after[0] - note.start)
        _mix_in(audio, note.start, hit)


def _choked(hit: np.ndarray, samples: int) -> np.ndarray:
    """Cut a sound after `samples` with a fade of 4 ms."""
    fade = min(180, hit.shape[-1] - samples)
    if fade <= 0:
        return hit
    cut = hit[:, : samples + fade].copy()
    cut[:, samples:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return cut


def _mix_in(audio: np.ndarray, start: int, sound: np.ndarray) -> None:
    """Add a sound, (S,) or (2, S), at a position; what lies beyond the end is dropped."""
    length = min(sound.shape[-1], audio.shape[-1] - start)
    if length > 0:
        audio[:, start : start + length] += sound[..., :length]
