"""The device between takes: the connection and its port, what it says when something is missing, seeds, old takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.hosts.ableton.patch import FIRST_PORT
from tests.bridge.hosts.ableton.conftest import Open, answer_ping
from tests.bridge.hosts.ableton.live import Live, finish, job_of, made, needs_node

pytestmark = needs_node


def test_a_port_is_registered_and_the_server_asked_for(open_set: Open) -> None:
    live = open_set()
    live.message("bang")
    assert live.ports == [FIRST_PORT]
    (register, ping) = live.sent
    assert register == ("/musiccm/register", FIRST_PORT)
    assert ping[0] == "/musiccm/ping"
    answer_ping(live)
    assert live.status == "Ready. MusicCM 1.0, small."


def test_the_registration_is_renewed_before_it_lapses(ready: Open) -> None:
    live = ready()
    for _ in range(3):
        live.advance(25)
        assert ("/musiccm/register", FIRST_PORT) in live.sent
        answer_ping(live)
        live.sent.clear()
    assert live.ports == [FIRST_PORT]


def test_no_server_is_said_with_the_command_that_starts_it(open_set: Open, project: Path) -> None:
    live = open_set()
    live.message("bang")
    live.message("prompt", "text", "pads")
    live.advance(6)
    said = f'No server answers on 127.0.0.1:9720. In a terminal: musiccm serve --project "{project}"'
    assert live.status == said
    live.shown["status"] = ""
    live.message("generate")
    assert live.status == said
    assert not live.take_sent("/musiccm/generate")
    live.message("bang")
    answer_ping(live)
    assert live.status.startswith("Ready.")


def test_another_device_has_the_port(open_set: Open) -> None:
    live = open_set()
    live.message("bang")
    live.message("/musiccm/pong", "live-another", 1, "1.0", "small", "ready")
    live.advance(3.5)
    assert live.ports == [FIRST_PORT, FIRST_PORT + 1]
    assert ("/musiccm/register", FIRST_PORT + 1) in live.sent
    answer_ping(live)
    assert live.status.startswith("Ready.")
    live.advance(60)
    assert live.ports == [FIRST_PORT, FIRST_PORT + 1]


def test_sixteen_ports_are_tried_in_turn(open_set: Open) -> None:
    live = open_set()
    live.message("bang")
    live.advance(120)
    assert set(live.ports) == set(range(FIRST_PORT, FIRST_PORT + 16))


def test_a_request_that_is_never_acknowledged(ready: Open) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.advance(5.1)
    assert ("/musiccm/cancel", job) in live.sent
    assert live.status.startswith("No server answers")
    live.message("generate")
    assert job_of(live)[0] != job


def test_the_server_dies_at_work_and_comes_back(ready: Open, project: Path) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.message("/musiccm/progress", job, 0.25, "sampling", 3.2)
    live.advance(30)
    assert live.status.startswith("The server has gone quiet. Started again, it finishes what it had accepted.")
    assert live.ports == [FIRST_PORT]  # it was ours, and answers will come to it
    live.sent.clear()
    live.advance(2)
    answer_ping(live)
    assert ("/musiccm/status", job) in live.sent
    finish(live, job, project)
    assert live.look()["tracks"][0]["slots"][0]["loop_end"] == 16


def test_a_job_of_a_server_that_never_comes_back_can_be_given_up(ready: Open) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.message("/musiccm/ack", job, 0, 3.0)
    live.advance(30)
    live.message("cancel")
    assert live.status.startswith("Given up. No server answers")
    live.message("cancel")
    assert live.status == "Nothing is being made."


def test_progress_and_queue_are_shown(ready: Open) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.message("/musiccm/ack", job, 2, 9.0)
    assert live.status == "Waiting for 2 other jobs."
    live.message("/musiccm/progress", "someone-else", 0.9, "writing", 0.1)
    assert live.status == "Waiting for 2 other jobs."
    live.message("/musiccm/progress", job, 0.42, "sampling", 3.2)
    assert (live.shown["progress"], live.status) == (42, "sampling · 42 % · 4 s left")


def test_cancel_stops_the_job_and_nothing_lands(ready: Open) -> None:
    live = ready()
    live.message("cancel")
    assert live.status == "Nothing is being made."
    live.message("generate")
    job, _ = job_of(live)
    live.message("generate")
    assert live.status.startswith("Still making “warm pads”")
    live.message("cancel")
    assert live.take_sent("/musiccm/cancel") == [("/musiccm/cancel", job)]
    live.message("/musiccm/cancelled", job)
    assert (live.status, live.shown["progress"]) == ("Cancelled; nothing was written.", 0)
    assert live.takes == []
    live.message("generate")
    assert job_of(live)[0] != job


@pytest.mark.parametrize(
    ("code", "text"), [("bad_value", "meter 5/3 is not a meter; use 4/4"), ("out_of_memory", "the device is full")]
)
def test_errors_of_the_server_are_shown_as_they_are(ready: Open, code: str, text: str) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.message("/musiccm/error", job, code, text, "/musiccm/generate")
    assert live.status == text


def test_a_folder_that_the_server_does_not_allow(ready: Open, project: Path) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    live.message("/musiccm/error", job, "bad_path", "project is outside the allowed folders;", "/musiccm/generate")
    assert live.status == f'project is outside the allowed folders; Or: musiccm serve --project "{project}"'


def test_an_empty_prompt(ready: Open) -> None:
    live = ready()
    live.message("prompt", "text", "  ")
    live.message("generate")
    assert live.status.startswith("Type a prompt first")
    assert live.sent == []


def test_an_unsaved_set_needs_a_folder(ready: Open, tmp_path: Path) -> None:
    live = ready(song={"file_path": ""})
    live.message("generate")
    assert live.status == "The set is not saved, so it has no folder for takes. Save it, or choose a folder."
    assert live.sent == []
    live.message("folder", f"{tmp_path}/")
    assert live.shown["folder"] == str(tmp_path)
    live.message("generate")
    assert job_of(live)[1]["project"] == str(tmp_path)


def test_a_saved_set_has_its_own_folder(ready: Open, project: Path, tmp_path: Path) -> None:
    live = ready()
    live.message("folder", str(tmp_path))
    assert live.status == f"The set is saved, so takes go beside it: {project}"
    live.message("generate")
    assert job_of(live)[1]["project"] == str(project)


@pytest.mark.parametrize(
    ("path", "native"),
    [
        ("Macintosh HD:/Users/me/My Songs/", "/Volumes/Macintosh HD/Users/me/My Songs"),
        ("Samples:/2026/", "/Volumes/Samples/2026"),
        ("/Users/me/song", "/Users/me/song"),
        ("C:/Users/me/My Songs/", "C:/Users/me/My Songs"),
        ("D:\\Musik\\Stücke\\", "D:\\Musik\\Stücke"),
    ],
)
def test_folders_as_max_writes_them(open_set: Open, path: str, native: str) -> None:
    live = open_set(song={"file_path": ""})
    live.message("folder", path)
    assert live.shown["folder"] == native


def test_a_set_on_windows(open_set: Open) -> None:
    live = open_set(song={"file_path": "C:\\Musik\\My Song Project\\My Song.als"})
    live.message("bang")
    assert live.shown["folder"] == "C:\\Musik\\My Song Project"
    assert live.evaluate('joined(folderOf("C:\\\\Musik\\\\a.wav"), nameOf("D:\\\\x\\\\b.wav"))') == "C:\\Musik\\b.wav"


def test_a_locked_seed_is_sent_and_a_drawn_one_is_shown(ready: Open, project: Path) -> None:
    live = ready()
    live.message("lock", 0)
    assert "seed" not in made(live, project, seed=4242)
    assert live.shown["seed"] == 4242
    live.message("lock", 1)
    assert made(live, project, seed=4242)["seed"] == 4242
    live.message("seed", 99)
    live.message("generate")
    assert job_of(live)[1]["seed"] == 99


def three_takes(live: Live, project: Path) -> None:
    for seed in (1, 2, 3):
        made(live, project, seed=seed)


def test_a_take_is_placed_again_where_the_selection_is_now(ready: Open, project: Path) -> None:
    live = ready()
    live.message("insert")
    assert live.status == "No take yet: Generate makes one."
    three_takes(live, project)
    assert [row[-1] for row in live.takes] == ["3", "2", "1"]
    live.message("take", 2)
    assert live.shown["seed"] == 1
    live.change(options={"selected": [0, 3]}, song={"tempo": 90})
    live.message("insert")
    clip = live.look()["tracks"][0]["slots"][3]
    assert clip["file"].endswith("_s1.wav")
    assert (clip["warping"], clip["loop_end"], len(clip["markers"])) == (1, 16, 2)


def test_a_take_whose_files_are_gone(ready: Open, project: Path) -> None:
    live = ready()
    made(live, project)
    (project / "MusicCM" / "warm-pads" / "warm-pads_s777.wav").unlink()
    live.message("insert")
    assert live.status.startswith("Live made no clip on “Audio”")


def test_the_set_remembers_texts_seed_and_the_last_eight_takes(ready: Open, open_set: Open, project: Path) -> None:
    live = ready()
    live.message("chords", "text", "Am7 | F, C; $1")
    live.message("folder", str(project))
    for seed in range(10):
        made(live, project, seed=seed)
    assert not set(' ,;$"') & set(live.memory)
    again = open_set()
    again.message("memory", live.memory)
    assert again.takes == live.takes
    assert len(again.takes) == 8
    assert {box: again.shown[box] for box in ("prompt", "chords", "seed")} == {
        "prompt": "warm pads", "chords": "Am7 | F, C; $1", "seed": 9,
    }  # fmt: skip
    again.message("bang")
    again.message("insert")
    assert again.look()["tracks"][0]["slots"][0]["file"].endswith("_s9.wav")


@pytest.mark.parametrize("memory", ["0", "", "%7Bnothing", "%E0%A4%A"])
def test_a_new_device_remembers_nothing(open_set: Open, memory: str) -> None:
    live = open_set()
    live.message("memory", memory)
    assert live.takes == []


def test_answers_that_were_lost_lose_no_take(ready: Open, project: Path) -> None:
    live = ready()
    live.message("generate")
    job, _ = job_of(live)
    folder = project / "MusicCM" / "pads"
    live.message("/musiccm/done", job, str(folder / "manifest.json"), 1, 1.0, 120.0, 4, 7)
    assert live.status == f"Some answers were lost. The take is complete, in {folder}; drag it from there."


def test_a_deleted_device_stops_listening(ready: Open) -> None:
    live = ready()
    live.message("notifydeleted")
    assert live.sent == [("/musiccm/unregister", FIRST_PORT)]
    live.sent.clear()
    live.advance(100)
    assert live.sent == []
    assert live.look()["watching"] == 0


def test_an_edited_device_begins_anew(ready: Open) -> None:
    live = ready()
    watching = live.look()["watching"]
    live.message("bang")
    assert live.look()["watching"] == watching
    live.sent.clear()
    live.advance(2)
    assert live.take_sent("/musiccm/register") == [("/musiccm/register", FIRST_PORT)]  # one connection, not two
