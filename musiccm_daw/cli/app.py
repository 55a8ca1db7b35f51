"""The program `musiccm`: its commands put together, and their errors turned into exit codes.

No command lives here.
"""

import gc
import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from musiccm_daw.cli import again, bench, bridge, doctor, generate, history, models, presets, render, send, serve, train
from musiccm_daw.cli.failures import INTERRUPTED, report
from musiccm_daw.cli.options.common import Session
from musiccm_daw.cli.options.empty import refuse_empty
from musiccm_daw.cli.options.home import expand_home
from musiccm_daw.cli.options.plain_help import plain_help
from musiccm_daw.cli.views.console import ResultStream, print_error, print_line
from musiccm_daw.distribution import DISTRIBUTION, app_version

app = typer.Typer(
    name="musiccm",
    help="Turn words into music for a DAW: exact bars, as WAV stems.\n\n"
    'Begin with: musiccm generate "dusty Rhodes, 124 bpm, A minor" --bars 8',
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print_line(f"{DISTRIBUTION} {app_version()}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)]


@app.callback()
def options(version: Version = False) -> None:
    """Hold the options of the program itself."""


app.command()(generate.generate)
app.command()(render.render)
app.command()(serve.serve)
app.command(cls=send.SendCommand)(send.send)
app.command()(history.history)
app.command()(again.again)
app.add_typer(presets.app, name="presets")
app.add_typer(models.app, name="models")
app.add_typer(train.app, name="train")
app.add_typer(bridge.app, name="bridge")
app.command()(bench.bench)
app.command()(doctor.doctor)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: the words after `musiccm`; None takes those of this process.

    Returns:
        The exit code.
    """
    session = Session()
    try:
        # Not standalone: errors reach us as exceptions, and are reported in one line instead of a box.
        command = typer.main.get_command(app)
        expand_home(command)
        refuse_empty(command)
        plain_help(command)
        code = command.main(args=arguments, prog_name="musiccm", standalone_mode=False, obj=session)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return report(error, debug=session.debug)
    if code == INTERRUPTED:
        # typer turns KeyboardInterrupt into this code, without a word.
        print_error("interrupted")
    return code or 0


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    sys.stdout = ResultStream(sys.stdout)
    try:
        code = run()
        # The result is settled; in what libraries do when Python ends, Ctrl-C would only leave a traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt as error:
        code = report(error, debug=False)
    # Python would look through all that torch has made, several times, for what to finalise before the memory goes
    # back at once: a tenth of the time of eight bars (dev/LOG.md).
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    # accelerate launch -m musiccm_daw.cli.app train ...
    main()
