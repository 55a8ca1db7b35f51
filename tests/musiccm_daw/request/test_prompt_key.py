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
        ("guitarra flamenca en la menor", "A minor", "guitarra flamenca"),
        ("piano triste en la mineur", "A minor", "piano triste"),
        ("vals en do mayor", "C major", "vals"),
        ("sol minore, archi", "G minor", "archi"),
        ("re maior violão", "D major", "violão"),
        ("fa sostenido menor, piano", "F# minor", "piano"),
        ("nocturne en si bémol majeur, lent", "Bb major", "nocturne, lent"),
        ("preludio in Do# minore", "C# minor", "preludio"),
        ("mib majeur, cuivres", "Eb major", "cuivres"),
        ("8A pads", "A minor", "pads"),
        ("pads, 12B", "E major", "pads"),
        ("pads in the key of 5A", "C minor", "pads"),
        ("solo in e flat", "Eb major", "solo"),
        ("C#, garage", "C# major", "garage"),
        ("B flat, slow", "Bb major", "slow"),
        ("brass quartet fanfare B flat", "Bb major", "brass quartet fanfare"),
        ("acoustic guitar, no drums, G", "G major", "acoustic guitar, no drums"),
        ("guitar, key G", "G major", "guitar"),
        ("hymn in G for organ", "G major", "hymn for organ"),
        ("travis picking in C with upright bass", "C major", "travis picking with upright bass"),
        ("A aeolian pads", "A minor", "aeolian pads"),
        # A blues in B flat is B flat major; its chords and its scale are the style's.
        ("Bb blues", "Bb major", "blues"),
        ("bb blues", "Bb major", "blues"),
        ("slow E blues", "E major", "slow blues"),
        ("b flat blues", "Bb major", "blues"),
        ("Bb minor blues", "Bb minor", "blues"),
        ("Am pad in C major", "C major", "Am pad"),
        # Beside a tempo, or between commas, small letters are meant.
        ("reggaeton 95 bpm bm dembow", "B minor", "reggaeton dembow"),
        ("house 124bpm fm", "F minor", "house"),
        ("trap 140 em dark", "E minor", "trap dark"),
        ("sad beat gm 90", "G minor", "sad beat"),
        ("night drive, am", "A minor", "night drive"),
        ("epic, cm, loud", "C minor", "epic, loud"),
        ("dub in em, slow", "E minor", "dub, slow"),
        ("pop in bb", "Bb major", "pop"),
        ("dnb 174 bpm c#", "C# major", "dnb"),
        ("techno 130 - a min", "A minor", "techno"),
        ("techno 130 bpm a minor", "A minor", "techno"),
        ("techno a-minor", "A minor", "techno"),
        ("techno amin", "A minor", "techno"),
        ("slow blues in E 12/8", "E major", "slow blues"),
        ("waltz in A 3/4 time", "A major", "waltz"),
        ("techno in A at 130 bpm", "A major", "techno"),
        ("blues in e", "E major", "blues"),
        ("ballad (G)", "G major", "ballad"),
        ("イ短調のピアノ", "A minor", "のピアノ"),
        ("変ホ長調のマーチ", "Eb major", "のマーチ"),
        ("F#マイナーのトラップ", "F# minor", "のトラップ"),
        ("A小调钢琴", "A minor", "钢琴"),
    ],
)
def test_keys(prompt: str, key: str, text: str) -> None:
    facts = read_facts(prompt)
    assert [Key.parse(value) for value in facts.found["key"]] == [Key.parse(key)]
    # What else is a fact has gone, too.
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
        "solo clarinet B flat",
        "guitar tuned down to Eb",
        "a minor inconvenience",
        "part 2A",
        "Section 2A",
        "take 3B",
        "version 1.2A",
        "verse A B section",
        "the H-bomb",
        "C minor 7 stabs",
        "B3 stabs",
        "E4 stabs",
        "Am7 stabs, then Dm7 stabs",
        "Am pad, then Dm pad",
        "we'd minor in music",
        "la mayor parte del tiempo",
        "sin la menor duda",
        "do minor things",
        "la la la",
        "mi corazón",
        "fm synth bass",
        "fm, dx7 bass",
        "old am radio sound",
        "dark, ebm, industrial",
        "strings in a room",
        "the drums come in a bar later",
        "em-dash style",
    ],
)
def test_letters_that_are_no_key(prompt: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == {}
    assert facts.text == prompt


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("in the key of love", {"key": "key of love"}),
        ("form A B A C", {"chords": "A B A C"}),
        ("Am F, then Dm G", {"chords": "Am F"}),
        ("Cm13b9 - F - G", {"chords": "Cm13b9 - F - G"}),
    ],
)
def test_what_may_have_been_meant_as_a_key_or_chords_is_named(prompt: str, unread: dict[str, str]) -> None:
    facts = read_facts(prompt)
    assert (facts.found, facts.unread) == ({}, unread)


