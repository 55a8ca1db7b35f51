"""The report's section on edits: their notes, the frames around them, and what a variation keeps, as Markdown.

In: rows of `edits.py`. Out: summaries and text. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.evaluation.edits import CONTROLS, EDITED, EDITS, KEEP_SCORE, KEEP_SOUND, KINDS, TWIN, EditRow
from trainer.evaluation.report import table
from trainer.metrics.intervals import Estimate, mean, pooled_ratio, wilson

EDITS_LEGEND = """
A twin plays the score of an edit from the edit's seed, made at once: it is the yardstick of each figure.

- **Found**: notes of the score in the new bars that are struck at their pitch (drums: in their band) within 50 ms.
  **Difference**: edit less twin, in parts of all notes. A variation's bars are all new.
- **Chords held**, **silence** and the **clip before the edit** do not play the new notes: what is found there is found
  by chance, or because old and new notes are alike. Where the score is kept, they are the same.
"""
VARIATIONS_LEGEND = """
**Agreement**: attacks that two transcriptions share, of all in both; with the score kept, clip and twin are two renders
of one score. **Distance**: 1 less the cosine of the tagger's embeddings; with the sound kept, clip and twin are two
clips of one prompt.
"""
ALL = "all"


@dataclass(frozen=True)
class EditSummary:
    """The figures of one kind of edit over several clips."""

    found: Mapping[str, Estimate]
    """Share of the new bars' notes, by what plays them."""
    difference: Estimate
    """Share found in the edit less that in its twin."""
    kept: Estimate
    """Share of edits whose frames outside the new bars are the clip's."""
    agreement: Estimate
    twin_agreement: Estimate
    distance: Estimate
    twin_distance: Estimate


def edits_summary(rows: Sequence[EditRow]) -> Mapping[str, Mapping[str, EditSummary]]:
    """Summarise all clips, then each kind, edit by edit."""
    groups = {ALL: list(rows)} | {kind: [row for row in rows if row.kind == kind] for kind in KINDS}
    return {
        group: {edit: _summary([row for row in members if row.edit == edit]) for edit in EDITS}
        for group, members in groups.items()
        if members
    }


def edits_section(rows: Sequence[EditRow]) -> str:
    """Report the notes of the new bars, the frames outside them, and variations."""
    lines = [(group, edit, each) for group, edits in edits_summary(rows).items() for edit, each in edits.items()]
    sources = (EDITED, TWIN, *CONTROLS)
    notes = [
        [group, edit, *(each.found[source].percent() for source in sources), each.difference.percent()]
        for group, edit, each in lines
    ]
    kept = [[group, edit, each.kept.percent()] for group, edit, each in lines if each.kept.count]
    varied = [
        [
            *(group, edit),
            *(each.agreement.percent(), each.twin_agreement.percent()),
            *(each.distance.number(), each.twin_distance.number()),
        ]
        for group, edit, each in lines
        if edit in (KEEP_SCORE, KEEP_SOUND)
    ]
    agreements = ("agreement with the clip", "of the twin", "distance from the clip", "of the twin")
    return "\n".join(
        (
            "## Edits: are they as good as clips made at once?\n",
            EDITS_LEGEND,
            "### Notes of the new bars, found\n",
            table(("clips", "edit", *sources, "difference"), notes),
            "### Edits whose frames outside the new bars are the clip's, bit for bit\n",
            table(("clips", "edit", "kept"), kept),
            "### What variations keep\n",
            VARIATIONS_LEGEND,
            table(("clips", "edit", *agreements), varied),
        )
    )


def _summary(rows: Sequence[EditRow]) -> EditSummary:
    notes = [row.notes for row in rows]
    bounded = [row.is_kept for row in rows if row.is_kept is not None]
    return EditSummary(
        found={
            source: pooled_ratio([row.found[source] for row in rows], notes) for source in (EDITED, TWIN, *CONTROLS)
        },
        difference=pooled_ratio([row.found[EDITED] - row.found[TWIN] for row in rows], notes),
        kept=wilson(sum(bounded), len(bounded)),
        agreement=mean([row.agreement for row in rows]),
        twin_agreement=mean([row.twin_agreement for row in rows]),
        distance=mean([row.distance for row in rows]),
        twin_distance=mean([row.twin_distance for row in rows]),
    )
