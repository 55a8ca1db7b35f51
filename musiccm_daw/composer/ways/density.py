"""Fewer and more notes: what a player plays, thinned to its strong beats or filled between them.

On exact notes, for `steered_writers.py`. The same places change in every bar, so that a pattern stays one, and chords
keep the attacks on which they begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.pattern import STEP_QUARTERS
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_TOGETHER_QUARTERS = 0.07
"""A strum's strings are one attack; two 32nds are not."""
_HELD, _GHOST, _FREE_QUARTERS = 0.85, 36, 0.2
_SOFTER = 12
_ON_BEATS = tuple(SOUNDS[name] for name in ("kick", "snare", "clap", "rim", "crash", "low_tom", "mid_tom", "high_tom"))
"""Strokes that carry a beat: they are the last to be thinned, and none is added but ghosts of the snare."""

_CLOSED = {SOUNDS["open_hat"]: SOUNDS["hat"]}
"""Strokes on one hi-hat."""

_Attack = list[Note]


def with_density(notes: list[Note], passage: Passage, ratio: float, *, kit: bool) -> list[Note]:
    """Return notes thinned or filled.

    Args:
        notes: of one player in a passage.
        passage: that they were written for.
        ratio: wanted number of notes over the present one, as nearly as the places in a bar allow.
        kit: whether pitches are drums.
    """
    if ratio < 1:
        return _thinned(notes, passage, ratio, kit=kit)
    return _filled_kit(notes, passage, ratio) if kit else _filled(notes, passage, ratio)


def _thinned(notes: list[Note], passage: Passage, ratio: float, *, kit: bool) -> list[Note]:
    """Leave out the weakest places of the bar, and hold what sounds there before."""
    rows: dict[tuple[float, int], list[Note]] = {}
    for attack in _attacks(notes):
        for note in attack:
            place = _place(attack[0].start_quarters, passage)
            rows.setdefault((place, note.pitch if kit else 0), []).append(note)
    chords = {_place(span.start, passage) for span in passage.spans}
    weakest = sorted(
        (row for row in rows if row[0] != 0 and (kit or row[0] not in chords)),
        key=lambda row: (_weight(row[0]) + 2 * (row[1] in _ON_BEATS), row),
    )
    left, dropped = len(notes), set[Note]()
    for row in weakest:
        if left <= ratio * len(notes):
            break
        if not kit and 2 * len(rows[row]) > left:
            # Chords behind their bass are what is played.
            continue
        dropped.update(rows[row])
        left -= len(rows[row])
    kept = [note for note in notes if note not in dropped]
    return kept if kit else _held_over(kept, dropped)


def _held_over(kept: list[Note], dropped: Iterable[Note]) -> list[Note]:
    """Hold notes that reached up to one that is left out as long as that would have sounded."""
    ends = [(attack[0].start_quarters, max(map(_end, attack))) for attack in _attacks(dropped)]
    starts = [attack[0].start_quarters for attack in _attacks(kept)]

    def held(note: Note) -> Note:
        following = min((start for start in starts if start > note.start_quarters + _TOGETHER_QUARTERS), default=1e9)
        end = _end(note)
        for start, after in ends:
            if note.start_quarters < start < following and end > start - STEP_QUARTERS:
                end = max(end, min(after, following))
        return replace(note, duration_quarters=end - note.start_quarters)

    return [held(note) for note in kept]


def _filled(notes: list[Note], passage: Passage, ratio: float) -> list[Note]:
    """Strike again between two attacks: chords as they are, single notes on a chord tone on the way to the next."""
    attacks = _attacks(notes)
    wanted = round((ratio - 1) * len(notes))
    for place in _free_places(passage):
        if wanted <= 0:
            break
        for at in _bar_starts(passage, place):
            filled = _struck_again(attacks, at, passage)
            wanted -= sum(map(len, filled)) - sum(map(len, attacks))
            attacks = filled
    return [note for attack in attacks for note in attack]


def _struck_again(attacks: Sequence[_Attack], at: float, passage: Passage) -> list[_Attack]:
    """Return attacks with another one at a place, if what was struck before still sounds there."""
    before = [attack for attack in attacks if attack[0].start_quarters < at - _FREE_QUARTERS]
    after = attacks[len(before) :]
    if not before or (after and after[0][0].start_quarters < at + _FREE_QUARTERS):
        return list(attacks)
    last, span = before[-1], passage.span_at(at)
    line, end = len(last) == 1, max(map(_end, last))
    # Chords may be filled where they were struck short; a tune rests there.
    silent = end < (at + _FREE_QUARTERS / 2 if line else at - STEP_QUARTERS)
    if silent or last[0].start_quarters < span.start - _TOGETHER_QUARTERS:
        return list(attacks)
    following = after[0][0].start_quarters if after else passage.end
    length = _HELD * min(following - at, end - at if line else max(2 * STEP_QUARTERS, end - at))
    pitches = [note.pitch for note in last]
    if line and after:
        middle = (last[0].pitch + after[0][0].pitch) / 2
        near = range(round(middle) - 6, round(middle) + 7)
        tones = [pitch for pitch in near if pitch % 12 in span.chord.pitch_classes]
        pitches = [min(tones, key=lambda pitch: abs(pitch - middle))]
    # A chord that is held is struck as hard again on a beat.
    on_beat = (at - passage.start) % max(1.0, float(passage.meter.beat_quarters)) < _TOGETHER_QUARTERS
    velocity = max(1, last[0].velocity - (0 if on_beat and not line else _SOFTER))
    again = [
        Note(at + note.start_quarters - last[0].start_quarters, length, pitch, velocity)
        for note, pitch in zip(last, pitches, strict=True)
    ]
    cut = [replace(note, duration_quarters=min(note.duration_quarters, at - note.start_quarters)) for note in last]
    return [*before[:-1], cut, again, *after]


