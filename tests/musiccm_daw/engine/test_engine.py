"""The engine on a tiny checkpoint: exact lengths, one seed one clip, stems that sum, progress, cancelling."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.signal
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.clip import AudioPiece, Clip
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.errors import Cancelled, DeviceError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.progress import STAGES, CancelToken, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores


@pytest.fixture(scope="module")
def engine(tiny_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_checkpoint, "cpu"))


def request(**options: Any) -> GenerationRequest:
    """Return a request for one short bar."""
    short = {"bpm": 240, "bars": 1, "meter": "2/4", "seed": 1, "steps": 1, "key": "Am", "chords": "Am | F"}
    return GenerationRequest.resolve("drums and bass", **{**short, **options})


def exact_frames(bpm: str, meter: str, bars: int, sample_rate: int) -> int:
    """Return the number of frames by the contract's formula."""
    numerator, denominator = map(int, meter.split("/"))
    seconds = Fraction(bars * numerator * 4, denominator) * 60 / Fraction(bpm)
    return math.floor(seconds * sample_rate + Fraction(1, 2))


def assert_is_whole(clip: Clip, frames: int) -> None:
    """Check the length, two channels, finite samples, and a peak between silence and the ceiling of true peaks."""
    for stem in clip.stems:
        assert stem.audio.shape == (frames, 2)
        assert stem.audio.dtype == np.float32
        assert np.isfinite(stem.audio).all()
        assert np.abs(stem.audio).max() > 1e-3
        between = scipy.signal.resample_poly(stem.audio, 4, 1, axis=0)
        assert 20 * np.log10(np.abs(between).max()) <= -1.0


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize(
    ("bpm", "meter", "bars", "sample_rate"),
    [
        ("124", "4/4", 4, 44_100),
        ("97.3", "7/8", 1, 48_000),
        ("124.75", "5/4", 2, 96_000),
        ("174", "3/16", 3, 44_100),
        ("300", "1/16", 1, 48_000),
        ("20", "1/4", 1, 44_100),
        ("299.99", "1/16", 64, 96_000),
        ("240", "13/2", 1, 44_100),
    ],
)
def test_a_clip_has_exactly_the_contracts_frames(
    engine: Engine, bpm: str, meter: str, bars: int, sample_rate: int, loop: bool
) -> None:
    clip = engine.generate(request(bpm=bpm, meter=meter, bars=bars, sample_rate=sample_rate, loop=loop))
    assert_is_whole(clip, exact_frames(bpm, meter, bars, sample_rate))


def test_the_contracts_own_example(engine: Engine) -> None:
    clip = engine.generate(request(bpm=124, meter="4/4", bars=4))
    assert len(clip.stems[0].audio) == 341_419


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    st.integers(12_000, 30_000),
    st.integers(1, 5),
    st.sampled_from([4, 8, 16]),
    st.integers(1, 3),
    st.sampled_from([44_100, 48_000, 96_000]),
    st.booleans(),
)
def test_any_tempo_and_meter_has_exactly_its_frames(
    engine: Engine, hundredths: int, numerator: int, denominator: int, bars: int, sample_rate: int, loop: bool
) -> None:
    bpm, meter = f"{hundredths // 100}.{hundredths % 100:02}", f"{numerator}/{denominator}"
    clip = engine.generate(request(bpm=bpm, meter=meter, bars=bars, sample_rate=sample_rate, loop=loop))
    assert_is_whole(clip, exact_frames(bpm, meter, bars, sample_rate))


def test_the_same_request_gives_the_same_frames_and_others_give_others(engine: Engine) -> None:
    def audio(**options: Any) -> np.ndarray:
        return engine.generate(request(steps=2, **options)).stems[0].audio

    first = audio()
    assert np.array_equal(first, audio())
    others: list[dict[str, Any]] = [{"seed": 2}, {"stems": ["strings=a slow choir"]}, {"chords": "E"}, {"loop": False}]
    # A meter of the same length has other beats.
    for other in (*others, {"guidance": 7}, {"meter": "4/8"}):
        assert not np.array_equal(first, audio(**other)), other


