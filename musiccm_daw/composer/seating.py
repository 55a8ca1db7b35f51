"""Who plays: from a brief to the seats of a band, each a player with an instrument and the style's way to play it.

The players whom a prompt names, and nobody else, unless it names none (then the style's band), a size of band, or a
whole track that lacks a rhythm section or anybody else. Every seat has a name of its own ("keys", "keys-2"); what is
drawn for it depends on the seed, the style and that name alone, so that a band of other size changes nobody's part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.drums.percussion_sounds import names_percussion
from musiccm_daw.composer.ensembles import orchestra
from musiccm_daw.composer.ensembles.members import ensemble
from musiccm_daw.composer.instrument_names import INSTRUMENTS, InstrumentName
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.machine_beats import is_guitar_band, is_played_by_hand
from musiccm_daw.composer.reading.players import PLUCKED_STRINGS, SECTIONS, Player
from musiccm_daw.composer.reading.whole_bands import is_electric_organ
from musiccm_daw.composer.sheet import Layer, Style
from musiccm_daw.composer.style_choice import instrument_meant, style_of
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.tunes.soloists import with_pianist_in_front, with_soloist
from musiccm_daw.composer.tunes.style_tunes import is_tune
from musiccm_daw.composer.ways.hands import ONE_VOICED
from musiccm_daw.composer.words.stand_ins import STAND_INS, StandIn

_LONG_BARS = 8
"""Risers and impacts lead from section to section: a clip of up to so many bars has none, unless they are named."""
ALWAYS = 0.9
"""A place in the band that songs of a style fill so often, clips always fill."""
_HARMONY = {"keys", "guitar", "pads", "strings", "brass", "vocal-pad"}
"""Roles of which a band has one at least: drums, bass and a tune are no house track."""
_DEFAULT_INSTRUMENTS = {
    "drums": ("standard_kit",),
    "bass": ("finger_bass",),
    "keys": ("grand_piano", "drawbar_organ", "vibraphone", "pluck"),
    "guitar": ("clean_guitar", "steel_guitar"),
    "pads": ("warm_pad",),
    "lead": ("square_lead",),
    "strings": ("string_ensemble",),
    "brass": ("brass_section",),
    "vocal-pad": ("choir_aahs",),
    "percussion": ("latin_percussion",),
    "fx": ("noise_riser",),
}
_DEFAULT_EFFECTS = {"reverb_small": 0.5}
_SYNTHS = ("pluck", "saw_lead", "supersaw", "square_lead")
"""What a synth is that nobody describes further: no piano, as many styles have among their keys."""
_ARPEGGIATED = (*_SYNTHS, "fm_bell")
"""What plays an arp that nobody describes further, where a style has it: the word is a synthesizer's."""
_DRIVEN = ("overdriven_guitar", "distortion_guitar")
_LOW_BRASS = {"tuba", "sousaphone"}
"""Who plays the bass in a marching or dixieland band."""
_STRING_BAND = 4
"""Players of the smallest band that is complete without drums."""
_FULL_LIST = 3
"""Instruments, percussion among them, of the shortest list that is the whole of an acoustic band."""
_LIST = 2
"""Players whom a prompt names from whom on they are the band, with its rhythm section."""
_RHYTHM = {"drums", "bass"}
_CHORDS = {"keys", "guitar", "pads", "strings", "vocal-pad"}
"""Roles whose players may have the chords."""
_RHYTHM_SECTION = 3
"""Players of piano, bass and drums."""
_ORCHESTRAL_TUNES = (orchestra.theme, orchestra.strings)
_BRASS = "brass_section"
_NO_GUITAR = "banjo"
"""Guitarists of some styles play it, but whoever asks for a guitar wants one."""


