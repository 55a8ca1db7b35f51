"""Loading leaves the process as it was."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from musiccm_daw.engine.loading import load_engine
from musiccm_daw.errors import CheckpointError


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_afterwards_as_before(collects: bool, tmp_path: Path) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(CheckpointError):
            load_engine(str(tmp_path), "cpu")
        assert gc.isenabled() == collects
    finally:
        gc.enable()


def test_loading_the_model_does_not_import_the_compiler_of_torch() -> None:
    """Its import takes longer than a clip; some initialisers need it on "meta"."""
    program = (
        "import sys; from musiccm_daw.engine.loading import load_engine; load_engine(); "
        "sys.exit(' '.join({'torch._dynamo', 'sympy'} & sys.modules.keys()) or None)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
