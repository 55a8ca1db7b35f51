"""What may stand in an action's way, and what becomes of it: messages, nothing lost, nothing left behind.

Where the server's part adds nothing, its answer is a recorded one.
"""

import json
import re
import shlex
from typing import Any

import numpy as np
import pytest
import soundfile as sf

from tests.bridge.reaper_studio import Outcome, Studio
from tests.bridge.windows_reader import as_programs_read, before_cmd

SELECTION = [4, 8]
PROMPT = ["pads", "", "", ""]
EDITS = ["new_variation_of_selected_item", "repaint_selected_bars", "continue_selected_item"]
ACTIONS = ["generate_into_selection", "stems_onto_new_tracks", "play_selected_MIDI_item", *EDITS]


def wav(studio: Studio, seconds: float = 4, name: str = "clip.wav") -> str:
    """Write a clip into the song's folder."""
    path = studio.song / name
    sf.write(path, np.zeros((round(seconds * 44100), 2)), 44100)
    return str(path)


def finished(*files: str, stems: tuple[str, ...] = ("",)) -> str:
    """What `musiccm send --json --wait` prints for a job that is done."""
    answers: list[dict[str, Any]] = [{"address": "/musiccm/ack", "id": "x", "queue_position": 0, "eta_seconds": 1.0}]
    for index, (path, stem) in enumerate(zip(files, stems, strict=True), start=1):
        answers.append({"address": "/musiccm/file", "id": "x", "index": index, "stem": stem, "path": path})
    done = {
        "manifest_path": "/m/manifest.json",
        "files": len(files),
        "seconds": 1.0,
        "bpm": 120.0,
        "bars": 2,
        "seed": 9,
    }
    return json.dumps({"answers": [*answers, {"address": "/musiccm/done", "id": "x", **done}]})


def clip(file: str, **described: Any) -> dict[str, Any]:
    """An item with a clip of two bars at 120 BPM, selected."""
    facts = {"prompt": "old words", "bpm": "120", "meter": "4/4", "bars": "2"}
    usual = {"values": {"D_POSITION": 4, "D_LENGTH": 4}, "file": file, "facts": facts, "selected": True}
    return {**usual, **described}


@pytest.mark.parametrize("script", ACTIONS)
def test_an_unsaved_project_is_a_message_and_nothing_is_sent(studio: Studio, script: str) -> None:
    outcome = studio.run(script, project_file="", selection=SELECTION)
    assert outcome["messages"] == [
        "This project is not saved yet. Save it first: MusicCM puts its takes beside the project file."
    ]
    assert (outcome["dialogs"], outcome["commands"]) == ([], [])


def test_scripts_without_the_path_of_musiccm_say_how_to_get_it(studio: Studio) -> None:
    (studio.scripts / "musiccm_path.lua").unlink()
    (message,) = studio.run("generate_into_selection", selection=SELECTION)["messages"]
    assert message.endswith("run this in a terminal:\n\n    musiccm bridge install reaper")


def test_a_musiccm_that_is_gone_is_named(studio: Studio) -> None:
    studio.program.unlink()
    (message,) = studio.run("generate_into_selection", selection=SELECTION)["messages"]
    assert str(studio.program) in message
    assert "musiccm bridge install reaper" in message


def test_scripts_that_reapack_installed_find_the_path_of_the_installer(studio: Studio) -> None:
    elsewhere = studio.scripts.parent / "MusicCM scripts" / "Generation"
    elsewhere.parent.mkdir()
    studio.scripts.rename(elsewhere)
    studio.scripts.mkdir()
    (elsewhere / "musiccm_path.lua").rename(studio.scripts / "musiccm_path.lua")
    studio.scripts = elsewhere
    studio.install_recorder(finished(wav(studio)))
    assert len(studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])["undo"]) == 1