def _filled_kit(notes: list[Note], passage: Passage, ratio: float) -> list[Note]:
    """Double what keeps time, then add ghosts of the snare, or of what is in its place, on free 16ths."""
    taken = {(_CLOSED.get(note.pitch, note.pitch), round(note.start_quarters / STEP_QUARTERS)) for note in notes}
    keepers = {note.pitch for note in notes} - set(_ON_BEATS)
    # Open hi-hats are accents where the closed one keeps time.
    keepers -= {opened for opened, closed in _CLOSED.items() if closed in keepers}
    levels = {pitch: max(note.velocity for note in notes if note.pitch == pitch) for pitch in keepers}
    struck = {note.pitch for note in notes}
    # Nobody ghosts beside claps.
    ghosted = () if SOUNDS["clap"] in struck else ("snare", "rim")
    backbeats = [SOUNDS[name] for name in ghosted if SOUNDS[name] in struck][:1]
    first = min((note.start_quarters for note in notes), default=0.0)
    wanted = round((ratio - 1) * len(notes))
    places = _free_places(passage)
    on_eighths = [place for place in places if place % (2 * STEP_QUARTERS) == 0]
    between = [place for place in places if place not in on_eighths]
    rows = [(pitch, place) for pitch in sorted(keepers) for place in on_eighths]
    rows += [(pitch, place) for pitch in backbeats for place in between]
    rows += [(pitch, place) for pitch in sorted(keepers) for place in between]
    # A hand that keeps time in 16ths leaves out those that the other one has.
    snares = {at for pitch, at in taken if pitch in backbeats}
    added: list[Note] = []
    for pitch, place in rows:
        if len(added) >= wanted:
            break
        for start in _bar_starts(passage, place):
            at = round(start / STEP_QUARTERS)
            ghost = pitch in backbeats
            crowded = _makes_run(at, snares) if ghost else place in between and at in snares
            if start > first and not crowded and (_CLOSED.get(pitch, pitch), at) not in taken:
                velocity = _GHOST if ghost else max(1, levels[pitch] - 2 * _SOFTER)
                added.append(Note(start, 0.2, pitch, velocity))
                snares |= {at} if ghost else set()
    ghosts = {round(note.start_quarters / STEP_QUARTERS) for note in added if note.pitch in backbeats}
    return [note for note in notes if note.pitch not in keepers or not _is_between(note, ghosts)] + added


def _is_between(note: Note, taken: set[int]) -> bool:
    """Return whether a note falls on one of some 16ths between the 8ths."""
    at = round(note.start_quarters / STEP_QUARTERS)
    return at % 2 == 1 and at in taken


def _makes_run(at: int, taken: set[int]) -> bool:
    """Return whether a stroke on a 16th would be one of three in a row, for which one hand is too slow."""
    runs = ({at - 2, at - 1}, {at - 1, at + 1}, {at + 1, at + 2})
    return any(run <= taken for run in runs)


def _attacks(notes: Iterable[Note]) -> list[_Attack]:
    """Group notes that begin together."""
    groups: list[_Attack] = []
    for note in sorted(notes, key=lambda note: (note.start_quarters, note.pitch)):
        if groups and note.start_quarters - groups[-1][0].start_quarters < _TOGETHER_QUARTERS:
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _place(quarters: float, passage: Passage) -> float:
    """Return where in its bar a position lies, in quarters on a grid that holds 16ths and triplets."""
    return round((quarters - passage.start) % passage.bar_quarters * 12) / 12 % passage.bar_quarters


def _weight(place: float) -> int:
    """Return how strong a place of the bar is: half bars, quarters, 8ths, 16ths, and what lies between."""
    return next((4 - at for at, step in enumerate((2.0, 1.0, 0.5, 0.25)) if place % step == 0), 0)


def _free_places(passage: Passage) -> list[float]:
    """Return the 16ths of a bar, the strong ones first: new notes come on the quarters before they come between."""
    places = [at * STEP_QUARTERS for at in range(1, int(passage.bar_quarters / STEP_QUARTERS))]
    return sorted(places, key=lambda place: (-_weight(place), place))


def _bar_starts(passage: Passage, place: float) -> list[float]:
    return [passage.start + bar * passage.bar_quarters + place for bar in range(passage.bars)]


def _end(note: Note) -> float:
    return note.start_quarters + note.duration_quarters
