"""The composer answers requests: a `GenerationRequest` becomes the `Score` that a clip plays.

It reads the prompt (`brief.py`), seats the players (`seating.py`), and has each write a part of the piece
(`writing.py`). Tempo, meter, bars, key and chords are the request's. The same request and seed give the same score, and
a part depends on seed, brief and its own name alone, and on those of the brief's other players whom it follows.
`compose_parts` writes for players who are seated already: those of a clip that is edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from musiccm_daw.composer.band import Band
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.phrase_writers import is_seat_of
from musiccm_daw.composer.piece import Piece, Seeds
from musiccm_daw.composer.plan import ReadBrief
from musiccm_daw.composer.reading.brief import Brief, read_brief
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.steering import UNSTEERED
from musiccm_daw.composer.seating import ALWAYS, Seat, seat_for, seated
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.writing import written
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import MAX_PARTS, Score


def compose_score(
    request: GenerationRequest, seed: int, brief: Brief | None = None, read: ReadBrief = read_brief
) -> Score:
    """Compose what a request's clip plays, on the ticks of a MIDI file.

    Args:
        request: what was asked for.
        seed: of the variation.
        brief: of the request's prompt; None to read it.
        read: reads the words of the prompt, of stems and of sections.

    Returns:
        One part for each of the request's stems, named by its label; without stems, one for each player.
    """
    if brief is None:
        brief = read(request.prompt)
    piece = Piece.of(request, Seeds.of(seed), brief, read)
    stems = [stem for stem in request.stems if stem.role not in (None, "mix")]
    parts = _stem_parts(piece, stems) if stems else _band_parts(piece)
    return Score(tuple(parts), "composed", piece.style.name).quantised()


def compose_parts(
    request: GenerationRequest,
    seeds: Seeds,
    parts: Sequence[Part],
    style: str | None,
    briefs: Mapping[str, Brief],
    read: ReadBrief = read_brief,
) -> tuple[Part, ...]:
    """Compose other notes for the parts of a score.

    Each part keeps its name and role, and its instrument unless its words name another.

    Args:
        request: what was asked for.
        seeds: of form, motifs and chance.
        parts: of a score that exists.
        style: of that score, unless the request's prompt names one; None to find it from the words.
        briefs: of the words for each part, by its name.
        read: reads the words of sections.
    """
    main = read(request.prompt)
    home = style if style in STYLE_TABLE else None
    piece = Piece.of(request, seeds, replace(main, style=main.style or home), read)
    steered = replace(main, steering=piece.steered.steering)
    briefs = {name: steered if brief == main else _own_brief(steered, brief) for name, brief in briefs.items()}
    seats = {part.name: _seat_again(piece, part, briefs[part.name]) for part in parts}
    band = Band(piece, list(seats.values()))
    return tuple(
        replace(written(band, seats[part.name], part.name, briefs[part.name]), name=part.name) for part in parts
    )


def _own_brief(main: Brief, own: Brief) -> Brief:
    """Return the brief of a player with words of their own, which rank above those for all."""
    return replace(
        main,
        players=(*own.players, *main.players),
        steering=own.steering.over(main.steering),
        ways=own.ways,
        effects=(*main.effects, *own.effects),
        without_pieces=main.without_pieces | own.without_pieces,
        steady=main.steady or own.steady,
    )


def _seat_again(piece: Piece, part: Part, brief: Brief) -> Seat:
    """Return the player of a part: on the instrument that its words name, else on its own."""
    players = [player for player in brief.players if player.role == part.role]
    # What another instrument stands in for has the tune in that one's role.
    players = players or [
        player for player in brief.players if player.stand_in and part.instrument in player.instruments
    ]
    player = next((player for player in players if player.named), players[0] if players else Player(part.role))
    player = replace(player, role=part.role)
    if not player.named and part.instrument in INSTRUMENTS:
        player = replace(player, instruments=(part.instrument,), named=True)
    alone = replace(
        brief, style=piece.style.name, players=(player,), size=None, whole=False, beat=False, without_roles=frozenset()
    )
    seat = seated(alone, piece.seeds.form, piece.request.bars)[0]
    return replace(seat, name=part.name, layer=_one_of_several(piece.style, part) or seat.layer)


def _one_of_several(style: Style, part: Part) -> Layer | None:
    """Return which of several players of a style who sit in all its bands a part's number names: the third drum."""
    groups = [
        [layer for layer in group if layer.role == part.role and part.instrument in layer.instruments]
        for group in style.groups
    ]
    sure = [group[0] for group in groups if sum(layer.chance for layer in group) >= ALWAYS]
    number = part.name.rpartition("-")[2]
    at = int(number) - 1 if number.isdigit() else 0
    return sure[at] if len(sure) > 1 and at < len(sure) else None


