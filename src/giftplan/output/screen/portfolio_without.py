"""`giftplan portfolio --without PARTNER`: the same figures as if it were not there."""

from collections.abc import Sequence

from giftplan.output.portfolio_parts import STAYING_TITLES
from giftplan.output.portfolio_parts import staying_cells
from giftplan.output.portfolio_without import notes
from giftplan.output.portfolio_without import section_of
from giftplan.output.portfolio_without import staying_lead
from giftplan.output.portfolio_without import title_words
from giftplan.output.portfolio_without import without_names
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.plan import READING_WIDTH
from giftplan.output.screen.portfolio import MOST_ROWS
from giftplan.output.screen.portfolio import MOST_YEARS
from giftplan.output.screen.portfolio import hidden_note
from giftplan.output.screen.portfolio import more
from giftplan.output.screen.portfolio import section_lines
from giftplan.output.screen.portfolio import years_table
from giftplan.output.screen.table import Column
from giftplan.output.screen.table import Laid
from giftplan.output.screen.table import cell
from giftplan.output.screen.table import lay_out
from giftplan.reports.portfolio.without import Without


def without_screen(found: Without, width: int | None, whole: bool) -> list[Line]:
    """The figures without some partners as lines; `width` None: nothing is dropped and nothing cut."""
    across, is_cut = width or READING_WIDTH, width is not None and not whole
    head = Span(f"Portfolio without {without_names(found)}", "bold")
    lines = paragraph(title_words(found), across, "  ", head, " · ")
    years = [(str(year.year), year) for year in found.course]
    years += [(f"{found.before.year} with", found.before)] if found.before else []
    table = years_table(years, found.currency, width, is_cut)
    every = f"{_command(found)} --all"
    earlier = len(years) - MOST_YEARS if is_cut else 0
    lines += [BLANK, *table.lines, *more(earlier, across, every, "earlier")] if years else []
    lines += section_lines(section_of(found), across, False)
    if found.staying:
        rest = len(found.staying) - MOST_ROWS if is_cut else 0
        head = Span("Who stays in the figures", "bold")
        lines += [BLANK, *paragraph(staying_lead(found), across, "  ", head, " · ")]
        lines += [*_staying(found, width, is_cut).lines, *more(rest, across, every)]
    for note in notes(found):
        lines += [BLANK, *paragraph(note, across)]
    lines += [BLANK, *hidden_note([table], _command(found), across)]
    return [*lines, *paragraph("With everybody: giftplan portfolio", across)]


def _command(found: Without) -> str:
    return " ".join(["giftplan portfolio", *(f"--without {one.partner.id}" for one in found.gone)])


def _staying(found: Without, width: int | None, is_cut: bool) -> Laid:
    titles: Sequence[str] = ("Partner", found.currency or "Revenue", *STAYING_TITLES)
    columns = [Column(title, right=0 < place < len(titles) - 1) for place, title in enumerate(titles)]
    staying = found.staying[:MOST_ROWS] if is_cut else found.staying
    return lay_out(columns, [[cell(text) for text in staying_cells(one)] for one in staying], width)
