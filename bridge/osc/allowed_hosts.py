"""The hosts that may use the server: this machine, and the addresses given with `--allow`.

Checked by `server_socket` for every datagram and by `listeners` for every registration. Host names are never looked
up: that could block for seconds, and a name may point elsewhere tomorrow.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from musiccm_daw.errors import RequestError, quoted

Endpoint = tuple[str, int]
"""A numeric host and a port, which is all that UDP shows of a client."""

LOCALHOST = "localhost"
LOOPBACK = "127.0.0.1"


class AllowedHosts:
    """The hosts whose datagrams are read, and to which answers may be sent."""

    def __init__(self, host: str, allow: Sequence[str]) -> None:
        """Read the values of `--host` and `--allow`.

        Args:
            host: numeric address that the server binds to, or localhost.
            allow: numeric addresses or networks, such as 192.168.1.0/24.

        Raises:
            RequestError: one of them is not an address, or the host can be reached by others and `allow` is empty.
        """
        self.networks = [_network(text) for text in allow]
        self.host = numeric(host)
        if self.host is None:
            raise RequestError(f"--host {quoted(host)} is not a numeric address; give one such as 127.0.0.1 or 0.0.0.0")
        if not ipaddress.ip_address(self.host).is_loopback and not self.networks:
            raise RequestError(f"--host {host} can be reached from other machines; give the allowed ones with --allow")

    def allows(self, host: str) -> bool:
        """Return whether datagrams from a numeric host are read, and may be sent there."""
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return address.is_loopback or any(address in network for network in self.networks)


def numeric(host: str) -> str | None:
    """Return the numeric address of a host; None for a host name, except localhost."""
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
            f"--allow {quoted(text)} is not an address; give one such as 192.168.1.20 or 192.168.1.0/24"
        ) from error
