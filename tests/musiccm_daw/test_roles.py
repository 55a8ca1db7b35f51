"""Role names, as people write them."""

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.roles import PITCHED_ROLES, ROLES, UNPITCHED_ROLES, parse_role


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_as_itself(role: str) -> None:
    assert parse_role(role) == parse_role(role.upper()) == role


@pytest.mark.parametrize("text", ["vocal pad", "Vocal_Pad", " vocal-pad ", "VOCAL  PAD"])
def test_spaces_and_underscores_stand_for_the_hyphen(text: str) -> None:
    assert parse_role(text) == "vocal-pad"


@pytest.mark.parametrize("text", ["", "kazoo", "drum", "vocalpad"])
def test_an_unknown_role_is_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(RequestError, match="use one of drums, bass"):
        parse_role(text)


def test_every_role_is_pitched_or_not() -> None:
    assert {*PITCHED_ROLES} | {*UNPITCHED_ROLES} == {*ROLES}
    assert not {*PITCHED_ROLES} & {*UNPITCHED_ROLES}
