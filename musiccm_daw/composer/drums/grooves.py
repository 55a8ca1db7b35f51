"""Drummers: grooves from pattern texts, with ghosts, fills, crashes and variations by energy.

Writers for `Layer`s (bound with functools.partial). A groove maps the General MIDI percussion map's sounds to
patterns: `x` hit, `X` accent, `o` ghost, `r` two 32nds, `t` a triplet over two steps, `f` a flam.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.drums.fills import FILLS, RUN_ON
from musiccm_daw.composer.pattern import (
    STEP_QUARTERS,
    Step,
    hits,
    is_written_for,
    softer_between_beats,
    steps_per_bar,
    unroll,
)
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.turns import TURN_BARS, Habit, phrased_marks
from musiccm_daw.score.note import Note
from musiccm_daw.timebase import Meter

SOUNDS = {
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "swirl": 40, "hat": 42, "pedal_hat": 44, "open_hat": 46,
    "floor_tom": 41, "low_tom": 43, "mid_tom": 47, "high_tom": 50, "crash": 49, "ride": 51, "bell": 53,
    "tambourine": 54, "cowbell": 56, "high_bongo": 60, "low_bongo": 61, "mute_conga": 62,
    "high_conga": 63, "low_conga": 64, "cabasa": 69, "maracas": 70, "claves": 75, "shaker": 82,
    "high_timbale": 65, "low_timbale": 66, "agogo": 67, "low_agogo": 68, "mute_triangle": 80, "triangle": 81,
    "vibraslap": 58, "short_guiro": 73, "guiro": 74, "high_woodblock": 76, "low_woodblock": 77,
    "sleigh_bells": 83, "castanets": 85, "mute_surdo": 86, "surdo": 87,
    "mute_cuica": 78, "cuica": 79,
}  # fmt: skip

Groove = dict[str, str]
_LEVELS = {"x": 92, "X": 114, "o": 42, "r": 74, "t": 74, "f": 110}
_FLAM_QUARTERS, _GRACE = 0.06, 52
"""How early the soft stroke of a flam comes: 30 ms at 120 BPM."""
_HIT_QUARTERS = 0.2
_HANDS = 2
_BY_FOOT = {SOUNDS["kick"], SOUNDS["pedal_hat"]}
_SNARES = {SOUNDS["snare"], SOUNDS["rim"], SOUNDS["clap"]}
_TIMEKEEPERS = ("hat", "ride")
_SHAKEN = (
    *("shaker", "maracas", "cabasa", "tambourine", "sleigh_bells", "short_guiro", "guiro"),
    *("triangle", "mute_triangle", "cowbell", "agogo", "low_agogo"),
)
"""What keeps time, too, wherever it is heard on every beat: the key patterns of bells keep their own weight."""
_SOFTER = (14, 24)
"""Velocities by which 8ths and 16ths between the beats are softer."""

# Grooves for meters that 4/4 patterns cannot be cut to: accents where those meters have them.
_ODD_METERS: dict[str, tuple[Groove, ...]] = {
    "3/4": (
        {"kick": "x...........", "snare": "....x...x...", "hat": "x.x.x.x.x.x."},
        {"kick": "x.......x...", "snare": "....x.......", "hat": "x.x.x.x.x.x."},
        {"kick": "x.........x.", "snare": "........x...", "hat": "x...x.x.x..."},
        {"kick": "X.....x.....", "snare": "....x...x..o", "hat": "xoxoxoxoxoxo"},
        {"kick": "X...........", "rim": "....x...x...", "hat": "x...x...x.x."},
    ),
    "6/8": (
        {"kick": "x...........", "snare": "......x.....", "hat": "x.x.x.x.x.x."},
        {"kick": "x.........x.", "snare": "......x.....", "hat": "X.o.o.X.o.o."},
        {"kick": "X...x.......", "snare": "......X....o", "hat": "x.x.x.x.x.x."},
        {"kick": "X.......x.x.", "rim": "......x.....", "hat": "xxx.x.xxx.x."},
    ),
    "12/8": (
        {"kick": "x.........x.x...........", "snare": "......x...........x.....", "hat": "x.x.x.x.x.x.x.x.x.x.x.x."},
        {"kick": "x...............x.......", "snare": "............X...........", "hat": "x.x.x.x.x.x.x.x.x.x.x.x."},
        {"kick": "X.....x.....X.....x.....", "clap": "......x...........x.....", "hat": "x...x.x...x.x...x.x...x."},
        {"kick": "X...x...............x...", "snare": "......X...........X....o", "hat": "X.o.o.X.o.o.X.o.o.X.o.o."},
    ),
    "5/4": (
        {"kick": "x.....x.....x.......", "snare": "........X.......x...", "hat": "x.x.x.x.x.x.x.x.x.x."},
        {"kick": "x.........x.........", "snare": "....x.......x...x...", "hat": "x.x.x.x.x.x.x.x.x.x."},
        {"kick": "X.....x.....X.......", "snare": "....X...........X..o", "hat": "x.x.x.x.x.x.x...x.x."},
        {"kick": "x...x...x...x...x...", "clap": "........x.......x...", "hat": "..x...x...x...x...x."},
        {"kick": "x...........x...x...", "rim": "......x...x.........", "hat": "xxxxxxxxxxxxxxxxxxxx"},
    ),
    "7/8": (
        {"kick": "x.......x.....", "snare": "....X.......x.", "hat": "x.x.x.x.x.x.x."},
        {"kick": "x.....x.......", "snare": "....x.....X...", "hat": "x.x.x.x.x.x.x."},
        {"kick": "X...x...x.....", "clap": "....x.....x...", "hat": "..x...x...x.x."},
        {"kick": "x.....x.....x.", "snare": "........X.....", "hat": "xxxxxxxxxxxxxx"},
        {"kick": "X.......x...x.", "rim": "....x.....x...", "hat": "x...x...x..xx."},
    ),
}  # fmt: skip

_CUT_GROOVE = 0.4
"""How likely a groove of 4/4 is cut to the meter if the style has none for it."""

_HAND_TURNS = {
    "high_conga": ("x.xx", "..xx", "xx.x", "x.x."),
    "high_bongo": ("xxx.", "x.xx", "xx.x"),
    "shaker": ("xxX.", "x.X.", "xoxX"),
    "tambourine": ("x.x.", "x..x", "xxx."),
    "cabasa": ("x.xx", "xxx.", "..xx"),
}
"""Last beats of fourth and eighth bars; bells and claves keep to theirs."""

_PICK_UPS: tuple[tuple[str, ...], ...] = ((), ("kick",), ("open_hat",), ("snare",), ("kick", "open_hat"))
_LONG_BARS, _SILENT_HALF, _COMMON_BAR = 8, "........", 16
_OTHER_HATS = 0.5
_SOME_CRASHES = 0.1
"""How likely a crash opens a section in styles whose drummers crash into every chorus; below that they hardly do."""


def groove(
    passage: Passage,
    grooves: tuple[Groove, ...],
    fills: str = "acoustic",
    ghosts: float = 0.0,
    fill_chance: float = 0.6,
    crash: float = 0.5,
    timekeeper: str = "hat",
    calm: tuple[str, ...] = ("kick", "snare", "clap", "crash"),
    habit: Habit = "turning",
) -> list[Note]:
    """Play a groove through the section; quiet sections may drop the sounds of `calm`, the last bar may hold a fill.

    A crash may open the section, but never a loop; a chorus or drop has one wherever the style has some. `timekeeper`
    takes the hi-hat's place in the grooves of odd meters, which all styles share. Kick and hi-hat are phrased as
    `habit` says (see `turns.py`).
    """
    chosen = _for_meter(passage, grooves, timekeeper)
    if str(passage.meter) == "4/4":
        chosen = _phrased(_with_other_hats(chosen, grooves, passage), grooves, passage, habit)
    quiet = passage.energy < 0.45
    if quiet and passage.theme.random() < 0.6:
        chosen = {sound: marks for sound, marks in chosen.items() if sound not in calm} or chosen
    fills_in = passage.chance.random() < fill_chance and not quiet and passage.bars > 1
    body_bars = passage.bars - 1 if fills_in else passage.bars
    notes = _played(chosen, passage, passage.start, body_bars)
    always = not fills_in and passage.bars >= _LONG_BARS
    notes += _pick_ups(passage, body_bars, notes, always=always, soft=fills == "soft")
    if fills_in:
        notes += _fill(chosen, passage, fills)
    drawn = not quiet and passage.chance.random() < crash
    if (drawn or (passage.arrives and not quiet and crash >= _SOME_CRASHES)) and not passage.seam:
        notes.append(Note(passage.start, 1.0, SOUNDS["crash"], 100))
    notes = _by_two_hands(notes + _ghosts(passage, notes, ghosts))
    if quiet and fills == "electronic" and not passage.last and not passage.seam and passage.chance.random() < 0.5:
        notes += build_up(passage)
    return notes


def _by_two_hands(notes: list[Note]) -> list[Note]:
    """Return the strokes without those for which no hand is free: one is on the open hi-hat, or the crash."""
    crashed = {note.start_quarters for note in notes if note.pitch == SOUNDS["crash"]}
    opened = {note.start_quarters for note in notes if note.pitch == SOUNDS["open_hat"]} - crashed
    elsewhere = {SOUNDS["hat"]: opened | crashed, **{SOUNDS[name]: crashed for name in ("open_hat", "ride", "cowbell")}}
    return [note for note in notes if note.start_quarters not in elsewhere.get(note.pitch, ())]


def build_up(passage: Passage) -> list[Note]:
    """Play a snare roll into the next section: quarters, 8ths, then 16ths, louder and louder."""
    sound = SOUNDS[passage.chance.choice(("snare", "clap"))]
    bars = min(passage.bars, passage.chance.choice((1, 2, 4)))
    start = passage.end - bars * passage.bar_quarters
    length = passage.end - start
    notes = []
    at = 0.0
    while at < length - 1e-6:
        progress = at / length
        notes.append(Note(start + at, 0.15, sound, round(48 + 56 * progress)))
        at += 1.0 if progress < 0.5 and bars > 1 else 0.5 if progress < 0.75 else 0.25
    return notes


def _for_meter(passage: Passage, grooves: tuple[Groove, ...], timekeeper: str) -> Groove:
    """Choose a groove for the meter: the style's own, one that all styles share, or one of 4/4 cut to it.

    A 6/8 bar cut from 4/4 would keep the accents of 3/4.
    """
    own = [groove for groove in grooves if _is_written_for(groove, passage.meter)]
    if own:
        return dict(passage.theme.choice(own))
    common = [groove for groove in grooves if _is_written_for(groove, Meter(4, 4))]
    if common and str(passage.meter) != "6/8" and passage.theme.random() < _CUT_GROOVE:
        return dict(passage.theme.choice(common))
    shared = passage.theme.choice(_ODD_METERS.get(str(passage.meter)) or (_plain_groove(passage.meter),))
    return {timekeeper if sound == "hat" else sound: marks for sound, marks in shared.items()}


def _with_other_hats(chosen: Groove, grooves: tuple[Groove, ...], passage: Passage) -> Groove:
    """Return a groove as likely as not with the hi-hat of another one of the style's."""
    rows = [groove["hat"] for groove in grooves if "hat" in groove]
    other = passage.theme.choice(rows) if rows else ""
    changes = "hat" in chosen and passage.theme.random() < _OTHER_HATS
    return chosen | {"hat": other} if other and changes else chosen


