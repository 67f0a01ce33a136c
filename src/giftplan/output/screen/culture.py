"""`giftplan culture COUNTRY`: what a gift means there, on one page."""

from collections.abc import Iterator

from giftplan.output.customs import TITLES
from giftplan.output.customs import Notes
from giftplan.output.customs import custom_words
from giftplan.output.customs import holiday_words
from giftplan.output.customs import level_words
from giftplan.output.customs import notes_words
from giftplan.output.customs import open_words
from giftplan.output.customs import overlap_words
from giftplan.output.customs import sentence
from giftplan.output.customs import sheet_words
from giftplan.output.customs import span_words
from giftplan.output.customs import title_words
from giftplan.output.laws import WHOSE
from giftplan.output.laws import further_words
from giftplan.output.laws import law_words
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import visible
from giftplan.reports.culture import ABOUT
from giftplan.reports.culture import CountryCard
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
    lines = paragraph(title_words(card), across, "  ", Span(visible(card.name), "bold"), " · ")
    for section in (_customs(card, notes, across), _days(card, notes, across), _laws(card, notes, across)):
        lines += section
    lines += [*_sheet(card, across), *_sources(notes, width)]
    for note in notes_words(card):
        lines += [BLANK, *paragraph(note, across)]
    return [*lines, BLANK, line(f"Ideas for somebody there: giftplan suggest {partner}")]


def _entry(level: str, text: str, width: int) -> list[Line]:
    word = visible(level)
    return paragraph(text, width, _INDENT, " ", Span(word, _STYLES.get(level, "")), " " * max(1, 8 - len(word)))


def _customs(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    for about in ABOUT:
        customs = [custom for custom in card.customs if custom.about == about]
        if customs:
            yield from (BLANK, line(Span(TITLES[about], "bold")))
        if customs and about == "value":
            yield from paragraph(level_words(card), width, " ")
        for custom in customs:
            source = f"[{notes.number(custom.rule.source)}{', medium' if custom.rule.confidence == 'medium' else ''}]"
            yield from _entry(custom.rule.level, f"{custom_words(custom)} {source}", width)


def _days(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span(f"Good and bad days of {card.year}", "bold")))
    for stretch in card.stretches:
        yield from _entry(stretch.window.level, _stretch_words(stretch, card, notes), width)
    for window in card.weekdays:
        days = f"every {' and '.join(window.when.weekdays)}"
        yield from _entry(window.level, f"{days}: {sentence(window.why)} [{notes.number(window.source)}]", width)
    for touch, open_days in card.open_days.items():
        yield from _entry(touch, open_words(open_days, card.year), width)
    yield from _entry("closed", f"{holiday_words(card) or 'no public holiday is known'}.", width)
    if overlap := overlap_words(card):
        yield from paragraph(overlap, width, " ")


def _stretch_words(stretch: Stretch, card: CountryCard, notes: Notes) -> str:
    window = stretch.window
    when = span_words(stretch.span, card.year) + (" (estimated)" if stretch.estimated else "")
    return f"{when}: {sentence(window.why)} [{notes.number(window.source)}]"


def _laws(card: CountryCard, notes: Notes, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span(f"Limits and laws on {card.as_of.isoformat()}", "bold")))
    for whose, title in WHOSE.items():
        laws = [law for law in card.laws if law.whose == whose]
        if laws:
            yield line(f" {title[:1].upper()}{title[1:]}")
        for law in laws:
            yield from _entry(law.limit.level, _law_line(law, notes), width)
    for text in further_words(card):
        yield from paragraph(text, width, " ")


def _law_line(law: Law, notes: Notes) -> str:
    return f"{law_words(law)} [{notes.number(law.limit.source)}]"


def _sheet(card: CountryCard, width: int) -> Iterator[Line]:
    yield from (BLANK, line(Span("Hand-over sheet", "bold")))
    for text in sheet_words(card):
        yield from paragraph(text, width, " " * 5, " [ ] ")


def _sources(notes: Notes, width: int | None) -> Iterator[Line]:
    """An address is folded only where a terminal has no room for it."""
    yield from (BLANK, line(Span("Sources", "bold")))
    for number, source in enumerate(notes.sources, 1):
        text = f"{source.title}, seen {source.seen}"
        yield from paragraph(text, width or READING_WIDTH, " " * 6, f" [{number}] ")
        if source.url and width is None:
            yield line(" " * 6 + visible(source.url))
        elif source.url:
            yield from paragraph(source.url, width or READING_WIDTH, " " * 6)
