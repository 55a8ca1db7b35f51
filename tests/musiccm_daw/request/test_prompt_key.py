"""Keys in prompts: as people write them, and letters that are something else."""

import pytest

from musiccm_daw.harmony import Key
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.prompt_key import mode_alone
from musiccm_daw.request.request import GenerationRequest


@pytest.mark.parametrize(
    ("prompt", "key", "text"),
    [
        ("Am pad", "A minor", "pad"),
        ("pad, F#m, dark", "F# minor", "pad, dark"),
        ("trance Ebm", "Eb minor", "trance"),
        ("c#m pad", "C# minor", "pad"),
        ("Hm pad", "B minor", "pad"),
        ("e flat min pads", "Eb minor", "pads"),
        ("e-flat minor pads", "Eb minor", "pads"),
        ("F sharp minor pads", "F# minor", "pads"),
        ("dusty beat, d minor", "D minor", "dusty beat"),
        ("b maj brass", "B major", "brass"),
        ("sad, a minor", "A minor", "sad"),
        ("sad song in a minor", "A minor", "sad song"),
        ("pad in H minor", "B minor", "pad"),
        ("pad, d moll", "D minor", "pad"),
        ("D-Dur brass", "D major", "brass"),
        ("B-Dur march", "Bb major", "march"),
        ("fis-moll, langsam", "F# minor", "langsam"),
        ("Es-Dur und Bläser", "Eb major", "und Bläser"),
        ("8A pads", "A minor", "pads"),
        ("pads, 12B", "E major", "pads"),
        ("pads in the key of 5A", "C minor", "pads"),
        ("solo in e flat", "Eb major", "solo"),
        ("C#, garage", "C# major", "garage"),
        ("A aeolian pads", "A minor", "pads"),
        # A blues in B flat is B flat major; its chords and its scale are the style's.
        ("Bb blues", "Bb major", "blues"),
        ("bb blues", "Bb major", "blues"),
        ("slow E blues", "E major", "slow blues"),
        ("b flat blues", "Bb major", "blues"),
        ("Bb minor blues", "Bb minor", "blues"),
        ("Am pad in C major", "C major", "Am pad"),
    ],
)
def test_keys(prompt: str, key: str, text: str) -> None:
    facts = read_facts(prompt)
    assert [Key.parse(value) for value in facts.found["key"]] == [Key.parse(key)]
    assert facts.text == text


@pytest.mark.parametrize(
    "prompt",
    [
        "I am sad",
        "Am I dreaming",
        "FM bass",
        "DM me",
        "ebm 808",
        "a blues shuffle",
        "A blues shuffle",
        "an apartment in a flat",
        "a minor inconvenience",
        "part 2A",
        "Section 2A",
        "take 3B",
        "version 1.2A",
        "verse A B section",
        "the H-bomb",
        "C minor 7 stabs",
        "Am7 stabs",
        "Am pad, then Dm pad",
        "we'd minor in music",
    ],
)
def test_letters_that_are_no_key(prompt: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == {}
    assert facts.text == prompt


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("dorian", {"key": "dorian"}),
        ("jam in D dorian", {"key": "D dorian"}),
        ("mixolydian organ", {"key": "mixolydian"}),
        ("in the key of love", {"key": "key of love"}),
        ("piano Am F C G", {"chords": "Am F C G"}),
        ("Am7 | Dm7 lofi", {"chords": "Am7 | Dm7"}),
        ("Am and Dm chords", {"chords": "Am and Dm"}),
        ("C - F - G strummed", {"chords": "C - F - G"}),
    ],
)
def test_what_may_have_been_meant_as_a_key_or_chords_is_named(prompt: str, unread: dict[str, str]) -> None:
    facts = read_facts(prompt)
    assert (facts.found, facts.unread) == ({}, unread)


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("sad song in a minor key", "minor"),
        ("Minor-key techno", "minor"),
        ("pop in major", "major"),
        ("dark trap, minor", "minor"),
        ("minor blues", "minor"),
        ("a minor change", None),
        ("minor third stabs", None),
        ("in the major scale, then minor chords", None),
    ],
)
def test_a_mode_without_a_tonic_decides_which_keys_are_drawn(words: str, mode: str | None) -> None:
    assert mode_alone(words) == mode
    if mode is not None:
        keys = {GenerationRequest.resolve(words, seed=seed).key for seed in range(20)}
        assert {key.mode for key in keys if key is not None} == {mode}
        assert len(keys) > 3
