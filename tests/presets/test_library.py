"""The presets that ship: each can be found, is understood word by word, and plays what it names."""

from collections import Counter
from functools import cache

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.styles import HOMES
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from musiccm_daw.writers.names import take_name
from musiccm_daw.writers.plan import planned_wavs
from presets.find import LIBRARY
from presets.load import Preset, load_preset
from presets.takes import PlannedTake, planned_takes

NAMES = sorted(file.stem for file in LIBRARY.glob("*.toml"))
FIRST_LINE = "#:schema ./preset.schema.json"
LONGEST_DESCRIPTION = 100
FORMS = {"kit", "song", "pack", "bed", "cue"}
TAGS = FORMS | {
    *("acid", "acoustic", "afrobeat", "ambient", "blues", "boom bap", "bossa nova", "chiptune", "cinematic"),
    *("classical", "country", "deep house", "disco", "drum and bass", "dub techno", "folk", "funk", "gospel"),
    *("hip hop", "house", "hyperpop", "jazz", "latin", "lo-fi", "metal", "neo soul", "orchestral", "pop", "r&b"),
    *("reggae", "reggaeton", "rock", "salsa", "soul", "synthwave", "techno", "trance", "trap", "trip-hop"),
    *("uk garage", "waltz", "3/4", "6/8", "7/8"),
    *("arp", "bass", "breaks", "drums", "fills", "guitar", "keys", "pads", "percussion", "piano"),
    *("stabs", "strings", "tops"),
    *("club", "film", "game", "loop", "one-shots", "podcast"),
    *("calm", "dark", "energetic", "live", "mellow", "peak time", "retro", "swung", "uplifting", "warm"),
}


@cache
def preset(name: str) -> Preset:
    return load_preset(str(LIBRARY / f"{name}.toml"))


@cache
def takes(name: str) -> list[PlannedTake]:
    return planned_takes(preset(name), base_seed=1)


@cache
def looked_at(name: str) -> tuple[tuple[GenerationRequest, Score], ...]:
    """Return the first and the last take of a preset, each with what it plays."""
    chosen = {take.name: take.request for take in (takes(name)[0], takes(name)[-1])}
    return tuple((request, *planned_scores(request)) for request in chosen.values())


def own_words(request: GenerationRequest) -> dict[str, str]:
    """Return what the prompt of each stem says beyond that of the whole."""
    shared = read_facts(request.prompt).text
    return {str(stem.label): stem.prompt.removesuffix(shared).removesuffix(", ") for stem in request.stems}


def test_there_is_something_for_every_style_and_form() -> None:
    assert len(NAMES) >= 32
    # Gospel is what there is of soul.
    wanted = {style.name for style in HOMES} - {"soul"} | {"gospel", "neo_soul"}
    assert {score.style for name in NAMES for _, score in looked_at(name)} >= wanted
    assert {tag for name in NAMES for tag in preset(name).tags} >= FORMS
    assert {str(looked_at(name)[0][0].meter) for name in NAMES} == {"4/4", "3/4", "6/8", "7/8"}
    assert all(count == 1 for count in Counter(preset(name).description for name in NAMES).values())


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_found_and_read(name: str) -> None:
    found = preset(name)
    assert found.file.read_text().split("\n")[0] == FIRST_LINE
    assert found.name == name == name.lower()
    assert found.description.endswith(".")
    assert len(found.description) <= LONGEST_DESCRIPTION
    assert len(found.tags) >= 3
    assert len(set(found.tags)) == len(found.tags)
    assert set(found.tags) <= TAGS
    assert len(FORMS & set(found.tags)) == 1
    assert ("loop" in found.tags) == found.value("loop", True)
    assert ("song" in found.tags) <= any(key[0] == "section" for key in found.settings)


@pytest.mark.parametrize("name", NAMES)
def test_every_combination_is_a_take_with_a_folder_of_its_own(name: str) -> None:
    assert len(takes(name)) == preset(name).take_count <= 24
    assert len({take_name(take.request, planned_wavs(take.request)) for take in takes(name)}) == len(takes(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_composer_knows_every_word(name: str) -> None:
    for take in takes(name):
        request = take.request
        said = [request.prompt, *own_words(request).values(), *(section.prompt for section in request.sections)]
        assert {word for text in said for word in read_brief(text).unknown} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_stem_plays_the_instrument_that_it_names_and_notes_of_its_own(name: str) -> None:
    for request, score in looked_at(name):
        words = own_words(request)
        assert [part.name for part in score.parts] == list(words)
        assert all(part.notes for part in score.parts)
        played = [
            tuple((note.start_quarters, note.pitch) for note in part.notes) for part in score.parts if part.role != "fx"
        ]
        assert len(set(played)) == len(played)
        for part in score.parts:
            named = [player.instruments for player in read_brief(words[part.name]).players if player.instruments]
            assert not named or any(part.instrument in instruments for instruments in named), part.name
