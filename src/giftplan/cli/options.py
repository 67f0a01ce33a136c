"""Options that mean the same for every command."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", envvar="GIFTPLAN_DATA", help="The data folder (else found by walking up)."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Take this day for today, as 2026-01-05.")]
Output = Annotated[
    str, typer.Option("--output", metavar="FILE", help="Write to a file, whole or not at all; - is standard output.")
]
Color = Annotated[str, typer.Option("--color", metavar="auto|always|never", help="Colours.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Only the result: no notes.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]

Partners = Annotated[list[str] | None, typer.Option("--partner", metavar="ID", help="Only this partner (repeatable).")]
Tiers = Annotated[list[str] | None, typer.Option("--tier", metavar="N", help="Only this tier, or none (repeatable).")]
Owners = Annotated[list[str] | None, typer.Option("--owner", metavar="ID", help="Only this owner's (repeatable).")]
Countries = Annotated[list[str] | None, typer.Option("--country", metavar="CC", help="Only this country (repeatable).")]
Months = Annotated[list[str] | None, typer.Option("--month", metavar="1-12", help="Only this month (repeatable).")]
