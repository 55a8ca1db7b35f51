"""What one player writes for a piece: notes from the plan's phrases, as the words and the others of the band ask.

Between `request_score.py`, which seats the players, and those who write notes: the phrases and chords of the plan
(`plan.py`) are written (`phrase_writers.py`) beside what the others play (`band.py`) and shaded (`dynamics/`), the clip
ends (`endings.py`), and is played like people do (`performance.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from musiccm_daw.composer.band import Band
from musiccm_daw.composer.breathing import breathed
from musiccm_daw.composer.chords.chord_scales import in_scale
from musiccm_daw.composer.drums.orchestra_kit import is_struck_so, on_orchestra_kit
from musiccm_daw.composer.dynamics.shading import Shader, shaded
from musiccm_daw.composer.endings import come_to_rest, led_back
from musiccm_daw.composer.ensembles.doubling import doubled_by
from musiccm_daw.composer.performance import louder, one_voice, performed
from musiccm_daw.composer.phrase_writers import breath_of, is_solo, steering_of
from musiccm_daw.composer.piece import Piece
from musiccm_daw.composer.plan import Phrase, resting
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.players import LOW_WAYS
from musiccm_daw.composer.reading.steering import AS_WRITTEN
from musiccm_daw.composer.registers import in_order
from musiccm_daw.composer.seating import Seat, effects_of
from musiccm_daw.composer.sheet import LAYER_LEVELS_DB, OTHER_LAYERS_DB, Layer, Passage
from musiccm_daw.composer.ways.drum_pieces import pitches_of
from musiccm_daw.composer.ways.hands import GLIDING, ONE_VOICED
from musiccm_daw.composer.words.stand_ins import DRONE_WAYS
from musiccm_daw.roles import ROLE_LEVELS_DB, UNPITCHED_ROLES
from musiccm_daw.score.note import Note, Part

_RISE, _RISE_OF_PIECE = (0.65, 1.1), (0.5, 1.1)
"""Levels at the beginning and at the end of a section, or a piece, that builds up."""
_RISE_TO_ENDING, _BEFORE_BIG_ENDING = (0.85, 1.15), 0.5
"""The same of a piece with a big ending, which grows from its middle on."""
_STEADY = 0.3
"""How much of their swells players keep who are asked to be steady."""
_NEVER_LEADS = {"locked", "held", "long_bass", "drawn", "drone", "offbeat", "gallop", "oompah", *LOW_WAYS}
"""Ways of a bass that would no longer be what is asked for if its last note led back to the first."""


def written(band: Band, seat: Seat, label: str, brief: Brief) -> Part:
    """Let one player write all phrases, end the clip, and play it.

    Args:
        band: in which the player sits, or with which.
        seat: the player's.
        label: by which sections' stems know the player.
        brief: that the player reads.
    """
    piece = band.piece
    random = Random(f"{piece.style.name} {piece.seeds.chance} {seat.name} performance")
    straight, last = _phrases(band, seat, label, brief)
    entrance = piece.entrance(seat, band.seats)
    straight = [note for note in straight if entrance - 1e-6 <= note.start_quarters < piece.end - 1e-6]
    if piece.ending is None:
        straight = _led_back(straight, last, seat, band)
    elif straight and band.plays_in(_as_full(piece.ending, piece), seat, label):
        left_out = pitches_of(brief.without_pieces | piece.ending.words.without_pieces)
        bar = band.passage_alone(piece.ending, seat)
        straight = come_to_rest(
            straight,
            bar,
            seat.role,
            kit=seat.can.is_kit,
            left_out=left_out,
            full=_has_third(seat, band),
            lowest=_is_lowest(seat, band),
        )
    if is_struck_so(seat.instrument, seat.layer):
        straight = on_orchestra_kit(straight)
    if seat.role not in UNPITCHED_ROLES:
        straight = resting(straight, piece.spans)
        if piece.scale and not piece.scale_of_tunes and not piece.style.passing:
            straight = in_scale(straight, piece.scale, piece.chord_at)
    if _is_one_line(seat):
        straight = one_voice(straight, lowest=seat.role == "bass", slides=_slides(seat))
    if (breath := breath_of(seat, piece, band.seats)) is not None:
        # Lines that go on from one phrase into the next, and round a loop.
        after = _until_breath(straight, breath.gap) if piece.request.loop else 0.0
        straight = breathed(straight, breath, float(piece.request.meter.quarters_per_bar), 0.0, piece.end, after)
    if piece.shape is not None:
        straight = [_shaped(note, piece) for note in straight]
    late = 0.0 if seat.layer is None else seat.layer.late
    notes = performed(straight, seat.can, replace(piece.feel, late=late), random, piece.end)
    if _is_one_line(seat):
        notes = one_voice(notes, lowest=seat.role == "bass", slides=_slides(seat))
    spread = 0.0 if seat.layer is None else seat.layer.spread
    return Part(
        role=seat.role,
        instrument=seat.instrument,
        notes=tuple(notes),
        effects=effects_of(seat, brief, random),
        gain_db=0.0 if seat.layer is None else _gain_db(seat.layer, seat.role),
        pan=round(random.uniform(-spread, spread), 2),
        name=seat.name,
    )


def _gain_db(layer: Layer, role: str) -> float:
    """Return what a layer's level adds to the usual one of a role."""
    level = LAYER_LEVELS_DB.get(layer.role, OTHER_LAYERS_DB) + layer.gain_db
    return round(level - ROLE_LEVELS_DB[role], 1)


