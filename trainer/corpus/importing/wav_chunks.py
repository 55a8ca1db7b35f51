"""Facts in the chunks of a WAV file: `acid` of loop libraries, cue points named as bars, and the iXML of our own takes.

In: a path. Out: `Facts`, from what `musiccm_daw/writers/wav_facts.py` reads for edits, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from musiccm_daw.writers.wav_facts import WavStatement, read_wav_facts
from trainer.corpus.importing.facts import Facts, from_caption
from trainer.corpus.importing.file_tags import text_facts

FIRST_BAR = re.compile(r"bar 1(\.1)?", re.IGNORECASE)


@dataclass(frozen=True)
class ChunkFacts:
    """The facts in a file's chunks, and what of them could not be read, one line each."""

    facts: Facts
    remarks: tuple[str, ...]


def wav_facts(path: Path) -> ChunkFacts:
    """Return what the chunks of a file state; nothing where it is not a WAV file."""
    stated = read_wav_facts(path)
    facts = Facts(
        bpm=None if stated.is_one_shot else stated.bpm,
        meter=stated.meter,
        key=stated.key,
        atonal=stated.atonal,
        chords=stated.chords,
        downbeat_seconds=_downbeat(stated),
        loop=stated.loop,
    )
    texts = (stated.texts.get(name, "") for name in ("genre", "mood", "title", "comment"))
    facts = facts.over(from_caption(stated.prompt or "")).over(text_facts(*texts))
    return ChunkFacts(facts, stated.remarks)


def truncation(path: Path) -> str | None:
    """Return in words how much is missing at the end of a WAV file, or None; decoders do not complain about it."""
    missing = read_wav_facts(path).missing_bytes
    return f"{missing} bytes of its samples are missing" if missing else None


def _downbeat(stated: WavStatement) -> Fraction | None:
    first = next((cue.frame for cue in stated.cues if FIRST_BAR.fullmatch(cue.label.strip())), None)
    return None if first is None or not stated.sample_rate else Fraction(first, stated.sample_rate)
