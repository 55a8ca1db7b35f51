"""Passes of a network that clips can share: windows of clips made side by side go through it together.

Libraries choose a kernel by the shape of its work, and kernels differ in their last bits. So a pass that can be shared
always has the same number of rows, padded where there are fewer: a clip's result depends neither on how many clips
share the pass nor on which. On a CPU padding rows cost as much as others and sharing gains nothing (dev/LOG.md), so a
clip's rows pass by themselves there. Windows, clips and samplers are unknown here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor

Network = Callable[..., Tensor]
"""Rows (B, ...) of every input to rows (B, ...) of its output."""


def in_parts(network: Network, inputs: Sequence[Tensor], rows: int) -> Tensor:
    """Return a network's output for inputs of B rows each, in passes of at most `rows` rows."""
    parts = zip(*(tensor.split(rows) for tensor in inputs), strict=True)
    return torch.cat([network(*part) for part in parts])


class SharedPasses:
    """A network whose passes threads share, called like the network itself.

    Args:
        network: called by one thread at a time.
        rows: number of rows in every pass.
    """

    def __init__(self, network: Network, rows: int) -> None:
        self.rows = rows
        self._network = network
        self._changed = threading.Condition()
        self._threads = 0
        self._own = threading.local()
        self._calls: list[_Call] = []

    def side_by_side(self, tasks: Sequence[Callable[[], None]]) -> None:
        """Run each task in a thread of its own; a pass is made once every task waits for one or has ended.

        The calls in a pass may differ only in their number of rows. A task may split itself up in the same way.
        """
        divided = int(getattr(self._own, "counts", False))

        def run(task: Callable[[], None]) -> None:
            self._own.counts = True
            try:
                task()
            finally:
                with self._changed:
                    self._threads -= 1
                    self._changed.notify_all()

        with self._changed:
            self._threads += len(tasks) - divided
        with ThreadPoolExecutor(len(tasks), thread_name_prefix="side-by-side") as threads:
            outcomes = [threads.submit(run, task) for task in tasks]
        with self._changed:
            self._threads += divided
        for outcome in outcomes:
            outcome.result()

    def __call__(self, *inputs: Tensor) -> Tensor:
        """Return the network's output for inputs of B rows each."""
        call = _Call(inputs)
        with self._changed:
            self._calls.append(call)
            self._changed.notify_all()
            while call.output is None and call.failure is None:
                if len(self._calls) < self._threads:
                    self._changed.wait()
                else:
                    self._answer()
                    self._changed.notify_all()
        if call.failure is not None:
            raise call.failure
        assert call.output is not None
        return call.output

    def _answer(self) -> None:
        """Make the passes for all waiting calls; if they fail together, make them one by one."""
        calls, self._calls = self._calls, []
        try:
            outputs = self._passed([torch.cat(each) for each in zip(*(call.inputs for call in calls), strict=True)])
        except Exception as failure:
            if len(calls) == 1:
                calls[0].failure = failure
                return
        else:
            for call, output in zip(calls, outputs.split([len(call.inputs[0]) for call in calls]), strict=True):
                call.output = output
            return
        # Only here is the failure released, with all the memory that it held.
        for call in calls:
            self._calls = [call]
            self._answer()

    def _passed(self, inputs: Sequence[Tensor]) -> Tensor:
        """Return the output for B rows, in full passes."""
        count = len(inputs[0])
        missing = -count % self.rows
        full = [torch.cat([tensor, tensor[:1].expand(missing, *tensor.shape[1:])]) for tensor in inputs]
        return in_parts(self._network, full, self.rows)[:count]


class _Call:
    """A call that one thread waits for."""

    def __init__(self, inputs: tuple[Tensor, ...]) -> None:
        self.inputs = inputs
        self.output: Tensor | None = None
        self.failure: Exception | None = None
