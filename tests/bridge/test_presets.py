"""Presets over a real socket: listed, rendered, overridden, refused, and finished after a restart."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.osc.client import Client, new_id
from bridge.osc.messages import Done, Render, Value
from bridge.server.preset_keys import read_preset
from bridge.server.server import Server
from musiccm_daw.cli.app import run
from tests.bridge.conftest import Start, new_server
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost
from tests.musiccm_daw.given_files import BASS_LINE

SHORT = "bpm = 300\nmeter = '1/16'\nsample_rate = 22050\nbars = 1\n"
PRESETS = {
    "house": f"[preset]\ndescription = 'Four on the floor.'\nprompt = 'deep house'\n{SHORT}"
    "[[stem]]\nrole = 'drums'\n[[stem]]\nname = 'sub'\nrole = 'bass'\nprompt = 'warm sub'\n",
    "keys": f"[preset]\nprompt = 'soft pads'\n{SHORT}[[stem]]\nrole = 'keys'\n[matrix]\nkey = ['Am', 'Fm', 'C']\n",
    "song": f"[preset]\nprompt = 'a song'\n{SHORT}[[stem]]\nrole = 'keys'\n".replace("bars = 1\n", "")
    + "[[section]]\nname = 'verse'\nbars = 2\n[[section]]\nname = 'chorus'\nbars = 3\n",
    "open": "[preset]\nprompt = 'a groove'\nbars = 1\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n",
    "fast": "[preset]\nprompt = 'a groove at 299 bpm'\nmeter = '1/16'\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\n",
    "wrong": "[preset]\nprompt = 'pads'\nbmp = 300\n[[stem]]\nrole = 'keys'\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write some presets."""
    presets = tmp_path_factory.mktemp("presets")
    for name, text in PRESETS.items():
        (presets / f"{name}.toml").write_text(text)
    return presets


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Server]:
    """Yield a server that knows them."""
    started = new_server(tmp_path_factory.mktemp("served") / "project", presets=(folder,))
    started.start(QuickEngine)
    yield started
    started.stop()


def rendered(host: PythonOscHost, preset: str, *pairs: object) -> dict[str, Any]:
    """Render a preset; return the request in the manifest of its take."""
    host.ask("/musiccm/render", new_id(), preset, *pairs)
    address, arguments = host.until_the_end()[-1]
    assert address == "/musiccm/done", arguments
    request: dict[str, Any] = json.loads(Path(arguments[1]).read_text())["request"]
    assert request["seed"] == arguments[6]
    return request


def refused(host: PythonOscHost, preset: str, *pairs: object) -> tuple[str, str]:
    """Return code and reason of a refusal."""
    host.ask("/musiccm/render", new_id(), preset, *pairs)
    address, (_, code, text, _) = host.next_message()
    assert address == "/musiccm/error"
    assert host.silent()
    return code, text


def test_words_beyond_the_basic_plane_arrive_as_they_are(host: PythonOscHost) -> None:
    request = rendered(host, "house", "prompt", "lofi 🎵 beat", "stem.bass", "🎸 bass")
    assert request["prompt"] == "lofi 🎵 beat"
    assert [stem["prompt"] for stem in request["stems"] if stem["role"] == "bass"] == ["🎸 bass, lofi 🎵 beat"]


def test_every_preset_is_listed_with_its_description(host: PythonOscHost) -> None:
    host.ask("/musiccm/presets", "p")
    items = []
    while (message := host.next_message())[0] == "/musiccm/presets/item":
        items.append(message[1])
    assert message == ("/musiccm/presets/end", ["p", len(items)])
    assert [item[:3] for item in items] == [["p", index, len(items)] for index in range(1, len(items) + 1)]
    names = {item[3]: item[4] for item in items}
    assert names["house"] == "Four on the floor."
    assert "lofi-study-kit" in names, "the library's"
    assert "wrong" not in names


def test_a_preset_becomes_a_take(host: PythonOscHost) -> None:
    request = rendered(host, "house")
    assert (request["name"], request["bpm"], request["bars"]) == ("house", "300", 1)
    assert [(stem["role"], stem["prompt"]) for stem in request["stems"]] == [
        ("drums", "deep house drums"),
        ("bass", "warm sub, deep house"),
    ]
    assert request["sources"]["seed"] == "seed"
    assert request["seed"] < 2**24


def test_keys_win_over_the_preset(host: PythonOscHost) -> None:
    pairs = (
        "bpm",
        298.5,
        "key",
        "D minor",
        "seed",
        9.0,
        "loop",
        0,
        "stem.bass",
        "reese",
        "stem.drums",
        1,
        "name",
        "my",
    )
    request = rendered(host, "house", *pairs)
    assert (request["bpm"], request["key"], request["seed"], request["loop"]) == ("298.5", "D minor", 9, False)
    assert [stem["prompt"] for stem in request["stems"]] == ["deep house drums", "reese, deep house"]
    assert request["name"] == "my"


def test_a_song_is_one_take(host: PythonOscHost) -> None:
    request = rendered(host, "song")
    assert request["bars"] == 5
    assert [section["name"] for section in request["sections"]] == ["verse", "chorus"]


def test_a_matrix_is_refused_with_its_count_until_keys_choose_one(host: PythonOscHost) -> None:
    code, text = refused(host, "keys")
    assert code == "bad_value"
    assert "3 takes" in text
    assert rendered(host, "keys", "key", "Fm")["key"] == "F minor"


def test_defaults_of_the_client_fill_what_is_left_open(host: PythonOscHost) -> None:
    for key, value in (("bpm", 290.0), ("meter", "1/16"), ("key", "Dm"), ("bars", 2)):
        host.ask("/musiccm/set", key, value)
        host.next_message()
    assert (rendered(host, "open")["bpm"], rendered(host, "open")["bars"]) == ("290", 1)
    assert (rendered(host, "fast")["bpm"], rendered(host, "fast")["bars"]) == ("299", 2)
    assert rendered(host, "house")["bpm"] == "300"
    assert rendered(host, "song")["bars"] == 5


