"""Which of a client's defaults go with an edit, and which give way to the clip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bridge.osc.addresses import KEYS
from bridge.osc.messages import Refused, Value
from bridge.server.edit_keys import CLIP_KEYS, EDIT_KEYS, check_edit_defaults, defaults_of_edit, find_edit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import AskedEdit
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, OWN_FACTS, noise_clip

REPAINT, CONTINUE = AskedEdit(EditKind.REPAINT, bars="1"), AskedEdit(EditKind.CONTINUE)
DEFAULTS: dict[str, Value] = {
    "prompt": "pads", "bpm": 124.0, "bars": 8, "meter": "3/4", "key": "Em", "chords": "Em | C", "loop": 1,
    "name": "mine", "sample_rate": 48_000, "seed": 3, "steps": 2, "variations": 2, "project": "song", "range": "1",
    "strength": 0.3, "stem.drums": 1,
}  # fmt: skip
NEVER_THE_CLIPS = {"seed", "steps", "variations", "project"}


def test_every_key_of_an_edit_is_in_the_table() -> None:
    assert set(EDIT_KEYS) <= set(KEYS)
    assert set(CLIP_KEYS.values()) == set(EditKind) - {EditKind.STEM}


def test_a_clip_with_all_facts_leaves_only_what_is_not_the_clips() -> None:
    assert set(defaults_of_edit(DEFAULTS, noise_clip(), REPAINT)) == NEVER_THE_CLIPS
    assert set(defaults_of_edit(DEFAULTS, noise_clip(), CONTINUE)) == {*NEVER_THE_CLIPS, "bars"}


def test_a_clip_without_facts_takes_the_defaults_for_music() -> None:
    left = defaults_of_edit(DEFAULTS, noise_clip(facts=FOREIGN_FACTS), REPAINT)
    assert set(left) == {*NEVER_THE_CLIPS, "prompt", "bpm", "meter", "key", "chords", "name"}


def test_chords_of_a_clip_keep_its_key_open_rather_than_set() -> None:
    left = defaults_of_edit(DEFAULTS, noise_clip(facts=replace(OWN_FACTS, key=None)), REPAINT)
    assert {"key", "chords"}.isdisjoint(left)


def test_facts_in_a_default_prompt_give_way_too() -> None:
    clip = noise_clip(facts=replace(OWN_FACTS, prompt=None))
    assert defaults_of_edit({"prompt": "soft pads at 90 bpm"}, clip, REPAINT) == {"prompt": "soft pads"}
    foreign = noise_clip(facts=FOREIGN_FACTS)
    assert defaults_of_edit({"prompt": "soft pads at 90 bpm"}, foreign, REPAINT) == {"prompt": "soft pads at 90 bpm"}


def test_a_job_that_names_no_clip_edits_none_whatever_is_set() -> None:
    def find_file(text: str, key: str) -> Path:
        raise AssertionError(f"{key} {text}")

    assert find_edit({"prompt": "pads"}, {"range": "1", "strength": 0.3}, find_file) is None


@pytest.mark.parametrize("options", [{"repaint": "a.wav"}, {"continue": "a.wav"}, {"range": "6-5"}, {"range": 0}])
def test_what_no_edit_could_use_cannot_be_set(options: dict[str, Value]) -> None:
    with pytest.raises(Refused) as refusal:
        check_edit_defaults(options)
    assert refusal.value.code == "bad_value"


def test_ranges_and_removals_can_be_set() -> None:
    check_edit_defaults({"range": "5-6", "strength": 0.3, "repaint": ""})
    check_edit_defaults({"range": 5})
