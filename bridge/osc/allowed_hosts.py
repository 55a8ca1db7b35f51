"""Whom the server hears: this machine, and the addresses that `--allow` names.

Asked by `server` for every datagram and by `listeners` for every registration. No name is ever looked up: that could
block for seconds, and a name may point elsewhere tomorrow.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from musiccm_daw.errors import RequestError, quoted

Endpoint = tuple[str, int]
"""A numeric host and a port: a client, as far as UDP tells."""

LOCALHOST = "localhost"
LOOPBACK = "127.0.0.1"


class AllowedHosts:
    """The hosts that are heard and may be answered."""

    def __init__(self, host: str, allow: Sequence[str]) -> None:
        """Read what `--host` and `--allow` say.

        Args:
            host: numeric address that the server binds to, or localhost.
            allow: numeric addresses or networks, such as 192.168.1.0/24.

        Raises:
            RequestError: one of them is no address, or a host is open to others without saying to whom.
        """
        self.networks = [_network(text) for text in allow]
        self.host = numeric(host)
        if self.host is None:
            raise RequestError(f"--host {quoted(host)} is no numeric address; use one such as 127.0.0.1 or 0.0.0.0")
        if not ipaddress.ip_address(self.host).is_loopback and not self.networks:
            raise RequestError(f"--host {host} can be reached from other machines; name those with --allow ADDRESS")

    def allows(self, host: str) -> bool:
        """Whether datagrams from a numeric host are read, and may be sent there."""
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return address.is_loopback or any(address in network for network in self.networks)


def numeric(host: str) -> str | None:
    """Return a host as its numeric address; None for a name, of which only localhost is known."""
    if host.strip().lower() == LOCALHOST:
        return LOOPBACK
    try:
        return str(ipaddress.ip_address(host.strip()))
    except ValueError:
        return None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise RequestError(
            f"--allow {quoted(text)} is no address; use one such as 192.168.1.20 or 192.168.1.0/24"
        ) from error
