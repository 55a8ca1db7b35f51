"""The lexicon: the phrases of all tables, each with what it may mean, however it is spelt.

Between the tables (`spoken/`, `spoken_words.py`, `vocabulary.py`) and `prompt_words.py`, which looks up the words of a
prompt. Of some 18 000 phrases a prompt needs a few hundred, and spelling all of them takes longer than composing: they
are sorted by their first two letters, and spelt when a prompt has a word that begins with these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from musiccm_daw.composer.words import (
    artists,
    feelings,
    palettes,
    scenery,
    spoken_bands,
    spoken_dances,
    spoken_moods,
    spoken_progressions,
    spoken_styles,
    spoken_techniques,
    spoken_tempi,
    spoken_traditions,
    spoken_uses,
    spoken_words,
    stand_ins,
    vocabulary,
)
from musiccm_daw.composer.words.spelling import (
    RESPELT_BEGINNINGS,
    usual_spelling,
    with_two_letters,
    without_accents,
    written_together,
)
from musiccm_daw.composer.words.spoken import alternatives, spoken_names
from musiccm_daw.composer.words.tokens import first_words, tokens
from musiccm_daw.scales import SCALES, spoken

Meanings = Mapping[str, tuple[str, ...]]
"""By kind ("instrument", "style", "tempo", "role", "way", "piece", "effect", "mood", "mood_tempo", "form", "size",
"meter", "palette", "band", "scene", "feeling", "stand_in", "tuning", "scale", "progression", "lines", "word"), what a
phrase may mean."""

_SAYS_NOTHING = ("groove", "rhythm", "texture", "sampled", "club")
"""Words of captions that ask for nothing in a prompt."""
_SHORT = 3
"""Letters of the shortest part that is split off a word: "sub bass", but not "be at"."""
_ONE_LETTER_WORDS = frozenset("ai")
"""Other letters alone are initials, or what stands before an apostrophe: J J Johnson, viola d amore."""
_BEGINNING = 2
_MOST_PARTS = 3
"""Words in which people write what the tables have as one: "glock en spiel"."""


@dataclass
class _Tables:
    """Phrases with one beginning: as they stand in the tables, in their usual spelling, and without blanks."""

    exact: dict[str, Meanings] = field(default_factory=dict)
    alike: dict[str, Meanings] = field(default_factory=dict)
    joined: dict[str, Meanings] = field(default_factory=dict)
    longest: int = _MOST_PARTS
    """Words that may be one phrase."""

    def add(self, only: Meanings, phrase: str) -> None:
        """Let a phrase, words without accents, mean something."""
        ((kind, (key,)),) = only.items()
        self.longest = max(self.longest, 1 + phrase.count(" "))
        entries = [(self.exact, phrase)]
        # "Drums and bass" are two players, not the style.
        if kind != "style" or not phrase.startswith("drum "):
            spelt = " ".join(map(usual_spelling, phrase.split()))
            entries += [(self.alike, spelt), (self.joined, written_together(spelt.split()))]
        for table, entry in entries:
            meanings = table.setdefault(entry, only)
            if meanings is not only and key not in meanings.get(kind, ()):
                table[entry] = {**meanings, kind: (*meanings.get(kind, ()), key)}


class Lexicon:
    """What the phrases of the tables mean; what comes first in the tables is preferred."""

    def __init__(self, listed: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        """Sort phrases by their beginnings.

        Args:
            listed: kinds of meaning, each with what is meant and the phrases for it, as `spoken/` writes them.
        """
        self._listed: dict[str, list[tuple[Meanings, str]]] = defaultdict(list)
        self._tables: dict[str, _Tables] = {}
        for kind, key, phrases in listed:
            meaning = {kind: (key,)}
            for phrase in phrases:
                start = phrase[:_BEGINNING]
                if "/" not in phrase and _stays(start):
                    self._listed[start].append((meaning, phrase))
                else:
                    for beginning in _beginnings(phrase):
                        self._listed[beginning].append((meaning, phrase))

    def longest(self, spelt: Sequence[str]) -> int:
        """Return how many words, the first of which are given in their usual spelling, may be one phrase at most."""
        return self._of(_beginning(spelt)).longest

    def meanings(self, plain: list[str], spelt: list[str]) -> Meanings | None:
        """Return what some words mean together: without accents, and in their usual spelling."""
        tables = self._of(_beginning(spelt))
        listed = tables.exact.get(" ".join(plain)) or tables.alike.get(" ".join(spelt))
        if listed is not None:
            return listed
        listed = tables.joined.get(written_together(spelt))
        if listed is None or len(spelt) == 1:
            return listed
        # "Steel pan" is a steelpan, and "TB 303" a TB-303; but "be at" is no beat, "high life" no highlife, and a
        # "boom bap kit" any of the style's.
        may_join = "instrument" in listed and all(map(_may_join, spelt, spelt[1:]))
        return listed if may_join and not self._begins_with_style(spelt) else None

    def _begins_with_style(self, spelt: list[str]) -> bool:
        starts = (spelt[:end] for end in range(1, len(spelt)))
        return any("style" in self._of(_beginning(start)).alike.get(" ".join(start), ()) for start in starts)

    def _of(self, beginning: str) -> _Tables:
        """Return the phrases with a beginning, spelt when they are first needed."""
        tables = self._tables.get(beginning)
        if tables is None:
            tables = self._tables[beginning] = _Tables()
            for meaning, phrase in self._listed.pop(beginning, ()):
                for written in alternatives(phrase):
                    # Other words in the place of the first are found by their own beginnings.
                    if written.startswith(beginning) or not _stays(written[:_BEGINNING]):
                        for typed in _as_typed(written):
                            tables.add(meaning, typed)
        return tables


def _beginning(spelt: Sequence[str]) -> str:
    """Return the first letters of words in their usual spelling, of the second if the first has but one."""
    return "".join(spelt[:_BEGINNING])[:_BEGINNING]


@cache
def _stays(start: str) -> bool:
    """Return whether no spelling changes the first letters of a word."""
    whole = len(start) == _BEGINNING and start.isascii() and start.isalpha()
    return whole and start not in RESPELT_BEGINNINGS


def _beginnings(phrase: str) -> set[str]:
    """Return the beginnings of a phrase of the tables; one whose first words have alternatives has several."""
    head, _, rest = phrase.partition(" ")
    found = set()
    for start in head.split("/"):
        if _stays(start[:_BEGINNING]):
            found.add(start[:_BEGINNING])
            continue
        if start.isascii() and start.isalnum() and len(usual := usual_spelling(start)) >= _BEGINNING:
            found.add(usual[:_BEGINNING])
            continue
        for following in rest.partition(" ")[0].split("/"):
            words = first_words(f"{start} {following}", _BEGINNING)
            for spell in (without_accents, with_two_letters):
                found.add(_beginning([usual_spelling(spell(word)) for word in words]))
    return found


def _may_join(word: str, following: str) -> bool:
    """Return whether two words may be one that people write apart."""
    if word[-1].isdigit() != following[0].isdigit():
        return len(word + following) > _SHORT
    return all(len(each) >= _SHORT or (len(each) == 1 and each not in _ONE_LETTER_WORDS) for each in (word, following))


def _as_typed(phrase: str) -> Iterator[str]:
    """Yield a phrase as words without accents."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        yield phrase
    else:
        words = [token.text for token in tokens(phrase)]
        yield from dict.fromkeys(" ".join(map(spell, words)) for spell in (without_accents, with_two_letters))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all tables."""
    return Lexicon(_listed())


def _listed() -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield what phrases may mean, those that are preferred first."""
    for stand_in, own in stand_ins.STAND_INS.items():
        yield "stand_in", stand_in, own.names.split(", ")
        yield "instrument", own.instrument, own.names.split(", ")
    for instrument, names in spoken_names():
        yield "instrument", instrument, names
    tables = (
        *(spoken_traditions.KINDS, spoken_dances.KINDS, spoken_styles.KINDS),
        *(spoken_uses.USES, artists.ARTISTS),
    )
    for style, kinds in (item for table in tables for item in table.items()):
        for bpm, names_of_kind in kinds.items():
            yield "style", style, names_of_kind.split(", ")
            yield "tempo", bpm, names_of_kind.split(", ")
    for kind, table in _TABLES:
        for key, listed in table.items():
            phrases = listed.split(", ") if isinstance(listed, str) else listed
            yield kind, key, [phrase for phrase in phrases if phrase not in _SAYS_NOTHING]


