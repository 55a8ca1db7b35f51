"""Every row of the table and every error code, over a real socket, from python-osc."""

import importlib.metadata
import json
import os
import struct
import threading
from pathlib import Path

import pytest
import soundfile
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc.addresses import ERROR_CODES, REQUESTS
from bridge.osc.client import new_id
from bridge.osc.packet import BUNDLE, write_datagram
from bridge.server.server import Server
from musiccm_daw.errors import CheckpointError
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

VERSION = importlib.metadata.version("musiccm-daw")
PAIRS = [part for pair in TINY.items() for part in pair]


def generate(host: PythonOscHost, prompt: str = "warm pads", *pairs: object) -> str:
    job = new_id()
    host.ask("/musiccm/generate", job, "prompt", prompt, *PAIRS, *pairs)
    return job


def error_of(host: PythonOscHost, address: str, *arguments: object) -> str:
    """Return the code of the one error that a request gets."""
    host.ask(address, *arguments)
    got, (_, code, text, named) = host.next_message()
    assert (got, named) == ("/musiccm/error", address)
    assert text.isprintable()
    assert host.silent()
    return str(code)


def test_ping(host: PythonOscHost) -> None:
    host.ask("/musiccm/ping", "p")
    assert host.next_message() == ("/musiccm/pong", ["p", 1, VERSION, "stand-in", "ready"])
    host.ask("/musiccm/ping")
    assert host.next_message()[1][0] == ""


def test_generate_from_ack_to_done(host: PythonOscHost, server: Server) -> None:
    job = generate(host, "warm pads", "seed", 7, "key", "A minor", "name", "dub")
    messages = host.until_the_end()
    addresses = [address for address, _ in messages if address != "/musiccm/progress"]
    assert addresses == ["/musiccm/ack", "/musiccm/file", "/musiccm/done"]
    assert {arguments[0] for _, arguments in messages} == {job}
    assert messages[0][1][1] == 0
    (file,) = [arguments for address, arguments in messages if address == "/musiccm/file"]
    _, index, total, stem, path, frames, sample_rate = file
    assert (index, total, stem, sample_rate) == (1, 1, "", 22050)
    assert soundfile.info(path).frames == frames == 1103
    assert Path(path).is_relative_to(server.roots.project / "MusicCM")
    _, manifest, files, seconds, bpm, bars, seed = messages[-1][1]
    assert (files, bpm, bars, seed) == (1, 300.0, 1, 7)
    assert seconds > 0
    assert json.loads(Path(manifest).read_text())["request"]["key"] == "A minor"
    assert host.silent()


def test_numbers_in_every_type(host: PythonOscHost) -> None:
    """Max and Pure Data send 4.0 for 4, and 97.3 in 32 bits."""
    job = new_id()
    host.ask(
        "/musiccm/generate", job, "prompt", "warm pads", "bpm", 97.3, "bars", 1.0, "meter", "1/16", "seed", "5",
        "steps", 2, "loop", 0.0, "variations", "1",
    )  # fmt: skip
    *_, (address, arguments) = host.until_the_end()
    assert address == "/musiccm/done"
    request = json.loads(Path(arguments[1]).read_text())["request"]
    assert (request["bpm"], request["bars"], request["seed"], request["loop"]) == ("97.3", 1, 5, False)


def test_stems_and_variations_are_reported_one_by_one(host: PythonOscHost) -> None:
    generate(host, "soul", "stem.drums", "brushed kit", "stem.bass", "", "stem.keys", 1, "variations", 2, "seed", 3)
    messages = host.until_the_end()
    files = [arguments for address, arguments in messages if address == "/musiccm/file"]
    assert [(file[1], file[2], file[3]) for file in files] == [
        (index, 8, stem) for index, stem in enumerate(["drums", "bass", "keys", "mix"] * 2, start=1)
    ]
    assert all(Path(file[4]).is_file() for file in files)
    manifest = json.loads(Path(messages[-1][1][1]).read_text())
    assert [(file["stem"], file["variation"], file["seed"]) for file in manifest["files"]] == [
        (stem, variation, 2 + variation) for variation in (1, 2) for stem in ("drums", "bass", "keys", "mix")
    ]
    assert manifest["request"]["variations"] == 2
    assert manifest["request"]["stems"][0]["prompt"].startswith("brushed kit")


