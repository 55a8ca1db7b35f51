"""A clip label for tests that need one, whatever its values."""

from __future__ import annotations

from musiccm_daw.score.note import Note, Part
from trainer.corpus.manifest import ClipLabel


def label(shard: int, number: int, *, samples: int = 100) -> ClipLabel:
    """Return the label of clip `number` of shard `shard`; there is no such file."""
    name = f"{shard}-{number}"
    return ClipLabel(
        id=name,
        file=f"shard-{shard:05d}/{name}.flac",
        song_seed=shard,
        split="train",
        samples=samples,
        bpm="124.75",
        meter="4/4",
        bars=8,
        key="A minor",
        chords=("Am7", "F C"),
        style="house",
        role="keys",
        stems=("keys",),
        instruments=("rhodes",),
        density=1.5,
        effects=("tape",),
        swing=0.1,
        energy=(0.5, 0.9),
        loop=True,
        captions=("dusty rhodes chords", "Rhodes, “warm”."),
        onsets_seconds=(0.0, 0.5),
        licence="MIT",
        peak_db=-1.0,
        rms_db=-18.0,
        sha256="00",
        parts=(Part("keys", "rhodes", (Note(0.0, 0.5, 57, 90), Note(1.3333, 0.25, 60, 1))),),
    )
