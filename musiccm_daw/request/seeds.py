"""Seeds: from the one number a user knows to every choice and every noise that follows from it.

Hashes instead of arithmetic, so that neighbouring seeds, stems and choices share nothing; SHA-256, because Python's own
`hash` changes from run to run. Nothing here draws a random number.
"""

from __future__ import annotations

import hashlib

MAX_SEED = 2**32 - 1


def variation_seed(seed: int, variation: int) -> int:
    """Return the seed of a variation (from 1): the request's own, then the following numbers.

    A user who likes variation 3 of seed 7 asks for seed 9, with the same key and chords, and has it alone.
    """
    return (seed + variation - 1) % (MAX_SEED + 1)


def generator_seed(seed: int, stem: int, variation: int) -> int:
    """Return the seed of the noise of one stem (from 0) in one variation (from 1): 63 bits, for torch.Generator."""
    return _hashed("noise", variation_seed(seed, variation), stem) >> 1


def drawn_index(choice: str, seed: int, count: int) -> int:
    """Return which of `count` things a seed picks; `choice` names the question, so that answers are independent."""
    return _hashed(choice, seed) % count


def _hashed(*parts: str | int) -> int:
    """Return 64 bits of the SHA-256 of some words and numbers."""
    text = "/".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
