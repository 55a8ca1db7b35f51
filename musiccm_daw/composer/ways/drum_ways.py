"""How a drummer plays what a prompt asks for: four on the floor, half-time, double-time, open hats, rolls, no kick.

Writers for `seating.py` around those of `grooves.py`. A groove is written first, in any meter, and its strokes are then
exchanged: what is asked for is there in 7/8 as in 4/4.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.grooves import SOUNDS, Groove
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.score.note import Note

_HALF_TIME: tuple[Groove, ...] = (
    {"kick": "X.....x.........", "snare": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..x......x.....", "snare": "........X......o", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.......x.", "snare": "........X.......", "hat": "xoxoxoxoxoxoxoxo"},
)
# Kick and snare twice as fast as in a backbeat; the tempo and the chords stay.
_DOUBLE_TIME: tuple[Groove, ...] = (
    {"kick": "X...X...X...X...", "snare": "..X...X...X...X.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X...X..xX...X..x", "snare": "..X...X...X...X.", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X..xX...X..xX...", "snare": "..X...X...X...Xo", "hat": "xoxoxoxoxoxoxoxo"},
)
_BACKBEATS: tuple[Groove, ...] = (
    {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "X.....xxX.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
)
_FAMILIES = {
    "hat": ("hat", "open_hat", "pedal_hat"),
    "open_hat": ("hat", "open_hat", "pedal_hat"),
    "ride": ("ride", "bell"),
    "kick": ("kick",),
    "snare": ("snare", "rim"),
    "clap": ("clap",),
    "rim": ("rim",),
    "tom": ("low_tom", "mid_tom", "high_tom"),
    "crash": ("crash",),
    "cowbell": ("cowbell",),
}
_WHOLE_BEATS = ("four_on_the_floor", "breakbeat", "half_time", "double_time", "backbeat", "beat", "ghosts")
"""Ways that need the whole kit, even if one of its sounds is named, unless that is all there is to be."""
_KITS = {"drum", "drums", "beat", "beats", "kit", "groove", "loop", "percussion"}
"""Words for a whole kit."""
_TIMEKEEPERS = {SOUNDS[name] for name in ("hat", "pedal_hat", "open_hat", "ride")}


def drum_writer(
    base: Writer, player: Player, ways: tuple[str, ...], without: frozenset[str], *, only: bool = False
) -> Writer:
    """Return a writer for drums.

    Args:
        base: the style's own.
        player: as the prompt names the drummer.
        ways: of playing.
        without: sounds of the kit that are left out.
        only: whether the prompt says that what it names is all.
    """
    write = base
    named = _style_grooves(ways)
    if named is not None and isinstance(base, partial) and base.func is grooves.groove:
        write = partial(base, grooves=named)
    elif named is not None:
        write = partial(grooves.groove, grooves=named)
    if isinstance(write, partial) and "ghosts" in ways:
        write = partial(write, ghosts=0.3)
    alone = bool(player.pieces) and not _names_kit(player) and (only or not set(ways) & set(_WHOLE_BEATS))
    return partial(_exchanged, write=write, pieces=player.pieces, ways=ways, alone=alone, without=without)


def _names_kit(player: Player) -> bool:
    """Return whether words of the player are for a whole kit: 909 drums with claps, but not an 808 kick."""
    # "Kick drum" and "snare drum" are no kits.
    whole = [text for text in player.words if not _is_piece(text)]
    begins_with_kit = player.named and player.words[:1] == tuple(whole[:1])
    return begins_with_kit or any(tokens(text)[-1].text in _KITS for text in whole)


def _is_piece(text: str) -> bool:
    """Return whether a phrase, past the adjectives before it, is for a sound of the kit."""
    words = [token.text for token in tokens(text)]
    found = (meanings_of(" ".join(words[first:])) for first in range(len(words)))
    return any("piece" in meanings for meanings in found if meanings is not None)


def _style_grooves(ways: tuple[str, ...]) -> tuple[Groove, ...] | None:
    """Return the grooves of a way of playing."""
    if "half_time" in ways:
        return _HALF_TIME
    if "double_time" in ways:
        return _DOUBLE_TIME
    for way, style in (("four_on_the_floor", "house"), ("breakbeat", "drum_and_bass")):
        if way in ways:
            write = STYLE_TABLE[style].groups[0][0].write
            assert isinstance(write, partial)
            found: tuple[Groove, ...] = write.keywords["grooves"]
            return found
    return _BACKBEATS if "backbeat" in ways else None


def _exchanged(
    passage: Passage,
    write: Writer,
    pieces: tuple[str, ...],
    ways: tuple[str, ...],
    alone: bool,
    without: frozenset[str],
) -> list[Note]:
    """Write a groove and exchange its strokes for those asked for."""
    notes = write(passage)
    if "four_on_the_floor" in ways:
        notes = [note for note in notes if note.pitch != SOUNDS["kick"]] + _on_beats(passage)
    if "ride" in pieces:
        notes = [_as(note, "ride") if note.pitch in _TIMEKEEPERS - {SOUNDS["pedal_hat"]} else note for note in notes]
    if "open_hat" in pieces:
        notes = _with_open_hats(notes, passage)
    for piece in ("clap", "rim"):
        if piece in pieces:
            notes = [_as(note, piece) if note.pitch == SOUNDS["snare"] else note for note in notes]
    if "crash" in pieces and not alone and all(note.pitch != SOUNDS["crash"] for note in notes):
        # Asked for, it also opens a loop.
        notes = [*notes, Note(passage.start, 1.0, SOUNDS["crash"], 100)]
    if "rolling_hats" in ways:
        notes = _with_rolls(notes, passage)
    if alone:
        wanted = {SOUNDS[name] for piece in pieces for name in _FAMILIES[piece]}
        notes = [note for note in notes if note.pitch in wanted] or _plain(passage, pieces[0])
    if "ride" in without and "hat" not in without:
        # Somebody has to keep time.
        notes = [_as(note, "hat") if note.pitch == SOUNDS["ride"] else note for note in notes]
    left_out = pitches_of(without | _no_kick(ways))
    return [note for note in notes if note.pitch not in left_out]


def pitches_of(pieces: Collection[str]) -> frozenset[int]:
    """Return the pitches that sounds of the kit have when they are left out."""
    return frozenset(SOUNDS[name] for piece in pieces for name in _FAMILIES[piece])


def _no_kick(ways: tuple[str, ...]) -> frozenset[str]:
    return frozenset({"kick"}) if "tops" in ways else frozenset()


def _as(note: Note, sound: str) -> Note:
    return Note(note.start_quarters, note.duration_quarters, SOUNDS[sound], note.velocity)


def _on_beats(passage: Passage) -> list[Note]:
    """Return the kick on every beat of every bar."""
    beat = max(0.5, float(passage.meter.beat_quarters))
    return [Note(start, 0.2, SOUNDS["kick"], 114) for start in _places(passage, 0.0, beat)]


def _with_open_hats(notes: list[Note], passage: Passage) -> list[Note]:
    """Open the hi-hat between the beats."""
    places = _places(passage, 0.5, 1.0)
    taken = {round(place * 4) for place in places}
    hats = (SOUNDS["hat"], SOUNDS["open_hat"])
    kept = [note for note in notes if note.pitch not in hats or round(note.start_quarters * 4) not in taken]
    return kept + [Note(place, 0.3, SOUNDS["open_hat"], 92) for place in places]


def _with_rolls(notes: list[Note], passage: Passage) -> list[Note]:
    """Roll the hi-hat, in 32nds or triplets, on a quarter of every bar or every second one, never the first."""
    beats = max(1, int(passage.bar_quarters))
    every = passage.theme.choice((1, 1, 2))
    place, division = passage.theme.randrange(beats // 2, beats), passage.theme.choice((8, 6, 8, 12))
    hat = SOUNDS["hat"]
    for bar in range(every - 1, passage.bars, every):
        start = passage.start + bar * passage.bar_quarters + place
        length = min(1.0, passage.start + (bar + 1) * passage.bar_quarters - start)
        notes = [n for n in notes if n.pitch != hat or not start - 1e-6 <= n.start_quarters < start + length - 1e-6]
        strokes = round(division * length)
        notes += [Note(start + at / division, 0.08, hat, 62 + round(30 * at / strokes)) for at in range(strokes)]
    return notes


def _plain(passage: Passage, piece: str) -> list[Note]:
    """Return one sound alone: on every beat, or between the beats."""
    behind = {"snare": 1.0, "clap": 1.0, "rim": 1.0, "open_hat": 0.5}.get(piece, 0.0)
    step = {"snare": 2.0, "clap": 2.0, "rim": 2.0, "hat": 0.5, "crash": 4.0}.get(piece, 1.0)
    sound = SOUNDS["mid_tom" if piece == "tom" else piece]
    return [Note(start, 0.2, sound, 96) for start in _places(passage, behind, step)] or [
        Note(passage.start, 0.2, sound, 96)
    ]


def _places(passage: Passage, first: float, step: float) -> list[float]:
    """Return places in quarters that lie `step` apart in every bar."""
    inside = [first + at * step for at in range(int(passage.bar_quarters / step) + 1)]
    return [
        passage.start + bar * passage.bar_quarters + place
        for bar in range(passage.bars)
        for place in inside
        if place < passage.bar_quarters - 1e-6
    ]
