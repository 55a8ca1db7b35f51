"""Takes: their order, names and seeds."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given, settings

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import DRAWN_SEEDS
from musiccm_daw.writers.names import take_name
from musiccm_daw.writers.plan import planned_wavs
from presets.load import load_preset
from presets.matrix import matrix_axes
from presets.names import axis_names, joined
from presets.settings import settings_of
from presets.source import Source
from presets.takes import planned_takes


def test_every_combination_is_a_take_in_the_order_of_the_file(written: Callable[..., str]) -> None:
    takes = planned_takes(load_preset(written()), base_seed=1)
    assert [take.name for take in takes] == [
        f"kit_{key}_{bpm}_{sub}"
        for key in ("Fmin", "Cmaj")
        for bpm in ("122bpm", "126p5bpm")
        for sub in ("sub-round-sub", "sub-reese")
    ]
    assert takes[3].values == {"key": "F minor", "bpm": 126.5, "stem.sub.prompt": "reese"}
    assert str(takes[3].request.key) == "F minor"
    assert takes[3].request.bpm * 2 == 253
    assert takes[3].request.stems[1].prompt == "reese, deep house, warm"
    assert takes[3].request.name == "kit_sub-reese", "file names have key and tempo anyway"
    assert take_name(takes[3].request, planned_wavs(takes[3].request)).startswith("kit_sub-reese_126p5bpm_Fmin_4bars_s")


def test_a_take_without_a_matrix_has_the_presets_name(written: Callable[..., str]) -> None:
    (take,) = planned_takes(load_preset("lofi-study-kit", sets=["name=Café #1"]), base_seed=1)
    assert (take.name, take.request.name, take.values) == ("Cafe-#1", "Cafe-#1", {})


def seeds_by_name(kit: str, *sets: str, base_seed: int = 1) -> dict[str, int]:
    takes = planned_takes(load_preset(kit, sets=sets), base_seed=base_seed)
    return {take.name: take.request.seed for take in takes}


def test_drawn_seeds_belong_to_the_values_and_not_to_their_order(written: Callable[..., str]) -> None:
    kit = written()
    seeds = seeds_by_name(kit)
    assert len(set(seeds.values())) == len(seeds) == 8
    assert max(seeds.values()) < DRAWN_SEEDS
    turned = seeds_by_name(kit, "matrix.bpm=[126.5, 122, 90]", 'matrix.key=["C", "F minor"]')
    assert {name: seed for name, seed in turned.items() if name in seeds} == seeds
    assert not set(seeds.values()) & set(seeds_by_name(kit, base_seed=2).values())


def test_a_drawn_seed_is_recorded_as_drawn(written: Callable[..., str]) -> None:
    kit = written()
    drawn = planned_takes(load_preset(kit), base_seed=1)[0].request
    given_seed = planned_takes(load_preset(kit, sets=["seed=7"]), base_seed=1)[0].request
    assert (drawn.sources["seed"], given_seed.sources["seed"]) == ("seed", "option")
    assert GenerationRequest.from_json(drawn.to_json()) == drawn


def test_a_given_seed_is_that_of_all_takes_unless_the_matrix_varies_it(written: Callable[..., str]) -> None:
    assert set(seeds_by_name(written(), "seed=7").values()) == {7}
    varied = seeds_by_name("lofi-study-kit", "matrix.seed=[3, 5]")
    assert varied == {"lofi-study-kit_s3": 3, "lofi-study-kit_s5": 5}


PROMPTS = st.lists(
    st.sampled_from(["warm sub", "warm, sub", "Warm Sub", "a b c d e", "a b c d f", "é", "!?x", "x" * 300]),
    min_size=1,
    unique=True,
)
NUMBERS = st.lists(st.sampled_from([-3, 3, -3.5, 0, 1e-7, 0.25, -0.25, 12]), min_size=1, unique=True)


@given(PROMPTS, NUMBERS, st.sampled_from(["kit", "k" * 60]))
@settings(max_examples=60, deadline=None)
def test_names_are_unique_and_fit_into_file_names(prompts: list[str], gains: list[float], name: str) -> None:
    text = f"[matrix]\nprompt = {prompts}\nstem.bass.gain_db = {gains}\nloop = [true, false]\nchords = ['Am|F', 'F']\n"
    axes = matrix_axes(settings_of(Source("", Path(), tomllib.loads(text))))
    names = [axis_names(axis) for axis in axes]
    takes = [joined(name, (a, b, c, d)) for a in names[0] for b in names[1] for c in names[2] for d in names[3]]
    assert len({take.lower() for take in takes}) == len(takes)
    assert all(re.fullmatch(r"[A-Za-z0-9_#-]{1,60}", take) for take in takes)


def test_remarks_on_a_file_come_once(written: Callable[..., str]) -> None:
    demo = Path(__file__).parents[2] / "docs" / "demo.mid"
    kit = written(
        f'[preset]\nprompt = "house"\nbars = 1\n[[stem]]\nrole = "keys"\nmidi = "{demo}"\n[matrix]\nbpm = [100, 120]\n'
    )
    remarks: list[str] = []
    planned_takes(load_preset(kit), base_seed=1, on_remark=remarks.append)
    assert len(remarks) == len(set(remarks)) >= 1
    assert any("after bar 1 left out" in remark for remark in remarks)


def test_density_and_energy_can_be_set_varied_and_given_to_sections(written: Callable[..., str]) -> None:
    kit = written(
        '[preset]\nprompt = "house"\nenergy = 1\nparts = true\n'
        '[[section]]\nname = "a"\nbars = 2\ndensity = 0.1\nenergy = 0\n'
    )
    takes = planned_takes(load_preset(kit, sets=["matrix.density=[0, 0.5]"]), base_seed=1)
    assert [take.request.steering for take in takes] == [{"density": at, "energy": 1.0} for at in (0.0, 0.5)]
    (section,) = takes[0].request.sections
    assert (section.density, section.energy) == (0.1, 0.0)
    assert len({take.name for take in takes}) == 2
