"""The page in a true browser, opened from its folder: it plays, searches, sorts, and answers keys."""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from musiccm_daw.cli.again import find_original
from presets.contact_sheet.sheet import write_contact_sheet

pytestmark = pytest.mark.weights
TOGETHER_SECONDS = 0.01
ALL_DRAWN = "document.querySelectorAll('.card').forEach(card => card.style.contentVisibility = 'visible')"
STATE = """
return players.filter(player => player.hasAttribute('src') && !player.paused).map(
  player => ({file: decodeURIComponent(player.src).split('_')[1], at: player.currentTime, muted: player.muted}));
"""


@pytest.fixture
def page(chromium: Chrome, takes: tuple[Path, ...]) -> Iterator[Chrome]:
    """Open the page anew; whatever a test does there, the console stays empty."""
    folder = takes[-1].parent
    path = folder / "index.html"
    if not path.exists() or "Night" not in path.read_text(encoding="utf-8"):
        write_contact_sheet(folder, takes, title="Night batch")
    chromium.get(path.as_uri())
    # Cards that have not been drawn yet move others when they are.
    chromium.execute_script(ALL_DRAWN)
    yield chromium
    assert chromium.get_log("browser") == []


def press(page: Chrome, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def wait(page: Chrome, holds: Callable[[], Any]) -> Any:
    return WebDriverWait(page, 30, 0.05).until(lambda _: holds())


def playing(page: Chrome) -> list[dict[str, Any]]:
    return list(page.execute_script(STATE))


def audible(page: Chrome) -> set[str]:
    return {player["file"] for player in playing(page) if not player["muted"]}


def cards(page: Chrome) -> list[WebElement]:
    return page.find_elements(By.CSS_SELECTOR, "li:not([hidden]) > .card")


def names(page: Chrome) -> list[str]:
    return [card.find_element(By.TAG_NAME, "h2").text for card in cards(page)]


def focused(page: Chrome) -> str | None:
    element = page.switch_to.active_element
    return element.get_attribute("aria-label") or element.get_attribute("id")


def are_together(page: Chrome, count: int) -> bool:
    places = [player["at"] for player in playing(page)]
    return len(places) == count and min(places) > 0 and max(places) - min(places) < TOGETHER_SECONDS


def test_only_files_of_the_page_are_loaded(page: Chrome) -> None:
    page.find_element(By.CSS_SELECTOR, ".play").click()
    wait(page, lambda: playing(page))
    loaded = page.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert {name.split(":")[0] for name in loaded} <= {"data", "file"}


def test_pictures_are_pictures(page: Chrome) -> None:
    sizes = page.execute_script(
        "return Promise.all([...document.images].map(image => image.decode().then(() => image.naturalWidth)))"
    )
    assert len(sizes) == 17
    assert min(sizes) == 480


def test_mix_and_stems_start_together_and_go_round_together(page: Chrome) -> None:
    page.find_element(By.CSS_SELECTOR, ".play").click()
    wait(page, lambda: are_together(page, 3))
    assert audible(page) == {"mix"}
    # A bar at 90 BPM lasts 2.67 s. Then the other deck plays.
    running = "return [...players.keys()].filter(index => !players[index].paused)"
    first = set(page.execute_script(running))
    wait(page, lambda: first.isdisjoint(page.execute_script(running)))
    wait(page, lambda: are_together(page, 3))
    wait(page, lambda: first == set(page.execute_script(running)))
    wait(page, lambda: are_together(page, 3))


def test_a_one_shot_ends(page: Chrome) -> None:
    play = cards(page)[-1].find_element(By.CSS_SELECTOR, ".play")
    play.click()
    wait(page, lambda: len(playing(page)) == 1)
    assert play.get_attribute("aria-label") == "Pause drone"
    wait(page, lambda: not playing(page))
    wait(page, lambda: play.get_attribute("aria-label") == "Play drone")
    play.click()
    wait(page, lambda: len(playing(page)) == 1)


def test_one_take_plays_at_a_time(page: Chrome) -> None:
    first, second = (card.find_element(By.CSS_SELECTOR, ".play") for card in cards(page)[:2])
    first.click()
    wait(page, lambda: len(playing(page)) == 3)
    second.click()
    wait(page, lambda: len(playing(page)) == 3)
    sources = page.execute_script("return players.filter(player => !player.paused).map(player => player.src)")
    assert all("%C4%8Caj" in source for source in sources)
    second.click()
    wait(page, lambda: not playing(page))
    assert page.find_elements(By.CSS_SELECTOR, ".playing") == []


def test_mute_and_solo(page: Chrome) -> None:
    card = cards(page)[0]
    card.find_element(By.CSS_SELECTOR, ".play").click()
    wait(page, lambda: are_together(page, 3))
    mute_drums, mute_keys = card.find_elements(By.CSS_SELECTOR, ".mute")
    solo_drums, solo_keys = card.find_elements(By.CSS_SELECTOR, ".solo")
    for button, expected in (
        (mute_drums, {"keys"}),
        (mute_keys, set()),
        (solo_keys, {"keys"}),
        (solo_drums, {"keys", "drums"}),
        (solo_keys, {"drums"}),
        (solo_drums, set()),
        (mute_keys, {"keys"}),
        (mute_drums, {"mix"}),
    ):
        button.click()
        assert audible(page) == expected
    assert mute_drums.get_attribute("aria-pressed") == "false"


def test_a_click_on_a_picture_plays_from_there(page: Chrome) -> None:
    wave = cards(page)[0].find_element(By.CSS_SELECTOR, ".stem .wave")
    ActionChains(page).move_to_element(wave).click().perform()
    wait(page, lambda: are_together(page, 3))
    first = page.execute_script("return players[0].currentTime")
    assert first > 1.3
    assert cards(page)[0].get_attribute("class") == "card playing"


def test_search_finds_takes_by_all_words(page: Chrome) -> None:
    search = page.find_element(By.ID, "search")
    search.send_keys("ACID 140")
    assert names(page) == ["acid, variation 1", "acid, variation 2"]
    assert page.find_element(By.ID, "count").text == "2 of 6 takes"
    search.send_keys(" nowhere")
    assert names(page) == []
    assert page.find_element(By.ID, "nothing").is_displayed()
    search.clear()
    search.send_keys("é")
    assert names(page) == ["kit"]


def test_takes_are_sorted(page: Chrome) -> None:
    order = page.find_element(By.ID, "order")
    batch = names(page)
    for value, expected in (
        ("tempo", ["kit", "kit", "kit", "drone", "acid, variation 1", "acid, variation 2"]),
        ("name", ["acid, variation 1", "acid, variation 2", "drone", "kit", "kit", "kit"]),
        ("key", ["kit", "kit", "kit", "acid, variation 1", "acid, variation 2", "drone"]),
        ("seed", ["kit", "kit", "kit", "drone", "acid, variation 1", "acid, variation 2"]),
    ):
        order.find_element(By.CSS_SELECTOR, f"[value={value}]").click()
        assert names(page) == expected
    page.find_element(By.ID, "reverse").click()
    assert names(page)[0] == "acid, variation 2"
    order.find_element(By.CSS_SELECTOR, "[value='']").click()
    assert names(page) == batch[::-1]


def test_keys_alone_do_it_all(page: Chrome) -> None:
    press(page, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert focused(page) == "take-2"
    assert page.execute_script("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(page, " ")
    wait(page, lambda: are_together(page, 3))
    press(page, Keys.ARROW_RIGHT)
    assert focused(page) == "drums"
    press(page, "s")
    assert audible(page) == {"drums"}
    press(page, Keys.ARROW_DOWN, "s", "M")
    assert focused(page) == "keys"
    assert audible(page) == {"drums", "keys"}
    press(page, " ")
    wait(page, lambda: not playing(page))
    press(page, Keys.ARROW_LEFT, Keys.ARROW_UP)
    assert focused(page) == "take-1"
    press(page, "/", "acid", Keys.ESCAPE)
    assert names(page) == ["acid, variation 1", "acid, variation 2"]
    assert focused(page) == "take-4"
    # With a button in focus, space presses the button.
    press(page, Keys.TAB)
    assert focused(page) == "Play acid, variation 1"
    press(page, " ")
    wait(page, lambda: len(playing(page)) == 1)


def test_the_copied_command_names_the_take(page: Chrome, takes: tuple[Path, ...]) -> None:
    permissions = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    page.execute_cdp_cmd("Browser.grantPermissions", permissions)
    for card, take in zip(cards(page), takes[:3], strict=False):
        shown = card.find_element(By.TAG_NAME, "code").text
        assert shlex.split(shown) == ["musiccm", "again", str(take.relative_to(takes[-1].parent))]
        button = card.find_element(By.CSS_SELECTOR, ".copy")
        button.click()
        wait(page, lambda button=button: button.text == "Copied")
        copied = shlex.split(page.execute_script("return navigator.clipboard.readText()"))
        assert copied == ["musiccm", "again", str(take)]
        assert find_original(copied[-1], None).request.name == "kit"


def test_a_missing_wav_is_said(page: Chrome, takes: tuple[Path, ...]) -> None:
    wav = next(takes[0].glob("*_keys_*.wav"))
    aside = wav.rename(wav.with_suffix(".aside"))
    try:
        page.find_element(By.CSS_SELECTOR, ".play").click()
        wait(page, lambda: "cannot be played" in page.find_element(By.ID, "count").text)
        assert playing(page) == []
    finally:
        aside.rename(wav)
    # Chromium itself reports the missing file.
    assert all("ERR_FILE_NOT_FOUND" in entry["message"] for entry in page.get_log("browser"))


def test_the_theme_is_the_screens_until_one_is_chosen(page: Chrome) -> None:
    def background() -> str:
        return str(page.execute_script("return getComputedStyle(document.body).backgroundColor"))

    for scheme in ("dark", "light"):
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        wait(page, lambda scheme=scheme: page.execute_script("return document.documentElement.dataset.theme") == scheme)
    light = background()
    page.find_element(By.ID, "theme").click()
    assert background() != light
    page.refresh()
    assert background() != light
    page.find_element(By.ID, "theme").click()
    assert background() == light
    page.execute_script("localStorage.clear()")


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2560])
def test_nothing_is_wider_than_the_screen(page: Chrome, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert page.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
