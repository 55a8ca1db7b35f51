"""How a drummer plays what a prompt asks for: four on the floor, half-time, a blast beat, a snare roll, no kick.

Writers for `seating.py` around those of `grooves.py`. A groove is written first, in any meter, and its strokes are then
exchanged: what is asked for is there in 7/8 as in 4/4. Sounds that are named have parts of their own
(`drum_pieces.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.asked_beats import BEATS
from musiccm_daw.composer.drums.grooves import SOUNDS, Groove
from musiccm_daw.composer.drums.off_grid import off_grid
from musiccm_daw.composer.drums.orchestra_kit import KIT
from musiccm_daw.composer.drums.places import places, struck_in
from musiccm_daw.composer.drums.rolls import cymbal_roll, drum_roll, fill_bar, snare_roll
from musiccm_daw.composer.reading.players import PLACES, Player
from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.ways.drum_pieces import alone, in_groove, pitches_of
from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.score.note import Note

_OF_STYLES = {"four_on_the_floor": "house", "breakbeat": "drum_and_bass"}
"""Ways whose grooves are those of a style."""
_WHOLE_BEATS = ("four_on_the_floor", "breakbeat", "beat", "ghosts", *(name for name in BEATS if name != "march"))
"""Ways that need the whole kit, even if one of its sounds is named, unless that is all there is to be."""
_KITS = {"drum", "drums", "drummer", "drumming", "beat", "beats", "kit", "groove", "loop", "percussion"}
"""Words for a whole kit."""
_FLAMMED = 80
"""Velocity of the softest stroke that may be a flam."""


@dataclass(frozen=True)
class Around:
    """What a drummer knows beyond the passage.

    Attributes:
        whole: where the clip, or the section with words of its own, begins and ends, in quarters.
        only: whether the prompt says that what it names is all.
        styled: whether its words, or its other players, decide the style, whose groove is then asked for.
        solo: whether nobody else plays.
        banded: whether a whole band is asked for, which has a whole kit: soul with hi-hats in 16ths.
    """

    whole: tuple[float, float]
    only: bool = False
    styled: bool = False
    solo: bool = False
    banded: bool = False


def drum_writer(base: Writer, player: Player, ways: tuple[str, ...], without: frozenset[str], around: Around) -> Writer:
    """Return a writer for drums.

    Args:
        base: the style's own.
        player: as the prompt names the drummer.
        ways: of playing.
        without: sounds of the kit that are left out.
        around: the rest of the clip.
    """
    write = base
    named = _style_grooves(ways)
    if named is not None and isinstance(base, partial) and base.func is grooves.groove:
        write = partial(base, grooves=named)
    elif named is not None:
        write = partial(grooves.groove, grooves=named)
    if isinstance(write, partial) and "ghosts" in ways:
        write = partial(write, ghosts=0.3)
    exchanged = partial(
        _exchanged,
        write=write,
        pieces=player.pieces,
        ways=ways,
        single=are_all(player, ways, around),
        own=around.styled or named is not None,
        without=without,
    )
    played = partial(off_grid, write=exchanged) if "off_grid" in ways else exchanged
    return _with_gestures(played, player, ways, around)


def are_all(player: Player, ways: tuple[str, ...], around: Around) -> bool:
    """Return whether the sounds that are named are all that is struck."""
    if not player.pieces or _names_kit(player) or (around.banded and not around.only):
        return False
    whole = set(ways) & set(_WHOLE_BEATS)
    # Four on the floor is what a kick does.
    return around.only or not whole or (whole == {"four_on_the_floor"} and "kick" in player.pieces)


def _names_kit(player: Player) -> bool:
    """Return whether words of the player are for a whole kit: 909 drums with claps, but not an 808 kick."""
    # "Kick drum" and "snare drum" are no kits.
    whole = [text for text in player.words if not (_is_piece(text) or _is_place(text))]
    begins_with_kit = player.named and player.words[:1] == tuple(whole[:1])
    return begins_with_kit or any(tokens(text)[-1].text in _KITS for text in whole)


def _is_piece(text: str) -> bool:
    """Return whether a phrase, past the adjectives before it, is for a sound of the kit."""
    words = [token.text for token in tokens(text)]
    found = (meanings_of(" ".join(words[first:])) for first in range(len(words)))
    return any("piece" in meanings for meanings in found if meanings is not None)


def _is_place(text: str) -> bool:
    """Return whether a phrase says when something is struck: on every beat."""
    return not set(PLACES).isdisjoint((meanings_of(text) or {}).get("way", ()))


def _style_grooves(ways: tuple[str, ...]) -> tuple[Groove, ...] | None:
    """Return the grooves of a way of playing."""
    way = next((way for way in (*BEATS, *_OF_STYLES) if way in ways), None)
    if way is None or way in BEATS:
        return None if way is None else BEATS[way]
    write = STYLE_TABLE[_OF_STYLES[way]].groups[0][0].write
    assert isinstance(write, partial)
    found: tuple[Groove, ...] = write.keywords["grooves"]
    return found


def _exchanged(
    passage: Passage,
    write: Writer,
    pieces: tuple[str, ...],
    ways: tuple[str, ...],
    single: bool,
    own: bool,
    without: frozenset[str],
) -> list[Note]:
    """Write a groove and exchange its strokes for those asked for."""
    notes = write(passage)
    closed = "closed_hat" in pieces and "open_hat" not in pieces
    pieces = tuple("hat" if piece == "closed_hat" else piece for piece in pieces)
    if closed:
        opening = SOUNDS["open_hat"]
        notes = [replace(note, pitch=SOUNDS["hat"]) if note.pitch == opening else note for note in notes]
    if "four_on_the_floor" in ways:
        notes = _with_kick(notes, _on_beats(passage))
    if "double_kick" in ways:
        notes = _with_kick(notes, struck_in(passage, SOUNDS["kick"], ("sixteenths",)))
    if single:
        hats = [piece for piece in pieces if piece == "open_hat"]
        notes = alone(
            passage, in_groove(passage, notes, hats, ()), pieces, ways, own=own or "four_on_the_floor" in ways
        )
    else:
        notes = in_groove(passage, notes, pieces, ways)
    if "crash" in pieces and not single and all(note.pitch != SOUNDS["crash"] for note in notes):
        # Asked for, it also opens a loop.
        notes = [*notes, Note(passage.start, 1.0, SOUNDS["crash"], 100)]
    if "rolling_hats" in ways:
        notes = _with_rolls(notes, passage)
    if "flams" in ways:
        notes = [each for note in notes for each in _flammed(note)]
    if "ride" in without and "hat" not in without:
        # Somebody has to keep time.
        hat = SOUNDS["hat"]
        notes = [
            Note(note.start_quarters, note.duration_quarters, hat, note.velocity)
            if note.pitch == SOUNDS["ride"]
            else note
            for note in notes
        ]
    left_out = pitches_of(without | (frozenset({"kick"}) if "tops" in ways else frozenset()))
    return [note for note in notes if note.pitch not in left_out]


def _with_gestures(write: Writer, player: Player, ways: tuple[str, ...], around: Around) -> Writer:
    """Return a drummer who rolls, fills or swells, as the ways of playing ask."""
    single = are_all(player, ways, around)
    rolls = "snare_roll" in ways or ("rolling_hats" in ways and set(player.pieces) == {"snare"})
    if rolls and single:
        return partial(snare_roll, whole=around.whole)
    if "rolling_hats" in ways and player.instruments[:1] == (KIT,) and not player.pieces:
        return partial(drum_roll, sound="low_tom")
    if rolls:
        return partial(_rolled_into, write=write)
    if "cymbal_roll" in ways:
        return cymbal_roll if single else partial(_together, first=write, second=cymbal_roll)
    if "drum_fill" in ways:
        # A beat with fills is a beat, but a fill is nothing without one.
        often = around.solo and not _names_kit(player)
        return partial(_fill_by_fill, write=write, pieces=player.pieces, often=often)
    return write


def _rolled_into(passage: Passage, write: Writer) -> list[Note]:
    """Write a passage whose last bar is a snare roll over the kick."""
    start = passage.end - passage.bar_quarters
    kept = [note for note in write(passage) if note.start_quarters < start - 1e-6 or note.pitch == SOUNDS["kick"]]
    return kept + snare_roll(passage, (start, passage.end))


def _fill_by_fill(passage: Passage, write: Writer, pieces: tuple[str, ...], often: bool) -> list[Note]:
    """Write a passage in which the last bar, or every second one, is a fill; a single bar is nothing else."""
    length = passage.bar_quarters
    filled = range(passage.bars - 1, -1, -2) if often else range(passage.bars - 1, passage.bars)
    notes = [note for bar in filled for note in fill_bar(passage, bar, pieces)]
    kept = [
        note
        for note in write(passage)
        if int((note.start_quarters - passage.start) / length + 1e-6) not in filled and passage.bars > 1
    ]
    return kept + notes


def _together(passage: Passage, first: Writer, second: Writer) -> list[Note]:
    return first(passage) + second(passage)


def _flammed(note: Note) -> list[Note]:
    """Return a flam for a stroke of the snare that is no ghost."""
    struck = note.pitch == SOUNDS["snare"] and note.velocity >= _FLAMMED
    return grooves.flam(note) if struck else [note]


def _with_kick(notes: list[Note], kicks: list[Note]) -> list[Note]:
    return [note for note in notes if note.pitch != SOUNDS["kick"]] + kicks


def _on_beats(passage: Passage) -> list[Note]:
    """Return the kick on every beat of every bar."""
    beat = max(0.5, float(passage.meter.beat_quarters))
    return [Note(start, 0.2, SOUNDS["kick"], 114) for start in places(passage, 0.0, beat)]


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
