"""The message classes match the table of addresses."""

import dataclasses

import pytest

from bridge.osc.addresses import ANSWER_ADDRESSES, ERROR_CODES, ROWS
from bridge.osc.messages import ENDINGS, MESSAGES, Refused
from bridge.osc.wire import field_name


def test_fields_are_the_arguments_of_the_table() -> None:
    assert set(MESSAGES) == set(ROWS)
    for address, row in ROWS.items():
        names = [field_name(argument) for argument in row.arguments]
        assert [field.name for field in dataclasses.fields(MESSAGES[address])] == names


def test_a_job_ends_with_an_answer_of_the_server() -> None:
    assert {ending.address for ending in ENDINGS} == {"/musiccm/done", "/musiccm/error", "/musiccm/cancelled"}
    assert {ending.address for ending in ENDINGS} <= ANSWER_ADDRESSES


@pytest.mark.parametrize("code", ERROR_CODES)
def test_a_refusal_carries_its_code(code: str) -> None:
    assert Refused(code, "text").code == code
