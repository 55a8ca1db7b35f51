"""Who is told besides the sender: ports that clients have registered, until they lapse.

Kept by `server`, which sends every answer to them, too. Only hosts that are heard may be registered, so that nobody is
flooded in another's name. Sends nothing itself.
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
"""Every answer goes to each of them."""


@dataclass
class _Registration:
    owner: Endpoint
    lapses: float


class Listeners:
    """The registrations; safe from any thread.

    Args:
        sources: who may be registered.
        own: the server's own endpoint, which must not answer itself.
        clock: seconds, monotonic.
    """

    def __init__(self, allowed_hosts: AllowedHosts, own: Endpoint, clock: Callable[[], float]) -> None:
        self._allowed_hosts = allowed_hosts
        self._own = own
        self._clock = clock
        self._lock = threading.Lock()
        self._registered: dict[Endpoint, _Registration] = {}

    def register(self, owner: Endpoint, port: int, host: str | None) -> Endpoint:
        """Add or renew a listener; `host` None is the owner's own.

        Raises:
            Refused: the host is foreign, or there are too many.
        """
        wanted = owner[0] if host is None else numeric(host)
        if wanted is None or not self._allowed_hosts.allows(wanted):
            raise Refused(
                "bad_value", f"host {quoted(host)} cannot be registered; only this machine and hosts of --allow can"
            )
        listener = (wanted, port)
        if listener == self._own:
            raise Refused("bad_value", f"port {port} is the server's own; register the port that you listen on")
        with self._lock:
            self._drop_lapsed()
            if listener not in self._registered and len(self._registered) >= MAX_LISTENERS:
                raise Refused("busy", f"{MAX_LISTENERS} listeners are registered; unregister one or wait a minute")
            self._registered[listener] = _Registration(owner, self._clock() + LAPSE_SECONDS)
        return listener

    def unregister(self, owner: Endpoint, port: int | None) -> list[Endpoint]:
        """Remove the owner's listener on a port, or all of the owner's; a listener may also remove itself.

        Raises:
            Refused: there is none.
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
            raise Refused("bad_value", f"nothing is registered on {'any port' if port is None else f'port {port}'}")
        return gone

    def renew(self, owner: Endpoint) -> None:
        """Keep an owner's listeners for another while."""
        with self._lock:
            for listener, registration in self._registered.items():
                if owner in (registration.owner, listener):
                    registration.lapses = self._clock() + LAPSE_SECONDS

    def now(self) -> list[Endpoint]:
        """The listeners that have not lapsed."""
        with self._lock:
            self._drop_lapsed()
            return list(self._registered)

    def _drop_lapsed(self) -> None:
        now = self._clock()
        for listener in [key for key, registration in self._registered.items() if registration.lapses <= now]:
            del self._registered[listener]
