"""The history of a project: damaged, of other versions, and read by others; jobs that come back from it, or cannot."""

import json
import os
import re
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bridge.osc.client import Client
from bridge.osc.messages import Ack, Done, Error
from bridge.server.history import History, find_job, read_history
from bridge.server.jobs import State
from bridge.server.recovery import recover
from bridge.server.server import Server
from musiccm_daw.cli.again import find_original
from musiccm_daw.cli.app import run
from musiccm_daw.errors import MusicCMError, ProjectError, RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
from musiccm_daw.request.sections import Section
from musiccm_daw.request.stems import AskedStem
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.plan import planned_wavs
from musiccm_daw.writers.project_folder import new_take_folder
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.server.stored_jobs import CLIENT, REQUEST, accepted, ended
from tests.musiccm_daw.engine.clips import continuation, noise_clip, repaint, variation


def test_a_damaged_history_is_reported_in_one_line_and_left_alone(project: Path) -> None:
    file = project / "MusicCM" / "history.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(ProjectError, match="move it away") as refusal:
        new_server(project)
    assert file.read_bytes() == b"no database at all" * 100
    # The project is free at once, also while somebody still holds the error and, by its frames, the server.
    file.unlink()
    new_server(project).stop()
    assert refusal.tb is not None


def test_a_history_of_a_later_version_is_refused(project: Path) -> None:
    accepted(project).close()
    with sqlite3.connect(project / "MusicCM" / "history.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ProjectError, match="version 99"):
        History(project)


def test_a_history_of_the_first_version_still_opens(project: Path) -> None:
    accepted(project, "old").close()
    # The same job, in the table as it was, with stems as they were.
    with sqlite3.connect(project / "MusicCM" / "history.sqlite") as database:
        (document,) = map(json.loads, database.execute("SELECT request FROM jobs").fetchone())
        document["stems"] = [{"role": None, "prompt": "pads"}]
        assert "sections" not in document
        assert "edit" not in document
        database.execute("UPDATE jobs SET request = ?", [json.dumps(document)])
        database.execute("ALTER TABLE jobs DROP COLUMN stream")
        database.execute("ALTER TABLE jobs DROP COLUMN asked")
        database.execute("PRAGMA user_version = 1")
    database.close()
    history = History(project)
    history.accept("new", CLIENT, project, REQUEST, Ack("new", 0, 0.0), asked=None, stream=True)
    waiting, _ = recover(history)
    assert [(job.id, job.request, job.stream) for job in waiting] == [("old", REQUEST, False), ("new", REQUEST, True)]
    history.close()
    assert [(record.id, record.stream) for record in read_history(project)] == [("new", True), ("old", False)]


def test_sections_stems_and_an_edit_come_back_as_they_were_accepted(project: Path) -> None:
    song = GenerationRequest.resolve(
        "soul",
        seed=1,
        stems=["bass", AskedStem("keys", "rhodes", name="Left keys", gain_db=-3, pan=-0.5)],
        sections=[
            Section(2, "quiet", ChordProgression.parse("Am | F"), energy=0.2, name="verse", stems=("bass",)),
            Section(1, name="break"),
        ],
    )
    source = noise_clip()
    edits = [repaint(source, "2-3", seed=1), continuation(source, 2, seed=1), variation(source, 0.4, seed=1)]
    requests = {"song": song, **{str(request.edit and request.edit.kind): request for request in edits}}
    assert len(requests) == 4
    history = History(project)
    for job, request in requests.items():
        history.accept(job, CLIENT, project, request, Ack(job, 0, 0.0), asked=None, stream=False)
    waiting, _ = recover(history)
    history.close()
    assert {job.id: job.request for job in waiting} == requests
    assert {record.id: record.request for record in read_history(project)} == requests


def test_killed_in_any_edit_a_server_starts_again_and_takes_half_of_it_away(project: Path) -> None:
    source = noise_clip(bars=8, bpm=Fraction(60))
    midi = GivenMidi(str(project / "gone.mid"), "ab" * 32)
    edits = [repaint(source, "2-3", seed=1), continuation(source, 8, seed=1), variation(source, 0.4, seed=1)]
    with closing(History(project)) as history:
        for edit in edits:
            request = replace(edit, midi=(midi,), score=ScoreSource.GIVEN, density=0.8)
            assert request.edit is not None
            name = str(request.edit.kind)
            history.accept(name, CLIENT, project, request, Ack(name, 0, 0.0), asked=None, stream=True)
            wavs = planned_wavs(request)
            take = new_take_folder(project, take_name(request, wavs))
            (take / wav_names(request, wavs, take.name)[0]).touch()
            history.writes_into(name, take)
        waiting, finished = recover(history)
    assert [job.id for job in waiting] == [str(edit.edit and edit.edit.kind) for edit in edits]
    assert finished == []
    assert [path.name for path in (project / "MusicCM").iterdir() if path.is_dir()] == []


def test_a_job_that_this_version_refuses_ends_and_hides_no_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted(project, "a", "b", "c", "d").close()
    with closing(sqlite3.connect(project / "MusicCM" / "history.sqlite")) as database, database:
        (stored,) = database.execute("SELECT request FROM jobs WHERE id = 'a'").fetchone()
        database.execute("UPDATE jobs SET request = ? WHERE id = 'a'", [json.dumps(json.loads(stored) | {"bars": 999})])
        database.execute("UPDATE jobs SET request = '[half' WHERE id = 'c'")
        database.execute("UPDATE jobs SET answer = x'2f00' WHERE id = 'b'")
        database.execute("UPDATE jobs SET request = '{}', state = 'done' WHERE id = 'd'")
    server = new_server(project)
    server.start(QuickEngine)
    with Client(server.socket.endpoint) as client:
        assert isinstance(ended(client, "b"), Done)
        for job, words in (("a", "'999'|999"), ("c", "cannot be read")):
            end = ended(client, job)
            assert isinstance(end, Error)
            assert end.code == "bad_value"
            assert re.search(words, end.text)
            assert "send it anew" in end.text
    server.stop()
    assert [(record.id, record.state) for record in read_history(project)] == [
        ("d", State.DONE), ("c", State.ERROR), ("b", State.DONE), ("a", State.ERROR),
    ]  # fmt: skip
    assert run(["history", "--project", str(project)]) == 0
    assert run(["history", "--project", str(project), "--json"]) == 0
    shown = capsys.readouterr().out
    assert "the request of job 'c' cannot be read" in shown
    assert run(["again", "c", "--project", str(project)]) == 2
    assert capsys.readouterr().err.startswith("musiccm: the request of job 'c' cannot be read")


def test_a_job_whose_files_have_names_of_no_letters_is_kept(project: Path) -> None:
    source = noise_clip()
    odd = os.fsdecode(b"/clips/S\xf6ng.wav")
    edit = repaint(source, "2-3", seed=1)
    assert edit.edit is not None
    request = replace(edit, edit=replace(edit.edit, source=odd))
    with closing(History(project)) as history:
        history.accept("a", CLIENT, project, request, Ack("a", 0, 0.0), asked=None, stream=False)
        (job,), _ = recover(history)
    assert job.request == request
    assert [record.id for record in read_history(project, words="house")] == ["a"]


def test_what_cannot_be_accepted_is_not_made_either(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates not allowed")

    with Client(server.socket.endpoint) as client:
        monkeypatch.setattr(server.history, "accept", refused)
        with pytest.raises(MusicCMError, match="internal"):
            client.make({"prompt": "pads", **TINY}, "odd")
        assert server.queue.find("odd") is None
        monkeypatch.undo()
        assert isinstance(client.make({"prompt": "pads", **TINY}, "odd"), Done)


def test_an_end_that_cannot_be_stored_is_sent_all_the_same(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates not allowed")

    monkeypatch.setattr(server.history, "end", refused)
    with Client(server.socket.endpoint) as client:
        assert isinstance(client.make({"prompt": "pads", **TINY}, "unstored"), Done)


def test_what_is_made_for_another_project_is_listed_by_its_server_and_made_again_there(
    start: Start, project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    server = start(project=project, roots=[other])
    with Client(server.socket.endpoint) as client:
        done = client.make({"prompt": "pads", "project": str(other), **TINY}, "a")
    (record,) = read_history(project)
    assert (record.id, record.project, str(record.manifest)) == ("a", other, done.manifest_path)
    assert Path(done.manifest_path).is_relative_to(other)
    original = find_original("a", project)
    assert (original.request, original.project) == (record.request, other)
    with pytest.raises(RequestError, match="keeps it in its --project"):
        read_history(other)


def test_history_finds_words_of_any_letters_and_of_any_stem_or_section(project: Path) -> None:
    song = GenerationRequest.resolve(
        "ÉTUDE 🎵", seed=1, stems=["bass=Größe", "keys"], sections=[Section(2, "quiet", name="Strophe")]
    )
    with closing(History(project)) as history:
        history.accept("Lied", CLIENT, project, song, Ack("Lied", 0, 0.0), asked=None, stream=False)
        for words in ("étude", "🎵", "GRÖSSE", "Quiet", "strophe", "KEYS", "lied"):
            assert [record.id for record in read_history(project, words=words)] == ["Lied"], words


def test_a_history_is_read_where_nothing_can_be_written(small_drive: Path) -> None:
    accepted(small_drive, "a").close()
    before = sorted(small_drive.rglob("*"))
    remount = ["mount", "-o", "remount,ro", str(small_drive)]
    subprocess.run(remount, check=True)
    assert [record.id for record in read_history(small_drive)] == ["a"]
    assert sorted(small_drive.rglob("*")) == before


def test_a_history_of_an_earlier_version_is_read_as_it_is(project: Path) -> None:
    accepted(project, "old").close()
    file = project / "MusicCM" / "history.sqlite"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("ALTER TABLE jobs DROP COLUMN asked")
        database.execute("PRAGMA user_version = 2")
    content = file.read_bytes()
    assert [(record.id, record.asked) for record in read_history(project)] == [("old", None)]
    assert file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_history_is_filtered(project: Path) -> None:
    history = accepted(project, "a", "b", "c")
    history.end("b", State.ERROR, Ack("b", 0, 0.0), problem="internal: x")
    history.close()
    assert [record.id for record in read_history(project)] == ["c", "b", "a"]
    assert [record.id for record in read_history(project, limit=1)] == ["c"]
    assert [record.id for record in read_history(project, state=State.ERROR)] == ["b"]
    assert [record.id for record in read_history(project, words="PADS")] == ["c", "b", "a"]
    assert read_history(project, words="trumpet") == []
    # Not the names of a request's facts, of which every job has all.
    for word in ("prompt", "seed", "style", "chords"):
        assert read_history(project, words=word) == []
    found = find_job(project, "b")
    assert found is not None
    assert (found.request, found.problem, found.client) == (REQUEST, "internal: x", CLIENT)
    assert find_job(project / "nowhere", "b") is None
    with pytest.raises(RequestError, match="no history"):
        read_history(project / "nowhere")
