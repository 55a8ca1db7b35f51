"""The notes of a MIDI item as a MIDI file, read by mido and as the server reads it."""

from typing import Any

import mido

from musiccm_daw.score.midi_reader import read_score
from tests.bridge.reaper_studio import Outcome, Studio

REFUSED = '{"answers": [], "error": {"exit_code": 2, "text": "recorded"}}'

Note = tuple[float, float, int]
"""Start and end in quarters, and pitch."""


def play(
    studio: Studio, notes: list[dict[str, Any]], quarters: float = 4, name: str = "Sub bass", **item: Any
) -> Outcome:
    """Play an item at 120 BPM that begins at bar 2, where its values do not say otherwise."""
    studio.install_recorder(REFUSED)
    values = {"D_POSITION": 2, "D_LENGTH": quarters / 2, **item.pop("values", {})}
    described = {"values": values, "quarters": quarters, "notes": notes, "selected": True, **item}
    return studio.run("play_selected_MIDI_item", tracks=[{"name": name, "items": [described]}], typed=[["warm", "5"]])


def written(studio: Studio) -> list[Note]:
    """The notes of the file as mido reads them."""
    (track,) = mido.MidiFile(studio.folder / "notes.mid").tracks
    tick, sounding, notes = 0, {}, []
    for message in track:
        tick += message.time
        if message.type == "note_on":
            assert message.note not in sounding
            sounding[message.note] = tick
        elif message.type == "note_off":
            notes.append((sounding.pop(message.note) / 960, tick / 960, message.note))
    assert not sounding
    return sorted(notes)


def test_tempo_meter_length_and_name_are_in_the_file(studio: Studio) -> None:
    outcome = play(studio, [{"from": 0, "to": 1, "pitch": 40, "velocity": 77}])
    assert outcome["dialogs"][0]["title"] == "MusicCM: play the notes in bar 2"
    song = read_score((studio.folder / "notes.mid").read_bytes())
    assert (song.bpm, str(song.meter), song.quarters, song.remarks) == (120, "4/4", 4, ())
    (part,) = song.parts
    assert (part.role, part.notes[0].velocity) == ("bass", 77)
    request = studio.request()
    assert (request["bars"], request["prompt"], request["seed"]) == ("1", "warm", "5")
    assert list((studio.song / "MusicCM").iterdir()) == []


def test_notes_that_meet_are_two(studio: Studio) -> None:
    play(studio, [{"from": 1, "to": 2, "pitch": 60}, {"from": 0, "to": 1, "pitch": 60}])
    assert written(studio) == [(0, 1, 60), (1, 2, 60)]


def test_muted_notes_and_those_outside_the_item_are_left_out(studio: Studio) -> None:
    notes = [
        {"from": 0, "to": 1, "pitch": 60, "muted": True},
        {"from": 1, "to": 9, "pitch": 61},
        {"from": 4, "to": 5, "pitch": 62},
    ]
    play(studio, notes)
    assert written(studio) == [(1, 4, 61)]


def test_a_loop_is_played_out(studio: Studio) -> None:
    loop = {"D_LENGTH": 4, "B_LOOPSRC": 1}
    play(studio, [{"from": 0, "to": 0.5, "pitch": 60}, {"from": 2.5, "to": 3, "pitch": 61}], quarters=3, values=loop)
    assert written(studio) == [(0, 0.5, 60), (2.5, 3, 61), (3, 3.5, 60), (5.5, 6, 61), (6, 6.5, 60)]


def test_an_item_that_begins_within_a_bar_keeps_its_place(studio: Studio) -> None:
    outcome = play(studio, [{"from": 0, "to": 1, "pitch": 60}], values={"D_POSITION": 2.5, "D_LENGTH": 2})
    assert outcome["dialogs"][0]["title"] == "MusicCM: play the notes in bars 2 to 3 (rounded to whole bars)"
    assert written(studio) == [(1, 2, 60)]
    assert studio.request()["bars"] == "2"


def test_the_sustain_pedal_holds_notes_as_in_the_item(studio: Studio) -> None:
    notes = [{"from": 0, "to": 0.5, "pitch": 60}, {"from": 2.5, "to": 3, "pitch": 62}]
    pedal = [{"at": 0.25, "value": 127}, {"at": 1, "value": 0}, {"at": 2.75, "value": 100}]
    others = [
        {"at": 1.5, "value": 127, "muted": True},
        {"at": 1.5, "value": 127, "number": 1},
        {"at": 1.5, "value": 127, "kind": 0xD0},
    ]
    play(studio, notes, controls=pedal + others)
    song = read_score((studio.folder / "notes.mid").read_bytes())
    assert [(each.start_quarters, each.duration_quarters) for each in song.parts[0].notes] == [(0, 1), (2.5, 1.5)]
    assert song.remarks == ()


def test_a_loop_plays_its_pedal_in_every_pass(studio: Studio) -> None:
    loop = {"D_LENGTH": 2, "B_LOOPSRC": 1}
    pedal = [{"at": 0.25, "value": 127}, {"at": 1, "value": 0}]
    play(studio, [{"from": 0, "to": 0.5, "pitch": 60}], quarters=2, values=loop, controls=pedal)
    (part,) = read_score((studio.folder / "notes.mid").read_bytes()).parts
    assert [(each.start_quarters, each.duration_quarters) for each in part.notes] == [(0, 1), (2, 1)]


def test_drums_stay_on_their_channel(studio: Studio) -> None:
    play(studio, [{"from": 0, "to": 0, "pitch": 36, "channel": 9}], name="")
    (part,) = read_score((studio.folder / "notes.mid").read_bytes()).parts
    assert part.role == "drums"


def test_an_item_without_notes_is_refused(studio: Studio) -> None:
    outcome = play(studio, [{"from": 0, "to": 1, "pitch": 60, "muted": True}])
    assert outcome["messages"] == ["The selected MIDI item plays no notes."]
    assert outcome["dialogs"] == []
