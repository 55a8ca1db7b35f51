"""Programs that clocks follow, played by python-osc: Ableton Live with AbletonOSC, and REAPER's control surface."""

import socket
import threading

from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

from tests.bridge.osc_hosts import PATIENCE_SECONDS


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class FakeLive:
    """Live with AbletonOSC, on ports of its own."""

    def __init__(self, listens_on: int, answers_to: int) -> None:
        self.song = {"tempo": 123.45, "signature_numerator": 7, "signature_denominator": 8, "is_playing": False}
        self.listened: set[str] = set()
        self.client = SimpleUDPClient("127.0.0.1", answers_to)
        dispatcher = Dispatcher()
        dispatcher.map("/live/test", lambda *_: self.client.send_message("/live/test", "ok"))
        dispatcher.map("/live/song/*", self._song)
        self.server = BlockingOSCUDPServer(("127.0.0.1", listens_on), dispatcher)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def _song(self, address: str, *_: object) -> None:
        verb, name = address.removeprefix("/live/song/").split("/")
        if verb == "start_listen":
            self.listened.add(name)
            self.client.send_message(f"/live/song/get/{name}", self.song[name])
        else:
            self.listened.discard(name)

    def set(self, name: str, value: float) -> None:
        self.song[name] = value
        if name in self.listened:
            self.client.send_message(f"/live/song/get/{name}", value)

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.client._sock.close()


class FakeReaper:
    """A surface in the mode "configure device IP and local port"."""

    def __init__(self, device_port: int, local_port: int) -> None:
        self.device = ("127.0.0.1", device_port)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", local_port))
        self.socket.settimeout(PATIENCE_SECONDS)

    def send(self, **values: float) -> None:
        """Send values by address, / written as __."""
        bundle = OscBundleBuilder(IMMEDIATELY)
        for name, value in values.items():
            message = OscMessageBuilder("/" + name.replace("__", "/"))
            message.add_arg(float(value), "f")
            bundle.add_content(message.build())
        self.socket.sendto(bundle.build().dgram, self.device)

    def asked(self) -> tuple[str, list[object]]:
        """Return the next message to REAPER."""
        message = OscMessage(self.socket.recv(2048))
        return message.address, message.params
