"""Seeds: the one number that a user knows, and everything random that is derived from it.

They are derived by hashing, not by arithmetic, so that neighbouring seeds, stems and choices have nothing in common; by
SHA-256, because Python's own `hash` changes from run to run. Nothing here draws a random number.
"""

from __future__ import annotations

import hashlib

MAX_SEED = 2**32 - 1
DRAWN_SEEDS = 2**24
"""Seeds that the server and presets draw are below this, so that hosts whose every number is a 32-bit float, as in Max
and Pure Data, can send them back."""


def variation_seed(seed: int, variation: int) -> int:
    """Return the seed of a variation (from 1): the request's own, then the following numbers.

    A user who likes variation 3 of seed 7 can get it alone with seed 9 and the same key and chords.
    """
    return (seed + variation - 1) % (MAX_SEED + 1)


def generator_seed(seed: int, stem: int, variation: int) -> int:
    """Return the seed of the noise of one stem (from 0) in one variation (from 1): 63 bits, for torch.Generator."""
    return _hashed("noise", variation_seed(seed, variation), stem) >> 1


def part_seed(seed: int, part: str, variation: int) -> int:
    """Return the seed of the noise of a part of the score, given by its name, in one variation (from 1): 63 bits."""
    return _hashed("part", variation_seed(seed, variation), part) >> 1


def drawn_index(choice: str, seed: int, count: int) -> int:
    """Return the index, below `count`, that a seed picks; answers to differently named choices are independent."""
    return _hashed(choice, seed) % count


def _hashed(*parts: str | int) -> int:
    """Return 64 bits of the SHA-256 of some words and numbers."""
    text = "/".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
