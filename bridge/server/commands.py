"""What each request of the protocol does.

`bridge.osc` has decoded and checked the message; `reports` sends what happens to its job afterwards. The thread that
answers serves requests in order; those that `turns` lets wait are served by another, in order, too. A refusal is
raised, and the server's socket turns it into one error.
"""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from bridge.clocks.clock import Clock
from bridge.osc.addresses import API_VERSION, EVERY_JOB
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.job_keys import STREAM_KEY, find_key, unknown_key
from bridge.osc.listeners import LAPSE_SECONDS
from bridge.osc.messages import (
    Ack,
    CancelJob,
    CurrentValue,
    Generate,
    Get,
    JobCancelled,
    Message,
    Ping,
    Pong,
    PresetItem,
    Presets,
    PresetsEnd,
    Queue,
    QueueEnd,
    QueueItem,
    Refused,
    Register,
    Registered,
    Render,
    Set,
    Status,
    Unregister,
    Unregistered,
    Value,
)
from bridge.osc.server_socket import ServerSocket
from bridge.server.defaults import MAX_CLIENTS, ClientDefaults, Defaults
from bridge.server.history import History
from bridge.server.jobs import Job, JobQueue, State
from bridge.server.preset_keys import list_presets, names_files, read_preset
from bridge.server.reports import Reports
from bridge.server.request_keys import PROJECT, check_values, read_request, setting
from bridge.server.roots import Roots
from bridge.server.turns import Turns
from musiccm_daw.distribution import app_version
from musiccm_daw.errors import ProjectError, RequestError, quoted
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.take import check_take

MAX_LISTED = 200
"""Items of a queue, or presets, that are listed; of more datagrams at once, a client's socket would lose some."""

log = logging.getLogger(__name__)


