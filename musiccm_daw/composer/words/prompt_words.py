"""The words of a prompt, looked up: which phrases the composer knows, and what each of them may mean.

Between `vocabulary.py` (the words of the captions), with the words below that people add to them, and `brief.py`, which
makes sense of what is found. The longest phrase counts; case, hyphens, underscores and the spelling (`spelling.py`) do
not matter, nor whether the words of an instrument's name are written together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from musiccm_daw.composer.words.lexicon import Meanings, lexicon
from musiccm_daw.composer.words.slips import respelt
from musiccm_daw.composer.words.spelling import singular, usual_spelling, without_accents
from musiccm_daw.composer.words.tokens import Token, tokens

_PLAIN = frozenset(
    """
    a an the with and or over under on of in to for by from at as is are be it its this that these my your some
    any feel feels vibe vibes style styled sound sounds sounding music tune piece part very really more less
    slightly bit little type kind like into up down then each other another one two three playing played plays
    play using four five six seven eight pair couple until till til end ending halfway midway later come comes
    coming enter enters entering join joins joining featuring plus please i need want write compose make me
    create generate give new loop loops groove combination layer sketch idea instrumental line lines note notes
    pattern section time tempo meter bar bars bpm key minor major sharp flat moving through while but also just
    only nothing not no without half double main mix clip sample beatless around between behind against above
    below beneath so much lots many few quite rather night late rhythm texture club medley straight unswung
    shuffle chord progression mid ish something und et con mit avec fit fits follows suits underneath alongside
    throughout together along left right hand hands every jam accompaniment accompany accompanies accompanying
    light top im etwas algo qualcosa quelque chose für fuer para pour per y eine einen einem ein une uno un um uma una
    de en der die das del della du le la el il lo les los las do da dos des musik música musique músico canción chanson
    canzone canção lied stück sehr très muy molto muito assez ziemlich bastante forward yet min mins minute minutes
    deux trois quatre zwei drei vier dos tres cuatro due tre quattro dois duas três quatro maybe perhaps pls plz kinda
    von stil nur
    com comme como wie ao aux à au sur dans bei zum zur mit med och og avec
    soltanto seulement solamente apenas seconds thirds fourths fifths sixths sevenths tenths interval intervals
    """.split()  # noqa: SIM905
)

_FEEL, _FEELS = ["vibe"], ["vibes"]
_BEFORE_INSTRUMENTS = frozenset("a the and with on over under plus for or solo jazz bowed no without".split())  # noqa: SIM905
_OF_ADJECTIVES = {"mood", "mood_tempo", "scene", "feeling", "effect"}
"""Meanings of adjectives for sounds and moods, of which there is more or less."""
_SHORTEST_COMPARATIVE = 5
_LINKS = frozenset("of the in a at on to".split())  # noqa: SIM905
"""Words that may stand inside a phrase."""


@dataclass(frozen=True)
class Word:
    """A phrase of a prompt that the composer knows, as it was written, and what it may mean."""

    text: str
    first: int
    """Its first token, and the token after its last."""
    end: int
    meanings: Meanings

    def one(self, kind: str) -> str | None:
        """Return the first meaning of a kind."""
        return next(iter(self.meanings.get(kind, ())), None)

    def bpm(self, kind: str) -> tuple[float, float] | None:
        """Return the first meaning of a kind as a range of BPM, which the tables write so: 60-76."""
        listed = self.one(kind)
        if listed is None:
            return None
        low, high = listed.split("-")
        return float(low), float(high)


def find_words(text: str, found: list[Token]) -> tuple[list[Word], list[str]]:
    """Return the known phrases among tokens, the longest first at every place, and the words that nobody knows."""
    plain = [without_accents(token.text) for token in found]
    words, unknown = _looked_up(text, found, plain)
    plainly = ((each, _positive(each) or respelt(each)) for each in map(without_accents, unknown))
    slips = {each: meant for each, meant in plainly if meant is not None}
    return _looked_up(text, found, [slips.get(each, each) for each in plain]) if slips else (words, unknown)


def _positive(word: str) -> str | None:
    """Return the adjective for a sound or mood of which a word is the comparative: "sad" for "sadder"."""
    if not (word.isascii() and word.endswith("er") and len(word) >= _SHORTEST_COMPARATIVE):
        return None
    stem = word.removesuffix("er")
    y = f"{stem[:-1]}y" if stem.endswith("i") else stem
    for positive in (y, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem):
        meanings = meanings_of(positive)
        # Jazzy is an adjective, too; soul is none.
        kinds = _OF_ADJECTIVES | ({"style"} if positive.endswith("y") else set())
        if meanings is not None and set(meanings) <= kinds:
            return positive
    return None


def _looked_up(text: str, found: list[Token], plain: list[str]) -> tuple[list[Word], list[str]]:
    """Return the same, given the tokens as they are spelt."""
    known = lexicon()
    spelt = [usual_spelling(word) for word in plain]
    words: list[Word] = []
    unknown: list[str] = []
    at = 0
    while at < len(found):
        for length in range(min(known.longest(spelt[at : at + 2]), len(found) - at), 0, -1):
            meanings = known.meanings(plain[at : at + length], spelt[at : at + length])
            if meanings is not None and not _is_feel(found, plain, at, length):
                written = text[found[at].start : found[at + length - 1].end]
                words.append(Word(written, at, at + length, meanings))
                at += length
                break
        else:
            token = found[at].text
            if not is_plain(found[at]) and token not in unknown:
                unknown.append(token)
            at += 1
    return words, unknown


def _is_feel(found: list[Token], plain: list[str], at: int, length: int) -> bool:
    """Return whether a phrase is a feel, as in "summer vibes" and "folk vibe", and not the vibes of "sax and vibes"."""
    if plain[at : at + length] != _FEELS:
        return plain[at : at + length] == _FEEL
    return at > 0 and not found[at - 1].is_sign and found[at - 1].text not in _BEFORE_INSTRUMENTS


def of_one(word: Word) -> Word:
    """Return a phrase as if it named one of what it names several of, where that means something: violins, horns."""
    plain = [without_accents(token.text) for token in tokens(word.text)]
    meanings = meanings_of(" ".join((*plain[:-1], singular(plain[-1]))))
    return word if meanings is None else replace(word, meanings=meanings)


def meanings_of(phrase: str) -> Meanings | None:
    """Return what a whole phrase may mean; None where no table has it."""
    plain = [without_accents(token.text) for token in tokens(phrase)]
    return lexicon().meanings(plain, [usual_spelling(each) for each in plain])


def unknown_phrases(found: list[Token], words: list[Word]) -> list[tuple[int, int]]:
    """Return the phrases between the known words: the first token of each, and the token after its last.

    A phrase begins and ends with a word that nobody knows; "of the" and numbers may stand inside, as in "lord of the
    rings", and numbers at the end, and words for scenes that are known anywhere: "rainy cafe".
    """
    known = {at for word in words if "scene" not in word.meanings for at in range(word.first, word.end)}
    scenes = {at for word in words if "scene" in word.meanings for at in range(word.first, word.end)}
    phrases: list[tuple[int, int]] = []
    for at, token in enumerate(found):
        if at in known or is_plain(token):
            continue
        begin = phrases[-1][1] if phrases else 0
        between = range(begin, at)
        if phrases and all(each not in known and found[each].text in _LINKS for each in between):
            phrases[-1] = (phrases[-1][0], at + 1)
        else:
            phrases.append((at, at + 1))
        if at + 1 < len(found) and found[at + 1].text.isdigit():
            phrases[-1] = (phrases[-1][0], at + 2)
    return [phrase for phrase in phrases if not set(range(*phrase)) <= scenes]


def is_plain(token: Token) -> bool:
    """Return whether a token says nothing by itself: a sign, a number, "the"."""
    return token.is_sign or token.text.isdigit() or token.text in _PLAIN
