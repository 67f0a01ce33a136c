"""The way in.

Typer is imported only where a command or its help is asked for: `--version` and completion answer before.
"""

import gc
import os
import sys
from collections.abc import Sequence

from giftplan import __version__
from giftplan.cli.commands import COMMANDS
from giftplan.cli.telling import INTERRUPTED
from giftplan.cli.telling import STOPPED
from giftplan.cli.telling import tell
from giftplan.errors import NobodyReadsError

CANNOT_WRITE = 3


def main() -> None:
    """Run the command line and end the process with its exit code.

    At once: to free tens of thousands of records, one by one, would take a tenth of the time of `check`.
    """
    sys.unraisablehook = _hear_interrupt
    code = run(sys.argv[1:])
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """The exit code for these arguments. The one place that catches what stops a command."""
    if sys.stdout is None:
        tell("the answer cannot be written: standard output is closed")
        return CANNOT_WRITE
    try:
        code = _answer(list(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        tell(STOPPED)
        return INTERRUPTED
    except (BrokenPipeError, NobodyReadsError):
        _forget_standard_output()
        return NobodyReadsError.exit_code
    except OSError as error:
        _forget_standard_output()
        what = "the answer cannot be written" if error.filename is None else str(error.filename)
        tell(f"{what}: {error.strerror}")
        return CANNOT_WRITE
    except Exception as error:  # only to know an interrupt in disguise: anything else goes on as it is
        if not _was_interrupted(error):
            raise
        tell(STOPPED)
        return INTERRUPTED


def _hear_interrupt(lost: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C where nothing can be raised, as in what the interpreter does behind an import: it would go on instead."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    tell(STOPPED)
    os._exit(INTERRUPTED)


def _was_interrupted(error: BaseException | None) -> bool:
    """Ctrl-C while modules load comes wrapped into what was being made."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _answer(arguments: list[str]) -> int:
    if os.environ.get("_GIFTPLAN_COMPLETE", "").startswith("complete_"):
        from giftplan.cli.completion import answer_shell  # before typer, which is most of a start

        answered = answer_shell(os.environ, COMMANDS)
        if answered is not None:
            print(answered[0])
            return answered[1]
    if arguments in (["--version"], ["-V"]):
        print(f"giftplan {__version__}")
        return 0
    # One short life: collecting would only walk, again and again, what is needed to the end.
    gc.disable()
    # Without this, pydantic looks through every installed package for plugins: a sixth of a start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from giftplan.cli.app import call  # brings typer

    return call(arguments, COMMANDS)


def _forget_standard_output() -> None:
    """Nobody reads any more: let the interpreter flush into nothing at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
