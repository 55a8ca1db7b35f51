"""A piece of music as its players see it: what a request and its words leave open, decided by the seed.

Between `request_score.py`, which seats the players, and `writing.py`, where each of them writes a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.performance import Feel
from musiccm_daw.composer.plan import (
    Phrase,
    ReadBrief,
    chord_spans,
    entrance_bar,
    phrases_of,
    shape_of,
    sounding,
    with_ending,
)
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.steering import Steering
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.sheet import ChordSpan, Style
from musiccm_daw.composer.style_choice import style_chords, style_of
from musiccm_daw.harmony import MODES, Key, estimate_key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import drawn_index

_MORE_SWING = 0.2
"""Of a style that swings anyway, where swing is asked for."""


@dataclass(frozen=True)
class Seeds:
    """What a piece is drawn from: one seed, or several where it goes on from another piece.

    Attributes:
        form: of sections, swing and who plays.
        motifs: of the patterns that phrases of one name share.
        chance: of everything else.
    """

    form: int
    motifs: int
    chance: int

    @classmethod
    def of(cls, seed: int) -> Seeds:
        """Return one seed for everything."""
        return cls(seed, seed, seed)


@dataclass(frozen=True)
class Piece:
    """A request with what has been decided for all its players."""

    request: GenerationRequest
    seeds: Seeds
    brief: Brief
    """The words alone, which choose the style and the players."""
    steered: Brief
    """The same, with the request's numbers above what the words ask of all players."""
    style: Style
    key: Key
    phrases: tuple[Phrase, ...]
    ending: Phrase | None
    """The last bar of a piece that ends; None in a loop."""
    shape: str | None
    """Of the brief, unless the form has it."""
    spans: list[list[ChordSpan]]
    sounding: list[list[ChordSpan]]
    """The same with a chord in every one."""
    feel: Feel
    end: float
    """Length in quarters."""
    read: ReadBrief
    """Reads the stems' own words."""

    @classmethod
    def of(cls, request: GenerationRequest, seeds: Seeds, brief: Brief, read: ReadBrief) -> Piece:
        """Decide what the request and its words leave open."""
        style, seed = style_of(brief), seeds.form
        chords, key = request.chords, request.key
        if key is None and chords is not None and not chords.is_silent:
            key = estimate_key(chords)
        if key is None:
            # Nobody asked for harmony: the notes need one, but it is not stated.
            keys = [Key(tonic, mode) for mode in MODES for tonic in range(12)]
            key = keys[drawn_index("key", seed, len(keys))]
        if chords is None:
            ends = not (request.loop or request.sections)
            chords = style_chords(brief, key, request.meter, seed, request.bars, ends=ends)
        swing = round(Random(f"swing {style.name} {seed}").uniform(*style.swing), 2)
        if brief.swing is not None:
            swing = max(brief.swing, min(1.0, swing + _MORE_SWING)) if brief.swung else brief.swing
        # In 6/8 and 7/8, pairs of 8ths cross the beat: swing would fall apart.
        swing = swing if request.meter.denominator <= 4 else 0.0
        feel = Feel(float(request.bpm), swing, style.swing_unit, style.looseness)
        phrases, ending = phrases_of(request, brief, seed, read), None
        shape = shape_of(brief, phrases)
        if not request.loop:
            phrases, ending = with_ending(phrases)
        spans, end = chord_spans(request, chords), float(request.grid.total_quarters)
        numbers = Steering(density=request.density, energy=request.energy)
        numbered = replace(brief, steering=numbers.over(brief.steering))
        return cls(
            request,
            seeds,
            brief,
            numbered,
            style,
            key,
            phrases,
            ending,
            shape,
            spans,
            sounding(spans, key),
            feel,
            end,
            read,
        )

    def entrance(self, seat: Seat, band: Sequence[Seat]) -> float:
        """Return where a player enters, in quarters; somebody plays from the beginning."""
        bars = {other.name: self._entrance_bar(other) for other in band}
        if seat.name not in bars or bars[seat.name] == min(bars.values()):
            return 0.0
        return bars[seat.name] * float(self.request.meter.quarters_per_bar)

    def _entrance_bar(self, seat: Seat) -> int:
        if seat.player.enters:
            return entrance_bar(seat.player.enters, self.phrases, self.request.bars)
        return self.request.bars // 2 if self.brief.band_enters and not seat.named else 0
