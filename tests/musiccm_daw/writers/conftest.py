"""A small clip for the tests of the writers: two stems and their mix, in a request as users make it."""

from collections.abc import Callable

import pytest

from musiccm_daw.clip import Clip
from musiccm_daw.request.request import GenerationRequest
from tests.playback import noise_clip

ClipMaker = Callable[[GenerationRequest], Clip]


@pytest.fixture
def make_clip() -> ClipMaker:
    """Return a stand-in for the engine."""
    return noise_clip


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
