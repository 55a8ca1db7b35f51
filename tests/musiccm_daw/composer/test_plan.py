"""The plan of a clip: in bars of N.C. nobody plays a pitch, and drums go on."""

from fractions import Fraction
from statistics import mean

import pytest

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import UNPITCHED_ROLES
from tests.musiccm_daw.composer.requested import score_of


@pytest.mark.parametrize("prompt", ["funk track", "solo piano arpeggios", "walking bass and pads", "techno with 303"])
@pytest.mark.parametrize("chords", ["Am | N.C.", "N.C. | Am", "Am N.C."])
def test_pitched_parts_rest_where_there_is_no_chord(prompt: str, chords: str) -> None:
    request = GenerationRequest.resolve(prompt, chords=chords, seed=5, bars=4, loop=False)
    silent = Fraction(2) if chords == "Am N.C." else Fraction(4)
    late = 0 if chords.startswith("N.C.") else silent
    played = 0
    for part in compose_score(request, 5).parts:
        for note in part.notes:
            if part.role in UNPITCHED_ROLES:
                continue
            played += 1
            place = (note.start_quarters - late) % (2 * silent)
            # Players are a little early and late.
            assert place > silent - 0.2 or (2 * silent - place) < 0.2 or place < 0.05, (part.name, note)
    assert played


def test_drums_go_on_without_a_chord_and_a_chart_of_nothing_else_names_no_key() -> None:
    request = GenerationRequest.resolve("house beat with bass", chords="N.C.", seed=2, bars=2)
    assert (request.key, str(request.chords)) == (None, "N.C.")
    parts = compose_score(request, 2).parts
    assert parts
    assert {part.role for part in parts if part.notes} <= set(UNPITCHED_ROLES)


@pytest.mark.parametrize("prompt", ["rock with a big ending", "trailer, grand finale", "pop that builds at the end"])
@pytest.mark.parametrize("bars", [4, 16])
def test_a_big_ending_grows_only_at_the_end(prompt: str, bars: int) -> None:
    style, *_ = prompt.split()
    big, plain = (
        [note for part in score_of(text.strip(","), bars=bars).parts for note in part.notes] for text in (prompt, style)
    )
    quarter, end = bars, bars * 4
    loud = [mean(n.velocity for n in notes if n.start_quarters < quarter) for notes in (big, plain)]
    last = [mean(n.velocity for n in notes if n.start_quarters >= end - quarter) for notes in (big, plain)]
    assert loud[0] <= loud[1] + 2
    assert last[0] / loud[0] > last[1] / loud[1] * 1.1
