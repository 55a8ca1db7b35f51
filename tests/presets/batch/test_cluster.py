"""A Ray cluster of two workers on this machine, one of which is killed: the same takes as without it."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musiccm_daw.cli.app import run
from tests.presets.batch.batches import hashes

ROOT = Path(__file__).parent.parent.parent.parent
PATIENCE_SECONDS = 300
KIT = """
[preset]
prompt = "soft house chords"
bars = 1
bpm = 120
steps = 1
[[stem]]
role = "drums"
[[stem]]
role = "keys"
midi = "keys.mid"
[matrix]
seed = [1, 2, 3, 4, 5, 6]
"""

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed")
needs_proc = pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to find a worker in")


def workers_of(parent: int) -> list[int]:
    """Return the processes of our workers on a cluster that a process has started, the busy ones first."""
    parents, names = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            names[int(folder.name)] = (folder / "cmdline").read_bytes()
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue

    def is_ours(process: int) -> bool:
        while process > 1:
            process = parents.get(process, 0)
            if process == parent:
                return True
        return False

    found = [process for process, name in names.items() if name.startswith(b"ray::RemoteMaker") and is_ours(process)]
    return sorted(found, key=lambda process: b".make" not in names[process])


@needs_ray
@needs_proc
def test_a_killed_workers_takes_are_made_again(tmp_path: Path, tiny_score_checkpoint: Path) -> None:
    preset = tmp_path / "kit.toml"
    preset.write_text(KIT)
    (tmp_path / "keys.mid").write_bytes((ROOT / "docs" / "demo.mid").read_bytes())
    words = ["render", str(preset), "--model", str(tiny_score_checkpoint), "--quiet"]
    command = [sys.executable, "-m", "musiccm_daw.cli.app", *words]
    command += ["--project", str(tmp_path / "cluster"), "--cluster", "local", "--jobs", "2"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + PATIENCE_SECONDS
        while not (list(tmp_path.glob("cluster/MusicCM/*/manifest.json")) and len(workers_of(process.pid)) == 2):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    assert process.returncode == 0
    assert run([*words, "--project", str(tmp_path / "alone")]) == 0
    assert hashes(tmp_path / "cluster") == hashes(tmp_path / "alone")
    assert len(list(tmp_path.glob("cluster/MusicCM/*/manifest.json"))) == 6


@needs_ray
def test_a_cluster_that_is_not_there_is_refused_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    preset = tmp_path / "kit.toml"
    preset.write_text(KIT.replace('midi = "keys.mid"\n', ""))
    command = ["render", str(preset), "--project", str(tmp_path), "--cluster", "nonsense", "--quiet"]
    assert run(command) == 3
    err = capfd.readouterr().err
    assert "cluster 'nonsense' cannot be joined" in err
    assert len(err.splitlines()) == 1
    assert not list((tmp_path / "MusicCM").iterdir())
