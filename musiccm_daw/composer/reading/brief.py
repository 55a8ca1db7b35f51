"""The brief: what a prompt asks the composer for.

From the words that `prompt_words.py` finds and `prompt_reader.py` puts together to a style, the players with their ways
of playing, and how dense, loud and swung the music is (`steering.py`). What the prompt leaves open stays open here;
`seating.py` and `style_choice.py` decide it with the seed. Words that nobody knows are kept, to be reported, and taken
for the instrument, style or mood that they are near to, where somebody can say which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from musiccm_daw.composer.chords.named_progressions import as_progression, modes_of_progression
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.adjectives import with_adjectives, without_likenesses
from musiccm_daw.composer.reading.descriptions import read_descriptions
from musiccm_daw.composer.reading.negation import RHYTHM, LeftOut, is_left_out, without_negations
from musiccm_daw.composer.reading.own_parts import is_backing
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.reading.prompt_reader import PromptReader
from musiccm_daw.composer.reading.rewording import reworded
from musiccm_daw.composer.reading.scenery import without_scenery
from musiccm_daw.composer.reading.section_ways import with_section_ways
from musiccm_daw.composer.reading.spelt_alike import is_in_pieces, only_begins_alike
from musiccm_daw.composer.reading.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.composer.reading.surroundings import Surroundings
from musiccm_daw.composer.reading.whole_piece import WholePiece
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.chamber_music import in_plain_words
from musiccm_daw.composer.words.compounds import apart
from musiccm_daw.composer.words.feelings import IMPLIED
from musiccm_daw.composer.words.japanese import in_english
from musiccm_daw.composer.words.palettes import outside
from musiccm_daw.composer.words.prompt_words import Word, find_words, meanings_of, unknown_phrases
from musiccm_daw.composer.words.russian import from_russian
from musiccm_daw.composer.words.spoken_bands import STRAIGHT
from musiccm_daw.composer.words.stand_ins import STAND_INS
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.harmony import MODES
from musiccm_daw.request.prompt_facts import read_facts, swing_in
from musiccm_daw.request.prompt_key import numerals_in
from musiccm_daw.timebase import Meter

Nearest = Callable[[str], str | None]
"""From words that the composer does not know to what they are near to in meaning, if to anything.

