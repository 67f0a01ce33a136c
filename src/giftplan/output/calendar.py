"""A calendar file's text: new, or with more regions than it has."""

import json
from collections.abc import Iterable
from datetime import date

from giftplan.planning.holidays import Written


def new_calendar(source: str, written: date, regions: Iterable[Written]) -> str:
    """The text of a file that is not there yet."""
    head = (
        "# Public holidays, written down once so that everybody plans from the same days. Mend what is wrong by hand."
    )
    return f"{head}\nsource: {source}\nwritten: {written.isoformat()}\ncountries:\n{region_lines(regions)}"


def region_lines(regions: Iterable[Written], indent: int = 2) -> str:
    """The lines of some regions, one day a line, to stand below `countries:`, indented as what is there."""
    lines = "".join(_region(region) for region in regions)
    return "".join(f"{' ' * (indent - 2)}{line}"[max(0, 2 - indent) :] for line in lines.splitlines(keepends=True))


def _region(region: Written) -> str:
    lines = [f"  {region.region}:", f"    weekend: [{', '.join(region.weekend)}]"]
    lines += ["    days:"] if region.days else ["    days: {}"]
    lines += [f"      {day.isoformat()}: {json.dumps(name, ensure_ascii=False)}" for day, name in region.days]
    return "\n".join(lines) + "\n"
