"""Each action of the REAPER scripts with the bundled model: from what is selected to what lies in the project.

The first action finds no server and starts one, which the others use.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import soundfile as sf

from musiccm_daw.score.midi_reader import read_score
from tests.bridge.reaper_studio import Outcome, Studio

pytestmark = pytest.mark.weights

BPM = 122
BAR = 4 * 60 / BPM
TEMPO = [{"time": 0, "bpm": BPM, "num": 4, "den": 4}]
PROMPT = 'it\'s a $HOME "quoted" pad; `id` \\ ümläut %PATH% & more'


@pytest.fixture(scope="module")
def generated(studio_with_server: Studio) -> Outcome:
    """Two bars from bar 5 on, made while no server ran."""
    return studio_with_server.run(
        "generate_into_selection",
        tempo=TEMPO,
        hurry=1,
        selection=[4 * BAR, 6 * BAR],
        typed=[[PROMPT, "Am", "Am | F", "7"]],
    )


def only_item(outcome: Outcome, track: int = 0) -> dict[str, Any]:
    (item,) = outcome["tracks"][track]["items"]
    assert isinstance(item, dict)
    return item


def active_take(item: dict[str, Any]) -> dict[str, Any]:
    (take,) = [take for take in item["takes"] if take["active"]]
    assert isinstance(take, dict)
    return take


def manifest_of(take: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Path(take["texts"]["P_EXT:musiccm_manifest"]).read_text(encoding="utf-8"))
    return document


def clip_on_a_track(generated: Outcome, **values: Any) -> list[dict[str, Any]]:
    """The tracks of a project that was saved with the generated clip, and opened again."""
    item = only_item(generated)
    take = active_take(item)
    facts = {name.removeprefix("P_EXT:musiccm_"): text for name, text in take["texts"].items() if "musiccm" in name}
    described = {"values": {**item["values"], **values}, "file": take["file"], "facts": facts, "selected": True}
    return [{"name": "Keys", "items": [described]}]


def test_a_clip_lies_at_the_selected_bars_in_one_undo_step(generated: Outcome, studio_with_server: Studio) -> None:
    assert generated["messages"] == []
    assert generated["undo"] == ["MusicCM: generate bars 5 to 6"]
    item = only_item(generated)
    assert item["values"] == {
        "D_POSITION": pytest.approx(4 * BAR, abs=1e-9), "D_LENGTH": pytest.approx(2 * BAR, abs=1e-9),
        "B_LOOPSRC": 1, "C_BEATATTACHMODE": 1,
        "D_FADEINLEN": 0, "D_FADEOUTLEN": 0, "D_FADEINLEN_AUTO": -1, "D_FADEOUTLEN_AUTO": -1,
    }  # fmt: skip
    assert item["selected"]
    take = active_take(item)
    assert sf.info(take["file"]).frames == round(8 * 60 / BPM * 44100)
    assert Path(take["file"]).is_relative_to(studio_with_server.song / "MusicCM")
    assert "starting the server  0 %" in generated["drawn"]
    assert studio_with_server.left_over() == []
    assert generated["running"] == "0"


def test_prompt_seed_and_manifest_are_kept_in_the_item(generated: Outcome) -> None:
    item = only_item(generated)
    texts = active_take(item)["texts"]
    assert texts["P_EXT:musiccm_prompt"] == PROMPT
    assert (texts["P_EXT:musiccm_seed"], texts["P_EXT:musiccm_bpm"], texts["P_EXT:musiccm_bars"]) == ("7", "122", "2")
    assert item["notes"] == f"{PROMPT}\nseed 7\n{texts['P_EXT:musiccm_manifest']}"
    request = manifest_of(active_take(item))["request"]
    assert (request["prompt"], request["key"], request["chords"]) == (PROMPT, "A minor", "Am | F")


def test_stems_lie_on_tracks_of_their_own_below_the_selected_one(
    studio_with_server: Studio, generated: Outcome
) -> None:
    outcome = studio_with_server.run(
        "stems_onto_new_tracks",
        tempo=TEMPO,
        hurry=1,
        selection=[0, BAR],
        tracks=[{"name": "Vocals", "selected": True}, {"name": "Reverb"}],
        typed=[["dusty soul", "drums, bass = deep sub", "", "", ""]],
    )
    assert outcome["messages"] == []
    assert [track["name"] for track in outcome["tracks"]] == ["Vocals", "drums", "bass", "Reverb"]
    files = [active_take(only_item(outcome, track))["file"] for track in (1, 2)]
    assert [sf.info(file).frames for file in files] == [round(4 * 60 / BPM * 44100)] * 2
    assert {only_item(outcome, track)["values"]["D_POSITION"] for track in (1, 2)} == {0}
    assert len(outcome["undo"]) == 1
    stems = manifest_of(active_take(only_item(outcome, 2)))["request"]["stems"]
    assert {stem["role"]: stem["prompt"] for stem in stems}["bass"] == "deep sub, dusty soul"


def test_the_notes_of_a_midi_item_are_played(studio_with_server: Studio, generated: Outcome) -> None:
    notes = [{"from": start, "to": start + 0.5, "pitch": 60 + 2 * start} for start in range(4)]
    midi = {"values": {"D_POSITION": BAR, "D_LENGTH": BAR}, "quarters": 4, "notes": notes, "selected": True}
    outcome = studio_with_server.run(
        "play_selected_MIDI_item",
        tempo=TEMPO,
        hurry=1,
        tracks=[{"name": "Bass guitar", "items": [midi]}],
        typed=[["felt piano", "3"]],
    )
    assert outcome["messages"] == []
    assert [track["name"] for track in outcome["tracks"]] == ["Bass guitar", "felt piano"]
    item = only_item(outcome, 1)
    assert item["values"]["D_POSITION"] == pytest.approx(BAR)
    take = active_take(item)
    (part,) = read_score((Path(take["file"]).parent / "score.mid").read_bytes()).parts
    assert [(note.start_quarters, note.pitch) for note in part.notes] == [(0, 60), (1, 62), (2, 64), (3, 66)]
    assert list((studio_with_server.song / "MusicCM").glob("*.mid")) == []


def test_a_variation_is_a_take_of_the_same_item(studio_with_server: Studio, generated: Outcome) -> None:
    outcome = studio_with_server.run(
        "new_variation_of_selected_item",
        tempo=TEMPO,
        hurry=1,
        tracks=clip_on_a_track(generated),
        typed=[[PROMPT, "0.3", "11"]],
    )
    assert outcome["messages"] == []
    item = only_item(outcome)
    assert [take["active"] for take in item["takes"]] == [False, True]
    texts = active_take(item)["texts"]
    assert (texts["P_EXT:musiccm_prompt"], texts["P_EXT:musiccm_seed"]) == (PROMPT, "11")
    edit = manifest_of(active_take(item))["request"]["edit"]
    assert (edit["kind"], edit["strength"], edit["source"]) == ("variation", 0.3, item["takes"][0]["file"])


@pytest.mark.parametrize("typed", ["", " "])
def test_a_prompt_that_is_emptied_leaves_the_clip_its_own(
    studio_with_server: Studio, generated: Outcome, typed: str
) -> None:
    outcome = studio_with_server.run(
        "new_variation_of_selected_item",
        tempo=TEMPO,
        hurry=1,
        tracks=clip_on_a_track(generated),
        typed=[[typed, "0.3", "11"]],
    )
    assert outcome["messages"] == []
    take = active_take(only_item(outcome))
    assert manifest_of(take)["request"]["prompt"] == PROMPT
    assert take["texts"]["P_EXT:musiccm_prompt"] == PROMPT


def test_the_selected_bars_of_a_clip_are_repainted(studio_with_server: Studio, generated: Outcome) -> None:
    # The item was drawn out to three passes; bar 8 of the project is bar 2 of the second.
    outcome = studio_with_server.run(
        "repaint_selected_bars",
        tempo=TEMPO,
        hurry=1,
        selection=[7 * BAR, 8 * BAR],
        tracks=clip_on_a_track(generated, D_LENGTH=6 * BAR),
        typed=[["only bells", "", ""]],
    )
    assert outcome["messages"] == []
    assert outcome["undo"] == ["MusicCM: repaint bar 2 of the clip"]
    first, second = (take["file"] for take in only_item(outcome)["takes"])
    before, after = sf.read(first, dtype="int32")[0], sf.read(second, dtype="int32")[0]
    seam = round(4 * 60 / BPM * 44100)
    assert (before[:seam] == after[:seam]).all()
    assert (before[seam:] != after[seam:]).any()
    assert active_take(only_item(outcome))["texts"]["P_EXT:musiccm_prompt"] == "only bells"


def test_a_continuation_begins_where_the_item_ends(studio_with_server: Studio, generated: Outcome) -> None:
    outcome = studio_with_server.run(
        "continue_selected_item", tempo=TEMPO, hurry=1, tracks=clip_on_a_track(generated), typed=[[PROMPT, "1", "", ""]]
    )
    assert outcome["messages"] == []
    old, new = outcome["tracks"][0]["items"]
    assert new["values"]["D_POSITION"] == pytest.approx(6 * BAR)
    assert new["values"]["D_LENGTH"] == pytest.approx(BAR)
    take = active_take(new)
    offset = take["values"]["D_STARTOFFS"]
    assert offset == sf.info(active_take(old)["file"]).frames / 44100
    assert sf.info(take["file"]).frames == round(12 * 60 / BPM * 44100)


def test_cancel_leaves_nothing_however_early_it_comes(studio_with_server: Studio, generated: Outcome) -> None:
    cancel = str(studio_with_server.scripts / "MusicCM_cancel.lua")
    before = set((studio_with_server.song / "MusicCM").iterdir())
    outcome = studio_with_server.run(
        "generate_into_selection",
        tempo=TEMPO,
        hurry=1,
        selection=[0, 32 * BAR],
        typed=[["a long drone", "", "", ""]],
        events=[{"frame": 5, "name": "run", "script": cancel}],
    )
    assert outcome["messages"] == []
    assert (outcome["tracks"][0]["items"], outcome["undo"], outcome["running"]) == ([], [], "0")
    assert any(text.startswith("cancelling") for text in outcome["drawn"])
    assert set((studio_with_server.song / "MusicCM").iterdir()) <= before
    assert studio_with_server.left_over() == []
