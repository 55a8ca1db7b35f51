"""Bar-wise chords: which of 24 major and minor triads a bar's chroma resembles most, and is it the right one?

In: audio (S,) or (S, A), its time grid and its chord labels. Out: per bar found or not, and the root that was
picked. The measure is weak in absolute terms (a bass line alone, or drums over pads, rarely show a whole
triad), so it is read against the same measure on true audio: `retention` for codecs, corpus clips for
generated ones.

Source: template matching of chroma by Fujishima 1999, "Realtime chord recognition of musical sound" (ICMC),
binary triads and cosine similarity as in Müller, "Fundamentals of Music Processing", section 5.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.timebase import TimeGrid
from trainer.metrics.signal import mono, resampled

CHROMA_RATE = 22_050
HOP_SAMPLES = 1_024
# Below this share of the clip's loudest chord span (-50 dB in power) a span counts as silent: nothing can be
# found.
SILENT_SHARE = 1e-5
MAJOR, MINOR = (0, 4, 7), (0, 3, 7)


@dataclass(frozen=True)
class ChordSpan:
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


def chord_spans(grid: TimeGrid, chords: ChordProgression) -> list[ChordSpan]:
    """Every chord of every bar; the progression repeats until the bars are full."""
    bar_seconds = grid.meter.quarters_per_bar * 60 / grid.bpm
    spans = []
    for bar in range(grid.bars):
        sharing = chords.bars[bar % len(chords.bars)]
        for index, chord in enumerate(sharing):
            start = (bar + Fraction(index, len(sharing))) * bar_seconds
            end = (bar + Fraction(index + 1, len(sharing))) * bar_seconds
            spans.append(ChordSpan(bar, float(start), float(end), chord))
    return spans


def accepted(chord: Chord) -> frozenset[PickedChord]:
    """The templates that count as this chord: its root and third; both thirds if it has none (sus)."""
    intervals = {(pitch - chord.root) % 12 for pitch in chord.pitch_classes}
    thirds = [minor for interval, minor in ((3, True), (4, False)) if interval in intervals] or [True, False]
    return frozenset(PickedChord(chord.root, minor) for minor in thirds)


def templates() -> NDArray[np.float64]:
    """The 24 triads (24, 12) at unit length: 12 major roots from C, then 12 minor."""
    rows = np.zeros((24, 12))
    for family, triad in enumerate((MAJOR, MINOR)):
        for root in range(12):
            rows[12 * family + root, [(root + interval) % 12 for interval in triad]] = 1 / np.sqrt(3)
    return rows


def chroma(audio: NDArray[np.floating], sample_rate: int) -> NDArray[np.float64]:
    """Chroma energy (12, frames) at `HOP_SAMPLES` of `CHROMA_RATE`, concert pitch."""
    import librosa

    low_rate = resampled(mono(audio), sample_rate, CHROMA_RATE)
    return np.asarray(
        librosa.feature.chroma_stft(
            y=low_rate, sr=CHROMA_RATE, n_fft=8_192, hop_length=HOP_SAMPLES, tuning=0.0, norm=None
        ),
        dtype=np.float64,
    )


def span_chroma(
    audio: NDArray[np.floating], sample_rate: int, spans: Sequence[ChordSpan]
) -> NDArray[np.float64]:
    """Mean chroma (spans, 12) of every span."""
    frames = chroma(audio, sample_rate)
    rows = []
    for span in spans:
        start, end = (
            round(seconds * CHROMA_RATE / HOP_SAMPLES) for seconds in (span.start_seconds, span.end_seconds)
        )
        rows.append(frames[:, start : max(end, start + 1)].mean(axis=1))
    return np.array(rows)


def picked_chords(
    audio: NDArray[np.floating], sample_rate: int, spans: Sequence[ChordSpan]
) -> list[PickedChord | None]:
    """The best of 24 templates per span; None where the span is silent."""
    rows = span_chroma(audio, sample_rate, spans)
    energy = rows.sum(axis=1)
    loudest = float(energy.max(initial=0.0))
    best = (rows @ templates().T).argmax(axis=1)
    return [
        PickedChord(int(index % 12), bool(index >= 12)) if level > SILENT_SHARE * loudest else None
        for index, level in zip(best, energy, strict=True)
    ]


def by_bar(found: Sequence[bool], spans: Sequence[ChordSpan], bars: int) -> list[bool]:
    """A bar is found when every chord that shares it is."""
    rows = [True] * bars
    for value, span in zip(found, spans, strict=True):
        rows[span.bar] = rows[span.bar] and value
    return rows


def chords_found(
    audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, chords: ChordProgression
) -> list[bool]:
    """Per bar, whether root and third of the labelled chord are the best of the 24 triads."""
    spans = chord_spans(grid, chords)
    picked = picked_chords(audio, sample_rate, spans)
    found = [pick in accepted(span.chord) for pick, span in zip(picked, spans, strict=True)]
    return by_bar(found, spans, grid.bars)


def roots_found(
    audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, chords: ChordProgression
) -> list[bool]:
    """Per bar, whether the best triad has the labelled root, whatever its third."""
    spans = chord_spans(grid, chords)
    picked = picked_chords(audio, sample_rate, spans)
    found = [
        pick is not None and pick.root == span.chord.root for pick, span in zip(picked, spans, strict=True)
    ]
    return by_bar(found, spans, grid.bars)


def picked_intervals(
    audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, chords: ChordProgression
) -> list[int | None]:
    """Per chord span, the semitones from the requested root up to the picked one (0 = obeyed, None = silent).

    A model that ignores the chords spreads over all 12 values (more over the key's own: 0, 5 and 7); one that
    obeys peaks at 0.
    """
    spans = chord_spans(grid, chords)
    picked = picked_chords(audio, sample_rate, spans)
    return [
        None if pick is None else (pick.root - span.chord.root) % 12
        for pick, span in zip(picked, spans, strict=True)
    ]


def retained(original: Sequence[bool], decoded: Sequence[bool]) -> tuple[int, int]:
    """(bars found in both, bars found in the original): numerator and denominator of the retention."""
    both = sum(a and b for a, b in zip(original, decoded, strict=True))
    return both, sum(original)
