"""Forms: how a song is divided into sections, and how much energy each has.

The composer draws one of the kind that the style asks for. A form is a row of (name, bars, energy).
"""

from __future__ import annotations

from random import Random

from musiccm_daw.score.song import SongSection

Form = tuple[tuple[str, int, float], ...]

FORMS: dict[str, tuple[Form, ...]] = {
    "song": (
        (("intro", 4, 0.35), ("verse", 8, 0.65), ("chorus", 8, 0.9), ("outro", 4, 0.5)),
        (("verse", 8, 0.65), ("chorus", 8, 0.9), ("break", 4, 0.4), ("chorus", 8, 0.95)),
        (("intro", 4, 0.35), ("verse", 8, 0.6), ("chorus", 8, 0.9), ("break", 4, 0.4), ("chorus", 8, 1.0)),
        (("verse", 8, 0.65), ("chorus", 8, 0.9), ("verse", 8, 0.7), ("chorus", 8, 0.95)),
        (("intro", 2, 0.35), ("verse", 8, 0.65), ("chorus", 8, 0.9)),
    ),
    "dance": (
        (("intro", 4, 0.5), ("verse", 8, 0.7), ("break", 4, 0.4), ("chorus", 8, 0.95), ("outro", 4, 0.55)),
        (("verse", 8, 0.7), ("break", 8, 0.4), ("chorus", 8, 0.95), ("chorus", 8, 1.0)),
        (("intro", 8, 0.5), ("verse", 8, 0.75), ("break", 4, 0.4), ("chorus", 8, 0.95)),
        (("verse", 8, 0.75), ("chorus", 8, 0.95)),
    ),
    "loop": (
        (("intro", 4, 0.4), ("verse", 8, 0.7), ("chorus", 8, 0.9)),
        (("verse", 8, 0.7), ("chorus", 8, 0.9), ("break", 4, 0.4), ("verse", 8, 0.75)),
        (("intro", 4, 0.4), ("verse", 8, 0.7), ("chorus", 8, 0.85), ("outro", 4, 0.45)),
        (("verse", 16, 0.7), ("chorus", 8, 0.85)),
    ),
    "arc": (
        (("intro", 8, 0.35), ("verse", 8, 0.6), ("chorus", 8, 0.9), ("outro", 4, 0.45)),
        (("intro", 4, 0.35), ("verse", 8, 0.6), ("break", 4, 0.4), ("chorus", 8, 0.95)),
        (("verse", 8, 0.55), ("chorus", 8, 0.8), ("outro", 8, 0.45)),
    ),
}  # fmt: skip


def draw_sections(form: str, random: Random) -> tuple[SongSection, ...]:
    """Draw a form and lay its sections one after another."""
    sections = []
    bar = 0
    for name, bars, energy in random.choice(FORMS[form]):
        sections.append(SongSection(name, bar, bars, energy))
        bar += bars
    return tuple(sections)
