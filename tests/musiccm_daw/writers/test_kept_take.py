"""Takes read back: which file is which stem, in which role, on which track."""

from pathlib import Path

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import AskedStem, track_names
from musiccm_daw.writers.kept_take import read_take
from tests.playback import noise_clip, write_clip


def test_stems_have_the_roles_that_were_asked_for(tmp_path: Path) -> None:
    stems = ("drums", AskedStem("bass", "sub", name="808"), "keys=soft", "keys=hard")
    request = GenerationRequest.resolve("trap", bpm=240, bars=1, seed=1, stems=stems)
    take = read_take(write_clip(noise_clip(request), tmp_path).folder)
    assert take.request == request
    assert [(stem.track, stem.role) for stem in take.stems] == [
        ("drums", "drums"), ("808", "bass"), ("keys", "keys"), ("keys-2", "keys"), ("mix", "mix"),
    ]  # fmt: skip
    assert [stem.track for stem in take.playing] == ["drums", "808", "keys", "keys-2"]


def test_a_clip_without_stems_plays_as_a_mix(tmp_path: Path, plain_request: GenerationRequest) -> None:
    written = write_clip(noise_clip(plain_request), tmp_path)
    take = read_take(written.manifest)
    assert take.folder == written.folder
    assert [(stem.track, stem.role) for stem in take.playing] == [("mix", "mix")]


def test_tracks_are_numbered_within_a_variation() -> None:
    stems = [("keys", 1), ("keys", 1), ("bass", 1), ("keys", 2), ("keys", 2)]
    assert track_names(stems) == ["keys", "keys-2", "bass", "keys", "keys-2"]


def test_a_folder_without_a_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"name a take's manifest\.json"):
        read_take(tmp_path)
