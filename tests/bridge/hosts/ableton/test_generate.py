"""From the Generate button to a clip, in the stand-in for Live: places, warping, stems, and what is never done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bridge.hosts.ableton.conftest import Open, answer_ping
from tests.bridge.hosts.ableton.live import finish, job_of, made, needs_node

pytestmark = needs_node


def test_a_clip_in_the_selected_slot_that_loops_over_its_bars(ready: Open, project: Path) -> None:
    live = ready(options={"selected": [0, 1]})
    pairs = made(live, project)
    assert pairs == {"prompt": "warm pads", "bpm": 120, "bars": 4, "meter": "4/4", "project": str(project)}
    empty, clip, *_ = live.look()["tracks"][0]["slots"]
    assert empty is None
    assert (clip["warping"], clip["looping"], clip["loop_start"], clip["loop_end"]) == (1, 1, 0, 16)
    assert Path(clip["file"]).is_file()
    assert clip["name"] == "warm pads · 120 BPM · 4 bars · seed 777"
    assert live.status == "In slot 2 of “Audio”. Seed 777."


def test_controls_become_keys_of_the_job(ready: Open) -> None:
    live = ready(song={"tempo": 97.30000305, "signature_numerator": 6, "signature_denominator": 8})
    live.message("prompt", "text", 'it\'s a "quoted", $1; pad – Übermut')
    live.message("chords", "text", "Am7 | F C")
    live.message("bars", 8)
    live.message("key", 10)
    live.message("seed", 12345)
    live.message("stem", "bass", 1)
    live.message("stem", "drums", 1)
    live.message("stem", "drums", 0)
    live.message("generate")
    _, pairs = job_of(live)
    assert pairs.pop("project")
    assert pairs == {
        "prompt": 'it\'s a "quoted", $1; pad – Übermut', "bpm": 97.3, "bars": 8, "meter": "6/8", "key": "A minor",
        "chords": "Am7 | F C", "stem.bass": 1,
    }  # fmt: skip


def test_tempo_and_signature_are_those_of_the_moment(ready: Open) -> None:
    live = ready()
    live.change(song={"tempo": 124.75, "signature_numerator": 7, "signature_denominator": 8})
    live.message("generate")
    _, pairs = job_of(live)
    assert (pairs["bpm"], pairs["meter"]) == (124.75, "7/8")


@pytest.mark.parametrize(
    ("numerator", "denominator", "quarters"), [(3, 4, 12), (6, 8, 12), (7, 8, 14), (5, 16, 5), (4, 2, 32)]
)
def test_beats_are_quarters_in_every_meter(
    ready: Open, project: Path, numerator: int, denominator: int, quarters: float
) -> None:
    live = ready(song={"signature_numerator": numerator, "signature_denominator": denominator})
    made(live, project, quarters=quarters)
    assert live.look()["tracks"][0]["slots"][0]["loop_end"] == quarters


def test_a_taken_slot_is_left_alone(ready: Open, project: Path) -> None:
    mine = {"name": "mine"}
    live = ready(tracks=[{"slots": [mine, mine, None]}])
    made(live, project)
    slots = live.look()["tracks"][0]["slots"]
    assert [clip and clip["name"][:4] for clip in slots] == ["mine", "mine", "warm", None]
    assert "In slot 3 of “Audio”, as slot 1 is taken." in live.status


def test_a_full_track_gets_a_scene(ready: Open, project: Path) -> None:
    live = ready(scenes=2, tracks=[{"slots": [{"name": "a"}, {"name": "b"}]}])
    made(live, project)
    assert live.look()["scenes"] == 3
    assert live.look()["tracks"][0]["slots"][2]["loop_end"] == 16


def test_live_makes_no_more_scenes(ready: Open, project: Path) -> None:
    live = ready(scenes=1, tracks=[{"slots": [{"name": "a"}]}], options={"most_scenes": 1})
    made(live, project)
    assert live.status.startswith("“Audio” has no free slot from the selected one down;")


def test_the_place_is_that_of_the_click(ready: Open, project: Path) -> None:
    live = ready(tracks=[{"name": "one"}, {"name": "two"}])
    live.message("generate")
    job, _ = job_of(live)
    live.change(options={"selected": [1, 3]})
    finish(live, job, project)
    assert live.look()["tracks"][0]["slots"][0] is not None


@pytest.mark.parametrize("track", [{"kind": "midi"}, {"kind": "group"}, {"frozen": True}])
def test_a_track_without_audio_clips_gets_a_neighbour(ready: Open, project: Path, track: dict[str, Any]) -> None:
    live = ready(tracks=[track, {"name": "next"}])
    made(live, project)
    tracks = live.look()["tracks"]
    assert [one["name"] for one in tracks] == ["Audio", "warm pads", "next"]
    assert tracks[1]["slots"][0]["loop_end"] == 16
    assert live.status.startswith("New track, as the selected one takes no audio clips.")


def test_on_the_main_track_the_clip_comes_onto_a_track_at_the_end(ready: Open, project: Path) -> None:
    live = ready(options={"selected": [-1, 0]})
    made(live, project)
    assert [track["name"] for track in live.look()["tracks"]] == ["Audio", "warm pads"]


def test_a_track_that_was_deleted_meanwhile(ready: Open, project: Path) -> None:
    live = ready(tracks=[{"name": "one"}, {"name": "two"}])
    live.message("generate")
    job, _ = job_of(live)
    live.change(remove=0)
    finish(live, job, project)
    assert [track["name"] for track in live.look()["tracks"]] == ["two", "warm pads"]


def test_stems_come_onto_tracks_of_their_own_and_the_mix_onto_none(ready: Open, project: Path) -> None:
    live = ready(tracks=[{"name": "here"}, {"name": "next"}], options={"selected": [0, 2]})
    live.message("stem", "drums", 1)
    live.message("stem", "bass", 1)
    pairs = made(live, project, stems=("drums", "bass", "mix"))
    assert (pairs["stem.drums"], pairs["stem.bass"]) == (1, 1)
    tracks = live.look()["tracks"]
    assert [track["name"] for track in tracks] == ["here", "drums", "bass", "next"]
    assert [track["slots"][2] is not None for track in tracks] == [False, True, True, False]
    assert tracks[2]["slots"][2]["name"].endswith("seed 777 · bass")
    assert live.look()["selected"] == [0, 2]  # so that the device stays in sight


def test_no_other_track_is_renamed_wherever_live_puts_the_new_ones(ready: Open, project: Path) -> None:
    live = ready(tracks=[{"name": "here"}, {"name": "next"}], options={"appends": True})
    made(live, project, stems=("drums", "bass", "mix"))
    assert [track["name"] for track in live.look()["tracks"]] == ["here", "next", "drums", "bass"]


def test_live_makes_no_more_tracks(ready: Open, project: Path) -> None:
    live = ready(options={"most_tracks": 2})
    made(live, project, stems=("drums", "bass", "mix"))
    assert "Live made no further audio track" in live.status
    assert str(project / "MusicCM" / "warm-pads") in live.status
    assert len(live.takes) == 1


@pytest.mark.parametrize(
    ("song", "start"),
    [({"loop": 1, "loop_start": 32}, 32), ({"current_song_time": 21.5}, 20), ({"current_song_time": 0}, 0)],
)
def test_in_the_arrangement_at_the_loop_or_the_bar_of_the_playhead(
    ready: Open, project: Path, song: dict[str, Any], start: float
) -> None:
    live = ready(song=song)
    live.message("destination", 1)
    made(live, project)
    (clip,) = live.look()["tracks"][0]["arrangement"]
    assert (clip["start_time"], clip["end_time"], clip["looping"], clip["loop_end"]) == (start, start + 16, 1, 16)
    assert live.status.startswith(f"Placed at bar {start // 4 + 1} of “Audio”.")


def test_bars_that_are_taken_in_the_arrangement_stay_as_they_are(ready: Open, project: Path) -> None:
    other = {"name": "mine", "start_time": 12, "end_time": 28}
    live = ready(tracks=[{"arrangement": [other]}])
    live.message("destination", 1)
    made(live, project)
    assert len(live.look()["tracks"][0]["arrangement"]) == 1
    assert "There is a clip at bar 1" in live.status
    live.change(song={"loop": 1, "loop_start": 28})
    live.message("insert")
    assert live.look()["tracks"][0]["arrangement"][1]["start_time"] == 28


def test_a_take_of_another_tempo_in_the_arrangement(ready: Open, project: Path) -> None:
    live = ready(tracks=[{"arrangement": [{"name": "mine", "start_time": 20, "end_time": 24}]}])
    made(live, project)
    live.message("destination", 1)
    live.change(song={"tempo": 180})
    live.message("insert")  # eight seconds are 24 beats now
    assert "There is a clip at bar 1" in live.status
    live.change(song={"current_song_time": 24})
    live.message("insert")
    clip = live.look()["tracks"][0]["arrangement"][1]
    assert (clip["start_time"], clip["loop_end"]) == (24, 16)
    assert live.status == "Placed at bar 7 of “Audio”. Live left end time at 48; it should be 40."


@pytest.mark.parametrize("guess", [0.5, 1, 2])
@pytest.mark.parametrize("warped", [0, 1])
def test_whatever_live_guesses_the_clip_keeps_the_tempo_of_the_set(
    ready: Open, project: Path, guess: float, warped: int
) -> None:
    live = ready(options={"guess": guess, "warped": warped})
    made(live, project)
    clip = live.look()["tracks"][0]["slots"][0]
    assert (clip["warping"], clip["looping"], clip["loop_end"]) == (1, 1, 16)
    assert "warp markers" not in live.status
    expected = [{"beat_time": 16, "sample_time": 8}] if guess != 1 else []
    assert clip["markers"][1:] == expected


@pytest.mark.parametrize(
    ("keeps", "said"),
    [
        ("looping", "Live left looping at 0; it should be 1."),
        ("loop_end", "Live left loop end at 8; it should be 16."),
        ("warp_markers", "set the clip's Seg. BPM to 120."),
    ],
)
def test_what_live_does_otherwise_is_said(ready: Open, project: Path, keeps: str, said: str) -> None:
    live = ready(options={"keeps": [keeps], "guess": 0.5})
    made(live, project)
    assert said in live.status


def test_live_makes_no_clip_and_says_nothing(ready: Open, project: Path) -> None:
    live = ready(options={"refuses": True})
    made(live, project)
    path = project / "MusicCM" / "warm-pads" / "warm-pads_s777.wav"
    assert live.status == f"Live made no clip on “Audio”; drag the file there: {path} Seed 777."


@pytest.mark.parametrize("version", [[12, 0, 4], [11, 3, 42]])
def test_an_older_live_gets_the_path_to_drag(open_set: Open, project: Path, version: list[int]) -> None:
    live = open_set(options={"version": version})
    live.message("bang")
    answer_ping(live)
    live.message("prompt", "text", "warm pads")
    live.message("folder", str(project))  # Live 11 does not say where a set is
    made(live, project)
    assert f"Live {'.'.join(map(str, version))} lets no device make audio clips (12.0.5 does)" in live.status
    assert str(project / "MusicCM" / "warm-pads" / "warm-pads_s777.wav") in live.status
    assert len(live.takes) == 1


@pytest.mark.parametrize(
    ("version", "can"),
    [("12, 0, 5", True), ("12, 1, 0", True), ("13, 0, 0", True), ("12, 0, 4", False), ("11, 9, 9", False)],
)
def test_the_live_that_makes_clips(open_set: Open, version: str, can: bool) -> None:
    assert open_set().evaluate(f"canCreateClips([{version}])") is can
