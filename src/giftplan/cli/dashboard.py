"""`giftplan` alone."""

from pathlib import Path

from giftplan.cli.next import DAYS_AHEAD

FORMATS = ("table", "json")


def dashboard(form: str, data: Path | None, as_of: str | None, output: str, color: str, quiet: bool) -> int:
    """Five lines: to do, problems, budget, register, portfolio."""
    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.output.json.dashboard import dashboard_json
    from giftplan.output.screen.dashboard import dashboard_screen
    from giftplan.reports.dashboard import dashboard_of

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    found = dashboard_of(call.book(), call.as_of, int(DAYS_AHEAD))
    if form == "json":
        call.write(dashboard_json(found))
    else:
        call.show(dashboard_screen(found, call.width))
    return 0
