"""Which of a client's defaults go with an edit, and which give way to the clip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.osc.job_keys import KEYS
from bridge.osc.messages import Refused, Value
from bridge.server.edit_keys import CLIP_KEYS, EDIT_KEYS, check_edit_defaults, defaults_of_edit, find_edit
from bridge.server.request_keys import read_request
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.score_source import ScoreSource
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, OWN_FACTS, noise_clip
from tests.musiccm_daw.score.smf import END, note, smf

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


def test_parts_that_are_sent_leave_out_the_stems_that_are_set() -> None:
    def find_file(text: str, key: str) -> Path:
        raise AssertionError(f"{key} {text}")

    sent: dict[str, Value] = {"prompt": "soul"}
    stems: dict[str, Value] = {"stem.bass": 1}
    request = read_request({**sent, "parts": 1}, stems, find_file)
    assert (request.parts, [stem.role for stem in request.stems]) == (True, [None])
    for more in ({}, {"parts": 0}):
        assert [stem.role for stem in read_request({**sent, **more}, stems, find_file).stems] == ["bass"]


def test_files_bring_the_notes_of_the_new_bars(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "clip.wav", np.zeros((4 * 22_050, 2)), 44_100)
    (tmp_path / "line.mid").write_bytes(smf(note(60) + END))
    music: dict[str, Value] = {"prompt": "solo piano", "bpm": 240, "meter": "2/4", "chords": "Am"}
    keys: dict[str, Value] = {"repaint": "clip.wav", "range": "2", "midi": "line.mid", **music}
    request = read_request(keys, {}, lambda text, key: tmp_path / text)
    assert (request.score, request.midi[0].source) == (ScoreSource.GIVEN, str(tmp_path / "line.mid"))
    with pytest.raises(Refused, match="has 1 bar of 2/4, and the edit makes 2 bars") as refusal:
        read_request({**keys, "range": "2-3"}, {}, lambda text, key: tmp_path / text)
    assert refusal.value.code == "bad_value"
    for score in ("none", "composed"):
        set_before = read_request(keys, {"score": score, "density": 0.9}, lambda text, key: tmp_path / text)
        assert (set_before.score, set_before.midi) == (ScoreSource.GIVEN, request.midi)
        with pytest.raises(Refused, match=f"score {score} and a MIDI file contradict each other"):
            read_request({**keys, "score": score}, {}, lambda text, key: tmp_path / text)


def test_what_is_kept_can_be_set_and_a_strength_goes_with_another_sound_alone(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "clip.wav", np.zeros((4 * 22_050, 2)), 44_100)

    def asked(sent: dict[str, Value], defaults: dict[str, Value]) -> AskedEdit:
        found = find_edit({"variation_of": "clip.wav", **sent}, defaults, lambda text, key: tmp_path / text)
        assert found is not None
        return found[1]

    defaults: dict[str, Value] = {"keep": "sound", "strength": 0.3}
    assert asked({}, defaults) == AskedEdit(EditKind.VARIATION, keep="sound")
    assert asked({"keep": "score"}, defaults) == AskedEdit(EditKind.VARIATION, strength=0.3, keep="score")
    assert asked({"strength": 0.7}, defaults) == AskedEdit(EditKind.VARIATION, strength=0.7)


@pytest.mark.parametrize(
    "options",
    [{"repaint": "a.wav"}, {"continue": "a.wav"}, {"range": "6-5"}, {"range": 0}, {"keep": "words"}],
)
def test_what_no_edit_could_use_cannot_be_set(options: dict[str, Value]) -> None:
    with pytest.raises(Refused) as refusal:
        check_edit_defaults(options)
    assert refusal.value.code == "bad_value"


def test_ranges_and_removals_can_be_set() -> None:
    check_edit_defaults({"range": "5-6", "strength": 0.3, "keep": "sound", "repaint": ""})
    check_edit_defaults({"range": 5})
