"""Durations and config files: what is read, and what is refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from musiccm_daw.cli.options.train import parse_seconds, with_config
from musiccm_daw.errors import RequestError


@dataclass(frozen=True)
class Stage:
    """Options of a stage."""

    steps: int = 10
    rate: float = 0.5
    layers: tuple[int, ...] = ()
    start: Literal["any", "grid"] = "any"


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("30m", 1800), ("1.5h", 5400), (None, None)])
def test_durations(text: str | None, seconds: float | None) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "-5m", "soon", "5 days"])
def test_text_that_is_not_a_duration_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="is not a duration above zero; give one such as 90s"):
        parse_seconds(text)


def test_a_file_replaces_only_what_it_names(tmp_path: Path) -> None:
    config = tmp_path / "stage.toml"
    config.write_text("rate = 1\nlayers = [2, 4]\nstart = 'grid'\n", encoding="utf-8")
    assert with_config(Stage(), config) == Stage(steps=10, rate=1.0, layers=(2, 4), start="grid")
    assert with_config(Stage(), None) == Stage()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stpes = 3", "use steps, rate"),
        ("steps = 'x'", "give int"),
        ("rate = true", "give float"),
        ("layers = 3", "give a list of int"),
        ("layers = [1.5]", "give a list of int"),
        ("start = 'all'", "give 'any' or 'grid'"),
        ("start = ['any']", "give 'any' or 'grid'"),
        ("=", "cannot be read"),
        ("rate = " + "[" * 10_000, "cannot be read"),
    ],
    ids=lambda text: text[:20],
)
def test_a_wrong_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    config = tmp_path / "stage.toml"
    config.write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match=said):
        with_config(Stage(), config)
