"""The notes of a MIDI clip as the score: the file that the script writes, read by mido and by our own reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mido
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musiccm_daw.score.midi_reader import read_score
from tests.bridge.hosts.ableton.conftest import Open
from tests.bridge.hosts.ableton.live import Live, Node, job_of, needs_node

pytestmark = needs_node

CLIP = "live_set tracks 1 clip_slots 0 clip"


def note(pitch: int, start: float, duration: float, velocity: float = 100, mute: int = 0) -> dict[str, Any]:
    return {"pitch": pitch, "start_time": start, "duration": duration, "velocity": velocity, "mute": mute}


RIFF = [note(45, 0, 1), note(45, 1, 1, 64.4), note(52, 2.5, 0.25), note(57, 3, 1, mute=1)]


def with_clip(ready: Open, clip: dict[str, Any], drums: bool = False, **live_set: Any) -> Live:
    """Open a set with a MIDI clip on its second track, shown in Live's clip view."""
    track = {"kind": "midi", "name": "Bass", "slots": [{"name": "riff", **clip}], "devices": [False, drums]}
    live = ready(tracks=[{}, track], options={"detail": CLIP}, **live_set)
    live.message("score", 1)
    return live


def scored(live: Live) -> tuple[Path, dict[str, Any]]:
    """Press Generate; return the file of the score, and what was asked for."""
    live.message("generate")
    _, pairs = job_of(live)
    (key,) = (key for key in pairs if key.startswith("midi"))
    return Path(pairs[key]), pairs


def notes_of(path: Path) -> list[tuple[int, float, float]]:
    """Return pitch, start and length in quarters of the notes that the server reads."""
    (part,) = read_score(path.read_bytes()).parts
    return [(one.pitch, one.start_quarters, one.duration_quarters) for one in part.notes]


def test_the_clip_that_was_shown_last_is_played(ready: Open, project: Path) -> None:
    live = with_clip(ready, {"notes": RIFF}, song={"tempo": 98})
    path, pairs = scored(live)
    assert path.parent == project
    assert (pairs["bars"], pairs["meter"], pairs["bpm"]) == (1, "4/4", 98)
    assert live.status == "Playing “riff”: 1 bar."
    file = mido.MidiFile(path)
    assert (file.type, len(file.tracks), file.ticks_per_beat) == (0, 1, 960)
    struck = [(message.note, message.velocity) for message in file.tracks[0] if message.type == "note_on"]
    assert struck == [(45, 100), (45, 64), (52, 100)]
    assert sum(message.time for message in file.tracks[0]) == 4 * 960
    song = read_score(path.read_bytes())
    assert (song.parts[0].role, song.quarters) == ("bass", 4)
    assert notes_of(path) == [(45, 0, 1), (45, 1, 1), (52, 2.5, 0.25)]


def test_a_clip_that_is_shown_while_another_track_is_selected_later(ready: Open) -> None:
    live = with_clip(ready, {"notes": RIFF})
    live.change(options={"detail": "live_set tracks 0 clip_slots 0 clip"})  # an empty slot
    path, _ = scored(live)
    assert path.is_file()


def test_the_loop_of_the_clip_counts_and_its_bars(ready: Open) -> None:
    notes = [note(60, 3, 2), note(62, 4, 1), note(64, 12, 8), note(65, 16, 1)]
    live = with_clip(ready, {"notes": notes, "loop_start": 4, "loop_end": 15})
    live.message("bars", 32)
    path, pairs = scored(live)
    assert pairs["bars"] == 3  # eleven quarters
    assert notes_of(path) == [(62, 0, 1), (64, 8, 3)]


def test_a_drum_rack_plays_drums(ready: Open) -> None:
    path, _ = scored(with_clip(ready, {"notes": [note(36, 0, 0.25)]}, drums=True))
    assert [message.channel for message in mido.MidiFile(path).tracks[0] if message.type == "note_on"] == [9]


def test_one_stem_takes_the_clip_as_its_part(ready: Open) -> None:
    live = with_clip(ready, {"notes": RIFF})
    live.message("stem", "lead", 1)
    assert {"midi.lead", "stem.lead"} <= set(scored(live)[1])


def test_the_same_notes_are_one_file(ready: Open, project: Path) -> None:
    paths = {scored(with_clip(ready, {"notes": RIFF}))[0] for _ in range(2)}
    paths.add(scored(with_clip(ready, {"notes": RIFF[:2]}))[0])
    assert len(paths) == 2
    assert set(project.glob("*.mid")) == paths


@pytest.mark.parametrize(
    ("clip", "said"),
    [({"notes": []}, "has no notes"), ({"notes": [note(60, 8, 1)]}, "has no notes"), ({}, "Click a MIDI clip first")],
)
def test_without_notes_nothing_is_sent(ready: Open, clip: dict[str, Any], said: str) -> None:
    live = with_clip(ready, clip)
    live.message("generate")
    assert said in live.status
    assert live.sent == []


def test_a_folder_that_cannot_be_written(ready: Open, project: Path) -> None:
    live = with_clip(ready, {"notes": RIFF}, song={"file_path": str(project / "gone" / "x.als")})
    live.message("generate")
    assert live.status.startswith("Cannot write")
    assert live.sent == []


@pytest.mark.parametrize("meter", [(3, 4), (6, 8), (7, 8), (5, 16)])
def test_the_file_states_tempo_and_meter(ready: Open, meter: tuple[int, int]) -> None:
    song = {"signature_numerator": meter[0], "signature_denominator": meter[1], "tempo": 124.75}
    path, _ = scored(with_clip(ready, {"notes": RIFF}, song=song))
    track = mido.MidiFile(path).tracks[0]
    (stated,) = (message for message in track if message.type == "time_signature")
    (tempo,) = (message for message in track if message.type == "set_tempo")
    assert (stated.numerator, stated.denominator) == meter
    assert mido.tempo2bpm(tempo.tempo) == pytest.approx(124.75, abs=1e-4)


NOTES = st.tuples(st.integers(0, 127), st.integers(0, 4 * 960 - 1), st.integers(1, 5000), st.integers(1, 127))
"""Pitch, start and length in ticks, velocity."""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NOTES, min_size=1, max_size=40))
def test_any_notes_are_read_back(node: Node, tmp_path: Path, struck: list[tuple[int, int, int, int]]) -> None:
    live = Live(node)
    notes = [
        {"pitch": pitch, "start": start / 960, "end": (start + length) / 960, "velocity": velocity}
        for pitch, start, length, velocity in struck
    ]
    music = {"name": "Bäss", "drums": False, "bpm": 120, "numerator": 4, "denominator": 4, "quarters": 12}
    path = tmp_path / "any.mid"
    path.write_bytes(bytes(live.evaluate(f"midiFile({json.dumps(notes)}, {json.dumps(music)})")))
    track = mido.MidiFile(path, charset="utf-8").tracks[0]
    assert track.name == "Bäss"
    now, played = 0, []
    for message in track:
        now += message.time
        if message.type == "note_on":
            played.append((message.note, now, message.velocity))
    assert sorted(played) == sorted((pitch, start, velocity) for pitch, start, _, velocity in struck)


def test_a_key_is_released_before_it_is_struck_again(ready: Open) -> None:
    path, _ = scored(with_clip(ready, {"notes": [note(60, 1, 1), note(60, 0, 1)]}))
    played = [message for message in mido.MidiFile(path).tracks[0] if message.type.startswith("note")]
    assert [(message.type, message.time) for message in played] == [
        ("note_on", 0), ("note_off", 960), ("note_on", 0), ("note_off", 960),
    ]  # fmt: skip
