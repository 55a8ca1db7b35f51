"""Every request from liblo's oscsend, an encoder that is not ours; answers go to a registered listener."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.osc.addresses import REQUESTS
from bridge.osc.client import new_id
from bridge.server.server import Server
from tests.bridge.osc_hosts import PythonOscHost, needs_oscsend, oscsend

pytestmark = needs_oscsend


@pytest.fixture
def listener(server: Server) -> Iterator[PythonOscHost]:
    """Yield a host on a port of its own, registered by oscsend."""
    endpoint = server.socket.endpoint
    with PythonOscHost(endpoint) as host:
        port = host.endpoint[1]
        oscsend(endpoint, "/musiccm/register", "i", port)
        assert host.next_message() == ("/musiccm/registered", ["127.0.0.1", port, 60.0])
        yield host
        # Its own request: oscsend has another port each time.
        host.ask("/musiccm/unregister", port)
        assert host.next_message() == ("/musiccm/unregistered", ["127.0.0.1", port])


def test_generate_with_whole_numbers_as_floats(server: Server, listener: PythonOscHost) -> None:
    job = new_id()
    oscsend(
        server.socket.endpoint, "/musiccm/generate", "s" + "ss" + "sf" + "sd" + "ss" + "sh" + "ss",
        job, "prompt", "warm pads", "bpm", 300, "bars", 1, "meter", "1/16", "sample_rate", 22050, "stem.drums", "kit",
    )  # fmt: skip
    messages = listener.until_the_end()
    assert [address for address, _ in messages if address != "/musiccm/progress"] == [
        "/musiccm/ack", "/musiccm/file", "/musiccm/done",
    ]  # fmt: skip
    assert Path(messages[-1][1][1]).is_file()
    oscsend(server.socket.endpoint, "/musiccm/status", "s", job)
    assert listener.next_message() == messages[-1]
    oscsend(server.socket.endpoint, "/musiccm/cancel", "s", job)
    assert listener.next_message() == messages[-1]


@pytest.mark.parametrize(
    ("address", "tags", "arguments", "answer"),
    [
        ("/musiccm/ping", "s", ["p"], "/musiccm/pong"),
        ("/musiccm/ping", "", [], "/musiccm/pong"),
        ("/musiccm/queue", "s", ["q"], "/musiccm/queue/end"),
        ("/musiccm/render", "ss", ["r", "no-preset"], "/musiccm/error"),
        ("/musiccm/cancel", "s", ["*"], "/musiccm/cancelled"),
        ("/musiccm/unregister", "", [], "/musiccm/error"),
        ("/musiccm/typo", "", [], "/musiccm/error"),
        ("/musiccm/generate", "sTFNI", ["g"], "/musiccm/error"),
        ("/musiccm/generate", "scS", ["g", "c", "symbol"], "/musiccm/error"),
        ("/musiccm/generate", "sm", ["g", "00000000"], "/musiccm/error"),
    ],
)
def test_one_answer_to_everything(
    server: Server, listener: PythonOscHost, address: str, tags: str, arguments: list[object], answer: str
) -> None:
    oscsend(server.socket.endpoint, address, tags, *arguments)
    assert listener.next_message()[0] == answer
    assert listener.silent()


def test_a_tempo_of_32_bits_is_read_as_it_was_typed(server: Server, listener: PythonOscHost) -> None:
    job = new_id()
    oscsend(
        server.socket.endpoint, "/musiccm/generate", "s" + "ss" + "sf" + "si" + "ss" + "si",
        job, "prompt", "warm pads", "bpm", 297.3, "bars", 1, "meter", "1/16", "sample_rate", 22050,
    )  # fmt: skip
    request = json.loads(Path(listener.until_the_end()[-1][1][1]).read_text(encoding="utf-8"))["request"]
    assert request["bpm"] == "297.3"


@pytest.mark.parametrize(
    ("address", "tags", "arguments"), [("/musiccm/set", "sf", ["bpm", 97.3]), ("/musiccm/get", "s", ["bars"])]
)
def test_values_of_others_are_not_for_a_listener(
    server: Server, listener: PythonOscHost, address: str, tags: str, arguments: list[object]
) -> None:
    oscsend(server.socket.endpoint, address, tags, *arguments)
    assert listener.silent()


def test_presets_are_listed_to_their_end(server: Server, listener: PythonOscHost) -> None:
    oscsend(server.socket.endpoint, "/musiccm/presets", "s", "p")
    items = []
    while (message := listener.next_message())[0] == "/musiccm/presets/item":
        items.append(message)
    assert message == ("/musiccm/presets/end", ["p", len(items)])
    assert items


def test_every_request_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{row.address}"' in text for row in REQUESTS)
