"""The import rules of docs/architecture.md, held by walking the imports of every file.

A rule is a prefix of module names with the modules of our own that it may import; the longest prefix that fits a file
is its rule.
"""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("musiccm_daw", "bridge", "presets", "trainer")

DOORS = (
    "musiccm_daw.making",
    "musiccm_daw.take",
    "musiccm_daw.take_files",
    "musiccm_daw.first_bars",
    "musiccm_daw.asking",
    "musiccm_daw.asking_edit",
    "musiccm_daw.scoring",
    "musiccm_daw.casting",
    "musiccm_daw.idle_words",
    "musiccm_daw.edit_scoring",
    "musiccm_daw.given_parts",
)
# Measures audio that people name, so that a request can fit it.
FITTING = "musiccm_daw.fitting"
CLIP = "musiccm_daw.clip"
# The package itself, with its version, and the files beside it, but those that lie above other layers.
CORE = (
    "musiccm_daw",
    *(f"musiccm_daw.{file.stem}" for file in (ROOT / "musiccm_daw").glob("[a-z]*.py")),
)
CORE = tuple(name for name in CORE if name not in (*DOORS, FITTING, CLIP))
SCORE = "musiccm_daw.score.*"
REQUEST = "musiccm_daw.request.*"
COMPOSER = "musiccm_daw.composer.*"
STYLES = "musiccm_daw.composer.styles.*"
# The words stand on the names of instruments and numbers, and reading a prompt on the words and the styles.
WORDS = ("musiccm_daw.composer.words.*", "musiccm_daw.composer.instrument_names")
ANALYSIS = "musiccm_daw.analysis.*"
MODEL = "musiccm_daw.model.*"
ENGINE = "musiccm_daw.engine.*"
WRITERS = "musiccm_daw.writers.*"
# Training and generation lay out condition columns by the same code.
CONDITIONING = ("musiccm_daw.engine.conditioning", "musiccm_daw.engine.score_columns")
LIBRARY = (*CORE, CLIP, FITTING, *DOORS, SCORE, REQUEST, COMPOSER, ANALYSIS, MODEL, ENGINE, WRITERS)
TRAINING, LOSSES, METRICS = "trainer.training.*", "trainer.losses.*", "trainer.metrics.*"
CORPUS, DATASET = "trainer.corpus.*", "trainer.dataset.*"
STAGES = tuple(f"trainer.{file.stem}" for file in (ROOT / "trainer").glob("[a-z]*.py"))

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # Its public names are loaded from their homes when they are first used.
    "musiccm_daw": (*CORE, ENGINE, *DOORS),
    **{name: CORE for name in CORE if name != "musiccm_daw"},
    CLIP: (*CORE, REQUEST),
    **{name: (*CORE, CLIP, SCORE, REQUEST, COMPOSER, ANALYSIS, WRITERS, FITTING, *DOORS) for name in DOORS},
    FITTING: (*CORE, CLIP, SCORE, REQUEST, ANALYSIS, WRITERS),
    "musiccm_daw.score": (*CORE, SCORE),
    "musiccm_daw.request": (*CORE, SCORE, REQUEST),
    "musiccm_daw.composer": (*CORE, SCORE, REQUEST, COMPOSER),
    "musiccm_daw.composer.words": (*CORE, "musiccm_daw.request.number_words", *WORDS),
    "musiccm_daw.composer.reading": (
        *(*CORE, SCORE, REQUEST, *WORDS, STYLES),
        *("musiccm_daw.composer.chords.named_progressions", "musiccm_daw.composer.reading.*"),
    ),
    "musiccm_daw.analysis": (*CORE, ANALYSIS),
    "musiccm_daw.model": (*CORE, MODEL),
    "musiccm_daw.writers": (*CORE, CLIP, SCORE, REQUEST, WRITERS),
    "musiccm_daw.engine": (*CORE, CLIP, SCORE, REQUEST, COMPOSER, MODEL, ENGINE),
    "musiccm_daw.cli": (*LIBRARY, "musiccm_daw.cli.*", "bridge.*", "presets.*", "trainer.*"),
    "bridge": ("bridge",),
    "bridge.osc": (*CORE, REQUEST, "bridge.osc.*"),
    "bridge.hosts": (*CORE, "bridge.osc.*", "bridge.hosts.*"),
    "bridge.hosts.ableton": (*CORE, REQUEST, "bridge.osc.*", "bridge.hosts.ableton.*"),
    "bridge.clocks": (*CORE, "bridge.osc.*", "bridge.clocks.*"),
    "bridge.server": (*CORE, REQUEST, WRITERS, *DOORS, "presets.*", "bridge.*"),
    "bridge.osc_speed": (*CORE, ENGINE, "bridge.*"),
    "presets": (*CORE, CLIP, SCORE, REQUEST, WRITERS, *DOORS, "presets.*"),
    "trainer": (*CORE, MODEL, *CONDITIONING, TRAINING, LOSSES, CORPUS, DATASET, "trainer.evaluation.showing", *STAGES),
    "trainer.training": (*CORE, MODEL, TRAINING),
    "trainer.losses": (*CORE, MODEL, TRAINING, LOSSES),
    "trainer.metrics": (*CORE, SCORE, ANALYSIS, MODEL, METRICS),
    "trainer.corpus": (*CORE, SCORE, COMPOSER, TRAINING, CORPUS),
    # Foreign files state their facts in names, as prompts do, and in chunks, as our own files do.
    "trainer.corpus.importing": (
        *CORE, SCORE, COMPOSER, ANALYSIS, "musiccm_daw.request.prompt_facts", WRITERS, TRAINING, METRICS, CORPUS,
    ),
    "trainer.dataset": (*CORE, MODEL, *CONDITIONING, CORPUS, TRAINING, DATASET),
    "trainer.evaluation": (*LIBRARY, "trainer.*"),
    "trainer.evaluate": (*LIBRARY, "trainer.*"),
}  # fmt: skip
WITHOUT_TORCH = (
    "musiccm_daw.score",
    "musiccm_daw.request",
    "musiccm_daw.composer",
    "musiccm_daw.analysis",
    "musiccm_daw.writers",
    "musiccm_daw.making",
    "musiccm_daw.take",
    "musiccm_daw.first_bars",
    "musiccm_daw.fitting",
    "musiccm_daw.cli",
    "bridge.clocks",
    "bridge.osc",
    "bridge.hosts",
    "presets",
)


