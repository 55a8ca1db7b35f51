"""Notes: does a recording play the notes of its score, and no others?

In: audio of one clip, its grid, and the parts that it should play. Out: `NoteFigures`. The figures are chosen so that a
held chord, silence, noise and another clip all fail at least one of them, whatever their root, tempo and level: a held
chord strikes nothing and sounds in the rests; noise strikes everywhere. Pitches come from `notes_spectrum.py`, strokes
of drums from `notes_drums.py`. This is no transcriber: of a dense mix it finds half of the notes, so every figure is to
be read beside that of the true clip. A transcriber that is not ours is in `dev/judge`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from musiccm_daw.analysis.signal import TINY
from musiccm_daw.roles import DRUM_ROLES
from musiccm_daw.score.note import HIGH_PITCH, Note, Part
from musiccm_daw.timebase import TimeGrid
from trainer.metrics.dynamics import velocity_agreement
from trainer.metrics.notes_drums import band_of, strokes
from trainer.metrics.notes_spectrum import FRAME_SECONDS, LOW_PITCH, PITCHES, PitchLevels, pitch_levels
from trainer.metrics.onsets import matches

TOLERANCE_SECONDS = 0.050
"""Between a note and its attack, as in MIREX and mir_eval."""
LAG_FRAMES = 4
"""An attack is the rise from the 80 ms before a frame to the 80 ms from it on."""
OVERTONES = (12, 19, 24, 28, 31, 34, 36)
"""Semitones from a tone to its harmonics 2 to 8."""
MISTAKEN = (-12, 0, *OVERTONES, 38, 40)
"""Where the attack of one note is detected: at its pitch, its harmonics 2 to 10, or the octave below. Of the certain
attacks of 33 true clips, half are at the pitch, and nearly all others at the same time at one of these."""
ACTIVE_LEVEL = 0.1
"""20 dB below the clip's loudest tone."""
SHORTEST_SECONDS = 0.06
"""Three frames; a tone that sounds for less is no note."""
RELEASE_SECONDS, DRUM_RELEASE_SECONDS = 0.25, 0.6
"""How long a note may ring on before it counts as foreign, or as sound in a rest."""
FEWEST_REST_SECONDS = 0.2
"""In a clip with less silence there is nothing to measure in its rests."""
LONG_QUARTERS = 2.0
"""A note that is longer counts as held."""


@dataclass(frozen=True)
class Threshold:
    """What makes a rise an attack.

    Attributes:
        rise: least rise of the square root of the level, in parts of the loudest tone's.
        of_strongest: least share of the strongest rise at that time.
        of_lower: least level in parts of a tone of which this one could be a harmonic.
    """

    rise: float
    of_strongest: float
    of_lower: float


LOOSE = Threshold(0.12, 0.3, 0.15)
"""For notes of the score: where one is expected, little evidence is enough."""
STRICT = Threshold(0.30, 0.4, 0.7)
"""For attacks that nothing is known of: harmonics and vibrato must not count."""


@dataclass(frozen=True)
class NoteFigures:
    """What one clip plays of its score, and beside it."""

    bars: int
    notes: int
    """Notes that the score strikes; those of one pitch at one time count once."""
    found: int
    """Of these, those with an attack at their pitch (of drums: in their band) within 50 ms."""
    high_notes: int
    high_found: int
    """The same of pitched notes from C6 up."""
    attacks: int
    """Attacks that are certain without the score."""
    false_alarms: int
    """Of these, those that belong to no note: none begins within 50 ms at that pitch, or was found and is mistaken."""
    voices: float
    """Mean number of pitches at once, where any sounds; nan without pitched parts."""
    length_quarters: float
    """Median length of the tones detected; nan without pitched parts, 0 where there is none."""
    held_share: float
    """Of the time that tones sound, the share in tones longer than a half note; nan as `voices`, 1 in silence."""
    foreign_share: float
    """Share of energy at pitches that the score does not hold then, harmonics included; nan and 1 as `held_share`."""
    dynamics: float
    """Correlation of the level at onsets with the score's loudness (`dynamics.py`); nan where that hardly changes."""
    rest_db: float
    """Level in the score's rests relative to its notes; nan if it has none, 0 where nothing sounds."""


