"""Options in pairs: each combination is refused in one line, or makes a request that everything after it can take."""

import json
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import soundfile

from bridge.osc.messages import Ack
from bridge.server.estimates import work_of
from bridge.server.history import History
from bridge.server.recovery import recover
from musiccm_daw.asking import ask
from musiccm_daw.asking_edit import ask_edit
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import PresetError, RequestError
from musiccm_daw.idle_words import density_is_idle, idle_words
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import count_parts, planned_scores
from musiccm_daw.writers import read_clip
from musiccm_daw.writers.names import wav_names
from musiccm_daw.writers.plan import planned_wavs
from presets.documents import document_of_request
from tests.musiccm_daw.analysis.music import chords
from tests.musiccm_daw.given_files import BASS_LINE
from tests.playback import noise_clip, write_clip

PROMPT = "staccato lo-fi beat, pads, vibraphone, 2 bars"
CLIENT = ("127.0.0.1", 9)
OPTIONS: dict[str, Any] = {
    "bpm": 97.5,
    "bars": 6,
    "meter": "6/8",
    "key": "none",
    "chords": "Am | F",
    "loop": False,
    "stems": ("drums", "bass=warm sub"),
    "sections": (Section(1, "soft", name="a", density=0.2), Section(1, energy=0.9)),
    "variations": 2,
    "score": "none",
    "parts": True,
    "density": 0.8,
    "energy": 0.2,
    "midi": ("line.mid",),
    "fit_to": "chords.wav",
}
"""Those that may have to do with each other; the others set one number of the sampler or the file."""
EDITS = {
    "repaint": AskedEdit(EditKind.REPAINT, bars="2"),
    "continue": AskedEdit(EditKind.CONTINUE),
    "variation of the sound": AskedEdit(EditKind.VARIATION, strength=0.3),
    "variation of the notes": AskedEdit(EditKind.VARIATION, keep="sound"),
}
Options = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of the options, and a take."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "line.mid").write_bytes(BASS_LINE)
    soundfile.write(folder / "chords.wav", chords(120, [(57, True), (53, False)]), 44_100)
    return folder


@pytest.fixture(scope="module")
def clips(folder: Path) -> dict[str, SourceClip]:
    """Return clips to edit: with a score, with stems, and one whose file says nothing."""
    plain, stems = (ask(PROMPT, seed=1, name=name, **more) for name, more in
                    (("plain", {}), ("stems", {"stems": ("keys", "bass")})))  # fmt: skip
    takes = [write_clip(noise_clip(request), folder, with_scores=True) for request in (plain, stems)]
    named = {take.folder.name.partition("_")[0]: read_clip(take.folder) for take in takes}
    return {**named, "foreign": read_clip(folder / "chords.wav")}


def pairs_with(name: str) -> Iterator[Options]:
    """Yield the options of every pair whose first one has this name, and the first alone."""
    yield {name: OPTIONS[name]}
    for first, second in combinations(OPTIONS, 2):
        if first == name:
            yield {first: OPTIONS[first], second: OPTIONS[second]}


def assert_in_one_line_each(refusals: list[str]) -> None:
    assert all(len(text) > 20 and "\n" not in text for text in refusals)


def requests_of(
    pairs: Iterator[Options], folder: Path, resolve: Callable[[Options], GenerationRequest]
) -> list[GenerationRequest]:
    """Return the requests of pairs of options that are not refused."""
    requests, refusals = [], []
    for options in pairs:
        paths = {"fit_to": str(folder / "chords.wav"), "midi": (str(folder / "line.mid"),)}
        try:
            requests.append(resolve({name: paths.get(name, value) for name, value in options.items()}))
        except RequestError as error:
            refusals.append(str(error))
    assert requests
    assert_in_one_line_each(refusals)
    return requests


def assert_all_take(request: GenerationRequest, scores: tuple[Score, ...]) -> None:
    """Keep a request, name its files and estimate it, as what comes after it does."""
    assert GenerationRequest.from_json(json.loads(json.dumps(request.to_json()))) == request
    assert len(scores) in (0, request.variations)
    names = wav_names(request, planned_wavs(request, scores))
    assert len(set(names)) == len(names) >= request.variations
    assert count_parts(request) > 0
    assert work_of(request) > 0
    assert set(idle_words(request)) <= {"staccato"}
    density_is_idle(request)


def assert_a_server_finishes(requests: list[GenerationRequest], project: Path) -> None:
    """Recover requests as jobs of a server that was killed while it wrote their takes."""
    history = History(project)
    for number, request in enumerate(requests):
        job = f"job-{number}"
        history.accept(job, CLIENT, project, request, Ack(job, 0, 0.0), asked=None, stream=True)
        history.writes_into(job, project / "MusicCM" / job)
    waiting, finished = recover(history)
    assert [job.request for job in waiting] == requests
    assert not finished
    history.close()


@pytest.mark.parametrize("name", OPTIONS)
def test_new_music(name: str, folder: Path, tmp_path: Path) -> None:
    requests = requests_of(pairs_with(name), folder, lambda options: ask(PROMPT, **options))
    refusals = []
    for request in requests:
        assert_all_take(request, planned_scores(request))
        try:
            document_of_request(request)
        except PresetError as error:
            refusals.append(str(error))
    assert_in_one_line_each(refusals)
    assert_a_server_finishes(requests, tmp_path)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("clip", ["plain", "stems", "foreign"])
def test_edits(edit: str, clip: str, clips: dict[str, SourceClip], folder: Path, tmp_path: Path) -> None:
    source = clips[clip]
    pairs = (pair for name in OPTIONS for pair in pairs_with(name) if "fit_to" not in pair)
    needed = {"bpm": 120, "chords": "Dm"} if clip == "foreign" else {}

    def resolve(options: Options) -> GenerationRequest:
        midi = options.pop("midi", ())
        return ask_edit(source, EDITS[edit], PROMPT, {**needed, **options}, midi=midi)

    requests = requests_of(pairs, folder, resolve)
    for request in requests:
        assert_all_take(request, edited_scores(request, source))
    assert_a_server_finishes(requests, tmp_path)