@dataclass(frozen=True)
class Seat:
    """One player of the band.

    Attributes:
        name: unique in the band.
        player: what the prompt asks of the player; a player of the style's band is asked for nothing.
        instrument: a key of `INSTRUMENTS`.
        layer: the style's player of this role; None if the style has none for this instrument.
        named: whether the prompt names the player, who then plays throughout.
        lowest: MIDI pitch to which the instrument is tuned down; None for its own.
    """

    name: str
    player: Player
    instrument: str
    layer: Layer | None
    named: bool
    guest: bool = False
    """Whether only the words of a section name the player."""
    lowest: int | None = None

    @property
    def stands_in(self) -> StandIn | None:
        """What the instrument stands in for, if it does."""
        own = STAND_INS.get(self.player.stand_in or "")
        return own if own is not None and own.instrument == self.instrument else None

    @property
    def can(self) -> InstrumentName:
        """What the player's instrument can play, in the range of what it stands in for."""
        name, own = INSTRUMENTS[self.instrument], self.stands_in
        if own is not None:
            return replace(name, lowest=own.lowest, highest=own.highest)
        return name if self.lowest is None else replace(name, lowest=self.lowest)

    @property
    def asked_for(self) -> bool:
        """Whether words name the player; one who plays a part again is on a given instrument without them."""
        return self.named and bool(self.player.words)

    @property
    def role(self) -> str:
        """The player's role."""
        return self.player.role


def seated(brief: Brief, seed: int, bars: int) -> tuple[Seat, ...]:
    """Return the band for a clip of so many bars; at least one player."""
    style = style_of(brief)
    players: list[Player] = []
    own: dict[int, Layer] = {}
    for player in ensemble(brief):
        for layer in _both_guitars(player, style):
            players.append(replace(player))
            own[id(players[-1])] = layer
        if not _is_drum_ensemble(player, style) and not _both_guitars(player, style):
            players.append(_in_lead(player, brief))
    named = {id(player) for player in players}
    band = [] if _complete(brief, players) else _around(_style_band(style, brief, seed, bars), brief, players)
    size = brief.size if brief.size is not None else 99
    # Who has the tune on a harpsichord takes nobody's chords.
    taken = Counter("lead" if "melody" in player.ways else player.role for player in players)
    for layer in _by_need(band, style, brief) if band and brief.size is not None else band:
        if len(players) >= size:
            break
        if taken[layer.role]:
            taken[layer.role] -= 1
            continue
        players.append(Player(layer.role, layer.instruments))
        own[id(players[-1])] = layer
    if not players:
        players = [Player(_fallback_role(brief))]
    seats: list[Seat] = []
    for player in players:
        taken_by_others = [*own.values(), *(seat.layer for seat in seats)]
        layers = [own[id(player)]] if id(player) in own else _layers(style, player.role, taken_by_others)
        seats.append(_seat(player, style, seed, brief, id(player) in named, layers))
    seats = with_soloist(seats, style) if brief.style is not None else seats
    return _with_names(seats if "lead" in brief.without_roles else with_pianist_in_front(seats, style))


def seat_for(role: str, brief: Brief, seed: int) -> Seat:
    """Return a player of a role whom the band lacks."""
    style = style_of(brief)
    free = replace(brief, without_instruments=frozenset())
    return replace(_seat(Player(role), style, seed, free, True, _layers(style, role, ())), name=role)


def _layers(style: Style, role: str, taken: Sequence[Layer | None]) -> list[Layer]:
    """Return the style's players of a role but for those who are taken, or all of them if all are."""
    layers = [layer for group in style.groups for layer in group if layer.role == role]
    return [layer for layer in layers if layer not in taken] or layers


def _both_guitars(player: Player, style: Style) -> list[Layer]:
    """Return the guitarists of a style that has two in all songs, where both are meant: "highlife guitars"."""
    guitars = [[layer for layer in group if layer.role == "guitar"] for group in style.groups]
    sure = [group[0] for group in guitars if sum(layer.chance for layer in group) >= ALWAYS]
    plural = not player.named and any(text.lower().endswith("guitars") for text in player.words)
    return sure if player.role == "guitar" and plural and len(sure) > 1 else []


def _in_lead(player: Player, brief: Brief) -> Player:
    """Return a player whose instrument has the tune more often than the chords of a named style: musette accordion."""
    if brief.style is None or player.role != "keys" or not player.named or player.ways or not player.instruments:
        return player
    if any("melody" in other.ways for other in brief.players):
        return replace(player, ways=("marcato",)) if brief.style == "tango" else player
    likely = Counter[str]()
    for group in STYLE_TABLE[brief.style].groups:
        for layer in group:
            likely[layer.role] += round(100 * layer.chance * (player.instruments[0] in layer.instruments))
    return replace(player, role="lead") if likely["lead"] > likely["keys"] else player


