"""Where variations and sections lie on a timeline."""

from fractions import Fraction

from musiccm_daw.request.sections import Section
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.regions import Region, regions

GRID = TimeGrid(Fraction(120), Meter(7, 8), 4)  # a bar is 3.5 quarters
SECTIONS = (Section(1, name="intro"), Section(2, name="chorus"), Section(1))


def spans(found: list[Region]) -> list[tuple[str, Fraction, Fraction]]:
    return [(region.name, region.start, region.end) for region in found]


def test_a_take_without_sections_is_one_region() -> None:
    assert spans(list(regions("dub", GRID, (), (1,)))) == [("dub", 0, 14)]


def test_sections_replace_the_region_of_the_only_variation() -> None:
    half = Fraction(7, 2)
    assert spans(list(regions("dub", GRID, SECTIONS, (1,)))) == [
        ("intro", 0, half), ("chorus", half, 3 * half), ("section 3", 3 * half, 14),
    ]  # fmt: skip


def test_variations_follow_each_other_each_with_its_sections() -> None:
    found = spans(list(regions("dub", GRID, SECTIONS, (1, 3))))
    assert [name for name, _, _ in found] == [
        "variation 1", "intro", "chorus", "section 3", "variation 3", "intro", "chorus", "section 3",
    ]  # fmt: skip
    assert [(start, end) for _, start, end in found[4:6]] == [(14, 28), (14, Fraction(35, 2))]


def test_sections_of_one_name_look_alike() -> None:
    sections = [Section(1, name=name) for name in ("verse", "chorus", "verse", "chorus")]
    verse, chorus, *again = [region.colour for region in regions("dub", GRID, sections, (1,))]
    assert [verse, chorus] == again
    assert verse != chorus