def test_a_variation_alone_is_the_one_from_the_set(engine: Engine, precision: str) -> None:
    one, two = engine.generate(request(variations=2)).stems
    assert (one.variation, two.variation) == (1, 2)
    assert not np.array_equal(one.audio, two.audio)
    (alone,) = engine.generate(request(seed=two.seed)).stems
    assert np.array_equal(alone.audio, two.audio)


def test_stems_sum_to_the_mix_exactly(engine: Engine, precision: str) -> None:
    clip = engine.generate(request(stems=["drums", "bass", "keys=rhodes"], variations=2))
    assert [(stem.variation, stem.stem) for stem in clip.stems] == [
        (variation, stem) for variation in (1, 2) for stem in ("drums", "bass", "keys", "mix")
    ]
    for variation in (1, 2):
        *stems, mix = (stem.audio for stem in clip.stems if stem.variation == variation)
        assert np.array_equal(stems[0] + stems[1] + stems[2], mix)
    assert_is_whole(clip, 22_050)


def test_progress_rises_through_its_stages(engine: Engine) -> None:
    seen: list[Progress] = []
    clip = engine.generate(request(stems=["drums", "bass"], steps=3), seen.append)
    for stage in ("sampling", "decoding"):
        fractions = [progress.fraction for progress in seen if progress.stage == stage]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0
        assert all(0 <= fraction <= 1 for fraction in fractions)
    assert {progress.stage for progress in seen} <= set(STAGES)
    assert sum(progress.stage == "sampling" for progress in seen) == 6
    assert all(clip.seconds[stage] > 0 for stage in ("text", "sample", "decode", "vocode"))


def test_cancelling_stops_between_two_steps(engine: Engine) -> None:
    cancel, seen = CancelToken(), []

    def stop_after_two(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 2:
            cancel.set()

    with pytest.raises(Cancelled):
        engine.generate(request(steps=8), stop_after_two, cancel)
    assert seen == [Progress("sampling", 1 / 8), Progress("sampling", 2 / 8)]


def test_too_little_memory_is_reported_with_what_to_do(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(*arguments: object, **options: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(engine.model, "sample", exhaust)
    with pytest.raises(DeviceError, match="ask for fewer bars"):
        engine.generate(request())


@pytest.mark.parametrize("sample_rate", [44_100, 48_000])
def test_the_first_bars_arrive_before_the_last_are_made(engine: Engine, sample_rate: int) -> None:
    pieces: list[AudioPiece] = []
    reported: list[float] = []
    asked = request(bars=40, stems=["drums", "bass"], sample_rate=sample_rate)

    def on_audio(piece: AudioPiece) -> None:
        pieces.append(piece)

    def on_progress(progress: Progress) -> None:
        if progress.stage == "decoding":
            reported.append(progress.fraction)
            # What has been reported has arrived.
            assert len(pieces) >= len([fraction for fraction in reported if fraction > 0]) - 1

    clip = engine.generate(asked, on_progress, on_audio=on_audio)
    for stem in clip.stems[:2]:
        of_stem = [piece for piece in pieces if piece.stem == stem.stem]
        assert len(of_stem) > 1
        assert [piece.start for piece in of_stem] == [
            sum(len(piece.audio) for piece in of_stem[:index]) for index in range(len(of_stem))
        ]
        received = np.concatenate([piece.audio for piece in of_stem])
        assert received.shape == stem.audio.shape
        # The same but for the gain, which is known only at the end.
        gain = float((stem.audio * received).sum() / np.square(received).sum())
        assert np.allclose(stem.audio, gain * received, atol=1e-5)


@pytest.mark.weights
@pytest.mark.parametrize("prompt", ["dusty lo-fi beat with rhodes", "drums"])
def test_frames_do_not_depend_on_the_number_of_threads(prompt: str) -> None:
    """Sums of two torch threads differ from those of one, in the text encoder as in the decoder."""
    engine = load_engine(None, "cpu")
    asked = ask(prompt, bars=1, bpm=240, key="D minor", seed=6, steps=1)
    before = torch.get_num_threads()
    clips = []
    try:
        for threads in (1, 2, 3):
            torch.set_num_threads(threads)
            clips.append(engine.generate(asked, scores=planned_scores(asked)).stems[0].audio)
    finally:
        torch.set_num_threads(before)
    assert all(np.array_equal(clips[0], clip) for clip in clips)
