"""The plan of a clip: its phrases, with their energy and words, and its chords in time.

From a request (and its sections, where it has any) to what the players are handed bar by bar. A clip without sections
gets a form: the sections that the prompt names, those that are drawn for a long piece that ends, or phrases of eight
bars whose energy rises and falls. A piece that ends has its last bar for that (`endings.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.choruses import CHORUSES
from musiccm_daw.composer.forms import bars_shared
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.entrances import END
from musiccm_daw.composer.reading.steering import Steering
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.composer.style_choice import form_names, style_of
from musiccm_daw.harmony import Chord, ChordProgression, Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import bar_spans
from musiccm_daw.score.note import Note

PHRASE_BARS = 8
CYCLE_BARS = 12
"""Of a blues."""
USUAL_ENERGY = 0.75
_ENERGY_OF_NAME = {
    "intro": 0.5, "verse": 0.65, "pre": 0.7, "build": 0.7, "chorus": 0.9, "hook": 0.9, "drop": 1.0, "bridge": 0.6,
    "break": 0.4, "breakdown": 0.4, "solo": 0.8, "outro": 0.5, "coda": 0.5, "end": 0.6,
}  # fmt: skip
_FORM = (("verse", 0.65), ("chorus", 0.9), ("verse", 0.7), ("chorus", 0.95), ("break", 0.4), ("chorus", 1.0))
_FILLED = {"intro": -0.2, "chorus": 0.1, "drop": 0.15, "break": -0.3, "outro": -0.2}
"""Densities of a form's sections against what is asked for."""
_THEME_OF = {"intro": "verse", "outro": "verse"}
"""Sections that have no patterns and motifs of their own: an intro prepares, and an outro recalls."""
_RISING = ("build",)
_LAST_SHARE = 4
"""The end at which players enter is the last quarter of a clip."""
_NO_WORDS = Brief()

ReadBrief = Callable[[str], Brief]
"""Reads the words of a section or stem; see `read_brief`."""


@dataclass(frozen=True)
class Phrase:
    """Consecutive bars that a player writes in one go.

    Attributes:
        name: phrases of one name share their patterns.
        first_bar: from 0.
        bars: how many.
        energy: 0 to 1.
        words: what the section's own words ask for.
        stems: labels of the stems that play; None for all.
        filled: density above what is asked for, which is 0.5 where nothing is.
        rises: whether it grows louder, into what follows.
        motifs: whose patterns and motifs it has, if not those of its name.
        section: number of the section, from 0; phrases without sections have their own numbers.
    """

    name: str
    first_bar: int
    bars: int
    energy: float
    words: Brief = _NO_WORDS
    stems: tuple[str, ...] | None = None
    section: int = 0
    filled: float = 0.0
    rises: bool = False
    motifs: str = ""


def phrases_of(request: GenerationRequest, brief: Brief, seed: int, read: ReadBrief) -> tuple[Phrase, ...]:
    """Divide a request's bars into phrases.

    Args:
        request: what was asked for.
        brief: of its prompt.
        seed: draws the form of a long piece that ends.
        read: reads the words of the sections.
    """
    energy = brief.steering.energy if request.energy is None else request.energy
    lift = 0.0 if energy is None else energy - USUAL_ENERGY
    names = () if request.sections else form_names(brief, request.bars, seed, loop=request.loop)
    if request.sections:
        phrases = tuple(_sections(request, lift, read))
    else:
        phrases = tuple(
            _named_form(request, names, lift, brief)
            if names
            else _form(request, lift, _phrase_bars(brief, request.bars))
        )
    if shape_of(brief, phrases) is None:
        return phrases
    count = len(phrases)
    if brief.shape == "big_ending":
        return (*phrases[:-1], replace(phrases[-1], energy=1.0)) if count > 1 else phrases
    slope = 1 if brief.shape == "building" else -1
    place = [0.0 if count == 1 else at / (count - 1) - 0.5 for at in range(count)]
    return tuple(
        replace(phrase, energy=_clamped(phrase.energy + 0.5 * slope * at))
        for phrase, at in zip(phrases, place, strict=True)
    )


