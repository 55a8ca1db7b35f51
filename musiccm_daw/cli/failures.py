"""The report of an exception: one line on stderr and an exit code.

Codes: 0 done, 2 the request is wrong, 3 the model or device cannot serve it, 4 the project folder cannot be written,
130 interrupted, 143 terminated by SIGTERM, 1 an internal error, or a result that stdout does not take. A traceback is
shown only with --debug.
"""

import errno
import traceback

import typer

from musiccm_daw.cli.usage import usage_text
from musiccm_daw.cli.views.console import ReaderGone, print_error
from musiccm_daw.errors import MusicCMError

WRONG_REQUEST, NO_MODEL, NO_PROJECT, INTERRUPTED, OUR_FAULT = 2, 3, 4, 130, 1

# The errors of operating systems when a folder cannot take the files.
WRITE_ERRORS = frozenset({errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.ENOTDIR})

# What is installed only by an extra: who needs it, and the extra.
EXTRAS = {
    **dict.fromkeys(("accelerate", "pyloudnorm", "tensorboard"), ("training", "train")),
    "matplotlib": ("a picture", "train"),
    "ray": ("--cluster", "cluster"),
    "rtmidi": ("--follow midi", "midi"),
}


def report(error: BaseException, *, debug: bool) -> int:
    """Report what went wrong.

    Args:
        error: raised by a command.
        debug: show the traceback too.

    Returns:
        The exit code.
    """
    if debug:
        traceback.print_exception(error)
    code, text = code_and_text(error)
    # A group that is called without a command shows its help and has no message, and nobody misses a reader.
    if text:
        print_error(text)
    return code


def code_and_text(error: BaseException) -> tuple[int, str]:
    """Return the exit code of an error and its one line."""
    match error:
        case ReaderGone():
            return error.exit_code, ""
        case MusicCMError():
            return error.exit_code, str(error)
        case typer.TyperException():
            return WRONG_REQUEST, usage_text(error)
        case KeyboardInterrupt() | typer.Abort():
            return INTERRUPTED, "interrupted"
        case ModuleNotFoundError() if error.name in EXTRAS:
            what, extra = EXTRAS[error.name]
            return NO_MODEL, f'{what} needs {error.name}; install it with pip install "musiccm-daw[{extra}]"'
        case MemoryError():
            return NO_MODEL, "out of memory; ask for fewer bars, stems or variations"
        case OSError() if error.errno in WRITE_ERRORS:
            return (
                NO_PROJECT,
                f"{error.strerror}: {error.filename or 'the project folder'}; choose another --project",
            )
    return (
        OUR_FAULT,
        f"internal error, {type(error).__name__}: {error}; run again with --debug for the traceback",
    )
