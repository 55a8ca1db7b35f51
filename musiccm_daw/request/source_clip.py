"""A clip to be edited: its samples, and what its file says of itself.

Made by the reader of the writers' floor, used by `edit_request` (how many bars is it?) and `editing` (what sounded?).
Free of torch; nothing here opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import MAX_BARS, Meter, TimeGrid, format_bpm, round_half_up

LENGTH_TOLERANCE_SECONDS = Fraction(5, 1000)
"""How far a clip may be from whole bars: programs round bars and beats to frames or milliseconds, and add them up."""


@dataclass(frozen=True)
class ClipFacts:
    """What a file says of its music; None where it says nothing.

    Attributes:
        prompt: what its maker asked for, facts included.
        words: what the model was told.
        role: the stem that it is, one of `ROLES`.
        name: start of its file name.
    """

    bpm: Fraction | None = None
    meter: Meter | None = None
    key: Key | None = None
    chords: ChordProgression | None = None
    loop: bool | None = None
    prompt: str | None = None
    words: str | None = None
    role: str | None = None
    name: str | None = None


@dataclass(frozen=True, eq=False)
class SourceClip:
    """A clip as it was read.

    Attributes:
        path: of its file, absolute.
        sha256: of its file, in hex.
        audio: (S, A) float32, full scale 1, one or two channels; samples of 24 bits and less are exact.
        sample_rate: in Hz.
        subtype: how the file stores samples, in libsndfile's words.
        facts: what else the file says.
    """

    path: Path
    sha256: str
    audio: NDArray[np.float32]
    sample_rate: int
    subtype: str
    facts: ClipFacts = field(default_factory=ClipFacts)

    def bars(self, bpm: Fraction, meter: Meter) -> int:
        """How many bars the clip lasts.

        Raises:
            RequestError: it is not a whole number of them, or too many.
        """
        exact = Fraction(len(self.audio), self.sample_rate) * bpm / 60 / meter.quarters_per_bar
        bars = round_half_up(exact)
        tempo = f"{meter} at {format_bpm(bpm)} bpm"
        if not 1 <= bars <= MAX_BARS:
            raise RequestError(
                f"{self.name} lasts {float(exact):.2f} bars of {tempo}; a clip has 1 to {MAX_BARS} whole bars"
            )
        off = abs(len(self.audio) - TimeGrid(bpm, meter, bars).total_samples(self.sample_rate))
        if off > LENGTH_TOLERANCE_SECONDS * self.sample_rate:
            raise RequestError(
                f"{self.name} lasts {float(exact):.3f} bars of {tempo}, not a whole number; cut it on a bar line, or "
                "set bpm and meter to those that it has"
            )
        return bars

    def on_grid(self, grid: TimeGrid) -> NDArray[np.float32]:
        """Audio (S, A) of exactly the frames of a grid.

        The few frames by which `bars` lets a clip be off are left out at its end, or its last one is held.
        """
        frames = grid.total_samples(self.sample_rate)
        missing = max(0, frames - len(self.audio))
        return np.pad(self.audio[:frames], ((0, missing), (0, 0)), mode="edge")

    @property
    def name(self) -> str:
        """The file as messages name it."""
        return quoted(self.path.name)
