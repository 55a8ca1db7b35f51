"""Requests made side by side: each the same to the bit as made alone, on random weights and on the shipped ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from torch import Tensor

from musiccm_daw.clip import AudioPiece, Clip
from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import Cancelled
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.musicldm.pipeline import MusicLDM
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model.shared_passes import SharedPasses
from musiccm_daw.paths import bundled_weights
from musiccm_daw.progress import CancelToken, Progress
from musiccm_daw.request.request import GenerationRequest

SHORT = {"bpm": 240, "bars": 1, "key": "Am", "steps": 2}


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share passes on a CPU too."""
    for model in (Pipeline, MusicLDM):
        monkeypatch.setattr(model, "passes", property(lambda self: self._shared_passes))


def made_side_by_side(engine: Engine, requests: Sequence[GenerationRequest]) -> list[Clip]:
    """Return the clip of each request."""
    clips: dict[int, Clip] = {}

    def task(number: int) -> Callable[[], None]:
        return lambda: clips.update({number: engine.generate(requests[number])})

    assert engine.passes is not None
    engine.passes.side_by_side([task(number) for number in range(len(requests))])
    return [clips[number] for number in range(len(requests))]


def assert_the_same_as_alone(engine: Engine, requests: Sequence[GenerationRequest]) -> None:
    beside = made_side_by_side(engine, requests)
    for request, clip in zip(requests, beside, strict=True):
        alone = engine.generate(request)
        assert [stem.stem for stem in clip.stems] == [stem.stem for stem in alone.stems]
        for one, other in zip(alone.stems, clip.stems, strict=True):
            assert np.array_equal(one.audio, other.audio)


@pytest.mark.parametrize(("loop", "precision"), [(True, "float32"), (False, "bfloat16")], indirect=["precision"])
def test_clips_beside_others_are_those_made_alone(tiny_checkpoint: Path, loop: bool, precision: str) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    requests = [
        GenerationRequest.resolve("pads", seed=1, loop=loop, **SHORT),  # type: ignore[arg-type]
        GenerationRequest.resolve("a long list of many words for slow strings", seed=2, loop=loop, **SHORT),  # type: ignore[arg-type]
        GenerationRequest.resolve("soul", seed=3, loop=loop, stems=["drums", "bass"], variations=2, **SHORT),  # type: ignore[arg-type]
        GenerationRequest.resolve("brass", seed=4, loop=loop, guidance=3.0, **SHORT),  # type: ignore[arg-type]
    ]
    assert_the_same_as_alone(engine, requests)


def test_clips_of_musicldm_beside_others_are_those_made_alone(tiny_musicldm_student: Path) -> None:
    engine = Engine(*load_model(tiny_musicldm_student, "cpu"))
    requests = [GenerationRequest.resolve(words, seed=1, **SHORT) for words in ("pads", "a choir", "slow drums")]  # type: ignore[arg-type]
    assert_the_same_as_alone(engine, requests)


def test_stems_of_one_clip_share_passes_and_are_those_made_one_after_the_other(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    assert isinstance(engine.model, Pipeline)
    student, rows = engine.model.student, []

    def counted(*inputs: Tensor) -> Tensor:
        rows.append(len(inputs[0]))
        output: Tensor = student(*inputs)
        return output

    engine.model._shared_passes = SharedPasses(counted, 4)
    request = GenerationRequest.resolve("soul", seed=3, stems=["drums", "bass", "keys"], variations=2, **SHORT)  # type: ignore[arg-type]
    # A take has one window: four of the six fill a pass, then two share one; two steps each.
    reports: list[Progress] = []
    together = engine.generate(request, reports.append)
    shared = len(rows)
    pieces: list[AudioPiece] = []
    one_by_one = engine.generate(request, on_audio=pieces.append)
    assert (shared, len(rows) - shared) == (4, 12)
    assert pieces
    for one, other in zip(one_by_one.stems, together.stems, strict=True):
        assert np.array_equal(one.audio, other.audio)
    fractions = [progress.fraction for progress in reports if progress.stage == "sampling"]
    assert len(fractions) == 6 * 2
    assert fractions[-1] == 1


@pytest.mark.weights
@pytest.mark.parametrize("device", ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)])
def test_clips_of_the_bundled_model_beside_others_are_those_made_alone(device: str) -> None:
    engine = Engine(*load_model(bundled_weights(), device))
    words = ("warm pads", "dusty lofi hip hop with vinyl crackle and rhodes")
    requests = [GenerationRequest.resolve(text, bpm=120, bars=4, key="Am", steps=2) for text in words]
    assert_the_same_as_alone(engine, requests)


def test_one_that_is_cancelled_leaves_the_others(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    one, other = (GenerationRequest.resolve("pads", seed=seed, **SHORT) for seed in (1, 2))  # type: ignore[arg-type]
    cancel = CancelToken()
    reports: list[Progress] = []
    clips: list[Clip] = []

    def stop_after_a_step(progress: Progress) -> None:
        reports.append(progress)
        cancel.set()

    def cancelled() -> None:
        with pytest.raises(Cancelled):
            engine.generate(one, stop_after_a_step, cancel)

    assert engine.passes is not None
    engine.passes.side_by_side([cancelled, lambda: clips.append(engine.generate(other))])
    assert reports == [Progress("sampling", 0.5)]
    assert np.array_equal(clips[0].stems[0].audio, engine.generate(other).stems[0].audio)


def test_as_many_are_alike_and_have_room_as_fill_a_pass(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))

    def request(**options: object) -> GenerationRequest:
        return GenerationRequest.resolve("pads", **{"bpm": 120, "bars": 4, "seed": 1, "steps": 4, **options})  # type: ignore[arg-type]

    for other in ({"bpm": 124}, {"seed": 2}, {"stems": ["drums"]}, {"key": "C"}, {"variations": 3}):
        assert engine.alike(request(), request(**other)), other
    for other in ({"bars": 8}, {"loop": False}, {"steps": 2}, {"meter": "3/4"}):
        assert not engine.alike(request(), request(**other)), other
    # A loop of 4 bars has two windows, 16 windows fill a pass; minutes leave no room.
    assert [engine.room(request(bars=bars)) for bars in (4, 8, 32, 128)] == [8, 4, 1, 1]
