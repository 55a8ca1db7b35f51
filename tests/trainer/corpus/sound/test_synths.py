"""Synthesised instruments: on time, in tune, band-limited, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.score.note import Note
from trainer.corpus.sound.oscillators import SAMPLE_RATE, pitch_hz, wave
from trainer.corpus.sound.synth_line import LineNote
from trainer.corpus.sound.synths import KINDS, legato_lines, render_synth

QUARTER = SAMPLE_RATE // 2
SLOW_STARTS = {"warm_pad", "analog_pad", "glass_pad", "drone", "noise_riser", "downlifter", "vinyl_crackle"}


def rendered(kind: str, *notes: Note, seconds: float = 3.0, seed: int = 1) -> np.ndarray:
    return render_synth(kind, notes, samples=round(seconds * SAMPLE_RATE), samples_per_quarter=QUARTER, seed=seed)


def strongest_hz(audio: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(audio)


def test_every_kind_that_an_instrument_names_exists() -> None:
    named = {name.source[1] for name in INSTRUMENTS.values() if name.source[0] == "synth"}
    assert named == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_sounds_where_it_is_written_and_ends(kind: str) -> None:
    audio = rendered(kind, Note(1.0, 1.0, 36, 100), seconds=9.0)
    assert audio.shape == (2, 9 * SAMPLE_RATE)
    assert audio.dtype == np.float32
    assert np.isfinite(audio).all()
    level = np.abs(audio).max(axis=0)
    assert 0.02 < level.max() < 2.0
    assert level[:QUARTER].max() == 0.0
    assert level[-SAMPLE_RATE:].max() < 1e-3 * level.max()
    if kind not in SLOW_STARTS:
        first = int(np.argmax(level > 0.1 * level.max()))
        assert 0 <= first - QUARTER < 0.012 * SAMPLE_RATE


@pytest.mark.parametrize("kind", KINDS)
def test_same_seed_same_audio(kind: str) -> None:
    notes = (Note(0.0, 0.6, 40, 90), Note(0.5, 0.5, 43, 110))
    assert np.array_equal(rendered(kind, *notes), rendered(kind, *notes))


@pytest.mark.parametrize("kind", ["sub_bass", "bass_808", "saw_lead", "fm_epiano", "supersaw", "organ_stab"])
def test_pitch_is_the_written_one(kind: str) -> None:
    pitch = 45
    audio = rendered(kind, Note(0.0, 4.0, pitch, 100)).mean(axis=0)[QUARTER // 2 : 3 * QUARTER]
    # Detuned voices and glides stay within a quarter tone; the strongest partial may be a harmonic.
    harmonic = strongest_hz(audio) / pitch_hz(pitch)
    assert abs(12 * np.log2(harmonic / round(harmonic))) < 0.5


def test_waves_do_not_alias() -> None:
    frequency = 2_637.0
    audio = wave("saw", frequency, SAMPLE_RATE)
    spectrum = np.abs(np.fft.rfft(audio * np.blackman(len(audio))))
    near_harmonic = np.zeros(len(spectrum), bool)
    for number in range(9):
        centre = round(number * frequency)
        near_harmonic[max(centre - 8, 0) : centre + 9] = True
    assert 20 * np.log10(spectrum[~near_harmonic].max() / spectrum.max()) < -60


def test_overlapping_notes_make_one_line_that_glides() -> None:
    notes = [LineNote(0, 1000, 40, 1.0), LineNote(900, 1000, 45, 1.0), LineNote(3000, 500, 40, 1.0)]
    lines = legato_lines(notes)
    assert [len(line.notes) for line in lines] == [2, 1]
    frequencies = lines[0].frequencies(1900, 0.005)
    assert isinstance(frequencies, np.ndarray)
    assert frequencies[0] == pytest.approx(pitch_hz(40))
    assert frequencies[-1] == pytest.approx(pitch_hz(45))


def test_closed_hat_chokes_the_open_one() -> None:
    alone = rendered("kit_808", Note(0.0, 0.5, 46, 110))
    choked = rendered("kit_808", Note(0.0, 0.5, 46, 110), Note(0.25, 0.25, 42, 1))
    after = slice(QUARTER // 4 + 1000, QUARTER)
    assert np.abs(choked[:, after]).max() < 0.1 * np.abs(alone[:, after]).max()
