"""The file: what it says, that it needs nothing else, and that it is written whole or not at all."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from musiccm_daw.errors import ProjectError, RequestError
from presets.contact_sheet.sheet import write_contact_sheet
from tests.presets.contact_sheet.conftest import PROMPT

pytestmark = pytest.mark.weights
TITLE = "</title><script>document.title = 'hurt'</script>"


class Page(HTMLParser):
    """The elements of a page, and the text in each kind."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.setdefault(self.elements[-1][0], []).append(data) if self.elements else None

    def values(self, attribute: str) -> list[str]:
        return [str(found[attribute]) for _, found in self.elements if attribute in found]


@pytest.fixture(scope="module")
def page(takes: tuple[Path, ...]) -> Page:
    folder = takes[-1].parent
    path = write_contact_sheet(folder, takes, title=TITLE)
    assert path == folder / "index.html"
    return Page(path)


def test_every_take_and_every_variation_has_a_card(page: Page) -> None:
    assert [text for text in page.text["h2"] if text.strip()] == [
        "kit", "kit", "kit", "acid, variation 1", "acid, variation 2", "drone",
    ]  # fmt: skip


def test_facts_are_those_of_the_takes(page: Page) -> None:
    facts = page.text["dd"]
    for fact in ("90 bpm", "D minor", "1 bar of 4/4", "2.7 s", "loop", "one-shot", "6", "musiccm-small, 1 step"):
        assert fact in facts


def test_all_links_lead_to_files(page: Page, takes: tuple[Path, ...]) -> None:
    links = [link for link in (*page.values("href"), *page.values("data-wav")) if not link.startswith("data:")]
    files = [takes[-1].parent / unquote(link) for link in links]
    assert all(file.is_file() for file in files)
    on_disk = {file for take in takes for file in take.iterdir()}
    assert set(files) == on_disk


def test_the_page_asks_for_nothing_else(page: Page) -> None:
    assert all(source.startswith("data:image/webp;base64,") for source in page.values("src"))
    kinds = {tag for tag, _ in page.elements}
    assert not kinds & {"iframe", "object", "embed", "base", "form", "audio", "video"}
    assert [found["href"] for tag, found in page.elements if tag == "link"] == ["data:,"]
    assert "@import" not in "".join(page.text["style"])
    assert "url(" not in "".join(page.text["style"])


def test_what_users_wrote_is_text(page: Page) -> None:
    assert [tag for tag, _ in page.elements].count("script") == 4
    assert not [name for _, found in page.elements for name in found if name.startswith("on")]
    assert "".join(page.text["h1"]).strip() == TITLE
    assert PROMPT in page.text["p"]


def test_the_same_takes_give_the_same_bytes(takes: tuple[Path, ...]) -> None:
    folder = takes[-1].parent
    first = write_contact_sheet(folder, takes[:1], title="Kit").read_bytes()
    # As a killed run leaves it.
    (folder / "index.html.part").write_bytes(b"half")
    assert write_contact_sheet(folder, takes[:1], title="Kit").read_bytes() == first
    assert not (folder / "index.html.part").exists()


@pytest.mark.parametrize("damaged", ["manifest.json", "score.mid", ".wav"])
def test_a_damaged_take_leaves_the_earlier_page(takes: tuple[Path, ...], tmp_path: Path, damaged: str) -> None:
    take = Path(shutil.copytree(takes[0], tmp_path / "take"))
    written = write_contact_sheet(tmp_path, [take], title="Kit").read_bytes()
    file = next(file for file in take.iterdir() if file.name.endswith(damaged))
    file.write_bytes(b"damaged")
    with pytest.raises((ProjectError, RequestError), match=re.escape(file.name)) as error:
        write_contact_sheet(tmp_path, [take], title="Kit")
    assert "\n" not in str(error.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "take"]
    assert (tmp_path / "index.html").read_bytes() == written


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no such file or directory"):
        write_contact_sheet(tmp_path / "nowhere", [], title="Nothing")


def test_a_batch_without_takes_has_a_page(tmp_path: Path) -> None:
    assert Page(write_contact_sheet(tmp_path, [], title="Nothing")).text["h1"][0] == "Nothing"