def _phrased(chosen: Groove, grooves: tuple[Groove, ...], passage: Passage, habit: Habit) -> Groove:
    """Return a groove of all bars of a passage, whose kick and hi-hat end some of them like others of the style."""
    result = dict(chosen)
    for sound in ("kick", "hat"):
        bank = [groove[sound] for groove in grooves if sound in groove and len(groove[sound]) % _COMMON_BAR == 0]
        if sound in chosen and len(chosen[sound]) % _COMMON_BAR == 0:
            result[sound] = "".join(phrased_marks(chosen[sound], bank, passage, habit))
    return result


def _plain_groove(meter: Meter) -> Groove:
    """Return a groove for a meter that has none: the kick on the first beat, the snare on every second one."""
    steps, beat = steps_per_bar(meter), int(4 * max(1.0, float(meter.beat_quarters)))
    beats = range(0, steps, beat)
    marks = {
        "kick": {at for at in beats if at // beat % 4 == 0},
        "snare": {at for at in beats if at // beat % 2 == 1},
        "hat": set(range(0, steps, 2)),
    }
    return {sound: "".join("x" if at in hits else "." for at in range(steps)) for sound, hits in marks.items()}


def _is_written_for(groove: Groove, meter: Meter) -> bool:
    """Check by its length whether a groove fits a meter; bars of 12 steps are 3/4 or 6/8, whichever the style has."""
    return all(is_written_for(marks, meter) for marks in groove.values())


def _played(chosen: Groove, passage: Passage, start: float, bars: int) -> list[Note]:
    """Return all sounds of a groove over a number of bars."""
    notes = []
    for sound, pattern in chosen.items():
        steps = list(unroll(pattern, passage.meter, start, bars))
        keeps = sound in _TIMEKEEPERS or (sound in _SHAKEN and _is_on_every_beat(steps, passage.meter, start))
        softer = softer_between_beats(steps, passage.meter, start, _SOFTER) if keeps else {}
        for step in steps:
            strokes = _hits(SOUNDS[sound], step.mark, step.start)
            less = softer.get(step.start, 0)
            notes += [replace(stroke, velocity=stroke.velocity - less) for stroke in strokes] if less else strokes
    return notes


def _hits(pitch: int, mark: str, start: float) -> list[Note]:
    """Return the strokes that one mark stands for."""
    level = _LEVELS[mark]
    if mark == "r":
        return [Note(start + at * STEP_QUARTERS / 2, 0.1, pitch, level - 8 * at) for at in range(2)]
    if mark == "f":
        return flam(Note(start, _HIT_QUARTERS, pitch, level))
    if mark == "t":
        return [Note(start + at * STEP_QUARTERS * 2 / 3, 0.1, pitch, level + 4 * at) for at in range(3)]
    return [Note(start, _HIT_QUARTERS, pitch, level)]


def flam(stroke: Note) -> list[Note]:
    """Return a stroke with a soft one right before it, which has no place before the first beat of all."""
    early = stroke.start_quarters - _FLAM_QUARTERS
    grace = [Note(early, _FLAM_QUARTERS, stroke.pitch, _GRACE)] if early >= 0 else []
    return [*grace, stroke]


def _fill(chosen: Groove, passage: Passage, kind: str) -> list[Note]:
    """Return the last bar: the groove until the fill begins, then the fill; short sections have none of a whole bar."""
    fills = FILLS[kind]
    if passage.bars < _LONG_BARS:
        fills = tuple(fill for fill in fills if all(marks.startswith(_SILENT_HALF) for marks in fill.values()))
    fill = passage.chance.choice(fills)
    start = passage.end - passage.bar_quarters
    # Fills are written to the end of a bar of 4/4: other meters keep their end.
    offset = passage.bar_quarters - 4
    filled: list[Note] = []
    for sound, pattern in fill.items():
        for at, mark in enumerate(pattern):
            place = at * STEP_QUARTERS + offset
            if mark != "." and place >= 0:
                filled += _hits(SOUNDS[sound], mark, start + place)
    begin = min((note.start_quarters for note in filled), default=passage.end)
    runs_on = {SOUNDS[name] for name in RUN_ON.get(kind, ("kick",)) if name not in fill}
    kept = [note for note in _played(chosen, passage, start, 1) if note.start_quarters < begin or note.pitch in runs_on]
    return kept + filled


def _pick_ups(passage: Passage, bars: int, notes: list[Note], *, always: bool, soft: bool) -> list[Note]:
    """Add a hit or two at the end of every fourth bar, so that eight bars are more than one bar eight times.

    Args:
        passage: that is played.
        bars: of the groove, which a fill may follow.
        notes: of the groove.
        always: whether nothing else varies it; otherwise there may be none.
        soft: whether only the kick leads on.
    """
    hits = passage.chance.choice(_PICK_UPS[1:] if always else _PICK_UPS)
    if passage.energy < 0.6 and not always:
        return []
    if soft or passage.energy < 0.6:
        hits = hits and ("kick",)
    ends = [passage.start + bar * passage.bar_quarters for bar in range(4, bars + 1, 4)]
    return [
        Note(end - 0.5, _HIT_QUARTERS, SOUNDS[hit], 78)
        for end in ends
        for hit in hits
        if _has_hand(hit, {note.pitch for note in notes if abs(note.start_quarters - end + 0.5) < 1e-6})
    ]


def _has_hand(sound: str, struck: set[int]) -> bool:
    """Return whether a drummer who strikes some sounds has a hand, or the foot, for another one."""
    if sound == "kick":
        return True
    # The hand on the closed hi-hat also strikes the open one.
    busy = struck - _BY_FOOT - ({SOUNDS["hat"]} if sound == "open_hat" else set())
    return len(busy) < _HANDS and not (sound == "snare" and busy & _SNARES)


def _ghosts(passage: Passage, notes: list[Note], chance: float) -> list[Note]:
    """Add soft snare strokes on free 16ths before the beats, and behind the third, in every bar or every second one.

    What follows the first beat or the backbeat would take away from it. Nobody ghosts beside claps.
    """
    if chance == 0.0 or any(note.pitch == SOUNDS["clap"] for note in notes):
        return []
    steps = int(passage.bar_quarters * 4)
    likely = 2 * chance
    places = [at for at in range(1, steps, 2) if (at % 4 == 3 or at == 9) and passage.theme.random() < likely]
    # Of bars, counted in pairs: both, or one of them.
    bars = {at: passage.theme.choice(((0, 1), (0, 1), (1,), (0,))) for at in places}
    taken = {round(note.start_quarters * 4) for note in notes if note.pitch in _SNARES}
    found = []
    for bar in range(passage.bars):
        for at in places:
            start = passage.start + bar * passage.bar_quarters + at * STEP_QUARTERS
            if bar % 2 in bars[at] and round(start * 4) not in taken:
                found.append(Note(start, _HIT_QUARTERS, SOUNDS["snare"], passage.chance.randint(26, 42)))
    return found


def percussion(
    passage: Passage, grooves: tuple[Groove, ...], velocity: int = -14, habit: Habit = "turning"
) -> list[Note]:
    """Play hand percussion and shakers: a groove without fills, cut to the meter; every fourth bar ends otherwise."""
    own = tuple(groove for groove in grooves if _is_written_for(groove, passage.meter))
    chosen = passage.theme.choice(
        own or tuple(groove for groove in grooves if _is_written_for(groove, Meter(4, 4))) or grooves
    )
    turns = {sound: passage.theme.sample(_HAND_TURNS[sound], 2) for sound in chosen if sound in _HAND_TURNS}
    notes = []
    for sound, pattern in chosen.items():
        bars = phrased_marks(pattern, (pattern,), passage, "strict")
        if sound in turns and habit != "strict":
            for bar in range(TURN_BARS - 1, passage.bars, TURN_BARS):
                turn = turns[sound][bar // TURN_BARS % 2]
                bars[bar] = bars[bar][: -len(turn)] + turn
        steps = list(hits("".join(bars), passage.start))
        keeps = sound in _SHAKEN and "X" not in pattern and _is_on_every_beat(steps, passage.meter, passage.start)
        levels = _hand_levels(steps, passage) if keeps else {}
        for step in steps:
            strokes, level = _hits(SOUNDS[sound], step.mark, step.start), levels.get(step.start, 0)
            notes += [replace(stroke, velocity=stroke.velocity + level) for stroke in strokes]
    return [Note(n.start_quarters, n.duration_quarters, n.pitch, max(20, n.velocity + velocity)) for n in notes]


def _is_on_every_beat(steps: Sequence[Step], meter: Meter, start: float) -> bool:
    """Return whether hits of a pattern that begins at `start` lie on every beat of its first bar."""
    struck = {round(step.start - start, 3) for step in steps}
    beat = max(1.0, float(meter.beat_quarters))
    return all(round(at * beat, 3) in struck for at in range(int(float(meter.quarters_per_bar) / beat)))


def _hand_levels(steps: Sequence[Step], passage: Passage) -> dict[float, int]:
    """Return by how much a hand plays plain hits louder or softer, by their starts; on average it is as loud.

    What the last beat of a bar accents leaves the other bars as they are.
    """
    plain = [step for step in steps if step.mark == "x"]
    softer = softer_between_beats(plain, passage.meter, passage.start, _SOFTER)
    usual = round(sum(softer.values()) / max(1, len(softer)))
    return {start: usual - less for start, less in softer.items()}