def _is_drum_ensemble(player: Player, style: Style) -> bool:
    """Return whether a player stands for the whole band, as the drums of a style in which everybody drums do."""
    roles = {layer.role for group in style.groups for layer in group}
    own = player.named or names_percussion(player.words) or any("kit" in text.lower().split() for text in player.words)
    return roles <= {"drums", "percussion"} and player.role in roles and not own


def _complete(brief: Brief, players: list[Player]) -> bool:
    """Return whether the players whom the prompt names are all."""
    if not players:
        return False
    if brief.size is not None:
        # The voices of a vocal quartet are one part, as those of a choir are, and four who pluck are two.
        sung = any(player.role == "vocal-pad" and player.size for player in players)
        plucked = brief.style is None and all(player.instruments == PLUCKED_STRINGS for player in players)
        return sung or plucked or len(players) >= brief.size or brief.only
    return brief.only or not brief.banded or (not brief.band_enters and _make_a_band(players, brief.style))


def _make_a_band(players: list[Player], style: str | None) -> bool:
    """Return whether players are a rhythm section and somebody else: "lofi with piano, bass and drums" is a trio.

    Several who need no drums are a band with a double bass, as in bluegrass, and without one in styles that have none;
    so are three of whom one plays percussion, where no machine keeps time.
    """
    roles = {player.role for player in players}
    low = "bass" in roles or any(_LOW_BRASS & set(text.lower().split()) for each in players for text in each.words)
    acoustic = all(player.is_acoustic and not is_electric_organ(player) for player in players)
    if acoustic and roles > {"percussion"} and style is not None and is_played_by_hand(style):
        # Who plays percussion plays all of it: forró with accordion, zabumba and triangle.
        listed = sum(len(player.words) if player.role == "percussion" else 1 for player in players)
        chordal = any(_CHORDS & set(INSTRUMENTS[name].roles) for player in players for name in player.instruments[:1])
        if listed >= _FULL_LIST and all(player.named for player in players):
            return chordal or STYLE_TABLE[style].unplugged
    unplugged = len(players) >= _STRING_BAND and acoustic
    if unplugged and (low or (style is not None and STYLE_TABLE[style].unplugged)):
        return True
    return low and "drums" in roles and bool(roles - {"drums", "bass"})


def _around(band: list[Layer], brief: Brief, players: Sequence[Player]) -> list[Layer]:
    """Return those of a style's band who play around the named players.

    All of them, but only drums and bass if those who are named are listed, with somebody for the chords where nobody
    has any: "salsa with timbales, congas and trombones" has a pianist.
    """
    tuned = [player for player in players if player.role not in ("drums", "percussion", "fx")]
    several = sum(player.role != "fx" for player in players) >= _LIST
    listed = brief.whole and brief.size is None and several and bool(tuned)
    if not brief.beat and (not listed or brief.full or brief.band_enters):
        return band
    harmonised = brief.beat or any(map(_may_have_chords, players))
    low = any(_LOW_BRASS & set(text.lower().split()) for player in players for text in player.words)
    rhythm = {layer.role for layer in band} & (_RHYTHM - {"bass"} if low else _RHYTHM)
    others = [layer for layer in band if layer.role in _CHORDS and not harmonised]
    around = [layer for layer in band if layer.role in rhythm or layer in others[:1]]
    strummed = any("guitar" in INSTRUMENTS[name].roles for player in players for name in player.instruments[:1])
    roles = {player.role for player in players} - {*_RHYTHM, "percussion", "fx"}
    if brief.style is None or strummed or not roles or "guitar" in roles:
        return around
    # Rock with piano and strings is rock.
    guitars = [layer for layer in band if layer.role == "guitar" and _has_driven_guitars(brief.style)]
    return around + [layer for layer in guitars[:1] if layer not in around]


