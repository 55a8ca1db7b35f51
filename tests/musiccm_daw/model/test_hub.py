"""The hub's errors, in one line whatever they say."""

import huggingface_hub
import pytest

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model import hub


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(""), "OSError"),
        (ValueError(" \n "), "ValueError"),
        (OSError("404 Client Error. (Request ID: 1)\n\nRepository Not Found"), "404 Client Error"),
    ],
)
def test_whatever_an_error_says_it_becomes_one_line(
    error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(huggingface_hub, "snapshot_download", failing)
    with pytest.raises(CheckpointError) as refusal:
        hub.fetch("nobody/nothing")
    assert f"nothing from the hub ({reason}); check" in str(refusal.value)
