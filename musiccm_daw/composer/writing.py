"""What one player writes for a piece: notes from the plan's phrases, as the words and the others of the band ask.

Between `request_score.py`, which seats the players, and those who write notes: the phrases and chords of the plan
(`plan.py`) are written (`ways.py`, `drum_ways.py`, and the styles' own) as the words steer (`steered_writers.py`), the
clip ends (`endings.py`), and is played like people do (`performance.py`). What others play whom a player hears is
written anew from their seats, so that a part does not depend on who else is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from random import Random

from musiccm_daw.composer import transitions
from musiccm_daw.composer.basses.clave import on_clave
from musiccm_daw.composer.basses.leading import CHROMATIC_STYLES
from musiccm_daw.composer.chords import comping
from musiccm_daw.composer.choruses import CHORUSES, fuller_motifs
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.orchestra_kit import is_struck_so, on_orchestra_kit
from musiccm_daw.composer.drums.percussion_sounds import named_percussion
from musiccm_daw.composer.endings import come_to_rest, led_back
from musiccm_daw.composer.ensembles import horns
from musiccm_daw.composer.ensembles.members import BELOW_TUNE
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.performance import louder, one_voice, performed
from musiccm_daw.composer.piece import Piece
from musiccm_daw.composer.plan import (
    Phrase,
    bare_name,
    passage_of,
    resting,
)
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.pedal_note import pedal_note
from musiccm_daw.composer.reading.players import DRUM_WAYS, LOW_WAYS, TURNS, Player
from musiccm_daw.composer.reading.steering import AS_WRITTEN, UNSTEERED, Steering
from musiccm_daw.composer.registers import both_hands, in_order, placed, right_hand, rooted, strikes
from musiccm_daw.composer.seating import Seat, effects_of
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.style_choice import DEFAULT_STYLE
from musiccm_daw.composer.tunes.comfortable_ranges import at_ease
from musiccm_daw.composer.tunes.soloists import tune_seat
from musiccm_daw.composer.tunes.style_tunes import style_tune
from musiccm_daw.composer.ways.drum_pieces import pitches_of
from musiccm_daw.composer.ways.drum_ways import Around, are_all, drum_writer
from musiccm_daw.composer.ways.hands import ONE_VOICED, Hands
from musiccm_daw.composer.ways.pitched_ways import way_writer
from musiccm_daw.composer.ways.steered_writers import kept_steady, steered
from musiccm_daw.composer.ways.techniques import in_turn
from musiccm_daw.composer.ways.turns_of_players import turn_of
from musiccm_daw.composer.words.stand_ins import DRONE_WAYS
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Note, Part

_CALM_ENERGY = 0.6
_RIGHT_HAND_WAYS = {"stabs", "offbeat", "inner", "low_inner", "right_hand"}
"""Ways to play chords that need no left hand."""
_RISE, _RISE_OF_PIECE = (0.65, 1.1), (0.5, 1.1)
"""Levels at the beginning and at the end of a section, or a piece, that builds up."""
_QUIET_FILL_STYLES = 0.3
"""Styles whose chance of a fill is below this seldom have one at the end of a loop either."""
_PACES = {"half_time": 0.5, "double_time": 2.0}
"""Of all but drummers, who have grooves for them."""
_ACCENTS, _ACCENTED = {grooves.SOUNDS["kick"], grooves.SOUNDS["snare"]}, 80
"""What horns play with, from that velocity on."""
_KICK_BARS = 2
"""Bars of the drums that a bass pattern is compared with; fills come later."""
_STEADY = {
    *("repetitive", "repeating", "repeated", "looping", "looped", "steady", "constant", "unchanging", "monotonous"),
    *("hypnotic", "mechanical", "robotic", "minimal", "minimalist"),
}
"""Words with which a pattern is asked to stay as it is."""
_LOOPED_STYLES, _CHOPPED = (
    ("techno", "house", "trance", "reggae", "dub_techno", "psytrance"),
    {"stabs", "offbeat", "chords"},
)
"""Styles whose chord players repeat one figure, and the ways that are not the style's own, in which they do so, too."""
_NEVER_LEADS = {"held", "long_bass", "drawn", "drone", "offbeat", "gallop", "oompah", *LOW_WAYS}
"""Ways of a bass that would no longer be what is asked for if its last note led back to the first."""
_FEWEST_PLAYERS = 2
"""A form rests players in quiet phrases only where more than so many are seated."""