def test_a_repeated_id_answers_with_the_last_message(host: PythonOscHost, engine: QuickEngine) -> None:
    job = generate(host)
    *_, done = host.until_the_end()
    made = len(engine.requests)
    host.ask("/musiccm/set", "bars", 2)
    host.next_message()
    host.ask("/musiccm/generate", job, "PROMPT", "warm pads", *PAIRS)
    assert host.next_message() == done
    assert host.silent()
    assert len(engine.requests) == made


def test_an_id_of_another_request_is_refused_while_it_runs_afterwards_and_after_a_restart(
    host: PythonOscHost, held: QuickEngine, server: Server
) -> None:
    job = generate(host)
    while host.next_message()[0] != "/musiccm/ack":
        pass
    other = ("/musiccm/generate", job, "prompt", "something else", *PAIRS)
    with PythonOscHost(server.socket.endpoint) as stranger:
        assert error_of(stranger, *other) == "bad_value"
        held.gate.set()
        assert host.until_the_end()[-1][0] == "/musiccm/done"
        assert error_of(stranger, *other) == "bad_value"
        assert error_of(stranger, "/musiccm/render", job, "no-preset") == "bad_value"
    assert server.history.find(job) is not None


def test_ids_that_are_whole_numbers_in_a_float(host: PythonOscHost) -> None:
    host.ask("/musiccm/generate", 42.0, "prompt", "warm pads", *PAIRS)
    messages = host.until_the_end()
    assert {arguments[0] for _, arguments in messages} == {"42"}
    host.ask("/musiccm/status", 42)
    assert host.next_message() == messages[-1]
    host.ask("/musiccm/ping", 7.0)
    assert host.next_message()[1][0] == "7"


def test_keys_in_any_case_and_with_blanks(host: PythonOscHost) -> None:
    host.ask("/musiccm/generate", "folded", " Prompt ", "warm pads", "BPM", 300, "Bars", 1, "METER", "1/16",
             "Sample Rate", 22050, "Stem.Vocal Pad", 1, "SubType", "FLOAT", "Guidance", "2,5")  # fmt: skip
    *_, (address, arguments) = host.until_the_end()
    assert address == "/musiccm/done"
    request = json.loads(Path(arguments[1]).read_text())["request"]
    assert (request["bpm"], request["subtype"], request["guidance"]) == ("300", "FLOAT", 2.5)
    assert [stem["role"] for stem in request["stems"]] == ["vocal-pad"]
    host.ask("/musiccm/get", " BPM")
    assert host.next_message() == ("/musiccm/value", ["bpm", 120.0])


def test_a_seed_that_a_float_cannot_hold_is_refused_with_the_reason(host: PythonOscHost) -> None:
    builder = OscMessageBuilder("/musiccm/generate")
    for tag, value in (("s", "rounded"), ("s", "prompt"), ("s", "pads"), ("s", "seed"), ("f", 123456789.0)):
        builder.add_arg(value, tag)
    host.send(builder.build())
    address, (job, code, text, _) = host.next_message()
    assert (address, job, code) == ("/musiccm/error", "rounded", "bad_value")
    assert "exact up to 16777216 only" in text


def test_seeds_that_the_server_draws_come_back_in_a_float(host: PythonOscHost) -> None:
    for _ in range(3):
        generate(host)
        seed = host.until_the_end()[-1][1][6]
        assert struct.unpack(">f", struct.pack(">f", seed)) == (seed,)


def test_a_job_in_one_text_is_refused_with_the_right_form(host: PythonOscHost) -> None:
    host.ask("/musiccm/generate", "take-1 prompt warm pads bars 8")
    address, (_, code, text, _) = host.next_message()
    assert (address, code) == ("/musiccm/error", "bad_arguments")
    assert "/musiccm/generate take-1 prompt 'warm pads' bars 8" in text
    assert error_of(host, "/musiccm/generate", "take-1", "prompt warm pads bars 8") == "bad_arguments"


