"""A piece of music as its players see it: what a request and its words leave open, decided by the seed.

Between `request_score.py`, which seats the players, and `writing.py`, where each of them writes a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.chords.modal_progressions import tonic_under
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
from musiccm_daw.composer.style_choice import style_of
from musiccm_daw.composer.style_chords import chord_scale, named_scale, style_chords
from musiccm_daw.harmony import MODES, Chord, ChordProgression, Key, estimate_key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import drawn_index
from musiccm_daw.scales import SCALES

_MORE_SWING = 0.2
"""Of a style that swings anyway, where swing is asked for."""
_MAJOR_THIRD = 4
"""Semitones."""


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
    scale: tuple[int, ...]
    """Pitch classes of the scale that is asked for by its name, from the tonic up; none for the key's own."""
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
        if brief.scale is not None and key is not None and chords is not None and _is_estimated(request):
            key = replace(key, tonic=tonic_under(chords, named_scale(brief, key) or ""))
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
            _scale_of(brief, style, key, chords),
            phrases,
            ending,
            shape,
            spans,
            sounding(spans, key),
            feel,
            end,
            read,
        )

    def chord_at(self, quarters: float) -> Chord:
        """Return the chord that sounds at a place, or the last one before it."""
        bar = min(max(0, int(quarters / float(self.request.meter.quarters_per_bar) + 1e-6)), len(self.sounding) - 1)
        spans = self.sounding[bar]
        return next((span.chord for span in reversed(spans) if span.start <= quarters + 1e-6), spans[0].chord)

    @property
    def scale_of_tunes(self) -> bool:
        """Whether the scale is for tunes alone, over chords and basses of a style."""
        return self.brief.scale is not None and chord_scale(self.brief, self.key) is None

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


def _is_estimated(request: GenerationRequest) -> bool:
    """Return whether the key of a request is a guess from its chords."""
    return (
        request.sources.get("key") in (None, "chords") and request.chords is not None and not request.chords.is_silent
    )


def _scale_of(brief: Brief, style: Style, key: Key, chords: ChordProgression) -> tuple[int, ...]:
    """Return the scale that a prompt names, or that of klezmer's major chord on the tonic of a minor key."""
    name = named_scale(brief, key)
    if name is None and style.name == "klezmer" and key.mode == "minor":
        first = chords.bars[0][0]
        freygish = first.root == key.tonic and (key.tonic + _MAJOR_THIRD) % 12 in first.pitch_classes
        name = "phrygian_dominant" if freygish else None
    if name is None and key.mode == "major" and any(player.stand_in == "bagpipes" for player in brief.players):
        # Their seventh is a whole tone below the tonic.
        name = "mixolydian"
    return () if name is None else SCALES[name].on(key.tonic)
