"""From exact notes to a player's: louder or softer with the music, inside the instrument's range, swung and loosened.

The last stage of a part, for songs (`compose.py`) and for requests (`request_score.py`) alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from musiccm_daw.composer.humanise import humanise, swing_notes, untangle
from musiccm_daw.composer.instrument_names import InstrumentName
from musiccm_daw.score.note import Note

_LOUDER, _USUAL_ENERGY = 0.45, 0.7
"""Share of its velocity by which a note is louder at an energy of one more than usual."""
_FULL, _LOUDEST = 114, 127
"""Velocities from which notes become louder ever more slowly, and that none reaches."""
SLIDE_QUARTERS = 0.12
"""How long a note is held on into the next one for a synthesizer to slide there."""
_SLIDES_FROM = 0.04
"""What reaches less far into the next note, in quarters, is not meant to slide: playing by hand moves notes so much."""
_TOGETHER_QUARTERS = 0.08
"""Notes that begin so close together are one chord, humanised or strummed; two 32nds are not."""


@dataclass(frozen=True)
class Feel:
    """How the notes of a whole piece are played: tempo, swing and its unit, and looseness as in `Style`."""

    bpm: float
    swing: float
    swing_unit: float
    looseness: float
    late: float = 0.0
    """Seconds that the player lies behind the beat."""


def louder(note: Note, energy: float) -> Note:
    """Return the note softer in quiet sections, louder in full ones: by a fifth from an intro to a chorus."""
    velocity = note.velocity * (1 + _LOUDER * (energy - _USUAL_ENERGY))
    over, room = velocity - _FULL, _LOUDEST - _FULL
    if over > 0:
        # Accents stay accents where everything is loud.
        velocity = _FULL + room * over / (over + room)
    return Note(note.start_quarters, note.duration_quarters, note.pitch, max(1, round(velocity)))


def performed(straight: Iterable[Note], name: InstrumentName, feel: Feel, random: Random, end: float) -> list[Note]:
    """Fit notes to an instrument, then swing and humanise them; none rings past `end`, in quarters."""
    fitted = list(straight) if name.is_kit else [_in_range(note, name.lowest, name.highest) for note in straight]
    swung = swing_notes(fitted, feel.swing, feel.swing_unit)
    played = humanise(swung, feel.bpm, feel.looseness, random)
    if feel.late:
        late = feel.late * feel.bpm / 60
        played = [replace(note, start_quarters=note.start_quarters + late) for note in played]
    return untangle(played, end)


def one_voice(notes: Iterable[Note], *, lowest: bool, slides: bool = False) -> list[Note]:
    """Return a single line: of notes that begin together the highest (or lowest), each ended by the next.

    With `slides`, a note that reaches well into the next one is held on a little, so that a synthesizer slides.
    """
    line: list[Note] = []
    ordered = sorted(notes, key=lambda note: (note.start_quarters, note.pitch if lowest else -note.pitch))
    for note in ordered:
        if line and note.start_quarters - line[-1].start_quarters < _TOGETHER_QUARTERS:
            continue
        over = line[-1].start_quarters + line[-1].duration_quarters - note.start_quarters if line else 0.0
        if over > 0:
            held = min(over, SLIDE_QUARTERS) if slides and over > _SLIDES_FROM else 0.0
            line[-1] = replace(line[-1], duration_quarters=note.start_quarters + held - line[-1].start_quarters)
        line.append(note)
    return line


def _in_range(note: Note, lowest: int, highest: int) -> Note:
    """Move a note by octaves until the instrument has it."""
    if lowest <= note.pitch <= highest:
        return note
    pitch = note.pitch
    while pitch < lowest:
        pitch += 12
    while pitch > highest:
        pitch -= 12
    # Ranges of less than an octave (effects) hold only one pitch.
    return replace(note, pitch=max(pitch, lowest))
