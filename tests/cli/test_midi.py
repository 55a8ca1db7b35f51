"""MIDI from the command line: files that are played, what is said of them, scores that are kept and played again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import soundfile

from musiccm_daw import making as making_module
from musiccm_daw.cli.app import run
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.midi_reader import MAX_BYTES, read_score
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import planned_scores
from tests.cli.stand_in import StandInEngine
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

SONG = smf(title("keys") + note(60) + END)
TEMPO = meta(0x51, (500_000).to_bytes(3, "big"))


class ScoredEngine(StandInEngine):
    """A stand-in that takes scores, and plays sines all the same."""

    reads_scores = True


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> ScoredEngine:
    from musiccm_daw.cli import making

    engine = ScoredEngine()
    monkeypatch.setattr(making, "load_engine", lambda model, device: engine)
    return engine


def written(tmp_path: Path, content: bytes, name: str = "song.mid") -> str:
    (tmp_path / name).write_bytes(content)
    return str(tmp_path / name)


def generate(project: Path, *options: str, prompt: str = "warm keys") -> int:
    return run(["generate", prompt, "--seed", "5", "--project", str(project / "project"), *options])


def one_line(capsys: pytest.CaptureFixture[str], project: Path) -> str:
    """Return the one line of a refusal; nothing has been written."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("musiccm: ")
    assert len(err.splitlines()) == 1
    assert not (project / "project").exists() or not list((project / "project").rglob("*.*"))
    return err