def test_one_bad_message_of_a_bundle_gets_an_error_and_the_others_are_served(host: PythonOscHost) -> None:
    ping = write_datagram("/musiccm/ping", [("s", "good")])
    elements = [b"/musiccm/status\0,sQ\0bad\0\0\0\0\0", ping, b"no osc\0\0", b"/musiccm/get\0\0\0\0bpm\0", ping]
    packed = b"".join(struct.pack(">i", len(element)) + element for element in elements)
    host._sock.sendto(BUNDLE + struct.pack(">Q", 1) + packed, (host._address, host._port))
    got = [host.next_message() for _ in elements]
    assert [(address, arguments[0]) for address, arguments in got] == [
        ("/musiccm/error", "bad"), ("/musiccm/pong", "good"), ("/musiccm/error", ""), ("/musiccm/error", ""),
        ("/musiccm/pong", "good"),
    ]  # fmt: skip
    texts = [arguments[2] for address, arguments in got if address == "/musiccm/error"]
    assert "type tag 'Q' is unknown" in texts[0]
    assert "neither a message nor a bundle" in texts[1]
    assert "without a type-tag string" in texts[2]
    assert host.silent()


def test_arguments_without_type_tags_get_an_error(host: PythonOscHost) -> None:
    host._sock.sendto(b"/musiccm/status\0job\0", (host._address, host._port))
    address, (_, code, text, named) = host.next_message()
    assert (address, code, named) == ("/musiccm/error", "bad_arguments", "/musiccm/status")
    assert "type-tag string" in text


def test_a_value_goes_to_who_asked_and_to_the_ports_that_it_registered(host: PythonOscHost, server: Server) -> None:
    with PythonOscHost(server.socket.endpoint) as owner, PythonOscHost(server.socket.endpoint) as listener:
        owner.ask("/musiccm/register", listener.endpoint[1])
        assert owner.next_message() == listener.next_message()
        for arguments in (["bpm"], ["bpm", 97.5]):
            host.ask("/musiccm/set" if len(arguments) > 1 else "/musiccm/get", *arguments)
            assert host.next_message()[0] == "/musiccm/value"
        owner.ask("/musiccm/set", "bpm", 90)
        assert owner.next_message() == listener.next_message() == ("/musiccm/value", ["bpm", 90.0])
        listener.ask("/musiccm/get", "bpm")
        assert listener.next_message() == ("/musiccm/value", ["bpm", 120.0])
        assert owner.silent()
        owner.ask("/musiccm/unregister")
        while listener.next_message()[0] != "/musiccm/unregistered":
            pass


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


def test_presets(host: PythonOscHost) -> None:
    """More in test_presets.py."""
    host.ask("/musiccm/presets", "p")
    while (message := host.next_message())[0] != "/musiccm/presets/end":
        assert message[0] == "/musiccm/presets/item"
    assert error_of(host, "/musiccm/render", new_id(), "no-such-preset") == "bad_value"


def test_defaults_of_a_client(host: PythonOscHost, server: Server) -> None:
    host.ask("/musiccm/set", "bpm", 290.5, "meter", "1/16", "key", "Dm", "bars", 2)
    assert [host.next_message()[1] for _ in range(4)] == [["bpm", 290.5], ["meter", "1/16"], ["key", "Dm"], ["bars", 2]]
    host.ask("/musiccm/get", "bpm")
    assert host.next_message() == ("/musiccm/value", ["bpm", 290.5])

    host.ask("/musiccm/generate", new_id(), "prompt", "pads, 1 bars", "key", "Em")
    *_, done = host.until_the_end()
    request = json.loads(Path(done[1][1]).read_text())["request"]
    assert (request["bpm"], request["meter"], request["key"], request["bars"]) == ("290.5", "1/16", "E minor", 1)

    host.ask("/musiccm/set", "bpm", "")
    assert host.next_message() == ("/musiccm/value", ["bpm", 120.0])
    with PythonOscHost(server.socket.endpoint) as other:
        other.ask("/musiccm/get", "meter")
        assert other.next_message() == ("/musiccm/value", ["meter", "4/4"])
        other.ask("/musiccm/get", "project")
        assert other.next_message() == ("/musiccm/value", ["project", str(server.roots.project)])


