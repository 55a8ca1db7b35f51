"""Cached arrays: a full disk ends in one line, leaves no partial file and keeps what was there."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.whole_files import write_whole
from trainer.dataset.shard_cache import ShardCache

ON_A_FULL_DISK = """
import resource, signal, sys
import numpy as np
from pathlib import Path
from musiccm_daw.errors import ProjectError
from trainer.dataset.shard_cache import ShardCache
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
try:
    ShardCache(Path(sys.argv[1])).write("shard-1", np.zeros(100_000), "source")
except ProjectError as error:
    print(error)
"""


def test_what_a_kill_leaves_is_never_taken_for_the_old_array(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ShardCache(tmp_path)
    cache.write("shard-0", np.arange(8), "old")

    def killed_after_the_array(path: Path, content: bytes) -> None:
        write_whole(path, content)
        raise KeyboardInterrupt

    monkeypatch.setattr("trainer.dataset.shard_cache.write_whole", killed_after_the_array)
    with pytest.raises(KeyboardInterrupt):
        cache.write("shard-0", np.zeros(8), "new")
    assert not cache.holds("shard-0", "old")
    assert not cache.holds("shard-0", "new")


def test_a_full_disk_ends_in_one_line_and_keeps_what_was_there(tmp_path: Path) -> None:
    cache = ShardCache(tmp_path)
    cache.write("shard-0", np.arange(8), "source")
    ended = subprocess.run([sys.executable, "-c", ON_A_FULL_DISK, tmp_path], capture_output=True, text=True, check=True)
    assert ended.stdout.count("\n") == 1
    assert "shard-1.npy" in ended.stdout
    assert "--runs" in ended.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shard-0.npy", "shard-0.source"]
    assert cache.holds("shard-0", "source")
    assert not cache.holds("shard-1", "source")
