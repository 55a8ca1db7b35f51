"""Whether a prompt's music is nothing without its beat, which it then has beside the sounds that are listed.

For `whole_piece.py`, once the whole prompt is read, and for `seating.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.clauses import dividers_among
from musiccm_daw.composer.reading.company import SINGLE
from musiccm_daw.composer.reading.negation import LeftOut
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.said_again import first_role
from musiccm_daw.composer.reading.surroundings import Surroundings
from musiccm_daw.composer.reading.waiting_ways import ROLE_OF_WAY, Waiting
from musiccm_daw.composer.reading.whole_bands import is_electric_organ, is_style
from musiccm_daw.composer.styles import STYLE_TABLE

_SAMPLED = ("loop", "loops", "sample", "samples")
_FEW = 2
"""Players of whom "and" makes a duo, and commas a list."""
_DOUBLE_BASSES = {"acoustic_bass", "contrabass"}
_ELECTRIC_GUITARS = {"clean_guitar", "muted_guitar", "overdriven_guitar", "distortion_guitar"}
_NEARLY_ALWAYS = 0.9
"""How often songs of a style have what it cannot do without."""


def is_beat(
    players: Sequence[Player], waiting: Sequence[Waiting], around: Surroundings, style: str | None, left_out: LeftOut
) -> bool:
    """Return whether sounds are listed behind the name of music that is nothing without its beat, and has it then, too.

    "Drum and bass, reese, pads" has drums, and so has "ska punk, guitar upstrokes, trombone". "House piano and bass",
    "house, rhodes" and "house loop, piano, bass" are for those who are named, as are lists of what people play
    without electricity: "jazz, piano and saxophone". Who leaves out a singer does not think of one player alone, nor
    does who leaves out the hats think of nobody at the drums.

    Args:
        players: whom the prompt names.
        waiting: ways of playing without a player.
        around: the prompt.
        style: that it names.
        left_out: who is not to play.
    """
    if style is None or _is_single(players, around) or "drums" in left_out.roles:
        return False
    if left_out.pieces and has_drums(style) and not any(player.role == "drums" for player in players):
        return bool(players or waiting)
    if not (is_kept_by_machine(style) or is_guitar_band(style) or _is_plugged_list(players, style)):
        return False
    asked = [word for word in around.words if first_role(word) or word.one("piece") or word.one("way")]
    named = next((word for word in around.words if is_style(word)), None)
    if named is None or not asked or asked[0].first < named.end or any(player.size for player in players):
        return False
    called = {ROLE_OF_WAY.get(each.way) for each in waiting}.difference(player.role for player in players)
    if any(len(player.pieces) > 1 for player in players):
        # "House: kick, offbeat hats, piano stabs" says what there is of a beat.
        return False
    roles = [player.role for player in players] + [role for role in called if role is not None]
    tuned = [role for role in roles if role not in ("drums", "percussion", "fx")]
    if is_guitar_band(style) and len(set(tuned)) < _FEW:
        # "Metal, two rhythm guitars".
        return False
    if left_out.roles - {"bass"}:
        return bool(tuned)
    apart = any(token.is_sign for token in around.kept[named.end : asked[0].first])
    # "Drill sliding 808s dark piano" are tags, "dub bass and echoing chords" two players.
    tags = not dividers_among(around.kept[named.end : asked[-1].end])
    return bool(tuned) and (len(roles) > _FEW or (len(roles) == _FEW and (apart or tags)))


def _is_single(players: Sequence[Player], around: Surroundings) -> bool:
    """Return whether words say that what is named is all: a house loop of piano and bass.

    A piano loop beside others is only what a sampler plays.
    """
    ends = {word.end for word in around.words if first_role(word)} if len(players) > 1 else set()
    texts = {token.text for at, token in enumerate(around.kept) if token.text not in _SAMPLED or at not in ends}
    return bool(SINGLE & texts)


def _is_plugged_list(players: Sequence[Player], style: str) -> bool:
    """Return whether a long list with percussion has somebody who is plugged in: soul, hammond, horns, tambourine."""
    own = STYLE_TABLE[style]
    percussion = any(player.role == "percussion" for player in players)
    plugged = any(not player.is_acoustic or is_electric_organ(player) for player in players)
    return len(players) > _FEW and percussion and plugged and has_drums(style) and not own.unplugged


def has_drums(style: str) -> bool:
    """Return whether songs of a style nearly always have drums."""
    groups = STYLE_TABLE[style].groups
    return max(sum(layer.chance for layer in group if layer.role == "drums") for group in groups) >= _NEARLY_ALWAYS


def is_kept_by_machine(style: str) -> bool:
    """Return whether songs of a style have drums, and a machine plays them or the bass."""
    return has_drums(style) and not is_played_by_hand(style)


def is_guitar_band(style: str) -> bool:
    """Return whether songs of a style have a drummer and an electric guitarist by hand: rock, but not blues or country.

    Its bass or all its guitars are electric.
    """
    own = STYLE_TABLE[style]
    layers = [layer for group in own.groups for layer in group]
    basses = {name for layer in layers if layer.role == "bass" for name in layer.instruments}
    guitars = {name for layer in layers if layer.role == "guitar" for name in layer.instruments}
    electric = basses.isdisjoint(_DOUBLE_BASSES) or guitars <= _ELECTRIC_GUITARS
    by_hand = is_played_by_hand(style) and not (own.unplugged or own.chamber)
    return by_hand and bool(guitars) and electric and has_drums(style)


def is_played_by_hand(style: str) -> bool:
    """Return whether no machine plays the drums or the bass of a style."""
    groups = STYLE_TABLE[style].groups
    rhythm = (layer for group in groups for layer in group if layer.role in ("drums", "bass"))
    return not any(INSTRUMENTS[name].is_synth for layer in rhythm for name in layer.instruments)
