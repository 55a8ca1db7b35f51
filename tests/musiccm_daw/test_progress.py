"""The token that stops a job."""

import pytest

from musiccm_daw.errors import Cancelled
from musiccm_daw.progress import CancelToken


def test_a_job_goes_on_until_it_is_cancelled() -> None:
    cancel = CancelToken()
    cancel.check()
    assert not cancel.is_set
    cancel.set()
    assert cancel.is_set
    with pytest.raises(Cancelled, match="nothing was written"):
        cancel.check()
    assert Cancelled.exit_code == 130
