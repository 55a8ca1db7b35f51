"""Captions: the texts that a clip is trained with, from terse tags to whole sentences.

Between labels and manifest. What a caption says is true of its clip: instruments, style and key come from the score,
ways of playing from the notes (`playing.py`), moods from effects, energy, density and key. The words are in
`vocabulary.py` of the composer. The same clip always gets the same captions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from musiccm_daw.composer.playing import patterns_of
from musiccm_daw.composer.words import vocabulary as words
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import Part
from musiccm_daw.score.song import Song

SLOW_BPM, FAST_BPM = 80, 138
CALM_ENERGY, STRONG_ENERGY = 0.45, 0.8


def captions_of(song: Song, indices: Sequence[int], random: Random) -> tuple[str, ...]:
    """Return four to six different captions of the clip in which the parts of these indices sound."""
    subject = _Subject(song, tuple(song.parts[index] for index in indices), random)
    forms = _STEM_FORMS if len(indices) == 1 else _MIX_FORMS
    wanted = random.randint(4, 6)
    captions: list[str] = []
    for form in random.sample(forms, len(forms)):
        text = " ".join(form.fill(subject).split())
        text = _finished(text, form.is_sentence, random)
        if text.lower() not in (caption.lower() for caption in captions):
            captions.append(text)
        if len(captions) == wanted:
            break
    return tuple(captions)


@dataclass(frozen=True)
class _Form:
    """A plan of a caption: names in braces stand for what the `_Subject` methods of that name draw."""

    plan: str
    is_sentence: bool = False

    def fill(self, subject: _Subject) -> str:
        """Replace the braces, one after the other."""
        text = self.plan
        subject.tempo_named = False
        while "{" in text:
            before, _, rest = text.partition("{")
            name, _, after = rest.partition("}")
            text = before + str(getattr(subject, name)()) + after
        # "acoustic bass bass line" and "hand percussion hand percussion loop" repeat themselves.
        return _with_articles(re.sub(r"\b(\w+(?: \w+)?) \1\b", r"\1", text))


_STEM_FORMS = [
    _Form("{mood} {instrument} {pattern}"),
    _Form("{instrument} {pattern}"),
    _Form("{style} {instrument}"),
    _Form("{mood} {style} {role}"),
    _Form("{style} {role}, {instrument}"),
    _Form("{mood} {instrument}"),
    _Form("{instrument} {pattern}, {style}, {mood}{fact}"),
    _Form("{style} {instrument} {pattern}{fact}"),
    _Form("{mood}, {other_mood} {instrument} {pattern}{fact}"),
    _Form("{instrument} playing {pattern} for @a {style} track"),
    _Form("{tempo} {style} {role} with {instrument}"),
    _Form("{mood} {pattern} on {instrument}{fact}"),
    _Form("@a {mood} {style} {one_role} played on {instrument}{fact}", True),
    _Form("{instrument} {pattern} with @a {mood} {style} feel{fact}", True),
    _Form("@a {tempo}, {mood} {one_role} in {style} style: {instrument}, {pattern}{fact}", True),
    _Form("this {style} {one_role} is {mood} and {other_mood}, with {instrument} and {pattern}{fact}", True),
    _Form("solo {instrument}, {pattern}, {mood} and {other_mood}{fact}", True),
]
_MIX_FORMS = [
    _Form("{style} {whole}"),
    _Form("{mood} {style} {whole}"),
    _Form("{style} {whole} with {instruments}"),
    _Form("{instruments}"),
    _Form("{mood} {style} with {instruments}"),
    _Form("{style}, {instruments}, {mood}{fact}"),
    _Form("{tempo} {style} {whole}, {mood}{fact}"),
    _Form("{roles}, {style}, {mood}"),
    _Form("{instrument_played} over {other_played}, {style}{fact}"),
    _Form("@a {mood} {style} {whole} with {instruments}{fact}", True),
    _Form("@a {tempo} {style} {whole}: {instrument_played}, {other_played}, {mood} and {other_mood}{fact}", True),
    _Form("{instruments} play @a {mood}, {other_mood} {style} {whole}{fact}", True),
    _Form("{style} with {instrument_played} and {other_played}, {tempo} and {mood}{fact}", True),
    _Form("this {style} {whole} is {mood} and {other_mood}, built from {roles}{fact}", True),
]


class _Subject:
    """A clip as the forms see it: every method draws one fitting word or phrase."""

    def __init__(self, song: Song, parts: tuple[Part, ...], random: Random) -> None:
        self._song, self._parts, self._random = song, parts, random
        self._moods = _moods(song, parts)
        self._last_mood = ""
        self.tempo_named = False
        """Whether the present caption has already named the bpm."""

    def _instrument_of(self, part: Part) -> str:
        return self._random.choice(words.INSTRUMENT_WORDS.get(part.instrument, (part.instrument.replace("_", " "),)))

    def _pattern_of(self, part: Part) -> str:
        patterns = patterns_of(self._song, part)
        main = self._random.choice(words.PATTERN_WORDS[patterns[0]])
        if len(patterns) > 1 and self._random.random() < 0.4:
            return f"{main} with {self._random.choice(words.PATTERN_WORDS[self._random.choice(patterns[1:])])}"
        return main

    def style(self) -> str:
        """Return the style, by one of its names."""
        return self._random.choice(words.STYLE_WORDS.get(self._song.style, (self._song.style.replace("_", " "),)))

    def instrument(self) -> str:
        """Return the first part's instrument."""
        return self._instrument_of(self._parts[0])

    def pattern(self) -> str:
        """Return how the first part is played."""
        return self._pattern_of(self._parts[0])

    def role(self) -> str:
        """Return the first part's role."""
        return self._random.choice(words.ROLE_WORDS[self._parts[0].role])

    def one_role(self) -> str:
        """Return the first part's role in a word that takes an article."""
        choices = [word for word in words.ROLE_WORDS[self._parts[0].role] if word not in words.PLURALS]
        return self._random.choice(choices)

    def roles(self) -> str:
        """Return the parts' roles, up to four of them."""
        found = list(dict.fromkeys(part.role for part in self._parts))[:4]
        return _listed([self._random.choice(words.ROLE_WORDS[role]) for role in found])

    def instruments(self) -> str:
        """Return two to four of the instruments, in any order."""
        count = min(len(self._parts), self._random.randint(2, 4))
        names = [self._instrument_of(part) for part in self._random.sample(self._parts, count)]
        return _listed(list(dict.fromkeys(names)))

    def instrument_played(self) -> str:
        """Return one of the instruments and how it is played, from the first half of the parts."""
        part = self._parts[self._random.randrange(len(self._parts) // 2)]
        return f"{self._instrument_of(part)} {self._pattern_of(part)}"

    def other_played(self) -> str:
        """Return another one, from the second half of the parts."""
        part = self._parts[self._random.randrange(len(self._parts) // 2, len(self._parts))]
        return f"{self._instrument_of(part)} {self._pattern_of(part)}"

    def whole(self) -> str:
        """Return a word for all parts together."""
        return self._random.choice(words.MIX_WORDS if len(self._parts) > 3 else words.SUBMIX_WORDS)

    def mood(self) -> str:
        """Return a fitting adjective."""
        self._last_mood = self._random.choice(self._random.choice(self._moods))
        return self._last_mood

    def other_mood(self) -> str:
        """Return another adjective, different from the last."""
        last = self._last_mood
        choices = [mood for group in self._moods for mood in group if mood != last]
        return self._random.choice(choices)

    def tempo(self) -> str:
        """Return a word for the tempo, or the number."""
        bpm = float(self._song.bpm)
        if self._random.random() < 0.25:
            self.tempo_named = True
            return f"{round(bpm)} bpm"
        group = words.SLOW_WORDS if bpm < SLOW_BPM else words.FAST_WORDS if bpm >= FAST_BPM else words.MIDDLE_WORDS
        return self._random.choice(group)

    def fact(self) -> str:
        """Return tempo, key, meter or length now and then; mostly nothing."""
        song = self._song
        facts = []
        if self._random.random() < 0.2 and not self.tempo_named:
            facts.append(f"{round(float(song.bpm))} bpm")
        if self._random.random() < 0.18 and any(part.role not in UNPITCHED_ROLES for part in self._parts):
            facts.append(f"in {song.key}")
        if str(song.meter) != "4/4" and self._random.random() < 0.4:
            facts.append(f"in {song.meter}")
        if self._random.random() < 0.05:
            facts.append(f"{song.bars} bars")
        return "".join(f", {fact}" for fact in facts)


def _moods(song: Song, parts: tuple[Part, ...]) -> list[tuple[str, ...]]:
    """Return groups of adjectives that are true of the clip; each group is as likely as the others."""
    effects = {effect for part in parts for effect in part.effects}
    groups = [group for name, group in words.EFFECT_WORDS.items() if name in effects]
    if not effects:
        groups.append(words.DRY_WORDS)
    if any(part.role not in UNPITCHED_ROLES for part in parts):
        groups.append(words.MINOR_WORDS if song.key.mode == "minor" else words.MAJOR_WORDS)
    energy = sum(section.energy * section.bars for section in song.sections) / song.bars
    if energy <= CALM_ENERGY:
        groups.append(words.CALM_WORDS)
    elif energy >= STRONG_ENERGY:
        groups.append(words.STRONG_WORDS)
    starts = {round(note.start_quarters * 8) for part in parts for note in part.notes}
    density = len(starts) / float(song.bars * song.meter.quarters_per_bar)
    if density < 0.6:
        groups.append(words.SPARSE_WORDS)
    elif density > 3.2:
        groups.append(words.BUSY_WORDS)
    if song.swing >= 0.3:
        groups.append(words.SWUNG_WORDS)
    return groups


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _with_articles(text: str) -> str:
    """Put "a" or "an" where a plan says "@a"."""
    while "@a " in text:
        before, _, after = text.partition("@a ")
        vowel = after[:1] in "aeiou" or after.startswith(("808", "80s", "8 ", "r&b", "rnb", "mbira", "fm ", "ep "))
        # "uk" and "ukulele" begin with a consonant when spoken; "uplifting" does not.
        article = "an" if vowel and not after.startswith(("uk ", "ukg")) else "a"
        text = f"{before}{article} {after}"
    return text


def _finished(text: str, is_sentence: bool, random: Random) -> str:
    """Give most whole sentences a capital and a full stop; leave most terse captions in lower case."""
    if random.random() < (0.7 if is_sentence else 0.15):
        text = text[:1].upper() + text[1:]
        if is_sentence:
            text += "."
    return text
