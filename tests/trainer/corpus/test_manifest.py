"""Labels survive being written and read; damage is named; the split is by song."""

from __future__ import annotations

from pathlib import Path

import pytest

from musiccm_daw.errors import ModelError
from tests.trainer.corpus.labels import label
from trainer.corpus.manifest import read_manifest, split_of, write_shard_manifest


def test_round_trip_in_the_order_of_shards(tmp_path: Path) -> None:
    for number in (1, 0):
        shard = tmp_path / f"shard-{number:05d}"
        shard.mkdir()
        write_shard_manifest(shard, [label(number, 0), label(number, 1)])
    (tmp_path / "shard-00002").mkdir()  # begun, not complete
    found = read_manifest(tmp_path)
    assert found == [label(0, 0), label(0, 1), label(1, 0), label(1, 1)]
    assert not list(tmp_path.glob("**/*.part"))


@pytest.mark.parametrize("damage", ["{}", "[1]", "not json", '{"id": "a"}'])
def test_damaged_line_is_named(tmp_path: Path, damage: str) -> None:
    shard = tmp_path / "shard-00000"
    shard.mkdir()
    write_shard_manifest(shard, [label(0, 0)])
    with (shard / "manifest.jsonl").open("a", encoding="utf-8") as file:
        file.write(damage + "\n")
    with pytest.raises(ModelError, match="line 2") as caught:
        read_manifest(tmp_path)
    assert "\n" not in str(caught.value)


def test_about_four_percent_of_the_songs_are_held_out() -> None:
    held_out = sum(split_of(seed) == "held-out" for seed in range(5_000))
    assert 150 < held_out < 250
