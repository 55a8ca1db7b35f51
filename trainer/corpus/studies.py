"""Studies: what no style would write, so that the model plays any score and not the composer's habits alone.

Between an excerpt and its clips (`clips.py`). In a study each pitched part has its notes replaced by arpeggios, runs,
lines with rests, repeated notes, stabs, chords, two voices or long tones over the same chords: in any register of its
instrument, at any strength, from staccato to legato. People's own MIDI files are full of what a style never does, such
as a piano arpeggio over four octaves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.instrument_names import INSTRUMENTS, InstrumentName
from musiccm_daw.composer.performance import Feel, one_voice, performed
from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.score.note import HIGHEST_PITCH, Note, Part
from musiccm_daw.score.song import Song
from trainer.corpus.sound.synth_bass import LINE_VOICES

STUDY_CHANCE = 0.3
NEW_INSTRUMENT_CHANCE = 0.8
"""How likely a part is given to any other instrument, all alike: styles use some so seldom that five clips in two
thousand had them."""
REGISTER_SEMITONES = (10, 30)
BEYOND_SEMITONES = 9
"""How far above their range instruments are played: people's files have piccolos and the last octave of a piano."""
LOOSENESS = 0.6
ONE_VOICE_ROLES = ("bass", "lead")


@dataclass(frozen=True)
class _Stretch:
    """Some quarters under one chord, and how they are played.

    `chord_tones` and `scale` are the pitches to choose from, upwards; `unit` is the shortest step in quarters.
    """

    start: float
    quarters: float
    chord_tones: tuple[int, ...]
    scale: tuple[int, ...]
    unit: float
    shape: str
    random: Random

    @property
    def steps(self) -> int:
        """How many units fit."""
        return max(1, round(self.quarters / self.unit))


_PITCHED = {
    name: roles
    for name, instrument in INSTRUMENTS.items()
    if not instrument.is_kit and (roles := [role for role in instrument.roles if role not in UNPITCHED_ROLES])
}
"""The instruments that play notes, and their roles."""

Figure = Callable[[_Stretch], list[Note]]


def study_of(song: Song, random: Random) -> Song:
    """Return an excerpt whose pitched parts play studies; drums, percussion and effects stay."""
    return replace(song, parts=tuple(_studied(part, song, random) for part in song.parts))


def _studied(part: Part, song: Song, random: Random) -> Part:
    if part.role in UNPITCHED_ROLES:
        return part
    if random.random() < NEW_INSTRUMENT_CHANCE:
        name, roles = random.choice(list(_PITCHED.items()))
        part = replace(part, instrument=name, role=random.choice(roles))
    instrument = _stretched(INSTRUMENTS[part.instrument])
    straight = _written(song, instrument, random)
    if instrument.source[1] in LINE_VOICES:
        straight = one_voice(straight, lowest=False)
    feel = Feel(float(song.bpm), song.swing, 0.5, LOOSENESS)
    notes = performed(straight, instrument, feel, random, float(song.bars * song.meter.quarters_per_bar))
    return replace(part, notes=tuple(notes))


