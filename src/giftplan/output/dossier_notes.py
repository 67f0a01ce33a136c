"""What stands at the end of a dossier: what is blocked, what the rules say, what was left out, where to go on."""

from collections.abc import Sequence

from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import listed
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier_year import YearOf
from giftplan.rules.engine import Finding


def blocked_of(dossier: Dossier) -> list[str]:
    """Touches that cannot be placed, and what mends them."""
    blocked = dossier.year.plan.blocked if isinstance(dossier.year, YearOf) else ()
    return [f"{touch.touch}, {touch.reason}: {touch.mend}" for touch in blocked]


def finding_words(finding: Finding, partner_file: str) -> str:
    """What is wrong and what to do, behind its level; where, unless it is the partner's own file."""
    where = "" if finding.path == partner_file else f" ({finding.path})"
    return f"{finding.rule} {finding.message}{where}. {finding.fix}"


def older_words(older: Sequence[Finding], call: str) -> str:
    """How to see what is said of gifts of years that are closed."""
    return f"{counted(len(older), 'finding')} more about gifts of earlier years: {call} --all"


def notes_of(dossier: Dossier) -> list[str]:
    """What is not in it, and what it rests on that is not written down."""
    notes: list[str] = []
    if dossier.left_out:
        notes.append(left_out_words(dossier.left_out))
    if isinstance(dossier.year, YearOf) and dossier.year.plan.unpinned:
        where = listed((f"{region} {year}" for year, region in dossier.year.plan.unpinned), 6)
        notes.append(f"Public holidays not written down: {where}. giftplan calendar {dossier.as_of.year} writes them")
    return notes


def next_calls(dossier: Dossier) -> list[str]:
    """The commands that go on from here."""
    name = dossier.partner.id
    change = f"Change: giftplan edit {name}"
    is_planned = isinstance(dossier.year, YearOf) and not dossier.has_left
    return [f"Ideas: giftplan suggest {name}", change] if is_planned else [change]
