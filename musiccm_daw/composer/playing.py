"""How a part is played, judged by its notes: a beat on every quarter, stabs, an arpeggio, a walking bass.

Between a score and its captions: what a caption says about playing must be true, so it comes from the notes and not
from the composer's intentions. The results are keys of `PATTERN_WORDS` in `vocabulary.py`, which has the words.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.song import Song

KICKS, SNARES, HATS = (35, 36), (37, 38, 39, 40), (42, 44, 46)
TOGETHER_QUARTERS = 0.12
"""Notes that begin so close together are one chord, humanised or strummed."""


def patterns_of(song: Song, part: Part) -> tuple[str, ...]:
    """Return the keys of `PATTERN_WORDS` that describe the part in this excerpt, the main one first."""
    if part.role == "fx":
        return ("effect",)
    if part.role == "percussion":
        return ("percussion",)
    if part.role == "drums":
        return _drum_patterns(song, part)
    quarters = float(song.bars * song.meter.quarters_per_bar)
    chords = _chords(part.notes)
    onsets_per_quarter = len(chords) / quarters
    length = sum(note.duration_quarters for note in part.notes) / len(part.notes)
    size = len(part.notes) / len(chords)
    if part.role == "bass":
        return (_bass_pattern(onsets_per_quarter, length),)
    if size >= 2.2:
        return ("stabs" if length < 0.6 else "held" if length >= 2.5 else "chords",)
    if length >= 2.5:
        return ("drawn",)
    return ("arp" if onsets_per_quarter >= 1.5 and _leaps(chords) > 0.55 else "melody",)


def _drum_patterns(song: Song, part: Part) -> tuple[str, ...]:
    quarters = float(song.bars * song.meter.quarters_per_bar)
    kicks = [note for note in part.notes if note.pitch in KICKS]
    snares = [note for note in part.notes if note.pitch in SNARES and note.velocity >= 60]
    hats = [note for note in part.notes if note.pitch in HATS]
    more = []
    if len(hats) / quarters > 3.2:
        more.append("rolling_hats")
    if sum(note.pitch in (38, 40) and note.velocity < 50 for note in part.notes) > song.bars:
        more.append("ghosts")
    if not kicks:
        return ("tops", *more)
    on_beats = len({round(note.start_quarters) for note in kicks if abs(note.start_quarters % 1 - 0.5) > 0.42})
    if on_beats >= 0.85 * quarters and len(kicks) < 1.7 * quarters:
        return ("four_on_the_floor", *more)
    if song.style in STYLE_TABLE and STYLE_TABLE[song.style].breakbeats:
        return ("breakbeat", *more)
    beats = Counter(round(note.start_quarters) % 4 for note in snares)
    if str(song.meter) == "4/4" and snares:
        if beats[2] > 0.6 * song.bars and beats[1] + beats[3] < 0.4 * song.bars:
            return ("half_time", *more)
        if beats[1] + beats[3] > 1.5 * song.bars:
            return ("backbeat", *more)
    return ("beat", *more)


def _bass_pattern(onsets_per_quarter: float, length: float) -> str:
    if onsets_per_quarter >= 2.6:
        return "sixteenths_bass"
    if onsets_per_quarter >= 1.7:
        return "eighths_bass"
    if 0.9 <= onsets_per_quarter <= 1.15 and length > 0.6:
        return "walking_bass"
    return "long_bass" if length >= 2 else "bass"


def _chords(notes: tuple[Note, ...]) -> list[list[Note]]:
    """Group notes that begin together."""
    groups: list[list[Note]] = []
    for note in sorted(notes, key=lambda note: note.start_quarters):
        if groups and note.start_quarters - groups[-1][0].start_quarters < TOGETHER_QUARTERS:
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _leaps(chords: list[list[Note]]) -> float:
    """Return the share of steps between top notes that are thirds to octaves: arpeggios leap, melodies step."""
    tops = [max(note.pitch for note in chord) for chord in chords]
    steps = [abs(after - before) for before, after in pairwise(tops)]
    return sum(3 <= step <= 12 for step in steps) / len(steps) if steps else 0.0
