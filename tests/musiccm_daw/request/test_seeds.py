"""Seeds: stable from release to release, distinct, and reproducible one variation at a time."""

from itertools import product

from musiccm_daw.request.seeds import MAX_SEED, drawn_index, generator_seed, variation_seed


def test_seeds_never_change() -> None:
    # A changed figure here means that no saved manifest can be made again.
    assert generator_seed(12345, 0, 1) == 1_322_452_779_938_322_789
    assert drawn_index("key", 12345, 24) == 19


def test_every_stem_of_every_variation_has_its_own_noise() -> None:
    seeds = {generator_seed(7, stem, variation) for stem, variation in product(range(16), range(1, 17))}
    assert len(seeds) == 16 * 16
    assert all(0 <= seed < 2**63 for seed in seeds)


def test_a_variation_can_be_made_alone_from_its_seed() -> None:
    assert generator_seed(7, 2, 3) == generator_seed(variation_seed(7, 3), 2, 1)
    assert variation_seed(MAX_SEED, 2) == 0


def test_draws_reach_everything_and_differ_by_question() -> None:
    keys = [drawn_index("key", seed, 24) for seed in range(500)]
    assert set(keys) == set(range(24))
    assert keys != [drawn_index("chords", seed, 24) for seed in range(500)]
