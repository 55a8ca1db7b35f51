"""Who is heard and who is told: allow-lists, registrations, and their end."""

import pytest

from bridge.osc.allowed_hosts import AllowedHosts, numeric
from bridge.osc.listeners import LAPSE_SECONDS, MAX_LISTENERS, Listeners
from bridge.osc.messages import Refused
from musiccm_daw.errors import RequestError

OWN = ("127.0.0.1", 9720)
MAX = ("127.0.0.1", 40_000)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def listeners(clock: Clock) -> Listeners:
    return Listeners(AllowedHosts("127.0.0.1", ["192.168.1.0/24"]), OWN, clock)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "192.168.1.77"])
def test_this_machine_and_allowed_networks_are_heard(host: str) -> None:
    assert AllowedHosts("0.0.0.0", ["192.168.1.0/24"]).allows(host)  # noqa: S104  # nothing is bound


@pytest.mark.parametrize("host", ["192.168.2.1", "8.8.8.8", "fe80::1%eth0", "nonsense", ""])
def test_others_are_not(host: str) -> None:
    assert not AllowedHosts("127.0.0.1", ["192.168.1.0/24"]).allows(host)


@pytest.mark.parametrize(
    ("host", "allow", "word"),
    [("0.0.0.0", [], "--allow"), ("studio.local", [], "numeric"), ("127.0.0.1", ["somewhere"], "--allow")],  # noqa: S104
)
def test_a_server_is_open_to_others_only_on_purpose(host: str, allow: list[str], word: str) -> None:
    with pytest.raises(RequestError, match=word):
        AllowedHosts(host, allow)


def test_only_localhost_is_a_name() -> None:
    assert (numeric("LocalHost"), numeric("10.0.0.1"), numeric("example.com")) == ("127.0.0.1", "10.0.0.1", None)


def test_a_client_registers_its_own_host_or_another_that_is_heard(listeners: Listeners) -> None:
    assert listeners.register(MAX, 7000, None) == ("127.0.0.1", 7000)
    assert listeners.register(MAX, 7000, "192.168.1.5") == ("192.168.1.5", 7000)
    assert listeners.now() == [("127.0.0.1", 7000), ("192.168.1.5", 7000)]


@pytest.mark.parametrize("host", ["8.8.8.8", "example.com", "", "255.255.255.255"])
def test_the_server_is_no_reflector(listeners: Listeners, host: str) -> None:
    with pytest.raises(Refused) as refusal:
        listeners.register(MAX, 7000, host)
    assert refusal.value.code == "bad_value"


def test_the_server_does_not_listen_to_itself(listeners: Listeners) -> None:
    with pytest.raises(Refused, match="own"):
        listeners.register(MAX, OWN[1], None)


def test_registrations_lapse_unless_renewed_by_owner_or_listener(listeners: Listeners, clock: Clock) -> None:
    listener = listeners.register(MAX, 7000, None)
    for renewing in (MAX, listener):
        clock.now += LAPSE_SECONDS * 0.9
        listeners.renew(renewing)
    clock.now += LAPSE_SECONDS * 0.9
    assert listeners.now() == [listener]
    clock.now += LAPSE_SECONDS * 0.2
    assert listeners.now() == []


def test_a_client_removes_its_own_listeners(listeners: Listeners) -> None:
    listeners.register(MAX, 7000, None)
    listeners.register(MAX, 7001, None)
    listeners.register(("127.0.0.1", 50_000), 7002, None)
    assert listeners.unregister(MAX, 7001) == [("127.0.0.1", 7001)]
    assert listeners.unregister(MAX, None) == [("127.0.0.1", 7000)]
    with pytest.raises(Refused, match="nothing is registered"):
        listeners.unregister(MAX, 7002)
    assert listeners.unregister(("127.0.0.1", 7002), None) == [("127.0.0.1", 7002)]


def test_there_is_room_for_so_many(listeners: Listeners) -> None:
    for port in range(7000, 7000 + MAX_LISTENERS):
        listeners.register(MAX, port, None)
    listeners.register(MAX, 7000, None)
    with pytest.raises(Refused) as refusal:
        listeners.register(MAX, 6999, None)
    assert refusal.value.code == "busy"
