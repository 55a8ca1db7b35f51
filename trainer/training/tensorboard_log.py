"""Curves, pictures and sounds of a run for TensorBoard: `tensorboard --logdir runs`.

In: values, pictures and audio of one step. Out: one event file per run of the command. It writes in the calling thread:
torch's SummaryWriter writes in a thread of its own, where a full disk ends in a traceback instead of an error.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

SAMPLE_RATE = 44_100


@dataclass(frozen=True)
class Showing:
    """Pictures and sounds of a validation, by name."""

    pictures: Mapping[str, NDArray[np.uint8]] = field(default_factory=dict)
    """(height, width, 3)."""
    sounds: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    """(S) at 44.1 kHz."""


class TensorBoardLog:
    """An event file in `folder`, created when the first event is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path: Path | None = None

    def purge_after(self, step: int) -> None:
        """Make readers drop what earlier event files hold of later steps."""
        from tensorboard.compat.proto.event_pb2 import Event, SessionLog

        if self.folder.exists():
            self._write(Event(step=step + 1, session_log=SessionLog(status=SessionLog.START)))

    def scalars(self, step: int, values: Mapping[str, float]) -> None:
        """Add a point to each value's curve."""
        from torch.utils.tensorboard import summary

        for name, value in values.items():
            self._write_summary(step, summary.scalar(name, value))

    def show(self, step: int, showing: Showing) -> None:
        """Add pictures and sounds under their names."""
        from torch.utils.tensorboard import summary

        for name, picture in showing.pictures.items():
            self._write_summary(step, summary.image(name, picture, dataformats="HWC"))
        for name, sound in showing.sounds.items():
            self._write_summary(step, summary.audio(name, torch.from_numpy(sound), sample_rate=SAMPLE_RATE))

    def _write_summary(self, step: int, summary: Any) -> None:
        from tensorboard.compat.proto.event_pb2 import Event

        self._write(Event(step=step, summary=summary))

    def _write(self, event: Any) -> None:
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.summary.writer.record_writer import RecordWriter

        events = [event]
        if self._path is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._path = self.folder / f"events.out.tfevents.{time.time_ns()}"
            events = [Event(file_version="brain.Event:2"), event]
        with self._path.open("ab") as file:
            for each in events:
                each.wall_time = time.time()
                RecordWriter(file).write(each.SerializeToString())