def _has_driven_guitars(style: str) -> bool:
    """Return whether distorted guitars make music what it is."""
    guitars = (layer for group in STYLE_TABLE[style].groups for layer in group if layer.role == "guitar")
    return is_guitar_band(style) and any(set(_DRIVEN) & set(layer.instruments) for layer in guitars)


def _may_have_chords(player: Player) -> bool:
    single = "melody" in player.ways or (player.named and player.instruments[0] in ONE_VOICED)
    return player.role in _CHORDS and not single


def _style_band(style: Style, brief: Brief, seed: int, bars: int) -> list[Layer]:
    """Draw the style's players, without those who are left out."""
    random = Random(f"band {style.name} {seed}")
    band = []
    for group in _groups(style, brief):
        total = sum(layer.chance for layer in group)
        rest = 0.0 if total >= ALWAYS else 1 - total
        drawn = random.choices([*group, None], [*(layer.chance for layer in group), rest])[0]
        if drawn is None or drawn.role in brief.without_roles or (drawn.role == "fx" and bars <= _LONG_BARS):
            continue
        if set(drawn.instruments) - brief.without_instruments:
            band.append(drawn)
    able = [
        layer for group in _groups(style, brief) for layer in group if layer.role not in {*brief.without_roles, "fx"}
    ]
    able = [layer for layer in able if set(layer.instruments) - brief.without_instruments]
    missing = sorted((layer for layer in able if layer.role not in _roles(band)), key=lambda layer: -layer.chance)
    if not _HARMONY & _roles(band):
        band += [layer for layer in missing if layer.role in _HARMONY][:1]
    return band + [layer for layer in missing if layer not in band][: max(0, 2 - len(band))]


def _groups(style: Style, brief: Brief) -> list[tuple[Layer, ...]]:
    """Return the places of a style's band; where no tune is wanted, nobody has one whose role is another."""
    if "lead" not in brief.without_roles:
        return list(style.groups)
    groups = [tuple(layer for layer in group if not _has_tune(layer)) for group in style.groups]
    return [group for group in groups if group]


def _has_tune(layer: Layer) -> bool:
    return is_tune(layer.write) or getattr(layer.write, "func", layer.write) in _ORCHESTRAL_TUNES


def _roles(band: list[Layer]) -> set[str]:
    return {layer.role for layer in band}


def _by_need(band: list[Layer], style: Style, brief: Brief) -> list[Layer]:
    """Return a band in the order in which a small one is filled: those whom the style rarely lacks, the bass first.

    A trio with a pianist is the rhythm section.
    """
    section = style.pianist and brief.size is not None and brief.size <= _RHYTHM_SECTION
    absent = {layer.role for layer in band} | brief.without_roles | {"fx"}
    every = [layer for group in style.groups for layer in group if layer.role not in absent]
    every = [layer for layer in every if set(layer.instruments) - brief.without_instruments]
    chance = Counter[str]()
    for group in style.groups:
        for layer in group:
            chance[layer.role] += round(100 * layer.chance)
    full = [layer for layer in band if layer.role != "fx"] + list({layer.role: layer for layer in every}.values())
    return sorted(
        full,
        key=lambda layer: (
            section and layer.role in ("lead", "brass"),
            -min(100, chance[layer.role]) // 20,
            layer.role != "bass",
            layer.role not in _HARMONY,
        ),
    )


def _fallback_role(brief: Brief) -> str:
    roles = ("pads", "keys", "bass", "lead", "strings", "guitar", "drums")
    return next((role for role in roles if role not in brief.without_roles), "pads")