@pytest.mark.parametrize(
    ("prompt", "key", "text"),
    [
        ("jam in D dorian", "D minor", "jam dorian"),
        ("E phrygian dominant metal", "E minor", "phrygian dominant metal"),
        ("rock, key of F# mixolydian", "F# major", "rock, mixolydian"),
        ("b flat lydian pads", "Bb major", "lydian pads"),
        ("techno in F# phrygian, dark", "F# minor", "techno phrygian, dark"),
        ("strings in A harmonic minor", "A minor", "strings harmonic minor"),
        ("C hungarian minor violin", "C minor", "hungarian minor violin"),
        ("G raga bhairav, sitar", "G major", "raga bhairav, sitar"),
        ("D hirajoshi koto", "D minor", "hirajoshi koto"),
        ("koto in hirajoshi on D", "D minor", "koto in hirajoshi"),
        ("whole tone harp in E", "E major", "whole tone harp"),
        ("hijaz on D", "D minor", "hijaz"),
        ("Pads in es-lydisch", "Eb major", "Pads lydisch"),
        ("B-dorisch, Klavier", "Bb minor", "dorisch, Klavier"),
        ("h phrygisch", "B minor", "phrygisch"),
        ("guitarra en mi frigio", "E minor", "guitarra frigio"),
        ("piano, ré dorien", "D minor", "piano, dorien"),
        ("si bémol mixolydien", "Bb major", "mixolydien"),
    ],
)
def test_a_scale_with_a_tonic_is_called_by_the_key_of_its_third(prompt: str, key: str, text: str) -> None:
    facts = read_facts(prompt)
    assert [Key.parse(value) for value in facts.found["key"]] == [Key.parse(key)]
    assert facts.text == text
    assert facts.unread == {}


@pytest.mark.parametrize(
    "prompt", ["dorian piano", "a dorian pad", "phrygian", "E dorian, then F lydian", "blues scale"]
)
def test_a_scale_alone_has_no_tonic(prompt: str) -> None:
    assert read_facts(prompt).found == {}


@pytest.mark.parametrize(
    ("prompt", "chords", "text"),
    [
        ("piano Am F C G", "Am | F | C | G", "piano"),
        ("Em C G D strummed", "Em | C | G | D", "strummed"),
        ("Am7 | Dm7 lofi", "Am7 | Dm7", "lofi"),
        ("Am F | C G, rock", "Am F | C G", "rock"),
        ("Am and Dm chords", "Am | Dm", "chords"),
        ("C - F - G strummed", "C | F | G", "strummed"),
        ("Dm7, G7, Cmaj7 on rhodes", "Dm7 | G7 | Cmaj7", "on rhodes"),
        ("C G/B Am F# ballad", "C | G/B | Am | F#", "ballad"),
    ],
)
def test_a_row_of_chords_has_a_chord_a_bar_where_no_bar_lines_stand(prompt: str, chords: str, text: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == {"chords": (chords,)}
    assert facts.text == text


@pytest.mark.parametrize(
    ("prompt", "chord", "text"),
    [
        ("Am7 stabs", "Am7", "stabs"),
        ("brass stabs on Eb7#9, funk", "Eb7#9", "brass stabs, funk"),
        ("funk vamp on E9", "E9", "funk vamp"),
        ("tight drums and brass stabs E9", "E9", "tight drums and brass stabs"),
        ("slap bass, E9", "E9", "slap bass"),
        ("an E9 vamp", "E9", "an vamp"),
    ],
)
def test_one_chord_with_a_seventh_is_that_of_a_vamp(prompt: str, chord: str, text: str) -> None:
    facts = read_facts(prompt)
    assert facts.found == {"chords": (chord,)}
    assert facts.text == text


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