class Commands:
    """The handler of requests.

    Args:
        steps: the server's default; None for the model's.
        presets: folders of presets, searched before the user's own and the library.
        clock: whose tempo and meter apply to jobs that name none; None for none.

    Attributes:
        model: name of the model; empty while it is loading.
        closing: whether new jobs are refused.
        clients: by address, when each last sent a request (monotonic seconds), the latest last.
    """

    def __init__(
        self,
        socket: ServerSocket,
        history: History,
        queue: JobQueue,
        reports: Reports,
        roots: Roots,
        *,
        steps: int | None = None,
        presets: Sequence[Path] = (),
        clock: Clock | None = None,
    ) -> None:
        self.socket = socket
        self.history = history
        self.queue = queue
        self.reports = reports
        self.roots = roots
        self.presets = presets
        self.clock = clock
        self.model = ""
        self.closing = False
        self.clients: OrderedDict[Endpoint, float] = OrderedDict()
        self._turns = Turns(partial(names_files, folders=presets))
        self._defaults = Defaults({} if steps is None else {"steps": steps}, roots.project, clock)
        self._app_version = app_version()

    def handle(self, message: Message, sender: Endpoint) -> Callable[[], None] | None:
        """Serve one request, or return what serves it when its turn comes.

        Raises:
            Refused: it cannot be served; nothing has been sent.
        """
        self._remember(sender)
        serve = partial(self._serve, message, sender, self._defaults.of(sender))
        later = self._turns.postponed(message, sender, serve)
        if later is None:
            serve()
        return later

    def _serve(self, message: Message, sender: Endpoint, defaults: ClientDefaults) -> None:
        match message:
            case Ping():
                self.socket.listeners.renew(sender)
                self._send(Pong(message.id, API_VERSION, self._app_version, self.model, self.state), sender)
            case Generate() | Render():
                self._accept(message, sender, defaults)
            case CancelJob():
                self._cancel(message, sender)
            case Status():
                self._status(message, sender)
            case Queue():
                self._list_queue(message, sender)
            case Presets():
                self._list_presets(message, sender)
            case Set():
                self._set(message, sender)
            case Get():
                self._get(message, sender)
            case Register():
                host, port = self.socket.listeners.register(sender, message.port, message.host)
                self._send(Registered(host, port, LAPSE_SECONDS), sender)
            case Unregister():
                for host, port in self.socket.listeners.unregister(sender, message.port):
                    self._send(Unregistered(host, port), sender, (host, port))

    @property
    def state(self) -> str:
        """The state that `pong` reports: loading, ready, busy or closing."""
        if self.closing:
            return "closing"
        if not self.model:
            return "loading"
        return "busy" if self.queue.in_order() else "ready"

    def _send(self, message: Message, *clients: Endpoint) -> None:
        self.socket.send(message, clients)

    def _remember(self, sender: Endpoint) -> None:
        self.clients[sender] = self.reports.clock()
        self.clients.move_to_end(sender)
        if len(self.clients) > MAX_CLIENTS:
            self.clients.popitem(last=False)

    def _accept(self, message: Generate | Render, sender: Endpoint, defaults: ClientDefaults) -> None:
        if self._repeat(message, sender):
            return
        self._check_open()
        # Other threads need the queue while files are read; no other takes in a job of this id.
        job = self._new_job(message, sender, defaults)
        with self.queue.changed:
            self._check_open()
            try:
                self.reports.accepted(job)
            except ProjectError as error:
                raise Refused("no_project", str(error)) from error

    def _check_open(self) -> None:
        if self.closing:
            raise Refused("busy", "the server is closing; start it again, then repeat the request")
        if not self.history.is_there:
            raise Refused(
                "no_project",
                f"{str(self.history.file)!r} is gone, since the project was deleted or moved; start the server again",
            )
        if self.queue.full:
            raise Refused("busy", f"{self.queue.limit} jobs are waiting; try again when some are done")

    def _new_job(self, message: Generate | Render, sender: Endpoint, defaults: ClientDefaults) -> Job:
        """Return the job that a message asks for, read and checked."""
        request = self._request(message, defaults.values, defaults.followed)
        project = self.roots.find_project(str(setting(PROJECT, message.options, defaults.values)))
        _check_project(request, project)
        job = Job(message.id, request, project, sender, self.reports.clock(), Ack(message.id, 0, 0.0))
        job.asked = as_sent(message)
        job.stream = bool(setting(STREAM_KEY, message.options, defaults.values))
        job.add_listener(sender)
        return job

    def _request(
        self, message: Generate | Render, defaults: Mapping[str, Value], followed: Collection[str]
    ) -> GenerationRequest:
        """Return the request that a message means, with its files inside the roots."""

        def on_remark(remark: str) -> None:
            log.info("%s: %s", message.id, remark)

        find_file = self.roots.find_file
        if isinstance(message, Generate):
            return read_request(message.options, defaults, find_file, on_remark, followed)
        request = read_preset(message.preset, message.options, defaults, self.presets, find_file, on_remark, followed)
        for midi in request.midi:
            self.roots.check_file(Path(midi.source), "MIDI file")
        if request.fit_to is not None:
            self.roots.check_file(Path(request.fit_to.source), "audio")
        return request

    def _repeat(self, message: Generate | Render, sender: Endpoint) -> bool:
        """Send a known job's last message again and add the sender to its listeners; return False if the id is new."""
        with self.queue.changed:
            job = self.queue.find(message.id)
            known = self.history.find(message.id) if job is None else job
            if known is None:
                return False
            # Jobs that an earlier version stored have none.
            if known.asked not in (None, as_sent(message)):
                raise Refused(
                    "bad_value", f"id {quoted(message.id)} is that of another request; give each request its own id"
                )
            if isinstance(known, Job):
                known.add_listener(sender)
            self._send(known.last if isinstance(known, Job) else known.answer, sender)
            return True

    def _status(self, message: Status, sender: Endpoint) -> None:
        with self.queue.changed:
            job = self.queue.find(message.id)
            last = job.last if job else None
            if last is None:
                record = self.history.find(message.id)
                last = record.answer if record else None
            if last is None:
                raise Refused(
                    "bad_value", f"no job {quoted(message.id)} is known; ids are those of generate and render"
                )
            self._send(last, sender)

    def _cancel(self, message: CancelJob, sender: Endpoint) -> None:
        with self.queue.changed:
            if message.id == EVERY_JOB:
                for job in self.queue.in_order():
                    if job.owner == sender:
                        self._stop(job)
                self._send(JobCancelled(EVERY_JOB), sender)
                return
            found = self.queue.find(message.id)
            if found is None:
                self._status(Status(message.id), sender)
                return
            found.add_listener(sender)
            self._stop(found)

    def _stop(self, job: Job) -> None:
        """Stop a job: a waiting one at once; a running one reports its end itself."""
        if job.state is State.QUEUED:
            self.reports.cancelled(job)
        else:
            job.cancel.set()

    def _list_queue(self, message: Queue, sender: Endpoint) -> None:
        jobs = self.queue.in_order()
        listed = jobs[:MAX_LISTED]
        for index, job in enumerate(listed, start=1):
            self._send(QueueItem(message.id, index, len(jobs), job.id, str(job.state), job.fraction), sender)
        self._send(QueueEnd(message.id, len(listed)), sender)

    def _list_presets(self, message: Presets, sender: Endpoint) -> None:
        found = list(list_presets(self.presets))
        listed = found[:MAX_LISTED]
        for index, (name, description) in enumerate(listed, start=1):
            self._send(PresetItem(message.id, index, len(found), name, description), sender)
        self._send(PresetsEnd(message.id, len(listed)), sender)

    def _set(self, message: Set, sender: Endpoint) -> None:
        check_values(message.options)
        project = message.options.get(PROJECT, "")
        if project != "":
            self.roots.find_project(str(project))
        self._defaults.set(sender, message.options)
        for key in message.options:
            self._send_value(key, sender)

    def _get(self, message: Get, sender: Endpoint) -> None:
        key = find_key(message.key)
        if key is None:
            raise Refused("bad_arguments", unknown_key(message.key))
        self._send_value(key.name, sender)

    def _send_value(self, name: str, client: Endpoint) -> None:
        """Send a client's value to it and to the ports that it registered; others could not tell whose it is."""
        self.socket.send(
            CurrentValue(name, self._defaults.value(name, client)), [client], self.socket.listeners.of(client)
        )


def as_sent(message: Generate | Render) -> str:
    """Return a request as text that is the same whenever it is sent again, whatever has been set meanwhile."""
    preset = message.preset if isinstance(message, Render) else None
    return json.dumps([message.address, preset, message.options], sort_keys=True, ensure_ascii=False)


def _check_project(request: GenerationRequest, project: Path) -> None:
    """Refuse what could not be written, before anyone waits for it."""
    try:
        check_take(request, project)
    except ProjectError as error:
        raise Refused("no_project", str(error)) from error
    except RequestError as error:
        raise Refused("out_of_range", str(error)) from error
