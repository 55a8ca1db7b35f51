"""What applies to a client's jobs where they say nothing themselves: what it has set, over the clock and the server's.

`commands` keeps it as `set` asks, and gives each job what applies when it comes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bridge.clocks.clock import Clock
from bridge.osc.addresses import Kind
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.job_keys import KEYS
from bridge.osc.messages import Value
from bridge.server.request_keys import PROJECT

MAX_CLIENTS = 256
"""Clients whose defaults are kept; the least recent one is dropped first."""


@dataclass(frozen=True)
class ClientDefaults:
    """What a client has set, over the clock and the server's own; `followed` are the keys that the clock answers."""

    values: Mapping[str, Value]
    followed: Collection[str]


class Defaults:
    """The defaults of all clients.

    Args:
        own: the server's.
        project: where it writes unless a client says otherwise.
        clock: whose tempo and meter apply to jobs that name none; None for none.
    """

    def __init__(self, own: Mapping[str, Value], project: Path, clock: Clock | None) -> None:
        self._own = own
        self._project = project
        self._clock = clock
        self._set: OrderedDict[Endpoint, dict[str, Value]] = OrderedDict()

    def of(self, client: Endpoint) -> ClientDefaults:
        """Return what applies now to a client's jobs where they say nothing themselves."""
        own, followed = self._set.get(client, {}), self._followed()
        return ClientDefaults({**self._own, **followed, **own}, followed.keys() - own.keys())

    def set(self, client: Endpoint, values: Mapping[str, Value]) -> None:
        """Keep what a client sets, for as long as it is among the latest that set values; "" removes a value."""
        kept = self._set.setdefault(client, {})
        self._set.move_to_end(client)
        if len(self._set) > MAX_CLIENTS:
            self._set.popitem(last=False)
        for key, value in values.items():
            if value == "":
                kept.pop(key, None)
            else:
                kept[key] = value

    def value(self, name: str, client: Endpoint) -> Value:
        """Return the value that applies to a client's next job unless the job or its prompt says otherwise."""
        key = KEYS[name]
        own = {**self._own, **self._followed()}
        fallback = str(self._project) if name == PROJECT else own.get(name, key.default)
        value = self._set.get(client, {}).get(name, fallback)
        return float(value) if key.kind is Kind.DECIMAL and value != "" else value

    def _followed(self) -> Mapping[str, Value]:
        """Return the tempo and meter of the clock, as far as they are known."""
        return {} if self._clock is None else self._clock.state.defaults
