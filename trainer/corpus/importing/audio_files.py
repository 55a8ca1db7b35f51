"""Audio files in a folder: which there are, their samples in the corpus's format, and why some cannot be used.

In: a folder, then one path at a time. Out: paths; stereo at 44.1 kHz with a hash of what was decoded. A file that
cannot be used raises `Unusable` with a reason that the user can act on; it never stops an import. Nothing musical is
decided here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from musiccm_daw.writers.audio_file import open_audio
from trainer.corpus.importing.wav_chunks import truncation

SAMPLE_RATE = 44_100
READ_SUFFIXES = frozenset((".wav", ".wave", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".aifc"))
OTHER_SUFFIXES = frozenset((".m4a", ".mp4", ".aac", ".wma", ".caf", ".ape", ".wv"))
"""Audio that libsndfile does not decode: reported, not ignored."""

LONGEST_SECONDS = 20 * 60
"""A whole file is held in memory several times over: 20 minutes of stereo are 420 MB."""
SILENT_PEAK = 1e-3  # -60 dB
FULL_SCALE = 0.999
FLAT_SAMPLES = 3
"""This many samples at full scale in a row mean that the peak was cut off."""
CLIPPED_SHARE = 0.01
"""Loud masters lose one sample in a thousand; at one in a hundred the distortion is audible."""


class Unusable(Exception):
    """A file or stretch of audio that cannot become a clip; the message is the reason."""


@dataclass(frozen=True)
class ImportedAudio:
    """A decoded file: samples (S, 2) at 44.1 kHz, and the SHA-256 of what was decoded, before any conversion."""

    audio: NDArray[np.float32]
    content: str


def find_audio(folder: Path) -> list[Path]:
    """Return all audio files under a folder, sorted, without hidden ones such as the `._` files of macOS."""
    known = READ_SUFFIXES | OTHER_SUFFIXES
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in known
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def decode(path: Path) -> tuple[NDArray[np.float32], int]:
    """Return samples (S, 1 or 2), complete and finite, and their rate.

    Raises:
        Unusable: with the reason.
    """
    if path.suffix.lower() in OTHER_SUFFIXES:
        raise Unusable(f"{path.suffix} is not supported; convert it to WAV or FLAC")
    try:
        if (cut := truncation(path)) is not None:
            raise Unusable(f"truncated: {cut}")
        with open_audio(path) as file:
            if file.channels > 2:
                raise Unusable(f"{file.channels} channels; mono or stereo is needed")
            if file.frames > LONGEST_SECONDS * file.samplerate:
                raise Unusable(f"{file.frames / file.samplerate / 60:.0f} minutes; cut it into files of at most 20")
            audio = file.read(dtype="float32", always_2d=True)
            if len(audio) < file.frames and path.suffix.lower() != ".mp3":
                raise Unusable(f"truncated: the header announces {file.frames} frames, the file holds {len(audio)}")
            rate = file.samplerate
    except (soundfile.LibsndfileError, OSError, ValueError) as error:
        raise Unusable(f"unreadable: {' '.join(str(error).replace(str(path), path.name).split())}") from error
    if not len(audio):
        raise Unusable("empty: it holds no samples")
    if not np.isfinite(audio).all():
        raise Unusable("damaged: some samples are not numbers")
    return audio, int(rate)


def content_hash(audio: NDArray[np.float32], rate: int) -> str:
    """Return the SHA-256 of decoded samples, the same for a WAV file and its FLAC copy."""
    return hashlib.sha256(f"{rate} {audio.shape[1]} ".encode() + np.ascontiguousarray(audio).tobytes()).hexdigest()


def read_recording(path: Path) -> ImportedAudio:
    """Read a file in the corpus's format.

    Raises:
        Unusable: with the reason.
    """
    audio, rate = decode(path)
    return ImportedAudio(as_stereo(at_corpus_rate(audio, rate)), content_hash(audio, rate))


def at_corpus_rate(audio: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Return samples (S, A) at 44.1 kHz; the polyphase filter has no delay, so times stay the same."""
    if rate == SAMPLE_RATE:
        return audio
    shared = int(np.gcd(rate, SAMPLE_RATE))
    return np.asarray(resample_poly(audio, SAMPLE_RATE // shared, rate // shared, axis=0), dtype=np.float32)


def as_stereo(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (S, 1) or (S, 2) as (S, 2)."""
    return audio if audio.shape[1] == 2 else np.repeat(audio, 2, axis=1)


def check_sound(audio: NDArray[np.float32]) -> None:
    """Refuse silence and clipping.

    Raises:
        Unusable: with the reason.
    """
    peak = float(np.abs(audio).max(initial=0.0))
    if peak < SILENT_PEAK:
        raise Unusable("silent: no sample is above -60 dB")
    share = clipped_share(audio)
    if share > CLIPPED_SHARE:
        raise Unusable(f"clipped: {100 * share:.0f} % of the samples are cut off at full scale")


def clipped_share(audio: NDArray[np.float32]) -> float:
    """Return the share of samples (S, A) that are at full scale in runs of at least `FLAT_SAMPLES`."""
    flat = np.abs(audio) >= FULL_SCALE
    inside = flat[2:] & flat[1:-1] & flat[:-2]
    runs = np.zeros(len(audio), dtype=bool)
    for shift in range(FLAT_SAMPLES):
        runs[shift : len(audio) - 2 + shift] |= inside.any(axis=1)
    return float(runs.mean()) if len(audio) else 0.0
