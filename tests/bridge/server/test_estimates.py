"""Estimates: what costs is the parts and files of a job, and the speed of an earlier run is the first guess."""

import json
from pathlib import Path

import pytest
from mido import Message, MidiFile, MidiTrack

from bridge.osc.client import Client
from bridge.server.estimates import BAND_PARTS, VOCODING_WORK, Estimates, work_of
from bridge.server.recovery import latest_measurement
from musiccm_daw.asking import AskedMidi, ask
from musiccm_daw.request.request import DEFAULT_STEPS, GenerationRequest
from musiccm_daw.scoring import planned_scores
from tests.bridge.conftest import Start
from tests.bridge.engines import TINY

resolve = GenerationRequest.resolve


def test_work_is_the_parts_that_are_sampled_and_the_files_that_are_vocoded() -> None:
    eight_bars = {"bars": 8, "bpm": 120, "seed": 1}
    funk = resolve("funk", **eight_bars)
    band = len(planned_scores(funk)[0].parts)
    assert band > 2
    assert work_of(funk) == 16 * (band + VOCODING_WORK)
    assert work_of(resolve("funk", **eight_bars, parts=True)) == 16 * band * (1 + VOCODING_WORK)
    assert work_of(resolve("solo piano", **eight_bars)) == 16 * (1 + VOCODING_WORK)
    assert work_of(resolve("solo piano", **eight_bars, steps=1)) == 16 * (1 / DEFAULT_STEPS + VOCODING_WORK)
    assert work_of(resolve("funk", **eight_bars, stems=["drums"], variations=3)) == 16 * (1 + VOCODING_WORK) * 3
    assert work_of(resolve("funk", **eight_bars, stems=["drums", "bass"])) == 16 * 2 * (1 + VOCODING_WORK)
    assert work_of(resolve("funk", **eight_bars, score="none")) == 16 * (1 + VOCODING_WORK)


def test_work_counts_the_tracks_of_a_midi_file_while_it_is_there(tmp_path: Path) -> None:
    song = MidiFile(ticks_per_beat=480)
    for channel in (0, 1):
        notes = [Message("note_on", note=60, time=0, channel=channel), Message("note_off", note=60, time=480)]
        song.tracks.append(MidiTrack(notes))
    song.save(tmp_path / "duo.mid")
    request = ask("two pianos", midi=[AskedMidi(tmp_path / "duo.mid", None)], bars=1, bpm=120)
    assert work_of(request) == 2 * (2 + VOCODING_WORK)
    (tmp_path / "duo.mid").unlink()
    assert work_of(request) == 2 * (BAND_PARTS + VOCODING_WORK)


def test_the_first_measurement_counts_whole_and_later_ones_in_part() -> None:
    estimates = Estimates()
    estimates.guess(10, 5)
    assert estimates.seconds(4) == 2
    estimates.learn(10, 1)
    assert estimates.seconds(4, fraction_done=0.5) == pytest.approx(0.2)
    estimates.learn(10, 2)
    assert estimates.seconds_per_work == pytest.approx(0.13)
    assert estimates.speed == pytest.approx(1 / (0.13 * (BAND_PARTS + VOCODING_WORK)))


def test_a_server_begins_with_the_speed_of_its_last_run(start: Start) -> None:
    first = start()
    with Client(first.socket.endpoint) as client:
        manifest = client.make({"prompt": "pads", **TINY}).manifest_path
    first.stop()
    again = start(state_folder=first.roots.project / "other")
    seconds = json.loads(Path(manifest).read_text())["seconds"]
    speed = latest_measurement(again.history)
    assert speed is not None
    made, taken = speed
    assert made == pytest.approx(0.05 * (1 + VOCODING_WORK))
    assert taken == pytest.approx(sum(seconds.values()) - seconds["load"])
