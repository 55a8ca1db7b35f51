"""Notes in samples, and legato lines of notes: what the synthesised voices play. No sound is made here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.corpus.sound.oscillators import pitch_hz, seconds


@dataclass(frozen=True)
class LineNote:
    """A note in samples; `level` is its velocity, 0 to 1."""

    start: int
    length: int
    pitch: int
    level: float


@dataclass(frozen=True)
class Line:
    """Notes of one voice, each beginning before the last one ends; their `start` counts from the line's own start."""

    start: int
    length: int
    notes: tuple[LineNote, ...]

    @classmethod
    def of(cls, notes: list[LineNote]) -> Line:
        """Build a line from notes in time order."""
        start = notes[0].start
        inner = tuple(LineNote(note.start - start, note.length, note.pitch, note.level) for note in notes)
        # One voice plays one note at a time, so an earlier, longer note does not outlast the last one.
        return cls(start, inner[-1].start + inner[-1].length, inner)

    def frequencies(self, samples: int, glide_seconds: float) -> float | np.ndarray:
        """Return the frequency of each sample; one number if the pitch never changes."""
        if len(self.notes) == 1:
            return pitch_hz(self.notes[0].pitch)
        pitches = np.full(samples, float(self.notes[0].pitch))
        glide = max(seconds(glide_seconds), 1)
        for before, note in zip(self.notes, self.notes[1:], strict=False):
            ramp = min(glide, samples - note.start)
            pitches[note.start :] = note.pitch
            pitches[note.start : note.start + ramp] -= (note.pitch - before.pitch) * (1 - np.arange(ramp) / glide)
        return np.asarray(440.0 * 2.0 ** ((pitches - 69) / 12))

    def levels(self, samples: int) -> np.ndarray:
        """Return the velocity of each sample, 0 to 1, each change spread over 5 ms."""
        points = [0]
        values = [self.notes[0].level]
        for note in self.notes[1:]:
            points += [note.start, note.start + seconds(0.005)]
            values += [values[-1], note.level]
        return np.interp(np.arange(samples), points, values).astype(np.float32)