An instrument that they describe (`described_instruments.py`), else a style or mood that they picture (`scenes.py`)."""

_NOTHING_ELSE = re.compile(
    r"\bnothing\s+(?:but|except|besides|other\s+than|more\s+than|else)\b|\bno(?:body|\s+one)\s+else\b"
    r"|\bno\s+(?:other|more)\s+(?:instruments?|players?|sounds?|parts?)\b|\b(?:solely|exclusively|strictly|purely)\b"
    r"|\ba\s?cap+el+a\b|\bby\s+(?:itself|themselves)\b|\bon\s+(?:its|their)\s+own\b|\bthat'?s\s+(?:it|all)\b",
    re.IGNORECASE,
)

_OF_WALTZES = Meter(3, 4)
_NEARLY_ALWAYS = 0.8
"""Share of minor keys from which on no bright scene makes a style major."""


@dataclass(frozen=True)
class Brief:
    """What a prompt asks for; None and empty where it leaves something open.

    Attributes:
        style: a key of `STYLE_TABLE`.
        styles: all that are named; it is one of them.
        band_enters: whether the rest of the band comes after those who are named.
        players: who plays, in the order of the prompt.
        size: of the band: 1 for a solo, 3 for a trio.
        whole: whether a whole band plays around the named players.
        full: whether it is everybody of the style, as words for a full band say, however many are named.
        beat: whether the style's drums and bass play with the named players, and nobody else.
        only: whether nobody else may play, as in "just pads".
        ways: of playing that belong to no named player.
        steering: of players who are asked for nothing else.
        steers: phrases that steer, as they were written.
        swing: 0 straight to 1 triplets.
        swung: whether it is to be more than the style's own.
        steady: whether patterns are to stay as they are in every bar.
        shape: a key of `SHAPES` or None.
        form: sections that are named; keys of `spoken_words.FORM`.
        pace: "ballad", "slow", "fast" or None.
        mode: "minor" or "major", as moods ask for it; None if none does.
        meter: that the words name, as a waltz does.
        tempo: lowest and highest BPM that the words name, as an adagio does, or a kind of style.
        mood_tempo: lowest and highest BPM of its mood, towards which it goes within those of a style.
        tuning: MIDI pitch of the guitars' lowest string.
        scale: a key of `SCALES`.
        progression: a key of `NAMED` (`named_progressions.py`), or numerals that are one.
        bebop: whether whoever has the tune plays lines as bebop players do.
        effects: of the renderer.
        without_roles: left out.
        without_instruments: left out.
        without_pieces: sounds of the drum kit that are left out.
        without_ways: of playing that are left out: no fills.
        unknown: words that the composer does not know, and phrases for what it cannot do.
        taken: phrases with them, each with the instrument, style or mood that it was taken for.
        in_sections: what holds in one section of the form alone: its name, and what is asked for there.
    """

    style: str | None = None
    styles: tuple[str, ...] = ()
    players: tuple[Player, ...] = ()
    size: int | None = None
    whole: bool = False
    full: bool = False
    beat: bool = False
    band_enters: bool = False
    only: bool = False
    ways: tuple[str, ...] = ()
    steering: Steering = UNSTEERED
    steers: tuple[str, ...] = ()
    swing: float | None = None
    swung: bool = False
    steady: bool = False
    shape: str | None = None
    form: tuple[str, ...] = ()
    pace: str | None = None
    mode: str | None = None
    meter: Meter | None = None
    tempo: tuple[float, float] | None = None
    mood_tempo: tuple[float, float] | None = None
    tuning: int | None = None
    scale: str | None = None
    progression: str | None = None
    bebop: bool = False
    effects: tuple[str, ...] = ()
    without_roles: frozenset[str] = frozenset()
    without_instruments: frozenset[str] = frozenset()
    without_pieces: frozenset[str] = frozenset()
    without_ways: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    in_sections: tuple[tuple[str, Brief], ...] = ()

    @property
    def banded(self) -> bool:
        """Whether others may play beside the named players."""
        return self.whole or self.beat


# The takes of a batch share their prompts, and reading one costs more than the rest of a request.
@lru_cache(maxsize=1024)
def read_brief(prompt: str, nearest: Nearest | None = None, ignored: tuple[str, ...] = ()) -> Brief:
    """Read a prompt; facts in it (tempo, bars, meter, key) are the request's and are passed over.

    Args:
        prompt: as a user wrote it.
        nearest: asked what words that the composer does not know are near to; None to pass them over.
        ignored: phrases that steer, as they are written, and that are read as if they stood for nothing.
    """
    text, numerals = _without_numerals(read_facts(prompt).text)
    text = without_scenery(apart(in_plain_words(in_english(from_russian(text)))))
    text, of_sections = with_section_ways(text, _says_way)
    text = reworded(text)
    kept, left_out = without_negations(text, tokens(text))
    if is_backing(text):
        left_out.own_roles.add("lead")
    words, unknown = find_words(text, kept)
    likened = without_likenesses(text, kept, words)
    if len(likened) < len(kept):
        kept = likened
        words, unknown = find_words(text, kept)
    words = with_adjectives(text, kept, words)
    known = {kept[at].text for word in words for at in range(word.first, word.end)}
    unknown = [each for each in unknown if each not in known]
    taken: tuple[tuple[str, str], ...] = ()
    phrases: list[tuple[int, int]] = []
    if nearest is not None and unknown:
        nearest = cache(nearest)
        phrases = [phrase for phrase in unknown_phrases(kept, words) if not is_left_out(kept, *phrase)]
        words, taken = read_descriptions(text, kept, words, phrases, nearest)
    reader = PromptReader(Surroundings(kept, words))
    for word in words:
        if word.text not in ignored:
            reader.read(word)
    for phrase in ignored:
        prompt = prompt.replace(phrase, " ")
    players = reader.finished(left_out)
    said = {token.text for token in kept}
    only = bool({"only", "just"} & said) or _NOTHING_ELSE.search(text) is not None
    brief = replace(
        _brief_of(reader.piece, players, numerals),
        only=only and not reader.piece.band_enters,
        swing=_swing(prompt, reader.piece.bands),
        without_roles=_roles_left_out(left_out, reader.piece, players, breakdown="breakdown" in said),
        without_instruments=_instruments_left_out(left_out, reader.piece, players),
        without_pieces=frozenset(left_out.pieces),
        without_ways=frozenset(left_out.ways),
        unknown=(*unknown, *(word.text.lower() for word in words if "beyond" in word.meanings.get("word", ()))),
        taken=taken,
        in_sections=tuple((name, read_brief(said)) for name, said in of_sections.items()),
    )
    if nearest is not None:
        deciding = [phrase for phrase in phrases if len(players) <= 1 or not _is_of_player(phrase, words)]
        spelt = [text[kept[first].start : kept[end - 1].end] for first, end in deciding]
        # A letter alone is a note or a section.
        brief = _with_nearest(brief, [phrase for phrase in spelt if len(phrase) > 1], nearest)
    return _with_implied_style(brief, reader.piece.feelings)


def _says_way(words: str) -> bool:
    """Return whether words ask for a way of playing, of one player at the most."""
    if with_section_ways(words, lambda _: True)[1]:
        return False
    brief = read_brief(words)
    ways = {*brief.ways, *(way for player in brief.players for way in player.ways)}
    return bool(ways) and len(brief.players) <= 1 and not brief.form


def _without_numerals(text: str) -> tuple[str, str | None]:
    """Return a text without the chords that it has in roman numerals, and these as a progression."""
    numerals = numerals_in(text)
    if numerals is None or "progression" in (meanings_of(numerals) or {}):
        return text, None
    return text.replace(numerals, " "), as_progression(numerals)


def _brief_of(piece: WholePiece, players: tuple[Player, ...], numerals: str | None) -> Brief:
    """Return what the known words and numerals ask for, all but who is left out."""
    own_scales = (STAND_INS[player.stand_in].scale for player in players if player.stand_in)
    own_scale = next(filter(None, own_scales), None) if piece.style is None and "major" not in piece.moods else None
    # The turnaround of a blues is the end of its form, which has one.
    cycle = piece.style is not None and STYLE_TABLE[piece.style].cycle
    named = None if cycle and piece.progression == "turnaround" else piece.progression
    progression = numerals or named
    return Brief(
        style=piece.style,
        styles=tuple(piece.styles),
        players=players,
        size=piece.size,
        whole=piece.whole,
        full=piece.full,
        beat=piece.beat,
        band_enters=piece.band_enters,
        ways=tuple(piece.ways),
        swung="swung" in piece.moods,
        steady="steady" in piece.moods,
        steering=piece.steering.over(_energy(piece.moods)),
        steers=tuple(dict.fromkeys(piece.steers)),
        shape=piece.shape,
        form=tuple(dict.fromkeys(piece.form)),
        pace=next((pace for pace in ("ballad", "slow", "fast") if pace in piece.moods), None),
        mode=_mode(piece, progression),
        meter=piece.meter,
        tempo=piece.tempo or (piece.style_tempo if piece.style else piece.mood_tempo),
        mood_tempo=piece.mood_tempo,
        tuning=piece.tuning,
        scale=piece.scale or own_scale,
        progression=progression,
        bebop=piece.bebop,
        effects=tuple(dict.fromkeys(piece.effects)),
    )


def _mode(piece: WholePiece, progression: str | None) -> str | None:
    """Return the mode of chords or moods, else that of scenes and weather.

    A wedding does not make klezmer major, whose joy is in its own scale, nor a sunday morning a tango.
    """
    able = () if progression is None else modes_of_progression(progression)
    style = None if piece.style is None else STYLE_TABLE[piece.style]
    mode = next((mood for mood in piece.moods if mood in (able or MODES)), next(iter(able), None))
    if mode is None:
        mode = next(iter(piece.scene_modes), None)
        keeps = style is not None and style.minor >= _NEARLY_ALWAYS
    else:
        keeps = style is not None and (style.own_scale or style.minor == 1.0)
    return "minor" if mode == "major" and keeps else mode


def _roles_left_out(
    left_out: LeftOut, piece: WholePiece, players: Sequence[Player], *, breakdown: bool
) -> frozenset[str]:
    """Return the roles that a prompt leaves out, or that are the user's own and that it names nobody for."""
    without = left_out.roles | left_out.own_roles.difference(player.role for player in players)
    breaks_down = piece.style is not None and STYLE_TABLE[piece.style].breaks_down
    silent = breakdown and breaks_down and not players
    return frozenset(without | set(RHYTHM) if silent else without)


