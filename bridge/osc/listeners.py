"""The registered listeners: ports that receive every answer besides the sender, until their registration lapses.

Kept by `server_socket`, which sends the answers. Only allowed hosts can be registered, so that the server cannot be
used to flood someone else. Sends nothing itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from bridge.osc.allowed_hosts import AllowedHosts, Endpoint, numeric
from bridge.osc.messages import Refused
from musiccm_daw.errors import quoted

LAPSE_SECONDS = 60.0
MAX_LISTENERS = 32
"""A limit, since every answer is sent to each of them."""


@dataclass
class _Registration:
    owner: Endpoint
    lapses: float


class Listeners:
    """The registrations; safe to use from any thread.

    Args:
        allowed_hosts: the hosts that may be registered.
        own: the server's own endpoint, which must not be registered.
        clock: returns monotonic seconds.
    """

    def __init__(self, allowed_hosts: AllowedHosts, own: Endpoint, clock: Callable[[], float]) -> None:
        self._allowed_hosts = allowed_hosts
        self._own = own
        self._clock = clock
        self._lock = threading.Lock()
        self._registered: dict[Endpoint, _Registration] = {}

    def register(self, owner: Endpoint, port: int, host: str | None) -> Endpoint:
        """Add or renew a listener and return it; `host` None means the owner's own.

        Raises:
            Refused: the host is not allowed, or too many listeners are registered.
        """
        wanted = owner[0] if host is None else numeric(host)
        if wanted is None or not self._allowed_hosts.allows(wanted):
            raise Refused(
                "bad_value", f"host {quoted(host)} cannot be registered; use this machine or a host given with --allow"
            )
        if _is_ipv6(wanted) is not _is_ipv6(self._own[0]):
            kind = "IPv6" if _is_ipv6(self._own[0]) else "IPv4"
            raise Refused(
                "bad_value",
                f"host {quoted(wanted)} cannot be reached by the server, whose address is one of {kind}; "
                f"register an address of {kind}",
            )
        listener = (wanted, port)
        if listener == self._own:
            raise Refused("bad_value", f"port {port} is the server's own port; register the port that you listen on")
        with self._lock:
            self._drop_lapsed()
            if listener not in self._registered and len(self._registered) >= MAX_LISTENERS:
                raise Refused("busy", f"{MAX_LISTENERS} listeners are registered; unregister one or wait a minute")
            self._registered[listener] = _Registration(owner, self._clock() + LAPSE_SECONDS)
        return listener

    def unregister(self, owner: Endpoint, port: int | None) -> list[Endpoint]:
        """Remove the owner's listener on a port, or all of the owner's; a listener may also remove itself.

        Raises:
            Refused: there is no such listener.
        """
        with self._lock:
            gone = [
                listener
                for listener, registration in self._registered.items()
                if owner in (registration.owner, listener) and port in (None, listener[1])
            ]
            for listener in gone:
                del self._registered[listener]
        if not gone:
            where = "any port" if port is None else f"port {port}"
            raise Refused("bad_value", f"nothing is registered on {where} for this client; register a port first")
        return gone

    def renew(self, owner: Endpoint) -> None:
        """Extend the registrations of an owner."""
        with self._lock:
            for listener, registration in self._registered.items():
                if owner in (registration.owner, listener):
                    registration.lapses = self._clock() + LAPSE_SECONDS

    def now(self) -> list[Endpoint]:
        """Return the listeners whose registration has not lapsed."""
        with self._lock:
            self._drop_lapsed()
            return list(self._registered)

    def of(self, owner: Endpoint) -> list[Endpoint]:
        """Return the listeners that an owner registered and whose registration has not lapsed."""
        with self._lock:
            self._drop_lapsed()
            return [listener for listener, registration in self._registered.items() if registration.owner == owner]

    def _drop_lapsed(self) -> None:
        now = self._clock()
        for listener in [key for key, registration in self._registered.items() if registration.lapses <= now]:
            del self._registered[listener]


def _is_ipv6(host: str) -> bool:
    return ":" in host
