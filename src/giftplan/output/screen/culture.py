"""`giftplan culture COUNTRY`: what a gift means there, on one page."""

from collections.abc import Iterator

from giftplan.output.customs import TITLES
from giftplan.output.customs import WHOSE
from giftplan.output.customs import Notes
from giftplan.output.customs import holiday_words
from giftplan.output.customs import law_words
from giftplan.output.customs import match_words
from giftplan.output.customs import plain_name
from giftplan.output.customs import rule_words
from giftplan.output.customs import runs
from giftplan.output.customs import sentence
from giftplan.output.customs import shared_by
from giftplan.output.customs import sheet_words
from giftplan.output.customs import span_words
from giftplan.output.customs import title_words
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import counted
from giftplan.output.words import visible
from giftplan.planning.days import OpenDays
from giftplan.reports.culture import ABOUT
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import Custom
from giftplan.reports.culture import Stretch
from giftplan.reports.laws import Law

READING_WIDTH = 80
_INDENT = " " * 9
_STYLES: dict[str, Style] = {
    "never": "red",
    "refuse": "red",
    "avoid": "yellow",
    "warn": "yellow",
    "prefer": "green",
    "exempt": "green",
    "know": "dim",
    "inform": "dim",
}


def culture_screen(card: CountryCard, width: int | None, partner: str) -> list[Line]:
    """The card as lines. `partner` is one there, for the command that comes next."""
    across = width or READING_WIDTH
    notes = Notes()
    lines = paragraph(f" · {title_words(card)}", across, "  ", Span(visible(card.name), "bold"))
    for section in (_customs(card, notes, across), _days(card, notes, across), _laws(card, notes, across)):
        lines += section
    lines += [*_sheet(card, across), *_sources(notes, across)]
    if card.unpinned:
        year = f"Public holidays of {card.year} not written down here: they are the holidays package's."
        lines += [BLANK, *paragraph(year, across)]
    return [*lines, BLANK, line(f"Ideas for somebody there: giftplan suggest {partner}")]


def _entry(level: str, text: str, width: int) -> list[Line]:
    word = visible(level)
    return paragraph(text, width, _INDENT, " ", Span(word, _STYLES.get(level, "")), " " * max(1, 8 - len(word)))


def _customs(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    for about in ABOUT:
        customs = [custom for custom in card.customs if custom.about == about]
        if customs:
            yield from (BLANK, line(Span(TITLES[about], "bold")))
        for custom in customs:
            yield from _entry(custom.rule.level, _custom_words(custom, notes), width)


def _custom_words(custom: Custom, notes: Notes) -> str:
    rule = custom.rule
    about = match_words(rule.match)
    name = (
        plain_name(rule.id) + (f" ({about})" if about else "") + (f", {where}" if (where := shared_by(custom)) else "")
    )
    source = f"[{notes.number(rule.source)}{', medium' if rule.confidence == 'medium' else ''}]"
    return f"{name}: {rule_words(rule)} {source}"


def _days(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span(f"Good and bad days of {card.year}", "bold")))
    for stretch in card.stretches:
        yield from _entry(stretch.window.level, _stretch_words(stretch, card, notes), width)
    for window in card.weekdays:
        days = f"every {' and '.join(window.when.weekdays)}"
        yield from _entry(window.level, f"{days}: {sentence(window.why)} [{notes.number(window.source)}]", width)
    for touch, open_days in card.open_days.items():
        yield from _entry(touch, _open_words(open_days, card.year), width)
    yield from _entry("closed", f"{holiday_words(card) or 'no public holiday is known'}.", width)


def _open_words(days: OpenDays, year: int) -> str:
    every = {*days.free, *(day for taken in days.taken.values() for day in taken)}
    free = ", ".join(span_words(span, year) for span in runs(days.free, every)) or "none"
    return f"{len(days.free)} of {counted(len(every), 'delivery day')} free: {free}."


def _stretch_words(stretch: Stretch, card: CountryCard, notes: Notes) -> str:
    window = stretch.window
    when = span_words(stretch.span, card.year) + (" (estimated)" if stretch.estimated else "")
    return f"{when}, {plain_name(window.id)}: {sentence(window.why)} [{notes.number(window.source)}]"


def _laws(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    for whose, title in WHOSE.items():
        laws = [law for law in card.laws if law.whose == whose]
        if laws:
            yield from (BLANK, line(Span(f"Limits and laws · {title}", "bold")))
        for law in laws:
            yield from _entry(law.limit.level, _law_line(law, notes), width)
    others = sum(law.whose == "their givers" for law in card.laws)
    if others:
        yield BLANK
        yield from paragraph(f"{counted(others, 'further limit')} there bind givers of that country, not us.", width)


def _law_line(law: Law, notes: Notes) -> str:
    return f"{law_words(law)} [{notes.number(law.limit.source)}]"


def _sheet(card: CountryCard, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span("Hand-over sheet", "bold")))
    for text in sheet_words(card):
        yield from paragraph(text, width, " " * 5, " [ ] ")


def _sources(notes: Notes, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span("Sources", "bold")))
    for number, source in enumerate(notes.sources, 1):
        yield from paragraph(f"{source.title}, seen {source.seen}", width, " " * 6, f" [{number}] ")
        if source.url:
            yield from paragraph(source.url, width, " " * 6)
