"""From a request to a take on disk: files one by one, failures that spare the rest, cancels that leave nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.errors import Cancelled, DeviceError, ModelError
from musiccm_daw.making import make_take
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.progress import CancelToken, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.stopwatch import TIMED_STAGES, Stopwatch
from musiccm_daw.writers import WrittenFile
from tests.playback import PlaybackEngine

RATE = 44_100
REQUEST = GenerationRequest.resolve(
    "house", bpm=240, bars=1, key="Am", seed=7, stems=("drums", "bass"), variations=2, name="song"
)


def noise_clip(request: GenerationRequest) -> Clip:
    """Return noise for every stem and mix that a request asks for."""
    drawn = np.random.default_rng(1)
    shape = request.grid.total_samples(RATE), 2
    labels = [*((stem.label, stem.prompt, stem.role) for stem in request.stems), ("mix", "all", "mix")]
    stems = [
        StemAudio(
            label,
            variation,
            request.seed + variation - 1,
            prompt,
            drawn.uniform(-0.2, 0.2, shape).astype(np.float32),
            role,
        )
        for variation in range(1, request.variations + 1)
        for label, prompt, role in labels
    ]
    return Clip(request, request.grid, RATE, tuple(stems), ModelIdentity("noise", "0" * 64))


class FailingEngine(PlaybackEngine):
    """An engine that fails at some variations."""

    def __init__(self, clip: Clip, failures: dict[int, Exception]) -> None:
        super().__init__(clip)
        self.failures = failures

    def variations(
        self, request: GenerationRequest, *, first: int = 1, **options: Any
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield one variation after the other until one fails."""
        for stems in super().variations(request, first=first, **options):
            if stems[0].variation in self.failures:
                raise self.failures[stems[0].variation]
            yield stems


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_are_reported_one_by_one_when_they_are_on_disk(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    paths: list[Path] = []

    def on_file(number: int, count: int, file: WrittenFile) -> None:
        assert soundfile.info(file.path).frames == file.frames == REQUEST.grid.total_samples(RATE)
        assert len(list(file.path.parent.glob("*.wav"))) == len(seen) + 1
        assert not list(file.path.parent.glob("manifest.json"))
        seen.append((number, count, f"{file.stem} {file.variation}"))
        paths.append(file.path)

    reports: list[Progress] = []
    take = make_take(
        REQUEST, tmp_path, PlaybackEngine(noise_clip(REQUEST)), on_file=on_file, on_progress=reports.append
    )
    names = [f"{stem} {variation}" for variation in (1, 2) for stem in ("drums", "bass", "mix")]
    assert seen == [(number, 6, name) for number, name in enumerate(names, start=1)]
    assert reports == [Progress("writing", number / 6) for number in range(1, 7)]
    assert [file.path for file in take.files] == paths
    assert set(take.folder.glob("*.wav")) == set(paths)
    assert (take.request, take.model.name, take.folder.parent) == (REQUEST, "noise", tmp_path / "MusicCM")
    kept = json.loads(take.manifest.read_text())["request"]
    assert GenerationRequest.from_json(kept) == REQUEST


def test_a_variation_that_fails_is_reported_and_does_not_stop_the_others(tmp_path: Path) -> None:
    error = DeviceError("the device has too little memory; ask for fewer bars")
    failures: list[Exception] = []
    request = replace(REQUEST, variations=3)
    engine = FailingEngine(noise_clip(request), {2: error})
    take = make_take(request, tmp_path, engine, on_failure=failures.append)
    assert failures == [error]
    assert [(file.stem, file.variation) for file in take.files] == [
        (stem, variation) for variation in (1, 3) for stem in ("drums", "bass", "mix")
    ]
    assert all(file.path.is_file() for file in take.files)


def test_an_engine_that_stops_early_ends_the_take_instead_of_asking_for_ever(tmp_path: Path) -> None:
    failures: list[Exception] = []
    engine = PlaybackEngine(noise_clip(REQUEST))
    take = make_take(replace(REQUEST, variations=3), tmp_path, engine, on_failure=failures.append)
    assert [file.variation for file in take.files] == [1] * 3 + [2] * 3
    (failure,) = failures
    assert "no variation 3" in str(failure)


def test_a_stem_that_cannot_be_written_is_reported_and_does_not_stop_the_others(tmp_path: Path) -> None:
    clip = noise_clip(REQUEST)
    broken = np.full_like(clip.stems[0].audio, np.nan)
    clip = replace(clip, stems=(replace(clip.stems[0], recording=broken), *clip.stems[1:]))
    failures: list[Exception] = []
    take = make_take(REQUEST, tmp_path, PlaybackEngine(clip), on_failure=failures.append)
    (failure,) = failures
    assert isinstance(failure, ModelError)
    assert [f"{file.stem} {file.variation}" for file in take.files] == [
        "bass 1",
        "mix 1",
        "drums 2",
        "bass 2",
        "mix 2",
    ]


def test_if_all_variations_fail_the_last_error_is_raised_and_nothing_is_left(tmp_path: Path) -> None:
    errors = {1: ModelError("first"), 2: DeviceError("second")}
    failures: list[Exception] = []
    with pytest.raises(DeviceError, match="second"):
        make_take(REQUEST, tmp_path, FailingEngine(noise_clip(REQUEST), errors), on_failure=failures.append)
    assert failures == list(errors.values())
    assert files_under(tmp_path) == []


def test_what_on_failure_raises_ends_the_take_and_leaves_nothing(tmp_path: Path) -> None:
    engine = FailingEngine(noise_clip(REQUEST), {2: ModelError("broken")})

    def refuse(error: Exception) -> None:
        raise error

    with pytest.raises(ModelError, match="broken"):
        make_take(REQUEST, tmp_path, engine, on_failure=refuse)
    assert files_under(tmp_path) == []


@pytest.mark.parametrize("files", [0, 1, 4])
def test_a_cancel_after_any_file_leaves_nothing(files: int, tmp_path: Path) -> None:
    cancel = CancelToken()
    if not files:
        cancel.set()

    def on_file(number: int, count: int, file: WrittenFile) -> None:
        if len(files_under(tmp_path)) == files:
            cancel.set()

    with pytest.raises(Cancelled):
        make_take(REQUEST, tmp_path, PlaybackEngine(noise_clip(REQUEST)), cancel=cancel, on_file=on_file)
    assert files_under(tmp_path) == []


def test_the_seconds_of_all_stages_add_up_to_the_total(tmp_path: Path) -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 0.25
        return now

    stopwatch = Stopwatch(clock)
    take = make_take(REQUEST, tmp_path, PlaybackEngine(noise_clip(REQUEST)), stopwatch=stopwatch)
    assert tuple(take.seconds) == TIMED_STAGES
    assert take.seconds["write"] > 0
    # The clock started at a quarter of a second.
    assert take.total_seconds == sum(take.seconds.values()) == now - 0.25


def test_another_take_of_the_same_name_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    first, second = (make_take(REQUEST, tmp_path, PlaybackEngine(noise_clip(REQUEST))) for _ in range(2))
    assert first.folder != second.folder
    assert all(file.path.is_file() for take in (first, second) for file in take.files)
