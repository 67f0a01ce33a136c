"""`suggest --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.planning.ideas import Against
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.records.catalogue import Idea
from giftplan.reports.suggestion import Suggested
from giftplan.reports.suggestion import Suggestion


def suggest_json(found: Suggestion) -> str:
    """Every idea of the catalogue: what is possible, the best first, and what is ruled out, by which rule."""
    answer: Fields = {
        "partner": found.partner.id,
        "country": found.partner.country,
        "year": found.year,
        "currency": found.currency,
        "touch": None if found.touch is None else _touch(found.touch),
        "ideas": [_idea(rank, suggested) for rank, suggested in enumerate(found.ideas, 1)],
        "ruled_out": [_ruled_out(idea, against) for idea, against in found.ruled_out],
    }
    return document("suggest/1", answer)


def _touch(touch: PlannedTouch | BlockedTouch) -> Fields:
    if isinstance(touch, BlockedTouch):
        return {"touch": touch.touch, "status": "blocked", "reasons": [touch.reason, touch.mend]}
    return {
        "touch": touch.touch,
        "date": day_or_null(touch.day),
        "order_by": day_or_null(touch.order_by),
        "form": touch.form,
        "recipient": touch.recipient,
        "budget": amount_or_null(touch.budget),
        "status": touch.status,
        "because": touch.because,
        "reasons": list(touch.reasons),
    }


def _idea(rank: int, suggested: Suggested) -> Fields:
    idea = suggested.idea
    return {
        "rank": rank,
        "idea": idea.id,
        "name": idea.name,
        "kind": idea.kind,
        "price": {"min": amount_or_null(idea.price.min), "max": amount_or_null(idea.price.max)},
        "up_to": amount_or_null(suggested.money),
        "order_by": suggested.order_by.isoformat(),
        "reasons": list(suggested.reasons),
        "note": idea.note,
    }


def _ruled_out(idea: Idea, against: Against) -> Fields:
    return {"idea": idea.id, "name": idea.name, "rule": against.rule, "reason": against.reason}
