"""A band: the passage that each player writes in, with what the players whom it follows play there.

Between `writing.py`, where each of them writes a part, and `phrase_writers.py`. What a player follows is written from
the seats of the others, once for all who follow it, so that a part does not depend on who else is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from random import Random

from musiccm_daw.composer.chords import chord_rhythms
from musiccm_daw.composer.choruses import CHORUSES, fuller_motifs
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles.bonds import FOLLOWING
from musiccm_daw.composer.ensembles.counter_melody import answers_tune
from musiccm_daw.composer.ensembles.doubling import doubled_by
from musiccm_daw.composer.ensembles.members import BELOW_TUNE, STABBED
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.layering import (
    BREAKS,
    FEWEST_PLAYERS,
    GATHERING,
    THINNING,
    bars_played,
    gathering_order,
    kept_for_chorus,
    resting_in_break,
)
from musiccm_daw.composer.performance import one_voice
from musiccm_daw.composer.phrase_writers import is_seat_of, phrase_writer
from musiccm_daw.composer.piece import Piece
from musiccm_daw.composer.plan import USUAL_ENERGY, Phrase, arrives, bare_name, passage_of
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.registers import in_order, rings, strikes
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.tunes.soloists import foreground, tune_seat
from musiccm_daw.composer.ways.hands import ONE_VOICED
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Note

_KICKS = frozenset({grooves.SOUNDS["kick"]})
_ACCENTS, _ACCENTED = frozenset({grooves.SOUNDS["kick"], grooves.SOUNDS["snare"]}), 80
"""What horns play with, from that velocity on."""
_VERSE = "verse"
_FOLLOWED_BARS = 2
"""Bars of the drums that others play with; fills come later."""
_RINGS = 1.0
"""Quarters from which a picked string is as good as a held one to those who choose their chords beside it."""


@dataclass(frozen=True)
class _Chords:
    """What the chord players who choose before another one play, and where they strike chords."""

    notes: tuple[Note, ...] = ()
    struck: frozenset[float] = frozenset()


class Band:
    """The players of a piece.

    Args:
        piece: that they play.
        seats: in the order in which they sit. Others may play along who are not of the band, as the player of a stem
            with words of its own is.
    """

    def __init__(self, piece: Piece, seats: Sequence[Seat]) -> None:
        self.piece = piece
        self.seats = tuple(seats)
        # What players follow of each other, by name and first bar of a phrase.
        self._chords: dict[tuple[str, int], _Chords] = {}
        self._tunes: dict[tuple[str, int], tuple[Note, ...]] = {}
        self._voices: dict[tuple[str, int], tuple[Note, ...]] = {}
        self._drums: dict[tuple[int, int], list[Note]] = {}

    def writer(self, seat: Seat, brief: Brief, phrase: Phrase) -> Writer:
        """Return how a player writes a phrase."""
        return phrase_writer(seat, brief, phrase, self.piece, self.seats)

    def passage(self, seat: Seat, brief: Brief, phrase: Phrase, writer: Writer) -> Passage:
        """Return the passage of a player, with what the given writer follows of the others."""
        passage = self.passage_alone(self._with_motifs(phrase, seat, brief), seat)
        if strikes(writer) is not None:
            chords = self._chords_before(seat, phrase)
            passage = replace(passage, beside=chords.notes, struck=chords.struck)
        if seat.role == "bass":
            bars = phrase.bars if "locked" in seat.player.ways else _FOLLOWED_BARS
            passage = replace(passage, kicks=self._struck(phrase, _KICKS, bars=bars))
            passage = replace(passage, tune=self._riff(phrase, seat))
        elif seat.role in ("brass", "lead"):
            passage = replace(passage, accents=self._struck(phrase, _ACCENTS, softest=_ACCENTED))
        if BELOW_TUNE & set(seat.player.ways) or answers_tune(writer):
            passage = replace(passage, tune=self._tune(phrase, seat))
            if not FOLLOWING & set(seat.player.ways):
                # Who is bound to the tune makes room for nobody.
                passage = replace(passage, beside=self._voices_above(seat, phrase))
        return passage

    def passage_alone(self, phrase: Phrase, seat: Seat) -> Passage:
        """Return the passage of a player alone, without anything of the others but the kick under a guitar."""
        piece = self.piece
        motifs, chance = (f"{piece.style.name} {seed} {seat.name}" for seed in (piece.seeds.motifs, piece.seeds.chance))
        if seat.role not in UNPITCHED_ROLES:
            # A bansuri does not sing what a harmonica sings, nor in Dorian what it sings in major.
            motifs = f"{motifs} {seat.player.stand_in or seat.instrument} {piece.brief.scale or piece.key.mode}"
        if seat.instrument in ONE_VOICED and STABBED & set(seat.player.ways) and seat.role != "bass":
            # Horns that stab are one section.
            motifs = f"{piece.style.name} {piece.seeds.motifs} horns"
        pitches = (seat.can.lowest, seat.can.highest)
        under = seat.role == "bass" and len(self.seats) > 1
        scale = () if piece.scale_of_tunes and under else piece.scale
        passage = passage_of(phrase, piece.request, piece.key, piece.sounding, pitches, motifs, chance, scale)
        # Riffs lie on the kick, whoever hears them.
        kicks = self._struck(phrase, _KICKS) if seat.role == "guitar" else frozenset()
        return replace(passage, arrives=arrives(phrase, piece.phrases), kicks=kicks)

    def plays_in(self, phrase: Phrase, seat: Seat, label: str) -> bool:
        """Return whether a player plays in a phrase.

        Args:
            phrase: of the piece.
            seat: the player's.
            label: by which a section's stems know the player.
        """
        return bool(self.bars_in(phrase, seat, label))

    def bars_in(self, phrase: Phrase, seat: Seat, label: str) -> range:
        """Return the bars of a phrase, from 0, in which a player plays: not all of an intro, verse, break or outro.

        Arguments as of `plays_in`.
        """
        if not self._may_play(phrase, seat, label):
            return range(0)
        section = [other for other in self.piece.phrases if other.section == phrase.section]
        if phrase not in section or not self._is_layered(phrase, seat):
            return range(phrase.bars)
        if seat.name in self._kept:
            return range(0)
        if phrase.section == self._lifted_verse:
            return range(phrase.bars)
        if bare_name(phrase.name) in BREAKS:
            return range(0) if self._rests(phrase, seat) else range(phrase.bars)
        first = section[0].first_bar
        others = [other for other in self._gathering if other.name not in self._kept]
        able = [other.name for other in others if self._may_play(phrase, other, other.name)]
        played = bars_played(
            able.index(seat.name),
            able=len(able),
            band=len(others),
            section=bare_name(phrase.name),
            bars=sum(other.bars for other in section),
        )
        before = phrase.first_bar - first
        return range(max(0, played.start - before), max(0, min(phrase.bars, played.stop - before)))

    def _rests(self, phrase: Phrase, seat: Seat) -> bool:
        """Return whether a player rests in a break so that not everybody plays there."""
        everybody = all(self._may_play(phrase, other, other.name) for other in self._gathering)
        resting = resting_in_break(self._gathering) if everybody else None
        return resting is not None and seat.name == resting.name

    @cached_property
    def _gathering(self) -> list[Seat]:
        """The band without effects and guests, in the order in which it gathers in an intro."""
        style = self.piece.style
        random = Random(f"{style.name} {self.piece.seeds.form} gathering")
        band = [seat for seat in self.seats if seat.role != "fx" and not seat.guest]
        return gathering_order(band, style.form, random)

    @cached_property
    def _lifted_verse(self) -> int | None:
        """Number of the first verse, if a chorus follows in a piece that ends."""
        phrases = self.piece.phrases
        verse = next((at for at, phrase in enumerate(phrases) if bare_name(phrase.name) == _VERSE), len(phrases))
        lifts = any(bare_name(phrase.name) in CHORUSES for phrase in phrases[verse:])
        return phrases[verse].section if lifts and not self.piece.request.loop else None

    @cached_property
    def _kept(self) -> frozenset[str]:
        """Names of those who are kept for the chorus."""
        style = self.piece.style
        if self._lifted_verse is None or style.form == "arc" or style.polyphonic:
            return frozenset()
        return frozenset(seat.name for seat in kept_for_chorus(self._gathering))

    def _is_layered(self, phrase: Phrase, seat: Seat) -> bool:
        """Return whether a player may rest in bars of a phrase, where nobody has asked otherwise."""
        words, piece = phrase.words, self.piece
        asked = phrase.stems is not None or any(is_seat_of(player, seat) for player in words.players)
        loud = (words.steering.energy or 0.0) > USUAL_ENERGY
        waits = piece.brief.band_enters or bool(seat.player.enters)
        # A loop would thin out each time round, unless an intro or outro is asked for.
        goes_round = piece.request.loop and not (piece.brief.form or piece.request.sections)
        if seat.asked_for or asked or loud or waits or goes_round or len(piece.phrases) == 1:
            return False
        joined = any(other.name == seat.name for other in self._gathering)
        breaks = bare_name(phrase.name) in BREAKS and piece.style.form != "arc"
        layered = bare_name(phrase.name) in (GATHERING, THINNING) or breaks or phrase.section == self._lifted_verse
        return joined and layered and len(self._gathering) >= FEWEST_PLAYERS

    def _may_play(self, phrase: Phrase, seat: Seat, label: str) -> bool:
        """Return whether a player plays as a phrase's section says, else as the style's band rests in quiet ones."""
        words = phrase.words
        if phrase.stems is not None:
            return label in phrase.stems
        if seat.role in words.without_roles or seat.instrument in words.without_instruments:
            return False
        if any(is_seat_of(player, seat) for player in words.players):
            return True
        if seat.guest or (words.players and (words.only or words.size == len(words.players))):
            return False
        phrases = self.piece.phrases
        if seat.asked_for or seat.layer is None or len(self.seats) < FEWEST_PLAYERS or len(phrases) == 1:
            return True
        highest = max(other.energy for other in phrases)
        # Somebody always plays.
        least = min(0.0 if other.asked_for or other.layer is None else other.layer.floor for other in self.seats)
        return seat.layer.floor <= max(least, phrase.energy) or phrase.energy == highest

    def _chords_before(self, seat: Seat, phrase: Phrase) -> _Chords:
        """Return the chords of the players who choose before a chord player, also of those who rest in the phrase.

        Otherwise a motif would change where it returns.
        """
        chords = _Chords()
        joined = any(other.name == seat.name for other in self.seats)
        for other in in_order(self.seats):
            if other.name == seat.name:
                break
            if joined:
                key = (other.name, phrase.first_bar)
                if key not in self._chords:
                    self._chords[key] = self._with_chords_of(other, phrase, chords)
                chords = self._chords[key]
            elif other.role != seat.role:
                chords = self._with_chords_of(other, phrase, chords)
        return chords

    def _with_chords_of(self, other: Seat, phrase: Phrase, before: _Chords) -> _Chords:
        """Return chords with those of one more player, who avoids the ones before."""
        write = self.writer(other, self.piece.steered, phrase)
        struck = strikes(write)
        passage = self.passage_alone(self._with_motifs(phrase, other, self.piece.steered), other)
        if struck is None:
            ringing = [note for note in write(passage) if note.duration_quarters >= _RINGS] if rings(write) else []
            return replace(before, notes=(*before.notes, *ringing))
        notes = write(replace(passage, beside=before.notes, struck=before.struck))
        starts = chord_rhythms.chord_starts(notes) if struck else ()
        return _Chords((*before.notes, *notes), before.struck.union(starts))

    def _struck(
        self, phrase: Phrase, sounds: frozenset[int], softest: int = 1, bars: int = _FOLLOWED_BARS
    ) -> frozenset[float]:
        """Return where the drummer strikes some sounds in the first bars of a phrase, no softer than a velocity."""
        drummer = next((seat for seat in self.seats if seat.role == "drums"), None)
        if drummer is None or not self.plays_in(phrase, drummer, drummer.name):
            return frozenset()
        own = self._with_motifs(phrase, drummer, self.piece.steered)
        short = replace(own, bars=min(bars, phrase.bars))
        passage = self.passage_alone(short, drummer)
        key = (phrase.first_bar, short.bars)
        if key not in self._drums:
            self._drums[key] = self.writer(drummer, self.piece.steered, short)(passage)
        struck = [n for n in self._drums[key] if n.pitch in sounds and n.velocity >= softest]
        return frozenset(round(note.start_quarters - passage.start, 3) for note in struck)

    def _tune(self, phrase: Phrase, seat: Seat) -> tuple[Note, ...]:
        """Return what the player above the other voices of an ensemble writes for a phrase."""
        others = [other for other in self.seats if other.name != seat.name]
        top = doubled_by(seat, others, self.piece.style) or foreground(others) or tune_seat(others)
        if top is None or not self.plays_in(phrase, top, top.name):
            return ()
        key = (top.name, phrase.first_bar)
        if key not in self._tunes:
            passage = self.passage_alone(self._with_motifs(phrase, top, self.piece.steered), top)
            passage = replace(passage, accents=self._struck(phrase, _ACCENTS, softest=_ACCENTED))
            notes = self.writer(top, self.piece.steered, phrase)(passage)
            self._tunes[key] = tuple(one_voice(notes, lowest=top.role == "bass"))
        return self._tunes[key]

    def _riff(self, phrase: Phrase, seat: Seat) -> tuple[Note, ...]:
        """Return what the player writes for a phrase whom a bass doubles."""
        leader = doubled_by(seat, self.seats, self.piece.style)
        if leader is None or not self.plays_in(phrase, leader, leader.name):
            return ()
        brief = self.piece.steered
        writer = self.writer(leader, brief, phrase)
        return tuple(writer(self.passage(leader, brief, phrase, writer)))

    def _voices_above(self, seat: Seat, phrase: Phrase) -> tuple[Note, ...]:
        """Return what the inner voices write who sit before a voice of an ensemble, with the tune."""
        above: tuple[Note, ...] = ()
        for other in takewhile(lambda other: other.name != seat.name, self.seats):
            if BELOW_TUNE & set(other.player.ways):
                key = (other.name, phrase.first_bar)
                if key not in self._voices:
                    passage = self.passage_alone(self._with_motifs(phrase, other, self.piece.steered), other)
                    passage = replace(passage, tune=self._tune(phrase, seat), beside=above)
                    self._voices[key] = tuple(self.writer(other, self.piece.steered, phrase)(passage))
                above += self._voices[key]
        return above

    def _with_motifs(self, phrase: Phrase, seat: Seat, brief: Brief) -> Phrase:
        """Return a phrase, a chorus with motifs in which the player is as full as in the verse."""
        phrases = self.piece.phrases
        verse = next((other.name for other in phrases if bare_name(other.name) == _VERSE), None)
        if verse is None or bare_name(phrase.name) not in CHORUSES or seat.role == "fx":
            return phrase
        # All choruses of a piece are alike.
        first = next(other for other in phrases if other.name == phrase.name)
        writer = self.writer(seat, brief, first)

        def write(theme: str) -> list[Note]:
            return writer(self.passage_alone(replace(first, motifs=theme), seat))

        kit = INSTRUMENTS[seat.instrument].is_kit
        return replace(phrase, motifs=fuller_motifs(phrase.name, verse, write, kit=kit))
