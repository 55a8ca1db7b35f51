"""Clips to edit whose score is known: as a take of ours would be read, with noise for their sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from musiccm_daw.asking import ask
from musiccm_daw.request.source_clip import ClipFacts, SourceClip
from musiccm_daw.scoring import planned_scores


def played_clip(prompt: str, *, seed: int = 5, bars: int = 4, **options: Any) -> SourceClip:
    """Return a clip of what is composed for a prompt; with stems it has them as parts."""
    request = ask(prompt, seed=seed, bars=bars, **{"bpm": 240, "meter": "2/4", **options})
    (score,) = planned_scores(request)
    frames = request.grid.total_samples(44_100)
    sounds = np.random.default_rng(seed).uniform(-0.1, 0.1, (len(request.stems), frames, 2)).astype(np.float32)
    stems = request.stems if len(request.stems) > 1 else ()
    facts = ClipFacts(
        bpm=request.bpm,
        meter=request.meter,
        key=request.key,
        chords=request.chords,
        loop=request.loop,
        prompt=request.prompt,
        words=None if stems else request.stems[0].prompt,
        role="mix" if stems else request.stems[0].role,
        name=request.name,
        seed=seed,
        stems=stems,
    )
    files = [
        SourceClip(Path(f"/clips/{at}.wav"), f"{at}a" * 32, sound, 44_100, "PCM_24") for at, sound in enumerate(sounds)
    ]
    mix = sounds.sum(axis=0, dtype=np.float32)
    parts = tuple(files) if stems else ()
    return SourceClip(Path("/clips/mix.wav"), "ff" * 32, mix, 44_100, "PCM_24", facts, score=score, parts=parts)
