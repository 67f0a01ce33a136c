"""`portfolio --format markdown`."""

from collections.abc import Sequence

from giftplan.output import portfolio
from giftplan.output import portfolio_without
from giftplan.output.customs import sentence
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.portfolio_parts import STAYING_TITLES
from giftplan.output.portfolio_parts import YEAR_TITLES
from giftplan.output.portfolio_parts import Section
from giftplan.output.portfolio_parts import growth_rows
from giftplan.output.portfolio_parts import growth_titles
from giftplan.output.portfolio_parts import staying_cells
from giftplan.output.portfolio_parts import year_cells
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.whole import Portfolio
from giftplan.reports.portfolio.without import Without

_WORDS = frozenset({"Year", "Partner", "Largest", "Mark", ""})
"""The titles of columns that hold words; the others hold numbers."""


def portfolio_markdown(found: Portfolio) -> str:
    """The same parts as on the screen, nothing left out."""
    lines = ["# Portfolio", "", escaped(sentence(portfolio.title_words(found)))]
    lines += _years([(str(year.year), year) for year in found.course], found.currency)
    lines += _paragraphs(portfolio.revenue_words(found))
    growth = found.growth
    if growth and growth.changes:
        lead = portfolio.growth_lead(found)
        lines += ["", "## What they bought", "", *([escaped(sentence(lead)), ""] if lead else [])]
        lines += _table(growth_titles(growth, found.currency), growth_rows(growth, found.latest))
    for part in portfolio.sections(found):
        lines += _section(part)
    return "\n".join([*lines, *_paragraphs(portfolio.notes(found))]) + "\n"


def without_markdown(found: Without) -> str:
    """The same figures as on the screen."""
    lines = [f"# Portfolio without {escaped(portfolio_without.without_names(found))}", ""]
    lines += [escaped(sentence(portfolio_without.title_words(found)))]
    years = [(str(year.year), year) for year in found.course]
    lines += _years([*years, *([(f"{found.before.year} with", found.before)] if found.before else [])], found.currency)
    lines += _section(portfolio_without.section_of(found))
    if found.staying:
        titles = ("Partner", found.currency or "Revenue", *STAYING_TITLES)
        rows = [staying_cells(one) for one in found.staying]
        lead = escaped(sentence(portfolio_without.staying_lead(found)))
        lines += ["", "## Who stays in the figures", "", lead, "", *_table(titles, rows)]
    return "\n".join([*lines, *_paragraphs(portfolio_without.notes(found))]) + "\n"


def _years(years: Sequence[tuple[str, Concentration]], currency: str | None) -> list[str]:
    rows = [(name, *year_cells(year)) for name, year in years]
    return ["", *_table(("Year", currency or "Revenue", *YEAR_TITLES), rows)] if rows else []


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    numbers = frozenset(title for title in titles if title not in _WORDS)
    return table(titles, [[escaped(text) for text in row] for row in rows], numbers)


def _section(part: Section) -> list[str]:
    if part.is_empty:
        return []
    lines = ["", f"## {part.title}", "", escaped(sentence(part.lead)), ""]
    for item in part.items:
        first, *further = item.words
        lines.append(f"- {escaped(item.head)}: {escaped(first)}")
        lines += [f"  - {escaped(words)}" for words in further]
    return lines + [f"- {escaped(name)}" for name in part.names]


def _paragraphs(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in ("", escaped(text))]
