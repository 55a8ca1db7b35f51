"""Forms: how a song is divided into sections, and how much energy each has.

For songs (`compose.py`) one of the kind that the style asks for is drawn: a row of (name, bars, energy). For requests
(`plan.py`) the names count: those that the prompt asks for, or those of a drawn row, with bars shared out among them.
"""

from __future__ import annotations

from collections.abc import Collection
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


FEWEST_BARS = 16
"""Shorter clips have no form: their sections would be no more than phrases."""
_SHARES = {"verse": 2, "chorus": 2, "drop": 2}
"""Of the bars, by section; others have one."""
_SECTION_BARS, _FEWEST_SECTION_BARS = 4, 2


def asked_form(asked: Collection[str]) -> tuple[str, ...]:
    """Return the sections of a form in which those that are asked for have their usual places."""
    main = "drop" if "drop" in asked else "chorus"
    middle = [name for name in ("bridge", "break") if name in asked]
    order = (
        *("intro", "verse", "build", main),
        *(each for name in middle for each in (name, main)),
        "outro",
    )
    return tuple(name for name in order if name in {*asked, "verse", main})


def drawn_form(form: str, bars: int, random: Random) -> tuple[str, ...]:
    """Draw the sections of a piece that ends; after a break, dance music builds up before it goes on."""
    drawn = []
    for row in FORMS[form]:
        names = [name for name, _, _ in row]
        if form == "dance" and "break" in names:
            names.insert(names.index("break") + 1, "build")
        drawn.append((*names, "outro") if names[-1] != "outro" else tuple(names))
    fitting = [names for names in drawn if len(names) * _SECTION_BARS <= bars]
    return random.choice(fitting or [("intro", "verse", "chorus", "outro")])


def bars_shared(names: tuple[str, ...], bars: int) -> list[int]:
    """Return how many of a clip's bars each section has: multiples of four where there is room, and two at least."""
    step = _SECTION_BARS if _SECTION_BARS * len(names) <= bars else _FEWEST_SECTION_BARS
    shares = [_SHARES.get(name, 1) for name in names]
    wanted = [bars * share / sum(shares) for share in shares]
    counts = [step] * len(names)
    while (left := bars - sum(counts)) > 0:
        at = max(range(len(names)), key=lambda at: wanted[at] - counts[at])
        counts[at] += min(step, left)
    return counts
