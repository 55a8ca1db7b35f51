"""A clip to be edited: its samples, and what its file states about the music.

`writers.read_clip` makes it from a file; `resolve_edit` asks it for its length in bars, and `engine.editing` takes its
audio. Free of torch; nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import MAX_BARS, Meter, TimeGrid, format_bpm, round_half_up
from musiccm_daw.wording import counted

LENGTH_TOLERANCE_SECONDS = Fraction(5, 1000)
"""How far a clip may be from whole bars: programs round bars and beats to frames or milliseconds, and errors add up."""


@dataclass(frozen=True)
class ClipFacts:
    """What a file states about its music; None for what it does not state.

    Attributes:
        prompt: what was asked for, facts included.
        words: the words that the model was conditioned on.
        role: of the stem, one of `ROLES`.
        name: beginning of its file name.
        seed: that it was made with.
        stems: as its take was asked for them: those that sum to it, or the one that it is; empty for any other clip.
        by_parts: whether those are the parts of its score.
        density: that its notes were asked to have.
        energy: that it was asked to have.
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
    seed: int | None = None
    stems: tuple[StemRequest, ...] = ()
    by_parts: bool = False
    density: float | None = None
    energy: float | None = None


@dataclass(frozen=True)
class ClipTags:
    """What people and their programs have written into a clip's file for others to see; an edit keeps it.

    Attributes:
        texts: title, artist, copyright and the like, by their names or ids in `LIST`/`INFO`.
        markers: the frame of each, and its label; without those of bars, which are counted anew.
        id3: the tag of players, as it is.
        tonic: the pitch class of the root note by which hosts transpose.
        time_reference: where the clip lies on its recorder's timeline, in frames.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    markers: tuple[tuple[int, str], ...] = ()
    id3: bytes | None = None
    tonic: int | None = None
    time_reference: int = 0

    def at_rate(self, old_hz: int, new_hz: int) -> ClipTags:
        """Return the tags with frames counted at another sample rate."""
        if old_hz == new_hz:
            return self
        markers = tuple((round(frame * new_hz / old_hz), label) for frame, label in self.markers)
        return replace(self, markers=markers, time_reference=round(self.time_reference * new_hz / old_hz))


@dataclass(frozen=True, eq=False)
class SourceClip:
    """A clip as read from its file.

    Attributes:
        path: of its file, absolute.
        sha256: of its file, in hex.
        audio: (S, A) float32, full scale 1, one or two channels.
        sample_rate: in Hz.
        subtype: the narrowest of our sample formats that holds the audio exactly.
        facts: what else the file states.
        remarks: what of the file could not be read, or not exactly, one line each.
        tags: what an edit keeps of the file besides.
        score: what it plays; None where nobody knows.
        parts: the stems whose sum it is, in the order of `facts.stems`; empty for a clip that is one sound.
    """

    path: Path
    sha256: str
    audio: NDArray[np.float32]
    sample_rate: int
    subtype: str
    facts: ClipFacts = field(default_factory=ClipFacts)
    remarks: tuple[str, ...] = ()
    tags: ClipTags = field(default_factory=ClipTags)
    score: Score | None = None
    parts: tuple[SourceClip, ...] = ()

    def bars(self, bpm: Fraction, meter: Meter) -> int:
        """Return how many bars the clip lasts.

        Raises:
            RequestError: it does not last a whole number of bars, or too many.
        """
        exact = Fraction(len(self.audio), self.sample_rate) * bpm / 60 / meter.quarters_per_bar
        bars = round_half_up(exact)
        tempo = f"{meter} at {format_bpm(bpm)} bpm"
        if not 1 <= bars <= MAX_BARS:
            raise RequestError(
                f"{self.name} lasts {float(exact):.2f} bars of {tempo}; give a clip of 1 to {MAX_BARS} bars"
            )
        off = abs(len(self.audio) - TimeGrid(bpm, meter, bars).total_samples(self.sample_rate))
        if off > LENGTH_TOLERANCE_SECONDS * self.sample_rate:
            raise RequestError(
                f"{self.name} lasts {float(exact):.3f} bars of {tempo}, not a whole number; cut it on a bar line, or "
                "set bpm and meter to those that it has"
            )
        return bars

    def on_grid(self, grid: TimeGrid) -> NDArray[np.float32]:
        """Return the audio (S, A), with exactly as many frames as a grid has.

        The few frames by which `bars` lets a clip differ are cut from its end, or its last frame is repeated.
        """
        frames = grid.total_samples(self.sample_rate)
        missing = max(0, frames - len(self.audio))
        return np.pad(self.audio[:frames], ((0, missing), (0, 0)), mode="edge")

    def fitted(self, grid: TimeGrid) -> str | None:
        """Return in words what `on_grid` does to the length of the clip; None where it fits."""
        off = len(self.audio) - grid.total_samples(self.sample_rate)
        if off == 0:
            return None
        samples = counted(abs(off), "sample")
        bars = counted(grid.bars, "bar")
        if off > 0:
            return f"it is {samples} longer than {bars}, and is cut at its end"
        return f"it is {samples} shorter than {bars}, and its last sample is repeated"

    @property
    def name(self) -> str:
        """The file's name, quoted for messages."""
        return quoted(self.path.name)
