"""What a gift means, before the question whether to write it down."""

from giftplan.output.findings.concise import STYLES
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import long_day
from giftplan.output.words import visible
from giftplan.reports.weighing import Weighed
from giftplan.reports.weighing_case import OK
from giftplan.reports.weighing_case import Row
from giftplan.rules.engine import Finding

READING_WIDTH = 80
_COLUMNS = (Column(""), Column(""), Column("", right=True))


def weighed_screen(weighed: Weighed, path: str, text: str, width: int | None) -> list[Line]:
    """Limit by limit, then what is found, then the file that would be written."""
    across = min(width or READING_WIDTH, 100)
    lines = [*_title(weighed, across), BLANK, *_rows(weighed, across)]
    for finding in weighed.findings:
        if finding.level != "advice":
            lines += [BLANK, *_finding(finding, weighed.gift.path, across)]
    advice = [finding for finding in weighed.findings if finding.level == "advice"]
    lines += [BLANK, *_advice(advice, across)] if advice else []
    if weighed.left_out:
        lines += [BLANK, *paragraph(left_out_words(weighed.left_out), across)]
    verb = "Refused, so not written" if weighed.is_refused else "To be written"
    lines += [BLANK, *paragraph(path, across, "  ", Span(verb, "red" if weighed.is_refused else "bold"), ": ")]
    lines += [found for row in text.splitlines() for found in paragraph(row, across, "    ", "  ")]
    return [*lines, *_mend(weighed, across)]


def _title(weighed: Weighed, width: int) -> list[Line]:
    gift, partner = weighed.gift, weighed.partner
    is_given = gift.direction == "given"
    people = [contact.name for name in gift.recipients if (contact := partner.contact(name))]
    who = f" ({', '.join(people)})" if people and is_given else ""
    words = f"{'to' if is_given else 'from'} {partner.name}{who}, {long_day(gift.date)}"
    return paragraph(words, width, "  ", Span("A gift", "bold"), " ")


def _rows(weighed: Weighed, width: int) -> list[Line]:
    rows = [(cell(row.subject), cell(row.words), cell(row.state, style=_style(row))) for row in weighed.rows]
    return list(lay_out(_COLUMNS, rows, width).lines[1:]) if rows else []


def _style(row: Row) -> Style:
    return STYLES.get(row.state, "green" if row.state == OK else "")


def _finding(finding: Finding, path: str, width: int) -> list[Line]:
    """What is found; of a finding that the gift causes elsewhere, where."""
    where = "" if finding.path == path else f" in {visible(finding.path)}"
    head = line(Span(f"{finding.level} {finding.rule}", STYLES[finding.level]), f" {finding.name}{where}")
    what = f"{finding.message[:1].upper()}{finding.message[1:]}. {finding.why}"
    return [
        head,
        *paragraph(what, width, "        ", "   why  "),
        *paragraph(finding.fix, width, "        ", "   fix  "),
    ]


def _advice(findings: list[Finding], width: int) -> list[Line]:
    words = ", ".join(f"{finding.rule} {finding.name}" for finding in findings)
    return paragraph(f"{words} (giftplan explain {findings[0].rule})", width, "  ", Span("advice", "cyan"), " ")


def _mend(weighed: Weighed, width: int) -> list[Line]:
    """How to go on where something is in the way."""
    errors = [finding.rule for finding in weighed.findings if finding.level == "error"]
    if not errors:
        return []
    own = (
        finding.rule for finding in weighed.findings if finding.level == "error" and finding.path == weighed.gift.path
    )
    waived = {waiver.rule for waiver in weighed.gift.waivers}
    rule = next((code for code in own if code[:3] != "GP0" and code != "GP108" and code not in waived), None)
    rule = rule if weighed.gift.direction == "given" else None
    instead = ", or send a card instead" if weighed.gift.direction == "given" else ""
    words = f"{counted(len(errors), 'error')}: change it{instead}"
    words += f"; on purpose: --waive {rule} --why ... --by ..." if rule else ""
    return [BLANK, *paragraph(words, width)]
