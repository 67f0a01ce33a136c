"""What is to be done, in words, the same in every format."""

from collections.abc import Iterator
from datetime import date

from giftplan.output.interests import interest_words
from giftplan.output.languages import language_named
from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import left_out_words
from giftplan.output.words import short_day
from giftplan.reports.agenda.task import Agenda
from giftplan.reports.agenda.task import Mention
from giftplan.reports.agenda.task import Words


def said(words: Words, agenda: Agenda, for_programs: bool = False) -> str:
    """A sentence with its days and amounts written out; `for_programs` days as ISO 8601 has them."""
    return "".join(part if isinstance(part, str) else _value(part, agenda, for_programs) for part in words)


def _value(part: object, agenda: Agenda, for_programs: bool) -> str:
    if isinstance(part, date):
        return part.isoformat() if for_programs else day_words(part, agenda)
    return f"{part:,.2f} {agenda.currency}"


def day_words(day: date, agenda: Agenda) -> str:
    """3 Feb; a day of another year with its year."""
    return short_day(day) if day.year == agenda.as_of.year else dated(day)


def span_words(days: int) -> str:
    """How long it looks ahead."""
    weeks, rest = divmod(days, 7)
    return counted(days, "day") if rest or not days else counted(weeks, "week")


def mention_words(mention: Mention, agenda: Agenda) -> Iterator[tuple[str, str]]:
    """What a card could speak of, each with its name."""
    yield "reason", said(mention.reason, agenda)
    yield "they like", "; ".join(map(interest_words, mention.heard)) or "not known yet: ask, and note it"
    if mention.common:
        yield "in common with us", ", ".join(mention.common)
    if mention.lately:
        yield "lately", "; ".join(said(words, agenda) for words in mention.lately)
    if mention.customs:
        yield "the custom there", "; ".join(mention.customs)
    if mention.language:
        yield "write in", language_named(mention.language)


def notes_of(agenda: Agenda) -> list[str]:
    """What was left out, in which there may be more to do."""
    return [left_out_words(agenda.left_out)] if agenda.left_out else []
