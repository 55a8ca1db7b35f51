"""The report's section on notes: whether models play their scores, as Markdown.

In: rows of `notes.py`. Out: text. Nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.evaluation.notes import GROUPS, NotesRow, NotesSummary, notes_summaries
from trainer.evaluation.report import table

NOTES_LEGEND = """
- **Found**: notes of the score that are struck at their pitch (drums: in their band) within 50 ms. **High**: the same
  of notes from C6 up.
- **Belonging**: attacks, sure without the score, that belong to one of its notes. **False a bar**: those that do not.
- **Voices**, **length**, **held**: pitches at once; median length of tones in quarters; share of sounding time in tones
  longer than a half note. They have no correct value: the true clip is the yardstick.
- **Foreign**: share of energy at pitches that the score does not hold then. **Dynamics**: correlation of levels at
  onsets with the score's velocities, in clips whose velocities change. **Rests**: level where the score rests, relative
  to its notes.
- The last rows play no score. A figure on which one of them comes near the true clip says nothing. Pads hold their
  chords: there, held chords are right but for their attacks.
"""
FIGURES = (
    "found", "high", "belonging", "false a bar", "attacks a bar", "voices", "length", "held", "foreign", "dynamics",
    "rests",
)  # fmt: skip
HEAD = ("clips by", *FIGURES)


def notes_section(rows: Sequence[NotesRow], *, reads_scores: bool) -> str:
    """Report single parts and mixes by source, then the notes found by role."""
    summaries = notes_summaries(rows)
    text = ["## Notes: do clips play their scores?\n"]
    if not reads_scores:
        text.append("This model reads no scores: teacher and student had the captions and chords alone.\n")
    text.append(NOTES_LEGEND)
    for group in GROUPS:
        if summaries[group]:
            lines = [_line(source, found) for source, found in summaries[group].items()]
            text.append(f"### {group.capitalize()}\n\n{table(HEAD, lines)}")
    roles = [group for group in summaries if group not in GROUPS]
    if roles:
        lines = [[role, *(found.found.percent() for found in summaries[role].values())] for role in roles]
        sources = list(summaries[roles[0]])
        text.append(f"### Notes found, by role\n\n{table(('role', *sources), lines)}")
    return "\n".join(text)


def _line(source: str, found: NotesSummary) -> list[str]:
    shares = (found.found.percent(), found.high_found.percent(), found.belonging.percent())
    rates = (found.false_per_bar.number(), found.attacks_per_bar.number(), found.voices.number())
    held = (found.length_quarters.number(), found.held_share.percent(), found.foreign_share.percent())
    return [source, *shares, *rates, *held, found.dynamics.number(), found.rest_db.number("dB")]
