"""Six MIDI files that the composer did not write, and their FluidSynth renders: what a person's own file sounds like.

Developer tool, outside the packages. In: the tables in this file. Out: `NAME.mid` and `NAME.wav` in a folder. The WAV
files are the references that `transcribe.py` is checked on; the MIDI files go to `musiccm generate --midi`.

    python dev/judge/foreign_midi.py OUT [--font FILE] [--no-audio]
"""

from __future__ import annotations

import argparse
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import mido
import numpy as np

TICKS = 480
RATE = 44_100
BLOCK_SAMPLES = 64
FONTS = ("/usr/share/sounds/sf3/default-GM.sf3", "/usr/share/sounds/sf2/default-GM.sf2")
DRUM_CHANNEL = 9
STEP = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
KEYS = {"kick": 36, "snare": 38, "ghost": 37, "hat": 42, "open": 46, "ride": 51, "crash": 49, "tom": 45}
LEVELS = {"x": 92, "X": 116, "o": 58}

Event = tuple[Fraction, Fraction, int, int]
"""Start and duration in quarters, MIDI pitch, velocity."""


@dataclass(frozen=True)
class Track:
    """One track: a name, a General MIDI program, and a line of text for each bar.

    A token is `PITCH/QUARTERS` or `PITCH+PITCH/QUARTERS`; `-` is a rest, and a final `!` an accent.
    """

    name: str
    program: int
    bars: tuple[str, ...]
    velocity: int = 84


