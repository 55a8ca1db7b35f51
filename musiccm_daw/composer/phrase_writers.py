"""How a player writes a phrase: as its section's words say, else the prompt, else the style.

Between `writing.py` and the players' own files: of the ways to play that are asked for (`ways/`) and the style's own
writer one is chosen, put into the player's register, and steered by the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses import bound
from musiccm_daw.composer.basses.clave import on_clave
from musiccm_daw.composer.breathing import Breath, breathing
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.brushes import brushes
from musiccm_daw.composer.drums.percussion_sounds import named_percussion
from musiccm_daw.composer.drums.slow_grooves import unhurried
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.bonds import FOLLOWING
from musiccm_daw.composer.ensembles.doubling import doubled_by
from musiccm_daw.composer.ensembles.members import ACCOMPANYING
from musiccm_daw.composer.piece import Piece
from musiccm_daw.composer.plan import Phrase
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.pedal_note import pedal_note
from musiccm_daw.composer.reading.players import DRUM_WAYS, TURNS, Player
from musiccm_daw.composer.reading.steering import AS_WRITTEN, UNSTEERED, Steering
from musiccm_daw.composer.registers import both_hands, placed, right_hand, rooted
from musiccm_daw.composer.seating import Seat
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.style_choice import DEFAULT_STYLE
from musiccm_daw.composer.tunes.comfortable_ranges import at_ease
from musiccm_daw.composer.tunes.soloists import foreground, has_chords_alone, tune_seat
from musiccm_daw.composer.tunes.style_tunes import style_tune
from musiccm_daw.composer.ways.driving import driving
from musiccm_daw.composer.ways.drum_ways import Around, are_all, drum_writer
from musiccm_daw.composer.ways.hands import ONE_VOICED, Hands
from musiccm_daw.composer.ways.pitched_ways import way_writer
from musiccm_daw.composer.ways.relation_ways import beside_tune
from musiccm_daw.composer.ways.steered_writers import kept_steady, steered
from musiccm_daw.composer.ways.techniques import in_turn
from musiccm_daw.composer.ways.turns_of_players import turn_of
from musiccm_daw.score.note import Note

_CALM_ENERGY = 0.6
_SLOW_PACES = ("ballad", "slow")
_RIGHT_HAND_WAYS = {"stabs", "offbeat", "inner", "low_inner", "right_hand"}
"""Ways to play chords that need no left hand."""
_QUIET_FILL_STYLES = 0.3
"""Styles whose chance of a fill is below this seldom have one at the end of a loop either."""
_PACES = {"half_time": 0.5, "half_speed": 0.5, "double_time": 2.0}
"""Of all but drummers, who have grooves for them."""
_VOICES = {2: ("", "ground"), 3: ("", "low_inner", "ground"), 4: ("", "inner", "low_inner", "ground")}
"""Of two to four singers or players of a chorale, from the highest; who has none of these ways is the highest."""
_FEW_NOTES = {"long_notes", "gymnopedie"}
_TUNES = {"melody", "solo", "riff", "ostinato"}
"""Ways of those who are asked for a tune whoever else has one."""
_CHOPPED = {"stabs", "offbeat", "chords"}
"""Ways in which the chord players of looped styles repeat one figure."""


def phrase_writer(seat: Seat, brief: Brief, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> Writer:
    """Return how a player of a band writes a phrase.

    Args:
        seat: the player's, who need not be of the band.
        brief: that the player reads.
        phrase: its section may have words of its own.
        piece: of music.
        band: all who play.
    """
    if seat.role == "fx":
        return _effect_writer(seat, piece)
    asked = next((player for player in phrase.words.players if is_seat_of(player, seat)), None)
    ways = tuple(asked.ways if asked is not None and asked.ways else seat.player.ways)
    shared = (*phrase.words.ways, *brief.ways)
    steering = steering_of(phrase, asked, seat.player, brief)
    steady = brief.steady or phrase.words.steady
    own = None if seat.layer is None else seat.layer.write
    if seat.role in ("drums", "percussion") and own is not None:
        ways = (*ways, *(way for way in shared if way in DRUM_WAYS))
        own = unhurried(own, piece.style, float(piece.request.bpm), ballad=brief.pace in _SLOW_PACES)
        write = brushes if _swishes(seat, brief, piece) else _with_fills(own, phrase, piece)
        write = kept_steady(write) if steady else write
        if seat.role == "percussion":
            shaped = (*ways, brief.shape) if brief.shape is not None else ways
            return steered(named_percussion(write, seat.player.words, shaped), steering, seat.can, _pace(ways))
        player = seat.player if asked is None else replace(seat.player, pieces=(*seat.player.pieces, *asked.pieces))
        around = _around(brief, phrase, piece, band)
        if are_all(player, ways, around):
            # What is left of a kit to a few sounds is sparse as it is.
            steering = _as_sparse(steering)
        without = brief.without_pieces | phrase.words.without_pieces
        write = steered(drum_writer(write, player, ways, without, around), steering, seat.can)
        return partial(_rolled, write=write) if phrase.rises else write
    pace = _pace((*ways, *shared))
    ways = (*ways, *(way for way in shared if way not in DRUM_WAYS and seat.player.can(way)))
    ways = _with_bebop(_with_voice(ways, seat, band), seat, brief, band)
    if FOLLOWING & set(ways):
        # Who follows has the density, the lengths and the pace of whom it follows already.
        steering, pace = replace(steering, density=None, length=None), 1.0
        ways = tuple(way for way in ways if way != "rests")
    if "tremolo_picking" in ways:
        # What is picked twice as fast is no tune at twice its pace.
        pace = min(pace, 1.0)
    if _FEW_NOTES & set(ways):
        steering = _as_sparse(steering)
    turn = turn_of(seat, band)
    if turn is not None:
        ways = tuple(way for way in ways if way not in TURNS)
    write = _pitched_writer(seat, ways, steering, brief, phrase, piece, band)
    looped = piece.style.looped and bool(_CHOPPED & set(ways))
    write = kept_steady(write) if looped or steady else write
    if turn is not None:
        write = partial(in_turn, write=write, at=turn[0], of=turn[1])
    write = steered(write, steering, seat.can, pace)
    breath = breath_of(seat, piece, band)
    return write if breath is None else partial(breathing, write=write, breath=breath)


def _as_sparse(steering: Steering) -> Steering:
    """Return how a player is steered who is sparse already: no sparser."""
    sparse = steering.density is not None and steering.density < AS_WRITTEN
    return replace(steering, density=None) if sparse else steering


def breath_of(seat: Seat, piece: Piece, band: Sequence[Seat]) -> Breath | None:
    """Return how long a player's breath lasts, the shortest of those who go together; None for who needs none."""
    breath = Breath.of(seat.instrument, seat.player.stand_in if seat.stands_in else None, piece.feel)
    following = [other for other in band if FOLLOWING & set(other.player.ways)]
    if breath is None or not following:
        return breath
    leader = foreground(band)
    together = [*following, leader] if leader is not None else following
    if all(other.name != seat.name for other in together):
        return breath
    breaths = (Breath.of(each.instrument, each.player.stand_in, piece.feel) for each in together)
    return min((each for each in breaths if each is not None), key=lambda each: each.longest, default=breath)


