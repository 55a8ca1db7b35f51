"""Sessions of Ardour, a DAW that runs without a screen: clips put on bars, and what it plays of them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
from lxml import etree

from musiccm_daw.timebase import TimeGrid
from tests.bridge.ardour.clip_sources import SUPERCLOCK_HZ

HERE = Path(__file__).parent
EXPORT_TRIES = 4
"""Ardour 7.3's exporter, which only reads a session, ends in a double free once in ten times on some machines, and once
in some hundred runs it stands still."""
SETTINGS = """<Ardour><Config><Option name="port-resampler-quality" value="0"/></Config></Ardour>"""
"""No resampler for varispeed. An export does not run through it, but once in some forty on a busy machine its latency
is taken off, and everything lies 16 samples early."""
SIGNALLED = 128
"""A shell's exit codes above it are signals."""
PATIENCE_SECONDS = 240
"""For all tries together."""

needs_ardour = pytest.mark.skipif(
    shutil.which("ardour7-lua") is None or shutil.which("ardour7-export") is None,
    reason="Ardour 7 is not installed (Debian's package ardour)",
)


@dataclass(frozen=True)
class Placed:
    """A clip on a bar.

    Args:
        clip: its file.
        bar: counted from 1.
        bar_start: the sample at which Ardour's tempo map has the bar.
        start: the sample at which the region begins in the session that Ardour has saved.
        length: of that region in samples.
    """

    clip: Path
    bar: int
    bar_start: int
    start: int
    length: int


def place(folder: Path, grid: TimeGrid, sample_rate: int, clips: Sequence[tuple[Path, int]]) -> list[Placed]:
    """Put clips on bars of a new session, each on a track of its name.

    Args:
        folder: of the session.
        grid: the session's tempo, meter and length.
        sample_rate: of the session and all clips, in Hz.
        clips: each a file and a bar, counted from 1.
    """
    files = dict.fromkeys(clip for clip, _ in clips)
    session_file = folder / f"{folder.name}.ardour"
    bring_in = [sys.executable, HERE / "clip_sources.py", session_file, grid.total_samples(sample_rate), *files]
    tempo = (float(grid.bpm), grid.meter.numerator, grid.meter.denominator)
    pairs = [word for clip, bar in clips for word in (clip.stem, bar)]
    command = shlex.join(map(str, bring_in))
    said = _run(folder, "ardour7-lua", HERE / "place.lua", folder, folder.name, sample_rate, *tempo, command, *pairs)
    lines = [line.split() for line in said.splitlines() if line.startswith("placed ")]
    starts = {(name, int(bar)): int(sample) for _, name, bar, sample in lines}
    regions = _saved_regions(session_file, sample_rate)
    found = []
    for clip, bar in clips:
        at = starts[clip.stem, bar]
        (region,) = (each for each in regions if each[0] == clip.stem and abs(each[1] - at) <= 1)
        found.append(Placed(clip, bar, at, *region[1:]))
    assert len(regions) == len(clips)
    return found


def exported(folder: Path) -> np.ndarray:
    """Return what Ardour makes of a session, (samples, channels)."""
    output = folder.with_name(f"{folder.name}.wav")
    _run(folder, "ardour7-export", "-o", output, "-b", "float", folder, folder.name, tries=EXPORT_TRIES)
    audio, _ = soundfile.read(str(output), dtype="float32", always_2d=True)
    return audio


def _saved_regions(session_file: Path, sample_rate: int) -> list[tuple[str, int, int]]:
    """Return track, start and length in samples of every region that Ardour has written."""
    regions = []
    for playlist in etree.parse(session_file).getroot().iterfind("Playlists/Playlist"):
        for region in playlist.iterfind("Region"):
            length, start = (int(part.removeprefix("a")) for part in region.attrib["length"].split("@"))
            in_samples = [divmod(time * sample_rate, SUPERCLOCK_HZ) for time in (start, length)]
            assert all(rest == 0 for _, rest in in_samples)
            regions.append((playlist.attrib["name"], *(samples for samples, _ in in_samples)))
    return regions


def _run(folder: Path, *command: object, tries: int = 1) -> str:
    """Run one of Ardour's programs with settings of its own, again if it crashes or hangs; return what it prints."""
    own = {name: str(folder.with_name(f"{folder.name}-{name}")) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    settings = Path(own["XDG_CONFIG_HOME"]) / "ardour7" / "config"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    for left in reversed(range(tries)):
        try:
            outcome = subprocess.run(
                list(map(str, command)),
                env={**os.environ, **own},
                capture_output=True,
                text=True,
                timeout=PATIENCE_SECONDS / tries,
                check=False,
            )
        except subprocess.TimeoutExpired:
            if not left:
                raise
            continue
        if not _crashed(outcome.returncode):
            break
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def _crashed(code: int) -> bool:
    """Return whether a signal ended a program, or the program that its script runs."""
    return code < 0 or code > SIGNALLED
