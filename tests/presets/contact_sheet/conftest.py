"""Takes of the bundled model under hard names, and a headless Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from musiccm_daw.asking import ask
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.making import make_take
from tests.conftest import missing_for_weights

HARD_NAMES = ("take #1 at 100%", "Čaj é & <b>", 'it\'s "quoted" + ?x=1')
PROMPT = "lo-fi beat <script>document.title = 'hurt'</script> & {{ 7 * 7 }}"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@pytest.fixture(scope="session")
def takes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A take with two stems under three hard names, one in two variations without stems, and one without notes."""
    if (reason := missing_for_weights()) is not None:
        pytest.skip(reason)
    engine = load_engine(device="cpu")
    project = tmp_path_factory.mktemp("project")
    common = {"bars": 1, "steps": 1}
    asked = [
        ask(PROMPT, bpm=90, key="D minor", stems=("drums", "keys"), seed=1, name="kit", **common),
        ask("techno", bpm=140, key="A minor", seed=5, variations=2, name="acid", **common),
        ask("drone", bpm=120, key="none", seed=3, score="none", loop=False, name="drone", **common),
    ]
    kit, acid, drone = (make_take(request, project, engine).folder for request in asked)
    batch = project / "MusicCM"
    copies = [batch / "a batch" / name for name in HARD_NAMES]
    for copy in copies:
        shutil.copytree(kit, copy)
    return (*copies, acid, drone)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser that keeps a list of the players that a page makes."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("chromium and chromedriver are not installed")
    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with Chrome(options, ChromeService(driver)) as started:
        source = (
            "window.players = [];"
            "window.Audio = class extends Audio { constructor(...a) { super(...a); window.players.push(this); } };"
        )
        started.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
        yield started
