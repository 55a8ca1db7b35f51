"""Keys, chords and chord progressions: read from text, written back, and turned into pitch classes.

One of the foundations, beside `timebase`: requests, corpus labels and MIDI markers all describe harmony with these
three types. A pitch class is a number from 0 (C) to 11. Nothing here knows voicings, octaves or audio.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from musiccm_daw.chord_chart import NO_CHORD, is_no_chord, read_chart
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.note_names import NOTE, accidental, pitch_class, plain_signs, tonic_and_mode
from musiccm_daw.timebase import MAX_BARS

SHARP_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
FLAT_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
MODES = ("major", "minor")
MAX_CHORDS_PER_BAR = 8
"""One chord per eighth note of a 4/4 bar; faster changes sound like a melody."""

_MAJOR_STEPS = (0, 2, 4, 5, 7, 9, 11)
_MINOR_STEPS = (0, 2, 3, 5, 7, 8, 10)
# The tonic names that need the fewest accidentals; six sharps are preferred to six flats.
_MAJOR_TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_MINOR_TONICS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B")

QUALITIES: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "": ((0, 4, 7), ("maj", "M", "major", "ma")),
    "m": ((0, 3, 7), ("-", "min", "mi", "minor")),
    "dim": ((0, 3, 6), ("°", "o", "mb5")),
    "aug": ((0, 4, 8), ("+", "#5", "maj#5")),
    "sus2": ((0, 2, 7), ()),
    "sus4": ((0, 5, 7), ("sus",)),
    "5": ((0, 7), ("power", "no3")),
    "6": ((0, 4, 7, 9), ("maj6", "M6", "add6")),
    "m6": ((0, 3, 7, 9), ("-6", "min6")),
    "6/9": ((0, 4, 7, 9, 2), ("69",)),
    "7": ((0, 4, 7, 10), ("dom7", "dom")),
    "maj7": ((0, 4, 7, 11), ("M7", "ma7", "Δ", "Δ7", "major7", "j7", "^", "^7")),
    "m7": ((0, 3, 7, 10), ("-7", "min7", "mi7")),
    "mmaj7": ((0, 3, 7, 11), ("mM7", "-M7", "-maj7", "minmaj7", "mΔ", "-Δ")),
    "m7b5": ((0, 3, 6, 10), ("ø", "ø7", "-7b5", "min7b5", "m7-5", "h", "h7")),
    "dim7": ((0, 3, 6, 9), ("°7", "o7")),
    "aug7": ((0, 4, 8, 10), ("+7", "7#5")),
    "7sus4": ((0, 5, 7, 10), ("7sus", "sus7")),
    "add9": ((0, 4, 7, 2), ("add2", "2")),
    "madd9": ((0, 3, 7, 2), ("-add9", "minadd9", "madd2")),
    "9": ((0, 4, 7, 10, 2), ("dom9",)),
    "maj9": ((0, 4, 7, 11, 2), ("M9", "ma9", "Δ9", "major9")),
    "m9": ((0, 3, 7, 10, 2), ("-9", "min9", "mi9")),
    "7b9": ((0, 4, 7, 10, 1), ()),
    "7#9": ((0, 4, 7, 10, 3), ()),
    "9sus4": ((0, 5, 7, 10, 2), ("9sus",)),
    "m11": ((0, 3, 7, 10, 2, 5), ("-11", "min11")),
    "13": ((0, 4, 7, 10, 2, 9), ("dom13",)),
}
"""Each quality, as written after the root, with its semitones above the root and its other spellings."""

_SPELLINGS = {spelling: quality for quality, (_, others) in QUALITIES.items() for spelling in (quality, *others)}
_CHORD_TEXT = re.compile(rf"({NOTE})([^/]*(?:/9)?)(?:/({NOTE}))?")


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and a mode, "major" or "minor" (natural minor)."""

    tonic: int
    mode: str

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read "A minor", "Am", "F# major", "Bb", "e flat min", "d-moll", "8A"; a tonic alone is major.

        Raises:
            RequestError: the text is not a key.
        """
        found = tonic_and_mode(text)
        if found is None:
            raise RequestError(
                f"key {quoted(text)} is not a key; give a tonic and major or minor, such as A minor, Am, F# major, "
                "Bb or 8A, or none"
            )
        return cls(*found)

    def __str__(self) -> str:
        return f"{self.tonic_name} {self.mode}"

    @property
    def tonic_name(self) -> str:
        """The tonic as it is usually written for this mode: Bb, but G# minor."""
        return (_MAJOR_TONICS if self.mode == "major" else _MINOR_TONICS)[self.tonic]

    @property
    def short(self) -> str:
        """The key as it appears in file names: Amin, F#maj."""
        return self.tonic_name + self.mode[:3]

    @cached_property
    def scale(self) -> tuple[int, ...]:
        """The seven pitch classes, from the tonic up."""
        steps = _MAJOR_STEPS if self.mode == "major" else _MINOR_STEPS
        return tuple((self.tonic + step) % 12 for step in steps)

    @property
    def uses_flats(self) -> bool:
        """Whether the key signature has flats: F to Db major and their relatives, and Eb minor."""
        relative_major = self.tonic if self.mode == "major" else (self.tonic + 3) % 12
        return relative_major in (5, 10, 3, 8, 1) or (relative_major == 6 and self.mode == "minor")


