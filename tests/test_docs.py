"""The documents say what the code says: references are fresh, links and named files exist."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.listeners import LAPSE_SECONDS
from presets.matrix import MAX_TAKES

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
OUR_FILE = re.compile(r"`((?:musiccm_daw|bridge|presets|trainer|tests|docs|dev)/[\w./-]+\.\w+)`")
NAMED_SOURCE = re.compile(r"`([\w./-]+\.(?:py|lua|js))`")
OTHERS_SOURCES = {"abletonosc/osc_server.py", "musiccm.js"}
"""AbletonOSC's, and what the device for Live is built into."""
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py, which is no package."""
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_documents_take_from_the_code_is_fresh(generate: ModuleType) -> None:
    for name in generate.WRITTEN:
        assert (ROOT / name).read_text(encoding="utf-8") == generate.document(name), f"{name}: run `make docs`"


def test_the_schema_of_presets_is_fresh(generate: ModuleType) -> None:
    shipped = (ROOT / "presets" / "library" / "preset.schema.json").read_text(encoding="utf-8")
    assert shipped == generate.json_schema_text(), "run `make docs`"


def test_the_prose_has_the_numbers_of_the_code() -> None:
    osc, presets = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("osc.md", "presets.md"))
    assert f"listens on UDP, {DEFAULT_HOST} port {DEFAULT_PORT}." in osc
    assert f"**Registrations** lapse after {LAPSE_SECONDS:.0f} seconds." in osc
    assert f"each combination of its values, up to {MAX_TAKES}." in presets


def test_every_file_says_what_it_is(generate: ModuleType) -> None:
    files = [file for package in generate.PACKAGES for file in (ROOT / package).rglob("*.py")]
    silent = [str(file.relative_to(ROOT)) for file in files if not generate.first_sentence(file)]
    assert not silent


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_links_and_named_files_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [name for name in OUR_FILE.findall(text) if not (ROOT / name).exists()]
    missing += [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert not missing


def sources() -> list[Path]:
    folders = ("musiccm_daw", "bridge", "presets", "trainer", "tests", "docs", "dev")
    return [
        file for folder in folders for file in (ROOT / folder).rglob("*.*") if file.suffix in (".py", ".lua", ".js")
    ]


def test_source_files_that_are_named_exist() -> None:
    """Named by any end of its path, as `chunks/riff.py` is; what is past in the changelog and the log may be gone."""
    files = sources()
    ends = {"/".join(file.relative_to(ROOT).parts[at:]) for file in files for at in range(len(file.parts))}
    now = [document for document in DOCUMENTS if document.name != "CHANGELOG.md"]
    missing = [
        f"{file.relative_to(ROOT)} names {name}"
        for file in (*files, *now)
        for name in NAMED_SOURCE.findall(file.read_text(encoding="utf-8"))
        if name not in ends | OTHERS_SOURCES
    ]
    assert not missing


def commands_in(document: Path) -> list[str]:
    """Return the command lines of a document's blocks, without what is explained behind them."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    lines = (re.findall(r"^(?:\$ )?musiccm (.*)$", block, flags=re.MULTILINE) for block in blocks)
    return [re.split(r" {8,}| +[>#] ", line)[0] for found in lines for line in found]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_the_options_of_every_command_are_known(document: Path) -> None:
    from typer.main import get_command

    from musiccm_daw.cli.app import app

    for line in commands_in(document):
        command, words = get_command(app), shlex.split(line)
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
        assert command.callback is not None, f"musiccm {line}"
        # It raises an error for an option, a choice or a number of arguments that the command does not have.
        command.make_context(line, words)


def test_the_readme_shows_the_commands_that_people_begin_with() -> None:
    shown = {line.split()[0] for line in commands_in(ROOT / "README.md")}
    assert {"generate", "again", "render", "presets", "serve", "send", "bridge", "doctor"} <= shown


@pytest.mark.weights
def test_the_readmes_python_makes_a_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    names: dict[str, object] = {}
    # One bar instead of eight takes a second.
    exec(program.replace("bars=8", "bars=1"), names)  # noqa: S102
    (file,) = (tmp_path / "my-song").rglob("*.wav")
    assert names["take"].files[0].path == file  # type: ignore[attr-defined]