def note_figures(
    audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, parts: Sequence[Part], *, loop: bool
) -> NoteFigures:
    """Measure audio (S,) or (S, A) against the parts that it should play; in a loop, tails sound at the start again."""
    levels = pitch_levels(audio, sample_rate)
    quarter = float(60 / grid.bpm)
    end = float(grid.total_seconds)
    tones = _timed([part for part in parts if part.role not in DRUM_ROLES], quarter, end)
    drums = _timed([part for part in parts if part.role in DRUM_ROLES], quarter, end)
    by_pitch = _Count(0, 0, 0, 0)
    shape = (float("nan"),) * 3
    foreign = float("nan")
    if tones:
        by_pitch = _pitched_count(levels.levels, tones)
        shape = _tone_shape(levels.levels, quarter)
        foreign = _foreign_share(levels.levels, tones, end if loop else None)
    struck = _stroke_count(strokes(audio, sample_rate), drums, tones) if drums else _Count(0, 0, 0, 0)
    return NoteFigures(
        bars=grid.bars,
        notes=by_pitch.notes + struck.notes,
        found=by_pitch.found + struck.found,
        high_notes=by_pitch.high_notes,
        high_found=by_pitch.high_found,
        attacks=by_pitch.attacks + struck.attacks,
        false_alarms=by_pitch.false_alarms + struck.false_alarms,
        voices=shape[0],
        length_quarters=shape[1],
        held_share=shape[2],
        foreign_share=foreign,
        dynamics=velocity_agreement(audio, sample_rate, grid, parts),
        rest_db=_rest_db(levels, tones, drums, end, loop),
    )


@dataclass(frozen=True)
class _Timed:
    """A note in seconds."""

    start: float
    end: float
    pitch: int


@dataclass(frozen=True)
class _Count:
    notes: int
    found: int
    attacks: int
    false_alarms: int
    high_notes: int = 0
    high_found: int = 0


def _timed(parts: Sequence[Part], quarter_seconds: float, end: float) -> list[_Timed]:
    """Return the notes of parts that begin within the clip, in seconds, each pitch and start once."""
    longest: dict[tuple[float, int], Note] = {}
    for part in parts:
        for note in part.notes:
            at = (round(note.start_quarters, 3), note.pitch)
            if at not in longest or longest[at].duration_quarters < note.duration_quarters:
                longest[at] = note
    timed = [
        _Timed(
            note.start_quarters * quarter_seconds,
            (note.start_quarters + note.duration_quarters) * quarter_seconds,
            note.pitch,
        )
        for note in longest.values()
    ]
    return sorted((note for note in timed if note.start < end - TOLERANCE_SECONDS), key=lambda note: note.start)