def _with_names(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Number the seats of a role from the second on."""
    seen: Counter[str] = Counter()
    result = []
    for seat in seats:
        seen[seat.role] += 1
        number = seen[seat.role]
        result.append(replace(seat, name=seat.role if number == 1 else f"{seat.role}-{number}"))
    return tuple(result[:16])


def _seat(player: Player, style: Style, seed: int, brief: Brief, named: bool, layers: list[Layer]) -> Seat:
    """Give a player an instrument and the style's way to play it.

    Args:
        player: as the prompt or the style's band has it.
        style: of the music.
        seed: draws the instrument.
        brief: what the prompt asks for.
        named: whether the prompt names the player.
        layers: the style's players who may be meant.
    """
    player = _as_usual(player)
    random = Random(f"seat {style.name} {seed} {player.role} {'/'.join(player.instruments)}")
    if "power" in player.ways and player.role == "guitar":
        player = _driven(player)
    if "arp" in player.ways and player.role == "keys" and not player.instruments:
        player = _arpeggiating(player, style, brief.without_instruments)
    meant = instrument_meant(player, brief) if player.named else None
    instrument = meant or _drawn_instrument(player, layers, random, brief.without_instruments)
    able = [layer for layer in layers if instrument in layer.instruments]
    layer = random.choices(able, [max(0.05, layer.chance) for layer in able])[0] if able else None
    lowest = brief.tuning if "guitar" in INSTRUMENTS[instrument].roles else None
    return Seat("", player, instrument, layer or _foreign_layer(player.role, instrument), named, lowest=lowest)


def _as_usual(player: Player) -> Player:
    """Return a player of what another instrument stands in for, who plays as it is played if nothing is asked for."""
    own = STAND_INS.get(player.stand_in or "")
    if own is None or own.instrument not in player.instruments:
        return player
    ways = player.usual_ways
    leads = "lead" in INSTRUMENTS[own.instrument].roles and bool({"melody", "over_drone"} & set(ways))
    return replace(player, instruments=(own.instrument,), ways=ways, role="lead" if leads else player.role)


def _driven(player: Player) -> Player:
    """Return a guitarist who plays power chords, on a driven guitar where the words leave that open."""
    able = tuple(name for name in player.instruments if name in _DRIVEN)
    return replace(player, instruments=able or player.instruments or _DRIVEN)


def _arpeggiating(player: Player, style: Style, without: frozenset[str]) -> Player:
    """Return a player of an arp, on a synthesizer if the style has one: among its keys, else among its leads."""
    for role in ("keys", "lead"):
        layers = [layer for group in style.groups for layer in group if layer.role == role]
        able = {name for layer in layers for name in layer.instruments} - without
        if synths := tuple(name for name in _ARPEGGIATED if name in able):
            return replace(player, instruments=synths)
    return player


def _drawn_instrument(player: Player, layers: list[Layer], random: Random, without: frozenset[str]) -> str:
    """Draw one of the style's own instruments, of those that the player's role may stand for if it has any."""
    own = [name for layer in layers for name in layer.instruments if name not in without]
    if not player.instruments:
        own = [name for name in own if name != _NO_GUITAR]
        # Brass is several horns, where a style has them.
        own = [name for name in own if name == _BRASS] if player.role == "brass" and _BRASS in own else own
    wanted = [name for name in player.instruments if name not in without]
    if player.role in ("keys", "lead") and player.asks_for_synth:
        wanted = [name for name in _SYNTHS if name not in without]
        own = [name for name in own if name in wanted] or wanted
    theirs = "arp" in player.ways or player.role in SECTIONS
    drawn_from = [name for name in own if name in wanted] or (wanted if theirs else own) or own
    usual = _DEFAULT_INSTRUMENTS[player.role]
    able = wanted or [name for name in usual if name not in without] or usual
    return random.choice(drawn_from) if drawn_from else able[0]


def _foreign_layer(role: str, instrument: str) -> Layer | None:
    """Return any style's layer that has an instrument in a role, for its effects, level and place; drums need one."""
    for style in STYLE_TABLE.values():
        for group in style.groups:
            for layer in group:
                if layer.role == role and instrument in layer.instruments:
                    return layer
    for style in STYLE_TABLE.values():
        for group in style.groups:
            for layer in group:
                if layer.role == role and role in ("drums", "percussion"):
                    return layer
    return None


def effects_of(seat: Seat, brief: Brief, random: Random) -> tuple[str, ...]:
    """Draw the effects of a part: those of its style's player, with those that the prompt's words stand for."""
    chances = _DEFAULT_EFFECTS if seat.layer is None else seat.layer.effects
    drawn = [effect for effect, chance in chances.items() if random.random() < chance]
    return tuple(dict.fromkeys((*drawn, *brief.effects)))
