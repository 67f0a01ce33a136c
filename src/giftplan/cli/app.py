"""The commands as a Typer application. Each module is imported only when its command is called."""

from collections.abc import Callable
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Annotated
from typing import Any
from typing import ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command

from giftplan.book.suggest import closest
from giftplan.cli.command import GROUPS
from giftplan.cli.command import Command
from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet
from giftplan.cli.telling import INTERRUPTED
from giftplan.cli.telling import STOPPED
from giftplan.cli.telling import tell
from giftplan.errors import GiftplanError
from giftplan.errors import NobodyReadsError
from giftplan.errors import UsageError

_VALUED = ("--data", "--as-of", "--format", "--output", "--color")
_PLAIN = ("--quiet",)
EPILOG = "Every command has examples: giftplan plan --help"


def call(arguments: Sequence[str], commands: Sequence[Command]) -> int:
    """Run a command; what it cannot do is said on standard error."""
    try:
        application = _application(commands)
        result = application(args=_command_first(list(arguments)), prog_name="giftplan", standalone_mode=False)
        if result == INTERRUPTED:
            return _said(STOPPED, INTERRUPTED)
        return result if isinstance(result, int) else 0
    except NobodyReadsError:
        raise
    except GiftplanError as error:
        return _said(str(error), error.exit_code)
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        return _said(STOPPED, INTERRUPTED)
    except typer.TyperException as error:
        return _said(_hinted(error), UsageError.exit_code)
    except SystemExit as error:  # typer's own ends: an interrupt, or a pipe that nobody reads
        if error.code == INTERRUPTED:
            return _said(STOPPED, INTERRUPTED)
        raise NobodyReadsError("nobody reads the answer any more") from error


def _said(message: str, exit_code: int) -> int:
    tell(message)
    return exit_code


def _hinted(error: typer.TyperException) -> str:
    """Typer's message; for an option that is none, ours."""
    name = getattr(error, "option_name", None)
    if name is None or not hasattr(error, "possibilities"):
        return error.format_message()
    near = error.possibilities or ()
    guess = closest(name, near)
    return f"no option '{name}': " + (f"did you mean '{guess}'?" if guess else "--help lists them")


def _command_first(arguments: list[str]) -> list[str]:
    """Shared options may stand before the command as well: `giftplan --data DIR plan 2026`."""
    end = 0
    while end < len(arguments) and arguments[end].startswith("-"):
        name, equals, _ = arguments[end].partition("=")
        if name not in (*_VALUED, *_PLAIN):
            break
        end += 2 if name in _VALUED and not equals else 1
    if end > len(arguments):
        return arguments
    if arguments[end : end + 1] and not arguments[end].startswith("-"):
        return [arguments[end], *arguments[:end], *arguments[end + 1 :]]
    return arguments


class _Commands(TyperGroup):
    """The group of all commands: names and summaries come from the table, the rest when it is needed.

    Its overrides name typer's public Context, of which typer's own signatures use a private twin.
    """

    table: ClassVar[Sequence[Command]] = ()

    def list_commands(self, _: typer.Context) -> list[str]:  # type: ignore[override]
        return [command.name for command in self.table]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        command = next((command for command in self.table if command.name == cmd_name), None)
        if command is None:
            guess = closest(cmd_name, self.list_commands(ctx))
            hint = f"did you mean '{guess}'?" if guess else "giftplan --help lists the commands"
            raise UsageError(f"no command '{cmd_name}': {hint}")
        return _made(command)

    def format_commands(self, _: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        for group in GROUPS:
            rows = [(command.name, command.summary) for command in self.table if command.group == group]
            if rows:
                with formatter.section(group):
                    formatter.write_dl(rows)


def _made(command: Command) -> Any:
    """One command, from its own module; `import` is a word of Python, so its module is `import_`."""
    name = f"{command.name}_" if iskeyword(command.name) else command.name
    function: Callable[..., int] = getattr(import_module(f"giftplan.cli.{name}"), name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(command.name, help=command.summary, epilog=function.__doc__)(function)
    return get_command(single)


def _application(commands: Sequence[Command]) -> Any:
    group = type("Commands", (_Commands,), {"table": commands})
    application = typer.Typer(
        cls=group, name="giftplan", add_completion=True, rich_markup_mode=None, epilog=EPILOG, help=_HELP
    )
    application.callback(invoke_without_command=True)(_alone)
    return get_command(application)


_HELP = "Small, well-chosen gifts to business partners: planned, checked and proved clean."


def _alone(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Show the version and exit.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="table|json", help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """The dashboard; before a command these options are that command's."""
    if version or context.invoked_subcommand is not None:
        return 0
    from giftplan.cli.dashboard import dashboard  # what it needs takes time to import: not for --help

    return dashboard(form, data, as_of, output, color, quiet)
