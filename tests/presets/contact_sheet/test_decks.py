"""Decks alone, in a true browser: loops shorter than those of the page's takes."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from presets.contact_sheet import sheet

DECKS = Path(sheet.__file__).parent / "decks.js"
PASSES = 8
PAGE = """<!doctype html><title>decks</title><button>play</button>
<script>DECKS
const table = new Turntable(["loop.wav"], true, () => true);
const turns = [];
const turn = table.turn.bind(table);
table.turn = () => { turns.push({ at: performance.now() / 1000, from: table.decks[1].leader.currentTime }); turn(); };
document.querySelector("button").onclick = () => table.play();
</script>"""


@pytest.mark.parametrize("length_seconds", [0.5, 0.8, 1.5])
def test_a_loop_turns_once_a_pass_onto_a_deck_at_its_start(
    chromium: Chrome, tmp_path: Path, length_seconds: float
) -> None:
    soundfile.write(tmp_path / "loop.wav", np.full(round(length_seconds * 44_100), 0.1), 44_100)
    page = tmp_path / "decks.html"
    page.write_text(PAGE.replace("DECKS", DECKS.read_text(encoding="utf-8")), encoding="utf-8")
    chromium.get(page.as_uri())
    chromium.find_element(By.TAG_NAME, "button").click()
    WebDriverWait(chromium, 30, 0.05).until(lambda page: page.execute_script("return turns.length") > PASSES)
    turns = chromium.execute_script("table.close(); return turns")
    assert [turn["from"] for turn in turns] == [0] * len(turns)
    passes = [later["at"] - earlier["at"] for earlier, later in pairwise(turns)]
    assert np.median(passes) == pytest.approx(length_seconds, abs=0.15)