def attacks_by_pitch(levels: NDArray[np.float32], threshold: Threshold) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the MIDI pitches and the times in seconds of the attacks in pitch levels (88, T)."""
    roots = np.sqrt(levels)
    frames = roots.shape[1]
    padded = np.pad(roots, ((0, 0), (LAG_FRAMES, LAG_FRAMES)))
    shifted = np.lib.stride_tricks.sliding_window_view(padded, frames, axis=1)
    before, after = shifted[:, :LAG_FRAMES].mean(axis=1), shifted[:, LAG_FRAMES:].mean(axis=1)
    rise = after - before
    strongest = maximum_filter1d(rise.max(axis=0), 5, mode="constant")
    is_attack = (rise > threshold.rise) & (rise > threshold.of_strongest * strongest)
    is_attack &= rise >= maximum_filter1d(rise, 7, axis=1, mode="constant")
    is_attack &= rise >= maximum_filter1d(rise, 3, axis=0, mode="constant")
    level = maximum_filter1d(after, 5, axis=1, mode="constant")
    for interval in OVERTONES[:4]:
        is_attack[interval:] &= after[interval:] > threshold.of_lower * level[:-interval]
    pitches, times = np.nonzero(is_attack)
    return pitches + LOW_PITCH, np.asarray(times * FRAME_SECONDS, dtype=np.float64)


def struck(audio: NDArray[np.floating], sample_rate: int, grid: TimeGrid, part: Part) -> NDArray[np.bool_]:
    """Return which notes (N,) of one pitched part are struck at their pitch within 50 ms in audio (S,) or (S, A)."""
    starts = np.array([note.start_quarters for note in part.notes]) * float(60 / grid.bpm)
    pitches = np.array([note.pitch for note in part.notes])
    return _played(attacks_by_pitch(pitch_levels(audio, sample_rate).levels, LOOSE), starts, pitches)


def _played(
    attacks: tuple[NDArray[np.intp], NDArray[np.float64]], starts: NDArray[np.float64], pitches: NDArray[np.intp]
) -> NDArray[np.bool_]:
    played: NDArray[np.bool_] = (_near(starts, attacks[1]) & (pitches[:, None] == attacks[0][None, :])).any(axis=1)
    return played


def _pitched_count(levels: NDArray[np.float32], tones: Sequence[_Timed]) -> _Count:
    likely, certain = attacks_by_pitch(levels, LOOSE), attacks_by_pitch(levels, STRICT)
    found = {
        pitch: matches(
            [tone.start for tone in tones if tone.pitch == pitch], likely[1][likely[0] == pitch], TOLERANCE_SECONDS
        )
        for pitch in {tone.pitch for tone in tones}
    }
    starts, pitches = np.array([tone.start for tone in tones]), np.array([tone.pitch for tone in tones])
    is_played = _played(likely, starts, pitches)
    intervals = certain[0][:, None] - pitches[None, :]
    # Only a note that is played can be mistaken: else a chord above the score's bass would pass for its harmonics.
    belongs = (intervals == 0) | (np.isin(intervals, MISTAKEN) & is_played[None, :])
    belongs &= _near(certain[1], starts)
    return _Count(
        notes=len(tones),
        found=sum(found.values()),
        attacks=len(certain[1]),
        false_alarms=int((~belongs.any(axis=1)).sum()),
        high_notes=sum(tone.pitch >= HIGH_PITCH for tone in tones),
        high_found=sum(count for pitch, count in found.items() if pitch >= HIGH_PITCH),
    )


def _near(times: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which times (N,) lie within the tolerance of which others (M,), as (N, M)."""
    close: NDArray[np.bool_] = np.abs(times[:, None] - others[None, :]) <= TOLERANCE_SECONDS
    return close


def _stroke_count(attacks: Sequence[NDArray[np.float64]], drums: Sequence[_Timed], tones: Sequence[_Timed]) -> _Count:
    """Match strokes to attacks of their band; an attack in any band is false if nothing at all is struck then."""
    notes = found = 0
    for band, times in enumerate(attacks):
        # Two drums of one band at one time make one attack.
        starts = _apart([drum.start for drum in drums if band_of(drum.pitch) == band])
        notes += len(starts)
        found += matches(starts, times, TOLERANCE_SECONDS)
    together = _apart(np.concatenate(list(attacks)))
    struck = np.array([note.start for note in (*drums, *tones)])
    false = sum(float(np.abs(struck - time).min()) > TOLERANCE_SECONDS for time in together)
    return _Count(notes, found, len(together), int(false))


def _apart(times: Sequence[float] | NDArray[np.float64]) -> list[float]:
    """Keep the first of all times that lie within 30 ms."""
    kept: list[float] = []
    for time in sorted(float(time) for time in times):
        if not kept or time - kept[-1] > 0.030:
            kept.append(time)
    return kept


