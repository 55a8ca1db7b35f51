"""The program `musiccm`: its commands put together, and their errors turned into exit codes.

No command lives here.
"""

import sys
from collections.abc import Sequence

import typer

from musiccm_daw.cli import again, bench, doctor, generate, history, models, presets, render, send, serve, train
from musiccm_daw.cli.failures import report
from musiccm_daw.cli.options.common import Session

app = typer.Typer(
    name="musiccm",
    help="Text to bar-exact music for DAWs, sampled in a few steps by a consistency model.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(generate.generate)
app.command()(render.render)
app.command()(serve.serve)
app.command()(send.send)
app.command()(history.history)
app.command()(again.again)
app.add_typer(presets.app, name="presets")
app.add_typer(models.app, name="models")
app.add_typer(train.app, name="train")
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
        code = typer.main.get_command(app).main(args=arguments, prog_name="musiccm", standalone_mode=False, obj=session)
    except (Exception, KeyboardInterrupt) as error:
        return report(error, debug=session.debug)
    return code or 0


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    sys.exit(run())


if __name__ == "__main__":
    # accelerate launch -m musiccm_daw.cli.app train ...
    main()
