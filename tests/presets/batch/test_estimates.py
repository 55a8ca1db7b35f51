"""Costs: what a dry run says of files and bytes is what a take has."""

from pathlib import Path

import pytest

from musiccm_daw.making import make_take
from presets.batch.estimates import CHUNK_BYTES, SECONDS_PER_SECOND, cost_of, seconds_per_second
from presets.batch.one_by_one import OneByOne
from tests.cli.stand_in import StandInEngine
from tests.presets.batch.batches import begin, ignore_progress, rendered, request, resume, takes_of


@pytest.mark.parametrize("options", [{}, {"stems": ("drums", "bass")}, {"variations": 2, "subtype": "FLOAT"}])
def test_files_and_bytes_are_those_of_the_take(tmp_path: Path, options: dict[str, object]) -> None:
    asked = request(**options)  # type: ignore[arg-type]
    cost = cost_of(asked)
    take = make_take(asked, tmp_path, StandInEngine())
    assert cost.files == len(take.files)
    assert cost.size_bytes == pytest.approx(
        sum(f.path.stat().st_size for f in take.files), abs=cost.files * CHUNK_BYTES
    )
    assert cost.audio_seconds == pytest.approx(0.25 * cost.files)


def test_times_are_those_that_earlier_takes_took(tmp_path: Path) -> None:
    plan = begin(tmp_path, takes_of("pads", "bells"))
    assert seconds_per_second(plan.takes) == SECONDS_PER_SECOND
    rendered(plan, OneByOne(StandInEngine, ignore_progress))
    rest = resume(tmp_path, takes_of("pads", "bells"))
    assert rest is not None
    assert seconds_per_second(rest.takes) != SECONDS_PER_SECOND
