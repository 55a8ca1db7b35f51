"""Captions: the words under which a clip is learned. First form: style, role and instrument.

Between labels and manifest. Seeded: the same clip always gets the same captions.
"""

from __future__ import annotations

from random import Random

from trainer.corpus.score import Song


def captions_of(song: Song, parts: tuple[int, ...], random: Random) -> tuple[str, ...]:
    """Four differently worded captions of the clip in which the parts of these indices sound."""
    style = song.style.replace("_", " ")
    names = [song.parts[index].instrument.replace("_", " ") for index in parts]
    roles = sorted({song.parts[index].role for index in parts})
    what = ", ".join(names[:4])
    bpm = round(float(song.bpm))
    return (
        f"{style} {' and '.join(roles) if len(parts) < 4 else 'full mix'}",
        f"{what}",
        f"{style} with {what}, {bpm} bpm" if random.random() < 0.5 else f"{what} for a {style} track",
        f"A {style} loop of {what} in {song.key}." if random.random() < 0.5 else f"{what}, {style} style",
    )