def _swishes(seat: Seat, brief: Brief, piece: Piece) -> bool:
    """Return whether a drummer stirs with the brushes: in jazz, on a snare that is named, and where no style is."""
    if seat.instrument != "brush_kit" or {"ride", "hat", "kick"} & set(seat.player.pieces):
        return False
    named = seat.named and seat.player.instruments[:1] == ("brush_kit",)
    return named and (brief.style is None or piece.style.stirred or "snare" in seat.player.pieces)


def _with_voice(ways: tuple[str, ...], seat: Seat, band: Sequence[Seat]) -> tuple[str, ...]:
    """Return ways of playing, in a chorale of single instruments with the voice that falls to the player."""
    singers = [other.name for other in band if other.instrument in ONE_VOICED and "chorale" in other.player.ways]
    voices = _VOICES.get(len(singers))
    if "chorale" not in ways or seat.name not in singers or voices is None or set(voices) & set(ways):
        return ways
    return (*ways, *filter(None, (voices[singers.index(seat.name)],)))


def _with_bebop(ways: tuple[str, ...], seat: Seat, brief: Brief, band: Sequence[Seat]) -> tuple[str, ...]:
    """Return ways of playing, in bebop with its lines for whoever has the tune."""
    soloist = tune_seat(band) if brief.bebop else None
    return (*ways, "bebop") if soloist is not None and soloist.name == seat.name else ways


def _pitched_writer(
    seat: Seat,
    ways: tuple[str, ...],
    steering: Steering,
    brief: Brief,
    phrase: Phrase,
    piece: Piece,
    band: Sequence[Seat],
) -> Writer:
    """Return how a pitched player plays in some ways, at ease on the instrument and in the band's registers."""
    own = None if seat.layer is None else seat.layer.write
    if seat.named and isinstance(own, partial) and own.func is horns.stabs:
        own = partial(own, forward=True)
    energy = phrase.energy if steering.energy is None else steering.energy
    if energy >= _CALM_ENERGY:
        own = driving(own, piece.style, float(piece.request.bpm))
    alone = not any(other.role == "bass" for other in band) and "right_hand" not in ways
    # The style's own writer is for its players, and for those whom a prompt names together with the style.
    suits = brief.style is not None or not seat.named
    hands = Hands(
        seat.instrument,
        seat.role,
        ways,
        short=steering.length is not None and steering.length < AS_WRITTEN,
        calm=energy < _CALM_ENERGY,
        alone=alone,
        tune=style_tune(piece.style) if suits else None,
        solo=is_solo(seat, piece),
        reach=(seat.can.lowest, seat.can.highest),
        note=pedal_note(piece.request.prompt),
        led=any(_has_tune(other) for other in band if other.name != seat.name),
        comps=not alone and has_chords_alone(seat, band, piece.style),
        bpm=float(piece.request.bpm),
    )
    at_home = seat.layer is not None and any(seat.layer in group for group in piece.style.groups)
    middle = None if seat.stands_in is None else seat.stands_in.centre
    write = way_writer(hands, own if at_home and suits else None)
    if _stands_behind(seat, ways, band, piece):
        write = beside_tune(write, hands)
    write = at_ease(write, seat.instrument, middle)
    if alone and not _RIGHT_HAND_WAYS & set(ways):
        write = both_hands(write, seat.instrument, calm=hands.calm)
    if seat.role == "bass" and "locked" in ways:
        write = partial(bound.on_kicks, write=write)
    elif seat.role == "bass" and doubled_by(seat, band, piece.style) is not None:
        write = partial(bound.with_riff, write=write)
    if seat.instrument not in ONE_VOICED:
        write = placed(rooted(write) if alone else right_hand(write), seat, band)
    return write


