"""Who a partner is and what happened between us, in JSON."""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier import SetAside
from giftplan.reports.dossier_story import Heard
from giftplan.reports.dossier_story import Met
from giftplan.reports.portfolio.growth import Brought


def partner_fields(dossier: Dossier, shown: Callable[[str], str]) -> Fields:
    """Who it is, and what it is to us."""
    partner, value, left = dossier.partner, dossier.value, dossier.departure
    worth = value and {
        "amount": amount_or_null(value.amount),
        "basis": value.basis,
        "as_of": day_or_null(value.as_of),
    }
    departed = left and {
        "date": left.date.isoformat(),
        "by": left.by,
        "why": left.why,
        "facts": list(left.facts),
        "reading": list(left.reading),
    }
    return {
        "path": shown(partner.path),
        "name": partner.name,
        "country": partner.country,
        "subdivision": partner.subdivision,
        "sector": partner.sector,
        "is_regulated": dossier.known.is_regulated,
        "relation": partner.relation,
        "status": partner.status,
        "departed": departed,
        "tier": dossier.number,
        "tier_name": dossier.tier.name if dossier.tier else None,
        "reviewed": _by(dossier, partner.reviewed),
        "owner": partner.owner,
        "since": day_or_null(partner.since),
        "lifetime_value": worth,
        "revenue": _revenue(sorted(item for item in partner.revenue.items() if item[0] <= dossier.as_of.year)),
        "ties": partner.ties,
        "disclosed": _by(dossier, partner.disclosed),
        "attachment": list(partner.attachment),
        "causes": list(partner.causes),
    }


def story_fields(dossier: Dossier) -> Fields:
    """Meetings, feedback, signs, referrals, what is open and coming, what was decided and set aside."""
    referral = dossier.partner.referred_by
    is_known = referral is not None and (referral.date is None or referral.date <= dossier.as_of)
    brought_by = {"partner": referral.partner, "date": day_or_null(referral.date)} if referral and is_known else None
    return {
        "referred_by": brought_by,
        "referred": [_brought(brought) for brought in dossier.brought],
        "last_met": day_or_null(dossier.last_met),
        "meetings": [_meeting(met) for met in dossier.meetings],
        "feedback": [_feedback(heard) for heard in dossier.feedback],
        "signals": [{"date": s.date.isoformat(), "what": s.what, "source": s.source} for s in dossier.signals],
        "sensitive": [
            {"from": p.start.isoformat(), "until": p.until.isoformat(), "what": p.what} for p in dossier.sensitive
        ],
        "quiet": [{"from": p.start.isoformat(), "until": p.until.isoformat(), "why": p.why} for p in dossier.quiet],
        "events": [{"name": event.name, "date": event.date.isoformat()} for event in dossier.events],
        "decisions": [
            {"year": year, "touch": touch, "date": day_or_null(made.date), "skip": made.skip, "why": made.why}
            for year, touch, made in dossier.decisions
        ],
        "waivers": [_waiver(aside) for aside in dossier.waivers],
    }


def _by(dossier: Dossier, day: date | None) -> str | None:
    """A day that had come by then."""
    return day_or_null(day) if day is not None and day <= dossier.as_of else None


def _revenue(bought: Iterable[tuple[int, Decimal]]) -> list[Fields]:
    return [{"year": year, "amount": amount_or_null(amount)} for year, amount in bought]


def _brought(brought: Brought) -> Fields:
    return {
        "partner": brought.partner.id,
        "date": day_or_null(brought.day),
        "word_since": day_or_null(brought.word),
        "revenue": _revenue(brought.bought),
    }


def _meeting(met: Met) -> Fields:
    return {
        "asked": day_or_null(met.asked),
        "by": met.by,
        "held": day_or_null(met.held),
        "agreed": day_or_null(met.agreed),
        "is_open": met.is_open,
        "note": met.note,
    }


def _feedback(heard: Heard) -> Fields:
    said = heard.feedback
    day, resolved = said.date.isoformat(), day_or_null(heard.resolved)
    return {"date": day, "score": said.score, "note": said.note, "resolved": resolved}


def _waiver(aside: SetAside) -> Fields:
    waiver = aside.waiver
    return {
        "rule": waiver.rule,
        "by": waiver.by,
        "until": waiver.until.isoformat(),
        "why": waiver.why,
        "gift": day_or_null(aside.gift.date) if aside.gift else None,
    }
