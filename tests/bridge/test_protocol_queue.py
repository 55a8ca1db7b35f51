"""Jobs that wait, are cancelled, fail or find the server closing, over a real socket."""

import importlib.metadata
import os
import threading
from pathlib import Path

import pytest

from bridge.server.server import Server
from musiccm_daw.errors import CheckpointError
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PAIRS, PythonOscHost, generate

VERSION = importlib.metadata.version("musiccm-daw")


def test_status_and_queue_and_cancel(host: PythonOscHost, held: QuickEngine, server: Server) -> None:
    running, waiting, third = (generate(host) for _ in range(3))
    positions = {}
    while len(positions) < 3:
        address, arguments = host.next_message()
        if address == "/musiccm/ack":
            positions[arguments[0]] = arguments[1]
    assert positions == {running: 0, waiting: 1, third: 2}
    while not any(job.state == "running" for job in server.queue.in_order()):
        threading.Event().wait(0.01)
    drop_progress(host, server)

    host.ask("/musiccm/queue", "q")
    rows = [host.next_message() for _ in range(4)]
    assert [row[1][:5] for row in rows[:3]] == [
        ["q", 1, 3, running, "running"],
        ["q", 2, 3, waiting, "queued"],
        ["q", 3, 3, third, "queued"],
    ]
    assert rows[3] == ("/musiccm/queue/end", ["q", 3])

    host.ask("/musiccm/status", third)
    assert host.next_message()[1][0] == third
    host.ask("/musiccm/cancel", waiting)
    assert host.next_message() == ("/musiccm/cancelled", [waiting])
    host.ask("/musiccm/status", waiting)
    assert host.next_message() == ("/musiccm/cancelled", [waiting])
    host.ask("/musiccm/cancel", running)
    assert until_cancelled(host, {running}) == {running}
    host.ask("/musiccm/cancel", third)
    assert until_cancelled(host, {third}) == {third}


def test_cancel_all_means_this_clients_jobs(host: PythonOscHost, held: QuickEngine, server: Server) -> None:
    mine = {generate(host) for _ in range(3)}
    with PythonOscHost(server.socket.endpoint) as other:
        kept = generate(other)
        assert other.next_message()[0] == "/musiccm/ack"
        host.ask("/musiccm/cancel", "*")
        assert until_cancelled(host, {*mine, "*"}) == {*mine, "*"}
        held.gate.set()
        messages = other.until_the_end()
        assert (messages[-1][0], messages[-1][1][0]) == ("/musiccm/done", kept)


def test_whoever_cancels_another_clients_job_is_notified(
    host: PythonOscHost, held: QuickEngine, server: Server
) -> None:
    job = generate(host)
    with PythonOscHost(server.socket.endpoint) as other:
        assert host.next_message()[0] == "/musiccm/ack"
        other.ask("/musiccm/cancel", job)
        assert until_cancelled(other, {job}) == until_cancelled(host, {job}) == {job}


@pytest.mark.parametrize(
    ("prompt", "code"),
    [("exhaust", "out_of_memory"), ("starve", "out_of_memory"), ("overfill", "out_of_memory"), ("break", "internal")],
)
def test_a_job_that_fails_ends_alone(host: PythonOscHost, prompt: str, code: str) -> None:
    generate(host, f"{prompt} it")
    *_, (address, arguments) = host.until_the_end()
    assert (address, arguments[1], arguments[3]) == ("/musiccm/error", code, "/musiccm/generate")
    generate(host)
    assert host.until_the_end()[-1][0] == "/musiccm/done"


def test_a_failed_variation_does_not_hide_the_good_ones(host: PythonOscHost) -> None:
    generate(host, "stumble on", "variations", 4, "seed", 10)
    messages = host.until_the_end()
    assert [arguments[1:3] for address, arguments in messages if address == "/musiccm/file"] == [[1, 4], [3, 4]]
    assert (messages[-1][0], messages[-1][1][2]) == ("/musiccm/done", 2)


def test_a_full_queue_is_busy_and_forgets_what_it_refused(start: Start) -> None:
    engine = QuickEngine()
    server = start(engine, max_jobs=2)
    engine.gate.clear()
    with PythonOscHost(server.socket.endpoint) as host:
        for _ in range(2):
            generate(host)
        job = generate(host)
        while (message := host.next_message())[0] != "/musiccm/error":
            pass
        assert message[1][:2] == [job, "busy"]
        engine.gate.set()
        assert server.drained(20)
        host.ask("/musiccm/generate", job, "prompt", "warm pads", *PAIRS)
        while (message := host.next_message())[1][0] != job:
            pass
        assert message[0] == "/musiccm/ack"
        assert server.drained(20)


def test_a_closing_server_finishes_what_it_has_and_takes_no_more(start: Start) -> None:
    engine = QuickEngine()
    server = start(engine)
    engine.gate.clear()
    with PythonOscHost(server.socket.endpoint) as host:
        job = generate(host)
        while host.next_message()[0] != "/musiccm/ack":
            pass
        server.drain()
        late = generate(host)
        while (message := host.next_message())[0] != "/musiccm/error":
            pass
        assert message[1][:2] == [late, "busy"]
        host.ask("/musiccm/ping", "p")
        while (message := host.next_message())[0] != "/musiccm/pong":
            pass
        assert message[1][4] == "closing"
        engine.gate.set()
        *_, done = host.until_the_end()
        assert (done[0], done[1][0]) == ("/musiccm/done", job)


def test_a_server_that_cannot_be_announced_serves_those_who_know_its_port(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("")
    server = start(state_folder=tmp_path / "state")
    assert f"cannot write into the state folder {str(tmp_path / 'state')!r}: " in caplog.text
    with PythonOscHost(server.socket.endpoint) as host:
        assert host.silent()


def test_who_asks_while_the_model_cannot_be_loaded_gets_an_error(tmp_path: Path) -> None:
    server = new_server(tmp_path / "project")
    asked = threading.Event()

    def load() -> QuickEngine:
        assert asked.wait(20)
        raise CheckpointError("no model 'x'; give a checkpoint folder")

    def start_in_vain() -> None:
        with pytest.raises(CheckpointError):
            server.start(load)

    with PythonOscHost(server.socket.endpoint) as host:
        starting = threading.Thread(target=start_in_vain)
        starting.start()
        host.ask("/musiccm/ping", "p")
        assert host.next_message() == ("/musiccm/pong", ["p", 1, VERSION, "", "loading"])
        job = generate(host)
        assert host.next_message()[0] == "/musiccm/ack"
        asked.set()
        *_, (_, arguments) = host.until_the_end()
        assert arguments[:2] == [job, "model_missing"]
        starting.join()
    server.stop()


def drop_progress(host: PythonOscHost, server: Server) -> None:
    """Read what has been sent so far, up to the answer to a question."""
    host.ask("/musiccm/ping", f"marker-{os.getpid()}")
    while host.next_message()[0] != "/musiccm/pong":
        pass


def until_cancelled(host: PythonOscHost, jobs: set[str]) -> set[str]:
    """Read until these jobs are cancelled, each once, and return them."""
    cancelled: list[str] = []
    while set(cancelled) != jobs:
        address, arguments = host.next_message()
        if address == "/musiccm/cancelled":
            cancelled.append(arguments[0])
    assert len(cancelled) == len(set(cancelled))
    return set(cancelled)