def _written(song: Song, instrument: InstrumentName, random: Random) -> list[Note]:
    """Write all bars: the figure changes every other bar or never, the register now and then."""
    known = _FIGURES if instrument.roles[0] in ONE_VOICE_ROLES else _FIGURES + _CHORD_FIGURES
    figures = random.sample(known, random.choice((1, 1, 2, 3)))
    unit, shape = random.choice(_UNITS), random.choice(_SHAPES)
    length, strength = random.choice(_LENGTHS), random.randint(45, 112)
    bar_quarters = float(song.meter.quarters_per_bar)
    register = _register(instrument, random)
    notes: list[Note] = []
    for bar, text in enumerate(song.chords):
        if random.random() < 0.15:
            register = _register(instrument, random)
        chords = ChordProgression.parse(text).bars[0]
        quarters = bar_quarters / len(chords)
        for index, chord in enumerate(chords):
            start = bar * bar_quarters + index * quarters
            stretch = _Stretch(start, quarters, *_pitches(song, chord, register), unit, shape, random)
            notes += figures[bar // 2 % len(figures)](stretch)
    return [_played(note, length, strength, random) for note in notes]


def _stretched(instrument: InstrumentName) -> InstrumentName:
    if "bass" in instrument.roles:
        return instrument
    return replace(instrument, highest=min(instrument.highest + BEYOND_SEMITONES, HIGHEST_PITCH))


def _register(instrument: InstrumentName, random: Random) -> tuple[int, int]:
    """Draw a register. Its middle is anywhere in the range, so that the ends are as frequent as the rest."""
    width = min(random.randint(*REGISTER_SEMITONES), instrument.highest - instrument.lowest)
    middle = random.randint(instrument.lowest, instrument.highest)
    lowest = min(max(middle - width // 2, instrument.lowest), instrument.highest - width)
    return lowest, lowest + width


def _pitches(song: Song, chord: Chord, register: tuple[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the chord's tones and the key's scale inside a register; at least one pitch of each."""
    inside = range(register[0], register[1] + 1)
    tones = tuple(pitch for pitch in inside if pitch % 12 in chord.pitch_classes)
    scale = tuple(pitch for pitch in inside if pitch % 12 in song.key.scale or pitch in tones)
    return tones or (register[0],), scale or (register[0],)


def _played(note: Note, length: float, strength: int, random: Random) -> Note:
    accent = 14 if note.start_quarters % 1 < 1e-6 and random.random() < 0.4 else 0
    velocity = max(12, min(127, round(random.gauss(strength + accent, 6))))
    return replace(note, duration_quarters=max(0.06, note.duration_quarters * length), velocity=velocity)


def _tone(start: float, duration: float, pitch: int) -> Note:
    return Note(start, duration, pitch, 80)


def _arpeggio(stretch: _Stretch) -> list[Note]:
    tones = list(stretch.chord_tones)
    order = {"up": tones, "down": tones[::-1], "wave": tones + tones[-2:0:-1]}.get(stretch.shape)
    first = stretch.random.randrange(len(tones))
    return [
        _tone(
            stretch.start + step * stretch.unit,
            stretch.unit,
            stretch.random.choice(tones) if order is None else order[(first + step) % len(order)],
        )
        for step in range(stretch.steps)
    ]


def _run(stretch: _Stretch) -> list[Note]:
    """Write steps along the scale that turn at the register's ends."""
    scale, at = stretch.scale, stretch.random.randrange(len(stretch.scale))
    way = -1 if stretch.shape == "down" else 1
    notes = []
    for step in range(stretch.steps):
        notes.append(_tone(stretch.start + step * stretch.unit, stretch.unit, scale[at]))
        if not 0 <= at + way < len(scale):
            way = -way
        at = max(0, min(len(scale) - 1, at + way))
    return notes


def _line(stretch: _Stretch) -> list[Note]:
    """Write a melody: lengths of one to four units, a third of them rests, small steps and some leaps."""
    scale, at = stretch.scale, stretch.random.randrange(len(stretch.scale))
    notes, step = [], 0
    while step < stretch.steps:
        length = min(stretch.random.choice((1, 1, 1, 2, 2, 3, 4)), stretch.steps - step)
        if stretch.random.random() < 0.7:
            notes.append(_tone(stretch.start + step * stretch.unit, length * stretch.unit, scale[at]))
        move = stretch.random.choice((-2, -1, -1, 1, 1, 2, -4, 5))
        at = max(0, min(len(scale) - 1, at + move))
        step += length
    return notes


def _repeated(stretch: _Stretch) -> list[Note]:
    tones = [stretch.random.choice(stretch.chord_tones) for _ in range(2)]
    half = (stretch.steps + 1) // 2
    return [
        _tone(stretch.start + step * stretch.unit, stretch.unit, tones[step // half]) for step in range(stretch.steps)
    ]


def _voices(stretch: _Stretch, count: int) -> list[int]:
    """Draw that many neighbouring chord tones, or fewer if the register has no more."""
    first = stretch.random.randint(0, max(0, len(stretch.chord_tones) - count))
    return list(stretch.chord_tones[first : first + count])


def _stabs(stretch: _Stretch) -> list[Note]:
    voices = _voices(stretch, stretch.random.randint(2, 4))
    steps = [step for step in range(stretch.steps) if stretch.random.random() < 0.4]
    return [_tone(stretch.start + step * stretch.unit, stretch.unit / 2, pitch) for step in steps for pitch in voices]


def _held_chords(stretch: _Stretch) -> list[Note]:
    return [_tone(stretch.start, stretch.quarters, pitch) for pitch in _voices(stretch, stretch.random.randint(3, 5))]


def _two_voices(stretch: _Stretch) -> list[Note]:
    """Write a line over a slower one in the lower half of the register."""
    half = len(stretch.scale) // 2
    upper = replace(stretch, scale=stretch.scale[half:])
    lower = replace(stretch, scale=stretch.scale[: half or 1], unit=min(stretch.unit * 4, stretch.quarters))
    return _line(upper) + _run(lower)


def _long_tones(stretch: _Stretch) -> list[Note]:
    if stretch.random.random() < 0.25:
        return []
    late = stretch.random.choice((0.0, 0.0, 0.5, 1.0))
    late = late if late < stretch.quarters else 0.0
    return [_tone(stretch.start + late, stretch.quarters - late, stretch.random.choice(stretch.scale))]


_FIGURES: tuple[Figure, ...] = (
    _arpeggio,
    _run,
    _line,
    _repeated,
    _stabs,
    _held_chords,
    _two_voices,
    _long_tones,
)
_CHORD_FIGURES: tuple[Figure, ...] = (_arpeggio, _stabs, _held_chords, _two_voices)
"""Written twice as often for instruments that seldom play one voice."""
_UNITS = (0.25, 0.5, 0.5, 0.5, 1 / 3, 1.0)
_SHAPES = ("up", "down", "wave", "any")
_LENGTHS = (0.3, 0.6, 0.95, 1.0, 1.0)
