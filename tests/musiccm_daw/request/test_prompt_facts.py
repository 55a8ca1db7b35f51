"""Facts in prompts: what counts as one, what only looks like one, and which words remain for the model."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.errors import RequestError
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_tempo import read_tempo


@pytest.mark.parametrize(
    ("prompt", "found", "text"),
    [
        ("dusty lo-fi beat, 84 bpm, D minor", {"bpm": ("84",), "key": ("D minor",)}, "dusty lo-fi beat"),
        ("house at 124.75 BPM with piano", {"bpm": ("124.75",)}, "house with piano"),
        ("124,5bpm house", {"bpm": ("124,5",)}, "house"),
        ("dub, tempo: 70", {"bpm": ("70",)}, "dub"),
        ("an 8-bar loop of techno", {"bars": ("8",)}, "loop of techno"),
        ("strings for 16 bars", {"bars": ("16",)}, "strings"),
        ("Eight bars of dusty Rhodes", {"bars": ("8",)}, "dusty Rhodes"),
        ("a sixteen-bar drum loop", {"bars": ("16",)}, "drum loop"),
        ("thirty-two bars of four on the floor", {"bars": ("32",)}, "four on the floor"),
        ("ninety seconds of rain", {"seconds": ("90 seconds",)}, "rain"),
        ("a crash every four bars", {}, "a crash every four bars"),
        ("waltz in 3/4", {"meter": ("3/4",)}, "waltz"),
        ("rock, 7/8 time signature", {"meter": ("7/8",)}, "rock"),
        ("rock in 4/3 time", {"meter": ("4/3",)}, "rock"),
        ("ballad in F# minor", {"key": ("F# minor",)}, "ballad"),
        ("ballad in f sharp minor", {"key": ("f sharp minor",)}, "ballad"),
        ("Bb major brass", {"key": ("Bb major",)}, "brass"),
        ("brass in Bb", {"key": ("Bb",)}, "brass"),
        ("brass in Am, loud", {"key": ("Am",)}, "brass, loud"),
        ("brass in G", {"key": ("G",)}, "brass"),
        ("brass in the key of e flat minor", {"key": ("e flat minor",)}, "brass"),
        (
            "piano (3/4, 90 bpm), 4 bars in F# minor",
            {"bpm": ("90",), "bars": ("4",), "meter": ("3/4",), "key": ("F# minor",)},
            "piano",
        ),
    ],
)
def test_facts_are_found_and_taken_out(prompt: str, found: dict[str, tuple[str, ...]], text: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == found
    assert facts.text == text


@pytest.mark.parametrize(
    "prompt",
    [
        "24/7 energy",
        "1/16 notes",
        "hi-hats with 1/8 delay and 3/16 echo",
        "a fill every 4 bars",
        "sad song in a minor key",
        "a major hit",
        "C major 7 chords",
        "sections A B A C",
        "E A D G B E tuning",
        "from Am to C",
        "F# and G",
        "808 bass, 90s house, 303 acid",
        "keys and bass in a big room",
        "bpm-synced delay",
    ],
)
def test_what_only_looks_like_a_fact_stays(prompt: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == {}
    assert facts.text == prompt


PIECES = st.one_of(
    st.sampled_from(
        ["pads", "Am", "F#m", "bb", "blues", "dorian", "8A", "e", "flat", "min", "moll", "Dur", "H", "minor"]
    ),
    st.sampled_from(
        ["174", "66", "808", "124,5", "90-100", "bpm", "@", "30", "20000", "tempo", "5", "♩", "route", "at"]
    ),
    st.sampled_from(
        ["seconds", "of", "a", "minute", "minutes", "1:30", "3/4", "8", "bars", "every", "in", "the", "key"]
    ),
    st.sampled_from([",", "-", "(", ")", ".", "|", ":", "=", "C", "F", "G7", "half-time"]),
)


@example("10 90 bpm sec")
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_can_be_read_and_no_fact_is_invented(prompt: str) -> None:
    facts = read_facts(prompt)
    assert facts.found or facts.text == prompt
    assert set(facts.found) <= {"bpm", "bars", "seconds", "meter", "key", "chords"}
    # A church mode is taken for major or minor, and chords are written with bar lines.
    added = {"|", "minor", "major"}
    for values in facts.found.values():
        assert all(word in prompt for value in values for word in value.split() if word not in added)


@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
def test_any_prompt_makes_a_request_or_is_refused_in_one_line_of_ours(prompt: str) -> None:
    remarks: list[str] = []
    try:
        request = ask(prompt, seed=1, on_remark=remarks.append)
    except RequestError as error:
        remarks.append(str(error))
        request = None
    assert not any("\n" in line for line in remarks)
    if request is None:
        return
    for name, values in read_facts(prompt).found.items():
        if name == "bpm":
            assert {request.bpm} == {read_tempo(value) for value in values}


def test_a_length_that_is_not_used_answers_for_the_bars() -> None:
    assert read_facts("dub, 30 seconds, Am, 90 bpm").answered == {"bars", "key", "bpm"}
