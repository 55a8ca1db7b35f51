"""Facts in the chunks of a WAV file: `acid` of loop libraries, cue points named as bars, and the iXML of our own takes.

In: a path. Out: `Facts`, read by the decoders of `musiccm_daw/writers/chunks`. Chunks that other programs write
differently are ignored.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import Meter, parse_bpm
from musiccm_daw.writers.chunks import acid, cue, ixml, riff
from trainer.corpus.importing.facts import Facts, from_caption, if_readable

Content = TypeVar("Content")

WANTED = (b"fmt ", b"acid", b"cue ", b"LIST", b"iXML")
FIRST_BAR = re.compile(r"bar 1(\.1)?", re.IGNORECASE)
TEMPO_PLACES = 4
"""Decimals of a tempo that a 32-bit float can hold: 97.3 is read back as 97.30000305."""


def wav_facts(path: Path) -> Facts:
    """Return what the chunks of a file state; nothing where it is not a complete WAV file."""
    try:
        with path.open("rb") as file:
            chunks = [riff.read_chunk(file, span) for span in riff.walk(file) if span.id in WANTED]
    except (ValueError, struct.error):
        return Facts()
    found: dict[bytes, bytes] = {}
    for chunk in chunks:
        if chunk.id != b"LIST" or chunk.payload.startswith(b"adtl"):
            found.setdefault(chunk.id, chunk.payload)
    exact = _decoded(_from_ixml, found.get(b"iXML")) or Facts()
    bars = Facts()
    if b"cue " in found and b"LIST" in found and b"fmt " in found:
        bars = _decoded(lambda points: _from_cues(points, found[b"LIST"], found[b"fmt "]), found[b"cue "]) or Facts()
    return exact.over(bars).over(_decoded(_from_acid, found.get(b"acid")) or Facts())


def truncation(path: Path) -> str | None:
    """Return in words what is missing at the end of a WAV file, or None; decoders do not complain about it."""
    try:
        with path.open("rb") as file:
            opening = file.read(12)
            # Programs that write to a pipe cannot go back to fill in the size.
            if opening[:4] != b"RIFF" or opening[4:8] in (b"\xff\xff\xff\xff", bytes(4)):
                return None
            for _ in riff.walk(file):
                pass
    except (ValueError, struct.error) as error:
        return str(error) if "should have" in str(error) else None
    return None


def _decoded(decode: Callable[[bytes], Content], payload: bytes | None) -> Content | None:
    if payload is None:
        return None
    try:
        return decode(payload)
    except (ValueError, KeyError, struct.error, ParseError, OverflowError):
        return None


def _from_acid(payload: bytes) -> Facts:
    chunk = acid.decode(payload)
    one_shot = not chunk.loop and chunk.beats == 0
    return Facts(
        bpm=None if one_shot else if_readable(parse_bpm, f"{chunk.bpm:.{TEMPO_PLACES}f}"),
        meter=if_readable(Meter.parse, f"{chunk.numerator}/{chunk.denominator}"),
        loop=chunk.loop,
    )


def _from_cues(points: bytes, labels: bytes, form: bytes) -> Facts:
    (rate,) = struct.unpack_from("<I", form, 4)
    first = next(
        (point.frame for point in cue.decode(points, labels) if FIRST_BAR.fullmatch(point.label.strip())), None
    )
    return Facts(downbeat_seconds=None if first is None or rate == 0 else Fraction(first, rate))


def _from_ixml(payload: bytes) -> Facts:
    chunk = ixml.decode(payload)
    lines = ixml.read_lines(chunk.user)
    if "bpm" not in lines:
        return Facts()
    ours = Facts(
        bpm=if_readable(parse_bpm, lines["bpm"]),
        meter=if_readable(Meter.parse, lines.get("meter", "")),
        key=if_readable(Key.parse, lines.get("key", "")),
        atonal=True if lines.get("key") == "none" else None,
        chords=if_readable(ChordProgression.parse, lines["chords"]) if lines.get("chords", "none") != "none" else None,
    )
    return ours.over(from_caption(chunk.note))
