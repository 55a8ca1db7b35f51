"""The manifest: read as written; anything else is refused in one line that says what and where."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.score.score import Score
from musiccm_daw.writers.manifest import (
    AudioFile,
    Manifest,
    ModelFacts,
    ProjectFile,
    ScoreFacts,
    read_manifest,
    score_facts,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\:\0"), min_size=1, max_size=20).filter(
    lambda name: name not in (".", "..")
)
LEVEL = st.none() | st.floats(-100, 3)
COUNT = st.integers(0, 2**32 - 1)
MANIFESTS = st.builds(
    Manifest,
    app_version=TEXT,
    take=TEXT,
    request=st.dictionaries(TEXT, st.none() | st.booleans() | COUNT | TEXT | st.lists(TEXT)),
    seed=COUNT,
    model=st.builds(ModelFacts, TEXT, TEXT),
    files=st.lists(
        st.builds(
            AudioFile,
            NAME,
            st.none() | TEXT,
            COUNT,
            COUNT,
            TEXT,
            TEXT,
            COUNT,
            COUNT,
            COUNT,
            peak_dbtp=LEVEL,
            lufs=LEVEL,
        ),
        max_size=3,
    ).map(tuple),
    project_files=st.lists(st.builds(ProjectFile, NAME, TEXT), max_size=2).map(tuple),
    scores=st.lists(st.builds(ScoreFacts, NAME), max_size=2).map(tuple),
    seconds=st.dictionaries(TEXT, st.floats(0, 1e6)),
)
SMALL = Manifest(
    app_version="0.1.0",
    take="dub",
    request={"prompt": "dub"},
    seed=7,
    model=ModelFacts("small", "00ff"),
    files=(AudioFile("dub.wav", None, 1, 7, "dub", "00", 10, 44100, 2, -1.2, None),),
    project_files=(ProjectFile("tempo.mid", "00"),),
    scores=(),
    seconds={"write": 0.1},
)


@given(MANIFESTS)
def test_it_is_read_as_written(tmp_path_factory: pytest.TempPathFactory, manifest: Manifest) -> None:
    file = tmp_path_factory.mktemp("take") / "manifest.json"
    file.write_text(manifest.to_json(), encoding="utf-8")
    assert read_manifest(file) == manifest


def test_keys_of_later_versions_are_ignored(tmp_path: Path) -> None:
    document = json.loads(SMALL.to_json())
    document["mood"] = document["files"][0]["mood"] = "calm"
    (tmp_path / "manifest.json").write_text(json.dumps(document))
    assert read_manifest(tmp_path) == SMALL


def changed(path: str, value: Any) -> str:
    """Return the small manifest with one value replaced; `...` removes it."""
    document: Any = json.loads(SMALL.to_json())
    *parents, last = path.split("/")
    place = document
    for key in parents:
        place = place[int(key) if key.isdigit() else key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("\x00\x01", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", r"the document is \[\], but must be an object"),
        (changed("schema_version", 3), "its schema version is 3, but this program reads up to 2; update it"),
        (changed("schema_version", 0), "is damaged: its schema version is 0, and there has been none before 1; name"),
        (changed("schema_version", -1), "there has been none before 1"),
        (changed("schema_version", "1"), "'schema_version' of the document is '1', but must be int"),
        (changed("request", ...), "the document has no 'request'"),
        (changed("seed", True), "'seed' of the document is True, but must be int"),
        (changed("model/sha256", 5), "'sha256' of model is 5, but must be str"),
        (changed("files/0/stem", 5), r"'stem' of files\[0\] is 5, but must be str or null"),
        (changed("files/0/frames", 1.5), r"'frames' of files\[0\] is 1.5, but must be int"),
        *(
            (
                changed(f"{files}/0/path", path),
                rf"'path' of {files}\[0\] is .*, but must name a file beside the manifest",
            )
            for files, path in [
                ("files", "/home/x/private.wav"),
                ("files", "../other/dub.wav"),
                ("files", ".."),
                ("files", ""),
                ("project_files", "/dev/zero"),
                ("project_files", "C:\\dub.mid"),
                ("project_files", "d:dub.mid"),
            ]
        ),
        (changed("seconds/write", "fast"), "'write' of seconds is 'fast', but must be int or float"),
    ],
)
def test_what_is_not_a_manifest_is_refused_in_one_line(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(content)
    with pytest.raises(RequestError, match=reason) as refusal:
        read_manifest(file)
    assert "\n" not in str(refusal.value)


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(RequestError, match="not JSON"):
        read_manifest(tmp_path)


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"cannot read .*no such file or directory; name a take's manifest\.json"):
        read_manifest(tmp_path)


def test_a_score_says_what_words_were_taken_for_and_earlier_ones_do_not(tmp_path: Path) -> None:
    facts = score_facts("score.mid", "00", Score((), "composed", "lofi", (("rainy cafe", "lofi"),)), 1, 7)
    manifest = replace(SMALL, scores=(facts,))
    file = tmp_path / "manifest.json"
    file.write_text(manifest.to_json(), encoding="utf-8")
    assert read_manifest(file) == manifest
    document = json.loads(manifest.to_json())
    assert document["scores"][0].pop("taken") == {"rainy cafe": "lofi"}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert read_manifest(file).scores == (replace(facts, taken={}),)
