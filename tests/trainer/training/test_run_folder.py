"""A folder that cannot be written: one line says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from musiccm_daw.errors import ProjectError
from trainer.training.run_folder import writing_into

ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
import torch
from musiccm_daw.errors import ProjectError
from trainer.dataset.latents import encode_captions
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
def encode(captions):
    return torch.randn(len(captions), 1_000, 384), torch.ones(len(captions), 1_000, dtype=torch.bool)
try:
    encode_captions(["warm pads"], Path(sys.argv[1]), lambda: encode)
except ProjectError as error:
    print(error)
"""


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("no folder")
    with (
        pytest.raises(ProjectError, match=r"runs.*; the state of step 4 is intact\. .*--runs") as refusal,
        writing_into(tmp_path / "runs", "the state of step 4 is intact"),
    ):
        pass
    assert "\n" not in str(refusal.value)


def test_embeddings_on_a_full_disk_end_in_one_line_and_leave_no_partial_file(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", ON_A_FULL_DISK, tmp_path], capture_output=True, text=True, check=True)
    assert ended.stdout.count("\n") == 1
    assert "words.pt" in ended.stdout
    assert "--runs" in ended.stdout
    assert not list(tmp_path.iterdir())