BAD = {
    "empty": (b"", "is empty"),
    "truncated": (SONG[:-6], "ends too early"),
    "only a header": (SONG[:14], "ends too early"),
    "SMPTE time": (smf(note(60) + END, ticks=0xE728), "SMPTE"),
    "no notes": (smf(title("keys") + END), "no notes"),
    "no tracks": (smf(), "no notes"),
    "200 tracks": (smf(*[note(60) + END] * 200), "200 tracks with notes, and at most 16"),
    "tempo 0": (smf(meta(0x51, bytes(3)) + note(60) + END), "tempo of 0"),
    "a text file": (b"Verse 1\nAm F C G\n", "not a MIDI file"),
    "10 MB of notes": (smf(note(60) * (10 * 2**20 // 8) + END), f"larger than {MAX_BYTES // 2**20} MB"),
    "type 2": (smf(note(60) + END, kind=2), "type 2"),
    "type 9": (smf(note(60) + END, kind=9), "type 9"),
    "bytes that are no events": (smf(b"\x00\x40\x40" + END), "damaged"),
    "notes that no piano has": (smf(note(10) + END), "no notes between A0 and C8"),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["run", "dry run"])
def test_what_cannot_be_played_is_refused_in_one_line(
    content: bytes,
    words: str,
    dry: tuple[str, ...],
    engine: StandInEngine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = written(tmp_path, content)
    assert generate(tmp_path, "--midi", path, *dry) == 2
    assert words in one_line(capsys, tmp_path)
    assert engine.requests == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--midi", "nowhere.mid"], "no such file"),
        (["--midi", "bass=nowhere.mid", "--stem", "bass"], "no such file"),
        (["--midi", "{song}", "--score", "none"], "contradict"),
        (["--midi", "{song}", "--score", "composed"], "contradict"),
        (["--midi", "{late}", "--bars", "1"], "would be silent: the first note is in bar 3"),
        (["--midi", "{late}", "--bars", "1", "--dry-run"], "would be silent: the first note is in bar 3"),
        (["--parts", "--score", "none"], "parts are those of a score"),
        (["--score", "given"], "use composed or none"),
        (["--midi", "{two}", "--stem", "bass", "--stem", "drums"], "the tracks are keys, keys-2"),
        (["--midi", "bass={song}", "--stem", "drums"], "no stem bass"),
    ],
)
def test_a_wrong_request_is_refused_before_a_model_is_loaded(
    options: list[str], words: str, engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    song, two = written(tmp_path, SONG), written(tmp_path, smf(note(60) + END, note(62) + END), "two.mid")
    late = written(tmp_path, smf(title("keys") + b"\x9e\x00" + note(60)[1:] + END), "late.mid")
    assert generate(tmp_path, *[option.format(song=song, two=two, late=late) for option in options]) == 2
    assert words in one_line(capsys, tmp_path)
    assert engine.requests == []


@pytest.mark.parametrize("options", [["--midi", "{song}"], ["--parts"]])
def test_a_model_that_reads_no_scores_cannot_serve_them(
    options: list[str], engine: StandInEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    song = written(tmp_path, SONG)
    assert generate(tmp_path, *[option.format(song=song) for option in options]) == 3
    assert "plays no scores" in one_line(capsys, tmp_path)


def test_a_model_that_reads_no_scores_makes_takes_without(engine: StandInEngine, tmp_path: Path) -> None:
    assert generate(tmp_path, "--bars", "1", "--quiet") == 0
    assert not list(tmp_path.rglob("score*.mid"))


def test_remarks_go_to_stderr_and_the_result_alone_to_stdout(
    scored: ScoredEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slower = b"\x00\xff\x51\x03\x0f\x42\x40"
    unended = b"\x00\x90\x43\x40"
    late = b"\xa0\x00\x90\x40\x40\x10\x80\x40\x00"
    song = smf(TEMPO + title("keys") + note(60) + slower + note(5) + unended + late + END)
    assert generate(tmp_path, "--midi", written(tmp_path, song), "--bars", "1", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["bpm"] == 120
    assert all(line.startswith("note: ") for line in err.splitlines())
    for words in ("changes its tempo", "outside A0 to C8", "without an end", "after bar 1"):
        assert sum(words in line for line in err.splitlines()) == 1, words


def test_a_dry_run_needs_no_model_and_shows_the_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate(tmp_path, "--midi", written(tmp_path, SONG), "--dry-run", "--json", "--model", "nowhere") == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["score"], plan["sources"]["bars"]) == ("given", "midi")
    assert [(part["name"], part["notes"]) for part in plan["score_parts"]] == [("keys", 1)]
    assert not (tmp_path / "project").exists()


def test_a_stem_plays_its_file_beside_composed_stems(
    scored: ScoredEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = written(tmp_path, smf(title("anything") + note(33) + note(40) + END), "line.mid")
    options = ["--stem", "bass", "--stem", "drums", "--midi", f"bass={line}", "--bars", "2", "--json"]
    assert generate(tmp_path, *options) == 0
    manifest = json.loads(Path(json.loads(capsys.readouterr().out)["manifest"]).read_text())
    (score,) = manifest["scores"]
    assert score["source"] == "given"
    notes = {part["name"]: part["notes"] for part in score["parts"]}
    assert notes["bass"] == 2
    assert notes["drums"] > 2


@pytest.fixture
def checkpoint(tiny_score_checkpoint: Path) -> list[str]:
    return ["--model", str(tiny_score_checkpoint), "--steps", "1", "--json"]


def made(capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict[str, Any], list[Any]]:
    """Return folder, facts and frames of a take that has just been made."""
    result = json.loads(capsys.readouterr().out)
    frames = [soundfile.read(file["path"], dtype="int32")[0].tolist() for file in result["files"]]
    return Path(result["manifest"]).parent, result, frames


@pytest.mark.parametrize("stems", [[], ["--stem", "drums", "--stem", "keys=dusty rhodes"], ["--parts"]], ids=str)
def test_a_score_given_back_gives_the_same_frames(
    stems: list[str], checkpoint: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--bpm", "240.123", "--bars", "2", "--meter", "3/4", *stems, *checkpoint]
    assert generate(tmp_path, *options, prompt="jazz trio") == 0
    folder, result, frames = made(capsys)
    back = [*stems, *checkpoint, "--midi", str(folder / "score.mid")]
    assert generate(tmp_path, *back, prompt="jazz trio") == 0
    other, given, again = made(capsys)
    assert [given[fact] for fact in ("bpm", "bars", "meter", "key")] == [
        result[fact] for fact in ("bpm", "bars", "meter", "key")
    ]
    assert again == frames
    assert other != folder


def test_again_plays_the_kept_score_and_composes_nothing(
    checkpoint: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert generate(tmp_path, "--bpm", "240", "--bars", "1", *checkpoint, prompt="jazz trio") == 0
    folder, _, frames = made(capsys)

    def compose_anew(*_: object) -> tuple[Score, ...]:
        raise AssertionError("a later composer would write other notes")

    monkeypatch.setattr(making_module, "planned_scores", compose_anew)
    assert run(["again", str(folder), *[option for option in checkpoint if option not in ("--steps", "1")]]) == 0
    other, _, again = made(capsys)
    assert again == frames
    kept, played = (read_score((take / "score.mid").read_bytes()).parts for take in (folder, other))
    assert played == kept


def test_again_needs_none_of_the_files_that_a_take_was_given(
    checkpoint: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    song = written(tmp_path, SONG)
    assert generate(tmp_path, "--midi", song, *checkpoint) == 0
    folder, _, frames = made(capsys)
    Path(song).unlink()
    assert run(["again", str(folder), *[option for option in checkpoint if option not in ("--steps", "1")]]) == 0
    assert made(capsys)[2] == frames


def test_an_edited_score_is_not_played_as_the_kept_one(
    scored: ScoredEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(tmp_path, "--bars", "1", "--json") == 0
    folder = Path(json.loads(capsys.readouterr().out)["manifest"]).parent
    score = folder / "score.mid"
    score.write_bytes(score.read_bytes().replace(b"\x90", b"\x91", 1) + b" ")
    assert run(["again", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "has changed since the take was made" in err
    assert "generate --midi" in err
    assert len(list(folder.parent.iterdir())) == 1


def test_other_stems_play_other_parts_of_the_same_score(tmp_path: Path) -> None:
    wide, narrow = (
        GenerationRequest.resolve("deep house", seed=5, key="Am", stems=stems)
        for stems in (("drums", "bass", "keys"), ("bass",))
    )
    assert planned_scores(narrow)[0].part("bass").notes == planned_scores(wide)[0].part("bass").notes