def _band_parts(piece: Piece) -> list[Part]:
    """Return the parts of the whole band, without those that have nothing to play."""
    seats = list(seated(piece.brief, piece.seeds.form, piece.request.bars))
    seats += _section_seats(piece, seats)
    seats = seats[:MAX_PARTS]
    band = Band(piece, seats)
    parts = [written(band, seat, seat.name, piece.steered) for seat in seats]
    words = read_facts(piece.request.prompt).text
    sounding = [part for part in parts if part.notes] or parts[:1]
    return [replace(part, words=part_prompt(part, piece.brief, words)) for part in sounding]


def _section_seats(piece: Piece, seats: list[Seat]) -> list[Seat]:
    """Return players whom only the words of sections name."""
    found: list[Seat] = []
    for phrase in piece.phrases:
        for player in phrase.words.players:
            if not any(is_seat_of(player, seat) for seat in (*seats, *found)):
                alone = replace(piece.brief, players=(player,), size=None, whole=False, beat=False)
                seat = seated(alone, piece.seeds.form, piece.request.bars)[0]
                number = sum(other.role == seat.role for other in (*seats, *found)) + 1
                name = seat.role if number == 1 else f"{seat.role}-{number}"
                found.append(replace(seat, name=name, guest=True))
    return found


def _stem_parts(piece: Piece, stems: list[StemRequest]) -> list[Part]:
    """Return one part for each stem: that player of the band, or one who is added."""
    band = Band(piece, seated(piece.brief, piece.seeds.form, piece.request.bars))
    free = list(band.seats)
    words = read_facts(piece.request.prompt).text
    parts: list[Part] = []
    for stem in stems:
        own = stem.prompt.removesuffix(f", {words}") if stem.prompt.endswith(f", {words}") else None
        seat, brief = _stem_seat(piece, stem, own, free)
        free = [other for other in free if other is not seat]
        name = stem.label or seat.name
        part = replace(written(band, seat, name, brief), name=name, role=stem.role or seat.role)
        parts.append(replace(part, words=part_prompt(part, brief, stem.prompt)))
    return _distinct(parts)


def _distinct(parts: list[Part]) -> list[Part]:
    """Number the parts of stems that share a label."""
    names = [part.name for part in parts]
    return [
        replace(part, name=f"{part.name}-{names[:at].count(part.name) + 1}") if part.name in names[:at] else part
        for at, part in enumerate(parts)
    ]


def _stem_seat(piece: Piece, stem: StemRequest, own: str | None, band: list[Seat]) -> tuple[Seat, Brief]:
    """Return who plays a stem, and the brief that this player reads."""
    role = stem.role or "keys"
    seat = next((seat for seat in band if seat.role == role), None)
    if own is None:
        if seat is None:
            seat = next((s for s in band if role in INSTRUMENTS[s.instrument].roles and s.named), None)
            seat = seat_for(role, piece.brief, piece.seeds.form) if seat is None else seat
        return seat, piece.steered
    asked = piece.read(own)
    brief = replace(
        piece.brief,
        steering=asked.steering.over(piece.steered.steering),
        ways=asked.ways,
        effects=(*piece.brief.effects, *asked.effects),
        without_pieces=piece.brief.without_pieces | asked.without_pieces,
        steady=piece.brief.steady or asked.steady,
    )
    player = next((player for player in asked.players if player.role == role), None)
    if player is None:
        player = next((p for p in asked.players if p.named and role in INSTRUMENTS[p.instruments[0]].roles), None)
    if player is None:
        ways = tuple(way for p in asked.players for way in p.ways)
        player = Player(role, ways=ways, steering=next((p.steering for p in asked.players), UNSTEERED))
    alone = replace(brief, style=asked.style or piece.style.name, players=(replace(player, role=role),), size=None)
    asked_seat = seated(
        replace(alone, whole=False, beat=False, without_roles=frozenset()), piece.seeds.form, piece.request.bars
    )[0]
    return replace(asked_seat, name=role if own is None else f"{role} {own}"), replace(brief, players=alone.players)
