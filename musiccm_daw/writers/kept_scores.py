"""The scores that a take keeps, read back to be played again: `score.mid` with what the manifest says about its parts.

Beside `take_writer.py`, which writes them. A later composer may write other notes; a take keeps its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from musiccm_daw.errors import RequestError, reason_of
from musiccm_daw.score.midi_reader import read_score
from musiccm_daw.score.score import Score
from musiccm_daw.writers.manifest import Manifest, ScoreFacts


def read_scores(manifest: Manifest, folder: Path) -> tuple[Score, ...]:
    """Return the score of each variation of a take; none where the take was made without.

    Raises:
        RequestError: a file is missing, or not the one that was played.
    """
    return tuple(read_score_of(facts, folder) for facts in manifest.scores)


def read_score_of(facts: ScoreFacts, folder: Path) -> Score:
    """Return the score of one variation of a take.

    Raises:
        RequestError: its file is missing, or not the one that was played.
    """
    file = folder / facts.path
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RequestError(
            f"cannot read {str(file)!r}: {reason_of(error)}; the take cannot be made again without it"
        ) from error
    if hashlib.sha256(content).hexdigest() != facts.sha256:
        raise RequestError(f"{str(file)!r} has changed since the take was made; play it with generate --midi")
    played = read_score(content).parts
    if len(played) != len(facts.parts):
        raise RequestError(
            f"{str(file)!r} has {len(played)} parts, but the manifest lists {len(facts.parts)}; play it with generate "
            "--midi"
        )
    # By their order: a reader of anybody's files does not keep every name.
    parts = (
        replace(notes, name=part.name, role=part.role, instrument=part.instrument, words=part.words)
        for notes, part in zip(played, facts.parts, strict=True)
    )
    unknown = frozenset(bar - 1 for bar in facts.unknown_bars)
    return Score(tuple(parts), facts.source, facts.style, tuple(facts.taken.items()), unknown)
