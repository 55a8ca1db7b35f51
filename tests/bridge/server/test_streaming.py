"""`stream 1`: the first bars are a file that can be played while the rest is made."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.osc.client import new_id
from bridge.server.server import Server
from musiccm_daw.clip import AudioPiece
from musiccm_daw.first_bars import FirstBars, first_bars, first_bars_names
from musiccm_daw.levels import TARGET_LUFS, lufs
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.timebase import DENOMINATORS
from musiccm_daw.writers.names import wav_names
from musiccm_daw.writers.plan import planned_wavs
from tests.bridge.engines import QuickEngine
from tests.bridge.osc_hosts import PythonOscHost, Received

# 8 bars of one second; the first two last two seconds.
EIGHT_SECONDS = ["bpm", 240, "bars", 8, "sample_rate", 22050, "seed", 4, "key", "Am"]


@pytest.fixture
def paused(engine: QuickEngine) -> Iterator[QuickEngine]:
    """Yield the engine, paused when all pieces are out and nothing is returned yet."""
    engine.after_audio.clear()
    yield engine
    engine.after_audio.set()


def next_file(host: PythonOscHost) -> Received:
    while (message := host.next_message())[0] in ("/musiccm/ack", "/musiccm/progress"):
        pass
    return message


def test_the_first_bars_can_be_played_before_the_rest_is_there(host: PythonOscHost, paused: QuickEngine) -> None:
    host.ask("/musiccm/generate", new_id(), "prompt", "pads", "stream", 1, *EIGHT_SECONDS)
    address, (_, index, total, stem, path, frames, sample_rate) = next_file(host)
    assert (address, index, total, stem, frames, sample_rate) == ("/musiccm/file", 0, 1, "", 44_100, 22_050)
    assert Path(path).name == "pads_240bpm_Amin_2bars_s4.wav"
    first, _ = soundfile.read(path)
    assert len(first) == 44_100
    assert lufs(first, sample_rate) == pytest.approx(TARGET_LUFS, abs=0.1)
    paused.after_audio.set()
    messages = host.until_the_end()
    (whole,) = [arguments for address, arguments in messages if address == "/musiccm/file"]
    assert (whole[1], whole[5]) == (1, 8 * 22_050)
    assert Path(whole[4]).parent == Path(path).parent
    manifest = json.loads(Path(messages[-1][1][1]).read_text())
    assert messages[-1][1][2] == len(manifest["files"]) == 1
    assert "pads_240bpm_Amin_2bars_s4.wav" in [file["path"] for file in manifest["project_files"]]


def test_every_stem_of_every_variation_begins_early(host: PythonOscHost) -> None:
    stems = ["stem.drums", 1, "stem.bass", 1, "variations", 2]
    host.ask("/musiccm/generate", new_id(), "prompt", "soul", "stream", 1, *stems, *EIGHT_SECONDS)
    files = [arguments[1:6] for address, arguments in host.until_the_end() if address == "/musiccm/file"]
    assert [(index, stem) for index, _, stem, _, _ in files] == [
        (0, "drums"), (0, "bass"), (1, "drums"), (2, "bass"), (3, "mix"),
        (0, "drums"), (0, "bass"), (4, "drums"), (5, "bass"), (6, "mix"),
    ]  # fmt: skip
    assert len({path for _, _, _, path, _ in files}) == 10
    assert all(frames == (44_100 if index == 0 else 176_400) for index, _, _, _, frames in files)


def test_a_cancelled_job_takes_its_first_bars_away_too(
    host: PythonOscHost, paused: QuickEngine, server: Server
) -> None:
    job = new_id()
    host.ask("/musiccm/generate", job, "prompt", "unwanted pads", "stream", 1, *EIGHT_SECONDS)
    _, arguments = next_file(host)
    assert Path(arguments[4]).is_file()
    host.ask("/musiccm/cancel", job)
    host.ask("/musiccm/ping", "cancelled by now")
    while host.next_message()[0] != "/musiccm/pong":
        pass
    paused.after_audio.set()
    assert host.until_the_end()[-1] == ("/musiccm/cancelled", [job])
    assert not Path(arguments[4]).parent.exists()


@pytest.mark.parametrize("pairs", [["stream", 1, "bpm", 240, "bars", 3], ["stream", 0, *EIGHT_SECONDS], EIGHT_SECONDS])
def test_nothing_early_where_it_is_not_asked_or_wins_nothing(host: PythonOscHost, pairs: list[object]) -> None:
    host.ask("/musiccm/generate", new_id(), "prompt", "pads", *pairs)
    assert [arguments[1] for address, arguments in host.until_the_end() if address == "/musiccm/file"] == [1]


@settings(max_examples=30)
@given(
    bpm=st.integers(100, 300),
    bars=st.integers(1, 64),
    numerator=st.integers(1, 7),
    denominator=st.sampled_from(DENOMINATORS),
    cuts=st.lists(st.integers(1, 40_000), max_size=6),
)
def test_first_bars_are_whole_bars_however_the_pieces_fall(
    bpm: int, bars: int, numerator: int, denominator: int, cuts: list[int]
) -> None:
    meter = f"{numerator}/{denominator}"
    request = GenerationRequest.resolve("pads", bpm=bpm, bars=bars, meter=meter, sample_rate=22050, seed=1)
    shorter = first_bars(request)
    if shorter is None:
        assert first_bars_names(request) == ()
        return
    wanted = request.grid.bar_start_samples(shorter.bars, 22050)
    assert float(shorter.grid.total_seconds) >= 2.0
    assert 2 * shorter.bars <= bars
    assert set(first_bars_names(request)).isdisjoint(wav_names(request, planned_wavs(request)))
    audio = np.linspace(0, 0.5, 2 * wanted, dtype=np.float32)[:, None].repeat(2, axis=1)
    collected = FirstBars(shorter, request.stems, alone=True)
    given_out = []
    at = 0
    for length in [*cuts, 2 * wanted]:
        piece = AudioPiece(None, 1, at, audio[at : at + length])
        if len(piece.audio):
            given_out.append(collected.take(piece))
        at += length
    (stem,) = [stem for stem in given_out if stem is not None]
    assert len(stem.recording) == wanted
