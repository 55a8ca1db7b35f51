"""Whether a machine keeps the beat of a prompt's music, which then has it beside the sounds that are listed.

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
from musiccm_daw.composer.reading.whole_bands import is_style
from musiccm_daw.composer.styles import STYLE_TABLE

_FEW = 2
"""Players of whom "and" makes a duo, and commas a list."""
_NEARLY_ALWAYS = 0.9
"""How often songs of a style have what it cannot do without."""


def is_beat(
    players: Sequence[Player], waiting: Sequence[Waiting], around: Surroundings, style: str | None, left_out: LeftOut
) -> bool:
    """Return whether sounds are listed behind the name of music whose beat a machine keeps, which has it then, too.

    "Drum and bass, reese, pads" has drums. "House piano and bass", "house, rhodes" and "house loop, piano, bass" are
    for those who are named, as are lists of what people play by hand: "jazz, piano and saxophone". Who leaves out a
    singer does not think of one player alone.

    Args:
        players: whom the prompt names.
        waiting: ways of playing without a player.
        around: the prompt.
        style: that it names.
        left_out: who is not to play.
    """
    texts = {token.text for token in around.kept}
    if style is None or not is_kept_by_machine(style) or SINGLE & texts or "drums" in left_out.roles:
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
    if left_out.roles - {"bass"}:
        return bool(tuned)
    apart = any(token.is_sign for token in around.kept[named.end : asked[0].first])
    # "Drill sliding 808s dark piano" are tags, "dub bass and echoing chords" two players.
    tags = not dividers_among(around.kept[named.end : asked[-1].end])
    return bool(tuned) and (len(roles) > _FEW or (len(roles) == _FEW and (apart or tags)))


def is_kept_by_machine(style: str) -> bool:
    """Return whether songs of a style have drums, and a machine plays them or the bass."""
    groups = STYLE_TABLE[style].groups
    drums = [sum(layer.chance for layer in group if layer.role == "drums") for group in groups]
    return max(drums) >= _NEARLY_ALWAYS and not is_played_by_hand(style)


def is_played_by_hand(style: str) -> bool:
    """Return whether no machine plays the drums or the bass of a style."""
    groups = STYLE_TABLE[style].groups
    rhythm = (layer for group in groups for layer in group if layer.role in ("drums", "bass"))
    return not any(INSTRUMENTS[name].is_synth for layer in rhythm for name in layer.instruments)
