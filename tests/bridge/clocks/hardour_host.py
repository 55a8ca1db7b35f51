"""Runs hardour in a namespace of the network of its own and passes on what its WebSockets surface says.

`unshare -rn python hardour_host.py SESSION NAME`: a line of JSON on stdin goes to the surface, and each of its messages
comes to stdout as one. Its surface listens on every interface, and here there is but one that nobody else reaches.
"""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import websocket

SURFACE = "ws://127.0.0.1:3818"
LIBRARIES = "/usr/lib/ardour7"
ENVIRONMENT = {
    "LD_LIBRARY_PATH": LIBRARIES,
    "ARDOUR_DLL_PATH": LIBRARIES,
    "ARDOUR_DATA_PATH": "/usr/share/ardour7",
    "ARDOUR_CONFIG_PATH": "/etc/ardour7",
}
START_SECONDS = 60


def connected(host: subprocess.Popen[bytes]) -> websocket.WebSocket:
    """Return a connection to the surface, once it is there."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and host.poll() is None:
        try:
            return websocket.create_connection(SURFACE)
        except OSError:
            time.sleep(0.1)
    sys.exit("hardour did not start")


def relay(surface: websocket.WebSocket) -> None:
    """Write what the surface says, until it is gone."""
    with suppress(websocket.WebSocketException, OSError):
        while message := surface.recv():
            sys.stdout.write(f"{message}\n")
            sys.stdout.flush()


def main(session: str, name: str) -> None:
    """Run until stdin ends."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=False)
    (program,) = Path(LIBRARIES).glob("hardour-*")
    nothing = subprocess.DEVNULL
    host = subprocess.Popen(
        [program, session, name], env={**os.environ, **ENVIRONMENT}, stdin=nothing, stdout=nothing, stderr=nothing
    )
    try:
        surface = connected(host)
        threading.Thread(target=relay, args=(surface,), daemon=True).start()
        for line in sys.stdin:
            surface.send(line.strip())
    finally:
        host.terminate()
        host.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