def _own(levels: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return where pitches (88, T) sound that are not just harmonics of lower ones."""
    active = levels > ACTIVE_LEVEL
    # Half of a neighbour's level is leakage, or its vibrato.
    active &= levels > 0.5 * maximum_filter1d(levels, 3, axis=0, mode="constant")
    for interval in OVERTONES[:4]:
        active[interval:] &= levels[interval:] > STRICT.of_lower**2 * levels[:-interval]
    return active


def _tone_shape(levels: NDArray[np.float32], quarter_seconds: float) -> tuple[float, float, float]:
    """Return the mean number of voices, the median length in quarters and the share of time in long tones."""
    active = _own(levels)
    at_once = active.sum(axis=0)
    if not at_once.any():
        return 0.0, 0.0, 1.0
    pitches, times = attacks_by_pitch(levels, STRICT)
    lengths: list[float] = []
    for row in np.flatnonzero(active.any(axis=1)):
        edges = np.flatnonzero(np.diff(active[row].astype(np.int8), prepend=0, append=0))
        again = np.round(times[pitches == row + LOW_PITCH] / FRAME_SECONDS).astype(int)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            inside = again[(again > start + LAG_FRAMES) & (again < end)]
            lengths += np.diff([start, *inside, end]).tolist()
    seconds = np.array(lengths) * FRAME_SECONDS
    seconds = seconds[seconds >= SHORTEST_SECONDS]
    if not len(seconds):
        return float(at_once[at_once > 0].mean()), 0.0, 1.0
    quarters = seconds / quarter_seconds
    held = float(quarters[quarters > LONG_QUARTERS].sum() / quarters.sum())
    return float(at_once[at_once > 0].mean()), float(np.median(quarters)), held


def _frames(start: float, end: float, frames: int, loop_seconds: float | None) -> NDArray[np.intp]:
    """Return the frames of a span of time; what lies after a loop's end lies at its start."""
    span = np.arange(max(round(start / FRAME_SECONDS), 0), round(end / FRAME_SECONDS) + 1)
    if loop_seconds is not None:
        span = span % max(round(loop_seconds / FRAME_SECONDS), 1)
    return span[span < frames]


def _foreign_share(levels: NDArray[np.float32], tones: Sequence[_Timed], loop_seconds: float | None) -> float:
    """Return the share of energy outside the score's pitches and their harmonics, which may ring on for a while."""
    energy = np.square(levels.astype(np.float64))
    total = float(energy.sum())
    if total < TINY:
        return 1.0
    owned = np.zeros(levels.shape, dtype=bool)
    for tone in tones:
        span = _frames(tone.start - TOLERANCE_SECONDS, tone.end + RELEASE_SECONDS, levels.shape[1], loop_seconds)
        for interval in (0, *OVERTONES):
            if 0 <= (row := tone.pitch + interval - LOW_PITCH) < PITCHES:
                owned[row, span] = True
    return 1 - float(energy[owned].sum()) / total


def _rest_db(levels: PitchLevels, tones: Sequence[_Timed], drums: Sequence[_Timed], end: float, loop: bool) -> float:
    """Return the mean power where no note sounds or rings, relative to that where one does, in dB."""
    frames = min(len(levels.power), round(end / FRAME_SECONDS))
    sounding = np.zeros(frames, dtype=bool)
    for notes, release in ((tones, RELEASE_SECONDS), (drums, DRUM_RELEASE_SECONDS)):
        for note in notes:
            span = _frames(note.start - TOLERANCE_SECONDS, note.end + release, frames, end if loop else None)
            sounding[span] = True
    if (~sounding).sum() * FRAME_SECONDS < FEWEST_REST_SECONDS or not sounding.any():
        return float("nan")
    power = levels.power[:frames]
    notes_power = float(power[sounding].mean())
    if notes_power < TINY:
        return 0.0
    return float(10 * np.log10(max(float(power[~sounding].mean()), TINY) / notes_power))
