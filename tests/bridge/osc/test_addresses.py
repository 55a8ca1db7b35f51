"""The table of the protocol is consistent in itself."""

import pytest

from bridge.osc.addresses import ANSWERS, REQUESTS, ROWS, Argument, Kind, Row
from bridge.osc.job_keys import KEYS, RequestKey
from bridge.osc.numbers import read_number
from musiccm_daw.roles import ROLES


def test_every_address_has_one_row() -> None:
    assert len(ROWS) == len(REQUESTS) + len(ANSWERS)
    assert all(address.startswith("/musiccm/") for address in ROWS)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.address)
def test_what_may_be_left_out_comes_last(row: Row) -> None:
    optional = [argument.optional for argument in row.arguments]
    assert optional == sorted(optional)


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.address)
def test_pairs_take_all_that_is_left(row: Row) -> None:
    assert all(argument.kind is not Kind.PAIRS for argument in row.arguments[:-1])


@pytest.mark.parametrize("row", REQUESTS, ids=lambda row: row.address)
def test_every_request_has_an_answer(row: Row) -> None:
    assert row.answers


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_a_default_is_in_its_range(key: RequestKey) -> None:
    if key.default != "" and key.low is not None and key.high is not None:
        default = read_number(key.default)
        assert default is not None
        assert key.low <= default <= key.high


def test_every_role_has_a_key() -> None:
    assert {name for name in KEYS if name.startswith("stem.")} == {f"stem.{role}" for role in ROLES}


@pytest.mark.parametrize("limits", [*KEYS.values(), *(a for row in ROWS.values() for a in row.arguments)])
def test_limits_come_in_pairs(limits: RequestKey | Argument) -> None:
    assert (limits.low is None) == (limits.high is None)
