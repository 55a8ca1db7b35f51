"""DAWproject files, as lxml with the published schema, zipfile, libsndfile and mido read them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import mido
import numpy as np
import pytest
import soundfile
from lxml import etree

from musiccm_daw.errors import ProjectError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import read_section
from musiccm_daw.writers import write_dawproject
from musiccm_daw.writers.colours import role_colour
from tests.playback import noise_clip, write_clip

SCHEMAS = Path(__file__).parents[2] / "data" / "dawproject"
REFERENCES = ("track", "destination", "parameter", "reference")


def asked(**options: object) -> GenerationRequest:
    facts = {"bpm": "187.3", "meter": "7/8", "bars": 4, "key": "A minor", "seed": 3, "name": "dub"} | options
    return GenerationRequest.resolve('dub & "bass" <deep> ♪', **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a take of two variations with stems, notes and sections."""
    sections = tuple(map(read_section, ("intro=1", "it's: 100 %=2", "intro=1")))
    request = asked(stems=("drums", "bass", "keys=rhodes"), variations=2, sections=sections)
    return write_clip(noise_clip(request), tmp_path_factory.mktemp("song"), with_scores=True).folder


def parsed(path: Path, entry: str = "project.xml") -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(entry))


def schema_errors(root: etree._Element, schema: str) -> list[str]:
    checker = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    checker.validate(root)
    return [str(error) for error in checker.error_log]