def test_a_dialog_that_is_cancelled_sends_nothing(studio: Studio) -> None:
    outcome = studio.run("generate_into_selection", selection=SELECTION)
    assert (outcome["messages"], outcome["commands"], len(outcome["dialogs"])) == ([], [], 1)


def test_no_prompt_is_a_message(studio: Studio) -> None:
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[[" \t", "", "", ""]])
    assert outcome["messages"] == ["There is no prompt: say in a few words what it should sound like."]
    assert outcome["commands"] == []


def test_a_prompt_with_line_breaks_is_sent_in_one_line(studio: Studio) -> None:
    # Only the window of ReaImGui takes several lines.
    studio.install_recorder(finished(wav(studio)))
    typed = {"Prompt": 'warm\n"pads"\r\n$HOME `id`', "Key (empty: any)": "Dm"}
    outcome = studio.run("generate_into_selection", selection=SELECTION, window={"typed": typed, "pressed": "Make"})
    assert outcome["windows"][0] == "MusicCM: generate bars 3 to 4"
    request = studio.request()
    assert (request["prompt"], request["key"]) == ('warm "pads" $HOME `id`', "Dm")
    assert len(outcome["tracks"][0]["items"]) == 1


@pytest.mark.parametrize("way", [{"pressed": "Cancel"}, {"closed": 4}])
def test_a_window_that_is_left_sends_nothing(studio: Studio, way: dict[str, Any]) -> None:
    outcome = studio.run("generate_into_selection", selection=SELECTION, window={"typed": {}, **way})
    assert (outcome["commands"], outcome["messages"]) == ([], [])


def test_an_error_of_the_server_is_shown(studio: Studio) -> None:
    studio.install_recorder(
        '{"answers": [], "error": {"exit_code": 2, "text": "chords \'Km\' are not known (bad_value)"}}'
    )
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])
    assert outcome["messages"] == ["chords 'Km' are not known (bad_value)"]
    assert (outcome["undo"], outcome["tracks"][0]["items"], studio.left_over()) == ([], [], [])


def test_a_server_of_another_project_is_explained(studio: Studio) -> None:
    studio.install_recorder('{"answers": [], "error": {"exit_code": 2, "text": "project is outside (bad_path)"}}')
    (message,) = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])["messages"]
    line = message.splitlines()[-1]
    assert shlex.split(line) == [
        str(studio.program), "serve", "--project", str(studio.song), "--root", str(studio.song.parent),
    ]  # fmt: skip


def test_a_server_that_cannot_start_is_a_message_that_says_how(studio: Studio) -> None:
    missing = '{"answers": [], "error": {"exit_code": 3, "text": "no server answers"}}'
    studio.install(
        f"""[ "$1" = serve ] && {{ echo "musiccm: port 9720 is taken" >&2; exit 4; }}\necho '{missing}'\nexit 3\n"""
    )
    (message,) = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])["messages"]
    assert message.startswith("The server could not be started: musiccm: port 9720 is taken\n\nStart it in a terminal:")
    assert shlex.split(message.splitlines()[-1])[:2] == [str(studio.program), "serve"]
    assert list((studio.resources / "MusicCM").iterdir()) == []


def test_a_program_that_does_not_start_is_a_message(studio: Studio) -> None:
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT], cannot_start=True)
    assert outcome["messages"][0].startswith("REAPER could not start a program:")


def test_every_part_is_a_stem_where_none_is_named(studio: Studio) -> None:
    files = [wav(studio, name=f"{stem}.wav") for stem in ("drums", "keys", "mix")]
    studio.install_recorder(finished(*files, stems=("drums", "keys", "mix")))
    outcome = studio.run("stems_onto_new_tracks", selection=SELECTION, tracks=[], typed=[["soul", "", "", "", ""]])
    assert studio.request()["parts"] == "1"
    assert [track["name"] for track in outcome["tracks"]] == ["drums", "keys"]


