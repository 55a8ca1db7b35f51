"""The composer: a seed and a style become a song.

It draws tempo, meter, key, form and chords, picks the style's players, lets each write its sections, then swings and
humanises. The music itself is in `styles/` and in the players' files (`grooves.py`, `bass.py`, `comping.py`,
`melody.py`, `transitions.py`); no audio is made here. The same arguments give the same song.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from random import Random

from musiccm_daw.composer.breathing import Breath, breathing
from musiccm_daw.composer.chords.progressions import chord_texts
from musiccm_daw.composer.choruses import CHORUSES
from musiccm_daw.composer.drums.orchestra_kit import is_struck_so, on_orchestra_kit
from musiccm_daw.composer.dynamics.shading import Shader, shaded
from musiccm_daw.composer.forms import draw_sections
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.performance import Feel, louder, performed
from musiccm_daw.composer.sheet import ChordSpan, Layer, Passage, Style
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.tunes.comfortable_ranges import at_ease
from musiccm_daw.harmony import Chord, Key
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.song import Song, SongSection
from musiccm_daw.timebase import Meter

STYLES: tuple[str, ...] = tuple(STYLE_TABLE)

_FRACTIONAL_TEMPO = 0.25
_SPARSE_SONG = 0.14
"""How likely a song is reduced to one or two players: people also ask for single stems."""
_FOREIGN_METER = 0.2
_METERS = ("3/4", "6/8", "12/8", "5/4", "7/8")
"""How likely a song is in a meter that its style seldom or never has, and in which: people ask for techno in 7/8.

