"""A server that is killed and started again finishes what it had accepted: real processes, real SIGKILL."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.osc.client import Client
from bridge.osc.messages import Ack, Done, Generate
from bridge.server.history import History, read_history
from bridge.server.jobs import State
from bridge.server.recovery import recover
from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import ProjectError, RequestError
from musiccm_daw.making import make_take
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.writers import read_clip, read_manifest
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost
from tests.bridge.server.stored_jobs import accepted, ended

ROOT = Path(__file__).parent.parent.parent.parent
JOBS = 20
PATIENCE_SECONDS = 60
STEMS = {"stem.drums": 1, "stem.bass": 1}

Launch = Callable[[float], tuple["subprocess.Popen[str]", int]]


@pytest.fixture
def launch(project: Path) -> Iterator[Launch]:
    """Yield a function that starts a server process with so many seconds to a job, and returns it with its port."""
    with ExitStack() as stack:

        def begin(seconds: float) -> tuple["subprocess.Popen[str]", int]:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.bridge.quick_server", str(project), str(seconds)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            assert process.stdout is not None
            stack.callback(process.stdout.close)
            return process, int(process.stdout.readline())

        yield begin


def test_killed_amid_twenty_jobs_all_twenty_end(launch: Launch, project: Path) -> None:
    process, port = launch(0.05)
    jobs = [f"job-{number}" for number in range(JOBS)]
    acked = set()
    with Client(("127.0.0.1", port)) as client:
        for job in jobs:
            client.send(Generate(job, {"prompt": "warm pads", **TINY, **STEMS}))
        done = 0
        until = time.monotonic() + PATIENCE_SECONDS
        while (len(acked) < JOBS or done < 5) and time.monotonic() < until:
            message = client.receive(1.0)
            acked |= {message.id} if isinstance(message, Ack) else set()
            done += isinstance(message, Done)
    process.kill()
    process.wait()
    assert acked == set(jobs)
    states = [record.state for record in read_history(project)]
    assert 5 <= states.count(State.DONE) < JOBS
    assert_only_whole_files(project)

    _, port = launch(0.0)
    with Client(("127.0.0.1", port)) as client:
        ends = [ended(client, job) for job in jobs]
    assert {type(end) for end in ends} == {Done}
    manifests = [end.manifest_path for end in ends if isinstance(end, Done)]
    assert len(set(manifests)) == JOBS
    assert_only_whole_files(project)
    # Nothing was rendered twice, and no file of the first life lies about.
    takes = {path for path in (project / "MusicCM").iterdir() if path.is_dir() and any(path.iterdir())}
    assert takes == {Path(manifest).parent for manifest in manifests}
    assert {path.suffix for take in takes for path in take.iterdir()} == {".wav", ".mid", ".json", ".RPP"}
    with sqlite3.connect(project / "MusicCM" / "history.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


def test_killed_amid_a_streamed_job_its_first_bars_still_come_first(launch: Launch, project: Path) -> None:
    process, port = launch(30.0)
    with PythonOscHost(("127.0.0.1", port)) as host:
        eight_bars = ["bpm", 240, "bars", 8, "sample_rate", 22050]
        host.ask("/musiccm/generate", "a", "prompt", "warm pads", "stream", 1, *eight_bars)
        assert host.next_message()[0] == "/musiccm/ack"
        process.kill()
        process.wait()
        launch(0.0)
        files = [arguments[1] for address, arguments in host.until_the_end() if address == "/musiccm/file"]
    assert files == [0, 1]


def test_killed_with_an_edit_in_the_queue_its_take_is_that_of_an_undisturbed_engine(
    launch: Launch, start: Start, project: Path, tiny_checkpoint: Path, tmp_path: Path
) -> None:
    clip = project / "clip.wav"
    soundfile.write(clip, np.random.default_rng(0).uniform(-0.3, 0.3, (44_100, 2)), 44_100, subtype="PCM_24")
    options = {"bpm": 240, "meter": "2/4", "seed": 5, "steps": 1}
    process, port = launch(30.0)
    with PythonOscHost(("127.0.0.1", port)) as host:
        pairs = [part for pair in options.items() for part in pair]
        host.ask("/musiccm/generate", "a", "prompt", "bells", "repaint", "clip.wav", "range", "2", *pairs)
        assert host.next_message()[0] == "/musiccm/ack"
    process.kill()
    process.wait()
    (record,) = read_history(project)
    expected = resolve_edit(read_clip(clip), AskedEdit(EditKind.REPAINT, bars="2"), "bells", options)
    assert record.request == expected

    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    server = start(engine, project=project)
    with Client(server.socket.endpoint) as client:
        end = ended(client, "a")
    assert isinstance(end, Done)
    (written,) = Path(end.manifest_path).parent.glob("*.wav")
    assert written.read_bytes() == make_take(expected, tmp_path / "alone", engine).files[0].path.read_bytes()


def assert_only_whole_files(project: Path) -> None:
    """Assert that every file under a final name is whole."""
    for wave in project.rglob("*.wav"):
        audio, _ = soundfile.read(wave)
        assert len(audio) == soundfile.info(wave).frames == 1103
    for document in project.rglob("manifest.json"):
        manifest = read_manifest(document)
        assert all((document.parent / file.path).is_file() for file in manifest.files)


def test_half_a_take_is_taken_away_and_what_others_put_there_stays(project: Path) -> None:
    history = accepted(project, "a")
    take = project / "MusicCM" / "pads_300bpm_Amin_1bars_s5"
    take.mkdir()
    history.writes_into("a", take)
    for name in ("pads_300bpm_Amin_1bars_s5.wav", "tempo.mid.part", "notes.txt"):
        (take / name).write_bytes(b"x")
    waiting, finished = recover(history)
    assert ([job.id for job in waiting], finished) == (["a"], [])
    assert [path.name for path in take.iterdir()] == ["notes.txt"]
    (take / "notes.txt").unlink()
    recover(history)
    assert not take.exists()
    history.close()


def test_a_file_that_cannot_be_removed_does_not_keep_the_server_from_starting(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = accepted(project, "a")
    take = project / "MusicCM" / "pads_300bpm_Amin_1bars_s5"
    take.mkdir()
    history.writes_into("a", take)
    for name in ("pads_300bpm_Amin_1bars_s5.wav", "tempo.mid"):
        (take / name).write_bytes(b"x")
    remove = Path.unlink

    def unless_a_daw_has_it_open(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".wav":
            raise PermissionError(13, "The process cannot access the file because it is being used", str(path))
        remove(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unless_a_daw_has_it_open)
    waiting, _ = recover(history)
    assert [job.id for job in waiting] == ["a"]
    assert [path.name for path in take.iterdir()] == ["pads_300bpm_Amin_1bars_s5.wav"]
    history.close()


def test_a_take_that_was_whole_is_not_made_again(project: Path) -> None:
    server = new_server(project)
    server.start(QuickEngine)
    with Client(server.socket.endpoint) as client:
        done = client.make({"prompt": "pads", **TINY}, "a")
    server.stop()
    # As if it had been killed between manifest and history.
    with sqlite3.connect(project / "MusicCM" / "history.sqlite") as database:
        database.execute("UPDATE jobs SET state = 'running', manifest = NULL, ended = NULL")
    database.close()
    history = History(project)
    waiting, ((record, message),) = recover(history)
    assert waiting == []
    assert record.id == "a"
    assert isinstance(message, Done)
    assert (message.manifest_path, message.files, message.seed) == (done.manifest_path, 1, done.seed)
    found = history.find("a")
    assert found is not None
    assert (found.state, str(found.manifest)) == (State.DONE, done.manifest_path)
    history.close()


def test_stopped_at_once_the_running_job_waits_for_the_next_start(start: Start, project: Path) -> None:
    engine = QuickEngine()
    server = new_server(project)
    server.start(lambda: engine)
    engine.gate.clear()
    with Client(server.socket.endpoint) as client:
        for job in ("a", "b"):
            client.send(Generate(job, {"prompt": "pads", **TINY}))
        assert engine.entered.acquire(timeout=10)
        while len(read_history(project)) < 2:
            time.sleep(0.01)
    assert server.stop()
    assert [record.state for record in read_history(project)] == [State.QUEUED, State.RUNNING]
    assert list(project.rglob("*.wav")) == []
    again = start(project=project)
    assert again.drained(PATIENCE_SECONDS)
    assert [record.state for record in read_history(project)] == [State.DONE, State.DONE]
    with Client(again.socket.endpoint) as client:
        assert isinstance(client.make({"prompt": "pads", **TINY}, "a"), Done)
        with pytest.raises(RequestError, match="another request"):
            client.make({"prompt": "pads"}, "a")
    assert len(list(project.rglob("manifest.json"))) == 2


def test_one_server_to_a_project(start: Start, project: Path) -> None:
    first = start(project=project)
    with pytest.raises(ProjectError, match="another musiccm serve"):
        new_server(project)
    first.stop()
    new_server(project).stop()


def test_a_taken_port_is_named_in_one_line(start: Start, tmp_path: Path) -> None:
    port = start().socket.endpoint[1]
    with pytest.raises(RequestError, match=f"port {port} on 127.0.0.1 is taken"):
        new_server(tmp_path / "other", port=port)
