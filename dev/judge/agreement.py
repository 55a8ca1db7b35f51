"""Do the pitched stems of a take agree on the harmony? Similarity of their chroma, bar by bar.

Developer tool, run in the project's own environment. In: a project with rendered stem sets, and a corpus whose true
stems are the yardstick. Out: for each, the mean cosine of chroma over all pairs of pitched stems and all bars in which
both sound; stems of another take or song beside it, which share nothing.

    .venv/bin/python dev/judge/agreement.py PROJECT --corpus corpus
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from musiccm_daw.analysis.chroma import CHROMA_RATE, HOP_SAMPLES, chroma
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.writers.kept_take import read_take
from musiccm_daw.writers.manifest import FILE_NAME
from trainer.corpus.manifest import read_manifest
from trainer.evaluation.selection import held_out

Bars = NDArray[np.float64]
"""Chroma of each bar (bars, 12), zero where the stem rests."""
REST_DB = -40.0
CORPUS_SONGS = 60


def bar_chroma(path: Path, bars: int) -> Bars:
    """Return the chroma of each bar of a file."""
    audio, rate = soundfile.read(path, dtype="float32", always_2d=True)
    frames = chroma(audio, rate)
    edges = np.linspace(0, len(audio) / rate * CHROMA_RATE / HOP_SAMPLES, bars + 1).round().astype(int)
    levels = [float((part**2).mean()) for part in np.array_split(audio, bars)]
    rows = [frames[:, first : max(last, first + 1)].mean(axis=1) for first, last in pairwise(edges)]
    rests = np.array(levels) < max(levels) * 10 ** (REST_DB / 10)
    return np.where(rests[:, None], 0.0, np.array(rows))


def takes_of(project: Path) -> Iterator[list[Bars]]:
    """Yield the pitched stems of each take."""
    for manifest in sorted(project.glob(f"MusicCM/*/{FILE_NAME}")):
        take = read_take(manifest.parent)
        request: GenerationRequest = take.request
        yield [
            bar_chroma(take.folder / stem.file.path, request.bars)
            for stem in take.playing
            if stem.role not in (*UNPITCHED_ROLES, "mix")
        ]


def songs_of(corpus: Path) -> Iterator[list[Bars]]:
    """Yield the true pitched stems of held-out songs."""
    songs: dict[int, list[Bars]] = {}
    for label in held_out(read_manifest(corpus)):
        if label.role not in (*UNPITCHED_ROLES, "mix") and (label.song_seed in songs or len(songs) < CORPUS_SONGS):
            songs.setdefault(label.song_seed, []).append(bar_chroma(corpus / label.file, label.bars))
    yield from songs.values()


def similarities(pairs: Iterator[tuple[Bars, Bars]]) -> list[float]:
    """Return the cosine of every bar in which both of a pair sound."""
    found = []
    for one, other in pairs:
        for a, b in zip(one, other, strict=False):
            if a.any() and b.any():
                found.append(float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
    return found


def report(name: str, groups: Sequence[list[Bars]]) -> None:
    """Print how much stems of one group agree, and stems of neighbouring groups."""
    own = similarities(pair for group in groups for pair in combinations(group, 2))
    strangers = similarities((one, other) for here, there in pairwise(groups) for one in here for other in there)
    print(  # noqa: T201 (a command line)
        f"{name}: {len(groups)} groups, {len(own)} bars of pairs: {np.mean(own):.3f}; "
        f"of other groups {np.mean(strangers):.3f}"
    )


def main() -> None:
    """Compare the takes of a project with the songs of a corpus."""
    parser = argparse.ArgumentParser(description="Agreement of stems.")
    parser.add_argument("project", type=Path)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    report("takes", [stems for stems in takes_of(given.project) if len(stems) > 1])
    if given.corpus:
        report("true songs", [stems for stems in songs_of(given.corpus) if len(stems) > 1])


if __name__ == "__main__":
    main()
