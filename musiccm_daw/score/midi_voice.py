"""The notes of one channel of a MIDI track, as they sound: struck, released, and held by the sustain pedal.

Below `midi_reader.py`, which makes a part of each voice. Controllers that bend every finger by itself (MPE) give each
note a channel of its own, so that a track of theirs is one voice. Times are ticks. Opens no file, and knows no roles.

Source: MIDI Polyphonic Expression 1.0 (2018), section 2.1, for the message that begins it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from musiccm_daw.score.note import Part

DATA, SUSTAIN, TIMBRE, PARAMETER_LOW, PARAMETER_HIGH = 6, 64, 74, 100, 101
ALL_SOUND_OFF, RESET_CONTROLLERS, ALL_NOTES_OFF = 120, 121, 123
"""Controllers; those above the last one change the channel's mode, which ends all notes, too."""
_PEDAL_DOWN = 64
"""The value from which on the pedal is down; half-pedalling below it is none."""
_MPE_PARAMETER = {PARAMETER_HIGH: 0, PARAMETER_LOW: 6}
"""The registered parameter whose value says how many channels belong to an MPE controller."""
_FEWEST_MPE_CHANNELS = 3

PedalMoves = list[tuple[int, bool]]
"""When the pedal was moved, in order, and whether it was pressed."""


@dataclass
class Struck:
    """A note in ticks; `end` is None while it sounds."""

    start: int
    pitch: int
    velocity: int
    end: int | None = None


@dataclass
class Voice:
    """What a track says about one of its channels: a part, if it has notes."""

    channel: int
    names: dict[int, str] = field(default_factory=dict)
    """By the kind of event; those of the track, and before them those under a channel prefix."""
    program: int | None = None
    exact: Part | None = None
    notes: list[Struck] = field(default_factory=list)
    sounding: dict[int, deque[Struck]] = field(default_factory=dict)
    pedal: PedalMoves = field(default_factory=list)
    end: int = 0
    """Of the track."""
    is_bent: bool = False
    is_expressive: bool = False
    """Whether something else than its notes moves: a bend, pressure, timbre."""
    is_mpe_manager: bool = False
    _parameter: dict[int, int] = field(default_factory=dict)

    def strike(self, tick: int, pitch: int, velocity: int) -> None:
        """Begin a note."""
        note = Struck(tick, pitch, velocity)
        self.notes.append(note)
        self.sounding.setdefault(pitch, deque()).append(note)

    def release(self, tick: int, pitch: int) -> None:
        """End the note of a pitch that has sounded longest; MIDI does not say which."""
        if self.sounding.get(pitch):
            self.sounding[pitch].popleft().end = tick

    def release_all(self, tick: int) -> int:
        """End what still sounds, and return how many notes that were."""
        left = [note for sounding in self.sounding.values() for note in sounding]
        for note in left:
            note.end = tick
        self.sounding.clear()
        return len(left)

    def control(self, tick: int, controller: int, value: int) -> None:
        """Take in a controller that lengthens or ends notes, or says whose they are."""
        if controller == SUSTAIN:
            self.pedal.append((tick, value >= _PEDAL_DOWN))
        if controller in (ALL_SOUND_OFF, RESET_CONTROLLERS):
            self.pedal.append((tick, False))
        if controller == ALL_SOUND_OFF or controller >= ALL_NOTES_OFF:
            self.release_all(tick)
        if controller in _MPE_PARAMETER:
            self._parameter[controller] = value
        if controller == DATA and value > 0 and self._parameter == _MPE_PARAMETER:
            self.is_mpe_manager = True
        self.is_expressive |= controller == TIMBRE

    def bend(self, is_centred: bool) -> None:
        """Take in the pitch wheel."""
        self.is_expressive = True
        self.is_bent |= not is_centred

    @property
    def is_pedalled(self) -> bool:
        """Whether the pedal is ever pressed."""
        return any(is_down for _, is_down in self.pedal)

    def hold(self, pedal: PedalMoves) -> int:
        """Let notes that end under a pedal sound until it is lifted or their pitch is struck again.

        Returns:
            How many notes a pedal that is never lifted holds to the end of the track.
        """
        if not pedal:
            return 0
        moves = [tick for tick, _ in pedal]
        lifts = [tick for tick, is_down in pedal if not is_down]
        strikes: dict[int, list[int]] = {}
        for note in self.notes:
            strikes.setdefault(note.pitch, []).append(note.start)
        endless = 0
        for note in self.notes:
            end = self.end if note.end is None else note.end
            before = bisect_left(moves, end) - 1
            if before < 0 or not pedal[before][1]:
                continue
            lift, strike = _first_from(lifts, end), _first_from(strikes[note.pitch], max(end, note.start + 1))
            held = min((tick for tick in (lift, strike) if tick is not None), default=self.end)
            endless += lift is None and strike is None and held > end
            note.end = max(end, held)
        return endless


def is_mpe(voices: Sequence[Voice]) -> bool:
    """Return whether the channels of a track are those of one MPE controller.

    It says so, or else no program or note is on its manager's channel, and every channel with notes moves by itself.
    """
    playing = [voice for voice in voices if voice.notes]
    if any(voice.is_mpe_manager for voice in voices):
        return len(playing) > 1
    return (
        len(playing) >= _FEWEST_MPE_CHANNELS
        and all(voice.is_expressive and voice.channel > 0 for voice in playing)
        and all(voice.program is None for voice in voices)
    )


def merged(voices: Sequence[Voice]) -> Voice:
    """Return the channels of an MPE controller as one voice, with the pedal of its manager, on that one's channel."""
    pedal = next((voice.pedal for voice in voices if voice.is_pedalled), [])
    return Voice(
        channel=0,
        names=next((voice.names for voice in voices if voice.names), {}),
        program=next((voice.program for voice in voices if voice.program is not None), None),
        notes=sorted((note for voice in voices for note in voice.notes), key=lambda note: note.start),
        pedal=pedal,
        end=max(voice.end for voice in voices),
        is_bent=any(voice.is_bent for voice in voices),
    )


def _first_from(ticks: Sequence[int], tick: int) -> int | None:
    """Return the first of sorted ticks that is not before another."""
    at = bisect_left(ticks, tick)
    return ticks[at] if at < len(ticks) else None