def _stands_behind(seat: Seat, ways: tuple[str, ...], band: Sequence[Seat], piece: Piece) -> bool:
    """Return whether somebody else of the band has the tune in front, which leaves room for one at a time."""
    if seat.role == "bass" or _TUNES & set(ways) or piece.style.many_tunes:
        return False
    front = foreground(band)
    return front is not None and front.name != seat.name


def _has_tune(seat: Seat) -> bool:
    return "melody" in seat.player.ways or (seat.role == "lead" and not ACCOMPANYING & set(seat.player.ways))


def is_seat_of(player: Player, seat: Seat) -> bool:
    """Return whether a seat may be that of a player whom words name."""
    if player.named:
        return seat.instrument in player.instruments
    return seat.role == player.role


def _around(brief: Brief, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> Around:
    """Return what a drummer knows of the clip."""
    bar = float(piece.request.meter.quarters_per_bar)
    section = (phrase.first_bar * bar, (phrase.first_bar + phrase.bars) * bar)
    return Around(
        whole=section if piece.request.sections else (0.0, piece.end),
        only=brief.only,
        styled=brief.style is not None or piece.style.name != DEFAULT_STYLE,
        solo=len(band) == 1,
        banded=brief.banded,
    )


def is_solo(seat: Seat, piece: Piece) -> bool:
    """Return whether a player is asked for a solo: by name, or as the only one of a prompt that says so.

    "Solo violin" is the name of an instrument.
    """
    words = [text.lower().split() for text in seat.player.words]
    if seat.instrument.startswith("solo_"):
        return any(text[-1:] == ["solo"] for text in words)
    alone = piece.brief.size == 1 and len(piece.brief.players) < 2 and seat.named and seat.role in ("keys", "bass")
    return alone or any("solo" in (text[:1] + text[-1:]) for text in words)


def steering_of(phrase: Phrase, asked: Player | None, player: Player, brief: Brief) -> Steering:
    """Return what a player is asked for in a phrase: by the section, else by the player's own words, else by all."""
    own = UNSTEERED if asked is None else asked.steering
    steering = own.over(phrase.words.steering).over(player.steering).over(brief.steering)
    if phrase.filled == 0.0:
        return steering
    density = AS_WRITTEN if steering.density is None else steering.density
    return replace(steering, density=max(0.0, min(1.0, density + phrase.filled)))


def _pace(ways: tuple[str, ...]) -> float:
    return next((_PACES[way] for way in ways if way in _PACES), 1.0)


def _rolled(passage: Passage, write: Writer) -> list[Note]:
    """Write a passage with a roll of the snare into the next one."""
    return write(passage) + grooves.build_up(passage)


def _effect_writer(seat: Seat, piece: Piece) -> Writer:
    """Return the writer of an effect: risers rise into the next phrase, also at the end of a clip of one phrase."""
    if seat.instrument == "noise_riser":
        return transitions.riser if piece.request.bars > 1 and piece.request.loop else transitions.bed
    if seat.instrument in ("impact", "downlifter"):
        return transitions.opening if seat.named else transitions.opening_within
    return transitions.bed


def _with_fills(write: Writer, phrase: Phrase, piece: Piece) -> Writer:
    """Return a drummer who ends phrases of four bars and more with a fill, where the style has fills.

    In a loop of two bars, a fill that nobody asks for would sound in every second bar.
    """
    leads_to_end = piece.ending is not None and phrase.first_bar + phrase.bars == piece.ending.first_bar
    short = phrase.bars < (2 if leads_to_end else 4)
    steady = piece.brief.steady or phrase.words.steady
    ways = {*piece.brief.ways, *(way for player in piece.brief.players for way in player.ways)}
    fills = "fills" in ways
    if isinstance(write, partial) and write.func is on_clave:
        return partial(write, write=_with_fills(write.keywords["write"], phrase, piece))
    if not isinstance(write, partial) or write.func is not grooves.groove:
        return write
    if (steady and not fills) or "fills" in piece.brief.without_ways | phrase.words.without_ways:
        # What is hypnotic goes on as it is.
        return partial(write, fill_chance=0.0)
    if short and not fills:
        return partial(write, fill_chance=0.0) if piece.ending is None and len(piece.phrases) == 1 else write
    chance = write.keywords.get("fill_chance", 0.6)
    return partial(write, fill_chance=1.0 if fills or chance >= _QUIET_FILL_STYLES else chance)