def lanes(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Yield the name and the clips of each track with a lane."""
    names = {track.get("id"): track.get("name") for track in root.iter("Track")}
    for lane in root.findall("Arrangement/Lanes/Lanes"):
        yield names[lane.get("track")], lane.findall("Clips/Clip")


@pytest.mark.parametrize(
    "options",
    [
        {"stems": ("drums", "bass"), "sections": tuple(map(read_section, ("a=1", "b=3")))},
        {"bars": 1, "bpm": 20, "loop": False, "key": "none", "score": "none"},
        {"bars": 2, "bpm": 300, "meter": "16/16", "variations": 3, "sample_rate": 22050},
    ],
)
def test_both_documents_follow_the_published_schemas(tmp_path: Path, options: dict[str, object]) -> None:
    take = write_clip(noise_clip(asked(**options)), tmp_path, with_scores=True)
    path = write_dawproject(take.folder)
    assert path == take.folder / f"{take.folder.name}.dawproject"
    root = parsed(path)
    assert schema_errors(root, "Project.xsd") == []
    assert schema_errors(parsed(path, "metadata.xml"), "MetaData.xsd") == []
    # lxml checks neither identifiers nor references to them.
    identifiers = root.xpath("//@id")
    assert len(set(identifiers)) == len(identifiers)
    assert {value for name in REFERENCES for value in root.xpath(f"//@{name}")} <= set(identifiers)


def test_tempo_meter_and_words_are_those_of_the_take(song: Path) -> None:
    path = write_dawproject(song)
    transport = parsed(path).find("Transport")
    assert transport.find("Tempo").get("value") == "187.3"
    meter = transport.find("TimeSignature")
    assert (meter.get("numerator"), meter.get("denominator")) == ("7", "8")
    words = parsed(path, "metadata.xml")
    assert words.findtext("Title") == "dub"
    assert words.findtext("Comment").startswith('dub & "bass" <deep> ♪ (seed 3); key A minor; chords ')


def test_stems_are_tracks_at_unity_into_the_master_and_notes_are_muted(song: Path) -> None:
    root = parsed(write_dawproject(song))
    tracks = root.findall("Structure/Track")
    assert [track.get("name") for track in tracks] == [
        "drums", "bass", "keys", "drums notes", "bass notes", "keys notes", "Master",
    ]  # fmt: skip
    *playing, master = tracks
    assert {track.find("Channel").get("destination") for track in playing} == {master.find("Channel").get("id")}
    assert master.find("Channel").get("role") == "master"
    assert {track.find("Channel/Volume").get("value") for track in tracks} == {"1"}
    assert {track.find("Channel/Pan").get("value") for track in tracks} == {"0.5"}
    for track in tracks:
        assert (track.find("Channel/Mute").get("value") == "true") == track.get("name").endswith(" notes")
    assert [track.get("color") for track in playing] == 2 * [role_colour(role) for role in ("drums", "bass", "keys")]


def test_audio_lies_exactly_on_the_bars(song: Path) -> None:
    """Each stem is two clips deep, as in the published example, and the audio of each is the take's own."""
    path = write_dawproject(song)
    audio_lanes = [(name, clips) for name, clips in lanes(parsed(path)) if not name.endswith(" notes")]
    assert [name for name, _ in audio_lanes] == ["drums", "bass", "keys"]
    with zipfile.ZipFile(path) as archive:
        for name, clips in audio_lanes:
            for variation, clip in enumerate(clips):
                assert float(clip.get("time")) == variation * 14
                assert (clip.get("duration"), clip.get("loopStart"), clip.get("loopEnd")) == ("14.0", "0", "14.0")
                (inner,) = clip.findall("Clips/Clip")
                assert (inner.get("time"), inner.get("duration")) == ("0", "14.0")
                audio = inner.find("Warps/Audio")
                entry = audio.find("File").get("path")
                key = "" if name == "drums" else "_Amin"
                assert entry == f"audio/dub_{name}_187p3bpm{key}_4bars_s{3 + variation}.wav"
                content = archive.read(entry)
                assert hashlib.sha256(content).digest() == hashlib.sha256((song / entry[6:]).read_bytes()).digest()
                sound = soundfile.info(BytesIO(content))
                form = (int(audio.get("sampleRate")), int(audio.get("channels")))
                assert form == (sound.samplerate, sound.channels)
                assert float(audio.get("duration")) == sound.frames / sound.samplerate
                start, end = inner.findall("Warps/Warp")
                assert (start.get("time"), start.get("contentTime"), end.get("time")) == ("0", "0", "14.0")
                # At the project's tempo nothing is stretched, and the last frame is the last of the bars.
                seconds = float(end.get("contentTime"))
                assert seconds == pytest.approx(14 * 60 / 187.3, abs=1e-12)
                assert abs(seconds * sound.samplerate - sound.frames) <= 0.5
    names = ("drums_187p3bpm", "bass_187p3bpm_Amin", "keys_187p3bpm_Amin")
    samples = [soundfile.read(song / f"dub_{name}_4bars_s3.wav")[0] for name in names]
    mix, _ = soundfile.read(song / "dub_mix_187p3bpm_Amin_4bars_s3.wav")
    assert np.abs(sum(samples) - mix).max() <= 2 * 2**-23


def test_notes_are_those_of_the_score(song: Path) -> None:
    """Compare every note with what mido reads of the score, at its tick."""
    root = parsed(write_dawproject(song))
    note_lanes = {name.removesuffix(" notes"): clips for name, clips in lanes(root) if name.endswith(" notes")}
    for variation in range(2):
        score = mido.MidiFile(song / f"score_s{3 + variation}.mid", charset="utf-8")
        for track in score.tracks[2:]:
            clip = note_lanes[track.name][variation]
            assert (float(clip.get("time")), clip.get("duration")) == (variation * 14, "14.0")
            found = [
                (
                    round(float(note.get("time")) * 960),
                    round(float(note.get("duration")) * 960),
                    int(note.get("key")),
                    round(float(note.get("vel")) * 127),
                )
                for note in clip.findall("Notes/Note")
            ]
            assert sorted(found) == notes_of(track)
            assert found


def notes_of(track: mido.MidiTrack) -> list[tuple[int, int, int, int]]:
    """Return start, length, pitch and velocity of each note, in ticks."""
    now, sounding, notes = 0, {}, []
    for message in track:
        now += message.time
        if message.type == "note_on" and message.velocity:
            sounding[message.note] = (now, message.velocity)
        elif message.type in ("note_on", "note_off"):
            start, velocity = sounding.pop(message.note)
            notes.append((start, now - start, message.note, velocity))
    return sorted(notes)


def test_sections_are_markers_in_each_variation(song: Path) -> None:
    markers = parsed(write_dawproject(song)).findall("Arrangement/Markers/Marker")
    assert [(marker.get("name"), float(marker.get("time"))) for marker in markers] == [
        ("variation 1", 0), ("intro", 0), ("it's: 100 %", 3.5), ("intro", 10.5),
        ("variation 2", 14), ("intro", 14), ("it's: 100 %", 17.5), ("intro", 24.5),
    ]  # fmt: skip
    assert markers[1].get("color") == markers[3].get("color") != markers[2].get("color")


def test_a_take_without_stems_or_notes_is_one_track(tmp_path: Path, plain_request: GenerationRequest) -> None:
    root = parsed(write_dawproject(write_clip(noise_clip(plain_request), tmp_path).folder))
    assert [track.get("name") for track in root.findall("Structure/Track")] == ["mix", "Master"]


def test_the_same_take_gives_the_same_bytes_and_a_file_that_is_there_stays(
    tmp_path: Path, plain_request: GenerationRequest
) -> None:
    take = write_clip(noise_clip(plain_request), tmp_path)
    path = write_dawproject(take.folder)
    first = path.read_bytes()
    path.unlink()
    assert write_dawproject(take.folder).read_bytes() == first
    path.write_bytes(b"edited in a DAW")
    assert write_dawproject(take.folder) == path
    assert path.read_bytes() == b"edited in a DAW"


def test_a_take_with_a_changed_file_is_refused(tmp_path: Path, plain_request: GenerationRequest) -> None:
    take = write_clip(noise_clip(plain_request), tmp_path)
    with take.files[0].path.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ProjectError, match="has changed since the take was made"):
        write_dawproject(take.folder)
    assert list(take.folder.glob("*.dawproject*")) == []