def test_defaults_are_set_together_or_not_at_all(host: PythonOscHost) -> None:
    assert error_of(host, "/musiccm/set", "bars", 3, "meter", "4/3") == "bad_value"
    assert error_of(host, "/musiccm/set", "bars", 3, "project", "../away") == "bad_path"
    host.ask("/musiccm/get", "bars")
    assert host.next_message() == ("/musiccm/value", ["bars", 4])


def test_listeners_get_all_answers_once(host: PythonOscHost, server: Server) -> None:
    with PythonOscHost(server.socket.endpoint) as listener:
        port = listener.endpoint[1]
        host.ask("/musiccm/register", port)
        assert host.next_message() == listener.next_message() == ("/musiccm/registered", ["127.0.0.1", port, 60.0])
        generate(host)
        assert host.until_the_end() == listener.until_the_end()
        host.ask("/musiccm/typo")
        assert host.next_message() == listener.next_message()
        # The listener itself asks: one answer, not two.
        listener.ask("/musiccm/ping", "once")
        assert listener.next_message() == ("/musiccm/pong", ["once", 1, VERSION, "stand-in", "ready"])
        assert listener.silent()
        host.ask("/musiccm/unregister")
        assert host.next_message() == listener.next_message() == ("/musiccm/unregistered", ["127.0.0.1", port])
        host.ask("/musiccm/ping", "later")
        assert host.next_message()[1][0] == "later"
        assert listener.silent()


def test_foreign_listeners_are_refused(host: PythonOscHost) -> None:
    assert error_of(host, "/musiccm/register", 9000, "192.0.2.1") == "bad_value"
    assert error_of(host, "/musiccm/register", 9000, "example.com") == "bad_value"
    assert error_of(host, "/musiccm/unregister", 9000) == "bad_value"


@pytest.mark.parametrize(
    ("code", "address", "arguments"),
    [
        ("unknown_address", "/musiccm/genrate", ("a",)),
        ("unknown_address", "/live/song/tempo", ()),
        ("bad_arguments", "/musiccm/generate", ("a", "prompt")),
        ("bad_arguments", "/musiccm/generate", ()),
        ("bad_arguments", "/musiccm/generate", ("no-prompt", "bars", 4)),
        ("bad_arguments", "/musiccm/get", ("tempo",)),
        ("bad_value", "/musiccm/generate", ("a", "prompt", "x", "bars", 4.5)),
        ("bad_value", "/musiccm/generate", ("a", "prompt", "x", "bpm", float("nan"))),
        ("bad_value", "/musiccm/generate", ("a", "prompt", "x", "chords", "Hm | X")),
        ("bad_value", "/musiccm/generate", ("a", "prompt", "!!!")),
        ("bad_value", "/musiccm/status", ("unknown-id",)),
        ("bad_value", "/musiccm/cancel", ("unknown-id",)),
        ("out_of_range", "/musiccm/generate", ("a", "prompt", "x", "bpm", 301)),
        ("bad_path", "/musiccm/generate", ("a", "prompt", "x", "project", "../outside")),
        ("bad_path", "/musiccm/generate", ("a", "prompt", "x", "project", "/etc")),
    ],
)  # fmt: skip
def test_refusals(host: PythonOscHost, code: str, address: str, arguments: tuple[object, ...]) -> None:
    assert error_of(host, address, *arguments) == code


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


def test_a_project_that_is_a_file_is_no_project(host: PythonOscHost, server: Server) -> None:
    (server.roots.project / "song.wav").write_bytes(b"")
    assert error_of(host, "/musiccm/generate", new_id(), "prompt", "x", "project", "song.wav") == "no_project"


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


def test_every_request_and_every_code_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{row.address}"' in text for row in REQUESTS)
    assert all(f'"{code}"' in text for code in ERROR_CODES)


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
