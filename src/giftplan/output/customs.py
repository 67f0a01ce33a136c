"""Customs, the days of a country and its hand-over sheet in words, the same on every screen and page."""

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
from giftplan.planning.days import OpenDays
from giftplan.planning.windows import Span
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.culture import Source
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import Custom
from giftplan.reports.culture import Reminder

TITLES = {
    "nature": "What it is",
    "value": "What it is worth",
    "colour": "Its colours",
    "moment": "When, and to whom",
    "manner": "How it is given",
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


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _set_of(quantities: Iterable[object]) -> str:
    parity = {"even": "an even number", "odd": "an odd number"}
    numbers = [parity.get(str(number), str(number)) for number in quantities]
    return _either(numbers) if set(numbers) & set(parity.values()) else f"a set of {_either(numbers)}"


def _moments(words: Iterable[object]) -> str:
    others = {"prospect": "before any business", "after-signature": "after the signature"}
    return _either(others.get(str(word), f"during a {word}") for word in words)


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "kind": _either,
    "tags": lambda words: _either(map(_plain, words)),
    "contains": lambda words: f"with {_either(map(_plain, words))}",
    "quantity": _set_of,
    "colour": lambda words: f"in {_either(words)}",
    "wrapping": lambda words: f"{_either('no' if word == 'none' else word for word in words)} wrapping",
    "ink": lambda words: f"a card in {_either(words)} ink",
    "logo": lambda words: f"a {_either(words)} logo",
    "value": lambda words: f"of {_either(words)} value",
    "delivery": lambda words: "handed over in person" if "in-person" in words else _either(words),
    "during": _moments,
    "sector": lambda words: f"to {_either(words)}",
    "origin": lambda _: "sent from abroad",
}


def custom_words(custom: Custom) -> str:
    """What a custom speaks of, who shares it, its reason, what to do instead, and when it does not hold."""
    about, shared = match_words(custom.rule.match), shared_by(custom)
    parts = [sentence(about)] if about else []
    return " ".join([*parts, rule_words(custom.rule), *([f"({shared})"] if shared else [])])


def shared_by(custom: Custom) -> str:
    """The group of countries that share a custom, if it is one."""
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
        return sentence(f"ask first, about the object only: {about or rule.why}")
    if reminder.part == "parcel":
        verb = {"never": "never", "avoid": "rather not", "prefer": "welcome", "know": "to know"}[rule.level]
        return sentence(f"{about}: {verb}{', by law' if rule.scope == 'law' else ''}{instead}")
    return sentence(f"{rule.why}{instead}")


def span_words(span: Span, year: int) -> str:
    """14 Feb to 22 Feb; a day of another year with its year."""
    first, last = (short_day(day) + (f" {day.year}" if day.year != year else "") for day in (span.start, span.end))
    return first if span.start == span.end else f"{first} to {last}"


def holiday_words(card: CountryCard) -> str:
    """The public holidays of the year; days that follow each other under one name are one."""
    found: list[tuple[str, Span]] = []
    for day, name in card.holidays.items():
        if found and found[-1][0] == name and (day - found[-1][1].end).days == 1:
            found[-1] = name, Span(found[-1][1].start, day)
        else:
            found.append((name, Span(day, day)))
    return "; ".join(f"{span_words(span, card.year)} {name.replace('; ', ' and ')}" for name, span in found)


def overlap_words(card: CountryCard) -> str:
    """What holds where good days and bad days are the same."""
    good = [stretch.span for stretch in card.stretches if stretch.window.level == "prefer"]
    bad = [stretch.span for stretch in card.stretches if stretch.window.level in ("avoid", "never")]
    both = any(one.start <= other.end and other.start <= one.end for one in good for other in bad)
    return "Where welcome days and days to avoid are the same, to avoid wins: no gift is planned then." if both else ""


def notes_words(card: CountryCard) -> list[str]:
    """What the card rests on that is not certain, or not there."""
    notes = [f"The holiday of '{window.why}' has no known day in {card.year}." for window in card.undated]
    if card.unpinned:
        notes.append(f"Public holidays of {card.year} not written down here: they are the holidays package's.")
    if card.left_out:
        notes.append(f"Left out, as it cannot be used: {', '.join(card.left_out)}. giftplan check says why")
    return notes


def level_words(card: CountryCard) -> str:
    """What the words for values mean, in money."""
    levels = card.levels
    steps = (("token", levels.token), ("modest", levels.modest), ("mid", levels.mid), ("premium", levels.premium))
    return f"{', '.join(f'{name} to {money(up_to)}' for name, up_to in steps)}, lavish above, in {card.currency}"


def open_words(days: OpenDays, year: int) -> str:
    """How many days of a touch are free, and which."""
    every = {*days.free, *(day for taken in days.taken.values() for day in taken)}
    free = ", ".join(span_words(span, year) for span in runs(days.free, every)) or "none"
    return f"{len(days.free)} of {counted(len(every), 'delivery day')} free: {free}."


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


def title_words(card: CountryCard) -> str:
    """What the card rests on."""
    own = "" if card.is_own else f" · {_no_file(card)}"
    seen = f" · reviewed {card.reviewed.isoformat()}" if card.reviewed else ""
    windows = len({stretch.window.id for stretch in card.stretches}) + len(card.weekdays)
    known = f"{counted(len(card.customs), 'custom')}, {counted(windows, 'window')}"
    return f"{f'{card.country} · ' if card.name != card.country else ''}{known}{seen}{own}"


def _no_file(card: CountryCard) -> str:
    stem = f"cultures/{card.country.lower()}."
    if any(path.lower().startswith(stem) for path in card.left_out):
        return "its own file cannot be used: only what holds everywhere"
    return "no file of its own: only what holds everywhere"