@dataclass(frozen=True)
class Chord:
    """A root, a quality (a key of `QUALITIES`) and the pitch class in the bass.

    N.C., no chord, has that as its quality, and no notes. `flats` only decides how black keys are written; chords with
    the same notes are equal.
    """

    root: int
    quality: str
    bass: int
    flats: bool = field(default=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read "Am7/G", "F#m7b5", "Bbmaj7", "A-", "CΔ", "Hm", "D(add9)", "N.C.".

        Raises:
            RequestError: the chord is not known.
        """
        plain = re.sub(r"[\s()]", "", plain_signs(text))
        if is_no_chord(plain):
            return cls(0, NO_CHORD, 0)
        match = _CHORD_TEXT.fullmatch(plain)
        quality = _quality(match[2]) if match else None
        if match is None or quality is None:
            raise RequestError(
                f"chord {quoted(text)} is not known; give a root A to G with # or b, then nothing or one of maj "
                f"{' '.join(filter(None, QUALITIES))}, then /bass if needed, such as Am7/G; N.C. is no chord"
            )
        root = pitch_class(match[1])
        bass = pitch_class(match[3]) if match[3] else root
        signs = {accidental(name) for name in match.group(1, 3) if name}
        return cls(root, quality, bass, flats=-1 in signs and 1 not in signs)

    def __str__(self) -> str:
        if self.is_silent:
            return NO_CHORD
        names = FLAT_NAMES if self.flats else SHARP_NAMES
        slash = "" if self.bass == self.root else f"/{names[self.bass]}"
        return f"{names[self.root]}{self.quality}{slash}"

    @property
    def is_silent(self) -> bool:
        """Whether this is N.C.: nobody plays a pitch."""
        return self.quality == NO_CHORD

    @cached_property
    def pitch_classes(self) -> tuple[int, ...]:
        """The pitch classes that sound: the root first, then upwards; a bass note outside the chord comes last."""
        if self.is_silent:
            return ()
        tones = tuple((self.root + interval) % 12 for interval in QUALITIES[self.quality][0])
        return tones if self.bass in tones else (*tones, self.bass)

    def chroma(self) -> tuple[float, ...]:
        """Return twelve numbers from C up: 1 for each pitch class that sounds, bass included, else 0."""
        return tuple(float(pitch_class in self.pitch_classes) for pitch_class in range(12))

    def transposed(self, semitones: int) -> Chord:
        """Move root and bass up by a number of semitones."""
        if self.is_silent:
            return self
        return Chord((self.root + semitones) % 12, self.quality, (self.bass + semitones) % 12, self.flats)

    def spelled_in(self, key: Key) -> Chord:
        """Return the same chord, written with the accidentals of a key."""
        return Chord(self.root, self.quality, self.bass, key.uses_flats)


@dataclass(frozen=True)
class ChordProgression:
    """Chords by the bar; those of a bar share it equally, and the progression repeats for as long as needed."""

    bars: tuple[tuple[Chord, ...], ...]

    @classmethod
    def parse(cls, text: str) -> ChordProgression:
        """Read "Am7 | F C | G": bars are separated by `|`, the chords of a bar by spaces; `chord_chart` knows more.

        Raises:
            RequestError: a chord is not known, or there are too many bars, or chords in a bar.
        """
        bars = read_chart(text)
        if len(bars) > MAX_BARS or any(not 1 <= len(bar) <= MAX_CHORDS_PER_BAR for bar in bars):
            raise RequestError(
                f"chords {quoted(text)} are not a progression; give 1 to {MAX_BARS} bars separated by | with 1 to "
                f"{MAX_CHORDS_PER_BAR} chords each, such as Am7 | F C | G"
            )
        return cls(tuple(tuple(Chord.parse(chord) for chord in bar) for bar in bars))

    def __str__(self) -> str:
        return " | ".join(" ".join(map(str, bar)) for bar in self.bars)

    def at(self, bar: int, fraction_of_bar: Fraction | float) -> Chord:
        """Return the chord that sounds `fraction_of_bar` (0 to <1) into bar `bar` (from 0, repeating)."""
        chords = self.bars[bar % len(self.bars)]
        return chords[min(int(fraction_of_bar * len(chords)), len(chords) - 1)]

    def within(self, bars: int) -> ChordProgression:
        """Return the bars of it that sound in a clip of so many."""
        return ChordProgression(self.bars[:bars])

    @property
    def is_silent(self) -> bool:
        """Whether no chord sounds in any bar."""
        return all(chord.is_silent for bar in self.bars for chord in bar)

    def transposed(self, semitones: int) -> ChordProgression:
        """Move every chord up by a number of semitones."""
        return self._each(chord.transposed(semitones) for bar in self.bars for chord in bar)

    def spelled_in(self, key: Key) -> ChordProgression:
        """Return the same chords, written with the accidentals of a key."""
        return self._each(chord.spelled_in(key) for bar in self.bars for chord in bar)

    def _each(self, chords: Iterable[Chord]) -> ChordProgression:
        """Return a progression with the same bars and other chords, in order."""
        source = iter(chords)
        return ChordProgression(tuple(tuple(next(source) for _ in bar) for bar in self.bars))


_COMMON = {
    # In C major; the basis of most chart music and loop packs.
    "major": (
        "C | G | Am | F",
        "Am | F | C | G",
        "C | Am | F | G",
        "F | G | C | Am",
        "C | F | C | G",
        "F | C | G | Am",
        "Cmaj7 | Am7 | Dm7 | G7",
        "Dm7 | G7 | Cmaj7 | Cmaj7",
        "Fmaj7 | Em7 | Dm7 | Cmaj7",
        "Fmaj7 | G | Em7 | Am7",
        "C | C/E | F | G",
        "C | Bb | F | C",
    ),
    # In A minor.
    "minor": (
        "Am | F | C | G",
        "Am | C | G | F",
        "Am | G | F | G",
        "Am | Dm | F | E",
        "Am | Em | F | G",
        "Am | F | Dm | Em",
        "Am7 | Dm7 | Am7 | Em7",
        "Am9 | Dm9",
        "Am7 | Fmaj7 | Cmaj7 | Em7",
        "Dm7 | Em7 | Am7 | Am7",
        "Bm7b5 | E7 | Am7 | Am7",
        "Am | Am | F | G",
    ),
}


def common_progressions(key: Key) -> tuple[ChordProgression, ...]:
    """Return widely used progressions of 1 to 4 bars, transposed into a key and spelled in it."""
    home = 0 if key.mode == "major" else 9
    return tuple(
        ChordProgression.parse(text).transposed(key.tonic - home).spelled_in(key) for text in _COMMON[key.mode]
    )


def estimate_key(chords: ChordProgression) -> Key:
    """Estimate the key of a progression from the scale that holds its notes and the chord that sounds like home.

    Tones of the scale decide; the major third over a minor key's dominant counts as one of them. Tonic chords add a
    little everywhere and more at the two ends, which is what distinguishes A minor from C major.
    """
    keys = [Key(tonic, mode) for mode in MODES for tonic in range(12)]
    return max(keys, key=lambda key: _key_score(key, chords))


def _key_score(key: Key, chords: ChordProgression) -> float:
    """Score a key for a progression; all bars weigh the same, and so do the chords of a bar."""
    score = 0.0
    for bar in chords.bars:
        for chord in bar:
            if chord.is_silent:
                continue
            dominant = key.mode == "minor" and chord.root == (key.tonic + 7) % 12
            allowed = {*key.scale, (key.tonic + 11) % 12} if dominant else set(key.scale)
            inside = sum(pitch_class in allowed for pitch_class in chord.pitch_classes)
            score += (inside / len(chord.pitch_classes) + _is_home(key, chord) / 4) / len(bar)
    score /= len(chords.bars)
    ends = _is_home(key, chords.bars[0][0]) + _is_home(key, chords.bars[-1][-1])
    return score + 0.15 * ends


def _is_home(key: Key, chord: Chord) -> bool:
    """Return whether a chord is the tonic chord of a key, or can stand for it (C5, Csus4)."""
    foreign_third = (key.tonic + (3 if key.mode == "major" else 4)) % 12
    return chord.root == key.tonic and not chord.is_silent and foreign_third not in chord.pitch_classes


def _quality(text: str) -> str | None:
    """Find a quality by any of its spellings; case matters only where M and m differ."""
    return _SPELLINGS.get(text, _SPELLINGS.get(text.lower()))