def module_name(file: Path) -> str:
    """The dotted name of a source file: musiccm_daw/model/__init__.py is musiccm_daw.model."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def source_files() -> list[Path]:
    return sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))


def is_ours(name: str) -> bool:
    return name.split(".")[0] in PACKAGES


def module_exists(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def imported_modules(file: Path, *, top_level_only: bool = False) -> Iterator[str]:
    """Every module that the file imports; `from a import b` is a.b where that is a module, else a."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the layers; name the module in full"
            source = node.module or ""
            for alias in node.names:
                full = f"{source}.{alias.name}"
                yield full if is_ours(full) and module_exists(full) else source


def fits(module: str, pattern: str) -> bool:
    if pattern.endswith(".*"):
        return module == pattern[:-2] or module.startswith(pattern[:-1])
    return module == pattern


def rule_of(module: str) -> str:
    prefixes = [prefix for prefix in MAY_IMPORT if module == prefix or module.startswith(prefix + ".")]
    return max(prefixes, key=len)


@pytest.mark.parametrize("file", source_files(), ids=module_name)
def test_a_file_imports_only_what_its_layer_may(file: Path) -> None:
    rule = rule_of(module_name(file))
    wrong = sorted(
        name
        for name in set(imported_modules(file))
        if is_ours(name) and not any(fits(name, allowed) for allowed in MAY_IMPORT[rule])
    )
    assert not wrong, f"{module_name(file)} (rule {rule!r}) may not import {', '.join(wrong)}"


def declared_distributions() -> set[str]:
    """Distributions that pyproject.toml names, required or in an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(text for extra in extras for text in extra)]
    return {normal(re.split(r"[^\w.-]", text, maxsplit=1)[0]) for text in requirements}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_declared() -> None:
    imported = {name.split(".")[0] for file in source_files() for name in imported_modules(file)}
    # _typeshed is for type checkers alone.
    known = {*sys.stdlib_module_names, "_typeshed"}
    foreign = {name for name in imported if not is_ours(name) and name not in known}
    distributions = importlib.metadata.packages_distributions()
    declared = declared_distributions()
    undeclared = {
        name for name in foreign if not {normal(found) for found in distributions.get(name, [name])} & declared
    }
    assert not undeclared


@pytest.mark.parametrize(
    "file", [f for f in source_files() if module_name(f).startswith(WITHOUT_TORCH)], ids=module_name
)
def test_torch_free_files_name_no_torch_at_the_top(file: Path) -> None:
    assert "torch" not in {name.split(".")[0] for name in imported_modules(file, top_level_only=True)}


@pytest.mark.parametrize(
    "statement",
    [
        "import musiccm_daw",
        "import bridge",
        "import bridge.hosts.status",
        "import bridge.clocks.follow",
        "import presets.takes",
        "import musiccm_daw.writers",
        "import musiccm_daw.request.request",
        "import musiccm_daw.engine.conditioning",
        "import musiccm_daw.engine.score_columns",
        "import musiccm_daw.cli.app",
        "from musiccm_daw.cli.app import run; assert run(['--help']) == 0",
        "from musiccm_daw.cli.app import run; assert run(['generate', '--help']) == 0",
        "from musiccm_daw.cli.app import run; assert run(['generate', 'a beat', '--dry-run']) == 0",
        "from musiccm_daw.cli.app import run; assert run(['presets', 'list']) == 0; "
        "assert run(['presets', 'show', 'lofi-study-kit']) == 0; assert run(['presets', 'schema']) == 0; "
        "assert run(['presets', 'validate', 'presets/library']) == 0",
    ],
)
def test_torch_and_scipy_stay_unloaded(statement: str) -> None:
    program = f"{statement}\nimport sys; sys.exit(bool({{'torch', 'scipy'}} & set(sys.modules)))"
    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr or "torch or scipy was loaded"