@dataclass(frozen=True)
class Groove:
    """A drum track: for each bar a line `KEY:sixteenths`; `x` is a stroke, `X` an accent, `o` a soft one."""

    name: str
    bars: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Eight bars of music."""

    name: str
    bpm: int
    meter: tuple[int, int]
    key: str
    tracks: tuple[Track | Groove, ...]


PIECES = (
    Piece(
        "piano-arpeggio",
        92,
        (4, 4),
        "E",
        (
            Track(
                "piano",
                0,
                (
                    "E3/.5 B3/.5 E4/.5 G#4/.5 B4/.5 G#4/.5 E4/.5 B3/.5",
                    "C#3/.5 G#3/.5 C#4/.5 E4/.5 G#4/.5 E4/.5 C#4/.5 G#3/.5",
                    "A2/.5 E3/.5 A3/.5 C#4/.5 E4/.5 C#4/.5 A3/.5 E3/.5",
                    "B2/.5 F#3/.5 B3/.5 D#4/.5 F#4/.5 D#4/.5 B3/.5 F#3/.5",
                    "G#2/.5 D#3/.5 G#3/.5 B3/.5 D#4/.5 B3/.5 G#3/.5 D#3/.5",
                    "C#3/.25 E3/.25 G#3/.25 C#4/.25 E4/.25 G#4/.25 C#5/.25 E5/.25 C#5/.5 G#4/.5 E4/.5 C#4/.5",
                    "F#2/.5 C#3/.5 F#3/.5 A3/.5 B2/.5 F#3/.5 A3/.5 D#4/.5",
                    "E2/.5 B2/.5 E3/.5 G#3/.5 B3/.5 E4/1.5!",
                ),
            ),
        ),
    ),
    Piece(
        "flute-melody",
        108,
        (3, 4),
        "Bb",
        (
            Track(
                "flute",
                73,
                (
                    "-/1 F4/.5 G4/.5 A4/.5 Bb4/.5",
                    "D5/1.5! C5/.5 Bb4/1",
                    "-/1 G4/.5 A4/.5 Bb4/1",
                    "A4/1.5 F4/.5 -/1",
                    "-/.5 Eb4/.5 F4/.5 G4/.5 Bb4/.5 C5/.5",
                    "D5/.5 Eb5/.5! D5/1 -/1",
                    "C5/.5 A4/.5 F4/1 -/.5 A4/.5",
                    "Bb4/2 -/1",
                ),
                96,
            ),
        ),
    ),
    Piece(
        "bass-line",
        124,
        (4, 4),
        "F#m",
        (
            Track(
                "bass",
                33,
                (
                    "F#1/.75! F#2/.25 -/.5 E2/.5 F#1/.5 A1/.5 B1/.5 C#2/.5",
                    "F#1/.75! F#2/.25 -/.5 E2/.5 C#2/.5 B1/.5 A1/.5 -/.5",
                    "D2/.75! D3/.25 -/.5 A2/.5 D2/.5 F#2/.5 A2/.5 B2/.5",
                    "E2/.75! E3/.25 -/.5 B2/.5 E2/.5 -/.5 G#2/.5 B2/.5",
                    "F#1/.75! F#2/.25 -/.5 E2/.5 F#1/.5 A1/.5 B1/.5 C#2/.5",
                    "B1/.75! B2/.25 -/.5 F#2/.5 B1/.5 D2/.5 E2/.5 F#2/.5",
                    "C#2/1 -/.5 C#2/.5 G#2/1 -/.5 E2/.5",
                    "C#2/.5 E2/.5 G#2/.5 B2/.5 A2/.5 G#2/.5 E2/.5 C#2/.5",
                ),
                100,
            ),
        ),
    ),
    Piece(
        "stabs",
        118,
        (4, 4),
        "Cm",
        (
            Track(
                "stabs",
                4,
                (
                    "-/.5 C4+Eb4+G4+Bb4/.25! -/1.25 C4+Eb4+G4+Bb4/.25 -/1.75",
                    "-/.5 C4+Eb4+G4+Bb4/.25! -/1.25 C4+Eb4+G4+Bb4/.25 -/.75 D4+F4+A4/.5 -/.5",
                    "-/.5 F3+Ab3+C4+Eb4/.25! -/1.25 F3+Ab3+C4+Eb4/.25 -/1.75",
                    "-/.5 F3+Ab3+C4+Eb4/.25! -/.5 G3+Bb3+D4/.25 -/2.5",
                    "-/.5 Ab3+C4+Eb4+G4/.25! -/1.25 Ab3+C4+Eb4+G4/.25 -/1.75",
                    "Ab3+C4+Eb4+G4/.5 -/1 Bb3+D4+F4/.5 -/2",
                    "-/.5 C4+Eb4+G4/.25! -/.5 C4+Eb4+G4/.25 -/.5 Eb4+G4+Bb4/.25 -/1.75",
                    "G3+B3+D4+F4/1! -/1 G3+B3+D4+F4/.25 -/1.75",
                ),
                92,
            ),
        ),
    ),
    Piece(
        "string-counterpoint",
        76,
        (4, 4),
        "Dm",
        (
            Track(
                "violin",
                40,
                (
                    "-/4",
                    "D5/1 C#5/1 D5/.5 E5/.5 F5/1",
                    "E5/1 D5/.5 C5/.5 Bb4/1 A4/1",
                    "G4/.5 A4/.5 Bb4/1 C5/1 A4/1",
                    "F5/1.5 E5/.5 D5/1 C#5/1",
                    "D5/.5 F5/.5 A5/1 G5/.5 F5/.5 E5/1",
                    "F5/.5 E5/.5 D5/1 E5/1 C#5/1",
                    "D5/3 -/1",
                ),
            ),
            Track(
                "viola",
                41,
                (
                    "A4/1 G4/1 F4/.5 E4/.5 D4/1",
                    "F4/1 E4/1 D4/1 A4/1",
                    "G4/2 G4/1 F4/1",
                    "D4/1 G4/1 E4/1 F4/1",
                    "A4/1 G4/1 F4/.5 G4/.5 E4/1",
                    "F4/1 C4/1 D4/.5 F4/.5 C4/1",
                    "A4/1 F4/.5 G4/.5 A4/1 E4/1",
                    "F4/3 -/1",
                ),
            ),
            Track(
                "cello",
                42,
                (
                    "D3/2 F3/1 G3/1",
                    "D3/1 A2/1 Bb2/1 F2/1",
                    "C3/2 G2/1 D3/1",
                    "Bb2/1 G2/1 C3/1 F2/1",
                    "D3/2 Bb2/1 A2/1",
                    "D3/1 F3/1 Bb2/1 C3/1",
                    "D3/1 Bb2/1 A2/2",
                    "D2/3 -/1",
                ),
            ),
        ),
    ),
    Piece(
        "drum-groove",
        100,
        (4, 4),
        "C",
        (
            Groove(
                "drums",
                (
                    "crash:X............... kick:X..x..x...x..... snare:....X..o.o..X... hat:..x.x.x.x.x.x.x.",
                    "kick:X..x..x...x..... snare:....X..o.o..X..o hat:x.x.x.x.x.x.x.x.",
                    "kick:X..x..x...x..... snare:....X..o.o..X... hat:x.x.x.x.x.x.x...  open:..............x.",
                    "kick:X..x..x.x....... snare:....X..o....X.oo hat:x.x.x.x.x.x.x.x.",
                    "kick:X..x..x...x..... snare:....X..o.o..X... ride:x.x.x.x.x.x.x.x.",
                    "kick:X..x..x...x..... snare:....X..o.o..X..o ride:x.x.x.x.x.x.x.x.",
                    "kick:X.....x...x..... ghost:....x.......x... ride:x...x...x...x...",
                    "kick:X...X...X...X... snare:....X.......XXXX tom:........xxxx....  hat:x.x.x.x.........",
                ),
            ),
        ),
    ),
)


def pitch_of(text: str) -> int:
    """Return the MIDI number of a name such as C#4 (middle C is C4 = 60)."""
    name, octave = text.rstrip("0123456789"), int(text[len(text.rstrip("0123456789")) :])
    return STEP[name[0]] + name.count("#") - name[1:].count("b") + 12 * (octave + 1)


