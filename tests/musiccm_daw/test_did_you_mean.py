"""The hint at what was meant."""

import pytest

from bridge.osc.job_keys import KEYS
from musiccm_daw.did_you_mean import OTHER_NAMES, did_you_mean
from musiccm_daw.roles import ROLES


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Time-Signature", ["meter", "bpm"], "meter"),
        ("sampleRate", ["sample_rate"], "sample_rate"),
        ("tempo", list(KEYS), "bpm"),
        ("bar", list(KEYS), "bars"),
        ("extend", list(KEYS), "continue"),
        ("Rhodes", list(ROLES), "keys"),
        ("drum", list(ROLES), "drums"),
        ("vocals", list(ROLES), "vocal-pad"),
        ("kick", ["bpm"], None),
        ("", ["bpm"], None),
    ],
)
def test_it_names_what_is_known_by_another_name_or_spelling(word: str, known: list[str], meant: str | None) -> None:
    assert did_you_mean(word, known) == (f"did you mean {meant}? " if meant else "")


def test_other_names_are_written_as_they_are_compared() -> None:
    assert all(others == others.lower() and not set(others) & set("-_") for others in OTHER_NAMES.values())
