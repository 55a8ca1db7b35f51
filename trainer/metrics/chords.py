"""Chords by bar: which of 24 major and minor triads a bar's chroma resembles most, and whether that is the label.

In: audio (S,) or (S, A), its time grid and its chord labels. Out: for each bar, whether its chord was found, and the
root that was picked. The measure is weak in absolute terms (a bass line alone, or drums over pads, rarely show a whole
triad), so it is read against the same measure on true audio: what is `retained` for codecs, corpus clips for generated
ones.

Source: template matching of chroma by Fujishima 1999, "Realtime chord recognition of musical sound" (ICMC),
binary triads and cosine similarity as in Müller, "Fundamentals of Music Processing", section 5.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.analysis.chroma import CHROMA_RATE, HOP_SAMPLES, chroma
from musiccm_daw.analysis.tonality import templates
from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.timebase import TimeGrid

# Below this share of the clip's loudest chord span (-50 dB) a span counts as silent: nothing can be found.
SILENT_SHARE = 10 ** (-50 / 20)


@dataclass(frozen=True)
class LabelledChord:
    """One labelled chord and the stretch of time over which it holds."""

    bar: int
    start_seconds: float
    end_seconds: float
    chord: Chord


@dataclass(frozen=True)
class PickedChord:
    """The best template: pitch class of the root and whether its third is minor."""

    root: int
    minor: bool


def chord_spans(grid: TimeGrid, chords: ChordProgression) -> list[LabelledChord]:
    """List every chord of every bar; the progression repeats until the bars are full."""
    bar_seconds = grid.meter.quarters_per_bar * 60 / grid.bpm
    spans = []
    for bar in range(grid.bars):
        sharing = chords.bars[bar % len(chords.bars)]
        for index, chord in enumerate(sharing):
            if chord.is_silent:
                continue
            start = (bar + Fraction(index, len(sharing))) * bar_seconds
            end = (bar + Fraction(index + 1, len(sharing))) * bar_seconds
            spans.append(LabelledChord(bar, float(start), float(end), chord))
    return spans


def accepted(chord: Chord) -> frozenset[PickedChord]:
    """Return the templates that count as this chord: its root and third; both thirds if it has none (sus)."""
    intervals = {(pitch - chord.root) % 12 for pitch in chord.pitch_classes}
    thirds = [minor for interval, minor in ((3, True), (4, False)) if interval in intervals] or [True, False]
    return frozenset(PickedChord(chord.root, minor) for minor in thirds)


def span_chroma(frames: NDArray[np.float64], spans: Sequence[LabelledChord]) -> NDArray[np.float64]:
    """Average chroma (12, frames) over every span: (spans, 12)."""
    rows = []
    for span in spans:
        start, end = (round(seconds * CHROMA_RATE / HOP_SAMPLES) for seconds in (span.start_seconds, span.end_seconds))
        rows.append(frames[:, start : max(end, start + 1)].mean(axis=1))
    return np.array(rows)


@dataclass(frozen=True)
class ChordMatch:
    """How the chroma matches every labelled chord span of a clip, and every bar (all chords that share it)."""

    chords: tuple[bool, ...]
    """Per bar: whether root and third are those of the best of the 24 triads."""
    roots: tuple[bool, ...]
    """Per bar: whether the root is, whatever the third."""
    transpositions: tuple[bool, ...]
    """Per bar: whether the label beats its own 11 transpositions (all tones count, so rootless sevenths are found)."""
    intervals: tuple[int | None, ...]
    """Per span: semitones from the labelled root up to the best triad's (0 = the label, None = silent)."""
    transposition_intervals: tuple[int | None, ...]
    """Per span: the same for the best transposition of the label."""


def match_chords(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, chords: ChordProgression) -> ChordMatch:
    """Compare every labelled chord of a clip with its chroma."""
    return match_chroma(chroma(audio, sample_rate), grid, chords)


def match_chroma(frames: NDArray[np.float64], grid: TimeGrid, chords: ChordProgression) -> ChordMatch:
    """Compare every labelled chord with a clip's chroma (12, frames).

    The intervals of a model that ignores the chords spread over all 12 values (more over the key's own: 0, 5 and 7);
    those of one that follows them peak at 0.
    """
    spans = chord_spans(grid, chords)
    rows = span_chroma(frames, spans)
    loudness = rows.sum(axis=1)
    audible = loudness > SILENT_SHARE * float(loudness.max(initial=0.0))
    triads = (rows @ templates().T).argmax(axis=1)
    found, intervals, transpositions = [], [], []
    for span, row, triad, sounds in zip(spans, rows, triads, audible, strict=True):
        pick = PickedChord(int(triad % 12), bool(triad >= 12))
        found.append(bool(sounds) and pick in accepted(span.chord))
        intervals.append((pick.root - span.chord.root) % 12 if sounds else None)
        transpositions.append(best_transposition(row, span.chord) if sounds else None)
    return ChordMatch(
        chords=by_bar(found, spans, grid.bars),
        roots=by_bar([interval == 0 for interval in intervals], spans, grid.bars),
        transpositions=by_bar([interval == 0 for interval in transpositions], spans, grid.bars),
        intervals=tuple(intervals),
        transposition_intervals=tuple(transpositions),
    )


def best_transposition(row: NDArray[np.float64], chord: Chord) -> int:
    """Return by how many semitones the chord's tones must move up to cover the most of a chroma row (12)."""
    tones = np.array(chord.chroma())
    return int(np.argmax([row @ np.roll(tones, semitones) for semitones in range(12)]))


def by_bar(found: Sequence[bool], spans: Sequence[LabelledChord], bars: int) -> tuple[bool, ...]:
    """Gather spans into bars: a bar is found if all chords that share it are."""
    rows = [True] * bars
    for value, span in zip(found, spans, strict=True):
        rows[span.bar] = rows[span.bar] and value
    return tuple(rows)


def retained(original: Sequence[bool], decoded: Sequence[bool]) -> int:
    """Count the bars found in the original that are found in the decoded audio too."""
    return sum(a and b for a, b in zip(original, decoded, strict=True))
