"""The brief: what a prompt asks the composer for.

From the words that `prompt_words.py` finds and `clauses.py` puts together to a style, the players with their ways of
playing, and how dense, loud and swung the music is. What the prompt leaves open stays open here; `seating.py` and
`style_choice.py` decide it with the seed. Words that nobody knows are kept, to be reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from musiccm_daw.composer.clauses import Reader
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.negation import without_negations
from musiccm_daw.composer.players import Player
from musiccm_daw.composer.prompt_words import find_words, tokens
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.request.prompt_facts import read_facts, swing_in
from musiccm_daw.timebase import Meter

Nearest = Callable[[str], Sequence[str]]
"""From words to the names of styles and instruments that come nearest in meaning, the best first."""


@dataclass(frozen=True)
class Brief:
    """What a prompt asks for; None and empty where it leaves something open.

    Attributes:
        style: a key of `STYLE_TABLE`.
        players: who plays, in the order of the prompt.
        size: of the band: 1 for a solo, 3 for a trio.
        whole: whether a whole band plays around the named players.
        only: whether nobody else may play, as in "just pads".
        ways: of playing that belong to no named player.
        density: "sparse", "busy" or None.
        energy: 0 to 1.
        swing: 0 straight to 1 triplets.
        shape: "building", "fading" or None.
        pace: "slow", "fast" or None.
        meter: that the words name, as a waltz does.
        effects: of the renderer.
        without_roles: left out.
        without_instruments: left out.
        without_pieces: sounds of the drum kit that are left out.
        unknown: words that the composer does not know.
    """

    style: str | None = None
    players: tuple[Player, ...] = ()
    size: int | None = None
    whole: bool = False
    only: bool = False
    ways: tuple[str, ...] = ()
    density: str | None = None
    energy: float | None = None
    swing: float | None = None
    shape: str | None = None
    pace: str | None = None
    meter: Meter | None = None
    effects: tuple[str, ...] = ()
    without_roles: frozenset[str] = frozenset()
    without_instruments: frozenset[str] = frozenset()
    without_pieces: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def half_time(self) -> bool:
        """Whether the snare falls on the third quarter."""
        return "half_time" in self.ways or any("half_time" in player.ways for player in self.players)


# The takes of a batch share their prompts, and reading one costs more than the rest of a request.
@lru_cache(maxsize=1024)
def read_brief(prompt: str, nearest: Nearest | None = None) -> Brief:
    """Read a prompt; facts in it (tempo, bars, meter, key) are the request's and are passed over.

    Args:
        prompt: as a user wrote it.
        nearest: asked for a style and instruments where the composer knows none of the words.
    """
    text = read_facts(prompt).text
    kept, left_out = without_negations(text, tokens(text))
    words, unknown = find_words(text, kept)
    said = {token.text for token in kept}
    reader = Reader(kept)
    for word in words:
        reader.read(word)
    players = reader.finished(left_out)
    brief = Brief(
        style=reader.style,
        players=players,
        size=reader.size,
        whole=reader.whole,
        only=bool({"only", "just"} & said) or "nothing but" in text.lower(),
        ways=tuple(reader.ways),
        swing=swing_in(prompt),
        density=reader.density,
        shape=reader.shape,
        meter=reader.meter,
        effects=tuple(dict.fromkeys(reader.effects)),
        without_roles=frozenset(left_out.roles),
        without_instruments=frozenset(left_out.instruments),
        without_pieces=frozenset(left_out.pieces),
        unknown=tuple(unknown),
        **_character(reader.moods),
    )
    return brief if nearest is None else _with_nearest(brief, text, nearest)


def _character(moods: Sequence[str]) -> dict[str, Any]:
    """Return energy and pace from words for moods; the first of two opposites counts."""
    force = next((mood for mood in moods if mood in ("calm", "strong")), None)
    pace = next((mood for mood in moods if mood in ("slow", "fast")), None)
    return {"energy": {"calm": 0.55, "strong": 0.95}.get(force or ""), "pace": pace}


def _with_nearest(brief: Brief, text: str, nearest: Nearest) -> Brief:
    """Fill in a style, or an instrument, that comes nearest to words of which none is known."""
    if brief.style is not None or brief.players or not brief.unknown:
        return brief
    names = nearest(text)
    style = next((name for name in names if name in STYLE_TABLE), None)
    instrument = next((name for name in names if name in INSTRUMENTS), None)
    first = next((name for name in names if name in STYLE_TABLE or name in INSTRUMENTS), None)
    if instrument is None or first == style:
        return replace(brief, style=style)
    return replace(brief, players=(Player(INSTRUMENTS[instrument].roles[0], (instrument,), named=True),))
