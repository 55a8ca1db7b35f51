"""`musiccm doctor`: checks of the installation, and the speed of this machine. It repairs nothing."""

import ctypes.util
import importlib.metadata
import importlib.util
import platform
import re
from collections.abc import Callable
from pathlib import Path

from musiccm_daw.cli.options import common
from musiccm_daw.cli.views.console import print_json, print_table
from musiccm_daw.distribution import DISTRIBUTION
from musiccm_daw.engine.loading import find_model, load_engine
from musiccm_daw.engine.speed import minute_speed
from musiccm_daw.errors import MusicCMError, ProjectError
from musiccm_daw.findings import Finding, State, exit_code_of
from musiccm_daw.request.request import DEFAULT_STEPS
from musiccm_daw.wording import counted
from musiccm_daw.writers import check_writable
from musiccm_daw.writers.project_folder import free_bytes, takes_folder

LEAST_FREE_BYTES = 100_000_000
"""Ten minutes of stereo in 24 bits take 159 MB; with less than this left, a set of stems may not fit."""
SPEED_RUNS = 2
"""Of which the faster counts, as the lower median."""


def doctor(
    project: common.Project = Path(),
    model: common.Model = None,
    device: common.Device = common.DeviceName.auto,
    as_json: common.Json = False,
    debug: common.Debug = False,
) -> int:
    """Check the installation, the device, the model and the project folder, and measure the speed.

    The exit code is 0 if music can be made, otherwise that of the first problem.

    Example: musiccm doctor --project ~/songs/night-drive
    """
    findings = [python(), packages(), fluidsynth()]
    findings.append(attempt("device", lambda: device_detail(device)))
    findings.append(attempt("model", lambda: model_detail(model)))
    findings.append(attempt("project folder", lambda: project_detail(project)))
    exit_code = exit_code_of(findings)
    seconds = None if exit_code else seconds_of_a_minute(model, device)
    if as_json:
        checks = [finding.to_json() for finding in findings]
        print_json({"ok": exit_code == 0, "checks": checks, "seconds_per_minute": seconds})
    else:
        rows = [(finding.state, finding.name, finding.detail) for finding in findings]
        if seconds is not None:
            rows.append((State.ok, "speed", f"{seconds:.2f} s for a minute of stereo music in {DEFAULT_STEPS} steps"))
        print_table(("", "what", "found"), rows, folded=True)
    return exit_code


def seconds_of_a_minute(model: str | None, device: str) -> float:
    """Return the seconds for a minute of music on a warm model."""
    engine = load_engine(model, device)
    return minute_speed(engine.generate, steps=DEFAULT_STEPS, runs=SPEED_RUNS).seconds


def attempt(name: str, look: Callable[[], str]) -> Finding:
    """Run a check that returns details, or raises one of our errors."""
    try:
        return Finding(name, State.ok, look())
    except MusicCMError as error:
        return Finding(name, State.broken, str(error), error.exit_code)


def python() -> Finding:
    """Report the version of Python and the system."""
    return Finding("python", State.ok, f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def packages() -> Finding:
    """Check that the required packages are installed, and report their versions."""
    required = [text for text in importlib.metadata.requires(DISTRIBUTION) or [] if "extra ==" not in text]
    names = [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in required]
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Finding("packages", State.broken, f"missing: {', '.join(missing)}; install {DISTRIBUTION} again", 3)
    return Finding("packages", State.ok, ", ".join(found))


def fluidsynth() -> Finding:
    """Check FluidSynth and its sound fonts, which only the corpus needs."""
    from trainer.corpus.sound.soundfont import find_soundfonts

    name, purpose = "FluidSynth", "only `musiccm train corpus` needs it"
    if importlib.util.find_spec("fluidsynth") is None or ctypes.util.find_library("fluidsynth") is None:
        return Finding(name, State.absent, purpose)
    try:
        fonts = ", ".join(font.name for font in find_soundfonts())
    except MusicCMError as error:
        return Finding(name, State.absent, f"{error}; {purpose}")
    return Finding(name, State.ok, f"sound fonts: {fonts}")


def device_detail(device: str) -> str:
    """Return the device that would be used, and its precision."""
    import torch

    from musiccm_daw.model.checkpoint import resolve_device
    from musiccm_daw.model.precision import choose_precision

    chosen = resolve_device(device)
    precision = choose_precision(chosen)
    computes = f"{precision.name} ({precision.reason})"
    if chosen.type == "cuda":
        return f"cuda: {torch.cuda.get_device_name(chosen)}, {computes}"
    return f"{chosen.type}: {counted(torch.get_num_threads(), 'thread')}, {computes}"


def model_detail(model: str | None) -> str:
    """Return the model's name and SHA-256, after checking every part against its own."""
    from musiccm_daw.model.checkpoint import verify_checkpoint

    identity = verify_checkpoint(find_model(model))
    return f"{identity.name}, intact, SHA-256 {identity.sha256[:16]}…"


def project_detail(project: Path) -> str:
    """Return the project folder, after checking that takes can be written there.

    Raises:
        ProjectError: they cannot, or the disk is nearly full.
    """
    check_writable(project)
    free = free_bytes(takes_folder(project))
    if free is None:
        return f"{project.resolve()} can be written"
    if free < LEAST_FREE_BYTES:
        raise ProjectError(f"{project.resolve()} is on a disk with {free / 1e6:.0f} MB left; make room on it")
    return f"{project.resolve()} can be written, {free / 1e9:.1f} GB are free"