Without this, 14 of 4 094 clips were in 7/8, one of them drums, and a model trained on them only knew 4/4."""
_STRAIGHT_METERS = ("6/8", "12/8", "7/8")
"""Meters whose pairs of 8ths cross the beat: swing would fall apart."""


def compose(seed: int) -> Song:
    """Write one song in a style that the seed draws."""
    return compose_in(STYLE_TABLE[Random(f"style {seed}").choice(STYLES)], seed)


def compose_in(style: Style, seed: int) -> Song:
    """Write one song in a style."""
    random = Random(f"{style.name} {seed}")
    bpm = _draw_bpm(style, random)
    meter = _draw_meter(style, seed, random)
    key = Key(random.randrange(12), "minor" if random.random() < style.minor else "major")
    sections = draw_sections(style.form, random)
    chords = _draw_chords(style, key, meter, sections, random)
    straight = str(meter) in _STRAIGHT_METERS
    swing = 0.0 if straight else round(random.uniform(*style.swing), 2)
    layers = _seated(style, random)
    parts = []
    for index, layer in enumerate(layers):
        part = _written(layer, index, Song(seed, style.name, bpm, meter, key, chords, sections, (), swing), style)
        if part.notes:
            parts.append(part)
    return Song(seed, style.name, bpm, meter, key, chords, sections, tuple(parts), swing)


def _draw_bpm(style: Style, random: Random) -> Fraction:
    """Draw a tempo, mostly a whole number, else one with quarters or tenths."""
    low, high = style.bpm
    whole = round(random.uniform(low, high))
    if random.random() < _FRACTIONAL_TEMPO:
        return Fraction(whole) + random.choice(
            (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(random.randint(1, 9), 10))
        )
    return Fraction(whole)


def _draw_meter(style: Style, seed: int, random: Random) -> Meter:
    """Draw a meter of the style, now and then another one.

    The other one comes from a generator of its own, so that it changes nothing else in the song.
    """
    own = random.choices(list(style.meters), list(style.meters.values()))[0]
    foreign = Random(f"meter {style.name} {seed}")
    return Meter.parse(foreign.choice(_METERS) if foreign.random() < _FOREIGN_METER else own)


def _draw_chords(
    style: Style, key: Key, meter: Meter, sections: Sequence[SongSection], random: Random
) -> tuple[str, ...]:
    """Draw a progression for each name of section, often one for the whole song, and repeat it over the bars."""
    bank = style.minor_progressions if key.mode == "minor" else style.major_progressions
    colour = random.choice(style.colours)
    main = chord_texts(random.choice(bank), key, colour, random)
    by_name = {"chorus": main, "intro": main, "break": main, "outro": main, "verse": main}
    if random.random() < 0.6:
        by_name["verse"] = by_name["intro"] = chord_texts(random.choice(bank), key, colour, random)
    if random.random() < 0.3:
        by_name["break"] = chord_texts(random.choice(bank), key, colour, random)
    # Two chords share a bar equally: in 5/4 and 7/8 the second would begin between two beats.
    undivided = meter.numerator % 2 == 1
    texts = []
    for section in sections:
        progression = by_name[section.name]
        for bar in range(section.bars):
            text = progression[bar % len(progression)]
            texts.append(text.split()[0] if undivided else text)
    return tuple(texts)


def _seated(style: Style, random: Random) -> list[tuple[Layer, str, bool]]:
    """Draw the players, their instruments, and whether each plays throughout (in sparse songs)."""
    layers = []
    for group in style.groups:
        drawn = random.choices(
            [*group, None],
            [*(layer.chance for layer in group), max(0.0, 1 - sum(layer.chance for layer in group))],
        )[0]
        if drawn is not None:
            layers.append(drawn)
    # A style of many optional players may seat none of them.
    sparse = random.random() < _SPARSE_SONG or len(layers) < 2
    if sparse:
        able = [layer for group in style.groups for layer in group if layer.solo] or layers
        layers = [random.choice(able)]
        partners = [layer for group in style.groups for layer in group if layer.role != layers[0].role]
        if random.random() < 0.4:
            layers.append(random.choice(partners))
    return [(layer, random.choice(layer.instruments), sparse) for layer in layers]


def _written(seat: tuple[Layer, str, bool], index: int, song: Song, style: Style) -> Part:
    """Let one player write all its sections, then swing, humanise and fit the notes to the instrument."""
    layer, instrument, throughout = seat
    write = at_ease(layer.write, instrument)
    name = INSTRUMENTS[instrument]
    feel = Feel(float(song.bpm), song.swing, style.swing_unit, style.looseness, layer.late)
    breath = Breath.of(instrument, None, feel)
    if breath is not None:
        write = partial(breathing, write=write, breath=breath)
    random = Random(f"{song.style} {song.seed} part {index}")
    spans = _spans(song)
    straight: list[Note] = []
    for place, section in enumerate(song.sections):
        if throughout or layer.floor <= section.energy <= layer.ceiling:
            passage = _passage(song, spans, place, index, (name.lowest, name.highest))
            notes = shaded(write(passage), passage, Shader(instrument, layer.role, style))
            straight += [louder(note, section.energy) for note in notes]
    if is_struck_so(instrument, layer):
        straight = on_orchestra_kit(straight)
    played = performed(straight, name, feel, random, float(song.bars * song.meter.quarters_per_bar))
    effects = tuple(effect for effect, chance in layer.effects.items() if random.random() < chance)
    return Part(
        role=layer.role,
        instrument=instrument,
        notes=tuple(played),
        effects=effects,
        gain_db=round(layer.gain_db + random.uniform(-2, 1.5), 1),
        pan=round(random.uniform(-layer.spread, layer.spread), 2),
    )


def _spans(song: Song) -> list[ChordSpan]:
    """Return the song's chords with their places in quarters."""
    bar_quarters = float(song.meter.quarters_per_bar)
    spans = []
    for bar, text in enumerate(song.chords):
        chords = [Chord.parse(name) for name in text.split()]
        length = bar_quarters / len(chords)
        spans += [ChordSpan(bar * bar_quarters + at * length, length, c) for at, c in enumerate(chords)]
    return spans


def _passage(song: Song, spans: Sequence[ChordSpan], place: int, index: int, pitches: tuple[int, int]) -> Passage:
    """Return one section as the player of part `index` sees it."""
    section = song.sections[place]
    bar_quarters = float(song.meter.quarters_per_bar)
    start, end = section.start_bar * bar_quarters, (section.start_bar + section.bars) * bar_quarters
    inside = tuple(span for span in spans if start - 1e-6 <= span.start < end - 1e-6)
    after = next((span.chord for span in spans if span.start >= end - 1e-6), spans[0].chord)
    seed = f"{song.style} {song.seed} {index} {section.name}"
    return Passage(
        name=section.name,
        energy=section.energy,
        start=start,
        bars=section.bars,
        meter=song.meter,
        key=song.key,
        spans=inside,
        next_chord=after,
        lowest=pitches[0],
        highest=pitches[1],
        last=place == len(song.sections) - 1,
        theme=Random(seed),
        chance=Random(f"{seed} {place}"),
        arrives=place > 0 and section.name in CHORUSES and song.sections[place - 1].name != section.name,
    )