def test_without_a_selected_track_there_is_a_new_one(studio: Studio) -> None:
    studio.install_recorder(finished(wav(studio)))
    outcome = studio.run("generate_into_selection", selection=SELECTION, tracks=[{"name": "Keys"}], typed=[PROMPT])
    assert [(track["name"], len(track["items"])) for track in outcome["tracks"]] == [("Keys", 0), ("pads", 1)]


def slow(studio: Studio, answer: str) -> None:
    """Let the job take a moment, in which something happens."""
    studio.install(f"sleep 0.5\ncat <<'END'\n{answer}\nEND\n")


def test_a_track_that_was_removed_meanwhile_is_replaced(studio: Studio) -> None:
    slow(studio, finished(wav(studio)))
    events = [{"frame": 4, "name": "remove_tracks"}]
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT], events=events)
    assert [(track["name"], len(track["items"])) for track in outcome["tracks"]] == [("pads", 1)]


def test_the_clip_goes_into_its_project_though_another_is_shown(studio: Studio) -> None:
    slow(studio, finished(wav(studio)))
    events = [{"frame": 4, "name": "other_tab"}]
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT], events=events)
    assert len(outcome["tracks"][0]["items"]) == 1
    assert not outcome["shown"]


def test_a_project_that_was_closed_meanwhile_is_a_message(studio: Studio) -> None:
    slow(studio, finished(wav(studio)))
    events = [{"frame": 4, "name": "close_project"}]
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT], events=events)
    assert outcome["messages"][0].startswith("The project was closed")
    assert outcome["undo"] == []


def test_an_item_that_was_removed_meanwhile_is_a_message(studio: Studio) -> None:
    file = wav(studio)
    slow(studio, finished(file))
    outcome = studio.run(
        "new_variation_of_selected_item", tracks=[{"name": "Keys", "items": [clip(file)]}], typed=[["", "0.5", ""]],
        events=[{"frame": 4, "name": "remove_tracks"}],
    )  # fmt: skip
    assert outcome["messages"] == [f"The item is gone. The new clip is\n{file}"]


def test_a_file_that_cannot_be_read_undoes_nothing_but_balances(studio: Studio) -> None:
    broken = studio.song / "broken.wav"
    broken.write_bytes(b"nothing")
    studio.install_recorder(finished(str(broken)))
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])
    assert outcome["messages"] == [f"REAPER cannot read\n{broken}"]


def test_the_window_shows_how_far_the_job_is(studio: Studio) -> None:
    flag = studio.folder / "asked"
    progress = {"address": "/musiccm/progress", "id": "x", "fraction": 0.374, "stage": "sampling", "eta_seconds": 2.5}
    studio.install(
        f"case \"$*\" in *' status '*) echo '{json.dumps({'answers': [progress]})}'; touch {flag};;\n"
        f"*) while [ ! -e {flag} ]; do sleep 0.05; done; sleep 0.5; echo {shlex.quote(finished(wav(studio)))};; esac\n"
    )
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT])
    assert "sampling  37 %" in outcome["drawn"]
    assert (len(outcome["undo"]), studio.left_over()) == (1, [])


@pytest.mark.parametrize("by", ["button", "escape", "close"])
def test_the_window_cancels(studio: Studio, by: str) -> None:
    flag = studio.folder / "cancelled"
    ended = {
        "answers": [{"address": "/musiccm/cancelled", "id": "x"}],
        "error": {"exit_code": 130, "text": "cancelled"},
    }
    studio.install(
        f'case "$*" in *" cancel "*) touch {flag};; *) while [ ! -e {flag} ]; do sleep 0.05; done;; esac\n'
        f"echo '{json.dumps(ended)}'\n"
    )
    outcome = studio.run("generate_into_selection", selection=SELECTION, typed=[PROMPT], cancel={"frame": 5, "by": by})
    assert (outcome["messages"], outcome["undo"], outcome["running"], studio.left_over()) == ([], [], "0", [])


