"""What belongs to a client, over a real socket: its defaults, and the ports that listen for it."""

import importlib.metadata
import json
from pathlib import Path

from bridge.osc.client import new_id
from bridge.server.server import Server
from tests.bridge.osc_hosts import PythonOscHost, error_of, generate

VERSION = importlib.metadata.version("musiccm-daw")


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
        assert listener.next_message() == ("/musiccm/value", ["bpm", ""])
        assert owner.silent()
        owner.ask("/musiccm/unregister")
        while listener.next_message()[0] != "/musiccm/unregistered":
            pass


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
    assert host.next_message() == ("/musiccm/value", ["bpm", ""])
    with PythonOscHost(server.socket.endpoint) as other:
        other.ask("/musiccm/get", "meter")
        assert other.next_message() == ("/musiccm/value", ["meter", ""])
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
