"""Names of files, as hosts and people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.plain_text import file_letters
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from musiccm_daw.writers.names import PlannedWav, name_part, take_name, title_of, wav_names
from musiccm_daw.writers.plan import planned_wavs

# How Audacity reads a tempo from a name: src/importexport/import/internal/au3/filenamebpmparser.cpp.
AUDACITY = re.compile(r"(?:.*(?:_|-|\s|\.|/|\\))?(\d+)(?:_|-|\s|\.)?bpm(?:(?:_|-|\s|\.).*)?", re.IGNORECASE)


def request(**options: object) -> GenerationRequest:
    facts: dict[str, object] = {"bpm": 124, "bars": 4, "key": "A minor", "seed": 12345, "name": "dub", **options}
    return GenerationRequest.resolve("dub techno", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "wav", "expected"),
    [
        ({}, ("bass", 1), "dub_bass_124bpm_Amin_4bars_s12345.wav"),
        ({}, ("mix", 1), "dub_mix_124bpm_Amin_4bars_s12345.wav"),
        ({}, (None, 1), "dub_124bpm_Amin_4bars_s12345.wav"),
        ({"bpm": "124.75"}, ("bass", 1), "dub_bass_124p75bpm_Amin_4bars_s12345.wav"),
        ({"key": "F# major"}, ("vocal-pad", 1), "dub_vocal-pad_124bpm_F#maj_4bars_s12345.wav"),
        ({"key": "none"}, ("drums", 1), "dub_drums_124bpm_4bars_s12345.wav"),
        ({"variations": 3}, ("drums", 3), "dub_drums_124bpm_Amin_4bars_s12347.wav"),
    ],
)
def test_a_name_contains_the_facts(options: dict[str, object], wav: tuple[str | None, int], expected: str) -> None:
    assert wav_names(request(**options), [PlannedWav(*wav)]) == (expected,)


def test_the_take_is_named_like_its_files_without_the_stem() -> None:
    drums, bass = PlannedWav("drums", 1, False), PlannedWav("bass", 1)
    assert take_name(request(), [drums, bass]) == "dub_124bpm_Amin_4bars_s12345"
    assert take_name(request(), [drums]) == "dub_124bpm_4bars_s12345"


def test_drums_have_no_key_in_their_names() -> None:
    wavs = planned_wavs(request(stems=("drums", "fx", "bass")))
    assert [(wav.stem, wav.pitched) for wav in wavs] == [
        ("drums", False), ("fx", False), ("bass", True), ("mix", True),
    ]  # fmt: skip
    assert not any(wav.pitched for wav in planned_wavs(request(stems=("drums", "percussion"))))
    loop = GenerationRequest.resolve("funky drums", bpm=90, key="Am", seed=3)
    (wav,) = planned_wavs(loop, planned_scores(loop))
    assert wav_names(loop, [wav]) == ("funky-drums_90bpm_4bars_s3.wav",)
    assert planned_wavs(loop, ())[0].pitched, "where nobody knows what is played, the key stays"


def test_files_of_a_second_take_have_names_of_their_own() -> None:
    wavs = [PlannedWav("bass", 1), PlannedWav("drums", 1, False)]
    names = wav_names(request(), wavs, f"{take_name(request(), wavs)}-02")
    assert names == ("dub_bass_124bpm_Amin_4bars_s12345-02.wav", "dub_drums_124bpm_4bars_s12345-02.wav")
    assert [title_of(name) + ".wav" for name in names] == list(wav_names(request(), wavs))


@pytest.mark.parametrize(("bpm", "name", "found"), [("124", "77bpm-dub", "124"), ("124.75", "dub", None)])
def test_audacity_reads_a_whole_tempo_and_no_part_of_another(bpm: str, name: str, found: str | None) -> None:
    """It would read 124.75bpm as 75; a tempo that it cannot read from the name it takes from the acid chunk."""
    (file_name,) = wav_names(request(bpm=bpm, name=name), [PlannedWav("bass", 1)])
    match = AUDACITY.fullmatch(file_name.removesuffix(".wav"))
    assert (match[1] if match else None) == found


def test_two_stems_of_one_role_are_numbered() -> None:
    stems = [("keys", 1), ("KEYS", 1), ("keys", 2), ("keys", 1), (None, 1), (None, 1)]
    names = wav_names(request(), [PlannedWav(*stem) for stem in stems])
    assert [name.split("_124bpm")[0] for name in names] == [
        "dub_keys", "dub_KEYS-2", "dub_keys", "dub_keys-3", "dub", "dub_part-2",
    ]  # fmt: skip


@given(st.text(max_size=400), st.lists(st.tuples(st.none() | st.text(max_size=90), st.integers(1, 3)), max_size=6))
def test_any_text_makes_names_that_every_file_system_takes(text: str, wavs: list[tuple[str | None, int]]) -> None:
    asked = request(name="x" + text) if any(c.isascii() and c.isalnum() for c in text) else request()
    names = wav_names(asked, [PlannedWav(*wav) for wav in wavs])
    assert all(re.fullmatch(r"[A-Za-z0-9_#-]+\.wav", name) and len(name) < 200 for name in names)
    assert len({name.lower() for name in names}) == len(wavs)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Très grave!", "Tres-grave"),
        ("A♭ funk / soul", "Ab-funk-soul"),
        ("F♯ pads", "F#-pads"),
        ("B♭ horns", "Bb-horns"),
        ("Straße", "Strasse"),
        ("Москва ночью", "Moskva-nochyu"),
        ("東京 さくら", "DongJing-sakura"),
        ("서울", "SeoUl"),
        ("Ελλάδα", "Ellada"),
        ("Łódź, ½ tempo", "Lodz-1-2-tempo"),
        ("ﬁne", "fine"),
        ("á̧", "a"),
        ("🥁🥁", "take"),
        ("../..", "take"),
        ("", "take"),
    ],
)
def test_other_signs_become_hyphens(text: str, part: str) -> None:
    assert name_part(text) == part
    assert file_letters(text, 60) == (part if text.strip("🥁./") else "")


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert file_letters(file_letters(text, 60), 60) == file_letters(text, 60)
    assert name_part(text).isascii()


def test_a_name_in_any_script_is_taken() -> None:
    assert request(name="東京").name == "DongJing"
    assert request(name="F♯ pads").name == "F#-pads"
    assert GenerationRequest.resolve("Straße bei Nacht", seed=1).name == "strasse-bei-nacht"
