"""Labels survive being written and read; damage is named; the split is by song."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from musiccm_daw.errors import ModelError
from musiccm_daw.score.note import Note, Part
from tests.trainer.corpus.labels import label
from trainer.corpus.manifest import noted, read_manifest, read_shard_manifest, split_of, write_shard_manifest


def test_round_trip_in_the_order_of_shards(tmp_path: Path) -> None:
    for number in (1, 0):
        shard = tmp_path / f"shard-{number:05d}"
        shard.mkdir()
        write_shard_manifest(shard, [label(number, 0), label(number, 1)])
    (tmp_path / "shard-00002").mkdir()  # begun, not complete
    found = read_manifest(tmp_path)
    assert found == [label(0, 0), label(0, 1), label(1, 0), label(1, 1)]
    assert not list(tmp_path.glob("**/*.part"))


def test_notes_are_kept_as_lists_of_numbers(tmp_path: Path) -> None:
    write_shard_manifest(tmp_path, [label(0, 0)])
    values = json.loads((tmp_path / "manifest.jsonl").read_text(encoding="utf-8"))
    notes = [[0.0, 0.5, 57, 90], [1.3333, 0.25, 60, 1]]
    assert values["parts"] == [{"role": "keys", "instrument": "rhodes", "gain_db": 0.0, "notes": notes}]


def test_a_manifest_from_before_gains_were_kept_is_read(tmp_path: Path) -> None:
    write_shard_manifest(tmp_path, [label(0, 0)])
    manifest = tmp_path / "manifest.jsonl"
    values = json.loads(manifest.read_text(encoding="utf-8"))
    del values["parts"][0]["gain_db"]
    manifest.write_text(json.dumps(values) + "\n", encoding="utf-8")
    assert read_shard_manifest(manifest) == [label(0, 0)]


def test_a_manifest_from_before_parts_were_kept_is_read(tmp_path: Path) -> None:
    write_shard_manifest(tmp_path, [label(0, 0)])
    manifest = tmp_path / "manifest.jsonl"
    values = json.loads(manifest.read_text(encoding="utf-8"))
    del values["parts"]
    manifest.write_text(json.dumps(values) + "\n", encoding="utf-8")
    assert read_shard_manifest(manifest) == [replace(label(0, 0), parts=())]


def test_a_part_is_kept_to_a_fraction_of_a_tick_with_its_gain_and_without_its_sound() -> None:
    part = Part("keys", "rhodes", (Note(1 / 3, 2 / 3, 60, 90),), effects=("lofi",), gain_db=-3.0, pan=0.5)
    assert noted(part) == Part("keys", "rhodes", (Note(0.3333, 0.6667, 60, 90),), gain_db=-3.0)


def test_any_text_survives(tmp_path: Path) -> None:
    odd = replace(label(0, 0), source="a\u2028b\x85c\x1dd\udce9.wav", captions=("\u2029",))
    write_shard_manifest(tmp_path, [odd])
    manifest = tmp_path / "manifest.jsonl"
    assert read_shard_manifest(manifest) == [odd]
    manifest.write_text(manifest.read_text().replace("\\u2028", "\u2028"), encoding="utf-8")  # as earlier versions did
    assert read_shard_manifest(manifest) == [odd]


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