def _instruments_left_out(left_out: LeftOut, piece: WholePiece, players: Sequence[Player]) -> frozenset[str]:
    """Return the instruments that a prompt leaves out, or that its music does not have and it names nobody on."""
    named = {player.instruments[0] for player in players if len(player.instruments) == 1}
    unwanted = (left_out.unwanted | left_out.own_instruments).difference(named)
    standing_in = {player.instruments[0] for player in players if player.stand_in and player.instruments}
    return frozenset((left_out.instruments | unwanted | _unusual(piece.palettes, players)) - standing_in)


def _swing(prompt: str, bands: Sequence[str]) -> float | None:
    """Return how much a prompt asks its music to swing: a rag does not."""
    asked = swing_in(prompt)
    return 0.0 if asked is None and not STRAIGHT.isdisjoint(bands) else asked


def _with_implied_style(brief: Brief, feelings: Sequence[str]) -> Brief:
    """Return a brief that names neither style nor player with the style of its feeling, waltz or drop, if any."""
    if brief.style is not None or brief.players or brief.ways:
        return brief
    if feelings and brief.meter != _OF_WALTZES:
        style, mode = IMPLIED[feelings[0]]
        return replace(brief, style=style, mode=brief.mode or mode)
    if brief.steering.energy is not None:
        return brief
    implied = "viennese_waltz" if brief.meter == _OF_WALTZES else "edm" if "drop" in brief.form else None
    return replace(brief, style=implied)


