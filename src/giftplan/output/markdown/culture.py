"""`culture --format markdown`: a page to print, with the hand-over sheet to tick off."""

import re
from collections.abc import Iterator

from giftplan.output.customs import TITLES
from giftplan.output.customs import Notes
from giftplan.output.customs import holiday_words
from giftplan.output.customs import level_words
from giftplan.output.customs import match_words
from giftplan.output.customs import notes_words
from giftplan.output.customs import open_words
from giftplan.output.customs import overlap_words
from giftplan.output.customs import rule_words
from giftplan.output.customs import sentence
from giftplan.output.customs import shared_by
from giftplan.output.customs import sheet_words
from giftplan.output.customs import span_words
from giftplan.output.customs import title_words
from giftplan.output.laws import WHOSE
from giftplan.output.laws import further_words
from giftplan.output.laws import law_words
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.reports.culture import ABOUT
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import Custom

_URL = re.compile(r"https?://[!-;=?-~]+", re.ASCII)
"""Nothing in it ends the link or the line."""


def culture_markdown(card: CountryCard) -> str:
    """The card; the sources are numbered at its end."""
    notes = Notes()
    lines = [f"# {escaped(card.name)}", "", escaped(title_words(card))]
    lines += [*_customs(card, notes), *_days(card, notes), *_laws(card, notes), *_sheet(card), *_sources(notes)]
    lines += [line for note in notes_words(card) for line in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _customs(card: CountryCard, notes: Notes) -> Iterator[str]:
    for about in ABOUT:
        customs = [custom for custom in card.customs if custom.about == about]
        if customs:
            yield from ("", f"## {TITLES[about]}", "")
            yield from (escaped(level_words(card)), "") if about == "value" else ()
            yield from table(("", "Holds for", "Why", "Source"), [_row(custom, notes) for custom in customs])


def _row(custom: Custom, notes: Notes) -> list[str]:
    rule = custom.rule
    source = f"{notes.number(rule.source)}{' (medium)' if rule.confidence == 'medium' else ''}"
    shared = shared_by(custom)
    why = rule_words(rule) + (f" ({shared})" if shared else "")
    return [escaped(word) for word in (rule.level, match_words(rule.match) or "everything", why, source)]


def _days(card: CountryCard, notes: Notes) -> Iterator[str]:
    yield from ("", f"## Good and bad days of {card.year}", "")
    rows: list[tuple[str, ...]] = [
        (
            stretch.window.level,
            span_words(stretch.span, card.year) + (" (estimated)" if stretch.estimated else ""),
            sentence(stretch.window.why),
            str(notes.number(stretch.window.source)),
        )
        for stretch in card.stretches
    ]
    rows += [
        (w.level, f"every {' and '.join(w.when.weekdays)}", sentence(w.why), str(notes.number(w.source)))
        for w in card.weekdays
    ]
    rows += [(touch, open_words(days, card.year), "", "") for touch, days in card.open_days.items()]
    rows.append(("closed", holiday_words(card) or "no public holiday is known", "", ""))
    yield from table(("", "Days", "Why", "Source"), [[escaped(word) for word in row] for row in rows])
    if overlap := overlap_words(card):
        yield from ("", escaped(overlap))


def _laws(card: CountryCard, notes: Notes) -> Iterator[str]:
    yield from ("", f"## Limits and laws on {card.as_of.isoformat()}", "")
    for whose, title in WHOSE.items():
        for law in [law for law in card.laws if law.whose == whose]:
            yield f"- {law.limit.level}, {title}: {escaped(law_words(law))} ({notes.number(law.limit.source)})"
    yield from (f"- {escaped(text)}" for text in further_words(card))


def _sheet(card: CountryCard) -> Iterator[str]:
    yield from ("", "## Hand-over sheet", "")
    yield from (f"- [ ] {escaped(text)}" for text in sheet_words(card))


def _sources(notes: Notes) -> Iterator[str]:
    yield from ("", "## Sources", "")
    for number, source in enumerate(notes.sources, 1):
        yield f"{number}. {escaped(source.title)}, seen {source.seen}.{_address(source.url)}"


def _address(url: str | None) -> str:
    """A link where the address can be one, else its words."""
    if url is None:
        return ""
    return f" <{url}>" if _URL.fullmatch(url) else f" {escaped(url)}"
