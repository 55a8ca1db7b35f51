"""From a stretch of a recording to a FLAC clip and its line of the manifest, which is the same as for composed clips.

Between `cutting.py` and `shards.py`. What is neither stated nor detected stays empty: instruments,
effects, the notes' onsets, energy.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from musiccm_daw.analysis.bar_harmony import detect_bar_harmony
from musiccm_daw.analysis.pitches import PITCH_RATE, BarChroma, bar_chroma, pitch_contrast, pitch_saliences
from musiccm_daw.analysis.signal import mono, resampled
from musiccm_daw.analysis.whole_audio import is_pitched
from musiccm_daw.harmony import Key
from musiccm_daw.timebase import TimeGrid, format_bpm
from trainer.corpus.importing.audio_files import SAMPLE_RATE, ImportedAudio, Unusable, check_sound
from trainer.corpus.importing.cutting import Stretch, cut_into_bars
from trainer.corpus.importing.facts import Facts
from trainer.corpus.manifest import ClipLabel, split_of

LICENCE = "of the imported file"
LEAST_KEY, LEAST_CHORDS = 0.5, 0.6
"""Confidences below which a result is left out: in training, a wrong chord does more harm than none."""
PEAK = 0.99
"""Decoded MP3 and floating-point files may exceed full scale, which a FLAC file cannot."""
NO_WORDS = "music"
"""Caption of a file for which no words are found anywhere."""


@dataclass(frozen=True)
class RefusedStretch:
    """A stretch that cannot become a clip: where it begins in its file, and why."""

    start_seconds: float
    reason: str


@dataclass(frozen=True)
class _Clip:
    """A stretch, its samples (S, 2), and chroma and contrast of its pitches; None where no harmony is wanted."""

    stretch: Stretch
    audio: NDArray[np.float32]
    pitches: tuple[BarChroma, float] | None


def song_number(song: str) -> int:
    """Return a song's number, from its name or content; it decides which part of the corpus the song belongs to."""
    return int.from_bytes(hashlib.sha256(song.encode()).digest()[:6], "big")


def write_clips(
    recording: ImportedAudio, facts: Facts, source: str, corpus: Path, shard: str
) -> Iterator[ClipLabel | RefusedStretch]:
    """Cut a recording into clips; write each and yield its label, or yield why a stretch is not a clip.

    Raises:
        Unusable: it has no bar that can be used.
        OSError: the disk refuses.
    """
    check_sound(recording.audio)
    cut = cut_into_bars(recording.audio, facts)
    clips: list[_Clip] = []
    for stretch in cut.stretches:
        audio = _samples(recording.audio, stretch)
        try:
            check_sound(audio)
        except Unusable as error:
            yield RefusedStretch(stretch.start_samples / SAMPLE_RATE, str(error))
            continue
        pitched = not facts.atonal and (facts.key is None or facts.chords is None)
        clips.append(_Clip(stretch, audio, _pitches(audio, stretch.grid) if pitched else None))
    key, key_estimate = _key(facts, clips)
    for number, clip in enumerate(clips):
        chords, chord_estimate = _chords(facts, clip, key)
        estimated = cut.estimated | key_estimate | chord_estimate | ({} if facts.role else {"role": 0.0})
        yield _write(
            clip, facts, key, chords, estimated, source, corpus, f"{shard}/{recording.content[:12]}-{number:03d}.flac"
        )


def _samples(audio: NDArray[np.float32], stretch: Stretch) -> NDArray[np.float32]:
    """Return exactly as many samples as the stretch's grid has; at a file's end, the last few may be zeros."""
    samples = stretch.grid.total_samples(SAMPLE_RATE)
    found = audio[stretch.start_samples : stretch.start_samples + samples]
    return np.pad(found, ((0, samples - len(found)), (0, 0)))


def _pitches(audio: NDArray[np.float32], grid: TimeGrid) -> tuple[BarChroma, float]:
    """Return the chroma of every bar, and the contrast of pitches in decibels."""
    low_rate = resampled(mono(audio), SAMPLE_RATE, PITCH_RATE)
    return bar_chroma(pitch_saliences(low_rate), grid), pitch_contrast(low_rate)


def _key(facts: Facts, clips: list[_Clip]) -> tuple[Key | None, dict[str, float]]:
    """Return the file's key, stated or detected over all its clips, and the confidence of a detected one."""
    pitches = [clip.pitches for clip in clips if clip.pitches is not None]
    if facts.atonal or facts.key is not None or not pitches:
        return facts.key, {}
    upper, bass = (np.concatenate([getattr(bars, part) for bars, _ in pitches]) for part in ("upper", "bass"))
    found = detect_bar_harmony(BarChroma(upper, bass))
    contrast = float(np.median([contrast for _, contrast in pitches]))
    sure = is_pitched(contrast, found) and found.key_confidence >= LEAST_KEY
    return (found.key, {"key": round(found.key_confidence, 3)}) if sure else (None, {})


def _chords(facts: Facts, clip: _Clip, key: Key | None) -> tuple[tuple[str, ...], dict[str, float]]:
    """Return the chords of every bar, stated or detected, and the confidence of detected ones; else nothing."""
    if facts.chords is not None:
        bars = facts.chords.bars
        first, count = clip.stretch.first_bar, clip.stretch.grid.bars
        chosen = [bars[(first + bar) % len(bars)] for bar in range(count)]
        return tuple(" ".join(map(str, bar)) for bar in chosen), {}
    if clip.pitches is None:
        return (), {}
    chroma, contrast = clip.pitches
    found = detect_bar_harmony(chroma, key)
    if not is_pitched(contrast, found) or found.chords_confidence < LEAST_CHORDS:
        return (), {}
    return tuple(map(str, found.chords)), {"chords": round(found.chords_confidence, 3)}


def _write(
    clip: _Clip,
    facts: Facts,
    key: Key | None,
    chords: tuple[str, ...],
    estimated: dict[str, float],
    source: str,
    corpus: Path,
    file: str,
) -> ClipLabel:
    """Write one clip's FLAC file and return its label."""
    peak = float(np.abs(clip.audio).max())
    audio = clip.audio * np.float32(min(1.0, PEAK / peak) if peak > 1 else 1.0)
    content = io.BytesIO()
    soundfile.write(content, audio, SAMPLE_RATE, subtype="PCM_16", format="FLAC")
    # Written by Python itself, whose errors say when a disk is full.
    (corpus / file).write_bytes(content.getbuffer())
    grid, role = clip.stretch.grid, facts.role or "mix"
    return ClipLabel(
        id=Path(file).stem,
        file=file,
        song_seed=song_number(facts.song or ""),
        split=split_of(song_number(facts.song or "")),
        samples=len(audio),
        bpm=format_bpm(grid.bpm),
        meter=str(grid.meter),
        bars=grid.bars,
        key=str(key) if key else "",
        chords=chords,
        style=facts.style or "",
        role=role,
        stems=() if role == "mix" else (role,),
        instruments=(),
        density=0.0,
        effects=(),
        swing=0.0,
        energy=(),
        loop=clip.stretch.loop,
        captions=facts.captions or (NO_WORDS,),
        onsets_seconds=(),
        licence=LICENCE,
        peak_db=round(20 * float(np.log10(np.abs(audio).max())), 2),
        rms_db=round(10 * float(np.log10(np.square(audio, dtype=np.float64).mean())), 2),
        sha256=hashlib.sha256(content.getbuffer()).hexdigest(),
        source=source,
        source_seconds=round(clip.stretch.start_samples / SAMPLE_RATE, 6),
        estimated=estimated,
    )