def _unusual(palettes: Sequence[str], players: Sequence[Player]) -> set[str]:
    """Return the instruments that the kinds of styles lack, without those that the prompt asks for."""
    meant = {name for player in players for name in player.instruments}
    asks_for_synth = any(player.asks_for_synth for player in players)
    return {name for name in outside(palettes) - meant if not (asks_for_synth and INSTRUMENTS[name].is_synth)}


def _is_of_player(phrase: tuple[int, int], words: Sequence[Word]) -> bool:
    """Return whether an unknown phrase stands right before somebody who plays: spacey pads."""
    at = phrase[1]
    while (word := next((word for word in words if word.first == at), None)) is not None:
        if {"role", "instrument", "piece"} & set(word.meanings):
            return True
        if not {"mood", "effect", "feeling"} & set(word.meanings):
            return False
        at = word.end
    return False


def _energy(moods: Sequence[str]) -> Steering:
    """Return the energy of the whole piece: that of the first word for one, whoever it is said of."""
    energies = (STEERING[mood].energy for mood in moods if mood in STEERING)
    return Steering(energy=next((energy for energy in energies if energy is not None), None))


def _with_nearest(brief: Brief, phrases: Sequence[str], nearest: Nearest) -> Brief:
    """Take unknown phrases for what they are near to, where the known words leave style, energy or density open."""
    for phrase in phrases:
        name = nearest(phrase)
        if name in STYLE_TABLE and (only_begins_alike(phrase, name) or is_in_pieces(phrase)):
            continue
        filled = brief if name is None else _filled(brief, name)
        if name is not None and filled is not brief:
            brief = replace(filled, taken=(*brief.taken, (phrase, name)))
    return brief


def _filled(brief: Brief, name: str) -> Brief:
    """Return a brief with a style or a mood, or the same brief where the known words have settled that."""
    if name in INSTRUMENTS:
        return brief
    if name in STYLE_TABLE:
        return replace(brief, style=name) if brief.style is None else brief
    named = [brief.steering, *(player.steering for player in brief.players)]
    if STEERING[name].density is not None and any(steering.density is not None for steering in named):
        return brief
    filled = replace(brief, steering=brief.steering.over(STEERING[name]))
    return brief if filled == brief else filled
