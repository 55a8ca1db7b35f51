"""Stems have the grid's length, sum to the mix, stay under -1 dBFS, and end as their label states."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from musiccm_daw.score.note import Note, Part
from tests.trainer.corpus.songs import BASS, CHORDS, NoSamples, song
from trainer.corpus.sound.mixdown import PEAK, render_song
from trainer.corpus.sound.oscillators import SAMPLE_RATE

NO_SAMPLES: Any = NoSamples()


@pytest.mark.parametrize("bpm", [Fraction(497, 4), Fraction(973, 10), Fraction(174)])
@pytest.mark.parametrize("loop", [False, True])
def test_length_sum_and_peak(bpm: Fraction, loop: bool) -> None:
    rendered = render_song(song(bpm=bpm), NO_SAMPLES, loop=loop)
    samples = rendered.grid.total_samples(SAMPLE_RATE)
    assert [stem.shape for stem in rendered.stems] == [(2, samples)] * 3
    assert np.allclose(np.sum(rendered.stems, axis=0), rendered.mix, atol=1e-6)
    for audio in (*rendered.stems, rendered.mix):
        assert 0.01 < np.abs(audio).max() <= PEAK + 1e-6


def test_tail_is_wrapped_or_cut() -> None:
    late = Part("pads", "warm_pad", (Note(6.0, 2.0, 60, 100),), effects=("reverb_hall",))
    cut = render_song(song(late), NO_SAMPLES, loop=False).stems[0]
    wrapped = render_song(song(late), NO_SAMPLES, loop=True).stems[0]
    start = slice(0, SAMPLE_RATE // 2)
    assert np.abs(cut[:, start]).max() < 1e-6
    assert np.abs(wrapped[:, start]).max() > 0.05 * np.abs(wrapped).max()
    # The loop closes: the step over the seam is no larger than steps elsewhere.
    seam = np.abs(wrapped[:, 0] - wrapped[:, -1]).max()
    assert seam <= np.abs(np.diff(wrapped, axis=1)).max()


def test_pan_moves_the_stem() -> None:
    part = Part("bass", "sub_bass", BASS, pan=0.8)
    left, right = render_song(song(part), NO_SAMPLES, loop=False).stems[0]
    assert np.sqrt((right**2).mean()) > 3 * np.sqrt((left**2).mean())


def test_gain_is_relative_to_the_other_parts() -> None:
    def ratio(gain_db: float) -> float:
        parts = (Part("bass", "sub_bass", BASS), Part("pads", "warm_pad", CHORDS, gain_db=gain_db))
        bass, pad = render_song(song(*parts), NO_SAMPLES, loop=False).stems
        return float(np.sqrt((pad**2).mean() / (bass**2).mean()))

    assert 20 * np.log10(ratio(-4.0) / ratio(0.0)) == pytest.approx(-4.0, abs=0.01)