def test_a_script_that_is_terminated_cancels_its_job(studio: Studio) -> None:
    studio.install("sleep 2\n")
    outcome = studio.run(
        "generate_into_selection", selection=SELECTION, typed=[PROMPT], events=[{"frame": 5, "name": "terminate"}]
    )
    assert len(outcome["commands"]) == 2
    assert outcome["running"] == "0"


def test_cancel_says_when_there_is_nothing_to_cancel(studio: Studio) -> None:
    assert studio.run("cancel")["messages"] == ["Nothing is being made."]


@pytest.mark.parametrize(
    ("script", "tracks", "message"),
    [
        ("new_variation_of_selected_item", [], "No item is selected. Select the item of a clip first."),
        ("play_selected_MIDI_item", [], "No item is selected. Select a MIDI item first."),
        (
            "continue_selected_item",
            [{"items": [{"quarters": 4, "notes": [], "selected": True}]}],
            "The selected item is a MIDI item. Select one with audio.",
        ),
    ],
)
def test_what_must_be_selected_is_said(studio: Studio, script: str, tracks: list[dict[str, Any]], message: str) -> None:
    outcome = studio.run(script, tracks=tracks, selection=SELECTION)
    assert (outcome["messages"], outcome["dialogs"]) == ([message], [])


def test_an_audio_item_has_no_notes_to_play(studio: Studio) -> None:
    outcome = studio.run("play_selected_MIDI_item", tracks=[{"items": [clip(wav(studio))]}])
    assert outcome["messages"] == ["The selected item is not a MIDI item. Select one with notes."]


def edited(studio: Studio, script: str, typed: list[str], item: dict[str, Any], **scenario: Any) -> Outcome:
    studio.install_recorder(finished(wav(studio, name="new.wav")))
    return studio.run(script, tracks=[{"name": "Keys", "items": [item]}], typed=[typed], **scenario)


def test_words_that_were_not_changed_are_left_to_the_clip(studio: Studio) -> None:
    outcome = edited(studio, EDITS[0], ["old words", "0.5", ""], clip(wav(studio)))
    assert outcome["dialogs"][0]["values"] == "old words\n0.5\n"
    assert "prompt" not in studio.request()
    assert outcome["tracks"][0]["items"][0]["takes"][1]["texts"]["P_EXT:musiccm_prompt"] == "old words"


def test_a_clip_of_another_maker_is_taken_for_what_it_plays_at(studio: Studio) -> None:
    item = clip(wav(studio), facts={}, take={"D_PLAYRATE": 1.25})
    edited(studio, EDITS[0], ["bells", "0.5", ""], item)
    request = studio.request()
    assert (request["bpm"], request["meter"], request["prompt"]) == ("96", "4/4", "bells")


def test_the_file_behind_a_section_is_edited(studio: Studio) -> None:
    file = wav(studio)
    edited(studio, EDITS[0], ["", "0.5", ""], clip(file, section=True))
    assert studio.request()["variation_of"] == file


def test_a_take_keeps_how_the_other_one_played(studio: Studio) -> None:
    item = clip(wav(studio), take={"D_STARTOFFS": 2, "D_PLAYRATE": 1.1, "D_VOL": 0.5})
    takes = edited(studio, EDITS[0], ["", "0.5", ""], item)["tracks"][0]["items"][0]["takes"]
    assert takes[0]["values"] == takes[1]["values"]


