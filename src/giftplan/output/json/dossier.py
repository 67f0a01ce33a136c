"""`show PARTNER --format json`: the whole dossier."""

from collections.abc import Callable

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.output.json.dossier_gifts import gift_fields
from giftplan.output.json.dossier_gifts import way_fields
from giftplan.output.json.dossier_story import partner_fields
from giftplan.output.json.dossier_story import story_fields
from giftplan.output.json.plan import blocked_fields
from giftplan.output.json.plan import touch_fields
from giftplan.reports.checklist import PolicyKnown
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier_people import PersonNotes
from giftplan.reports.dossier_year import YearOf
from giftplan.rules.engine import Finding


def dossier_json(dossier: Dossier, shown: Callable[[str], str]) -> str:
    """Everything that is known, whatever a screen has room for."""
    answer: Fields = {
        "partner": dossier.partner.id,
        "as_of": dossier.as_of.isoformat(),
        "currency": dossier.currency or None,
        **partner_fields(dossier, shown),
        "people": [_person(notes) for notes in dossier.people],
        "policy": _policy(dossier.known),
        "authorisations": _authorisations(dossier),
        "checklist": [{"point": p.name, "state": p.state, "reason": p.reason} for p in dossier.checklist],
        **_year(dossier),
        "given": way_fields(dossier.given),
        "received": way_fields(dossier.received),
        "gifts": [gift_fields(past, dossier.currency, shown) for past in dossier.gifts],
        **story_fields(dossier),
        "findings": [_finding(found, shown) for found in (*dossier.findings, *dossier.older)],
        "left_out": [shown(path) for path in dossier.left_out],
    }
    return document("show/1", answer)


def _person(notes: PersonNotes) -> Fields:
    contact = notes.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "role": contact.role,
        "language": contact.language,
        "left": day_or_null(contact.left),
        "is_there": not notes.has_left,
        "interests": [
            {
                "topic": liking.interest.topic,
                "tags": list(liking.interest.tags),
                "source": liking.interest.source,
                "noted": day_or_null(liking.interest.noted),
                "is_old": liking.is_old,
            }
            for liking in notes.likings
        ],
        "in_common": [{"with": member.id, "tags": list(tags)} for member, tags in notes.in_common],
        "restrictions": list(contact.restrictions),
        "accepts": list(contact.accepts),
        "formerly": [{"partner": post.partner, "contact": post.contact} for post in notes.former],
    }


def _policy(known: PolicyKnown) -> Fields:
    """Their rules as they were known; `verified` is the last reading by then."""
    policy = known.policy
    return {
        "gifts": policy.gifts,
        "limit": amount_or_null(policy.limit),
        "per": policy.per if policy.limit is not None else None,
        "currency": policy.currency,
        "at_most": policy.at_most,
        "recurring": policy.recurring,
        "accepts": list(policy.accepts),
        "refuses": list(policy.refuses),
        "asked": policy.asked,
        "verified": day_or_null(known.verified),
        "is_stale": known.is_stale,
        "source": policy.source,
        "document": policy.document,
    }


def _authorisations(dossier: Dossier) -> list[Fields]:
    """What was asked, with the answer where it had come by then."""
    found: list[Fields] = []
    for given in dossier.authorisations:
        is_answered = given.answered is not None and given.answered <= dossier.as_of
        found.append(
            {
                "asked": given.asked.isoformat(),
                "answered": day_or_null(given.answered) if is_answered else None,
                "answer": given.answer if is_answered else None,
                "max": amount_or_null(given.max) if is_answered else None,
                "until": day_or_null(given.until) if is_answered else None,
                "reference": given.reference if is_answered else None,
            }
        )
    return found


def _year(dossier: Dossier) -> Fields:
    """The year's money and touches; null, and why, where nothing can be planned."""
    year = dossier.year
    if not isinstance(year, YearOf):
        return {"budget": None, "not_planned": year, "touches": [], "blocked": []}
    row, sums = year.budget.row, year.budget.money
    budget = {
        "year": year.plan.year,
        "allowance": amount_or_null(sums.allowance),
        "usable": amount_or_null(row.usable),
        "bound_by": row.bound_by,
        "reason": row.allowance.reason,
        "planned": amount_or_null(sums.planned),
        "spent": amount_or_null(sums.spent),
        "left": amount_or_null(sums.left),
        "vat_lost": amount_or_null(year.budget.vat.lost),
    }
    return {
        "budget": budget,
        "not_planned": None,
        "touches": [touch_fields(touch) for touch in year.plan.touches],
        "blocked": [blocked_fields(touch) for touch in year.plan.blocked],
    }


def _finding(finding: Finding, shown: Callable[[str], str]) -> Fields:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level,
        "path": shown(finding.path),
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
    }
