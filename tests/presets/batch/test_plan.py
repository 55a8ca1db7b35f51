"""Plans of batches: names are settled before anything is made, and found again afterwards."""

from pathlib import Path

import pytest

from musiccm_daw.errors import ProjectError
from presets.batch.one_by_one import OneByOne
from presets.batch.plan import BatchPlan
from presets.batch.record import FILE_NAME, read_record
from presets.batch.whole_takes import TakeState
from presets.takes import PlannedTake
from tests.cli.stand_in import StandInEngine
from tests.presets.batch.batches import begin, ignore_progress, rendered, request, resume, takes_of

STAND_IN = OneByOne(StandInEngine, ignore_progress)


def folders(plan: BatchPlan) -> list[str]:
    return [take.folder.name for take in plan.takes]


def made(project: Path, *prompts: str, base_seed: int = 1) -> BatchPlan:
    plan = begin(project, takes_of(*prompts), base_seed)
    rendered(plan, STAND_IN)
    return plan


def test_takes_of_one_name_are_numbered_in_their_order(tmp_path: Path) -> None:
    same = [PlannedTake(name, request(name), {}) for name in ("one", "two", "three")]
    plan = begin(tmp_path, lambda base_seed: same)
    first = "kit_240bpm_Cmaj_1bars_s1"
    assert folders(plan) == [first, f"{first}-02", f"{first}-03"]


def test_nothing_that_is_there_or_planned_is_taken(tmp_path: Path) -> None:
    first = made(tmp_path, "pads", "bells")
    again = begin(tmp_path, takes_of("pads", "bells"))
    assert folders(again) == [f"{name}-02" for name in folders(first)]
    assert again.folder.name == "kit-02"
    # Planned by another batch, and not made yet.
    first.takes[0].folder.rename(tmp_path / "elsewhere")
    assert folders(begin(tmp_path, takes_of("pads", "bells"))) == folders(again)


def test_a_resumed_batch_has_its_seeds_and_folders_back(tmp_path: Path) -> None:
    first = made(tmp_path, "pads", "bells", base_seed=77)
    rest = resume(tmp_path, takes_of("pads", "bells"))
    assert rest is not None
    assert [(take.request, take.folder) for take in rest.takes] == [(take.request, take.folder) for take in first.takes]
    assert rest.missing == ()


def test_a_take_that_was_added_gets_a_folder_beside_the_others(tmp_path: Path) -> None:
    first = made(tmp_path, "pads", "bells")
    rest = resume(tmp_path, takes_of("bells", "choir", "pads"))
    assert rest is not None
    assert [take.name for take in rest.missing] == ["kit_choir"]
    assert folders(rest)[::2] == folders(first)[::-1]
    rendered(rest, STAND_IN)
    complete = resume(tmp_path, takes_of("bells", "choir", "pads"))
    assert complete is not None
    assert complete.missing == ()


def test_takes_that_are_not_planned_this_time_stay_in_the_record(tmp_path: Path) -> None:
    made(tmp_path, "pads", "bells")
    some = resume(tmp_path, takes_of("pads", "choir"))
    assert some is not None
    rendered(some, STAND_IN)
    everything = resume(tmp_path, takes_of("pads", "bells", "choir"))
    assert everything is not None
    assert everything.missing == ()


def test_the_latest_batch_with_a_take_in_common_is_resumed(tmp_path: Path) -> None:
    made(tmp_path, "pads")
    second = made(tmp_path, "bells")
    third = made(tmp_path, "pads", base_seed=3)
    found = [resume(tmp_path, takes_of(prompt)) for prompt in ("bells", "pads", "choir")]
    assert [plan and plan.folder for plan in found] == [second.folder, third.folder, None]


def test_another_models_batch_is_not_resumed(tmp_path: Path) -> None:
    made(tmp_path, "pads")
    record = tmp_path / "MusicCM" / "kit" / FILE_NAME
    record.write_text(record.read_text().replace("0" * 64, "1" * 64))
    assert resume(tmp_path, takes_of("pads")) is None


def test_another_take_in_its_folder_is_left_alone(tmp_path: Path) -> None:
    first = made(tmp_path, "pads", "bells")
    pads, bells = (take.folder for take in first.takes)
    for file in pads.iterdir():
        file.unlink()
    pads.rmdir()
    bells.rename(pads)
    rest = resume(tmp_path, takes_of("pads", "bells"))
    assert rest is not None
    assert [take.state for take in rest.takes] == [TakeState.MISSING] * 2
    assert folders(rest) == [f"{pads.name}-02", bells.name]


def test_what_a_killed_run_left_before_its_record_is_no_batch(tmp_path: Path) -> None:
    left = tmp_path / "MusicCM" / "kit"
    (left / "unfinished").mkdir(parents=True)
    (left / f"{FILE_NAME}.part").touch()
    assert resume(tmp_path, takes_of("pads")) is None
    assert made(tmp_path, "pads").folder == left
    assert read_record(left) is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "damaged"),
        ('{"presets": []}', "base_seed"),
        (
            '{"presets": [], "base_seed": 1, "model": {"name": "", "sha256": ""}, '
            '"takes": [{"name": "", "folder": "../../x", "request": {}}]}',
            "folder",
        ),
        (
            '{"presets": [], "base_seed": 1, "model": {"name": "", "sha256": ""}, "takes": [], "schema_version": 9}',
            "version 9",
        ),
    ],
)
def test_a_damaged_record_is_refused_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    made(tmp_path, "pads")
    (tmp_path / "MusicCM" / "kit" / FILE_NAME).write_text(text)
    with pytest.raises(ProjectError, match=reason) as error:
        resume(tmp_path, takes_of("pads"))
    assert "\n" not in str(error.value)