@pytest.mark.parametrize(
    ("selection", "item", "asked", "title"),
    [
        ([4, 6], {}, "1-1", "bar 1 of the clip"),
        ([4, 8], {}, "1-2", "bars 1 to 2 of the clip"),
        ([0, 6], {}, "1-1", "bar 1 of the clip"),
        ([6.4, 8], {}, "2-2", "bar 2 (rounded to whole bars) of the clip"),
        ([6.4, 6.5], {}, "2-2", "bar 2 (rounded to whole bars) of the clip"),
        # Cut at the front by a bar, so that it begins with the second.
        ([4, 6], {"values": {"D_POSITION": 4, "D_LENGTH": 2}, "take": {"D_STARTOFFS": 2}}, "2-2", "bar 2 of the clip"),
        # Played at 60 BPM: a bar of the clip takes 4 s.
        (
            [8, 12],
            {"values": {"D_POSITION": 4, "D_LENGTH": 8}, "take": {"D_PLAYRATE": 0.5}},
            "2-2",
            "bar 2 of the clip",
        ),
        (None, {}, "2-2", "bar 2 of the clip"),
    ],
)
def test_selected_bars_are_bars_of_the_clip(
    studio: Studio, selection: list[float] | None, item: dict[str, Any], asked: str, title: str
) -> None:
    outcome = edited(studio, EDITS[1], ["", "", ""], clip(wav(studio), **item), selection=selection, cursor=6.5)
    assert outcome["messages"] == []
    assert outcome["dialogs"][0]["title"] == f"MusicCM: repaint {title}"
    assert studio.request()["range"] == asked


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ([0, 4], "The selected item does not play in the selected bars. Select some in which it does."),
        ([6, 10], "The selection reaches over the end of the clip's 2 bars. Select bars within one pass."),
    ],
)
def test_bars_that_cannot_be_repainted_are_refused(studio: Studio, selection: list[float], message: str) -> None:
    item = clip(wav(studio), values={"D_POSITION": 4, "D_LENGTH": 12})
    outcome = studio.run(EDITS[1], tracks=[{"items": [item]}], selection=selection)
    assert (outcome["messages"], outcome["dialogs"]) == ([message], [])


def test_on_windows_the_request_reaches_musiccm_as_it_was_typed(studio: Studio) -> None:
    program = r"C:\Program Files\MusicCM & more\musiccm.exe"
    (studio.scripts / "musiccm_path.lua").write_text(f"return {json.dumps(program)}\n")
    prompt = 'it\'s "50 %" ümläut %PATH% \\'
    outcome = studio.run(
        "generate_into_selection",
        os="Win64",
        project_file="C:\\Sóngs\\One & two\\song.rpp",
        exists={program: True},
        selection=SELECTION,
        typed=[[prompt, "", "", ""]],
        events=[{"frame": 3, "name": "terminate"}],
    )
    lines = [line.split(' >"')[0].removeprefix('cmd.exe /D /S /C "set PYTHONUTF8=1&') for line in outcome["commands"]]
    sent, cancelled = (list(as_programs_read(before_cmd(line))) for line in lines)
    assert sent[:4] == [program, "send", "--json", "--wait"]
    assert dict(zip(sent[sent.index("generate") + 1 :: 2], sent[sent.index("generate") + 2 :: 2], strict=True)) == {
        "prompt": prompt, "bpm": "120", "bars": "2", "meter": "4/4", "project": "C:\\Sóngs\\One & two",
    }  # fmt: skip
    assert cancelled[1:4] == ["send", "--json", "--"]
    (redirected,) = re.findall(r' >"([^"]+)" 2>', outcome["commands"][0])
    # A slash would begin an option of `move`.
    assert redirected.removeprefix(str(studio.resources)).startswith("\\MusicCM\\")


@pytest.mark.parametrize(
    ("folder", "root"),
    [
        (r"C:\Songs\One", r"C:\Songs"), (r"C:\One", None), (r"\\nas\songs\One", r"\\nas\songs"), (r"\\nas\songs", None),
        ("/home/anna/One", "/home/anna"), ("/One", None),
    ],
)  # fmt: skip
def test_songs_beside_the_project_may_use_the_same_server(lua: Any, folder: str, root: str | None) -> None:
    assert lua(f'io.write(tostring(require "musiccm.host".parent([[{folder}]])))') == (root or "nil")
