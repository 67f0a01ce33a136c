"""`show --format markdown`: the dossier on a page that somebody takes into a meeting."""

from collections.abc import Iterator

from giftplan.output.dossier import fields_of
from giftplan.output.dossier import title_parts
from giftplan.output.dossier_notes import blocked_of
from giftplan.output.dossier_notes import finding_words
from giftplan.output.dossier_notes import notes_of
from giftplan.output.dossier_rows import Row
from giftplan.output.dossier_rows import coming_rows
from giftplan.output.dossier_rows import past_rows
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.words import dated
from giftplan.reports.dossier import Dossier


def dossier_markdown(dossier: Dossier) -> str:
    """The whole dossier: what is known, the gifts, what the rules say."""
    lines = [f"# {escaped(dossier.partner.name)}", "", escaped(" · ".join(title_parts(dossier)))]
    lines += [escaped(f"As of {dated(dossier.as_of)}"), "", *_known(dossier), *_gifts(dossier), *_problems(dossier)]
    lines += [line for note in notes_of(dossier) for line in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _known(dossier: Dossier) -> Iterator[str]:
    """A list; what belongs to another thing stands below it."""
    for field in fields_of(dossier, None, f"giftplan show {dossier.partner.id}"):
        text = escaped(field.strong) + escaped(field.text)
        named = f"**{escaped(field.name)}**: {text}" if field.name else text
        yield f"  - {named}" if field.inside else f"- {named}"


def _gifts(dossier: Dossier) -> Iterator[str]:
    rows = [*past_rows(dossier), *coming_rows(dossier)]
    worth = dossier.currency or "Value"
    yield from ("", "## Given, received and planned", "")
    if rows:
        columns = ("Date", "Touch", "What", "For", worth, "State", "Reaction")
        yield from table(columns, [_cells(row) for row in rows], frozenset({worth}))
    else:
        yield "Nothing yet."


def _cells(row: Row) -> list[str]:
    day = row.day.isoformat() if row.day else ""
    return [escaped(text) for text in (day, row.touch, row.what, row.who, row.amount, row.state, row.reaction)]


def _problems(dossier: Dossier) -> Iterator[str]:
    if blocked := blocked_of(dossier):
        yield from ("", "## Blocked", "", *(f"- {escaped(text)}" for text in blocked))
    if findings := [*dossier.findings, *dossier.older]:
        path = dossier.partner.path
        yield from ("", "## To look at", "")
        yield from (f"- {finding.level} {escaped(finding_words(finding, path))}" for finding in findings)
