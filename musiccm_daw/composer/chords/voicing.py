"""Voicings: which notes of a chord sound, and how smoothly one chord moves to the next.

Used by keys, pads, strings and guitars. It knows pitches only; their rhythms are in `chord_rhythms.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

Voicing = tuple[int, ...]
_SEMITONE, _SEMITONE_OF_THREE, _SEMITONE_ON_TOP, _SEMITONE_BELOW = 2, 8, 8, 40
"""What a minor second between neighbours costs, in semitones of movement: inside a chord it is colour, in three voices
and under the highest it sticks out, and at the bottom it is wrong."""
_MUDDY = 8
"""What an interval closer than a fourth costs below about C3 (48), where it is unclear."""
_DOUBLED, _RUBBED, _RUBBED_LOW = 6, 14, 18
"""What a pitch costs that another chord player has already, and one a semitone or a minor ninth beside such a pitch,
which rubs for as long as the chord lasts; more below C4 (60), where it beats."""
_RUBBING = (-13, -1, 1, 13)
_GIVEN_UP = 4
"""What it costs that a tone gives way which nobody else has."""
_INVERTED = 12
"""What it costs that the first of some chords does not stand on its bass, though nobody else has that."""
_TONES_OF_SEVENTH, _FEW = 4, 3
_NEAR_CENTRE = 5
"""Semitones from the centre beyond which a voicing leaves its register."""
_NEAR = 0.1
"""Quarters by which notes may reach into another chord, as strums do."""
_OCTAVE, _SEMITONES_APART = 12, 1
_REACH = 14
"""Semitones between the centre of voicings and their lowest and highest note."""


def essential_tones(chord: Chord, voices: int, *, rooted: bool = False) -> tuple[int, ...]:
    """Pick a pitch class for each of `voices` voices.

    Of a seventh chord the fifth is dropped first, then the root, which the bass has; of a ninth chord the root, since
    its ninth rubs against root and third, and of three voices a minor third for the same reason. Where a chord is
    `rooted`, nobody else has the root, and it stays.
    """
    tones = list(dict.fromkeys(chord.pitch_classes))
    root, minor, fifth, ninth = (chord.root, *((chord.root + up) % 12 for up in (3, 7, 2)))
    drop: tuple[int, ...] = (fifth, root)
    if rooted:
        drop = (fifth, ninth)
    elif chord.bass not in Chord(root, chord.quality, root).pitch_classes:
        # What lies in the bass alone, the bass has.
        drop = (chord.bass, fifth)
    elif len(tones) > _TONES_OF_SEVENTH:
        drop = (root, minor, fifth) if minor in tones and voices <= _FEW else (root, fifth)
    for tone in drop:
        if len(tones) > voices and tone in tones:
            tones.remove(tone)
    return tuple(tones[:voices])


@cache
def candidates(
    chord: Chord, voices: int, pitches: tuple[int, int], *, spread: bool, rooted: bool
) -> tuple[Voicing, ...]:
    """Return every close inversion of a chord inside a range, and with `spread` its drop-2 voicing."""
    lowest, highest = pitches
    tones = sorted(essential_tones(chord, voices, rooted=rooted))
    found = []
    for turn in range(len(tones)):
        rotated = tones[turn:] + [tone + 12 for tone in tones[:turn]]
        doubled = rotated + [tone + 12 for tone in rotated[: max(0, voices - len(rotated))]]
        for octave in range(0, 120, 12):
            close = tuple(tone + octave for tone in doubled)
            shapes = [close]
            if spread and len(close) >= 3:
                shapes.append(tuple(sorted((close[-2] - 12, *close[:-2], close[-1]))))
            found += [shape for shape in shapes if shape[0] >= lowest and shape[-1] <= highest]
    return tuple(found)


def voice_lead(
    spans: Sequence[ChordSpan],
    centre: int,
    voices: int,
    *,
    spread: bool,
    lowest: int,
    rooted: bool = False,
    beside: Sequence[Note] = (),
) -> list[Voicing]:
    """Voice a row of chords so that each voice moves as little as it can, around a central pitch and above a lowest.

    Args:
        spans: the chords.
        centre: pitch to voice them around.
        voices: notes of each.
        spread: whether they may be open.
        lowest: pitch.
        rooted: whether nobody else has the roots.
        beside: what other chord players have; their pitches are avoided.
    """
    bottom = max(centre - _REACH, lowest)
    voicings: list[Voicing] = []
    for span in spans:
        previous = voicings[-1] if voicings else None
        found = list(candidates(span.chord, voices, (bottom, bottom + 2 * _REACH), spread=spread, rooted=rooted))
        taken = _sounding_in(span, beside)
        if taken:
            found += list(filter(None, (_yielding(shape, span.chord, taken, lowest) for shape in found)))
        # What is home, the first chord says where nobody else has its root.
        home = span.chord.bass if rooted and previous is None else None

        def cost(
            shape: Voicing,
            previous: Voicing | None = previous,
            taken: frozenset[int] = taken,
            home: int | None = home,
            chord: Chord = span.chord,
        ) -> float:
            turned = _INVERTED if home is not None and shape[0] % 12 != home else 0
            return _cost(shape, previous, centre) + _beside(shape, chord, taken) + turned

        voicings.append(min(found, key=cost))
    return voicings


def _beside(shape: Voicing, chord: Chord, taken: frozenset[int]) -> float:
    """Return what it costs that a voicing doubles what others have, rubs against it, or leaves a tone to nobody."""
    rubbed = [min(pitch, pitch + apart) for pitch in shape for apart in _RUBBING if pitch + apart in taken]
    sounding = {pitch % 12 for pitch in (*shape, *taken)}
    given_up = sum(tone not in sounding for tone in set(chord.pitch_classes) - {chord.root, chord.bass})
    rubs = sum(_RUBBED_LOW if low < 60 else _RUBBED for low in rubbed)
    return _DOUBLED * len(taken & {*shape}) + rubs + _GIVEN_UP * given_up


def _yielding(shape: Voicing, chord: Chord, taken: frozenset[int], lowest: int) -> Voicing | None:
    """Return a voicing whose tones that rub against what others have give way to the nearest others of the chord.

    Two full chords with a major seventh in one register have no inversions that keep apart. None where nothing rubs, or
    nothing else fits.
    """
    kept = [pitch for pitch in shape if not _rubs(pitch, taken)]
    if len(kept) == len(shape):
        return None
    for pitch in shape:
        if pitch in kept:
            continue
        near = range(max(lowest, pitch - _OCTAVE + 1), pitch + _OCTAVE)
        able = [
            other
            for other in near
            if other % 12 in chord.pitch_classes
            and not _rubs(other, taken)
            and all(abs(other - each) > _SEMITONES_APART for each in kept)
        ]
        if not able:
            return None
        kept.append(min(able, key=lambda other: (other in taken, abs(other - pitch), other)))
    return tuple(sorted(kept))


def _rubs(pitch: int, taken: frozenset[int]) -> bool:
    """Return whether a pitch lies a semitone or a minor ninth beside one that others have."""
    return any(pitch + apart in taken for apart in _RUBBING)


def _sounding_in(span: ChordSpan, notes: Sequence[Note]) -> frozenset[int]:
    """Return the pitches that sound during a chord."""
    return frozenset(
        note.pitch
        for note in notes
        if note.start_quarters < span.end - _NEAR and note.start_quarters + note.duration_quarters > span.start + _NEAR
    )


def _cost(shape: Voicing, previous: Voicing | None, centre: int) -> float:
    """Return how far a voicing lies from the one before and the centre; semitones and mud cost extra."""
    middle = sum(shape) / len(shape)
    away = abs(middle - centre)
    cost = away * (1.5 if previous is None else 0.5) + 2 * max(0.0, away - _NEAR_CENTRE)
    if previous is not None:
        cost += sum(min(abs(note - other) for other in previous) for note in shape)
        cost += 0.7 * abs(shape[-1] - previous[-1])
    steps = [high - low for low, high in pairwise(shape)]
    cost += steps.count(1) * (_SEMITONE_OF_THREE if len(shape) == 3 else _SEMITONE)
    if steps and steps[0] == 1:
        cost += _SEMITONE_BELOW
    elif steps and steps[-1] == 1:
        cost += _SEMITONE_ON_TOP
    cost += sum(_MUDDY for low, step in zip(shape, steps, strict=False) if step < 5 and low < 48)
    return cost


def root_at(pitch_class: int, floor: int) -> int:
    """Return the lowest pitch of a class at or above a floor."""
    return floor + (pitch_class - floor) % 12


def power_chord(chord: Chord, floor: int) -> Voicing:
    """Return root, fifth and octave; a diminished chord keeps its own fifth."""
    root = root_at(chord.root, floor)
    fifth = 6 if (chord.root + 6) % 12 in chord.pitch_classes and not _has_fifth(chord) else 7
    return (root, root + fifth, root + 12)


def _has_fifth(chord: Chord) -> bool:
    return (chord.root + 7) % 12 in chord.pitch_classes


def guitar_chord(chord: Chord, strings: int = 5, floor: int = 40) -> Voicing:
    """Return a strummed shape: the bass on a low string, then the chord's tones, each at least a minor third higher."""
    notes = [root_at(chord.bass, floor)]
    fifth = next((tone for tone in chord.pitch_classes if (tone - chord.root) % 12 in (6, 7, 8)), chord.root)
    order = [fifth, chord.root, *[t for t in chord.pitch_classes if t not in (chord.root, fifth)]]
    at = 0
    while len(notes) < strings:
        notes.append(root_at(order[at % len(order)], notes[-1] + 3))
        at += 1
    return tuple(notes)


def voicings_of(
    passage: Passage, centre: int, voices: int, *, spread: bool, rooted: bool = False
) -> dict[ChordSpan, Voicing]:
    """Voice the chords of a passage, beside what others have there already.

    Args:
        passage: whose chords are meant.
        centre: pitch around which they lie.
        voices: of each chord.
        spread: whether they may lie wider than close inversions.
        rooted: whether nobody else has the roots.
    """
    shapes = voice_lead(
        passage.spans, centre, voices, spread=spread, lowest=passage.lowest, rooted=rooted, beside=passage.beside
    )
    return dict(zip(passage.spans, shapes, strict=True))
