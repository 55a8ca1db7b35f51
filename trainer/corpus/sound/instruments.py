"""Sampled instruments: notes in, audio out, through FluidSynth and a sound font.

Between `render_song` and the sound fonts. `SampledInstruments` holds a synthesiser and its loaded fonts (300 MB, 2 s);
FluidSynth's own reverb and chorus stay off, since `effects.py` has ours. The same parts, played in the same order
after loading, give the same samples. A part played at another time may differ by about -50 dB in how its loops begin,
and a note in its first block (1.5 ms; by -26 dB of its peak on a piano, FluidSynth 2.3.1) by what its voice played
before.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterable, Sequence
from types import ModuleType

import numpy as np

from musiccm_daw.composer.instrument_names import DRUM_BANK
from musiccm_daw.errors import ModelError
from musiccm_daw.score.note import Note
from trainer.corpus.sound.soundfont import SoundFont

BLOCK_SAMPLES = 64
"""FluidSynth begins notes at multiples of this (FLUID_BUFSIZE), so events are at most 0.73 ms off."""
MELODIC_CHANNEL, DRUM_CHANNEL = 0, 9
GAIN = 0.5
DRUM_RING_SECONDS = 2.5
"""Percussion keys are held at least this long, or until they are struck again; otherwise crashes would be choked."""

Event = tuple[int, int, int, int]
"""Block number, 0 for note off or 1 for note on, MIDI key, velocity: sorted, offs come before ons."""


def load_fluidsynth() -> ModuleType:
    """Import the binding with FluidSynth's messages switched off.

    Raises:
        ModelError: the binding or the library itself is missing.
    """
    try:
        fluidsynth = importlib.import_module("fluidsynth")
    except ImportError as error:
        raise ModelError(
            f"FluidSynth cannot be loaded ({error}); install the library (Debian and Ubuntu: apt install "
            "libfluidsynth3) and the package (pip install pyfluidsynth)"
        ) from error
    set_log = fluidsynth.cfunc(
        "fluid_set_log_function",
        ctypes.c_void_p,
        ("level", ctypes.c_int, 1),
        ("fun", ctypes.c_void_p, 1),
        ("data", ctypes.c_void_p, 1),
    )
    for level in range(5):  # panic, error, warning, info, debug: the return values report failures
        set_log(level, None, None)
    return fluidsynth


class SampledInstruments:
    """A FluidSynth synthesiser with the given fonts.

    Args:
        fonts: at least one; `render` picks by index.
        sample_rate: of the audio, in Hz.
    """

    def __init__(self, fonts: Sequence[SoundFont], sample_rate: int) -> None:
        library = load_fluidsynth()
        self.fonts = tuple(fonts)
        self.sample_rate = sample_rate
        self._synth = library.Synth(
            gain=GAIN,
            samplerate=sample_rate,
            channels=16,
            **{"synth.reverb.active": 0, "synth.chorus.active": 0, "synth.polyphony": 512},
        )
        # The binding only offers 16-bit output.
        self._write_float = library.cfunc(
            "fluid_synth_write_float",
            ctypes.c_int,
            ("synth", ctypes.c_void_p, 1),
            ("len", ctypes.c_int, 1),
            ("lout", ctypes.c_void_p, 1),
            ("loff", ctypes.c_int, 1),
            ("lincr", ctypes.c_int, 1),
            ("rout", ctypes.c_void_p, 1),
            ("roff", ctypes.c_int, 1),
            ("rincr", ctypes.c_int, 1),
        )
        self._font_ids = [self._synth.sfload(str(font.path)) for font in self.fonts]
        for font, number in zip(self.fonts, self._font_ids, strict=True):
            if number < 0:
                raise ModelError(f"sound font {font.path} cannot be read; give another .sf2 or .sf3 file")

    def render(
        self, notes: Iterable[Note], *, font: int, program: int, bank: int, samples: int, samples_per_quarter: float
    ) -> np.ndarray:
        """Play notes on one preset; return audio (A=2, S) float32 of exactly `samples` samples."""
        is_kit = bank == DRUM_BANK
        channel = DRUM_CHANNEL if is_kit else MELODIC_CHANNEL
        self._silence()
        if self._synth.program_select(channel, self._font_ids[font], bank, program) != 0:
            # Small fonts lack some kits: the standard one stands in.
            self._synth.program_select(channel, self._font_ids[font], bank, 0)
        ring = int(DRUM_RING_SECONDS * self.sample_rate) if is_kit else 0
        events = note_events(notes, samples_per_quarter, least_samples=ring)
        blocks = -(-samples // BLOCK_SAMPLES)
        audio = np.zeros((2, blocks * BLOCK_SAMPLES), np.float32)
        position = 0
        for block, is_on, key, velocity in events:
            if block >= blocks:
                break
            self._write(audio, position, block)
            position = block
            if is_on:
                self._synth.noteon(channel, key, velocity)
            else:
                self._synth.noteoff(channel, key)
        self._write(audio, position, blocks)
        return audio[:, :samples]

    def close(self) -> None:
        """Free the synthesiser and its fonts."""
        self._synth.delete()

    def _silence(self) -> None:
        """Stop what still rings of the last part: it ends with the next block, which is discarded.

        The library's own system_reset would cancel this again.
        """
        for channel in (MELODIC_CHANNEL, DRUM_CHANNEL):
            self._synth.all_sounds_off(channel)
        self._write(np.zeros((2, BLOCK_SAMPLES), np.float32), 0, 1)

    def _write(self, audio: np.ndarray, first_block: int, end_block: int) -> None:
        """Let the synthesiser fill blocks `first_block` to `end_block` - 1 of `audio`."""
        if end_block > first_block:
            offset = first_block * BLOCK_SAMPLES
            count = (end_block - first_block) * BLOCK_SAMPLES
            left, right = audio[0].ctypes.data, audio[1].ctypes.data
            self._write_float(self._synth.synth, count, left, offset, 1, right, offset, 1)


def note_events(notes: Iterable[Note], samples_per_quarter: float, *, least_samples: int = 0) -> list[Event]:
    """Return note-on and note-off events in time order, on FluidSynth's blocks.

    A key struck again while it sounds is released first: otherwise the first note's end would cut off the second.
    """
    by_key: dict[int, list[Note]] = {}
    for note in notes:
        by_key.setdefault(note.pitch, []).append(note)
    events: list[Event] = []
    for key, struck in by_key.items():
        struck.sort(key=lambda note: note.start_quarters)
        starts = [round(note.start_quarters * samples_per_quarter / BLOCK_SAMPLES) for note in struck]
        for index, note in enumerate(struck):
            length = max(note.duration_quarters * samples_per_quarter, least_samples)
            end = starts[index] + max(round(length / BLOCK_SAMPLES), 1)
            if index + 1 < len(struck):
                end = min(end, starts[index + 1])
            if end > starts[index]:
                events.append((starts[index], 1, key, note.velocity))
                events.append((end, 0, key, 0))
    return sorted(events)
