"""The hosts that may use the server: this machine and those given with `--allow`."""

import pytest

from bridge.osc.allowed_hosts import AllowedHosts, numeric
from musiccm_daw.errors import RequestError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "192.168.1.77"])
def test_this_machine_and_allowed_networks_are_let_in(host: str) -> None:
    assert AllowedHosts("0.0.0.0", ["192.168.1.0/24"]).allows(host)  # noqa: S104  # nothing is bound


@pytest.mark.parametrize("host", ["192.168.2.1", "8.8.8.8", "fe80::1%eth0", "nonsense", ""])
def test_other_hosts_are_not_let_in(host: str) -> None:
    assert not AllowedHosts("127.0.0.1", ["192.168.1.0/24"]).allows(host)


@pytest.mark.parametrize(
    ("host", "allow", "word"),
    [("0.0.0.0", [], "--allow"), ("studio.local", [], "numeric"), ("127.0.0.1", ["somewhere"], "--allow")],  # noqa: S104
)
def test_a_server_is_open_to_others_only_on_purpose(host: str, allow: list[str], word: str) -> None:
    with pytest.raises(RequestError, match=word):
        AllowedHosts(host, allow)


def test_localhost_is_the_only_host_name() -> None:
    assert (numeric("LocalHost"), numeric("10.0.0.1"), numeric("example.com")) == ("127.0.0.1", "10.0.0.1", None)
