"""Jobs over a real socket, from python-osc: their keys, their answers, and every error code.

`test_protocol_clients.py` is about defaults and listeners, `test_protocol_queue.py` about jobs that wait, fail and end.
"""

import importlib.metadata
import json
import struct
from pathlib import Path

import pytest
import soundfile
from pythonosc.osc_message_builder import OscMessageBuilder

from bridge.osc.addresses import ERROR_CODES, REQUESTS
from bridge.osc.client import new_id
from bridge.osc.packet import BUNDLE, write_datagram
from bridge.server.server import Server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PAIRS, PythonOscHost, error_of, generate

VERSION = importlib.metadata.version("musiccm-daw")


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
    assert host.next_message() == ("/musiccm/value", ["bpm", ""])


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


def test_presets(host: PythonOscHost) -> None:
    """More in test_presets.py."""
    host.ask("/musiccm/presets", "p")
    while (message := host.next_message())[0] != "/musiccm/presets/end":
        assert message[0] == "/musiccm/presets/item"
    assert error_of(host, "/musiccm/render", new_id(), "no-such-preset") == "bad_value"


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


def test_a_project_that_is_a_file_is_no_project(host: PythonOscHost, server: Server) -> None:
    (server.roots.project / "song.wav").write_bytes(b"")
    assert error_of(host, "/musiccm/generate", new_id(), "prompt", "x", "project", "song.wav") == "no_project"


def test_every_request_and_every_code_is_tested() -> None:
    files = sorted(Path(__file__).parent.glob("test_protocol*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    assert all(f'"{row.address}"' in text for row in REQUESTS)
    assert all(f'"{code}"' in text for code in ERROR_CODES)
