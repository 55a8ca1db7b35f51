"""The report's section on drums where they are asked for, and only there, as Markdown.

In: rows of `drums.py`. Out: summaries and text. Nothing is measured here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.evaluation.drums import AGAIN, BAND, STEM, WITH_DRUMS, WITH_OTHERS, DrumsRow
from trainer.evaluation.notes_controls import HELD, NOISE, SILENCE
from trainer.evaluation.report import table
from trainer.metrics.intervals import Estimate, mean, median, pooled_ratio, wilson

CLEAR_DB = 1.0
"""What counts as a difference; the row of another seed shows how often chance makes as much."""
STEMS_LEGEND = f"""
- **Harmonic over percussive**: energy of what is held over that of what is struck, median over clips. **In the range**:
  share of clips that lie from the least to the most of the plain drum stems, give or take {CLEAR_DB:g} dB, since the
  extremes of two samples that are alike differ by chance.
- **Strokes found**: those of the drum stem's score that are struck in their band within 50 ms.
- *{WITH_OTHERS.capitalize()}*: the stem and the instruments that the prompt names, of one seed. *{HELD.capitalize()}*,
  *{SILENCE}* and *{NOISE}* play no drums. Where a column does not tell them from drums, it says nothing.
"""
BANDS_LEGEND = f"""
The band with drums plays the same notes, and the drum stem of the same prompt. **Clearly more harmonic**: by at least
{CLEAR_DB:g} dB than that. **Strokes found**: of that stem; other instruments play on the beat, too.
*{AGAIN.capitalize()}* is what chance changes. *{HELD.capitalize()}* have no drums, and are right; *{SILENCE}* and
*{NOISE}* are not.
"""


@dataclass(frozen=True)
class StemSummary:
    """The figures of one source over several drum stems."""

    harmonic_db: Estimate
    in_range: Estimate
    """Share of clips within the range of the plain drum stems."""
    found: Estimate


@dataclass(frozen=True)
class BandSummary:
    """The figures of one source over several bands."""

    more_db: Estimate
    """How much more harmonic than the band with drums."""
    clearly_more: Estimate
    """Share of clips that are so by `CLEAR_DB`."""
    found: Estimate
    """Share of the drum stem's strokes."""


PLAIN_STEMS = "plain drum stem"


def plain_range(plain: Sequence[DrumsRow]) -> tuple[float, float]:
    """Return the least and the most harmonic over percussive energy of plain drum stems, dB."""
    levels = [row.harmonic_db[STEM] for row in plain]
    return min(levels), max(levels)


def is_within(level: float, bounds: tuple[float, float]) -> bool:
    """Return whether harmonic over percussive energy is as in plain drum stems; nan, of silence, is not."""
    return bounds[0] - CLEAR_DB <= level <= bounds[1] + CLEAR_DB


def stems_summary(plain: Sequence[DrumsRow], naming: Sequence[DrumsRow]) -> Mapping[str, StemSummary]:
    """Summarise plain drum stems, those of prompts that name other instruments, and the controls of these."""
    bounds = plain_range(plain)
    sources = {PLAIN_STEMS: _stems(plain, STEM, bounds)}
    return sources | {source: _stems(naming, source, bounds) for source in (STEM, WITH_OTHERS, HELD, SILENCE, NOISE)}


def _stems(rows: Sequence[DrumsRow], source: str, bounds: tuple[float, float]) -> StemSummary:
    rows = [row for row in rows if source in row.found]
    levels = [row.harmonic_db[source] for row in rows]
    return StemSummary(
        median(levels),
        wilson(sum(is_within(level, bounds) for level in levels), len(levels)),
        found_share(rows, source),
    )


def found_share(rows: Sequence[DrumsRow], source: str) -> Estimate:
    """Return the share of the drum stems' strokes that are found in a source."""
    return pooled_ratio([row.found[source] for row in rows], [row.strokes for row in rows])


def is_clear(row: DrumsRow, source: str) -> bool:
    """Return whether something is clearly more harmonic than the band with drums; silence is not."""
    return row.harmonic_db[source] - row.harmonic_db[WITH_DRUMS] >= CLEAR_DB


def bands_summary(rows: Sequence[DrumsRow]) -> Mapping[str, BandSummary]:
    """Summarise bands without drums and their controls."""
    summaries = {}
    for source in (BAND, WITH_DRUMS, AGAIN, HELD, SILENCE, NOISE):
        more = [row.harmonic_db[source] - row.harmonic_db[WITH_DRUMS] for row in rows]
        known = [each for each in more if math.isfinite(each)]
        summaries[source] = BandSummary(
            mean(known), wilson(sum(is_clear(row, source) for row in rows), len(rows)), found_share(rows, source)
        )
    return summaries


def drums_section(plain: Sequence[DrumsRow], naming: Sequence[DrumsRow], bands: Sequence[DrumsRow]) -> str:
    """Report drum stems beside other instruments, and bands without drums."""
    least, most = bounds = plain_range(plain)
    inside = sum(is_within(row.harmonic_db[STEM], bounds) for row in naming)
    silent = [row for row in bands if not row.drum_parts]
    clear = sum(is_clear(row, BAND) for row in silent)
    stems = [
        [source, each.harmonic_db.number("dB"), each.in_range.percent(), each.found.percent()]
        for source, each in stems_summary(plain, naming).items()
    ]
    shares = [
        [source, each.more_db.number("dB"), each.clearly_more.percent(), each.found.percent()]
        for source, each in bands_summary(bands).items()
    ]
    sources = list(bands[0].harmonic_db)
    levels = [
        [row.prompt, str(row.drum_parts), *(f"{row.harmonic_db[source]:.1f}" for source in sources)] for row in bands
    ]
    return "\n".join(
        (
            "## Drums: where they are asked for, and only there\n",
            f"### Drum stems of prompts that name other instruments\n\n{inside} of {len(naming)} lie within the range "
            f"of {len(plain)} plain drum stems, {least:.1f} to {most:.1f} dB.\n",
            STEMS_LEGEND,
            table(("clips", "harmonic over percussive", "in the range", "strokes found"), stems),
            f"### Bands without drums\n\n{clear} of {len(bands)} have no drum part in the score and are clearly more "
            f"harmonic than with drums; {len(silent)} have none in the score.\n",
            BANDS_LEGEND,
            table(("clips", "more harmonic than with drums", "clearly more harmonic", "strokes found"), shares),
            "Harmonic over percussive energy, dB, prompt by prompt:\n",
            table(("prompt", "drum parts", *sources), levels),
        )
    )
