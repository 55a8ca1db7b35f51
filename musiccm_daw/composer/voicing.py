"""Voicings: which notes of a chord sound, and how smoothly one chord moves to the next.

Used by keys, pads, strings and guitars. It knows pitches only; their rhythm is in `comping.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from musiccm_daw.composer.sheet import ChordSpan
from musiccm_daw.harmony import Chord

Voicing = tuple[int, ...]
_SEMITONE, _SEMITONE_OF_THREE = 4, 8
"""What a minor second between neighbours costs, in semitones of movement; in three voices it sticks out."""
_REACH = 14
"""Semitones between the centre of voicings and their lowest and highest note."""


def essential_tones(chord: Chord, voices: int) -> tuple[int, ...]:
    """Pick a pitch class for each of `voices` voices: the fifth is dropped first, then the root (the bass has it)."""
    tones = list(dict.fromkeys(chord.pitch_classes))
    if len(tones) > voices:
        perfect_fifth = (chord.root + 7) % 12
        if perfect_fifth in tones:
            tones.remove(perfect_fifth)
    if len(tones) > voices and chord.root in tones:
        tones.remove(chord.root)
    return tuple(tones[:voices])


def candidates(chord: Chord, voices: int, lowest: int, highest: int, spread: bool) -> list[Voicing]:
    """Return every close inversion of a chord inside a range, and with `spread` its drop-2 voicing."""
    tones = sorted(essential_tones(chord, voices))
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
    return found


def voice_lead(spans: Sequence[ChordSpan], centre: int, voices: int, *, spread: bool, lowest: int) -> list[Voicing]:
    """Voice a row of chords so that each voice moves as little as it can, around a central pitch and above a lowest."""
    bottom = max(centre - _REACH, lowest)
    voicings: list[Voicing] = []
    for span in spans:
        previous = voicings[-1] if voicings else None
        found = candidates(span.chord, voices, bottom, bottom + 2 * _REACH, spread)
        voicings.append(min(found, key=lambda shape: _cost(shape, previous, centre)))
    return voicings


def _cost(shape: Voicing, previous: Voicing | None, centre: int) -> float:
    """Return how far a voicing lies from the one before and the centre; semitones and mud cost extra."""
    middle = sum(shape) / len(shape)
    cost = abs(middle - centre) * (1.5 if previous is None else 0.5)
    if previous is not None:
        cost += sum(min(abs(note - other) for other in previous) for note in shape)
        cost += 0.7 * abs(shape[-1] - previous[-1])
    harsh = _SEMITONE_OF_THREE if len(shape) == 3 else _SEMITONE
    cost += sum(harsh for low, high in pairwise(shape) if high - low == 1)
    # Intervals closer than a minor third are unclear below about C3 (48).
    cost += sum(3 for low, high in pairwise(shape) if high - low < 3 and low < 48)
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
