"""The selection of corpus clips to measure: the same for every model, so that reports can be compared clip by clip.

In: the corpus' labels. Out: labels in an order that depends only on their ids, and their audio and chords as the
metrics need them. Nothing is measured here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.roles import PITCHED_ROLES
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid, levelled


def shuffled(labels: Sequence[ClipLabel]) -> list[ClipLabel]:
    """Sort all clips by the hash of their ids, held-out songs first."""
    return sorted(labels, key=lambda label: (label.split != "held-out", hashlib.sha256(label.id.encode()).digest()))


def held_out(labels: Sequence[ClipLabel]) -> list[ClipLabel]:
    """Keep the clips of songs that nothing was trained on, in that order."""
    return [label for label in shuffled(labels) if label.split == "held-out"]


def balanced(labels: Sequence[ClipLabel], clips: int) -> list[ClipLabel]:
    """Take the first `clips` labels, role by role in turn, so that rare roles count like common ones."""
    by_role: dict[str, list[ClipLabel]] = {}
    for label in labels:
        by_role.setdefault(label.role, []).append(label)
    in_turn = chain.from_iterable(zip_longest(*(by_role[role] for role in sorted(by_role))))
    return [label for label in in_turn if label is not None][:clips]


def first_bars(label: ClipLabel, bars: int) -> ClipLabel:
    """Cut a label to its clip's first bars, at most all of them; a clip that is cut is no longer a loop."""
    if bars >= label.bars:
        return label
    seconds = float(clip_grid(replace(label, bars=bars)).total_seconds)
    return replace(
        label,
        bars=bars,
        chords=label.chords[:bars],
        energy=label.energy[:bars],
        onsets_seconds=tuple(time for time in label.onsets_seconds if time < seconds),
        loop=False,
    )


def label_chords(label: ClipLabel) -> ChordProgression | None:
    """Return the chords of a clip, bar by bar; None for drums, percussion and effects, which play none."""
    if label.role not in PITCHED_ROLES or not label.chords:
        return None
    return ChordProgression.parse(" | ".join(label.chords))


def label_audio(corpus: Path, label: ClipLabel) -> tuple[NDArray[np.float32], int]:
    """Read the audio (S, A) of a clip's bars at the level that models are trained on, and its sample rate."""
    sample_rate = soundfile.info(corpus / label.file).samplerate
    samples = clip_grid(label).total_samples(sample_rate)
    audio, _ = soundfile.read(corpus / label.file, frames=samples, dtype="float32", always_2d=True)
    return levelled(audio, label.rms_db), int(sample_rate)
