"""Customs, their days and the limits of the law in words, the same on every screen and page."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any

from giftplan.output.words import counted
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.planning.almanac import plain_name as plain_holiday
from giftplan.planning.windows import Span
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.culture import Source
from giftplan.records.limit import Limit
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import Custom
from giftplan.reports.culture import Reminder
from giftplan.reports.laws import Law

TITLES = {
    "nature": "What it is",
    "value": "What it is worth",
    "colour": "Its colours",
    "moment": "When, and to whom",
    "manner": "How it is given",
}
WHOSE = {
    "theirs": "For who receives there",
    "ours": "For us, who give there",
    "everybody": "For everybody",
}
_PER = {
    "gift": "a gift",
    "recipient-year": "a person and year",
    "recipient-12-months": "a person in any twelve months",
    "company-year": "a company and year",
}


@dataclass
class Notes:
    """The sources in the order in which they are met, each with its number."""

    sources: list[Source] = field(default_factory=list)

    def number(self, source: Source) -> int:
        """The number of a source, a new one for a new source."""
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1


def plain_name(name: str) -> str:
    """A custom's id as words."""
    return name.replace("-", " ")


def match_words(match: Match | None) -> str:
    """What a custom speaks of: a set of 4; white or black wrapping."""
    if match is None:
        return ""
    words = [words_of(getattr(match, key)) for key, words_of in _WORDS.items() if getattr(match, key)]
    alternatives = [match_words(alternative) for alternative in match.any_of]
    return ", ".join([*words, *([_either(alternatives)] if alternatives else [])])


def _either(words: Iterable[object]) -> str:
    """a, b or c."""
    every = list(map(str, words))
    return " or ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def _set_of(quantities: Iterable[object]) -> str:
    parity = {"even": "an even number", "odd": "an odd number"}
    numbers = [parity.get(str(number), str(number)) for number in quantities]
    return _either(numbers) if set(numbers) & set(parity.values()) else f"a set of {_either(numbers)}"


def _moments(words: Iterable[object]) -> str:
    others = {"prospect": "before any business", "after-signature": "after the signature"}
    return _either(others.get(str(word), f"during a {word}") for word in words)


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "kind": _either,
    "tags": _either,
    "contains": lambda words: f"with {_either(words)}",
    "quantity": _set_of,
    "colour": lambda words: f"in {_either(words)}",
    "wrapping": lambda words: f"{_either('no' if word == 'none' else word for word in words)} wrapping",
    "ink": lambda words: f"{_either(words)} ink",
    "logo": lambda words: f"a {_either(words)} logo",
    "value": lambda words: f"of {_either(words)} value",
    "delivery": lambda words: "handed over in person" if "in-person" in words else _either(words),
    "during": _moments,
    "sector": lambda words: f"to {_either(words)}",
    "origin": lambda _: "sent from abroad",
}


def shared_by(custom: Custom) -> str:
    """Who shares a custom, where it is not the country's own."""
    if "*" in custom.culture.countries:
        return "everywhere"
    return custom.culture.name if len(custom.culture.countries) > 1 else ""


def rule_words(rule: CultureRule) -> str:
    """A custom's reason, what to do instead, and when it does not hold."""
    parts = [sentence(rule.why)]
    parts += [sentence(f"instead: {rule.instead}")] if rule.instead else []
    parts += [sentence(f"except: {rule.exception}")] if rule.exception else []
    parts += ["True for some people only: ask first."] if rule.scope == "ask" else []
    parts += ["By law."] if rule.scope == "law" else []
    return " ".join(parts)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def sheet_words(card: CountryCard) -> list[str]:
    """The whole hand-over sheet, each line once."""
    ask = "Ask everybody the same: is there anything to avoid, such as foods, alcohol or materials?"
    lines = [ask, *(reminder_words(reminder) for reminder in card.sheet), "A handwritten card goes with it."]
    return list(dict.fromkeys(lines))


def reminder_words(reminder: Reminder) -> str:
    """A line of the hand-over sheet."""
    rule = reminder.custom.rule
    about = match_words(rule.match)
    instead = f"; instead: {rule.instead}" if rule.instead else ""
    if reminder.part == "ask":
        return sentence(f"ask first, about the object only: {about}")
    if reminder.part == "parcel":
        verb = {"never": "never", "avoid": "rather not", "prefer": "best", "know": "know"}[rule.level]
        return sentence(f"the parcel: {verb} {about}{instead}")
    return sentence(f"{rule.why}{instead}")


def span_words(span: Span, year: int) -> str:
    """14 Feb to 22 Feb; a day of another year with its year."""
    first, last = (short_day(day) + (f" {day.year}" if day.year != year else "") for day in (span.start, span.end))
    return first if span.start == span.end else f"{first} to {last}"


def holiday_words(card: CountryCard) -> str:
    """The public holidays of the year; days that follow each other under one name are one."""
    found: list[tuple[str, Span]] = []
    for day, name in card.holidays.items():
        plain = plain_holiday(name)
        if found and found[-1][0] == plain and (day - found[-1][1].end).days == 1:
            found[-1] = plain, Span(found[-1][1].start, day)
        else:
            found.append((plain, Span(day, day)))
    return "; ".join(f"{span_words(span, card.year)} {name}" for name, span in found)


def runs(days: Iterable[date], all_days: Iterable[date]) -> list[Span]:
    """Days as stretches: those that follow each other among `all_days` are one."""
    order = {day: index for index, day in enumerate(sorted(all_days))}
    found: list[Span] = []
    for day in sorted(days):
        if found and order[day] == order[found[-1].end] + 1:
            found[-1] = Span(found[-1].start, day)
        else:
            found.append(Span(day, day))
    return found


def law_words(law: Law) -> str:
    """A limit: how much, for whom, what happens beyond."""
    limit = law.limit
    parts = [words] if (words := _amount_words(limit)) else []
    parts += [f"for {' and '.join(limit.kinds)}"] if limit.kinds else []
    parts += [f"to {', '.join(limit.recipient_sector)}"] if limit.recipient_sector else []
    parts += [f"from {', '.join(limit.giver_sector)}"] if limit.giver_sector else []
    parts += ["to be confirmed"] if not law.in_force.confirmed else []
    head = ", ".join(parts)
    return f"{head}: {sentence(limit.effect)}" if head else sentence(limit.effect)


def _amount_words(limit: Limit) -> str:
    if limit.amount is None:
        return ""
    if not limit.amount:
        return "nothing" if limit.level in ("refuse", "warn") else ""
    below = "below " if limit.below else ""
    return f"{below}{money(limit.amount)} {limit.currency} {_PER.get(limit.per or '', '')}".strip()


def title_words(card: CountryCard) -> str:
    """What the card rests on."""
    own = "" if card.is_own else " · no file of its own: only what holds everywhere"
    seen = f" · reviewed {card.reviewed.isoformat()}" if card.reviewed else ""
    windows = len({stretch.window.id for stretch in card.stretches}) + len(card.weekdays)
    known = f"{counted(len(card.customs), 'custom')}, {counted(windows, 'window')}"
    return f"{card.country} · {known}{seen}{own}"
