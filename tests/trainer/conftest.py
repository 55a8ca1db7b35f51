"""A corpus of five short synthetic clips, and its features: what the training stages are tested on.

The first four are single parts with their notes; the last one has none, as imported music.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.score.note import Note, Part
from tests.trainer.corpus.labels import label
from trainer.corpus.manifest import ClipLabel, write_shard_manifest
from trainer.dataset.features import build_features, clip_grid

# Sums on a GPU depend on the order of its threads; what is compared to the bit is trained on a CPU.
os.environ.setdefault("ACCELERATE_USE_CPU", "true")

# bpm, meter, bars, loop, split: loops and others, shorter and longer than a training window of 192 columns.
CLIPS = (
    ("120", "4/4", 1, True, "train"),
    ("174", "4/4", 5, False, "train"),
    ("97.3", "3/4", 2, False, "train"),
    ("150", "2/4", 3, True, "train"),
    ("124.75", "4/4", 1, True, "held-out"),
)


def synthetic_clip(number: int, facts: tuple[str, str, int, bool, str]) -> tuple[ClipLabel, np.ndarray]:
    """Return a label and its audio (S, 2): a tone of its own, with a click on every quarter."""
    bpm, meter, bars, loop, split = facts
    described = replace(
        label(0, number),
        bpm=bpm,
        meter=meter,
        bars=bars,
        loop=loop,
        split=split,
        chords=("Am",) * bars,
        energy=(0.5,) * bars,
        captions=(f"tone number {number}", "a steady tone with clicks"),
        rms_db=-20.0,
    )
    grid = clip_grid(described)
    samples = grid.total_samples(44_100)
    time = np.arange(samples) / 44_100
    wave = 0.1 * np.sin(2 * np.pi * 110 * (number + 1) * time)
    wave[:: grid.quarter_samples(Fraction(1), 44_100)] = 0.9
    quarters = range(int(grid.total_quarters))
    notes = tuple(Note(float(quarter), 0.75, 45 + 12 * number, 100 - quarter) for quarter in quarters)
    parts = (Part("keys", "rhodes", notes),) if split == "train" else ()
    return replace(described, samples=samples, parts=parts), np.stack([wave, 0.5 * wave], axis=1)


@pytest.fixture(scope="session")
def tiny_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the corpus folder: one complete shard."""
    corpus = tmp_path_factory.mktemp("training") / "corpus"
    (corpus / "shard-00000").mkdir(parents=True)
    labels = []
    for number, facts in enumerate(CLIPS):
        described, audio = synthetic_clip(number, facts)
        soundfile.write(corpus / described.file, audio, 44_100, subtype="PCM_16")
        labels.append(described)
    write_shard_manifest(corpus / "shard-00000", labels)
    return corpus


def start_no_processes(patch: pytest.MonkeyPatch) -> None:
    """Let features and imports do their work in threads: a new process takes seconds, a few short clips do not.

    `test_import_audio.py` starts the true processes of both.
    """
    patch.setattr("trainer.dataset.features.ProcessPoolExecutor", lambda jobs, mp_context: ThreadPoolExecutor(jobs))
    patch.setattr("trainer.corpus.importing.import_audio._pool", ThreadPoolExecutor)


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the work of features and imports in this process."""
    start_no_processes(monkeypatch)


@pytest.fixture(scope="session")
def tiny_features(tiny_corpus: Path) -> Path:
    """Return the folder of its mel rows."""
    features = tiny_corpus.parent / "features"
    with pytest.MonkeyPatch.context() as patch:
        start_no_processes(patch)
        build_features(tiny_corpus, features, jobs=1, say=print)
    return features