def entrance_bar(place: str, phrases: Sequence[Phrase], bars: int) -> int:
    """Return the bar, from 0, of a clip of so many at which a player enters; see `entrances.py` for places."""
    if place.isdigit():
        return min(max(int(place), 1), bars) - 1
    if place == END:
        return bars - max(1, bars // _LAST_SHARE)
    named = next((phrase.first_bar for phrase in phrases if phrase.name == place), None)
    return bars // 2 if named is None else named


def arrives(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Return whether a chorus or drop begins with a phrase of a piece, to which the phrase before it leads."""
    before = next((other for other in phrases if other.first_bar + other.bars == phrase.first_bar), None)
    return before is not None and before.section != phrase.section and bare_name(phrase.name) in CHORUSES


def shape_of(brief: Brief, phrases: tuple[Phrase, ...]) -> str | None:
    """Return how the piece as a whole rises or falls; a build-up that is a section of its form is no such shape."""
    built = brief.shape == "building" and "build" in brief.form and any(phrase.rises for phrase in phrases)
    return None if built else brief.shape


def with_ending(phrases: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], Phrase]:
    """Return the phrases without the last bar, in which a piece ends, and that bar; a single bar is both."""
    last = phrases[-1]
    ending = replace(last, first_bar=last.first_bar + last.bars - 1, bars=1)
    if last.bars > 1:
        return (*phrases[:-1], replace(last, bars=last.bars - 1)), ending
    return phrases[:-1] or phrases, ending


def _named_form(request: GenerationRequest, names: tuple[str, ...], lift: float, brief: Brief) -> Iterator[Phrase]:
    """Yield the sections of a form, long ones in phrases."""
    first, said = 0, dict(brief.in_sections)
    for number, (name, bars) in enumerate(zip(names, bars_shared(names, request.bars), strict=True)):
        energy = _clamped(_ENERGY_OF_NAME[name] + lift)
        for start in range(first, first + bars, PHRASE_BARS):
            length = min(PHRASE_BARS, first + bars - start)
            filled = _FILLED.get(name, 0.0)
            words = said.get(name, _NO_WORDS)
            yield Phrase(name, start, length, energy, words, section=number, filled=filled, rises=name in _RISING)
        first += bars


def _phrase_bars(brief: Brief, bars: int) -> int:
    """Return how long a clip's phrases are: as long as the twelve bars of a blues, where it goes round in them."""
    return CYCLE_BARS if style_of(brief).cycle and bars % CYCLE_BARS == 0 else PHRASE_BARS


def _form(request: GenerationRequest, lift: float, phrase_bars: int) -> Iterator[Phrase]:
    """Yield phrases of so many bars; a last one may be longer or shorter."""
    starts = list(range(0, request.bars, phrase_bars))
    if len(starts) > 1 and request.bars - starts[-1] < phrase_bars // 2:
        starts.pop()
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else request.bars
        name, energy = ("verse", USUAL_ENERGY) if len(starts) == 1 else _FORM[number % len(_FORM)]
        if len(starts) > 3 and number == 0:
            name, energy = "intro", 0.5
        yield Phrase(name, start, end - start, _clamped(energy + lift), section=number)


def _sections(request: GenerationRequest, lift: float, read: ReadBrief) -> Iterator[Phrase]:
    """Yield the request's sections, long ones in phrases."""
    for number, (section, (first, last)) in enumerate(zip(request.sections, bar_spans(request.sections), strict=True)):
        words = read(section.prompt) if section.prompt else _NO_WORDS
        numbers = Steering(density=section.density, energy=section.energy)
        words = replace(words, steering=numbers.over(words.steering))
        energy = words.steering.energy
        if energy is None:
            energy = _clamped(_ENERGY_OF_NAME.get(bare_name(section.name), USUAL_ENERGY) + lift)
        name = section.name.lower() or f"section {number}"
        for start in range(first, last, PHRASE_BARS):
            bars = min(PHRASE_BARS, last - start)
            rises = bare_name(section.name) in _RISING
            yield Phrase(name, start, bars, energy, words, section.stems, number, rises=rises)


def bare_name(name: str) -> str:
    """Return the name of a section without its number."""
    return name.lower().strip(" 0123456789")


def _clamped(energy: float) -> float:
    return max(0.1, min(1.0, energy))


def chord_spans(request: GenerationRequest, chords: ChordProgression) -> list[list[ChordSpan]]:
    """Return the chords of every bar with their places in quarters; a section's own begin at its first bar."""
    bar_quarters = float(request.meter.quarters_per_bar)
    source: list[tuple[ChordProgression, int]] = [(chords, 0)] * request.bars
    for section, (first, last) in zip(request.sections, bar_spans(request.sections), strict=True):
        if section.chords is not None:
            source[first:last] = [(section.chords, first)] * (last - first)
    bars = []
    for bar, (progression, first) in enumerate(source):
        names = progression.bars[(bar - first) % len(progression.bars)]
        length = bar_quarters / len(names)
        bars.append([ChordSpan(bar * bar_quarters + at * length, length, chord) for at, chord in enumerate(names)])
    return bars


def sounding(spans: list[list[ChordSpan]], key: Key) -> list[list[ChordSpan]]:
    """Return the spans with a chord in every one, for players who need one: N.C. keeps the chord before it."""
    first = (span.chord for bar in spans for span in bar if not span.chord.is_silent)
    chord = next(first, Chord(key.tonic, "m" if key.mode == "minor" else "", key.tonic))
    bars = []
    for bar in spans:
        filled = []
        for span in bar:
            chord = chord if span.chord.is_silent else span.chord
            filled.append(replace(span, chord=chord))
        bars.append(filled)
    return bars


def resting(notes: list[Note], spans: list[list[ChordSpan]]) -> list[Note]:
    """Return the notes of a pitched part without those in spans of N.C., where notes from before end."""
    silent = [span for bar in spans for span in bar if span.chord.is_silent]
    kept = []
    for note in notes:
        start, end = note.start_quarters, note.start_quarters + note.duration_quarters
        if any(span.start - 1e-6 <= start < span.end - 1e-6 for span in silent):
            continue
        cut = min((span.start for span in silent if start < span.start < end), default=end)
        kept.append(note if cut == end else replace(note, duration_quarters=cut - start))
    return kept


def passage_of(
    phrase: Phrase,
    request: GenerationRequest,
    key: Key,
    spans: list[list[ChordSpan]],
    pitches: tuple[int, int],
    motifs: str,
    chance: str,
    scale: tuple[int, ...] = (),
) -> Passage:
    """Return a phrase as one player sees it.

    Args:
        phrase: of the plan.
        request: what was asked for.
        key: of the clip.
        spans: the chords of every bar.
        pitches: lowest and highest of the instrument.
        motifs: seed of what the player's phrases of one name share.
        chance: seed of the rest.
        scale: that is asked for by its name; see `Passage`.
    """
    end = phrase.first_bar + phrase.bars
    after = spans[end % request.bars][0].chord
    return Passage(
        name=phrase.name,
        energy=phrase.energy,
        start=phrase.first_bar * float(request.meter.quarters_per_bar),
        bars=phrase.bars,
        meter=request.meter,
        key=key,
        spans=tuple(span for bar in spans[phrase.first_bar : end] for span in bar),
        next_chord=after,
        lowest=pitches[0],
        highest=pitches[1],
        # A loop goes on at its first bar; before the last bar of anything else, everybody is done.
        last=end >= request.bars - 1 and not request.loop,
        theme=Random(f"{motifs} {phrase.motifs or _THEME_OF.get(phrase.name, phrase.name)}"),
        chance=Random(f"{chance} {phrase.name} {phrase.first_bar}"),
        seam=request.loop and phrase.first_bar == 0,
        scale=scale,
    )
