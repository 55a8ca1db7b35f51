"""The CPU quota of containers, in the files of both versions of control groups."""

from pathlib import Path

import pytest
import torch

from musiccm_daw import cpu_quota
from musiccm_daw.cpu_quota import quota_cores
from musiccm_daw.model import checkpoint


def system(root: Path, groups: str, files: dict[str, str]) -> Path:
    for name, content in {"proc/self/cgroup": groups, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root


@pytest.mark.parametrize(
    ("groups", "files", "cores"),
    [
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "200000 100000\n"}, 2),
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "150000 100000\n"}, 2),
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "5000 100000\n"}, 1),
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "max 100000\n"}, None),
        ("0::/a/b\n", {"sys/fs/cgroup/a/cpu.max": "300000 100000", "sys/fs/cgroup/a/b/cpu.max": "max 100000"}, 3),
        ("0::/a/b\n", {"sys/fs/cgroup/a/cpu.max": "300000 100000", "sys/fs/cgroup/a/b/cpu.max": "100000 50000"}, 2),
        ("4:cpu,cpuacct:/d\n", {"sys/fs/cgroup/cpu,cpuacct/d/cpu.cfs_quota_us": "400000",
                                "sys/fs/cgroup/cpu,cpuacct/d/cpu.cfs_period_us": "100000"}, 4),
        ("4:cpu:/host/d\n", {"sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000",
                             "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000"}, 1),
        ("4:cpu:/\n", {"sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1"}, None),
        ("2:cpuset:/\n", {}, None),
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "nonsense"}, None),
        ("0::/\n", {"sys/fs/cgroup/cpu.max": "100000 0"}, None),
        ("nonsense\n\n0::/\n", {"sys/fs/cgroup/cpu.max": "200000 100000"}, 2),
    ],
)  # fmt: skip
def test_the_tightest_quota_counts(tmp_path: Path, groups: str, files: dict[str, str], cores: int | None) -> None:
    assert quota_cores(system(tmp_path, groups, files)) == cores


def test_without_groups_there_is_no_quota(tmp_path: Path) -> None:
    assert quota_cores(tmp_path) is None


def test_a_model_is_loaded_with_no_more_threads_than_the_quota(monkeypatch: pytest.MonkeyPatch) -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(4)
        for quota, threads in ((None, 4), (8, 4), (2, 2)):
            monkeypatch.setattr(checkpoint, "quota_cores", lambda quota=quota: quota)
            checkpoint.prepared_device("cpu")
            assert torch.get_num_threads() == threads
    finally:
        torch.set_num_threads(before)
    assert cpu_quota.quota_cores() is None or cpu_quota.quota_cores() >= 1
