"""`culture --format json`."""

from dataclasses import fields

from giftplan.output.customs import reminder_words
from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.output.laws import law_words
from giftplan.planning.days import OpenDays
from giftplan.records.culture import Match
from giftplan.records.culture import Source
from giftplan.reports.culture import CountryCard
from giftplan.reports.culture import Custom
from giftplan.reports.culture import Reminder
from giftplan.reports.culture import Stretch
from giftplan.reports.laws import Law


def culture_json(card: CountryCard) -> str:
    """The card; every custom, window and limit with its source."""
    answer: Fields = {
        "country": card.country,
        "name": card.name,
        "year": card.year,
        "as_of": card.as_of.isoformat(),
        "own_file": card.is_own,
        "reviewed": day_or_null(card.reviewed),
        "customs": [_custom(custom) for custom in card.customs],
        "windows": [_stretch(stretch) for stretch in card.stretches],
        "weekly": [
            {"id": w.id, "level": w.level, "days": list(w.when.weekdays), "why": w.why, "source": _source(w.source)}
            for w in card.weekdays
        ],
        "touches": [_touch(touch, days) for touch, days in card.open_days.items()],
        "holidays": [{"date": day.isoformat(), "name": name} for day, name in card.holidays.items()],
        "holidays_written_down": not card.unpinned,
        "limits": [_law(law) for law in card.laws],
        "undated": [{"id": window.id, "why": window.why} for window in card.undated],
        "left_out": list(card.left_out),
        "handover": [_reminder(reminder) for reminder in card.sheet],
    }
    return document("culture/1", answer)


def _custom(custom: Custom) -> Fields:
    rule = custom.rule
    return {
        "id": rule.id,
        "level": rule.level,
        "about": custom.about,
        "scope": rule.scope,
        "restriction": rule.restriction,
        "match": None if rule.match is None else _match(rule.match),
        "why": rule.why,
        "instead": rule.instead,
        "exception": rule.exception,
        "confidence": rule.confidence,
        "source": _source(rule.source),
        "also": list(rule.also),
        "path": custom.culture.path,
    }


def _match(match: Match) -> Fields:
    given = {field.name: getattr(match, field.name) for field in fields(match)}
    plain = {key: list(values) for key, values in given.items() if values and key != "any_of"}
    return {**plain, "any_of": [_match(found) for found in match.any_of]} if match.any_of else plain


def _source(source: Source) -> Fields:
    return {"title": source.title, "url": source.url, "seen": source.seen.isoformat()}


def _stretch(stretch: Stretch) -> Fields:
    return {
        "id": stretch.window.id,
        "level": stretch.window.level,
        "from": stretch.span.start.isoformat(),
        "to": stretch.span.end.isoformat(),
        "estimated": stretch.estimated,
        "why": stretch.window.why,
        "source": _source(stretch.window.source),
    }


def _touch(touch: str, days: OpenDays) -> Fields:
    taken = [{"reason": why, "days": [day.isoformat() for day in found]} for why, found in days.taken.items()]
    return {"touch": touch, "free": [day.isoformat() for day in days.free], "taken": taken}


def _law(law: Law) -> Fields:
    limit = law.limit
    return {
        "id": limit.id,
        "whose": law.whose,
        "topic": limit.topic,
        "level": limit.level,
        "amount": amount_or_null(limit.amount),
        "below": limit.below,
        "currency": limit.currency,
        "per": limit.per,
        "includes": list(limit.includes),
        "kinds": list(limit.kinds),
        "not_kinds": list(limit.not_kinds),
        "giver_sector": list(limit.giver_sector),
        "recipient_sector": list(limit.recipient_sector),
        "from": day_or_null(limit.start),
        "until": day_or_null(limit.until),
        "confirmed": law.in_force.confirmed,
        "words": law_words(law),
        "note": limit.note,
        "source": _source(limit.source),
    }


def _reminder(reminder: Reminder) -> Fields:
    return {"part": reminder.part, "custom": reminder.custom.rule.id, "text": reminder_words(reminder)}