@dataclass(frozen=True)
class _Heard:
    """What the chord players who choose before another one play, and where they strike chords."""

    notes: tuple[Note, ...] = ()
    struck: frozenset[float] = frozenset()


def written(piece: Piece, seat: Seat, label: str, band: list[Seat], brief: Brief) -> Part:
    """Let one player write all phrases, end the clip, and play it."""
    name = seat.can
    motifs, chance = (f"{piece.style.name} {seed} {seat.name}" for seed in (piece.seeds.motifs, piece.seeds.chance))
    random = Random(f"{chance} performance")
    straight: list[Note] = []
    last: Passage | None = None
    spans = piece.sounding
    for phrase in piece.phrases:
        if not _plays_in(phrase, seat, label, piece, band):
            continue
        writer = _writer(seat, brief, phrase, piece, band)
        heard = _heard(seat, writer, phrase, piece, band)
        passage = _as_seen(_with_motifs(phrase, seat, brief, piece, band), seat, piece, heard)
        if seat.role == "bass":
            passage = replace(passage, kicks=_struck(phrase, piece, band, {grooves.SOUNDS["kick"]}))
        elif seat.role in ("brass", "lead"):
            passage = replace(passage, accents=_struck(phrase, piece, band, _ACCENTS, softest=_ACCENTED))
        if BELOW_TUNE & set(seat.player.ways):
            passage = _below_others(passage, seat, phrase, piece, band)
        written = [louder(note, phrase.energy) for note in writer(passage)]
        straight += [_ramped(note, passage.start, passage.end, *_RISE) for note in written] if phrase.rises else written
        last = passage
    entrance = piece.entrance(seat, band)
    straight = [note for note in straight if entrance - 1e-6 <= note.start_quarters < piece.end - 1e-6]
    if piece.ending is None:
        straight = _led_back(straight, last, seat, piece)
    elif straight and _plays_in(_as_full(piece.ending, piece), seat, label, piece, band):
        bar = passage_of(piece.ending, piece.request, piece.key, spans, (name.lowest, name.highest), motifs, chance)
        left_out = pitches_of(brief.without_pieces | piece.ending.words.without_pieces)
        straight = come_to_rest(
            straight, bar, seat.role, kit=name.is_kit, left_out=left_out, full=_has_third(seat, piece, band)
        )
    if is_struck_so(seat.instrument, seat.layer):
        straight = on_orchestra_kit(straight)
    if seat.role not in UNPITCHED_ROLES:
        straight = resting(straight, piece.spans)
    if _is_one_line(seat):
        straight = one_voice(straight, lowest=seat.role == "bass")
    if piece.shape is not None:
        levels = _RISE_OF_PIECE if piece.shape == "building" else _RISE_OF_PIECE[::-1]
        straight = [_ramped(note, 0.0, piece.end, *levels) for note in straight]
    notes = performed(straight, name, piece.feel, random, piece.end)
    if _is_one_line(seat):
        notes = one_voice(notes, lowest=seat.role == "bass")
    spread = 0.0 if seat.layer is None else seat.layer.spread
    return Part(
        role=seat.role,
        instrument=seat.instrument,
        notes=tuple(notes),
        effects=effects_of(seat, brief, random),
        gain_db=0.0 if seat.layer is None else float(seat.layer.gain_db),
        pan=round(random.uniform(-spread, spread), 2),
        name=seat.name,
    )


def _is_one_line(seat: Seat) -> bool:
    """Return whether a player sounds one note at a time."""
    ways = set(seat.player.ways)
    return "single" in ways or (seat.instrument in ONE_VOICED and not (DRONE_WAYS | {"double_stops"}) & ways)


def _has_third(seat: Seat, piece: Piece, band: Sequence[Seat]) -> bool:
    """Return whether a player is the first of a band who can play chords, or has two hands for a solo."""
    able = [other.name for other in in_order(band) if other.instrument not in ONE_VOICED]
    alone = len(band) == 1 and not (seat.role == "keys" and _is_solo(seat, piece))
    return able[:1] == [seat.name] and not alone


