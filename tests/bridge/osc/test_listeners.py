"""Registered listeners: who may register, renewal, lapse and removal."""

import pytest

from bridge.osc.allowed_hosts import AllowedHosts
from bridge.osc.listeners import LAPSE_SECONDS, MAX_LISTENERS, Listeners
from bridge.osc.messages import Refused

OWN = ("127.0.0.1", 9720)
MAX = ("127.0.0.1", 40_000)


class Clock:
    """A clock that a test moves."""

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


def test_a_client_registers_its_own_host_or_another_that_is_allowed(listeners: Listeners) -> None:
    assert listeners.register(MAX, 7000, None) == ("127.0.0.1", 7000)
    assert listeners.register(MAX, 7000, "192.168.1.5") == ("192.168.1.5", 7000)
    assert listeners.now() == [("127.0.0.1", 7000), ("192.168.1.5", 7000)]


@pytest.mark.parametrize("host", ["8.8.8.8", "example.com", "", "255.255.255.255"])
def test_foreign_hosts_cannot_be_registered(listeners: Listeners, host: str) -> None:
    with pytest.raises(Refused) as refusal:
        listeners.register(MAX, 7000, host)
    assert refusal.value.code == "bad_value"


@pytest.mark.parametrize(("own", "other", "kind"), [("127.0.0.1", "::1", "IPv4"), ("::1", "localhost", "IPv6")])
def test_hosts_that_the_servers_socket_cannot_reach_are_refused(clock: Clock, own: str, other: str, kind: str) -> None:
    listeners = Listeners(AllowedHosts(own, []), (own, 9720), clock)
    with pytest.raises(Refused, match=f"register an address of {kind}"):
        listeners.register((own, 40_000), 7000, other)
    assert listeners.register((own, 40_000), 7000, None) == (own, 7000)


def test_the_server_cannot_be_registered_with_itself(listeners: Listeners) -> None:
    with pytest.raises(Refused, match="own"):
        listeners.register(MAX, OWN[1], None)


def test_listeners_belong_to_whoever_registered_them(listeners: Listeners, clock: Clock) -> None:
    other = ("127.0.0.1", 40_001)
    mine, yours = listeners.register(MAX, 7000, None), listeners.register(other, 7001, None)
    assert (listeners.of(MAX), listeners.of(other)) == ([mine], [yours])
    listeners.register(other, 7000, None)
    assert (listeners.of(MAX), listeners.of(other)) == ([], [mine, yours])
    clock.now += LAPSE_SECONDS * 1.1
    assert listeners.of(other) == []


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


def test_the_number_of_listeners_is_limited(listeners: Listeners) -> None:
    for port in range(7000, 7000 + MAX_LISTENERS):
        listeners.register(MAX, port, None)
    listeners.register(MAX, 7000, None)
    with pytest.raises(Refused) as refusal:
        listeners.register(MAX, 6999, None)
    assert refusal.value.code == "busy"
