"""What all tests share: quiet surroundings and reasons to skip.

Tests run on one torch thread, so that two workers do not fight over two cores.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before torch is loaded by any test: it reads this once.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Whoever starts the tests in the background of a script hands down that Ctrl-C is ignored, and programs keep to that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SOUND_FONT_FOLDERS = ("/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts")
# A busy machine must not fail a test that is right.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

DRIVE_BYTES = 4_000_000
WEIGHTS = Path(__file__).parent.parent / "musiccm_daw" / "weights"


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """Yield a file system of 4 MB of its own, for disks that fill up, go away or cannot be written."""
    folder = tmp_path / "drive"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DRIVE_BYTES}", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and not subprocess.run(command, capture_output=True, check=False).returncode
    if not mounted:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def missing_for_fluidsynth() -> str | None:
    """Why nothing can be played by FluidSynth here; None if it can."""
    if importlib.util.find_spec("fluidsynth") is None or shutil.which("fluidsynth") is None:
        return "FluidSynth is not installed"
    fonts = [font for folder in SOUND_FONT_FOLDERS for font in Path(folder).glob("*.sf[23]")]
    return None if fonts else "no General MIDI sound font in " + ", ".join(SOUND_FONT_FOLDERS)


def missing_for_weights() -> str | None:
    """Why the bundled model cannot be loaded here; None if it can."""
    return None if any(WEIGHTS.rglob("*.safetensors")) else f"no checkpoint in {WEIGHTS}"


def missing_for_gpu() -> str | None:
    """Why nothing runs on a GPU here; None if it can."""
    import torch

    return None if torch.cuda.is_available() else "no CUDA device"


NEEDS = {"fluidsynth": missing_for_fluidsynth, "weights": missing_for_weights, "gpu": missing_for_gpu}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose marker names something that is not here, and say what."""
    for marker, missing in NEEDS.items():
        if item.get_closest_marker(marker) is not None and (reason := missing()) is not None:
            pytest.skip(reason)


@pytest.fixture
def float32(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks compute in float32 on every processor, for claims that bfloat16's rounding would blur."""
    monkeypatch.setenv("MUSICCM_PRECISION", "float32")


@pytest.fixture(params=["float32", "bfloat16"])
def precision(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both precisions in turn, emulated where they must be, for claims that hold in either."""
    monkeypatch.setenv("MUSICCM_PRECISION", request.param)
    return str(request.param)


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of the true format, with narrow parts and random weights: it makes noise of the right length."""
    from tests.tiny_model import save_tiny_checkpoint

    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_tiny_checkpoint(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_score_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny checkpoint whose denoisers read scores."""
    from dataclasses import replace

    from musiccm_daw.engine.score_columns import SCORED_FEATURES
    from tests.tiny_model import DENOISER, save_tiny_checkpoint

    folder = tmp_path_factory.mktemp("models") / "tiny-scores"
    save_tiny_checkpoint(folder, replace(DENOISER, column_features=SCORED_FEATURES))
    return folder


@pytest.fixture(scope="session")
def tiny_musicldm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A teacher of the paper's family: diffusers' own folder of the true classes, tiny and with random weights."""
    from tests.tiny_musicldm import build_musicldm

    folder = tmp_path_factory.mktemp("musicldm") / "tiny"
    build_musicldm().save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_musicldm_student(tiny_musicldm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student of it, as the trainer writes it, that has learnt nothing."""
    from musiccm_daw.model.musicldm.folder import load_parts
    from trainer.export_musicldm import save_student

    folder = tmp_path_factory.mktemp("musicldm") / "student"
    unet = load_parts(tiny_musicldm).unet
    save_student(folder, tiny_musicldm, unet, name="tiny-student", guidance=2.0, facts={})
    return folder