_MOOD_WORDS = {
    "minor": vocabulary.MINOR_WORDS,
    # Sounds are bright more often than keys are: so are the bells of trap.
    "major": tuple(word for word in vocabulary.MAJOR_WORDS if word != "bright"),
    "calm": vocabulary.CALM_WORDS,
    "strong": vocabulary.STRONG_WORDS,
    "sparse": vocabulary.SPARSE_WORDS,
    "busy": vocabulary.BUSY_WORDS,
    "slow": vocabulary.SLOW_WORDS,
    "fast": vocabulary.FAST_WORDS,
    "middle": vocabulary.MIDDLE_WORDS,
    "swung": vocabulary.SWUNG_WORDS,
}
_TABLES: tuple[tuple[str, Mapping[str, str | tuple[str, ...]]], ...] = (
    ("style", spoken_traditions.STYLES),
    ("style", spoken_dances.STYLES),
    ("mood", spoken_dances.MODES),
    ("meter", spoken_dances.METERS),
    ("scale", spoken_dances.SCALES),
    ("style", spoken_styles.STYLES),
    ("style", spoken_styles.SCENES),
    ("mood", spoken_styles.SCENE_MODES),
    ("mood", spoken_traditions.MODES),
    ("meter", spoken_traditions.METERS),
    ("palette", palettes.PALETTES),
    ("band", spoken_bands.BANDS),
    ("mood", spoken_bands.MODES),
    ("progression", spoken_progressions.PROGRESSIONS),
    ("scale", spoken_bands.SCALES),
    ("meter", spoken_bands.METERS),
    ("tempo", spoken_tempi.TEMPI),
    ("mood", spoken_tempi.PACES),
    ("mood_tempo", spoken_tempi.MOOD_TEMPI),
    ("meter", spoken_tempi.METERS),
    ("way", spoken_tempi.WAYS),
    ("way", spoken_tempi.SHAPES),
    ("mood_tempo", spoken_tempi.SCENE_TEMPI),
    ("mood", spoken_tempi.SCENE_MODES),
    ("tempo", spoken_styles.TEMPI),
    ("mood_tempo", spoken_styles.MOOD_TEMPI),
    ("mood_tempo", spoken_moods.SCENE_TEMPI),
    ("scene", spoken_moods.SCENES),
    ("mood", spoken_moods.SCENE_MODES),
    ("mood", spoken_moods.SCENE_MOODS),
    ("mood", spoken_uses.USE_MODES),
    ("feeling", feelings.FEELINGS),
    ("mood_tempo", feelings.FEELING_TEMPI),
    ("mood", feelings.FEELING_MODES),
    ("mood", feelings.FEELING_MOODS),
    ("tuning", stand_ins.TUNINGS),
    ("scale", {name: tuple(spoken(name)) for name in SCALES}),
    ("lines", spoken_techniques.LINES),
    ("meter", artists.METERS_OF_SONGS),
    ("role", spoken_words.ROLES),
    ("way", spoken_techniques.WAYS),
    ("way", spoken_words.WAYS),
    ("piece", spoken_techniques.PIECES),
    ("piece", spoken_words.PIECES),
    ("mood", spoken_words.MOODS),
    ("mood", spoken_words.STEERING),
    ("mood", spoken_techniques.MODES),
    ("mood", spoken_words.MODES),
    ("form", spoken_words.FORM),
    ("size", spoken_words.SIZES),
    ("meter", spoken_words.METERS),
    ("instrument", vocabulary.INSTRUMENT_WORDS),
    ("style", vocabulary.STYLE_WORDS),
    ("role", vocabulary.ROLE_WORDS),
    ("way", vocabulary.PATTERN_WORDS),
    ("effect", vocabulary.EFFECT_WORDS),
    ("mood", _MOOD_WORDS),
    ("effect", spoken_words.EFFECTS),
    (
        "word",
        {
            "nothing": f"{spoken_words.NOTHING}, {scenery.SCENERY}, {spoken_tempi.NOTHING}",
            "whole": f"{spoken_words.WHOLE}, {spoken_traditions.WHOLE}",
            "beyond": spoken_tempi.BEYOND,
            "dry": vocabulary.DRY_WORDS,
        },
    ),
)