def events_of(track: Track | Groove, bar_quarters: Fraction) -> Iterator[Event]:
    """Yield the notes of a track.

    Raises:
        ValueError: a bar is too short or too long.
    """
    for number, bar in enumerate(track.bars):
        start = number * bar_quarters
        if isinstance(track, Groove):
            for lane in bar.split():
                name, steps = lane.split(":")
                for step, mark in enumerate(steps):
                    if mark != ".":
                        yield start + Fraction(step, 4), Fraction(1, 4), KEYS[name], LEVELS[mark]
            continue
        at = start
        for token in bar.split():
            pitches, length = token.rstrip("!").split("/")
            if pitches != "-":
                for pitch in pitches.split("+"):
                    yield at, Fraction(length), pitch_of(pitch), min(track.velocity + 16 * token.endswith("!"), 127)
            at += Fraction(length)
        if at != start + bar_quarters:
            raise ValueError(f"{track.name}: bar {number + 1} holds {at - start} quarters of {bar_quarters}")


def bar_quarters(piece: Piece) -> Fraction:
    """Return the length of a bar."""
    return Fraction(4 * piece.meter[0], piece.meter[1])


def channel_of(track: Track | Groove, number: int) -> int:
    """Return the MIDI channel of track `number`."""
    return DRUM_CHANNEL if isinstance(track, Groove) else number


def midi_file(piece: Piece) -> mido.MidiFile:
    """Return a piece as a MIDI file of type 1, as a sequencer would export it."""
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS)
    file.tracks.append(
        mido.MidiTrack(
            [
                mido.MetaMessage("track_name", name=piece.name),
                mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(piece.bpm)),
                mido.MetaMessage("time_signature", numerator=piece.meter[0], denominator=piece.meter[1]),
                mido.MetaMessage("key_signature", key=piece.key),
            ]
        )
    )
    total = round(8 * bar_quarters(piece) * TICKS)
    for number, track in enumerate(piece.tracks):
        channel = channel_of(track, number)
        timed = []
        for start, length, pitch, velocity in events_of(track, bar_quarters(piece)):
            begin, end = round(start * TICKS), round((start + length) * TICKS)
            timed.append((begin, 1, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
            timed.append((end, 0, mido.Message("note_off", channel=channel, note=pitch)))
        messages = [mido.MetaMessage("track_name", name=track.name)]
        if isinstance(track, Track):
            messages.append(mido.Message("program_change", channel=channel, program=track.program))
        now = 0
        for tick, _, message in sorted(timed, key=lambda event: event[:2]):
            messages.append(message.copy(time=tick - now))
            now = tick
        messages.append(mido.MetaMessage("end_of_track", time=total - now))
        file.tracks.append(mido.MidiTrack(messages))
    return file


def render(piece: Piece, font: str) -> np.ndarray:
    """Play a piece with FluidSynth, without effects; return 16-bit samples (S, 2)."""
    import fluidsynth

    synth = fluidsynth.Synth(gain=0.5, samplerate=float(RATE), **{"synth.reverb.active": 0, "synth.chorus.active": 0})
    font_id = synth.sfload(font)
    commands: list[tuple[int, int, int, int, int]] = []
    quarter = Fraction(60, piece.bpm)
    for number, track in enumerate(piece.tracks):
        channel = channel_of(track, number)
        drums = isinstance(track, Groove)
        synth.program_select(channel, font_id, 128 if drums else 0, 0 if drums else track.program)
        for start, length, pitch, velocity in events_of(track, bar_quarters(piece)):
            ends = (start + length) * quarter + (1 if drums else 0)
            commands.append((round(start * quarter * RATE / BLOCK_SAMPLES), 1, channel, pitch, velocity))
            commands.append((round(ends * RATE / BLOCK_SAMPLES), 0, channel, pitch, 0))
    total = -(-round(8 * bar_quarters(piece) * quarter * RATE) // BLOCK_SAMPLES)
    pieces, now = [], 0
    for block, on, channel, pitch, velocity in [*sorted(commands), (total, 0, 0, 0, 0)]:
        if (until := min(block, total)) > now:
            pieces.append(synth.get_samples((until - now) * BLOCK_SAMPLES))
            now = until
        if on:
            synth.noteon(channel, pitch, velocity)
        else:
            synth.noteoff(channel, pitch)
    synth.delete()
    return np.concatenate(pieces).astype(np.int16).reshape(-1, 2)


def main() -> None:
    """Write the six files and their renders."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--font", help="a General MIDI sound font; by default the system's")
    parser.add_argument("--no-audio", action="store_true", help="write the MIDI files alone")
    given = parser.parse_args()
    font = given.font or next((name for name in FONTS if Path(name).exists()), None)
    if font is None and not given.no_audio:
        parser.error("no General MIDI sound font found; name one with --font, or use --no-audio")
    given.out.mkdir(parents=True, exist_ok=True)
    for piece in PIECES:
        midi_file(piece).save(given.out / f"{piece.name}.mid")
        if not given.no_audio:
            with wave.open(str(given.out / f"{piece.name}.wav"), "wb") as file:
                file.setnchannels(2)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(render(piece, font).tobytes())


if __name__ == "__main__":
    main()
