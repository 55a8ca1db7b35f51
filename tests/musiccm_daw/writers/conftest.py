"""A small clip for the tests of the writers: two stems and their mix, in a request as users make it."""

from collections.abc import Callable

import numpy as np
import pytest

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import generator_seed

ClipMaker = Callable[[GenerationRequest], Clip]


@pytest.fixture
def make_clip() -> ClipMaker:
    """Return a stand-in for the engine: a request in, noise of the right length out, stems summing to their mix."""

    def make(request: GenerationRequest) -> Clip:
        frames = request.grid.total_samples(request.sample_rate)
        stems: list[StemAudio] = []
        for variation in range(1, request.variations + 1):
            parts = []
            for index, stem in enumerate(request.stems):
                seed = generator_seed(request.seed, index, variation)
                audio = np.random.default_rng(seed).uniform(-0.2, 0.2, (frames, 2)).astype(np.float32)
                parts.append(StemAudio(stem.label, variation, seed, stem.prompt, audio, stem.role))
            stems += parts
            if len(parts) > 1:
                mix = np.sum([part.audio for part in parts], axis=0, dtype=np.float32)
                stems.append(StemAudio("mix", variation, parts[0].seed, "all", mix, "mix"))
        seconds = {"text": 0.1, "sample": 0.2, "decode": 0.3, "vocode": 0.4}
        return Clip(request, request.grid, request.sample_rate, tuple(stems), ModelIdentity("small", "00ff"), seconds)

    return make


@pytest.fixture
def stem_request() -> GenerationRequest:
    """Return a request for drums and keys, one bar, two variations."""
    return GenerationRequest.resolve(
        "dub techno",
        bpm="124.75",
        bars=1,
        key="A minor",
        seed=12345,
        stems=("drums", "keys=soft"),
        variations=2,
        name="dub",
    )


@pytest.fixture
def plain_request() -> GenerationRequest:
    """Return a request for one clip without stems."""
    return GenerationRequest.resolve("dub techno", bpm=240, bars=1, key="none", seed=1, name="dub")
