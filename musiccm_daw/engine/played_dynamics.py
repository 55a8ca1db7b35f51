"""Played dynamics: velocities are spread before they are played, since the model evens them out.

Between a part and its score rows. A network predicts nearer to the mean what it is unsure of: pitched instruments of
the bundled model follow velocities by a third of what true renders do. With velocities spread, they follow nearly as
well as the codec can keep (dev/LOG.md). The notes that a take keeps stay as they were written.
"""

from __future__ import annotations

from dataclasses import replace

from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import Part

EMPHASIS = 2.5
"""How much farther from their mean the velocities of a pitched part are played. Drums are played as they are written:
they follow as well as true ones (dev/LOG.md)."""
SOFTEST = 35
"""Velocity below which no note is brought, lest it is not struck at all."""


def emphasised(part: Part) -> Part:
    """Return a part with the dynamics to be played, so that it sounds with those that it has."""
    if part.role in DRUM_ROLES or not part.notes:
        return part
    mean = sum(note.velocity for note in part.notes) / len(part.notes)

    def played(velocity: int) -> int:
        spread = round(mean + EMPHASIS * (velocity - mean))
        return min(max(spread, min(velocity, SOFTEST)), 127)

    return replace(part, notes=tuple(replace(note, velocity=played(note.velocity)) for note in part.notes))