def _phrases(band: Band, seat: Seat, label: str, brief: Brief) -> tuple[list[Note], Passage | None]:
    """Return what a player writes for all phrases in which the player plays, and the last of these."""
    notes: list[Note] = []
    passage = None
    for phrase in band.piece.phrases:
        played = band.bars_in(phrase, seat, label)
        if not played:
            continue
        writer = band.writer(seat, brief, phrase)
        passage = band.passage(seat, brief, phrase, writer)
        player = Shader(seat.instrument, seat.role, band.piece.style, _swelling(phrase, brief, band.piece))
        found = [louder(note, phrase.energy) for note in shaded(writer(passage), passage, player)]
        if len(played) < phrase.bars:
            found = _within(found, passage, played)
        notes += [_ramped(note, passage.start, passage.end, *_RISE) for note in found] if phrase.rises else found
    return notes, passage


def _within(notes: Sequence[Note], passage: Passage, played: range) -> list[Note]:
    """Return the notes of a passage that begin in some of its bars, cut where these end."""
    start, end = (passage.start + bar * passage.bar_quarters for bar in (played.start, played.stop))
    return [
        replace(note, duration_quarters=min(note.duration_quarters, end - note.start_quarters))
        for note in notes
        if start - 1e-6 <= note.start_quarters < end - 1e-6
    ]


def _until_breath(notes: Sequence[Note], gap: float) -> float:
    """Return how many quarters a line lasts from the beginning of a loop, into which its end runs on."""
    ordered = sorted(notes, key=lambda note: note.start_quarters)
    end = 0.0
    for note in ordered:
        if note.start_quarters - end >= gap:
            break
        end = max(end, note.start_quarters + note.duration_quarters)
    return end


def _swelling(phrase: Phrase, brief: Brief, piece: Piece) -> float:
    """Return how much players swell in a phrase: not at all where it, or the piece, grows or fades as a whole."""
    if phrase.rises or piece.shape is not None:
        return 0.0
    return _STEADY if brief.steady or phrase.words.steady else 1.0


def _is_one_line(seat: Seat) -> bool:
    """Return whether a player sounds one note at a time."""
    ways = set(seat.player.ways)
    return "single" in ways or (seat.instrument in ONE_VOICED and not (DRONE_WAYS | {"double_stops"}) & ways)


def _slides(seat: Seat) -> bool:
    """Return whether notes that overlap are meant to slide, and not left to ring by who plays a lead or chords."""
    return seat.role == "bass" and seat.instrument in GLIDING


def _has_third(seat: Seat, band: Band) -> bool:
    """Return whether a player is the first of a band who can play chords, or has two hands for a solo."""
    able = [other.name for other in in_order(band.seats) if other.instrument not in ONE_VOICED]
    alone = len(band.seats) == 1 and not (seat.role == "keys" and is_solo(seat, band.piece))
    return able[:1] == [seat.name] and not alone


def _is_lowest(seat: Seat, band: Band) -> bool:
    """Return whether all others of a band play single notes: melodies, but no bass."""
    others = [other for other in band.seats if other.name != seat.name and other.instrument not in ONE_VOICED]
    return all(other.role in UNPITCHED_ROLES for other in others)


def _as_full(ending: Phrase, piece: Piece) -> Phrase:
    """Return the last bar with the energy of the fullest phrase, unless the prompt shapes the end of the piece."""
    if piece.request.sections or piece.shape == "fading":
        return ending
    return replace(ending, energy=max(phrase.energy for phrase in piece.phrases))


def _led_back(notes: list[Note], last: Passage | None, seat: Seat, band: Band) -> list[Note]:
    """Return a part of a loop, of which a bass leads back to the first bar."""
    piece = band.piece
    if last is None or not notes or last.end < piece.end - 1e-6 or seat.role != "bass":
        return notes
    steering = steering_of(piece.phrases[-1], None, seat.player, piece.steered)
    sparse = steering.density is not None and steering.density < AS_WRITTEN
    doubles = doubled_by(seat, band.seats, piece.style) is not None
    if sparse or doubles or _NEVER_LEADS & set(seat.player.ways):
        return notes
    ordered = sorted(notes, key=lambda note: note.start_quarters)
    floor = max(29, seat.can.lowest) + max(0, steering.register or 0)
    return led_back(
        ordered, last, floor, Random(f"{piece.seeds.chance} {seat.name} back"), chromatic=piece.style.chromatic
    )


def _shaped(note: Note, piece: Piece) -> Note:
    """Return a note as loud as the shape of the whole piece has it."""
    if piece.shape == "big_ending":
        return _ramped(note, piece.end * _BEFORE_BIG_ENDING, piece.end, *_RISE_TO_ENDING)
    levels = _RISE_OF_PIECE if piece.shape == "building" else _RISE_OF_PIECE[::-1]
    return _ramped(note, 0.0, piece.end, *levels)


def _ramped(note: Note, start: float, end: float, first: float, last: float) -> Note:
    """Return a note as loud as its place between two positions asks for, given the levels there."""
    place = max(0.0, min(1.0, (note.start_quarters - start) / (end - start)))
    level = first + (last - first) * place
    return replace(note, velocity=max(1, min(127, round(note.velocity * level))))
