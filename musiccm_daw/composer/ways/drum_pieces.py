"""Single sounds of the drum kit that a prompt names: each with a part of its own, alone or in the groove of a kit.

For `drum_ways.py`. A style's own strokes are kept where its groove has the sound; claps in soul and a rimshot beside a
kick, which it lacks, are struck where anybody would strike them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from musiccm_daw.composer.drums.grooves import SOUNDS, percussion
from musiccm_daw.composer.drums.places import places, struck_in
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

FAMILIES = {
    "hat": ("hat", "open_hat", "pedal_hat"),
    "open_hat": ("hat", "open_hat", "pedal_hat"),
    "closed_hat": ("hat", "pedal_hat"),
    "ride": ("ride", "bell"),
    "kick": ("kick",),
    "snare": ("snare", "rim", "swirl"),
    "clap": ("clap",),
    "rim": ("rim",),
    "tom": ("low_tom", "mid_tom", "high_tom"),
    "crash": ("crash",),
    "cowbell": ("cowbell",),
}
"""By the word for a sound, the strokes that it stands for."""
_GESTURES = {"snare_roll", "drum_fill"}
"""Ways in which a sound is struck once, and not in every bar."""
_TIMEKEEPERS = {SOUNDS[name] for name in ("hat", "pedal_hat", "open_hat", "ride")}
_BACKBEATS = ("snare", "clap", "rim")
_PLAIN_WAYS = {
    **dict.fromkeys(("kick", "cowbell"), "quarters"),
    **dict.fromkeys(_BACKBEATS, "afterbeats"),
    **dict.fromkeys(("hat", "ride"), "eighths"),
    "open_hat": "offbeat",
}
"""When a sound is struck of which nothing is said."""
_TOMS = (
    {"low_tom": "X.....x.X.....x.", "mid_tom": "...x.......x....", "high_tom": "............xx.."},
    {"low_tom": "X..x..x.X..x....", "mid_tom": "............x.x."},
)
_SOUNDS_IN_FRONT = ("hat", "open_hat", "ride", "cowbell", "crash", "tom", "snare", "rim", "clap", "kick")
"""Of several sounds, the one that is meant where a prompt says when one is struck: kick and hats in 16ths."""
_NEAR = 1e-6
_NO_GHOST, _KICK_LOUDER = 60, 8
_FEWEST_BARS = 2


def pitches_of(pieces: Collection[str]) -> frozenset[int]:
    """Return the pitches that sounds of the kit have when they are left out."""
    return frozenset(SOUNDS[name] for piece in pieces for name in FAMILIES[piece])


def alone(
    passage: Passage, notes: Sequence[Note], pieces: Sequence[str], ways: Collection[str], *, own: bool
) -> list[Note]:
    """Return the strokes of single sounds.

    Args:
        passage: that is written.
        notes: of a whole groove.
        pieces: the sounds.
        ways: of playing.
        own: whether the groove is one that the prompt asks for, so that the sounds are struck as it has them.
    """
    front = _in_front(pieces)
    result: list[Note] = []
    for piece in dict.fromkeys(pieces):
        placed = struck_in(passage, _sound(piece), ways) if piece == front else []
        # The foot keeps two and four under a swung ride.
        family = pitches_of((piece,)) | ({SOUNDS["pedal_hat"]} if piece == "ride" else set())
        kept = [note for note in notes if note.pitch in family]
        result += placed or (_through(kept, passage) if own and _is_played(kept, passage) else plain(passage, piece))
    if {"hat", "open_hat"} <= set(pieces):
        result = _with_closed_hats(result, passage)
    return _once(result)


def in_groove(passage: Passage, notes: list[Note], pieces: Sequence[str], ways: Collection[str]) -> list[Note]:
    """Return a groove in which the sounds that are named are struck."""
    if "ride" in pieces:
        notes = [_as(note, "ride") if note.pitch in _TIMEKEEPERS - {SOUNDS["pedal_hat"]} else note for note in notes]
    if "open_hat" in pieces:
        notes = _with_open_hats(notes, passage)
    behind = [piece for piece in pieces if piece in _BACKBEATS and not _GESTURES & set(ways)]
    has_own = "snare" in behind and _is_played([note for note in notes if note.pitch == SOUNDS["snare"]], passage)
    if len(set(behind)) == 1 and not has_own:
        others = {SOUNDS[name] for name in _BACKBEATS}
        notes = [
            _as(note, behind[0]) if note.pitch in others and note.velocity >= _NO_GHOST else note for note in notes
        ]
    if pieces and (placed := struck_in(passage, _sound(_in_front(pieces)), ways)):
        front = _sound(_in_front(pieces))
        elsewhere = {note.start_quarters for note in notes if note.pitch == SOUNDS["open_hat"] != front}
        notes = [note for note in notes if note.pitch != front]
        notes += [note for note in placed if front != SOUNDS["hat"] or note.start_quarters not in elsewhere]
    for piece in dict.fromkeys(pieces):
        struck = [note for note in notes if note.pitch in pitches_of((piece,))]
        if piece in _PLAIN_WAYS and not _GESTURES & set(ways) and not _is_played(struck, passage):
            notes = [note for note in notes if note.pitch != _sound(piece)] + plain(passage, piece)
    return notes


def plain(passage: Passage, piece: str) -> list[Note]:
    """Return one sound as anybody would play it: a kick on every beat, claps on the backbeats."""
    if piece == "tom":
        return percussion(passage, _TOMS, velocity=0)
    if piece == "crash":
        return [Note(start, 1.0, SOUNDS["crash"], 100) for start in places(passage, 0.0, passage.bar_quarters)]
    found = struck_in(passage, _sound(piece), (_PLAIN_WAYS[piece],), louder=_KICK_LOUDER if piece == "kick" else 0)
    return found or [Note(passage.start, 0.2, _sound(piece), 96)]


def _in_front(pieces: Sequence[str]) -> str:
    return min(pieces, key=_SOUNDS_IN_FRONT.index)


def _sound(piece: str) -> int:
    return SOUNDS["mid_tom" if piece == "tom" else piece]


def _is_played(notes: Sequence[Note], passage: Passage) -> bool:
    """Return whether a sound is struck, and not only as a ghost, in all bars but perhaps the last."""
    strokes = [note for note in notes if note.velocity >= _NO_GHOST]
    bars = {int((note.start_quarters - passage.start) / passage.bar_quarters + 1e-6) for note in strokes}
    return len(bars) >= max(1, passage.bars - 1)


def _through(notes: list[Note], passage: Passage) -> list[Note]:
    """Return the strokes of one sound with those of the bar before in a last bar that a fill of others has."""
    last, length = passage.end - passage.bar_quarters, passage.bar_quarters
    if passage.bars < _FEWEST_BARS or any(note.start_quarters > last - _NEAR for note in notes):
        return notes
    before = [note for note in notes if last - length - _NEAR < note.start_quarters < last - _NEAR]
    return notes + [replace(note, start_quarters=note.start_quarters + length) for note in before]


def _once(notes: Sequence[Note]) -> list[Note]:
    """Return strokes of which none falls twice on one sound: hats and open hats share the closed ones."""
    return list({(round(note.start_quarters, 3), note.pitch): note for note in notes}.values())


def _as(note: Note, sound: str) -> Note:
    return Note(note.start_quarters, note.duration_quarters, SOUNDS[sound], note.velocity)


def _with_closed_hats(notes: list[Note], passage: Passage) -> list[Note]:
    """Return strokes with closed hats before the open ones, where a groove has none."""
    hat = SOUNDS["hat"]
    if any(note.pitch == hat for note in notes):
        return notes
    return notes + [note for note in plain(passage, "hat") if (note.start_quarters - passage.start) % 1 < _NEAR]


def _with_open_hats(notes: list[Note], passage: Passage) -> list[Note]:
    """Open the hi-hat between the beats."""
    opened = places(passage, 0.5, 1.0)
    taken = {round(place * 4) for place in opened}
    hats = (SOUNDS["hat"], SOUNDS["open_hat"])
    kept = [note for note in notes if note.pitch not in hats or round(note.start_quarters * 4) not in taken]
    return kept + [Note(place, 0.3, SOUNDS["open_hat"], 92) for place in opened]