def _as_full(ending: Phrase, piece: Piece) -> Phrase:
    """Return the last bar with the energy of the fullest phrase, unless the prompt shapes the end of the piece."""
    if piece.request.sections or piece.shape not in (None, "building"):
        return ending
    return replace(ending, energy=max(phrase.energy for phrase in piece.phrases))


def _as_seen(phrase: Phrase, seat: Seat, piece: Piece, heard: _Heard | None = None) -> Passage:
    """Return a phrase as a player sees it."""
    name = seat.can
    motifs, chance = (f"{piece.style.name} {seed} {seat.name}" for seed in (piece.seeds.motifs, piece.seeds.chance))
    pitches = (name.lowest, name.highest)
    passage = passage_of(phrase, piece.request, piece.key, piece.sounding, pitches, motifs, chance)
    return passage if heard is None else replace(passage, beside=heard.notes, struck=heard.struck)


def _heard(seat: Seat, writer: Writer, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> _Heard:
    """Return what a chord player hears of the others: of all of them, also in a phrase in which they rest.

    Otherwise a motif would change where it returns.
    """
    heard = _Heard()
    if strikes(writer) is None:
        return heard
    for other in in_order(band):
        if other.name == seat.name:
            break
        if seat.name not in (each.name for each in band) and other.role == seat.role:
            continue
        write = _writer(other, piece.steered, phrase, piece, band)
        struck = strikes(write)
        if struck is None:
            continue
        own = _with_motifs(phrase, other, piece.steered, piece, band)
        notes = write(_as_seen(own, other, piece, heard))
        starts = comping.chord_starts(notes) if struck else ()
        heard = _Heard((*heard.notes, *notes), heard.struck.union(starts))
    return heard


def _struck(phrase: Phrase, piece: Piece, band: Sequence[Seat], sounds: set[int], softest: int = 1) -> frozenset[float]:
    """Return where the band's drummer strikes some sounds at the beginning of a phrase, no softer than a velocity."""
    drummer = next((seat for seat in band if seat.role == "drums"), None)
    if drummer is None or not _plays_in(phrase, drummer, drummer.name, piece, band):
        return frozenset()
    own = _with_motifs(phrase, drummer, piece.steered, piece, band)
    short = replace(own, bars=min(_KICK_BARS, phrase.bars))
    passage = _as_seen(short, drummer, piece)
    notes = _writer(drummer, piece.steered, short, piece, band)(passage)
    struck = [note for note in notes if note.pitch in sounds and note.velocity >= softest]
    return frozenset(round(note.start_quarters - passage.start, 3) for note in struck)


def _tune(phrase: Phrase, piece: Piece, seat: Seat, band: Sequence[Seat]) -> tuple[Note, ...]:
    """Return what the player above the other voices of an ensemble writes for a phrase."""
    top = tune_seat([other for other in band if other.name != seat.name])
    if top is None or not _plays_in(phrase, top, top.name, piece, band):
        return ()
    passage = _as_seen(_with_motifs(phrase, top, piece.steered, piece, band), top, piece)
    passage = replace(passage, accents=_struck(phrase, piece, band, _ACCENTS, softest=_ACCENTED))
    return tuple(one_voice(_writer(top, piece.steered, phrase, piece, band)(passage), lowest=False))


def _below_others(passage: Passage, seat: Seat, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> Passage:
    """Return a passage as a voice of an ensemble hears it: with the tune, and the inner voices that sit before."""
    tune = _tune(phrase, piece, seat, band)
    above: tuple[Note, ...] = ()
    for other in takewhile(lambda other: other.name != seat.name, band):
        if BELOW_TUNE & set(other.player.ways):
            own = _as_seen(_with_motifs(phrase, other, piece.steered, piece, band), other, piece)
            heard = replace(own, tune=tune, beside=above)
            above += tuple(_writer(other, piece.steered, phrase, piece, band)(heard))
    return replace(passage, tune=tune, beside=above)


def _with_motifs(phrase: Phrase, seat: Seat, brief: Brief, piece: Piece, band: Sequence[Seat]) -> Phrase:
    """Return a phrase, a chorus with motifs in which the player is as full as in the verse."""
    verse = next((other.name for other in piece.phrases if bare_name(other.name) == "verse"), None)
    if verse is None or bare_name(phrase.name) not in CHORUSES or seat.role == "fx":
        return phrase
    # All choruses of a piece are alike.
    first = next(other for other in piece.phrases if other.name == phrase.name)
    writer = _writer(seat, brief, first, piece, band)

    def write(theme: str) -> list[Note]:
        return writer(_as_seen(replace(first, motifs=theme), seat, piece))

    kit = INSTRUMENTS[seat.instrument].is_kit
    return replace(phrase, motifs=fuller_motifs(phrase.name, verse, write, kit=kit))


def is_seat_of(player: Player, seat: Seat) -> bool:
    """Return whether a seat may be that of a player whom words name."""
    if player.named:
        return seat.instrument in player.instruments
    return seat.role == player.role


def _plays_in(phrase: Phrase, seat: Seat, label: str, piece: Piece, band: Sequence[Seat]) -> bool:
    """Return whether a player plays in a phrase: as its section says, else as the style's band rests in quiet ones."""
    words = phrase.words
    if phrase.stems is not None:
        return label in phrase.stems
    if seat.role in words.without_roles or seat.instrument in words.without_instruments:
        return False
    if any(is_seat_of(player, seat) for player in words.players):
        return True
    if seat.guest or (words.players and (words.only or words.size == len(words.players))):
        return False
    if seat.named or seat.layer is None or len(band) <= _FEWEST_PLAYERS or len(piece.phrases) == 1:
        return True
    highest = max(other.energy for other in piece.phrases)
    # Somebody always plays.
    least = min(0.0 if other.named or other.layer is None else other.layer.floor for other in band)
    return seat.layer.floor <= max(least, phrase.energy) or phrase.energy == highest


def _writer(seat: Seat, brief: Brief, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> Writer:
    """Return how a player writes a phrase: as its section's words say, else the prompt, else the style."""
    asked = next((player for player in phrase.words.players if is_seat_of(player, seat)), None)
    player = seat.player
    ways = tuple(asked.ways if asked is not None and asked.ways else player.ways)
    shared = (*phrase.words.ways, *brief.ways)
    steering = _steering(phrase, asked, player, brief)
    name = seat.can
    own = None if seat.layer is None else seat.layer.write
    if seat.named and isinstance(own, partial) and own.func is horns.stabs:
        own = partial(own, forward=True)
    if seat.role == "fx":
        return _effect_writer(seat, piece)
    if seat.role in ("drums", "percussion") and own is not None:
        write = _with_fills(own, phrase, piece)
        write = kept_steady(write) if _STEADY & _words(seat, brief, phrase) else write
        ways = (*ways, *(way for way in shared if way in DRUM_WAYS))
        if seat.role == "percussion":
            return steered(named_percussion(write, player.words, ways), steering, name, _pace(ways))
        pieces = player if asked is None else replace(player, pieces=(*player.pieces, *asked.pieces))
        around = _around(brief, phrase, piece, band)
        if are_all(pieces, ways, around) and steering.density is not None and steering.density < AS_WRITTEN:
            # What is left of a kit to a few sounds is sparse as it is.
            steering = replace(steering, density=None)
        without = brief.without_pieces | phrase.words.without_pieces
        write = steered(drum_writer(write, pieces, ways, without, around), steering, name)
        return partial(_rolled, write=write) if phrase.rises else write
    pace = _pace((*ways, *shared))
    ways = (*ways, *(way for way in shared if way not in DRUM_WAYS and player.can(way)))
    energy = phrase.energy if steering.energy is None else steering.energy
    short = steering.length is not None and steering.length < AS_WRITTEN
    alone = not any(other.role == "bass" for other in band) and "right_hand" not in ways
    turn = turn_of(seat, band)
    if turn is not None:
        ways = tuple(way for way in ways if way not in TURNS)
    suits = _suits(seat, brief)
    hands = Hands(
        seat.instrument,
        seat.role,
        ways,
        short,
        energy < _CALM_ENERGY,
        alone,
        tune=style_tune(piece.style) if suits else None,
        solo=_is_solo(seat, piece),
        reach=(name.lowest, name.highest),
        note=pedal_note(piece.request.prompt),
    )
    at_home = seat.layer is not None and any(seat.layer in group for group in piece.style.groups)
    middle = None if seat.stands_in is None else seat.stands_in.centre
    write = at_ease(way_writer(hands, own if at_home and suits else None), seat.instrument, middle)
    if alone and not _RIGHT_HAND_WAYS & set(ways):
        write = both_hands(write, seat.instrument, calm=hands.calm)
    if seat.instrument not in ONE_VOICED:
        write = placed(rooted(write) if alone else right_hand(write), seat, band)
    looped = piece.style.name in _LOOPED_STYLES and bool(_CHOPPED & set(ways))
    write = kept_steady(write) if looped or _STEADY & _words(seat, brief, phrase) else write
    if turn is not None:
        write = partial(in_turn, write=write, at=turn[0], of=turn[1])
    return steered(write, steering, name, pace)


def _words(seat: Seat, brief: Brief, phrase: Phrase) -> set[str]:
    """Return the words about a player that may ask for no changes, among them those that nobody else knows."""
    said = (*seat.player.words, *brief.steers, *brief.unknown, *phrase.words.steers, *phrase.words.unknown)
    return {word for text in said for word in text.lower().split()}


def _around(brief: Brief, phrase: Phrase, piece: Piece, band: Sequence[Seat]) -> Around:
    """Return what a drummer knows of the clip."""
    bar = float(piece.request.meter.quarters_per_bar)
    section = (phrase.first_bar * bar, (phrase.first_bar + phrase.bars) * bar)
    return Around(
        whole=section if piece.request.sections else (0.0, piece.end),
        only=brief.only,
        styled=brief.style is not None or piece.style.name != DEFAULT_STYLE,
        solo=len(band) == 1,
        banded=brief.whole,
    )


def _is_solo(seat: Seat, piece: Piece) -> bool:
    """Return whether a player is asked for a solo: by name, or as the only one of a prompt that says so.

    "Solo violin" is the name of an instrument.
    """
    words = [text.lower().split() for text in seat.player.words]
    if seat.instrument.startswith("solo_"):
        return any(text[-1:] == ["solo"] for text in words)
    alone = piece.brief.size == 1 and seat.named and seat.role in ("keys", "bass")
    return alone or any("solo" in (text[:1] + text[-1:]) for text in words)


def _steering(phrase: Phrase, asked: Player | None, player: Player, brief: Brief) -> Steering:
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


def _suits(seat: Seat, brief: Brief) -> bool:
    """Return whether the style's own writer is for this player, and not the usual way to play the instrument."""
    return brief.style is not None or not seat.named


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
    fills = "fills" in piece.brief.ways or any("fills" in player.ways for player in piece.brief.players)
    if isinstance(write, partial) and write.func is on_clave:
        return partial(write, write=_with_fills(write.keywords["write"], phrase, piece))
    if not isinstance(write, partial) or write.func is not grooves.groove:
        return write
    if short and not fills:
        return partial(write, fill_chance=0.0) if piece.ending is None and len(piece.phrases) == 1 else write
    chance = write.keywords.get("fill_chance", 0.6)
    return partial(write, fill_chance=1.0 if fills or chance >= _QUIET_FILL_STYLES else chance)


def _led_back(notes: list[Note], last: Passage | None, seat: Seat, piece: Piece) -> list[Note]:
    """Return a part of a loop, of which a bass leads back to the first bar."""
    if last is None or not notes or last.end < piece.end - 1e-6 or seat.role != "bass":
        return notes
    steering = _steering(piece.phrases[-1], None, seat.player, piece.steered)
    sparse = steering.density is not None and steering.density < AS_WRITTEN
    if sparse or _NEVER_LEADS & set(seat.player.ways):
        return notes
    ordered = sorted(notes, key=lambda note: note.start_quarters)
    floor = max(29, seat.can.lowest) + max(0, steering.register or 0)
    chromatic = piece.style.name in CHROMATIC_STYLES
    return led_back(ordered, last, floor, Random(f"{piece.seeds.chance} {seat.name} back"), chromatic=chromatic)


def _ramped(note: Note, start: float, end: float, first: float, last: float) -> Note:
    """Return a note as loud as its place between two positions asks for, given the levels there."""
    place = max(0.0, min(1.0, (note.start_quarters - start) / (end - start)))
    level = first + (last - first) * place
    return replace(note, velocity=max(1, min(127, round(note.velocity * level))))