def test_defaults_that_no_preset_has_a_key_for_apply_too(host: PythonOscHost) -> None:
    for key, value in (("subtype", "FLOAT"), ("guidance", 2.5), ("score", "none"), ("seed", 77), ("name", "mine")):
        host.ask("/musiccm/set", key, value)
        host.next_message()
    request = rendered(host, "open")
    assert (request["subtype"], request["guidance"], request["score"]) == ("FLOAT", 2.5, "none")
    assert request["seed"] == 77
    assert request["name"] == "open", "a preset has a name"


def test_defaults_answer_what_the_files_of_a_preset_leave_open(folder: Path) -> None:
    (folder / "line.mid").write_bytes(BASS_LINE)
    text = "[preset]\nprompt = 'soul'\n[[stem]]\nrole = 'bass'\nmidi = 'line.mid'\n[[stem]]\nrole = 'keys'\n"
    (folder / "line.toml").write_text(text)
    values: dict[str, Value] = {"bpm": 101, "key": "Dm", "chords": "Dm | Gm", "bars": 9, "score": "none"}
    request = read_preset("line", {}, values, [folder], lambda path, key: Path(path), followed=["bpm"])
    assert (request.bpm, str(request.key), str(request.chords)) == (101, "D minor", "Dm | Gm")
    assert request.bars == 1, "the file's"
    assert request.score == "given"
    assert request.sources["bpm"] == "followed"
    own = read_preset("line", {"bpm": 90}, values, [folder], lambda path, key: Path(path), followed=["bpm"])
    assert (own.bpm, own.sources["bpm"]) == (90, "option")


@pytest.mark.parametrize(
    ("preset", "pairs", "code", "words"),
    [
        ("hose", (), "bad_value", "did you mean house"),
        ("../house.toml", (), "bad_value", "no preset"),
        ("wrong", (), "bad_value", "bmp"),
        ("house", ("variations", 2), "bad_value", "variations"),
        ("house", ("repaint", "a.wav", "range", "1-2"), "bad_value", "repaint"),
        ("house", ("midi", "a.mid"), "bad_value", "midi"),
        ("house", ("stem.keys", "rhodes"), "bad_value", "drums, sub"),
        ("house", ("midi.bass", "/etc/passwd"), "bad_path", "outside"),
        ("house", ("project", "/etc"), "bad_path", "outside"),
        ("house", ("bars", 0), "out_of_range", "0"),
        ("house", ("chords", "Qx"), "bad_value", "Qx"),
    ],
)
def test_what_cannot_be_rendered_is_refused(
    host: PythonOscHost, preset: str, pairs: tuple[object, ...], code: str, words: str
) -> None:
    got, text = refused(host, preset, *pairs)
    assert got == code
    assert words in text


def test_a_repeated_id_renders_once(server: Server) -> None:
    with Client(server.socket.endpoint) as client:
        first, second = (list(client.follow(Render("twice", "house")))[-1] for _ in range(2))
    assert isinstance(first, Done)
    assert first == second


def test_a_preset_brings_midi_files_that_lie_beside_it(host: PythonOscHost, folder: Path) -> None:
    midi = Path(__file__).parent.parent.parent / "docs" / "demo.mid"
    (folder / "bass.mid").write_bytes(midi.read_bytes())
    text = "[preset]\nprompt = 'pads'\nsample_rate = 22050\n[[stem]]\nrole = 'keys'\nmidi = '{}'\n"
    (folder / "played.toml").write_text(text.format("bass.mid"))
    (folder / "elsewhere.toml").write_text(text.format(midi))
    code, text = refused(host, "elsewhere")
    assert (code, "outside" in text) == ("bad_path", True)
    # The stand-in plays no scores, which shows that the file was allowed.
    host.ask("/musiccm/render", new_id(), "played")
    address, arguments = host.until_the_end()[-1]
    assert (address, "plays no scores" in arguments[2]) == ("/musiccm/error", True)
    assert arguments[3] == "/musiccm/render", "the address of the request, also long after it was accepted"


def test_a_render_is_finished_after_a_restart(start: Start, folder: Path, tmp_path: Path) -> None:
    engine = QuickEngine()
    stopped = new_server(tmp_path / "project", presets=(folder,))
    stopped.start(lambda: engine)
    engine.gate.clear()
    with PythonOscHost(stopped.socket.endpoint) as host:
        host.ask("/musiccm/render", "song-1", "song", "seed", 7)
        assert host.next_message()[0] == "/musiccm/ack"
        stopped.stop()
        engine.gate.set()
    # Without its folder of presets: what was accepted is stored as a request.
    again = start(project=tmp_path / "project")
    assert again.drained(20)
    with PythonOscHost(again.socket.endpoint) as host:
        host.ask("/musiccm/status", "song-1")
        address, arguments = host.next_message()
    assert (address, arguments[5:]) == ("/musiccm/done", [5, 7])


def test_send_lists_and_renders(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    _, port = server.socket.endpoint
    where = ["--host", "127.0.0.1", "--port", str(port)]
    assert run(["send", "presets", *where]) == 0
    assert "house" in capsys.readouterr().out
    assert run(["send", "render", "house", "seed", "5", "--wait", "--json", *where]) == 0
    answers = json.loads(capsys.readouterr().out)["answers"]
    assert answers[-1]["address"] == "/musiccm/done"
    assert answers[-1]["seed"] == 5
    assert run(["send", "render", "keys", *where]) == 2
    assert "3 takes" in capsys.readouterr().err
