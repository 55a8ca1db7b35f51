"""How a clip ends: a loop leads back to its first bar, and anything else comes to rest.

After the players have written (`request_score.py`), on their exact notes, before swing and humanising.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from musiccm_daw.composer.basses.leading import chromatic_lead, lead
from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.score.note import Note

_APPROACH_QUARTERS = 0.5
_FEWEST_MOVES = 3
"""Notes in a bar: a line that has fewer stays on them."""
_LEADING = (1, 2, 7)
"""Semitones from the first root, by which a last beat leads there already."""
_HELD_SHARE = 0.5
"""Of what is left of the last bar, its last chord is held; the rest is for what rings on."""
_STRUM_QUARTERS = 0.12
"""From the first string of a strum to the last; see `guitars.strum`."""
_JOINING = 0.85
"""Share of their velocity with which those who rested before join the last chord."""
_OCTAVE = 12
_LOW = 48
"""Below C3, thirds are muddy, and the lowest voice is a bass."""
_FEWEST_TONES, _MOST_BROKEN = 3, 4
_CHORD_ROLES = ("keys", "guitar", "pads", "vocal-pad", "strings")
_BACKBEATS = {SOUNDS[name] for name in ("snare", "clap", "rim")}
_TIMEKEEPERS = {SOUNDS[name] for name in ("hat", "ride", "open_hat")}


def led_back(notes: list[Note], passage: Passage, floor: int, random: Random, *, chromatic: bool) -> list[Note]:
    """Return a bass line whose last 8th approaches the root of the first bar, unless it is held over or moves little.

    Args:
        notes: of the whole line, in order.
        passage: the last one.
        floor: lowest pitch of the roots.
        random: draws how the root is approached.
        chromatic: whether as in jazz, blues and funk.
    """
    inside = [note for note in notes if note.start_quarters >= passage.end - passage.bar_quarters - 1e-6]
    place = passage.end - _APPROACH_QUARTERS
    if len(inside) < _FEWEST_MOVES or passage.bar_quarters < 2 or inside[-1].start_quarters >= place - 1e-6:
        return notes
    first, chord, bass = notes[0], passage.chord_at(place), passage.next_chord.bass
    # The line's own octave, where it begins with the root.
    target = first.pitch if first.start_quarters < 1e-6 and first.pitch % 12 == bass else root_at(bass, floor)
    if passage.end - inside[-1].start_quarters <= 1 and abs(inside[-1].pitch - target) in _LEADING:
        return notes
    root = min(
        (pitch for pitch in range(target - 11, target + 12) if pitch % 12 == chord.bass),
        key=lambda pitch: abs(pitch - inside[-1].pitch),
    )
    lead_there = chromatic_lead if chromatic else lead
    pitch = lead_there(root, target, local_scale(passage, chord, "full"), min(floor, target), random)
    if pitch is None:
        return notes
    shortened = [
        replace(note, duration_quarters=min(note.duration_quarters, place - note.start_quarters)) for note in notes
    ]
    return [*shortened, Note(place, _APPROACH_QUARTERS * 0.9, pitch, inside[-1].velocity)]


def come_to_rest(
    notes: list[Note],
    bar: Passage,
    role: str,
    *,
    kit: bool,
    left_out: frozenset[int] = frozenset(),
    full: bool = False,
    lowest: bool = False,
) -> list[Note]:
    """Return a part's notes with an ending in the last bar: a last chord or stroke, then silence.

    The chord is the last that begins in the first half of the bar; one before it is held until then. Who rested before
    joins in, more softly.

    Args:
        notes: of the whole part.
        bar: the last one; if the clip has no other, its second half is the ending.
        role: of the part.
        kit: whether pitches are drums.
        left_out: pitches of drums that are not to sound.
        full: whether a single line, too, ends with a third: that of the only one who can play chords.
        lowest: whether nobody plays below: then the last chord stands on its bass.
    """
    half = bar.start + bar.bar_quarters / 2
    first = bar.start if bar.start > 0 else half
    strokes = [first, *(span.start for span in bar.spans if first < span.start <= half)]
    silent = strokes[-1] + _HELD_SHARE * (bar.end - strokes[-1])
    # An effect has no chord of its own.
    stop = silent if role == "fx" else first
    before = [
        note
        if note.start_quarters + note.duration_quarters <= stop
        else replace(note, duration_quarters=stop - note.start_quarters)
        for note in notes
        if note.start_quarters < first - 1e-6
    ]
    if not before or role == "fx":
        return before
    latest = max(note.start_quarters for note in before)
    recent = [note for note in before if note.start_quarters >= latest - bar.bar_quarters]
    velocity = max(note.velocity for note in recent)
    if latest < first - bar.bar_quarters:
        velocity = round(velocity * _JOINING)
    if kit and role == "percussion":
        return [*before, Note(first, min(1.0, silent - first), _last_stroke(before, bar), velocity)]
    if kit:
        kicks, last = _last_drums(before, bar, left_out)
        sounds = [(at, sound) for at in strokes for sound in kicks] + [(strokes[-1], sound) for sound in last]
        return before + [Note(at, min(1.0, silent - at), sound, velocity) for at, sound in sounds]
    ends = [*strokes[1:], silent]
    return before + [
        Note(at, end - at, pitch, velocity)
        for at, end in zip(strokes, ends, strict=True)
        for pitch in _last_pitches(before, at, bar, role, full=full, lowest=lowest)
    ]


def _last_drums(notes: list[Note], bar: Passage, left_out: frozenset[int]) -> tuple[list[int], list[int]]:
    """Return the drums of every last stroke, and those of the very last alone: of a whole kit, kick and crash."""
    played = {note.pitch for note in notes}
    kick, crash = SOUNDS["kick"], SOUNDS["crash"]
    whole = kick in played and bool(played & _BACKBEATS) and bool(played & _TIMEKEEPERS)
    crashes = [crash] if (whole or crash in played) and crash not in left_out else []
    if kick in played:
        return [kick], crashes
    return [], crashes or [_last_stroke(notes, bar)]


def _last_stroke(notes: list[Note], bar: Passage) -> int:
    """Return the drum that a part most often strikes on the first beat of a bar, else most often."""
    first = [note.pitch for note in notes if (note.start_quarters + 1e-6) % bar.bar_quarters < 1e-3]
    return Counter(first or [note.pitch for note in notes]).most_common(1)[0][0]


def _last_pitches(notes: list[Note], at: float, bar: Passage, role: str, *, full: bool, lowest: bool) -> list[int]:
    """Return what sounds at the end: the root in the bass, a tonic in a tune, else the nearest voicing of the chord."""
    chord = bar.chord_at(at)
    if role == "bass":
        floor = min(note.pitch for note in notes)
        return [root_at(chord.bass, floor)]
    latest = max(note.start_quarters for note in notes)
    near = {
        note.pitch
        for note in notes
        # What is struck last, as far as a strum reaches, and what is still held then.
        if note.start_quarters > latest - _STRUM_QUARTERS
        or note.start_quarters + note.duration_quarters > latest + _STRUM_QUARTERS
    }
    if len(near) == 1 and role in _CHORD_ROLES:
        near |= _broken_chord(notes, latest, bar)
    voices = sorted(near)
    if len(voices) > 1:
        if {pitch - voices[0] for pitch in voices} in ({0, 7}, {0, 7, 12}):
            # Power chords have no third.
            root = min(_octaves_of(chord.root, voices[0]), key=lambda pitch: abs(pitch - voices[0]))
            return [root + pitch - voices[0] for pitch in voices]
        chosen = _with_third(_moved(voices, chord, bar), chord, bar)
        return _on_bass(chosen, chord, bar, min(note.pitch for note in notes)) if lowest else chosen
    tonic = bar.key.tonic
    target = tonic if tonic in chord.pitch_classes else chord.root
    last = [min(_octaves_of(target, voices[0]), key=lambda pitch: abs(pitch - voices[0]))]
    return _with_third(last, chord, bar) if full else last


def _octaves_of(pitch_class: int, near: int) -> list[int]:
    """Return the pitches of a class within a tritone of a pitch."""
    return [pitch for pitch in range(near - 6, near + 7) if pitch % 12 == pitch_class]


def _broken_chord(notes: list[Note], latest: float, bar: Passage) -> set[int]:
    """Return the highest tones of a chord that is played one after another up to the end; none of other lines."""
    played = {note.pitch for note in notes if note.start_quarters > latest - min(4.0, bar.bar_quarters)}
    classes = {pitch % 12 for pitch in played}
    steps = any((one + step) % 12 in classes for one in classes for step in (1, 2))
    return set() if len(classes) < _FEWEST_TONES or steps else set(sorted(played)[-_MOST_BROKEN:])


def _moved(voices: list[int], chord: Chord, bar: Passage) -> list[int]:
    """Return voices on the nearest free tones of a chord: the lowest on its bass where it lies low."""
    free = [pitch for pitch in range(bar.lowest, bar.highest + 1) if pitch % 12 in chord.pitch_classes]
    moved: list[int] = []
    for voice in sorted(voices, reverse=True):
        low = voice == voices[0] and voice < _LOW
        able = [pitch for pitch in free if all(abs(pitch - other) > 1 for other in moved)]
        able = [pitch for pitch in able if pitch % 12 == chord.bass and pitch < min(moved)] or able if low else able
        if able:
            moved.append(min(able, key=lambda pitch: (abs(pitch - voice), pitch)))
    return sorted(moved)


def _on_bass(voices: list[int], chord: Chord, bar: Passage, floor: int) -> list[int]:
    """Return voices over the bass of a chord, down where the part has its basses.

    Args:
        voices: from below; the lowest of many gives way.
        chord: that they are of.
        bar: the last one.
        floor: lowest pitch of the part.
    """
    below = [pitch for pitch in range(bar.lowest, voices[0]) if pitch % 12 == chord.bass]
    stands = voices[0] % 12 == chord.bass
    if stands and (not below or voices[0] - floor < _OCTAVE):
        return voices
    if not below:
        # Below its lowest bass, an instrument has nothing to end on.
        bass = root_at(chord.bass, bar.lowest)
        return [bass, *(voice for voice in voices if voice > bass + 1)]
    bass = min(below, key=lambda pitch: abs(pitch - floor))
    return [bass, *(voices[1:] if len(voices) > _FEWEST_TONES and not stands else voices)]


def _with_third(voices: list[int], chord: Chord, bar: Passage) -> list[int]:
    """Return a voicing that has the third of a chord: in place of a doubled voice or the fifth, else as one more."""
    third = next((up for up in (4, 3) if (chord.root + up) % 12 in chord.pitch_classes), None)
    wanted = None if third is None else (chord.root + third) % 12
    if wanted is None or any(pitch % 12 == wanted for pitch in voices):
        return voices
    classes = [pitch % 12 for pitch in voices]
    inner = [pitch for pitch in voices[1:] if classes.count(pitch % 12) > 1 or (pitch - chord.root) % 12 == 7]
    kept = [pitch for pitch in voices if len(voices) < _FEWEST_TONES or pitch not in inner[:1]]
    able = [pitch for pitch in range(max(bar.lowest, _LOW), bar.highest + 1) if pitch % 12 == wanted]
    place = inner[0] if inner else voices[-1]

    def cost(pitch: int) -> tuple[bool, bool, int]:
        clashes = any(abs(pitch - other) == 1 for other in kept)
        return not voices[0] < pitch < voices[-1], clashes, abs(pitch - place)

    return sorted([*kept, min(able, key=cost)]) if able else voices
