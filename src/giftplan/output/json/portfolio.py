"""`portfolio --format json`: the whole of it, or the figures as if some partners were not there."""

from collections.abc import Iterable
from decimal import Decimal

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.records.partner import Partner
from giftplan.records.relation import Feedback
from giftplan.reports.portfolio.concentration import Concentration
from giftplan.reports.portfolio.concentration import Share
from giftplan.reports.portfolio.departed import Freed
from giftplan.reports.portfolio.departed import Left
from giftplan.reports.portfolio.growth import Brought
from giftplan.reports.portfolio.growth import Change
from giftplan.reports.portfolio.people import Heard
from giftplan.reports.portfolio.people import Tied
from giftplan.reports.portfolio.people import Wish
from giftplan.reports.portfolio.whole import Again
from giftplan.reports.portfolio.whole import Portfolio
from giftplan.reports.portfolio.without import Gone
from giftplan.reports.portfolio.without import Without

SCHEMA = "portfolio/1"
_SHARE = Decimal("0.0001")


def portfolio_json(found: Portfolio) -> str:
    """All partners together. Shares are parts of one, with four decimals; the Herfindahl index goes up to 10,000."""
    fields: Fields = {
        **_head(found),
        "without": [],
        "marks": {"watch": _part(found.marks.watch), "alarm": _part(found.marks.alarm)} if found.marks else None,
        "partners": {status: found.statuses.get(status, 0) for status in ("active", "prospect", "departed")},
        **_spread(found),
        **_people(found),
        "departed": [_left(one) for one in found.departed],
        "look_again": [_again(one) for one in found.again],
        "asked_to_meet": [_wish(one) for one in found.wishes],
        "unhappy": [_heard(one) for one in found.moods.unsettled],
        "dormant": _named(found.dormant),
        "not_met": [{**_name(one.partner), "last": day_or_null(one.last)} for one in found.not_met],
        "never_met": _named(found.never_met),
        "unheard": [_heard(one) for one in found.moods.unheard],
        "tier_review_due": [
            {**_name(partner), "reviewed": day_or_null(partner.reviewed)} for partner in found.reviews_due
        ],
        "left_out": list(found.left_out),
    }
    return document(SCHEMA, fields)


def without_json(found: Without) -> str:
    """The years as if some partners were not there, beside the latest closed one with them."""
    after = found.after
    fields: Fields = {
        **_head(found),
        "without": [_gone(one) for one in found.gone],
        "with_them": _year(found.before) if found.before else None,
        "revenue_left": amount_or_null(after.total if after else None),
        "years": [_year(year) for year in found.course],
        "staying": [
            {
                **_name(one.partner),
                "departed": one.partner.status == "departed",
                "revenue": amount_or_null(one.amount),
                "share_with": _part(one.before),
                "share_without": _part(one.after),
            }
            for one in found.staying
        ],
        "look_again": [_again(one) for one in found.again],
        "left_out": list(found.left_out),
    }
    return document(SCHEMA, fields)


def _head(found: Portfolio | Without) -> Fields:
    return {"as_of": found.as_of.isoformat(), "currency": found.currency, "shares_known": found.is_whole}


def _spread(found: Portfolio) -> Fields:
    growth = found.growth
    return {
        "years": [_year(year) for year in found.course],
        "shares": [_share(share) for share in found.latest.shares] if found.latest else [],
        "growth_years": [growth.year - 1, growth.year] if growth and growth.has_before else [],
        "growth": [_change(one) for one in growth.changes] if growth and growth.has_before else [],
    }


def _people(found: Portfolio) -> Fields:
    scores = found.moods.scores
    return {
        "attachment": [
            {**_name(one.partner), "marks": list(dict.fromkeys(one.partner.attachment)), "rank": one.rank}
            for one in found.attached
        ],
        "referrals": [_brought(one) for one in found.referrals],
        "happy": {
            "scores": {str(score): scores.get(score, 0) for score in range(5, 0, -1)},
            "never": found.moods.never,
        },
        "gave_us": _named(found.givers),
        "attention": [
            {"who": o.kind, "partners": o.partners, "gifts": o.gifts, "cards": o.cards, "without": o.without}
            for o in found.attention
        ],
        "ties": [_tie(one) for one in found.ties],
    }


def _name(partner: Partner) -> Fields:
    return {"partner": partner.id, "name": partner.name}


def _named(partners: Iterable[Partner]) -> list[Fields]:
    return [_name(partner) for partner in partners]


def _part(share: Decimal) -> str:
    return f"{share.quantize(_SHARE)}"


def _share(share: Share) -> Fields:
    amount = amount_or_null(share.amount)
    return {"partner": share.partner, "revenue": amount, "share": _part(share.share), "mark": share.mark}


def _year(year: Concentration) -> Fields:
    return {
        "year": year.year,
        "closed": year.is_closed,
        "revenue": amount_or_null(year.total),
        "partners": len(year.shares),
        "largest": _share(year.largest),
        "first_three": _part(year.first_three),
        "herfindahl": f"{year.herfindahl:.0f}",
    }


def _change(one: Change) -> Fields:
    change = None if one.change is None else _part(one.change)
    return {
        **_name(one.partner),
        "departed": one.partner.status == "departed",
        "before": amount_or_null(one.before),
        "last": amount_or_null(one.last),
        "change": change,
    }


def _brought(one: Brought) -> Fields:
    return {
        **_name(one.partner),
        "by": one.by,
        "date": day_or_null(one.day),
        "word_since": one.has_had_word,
        "word_due": one.is_word_due,
        "bought_since": amount_or_null(one.total),
        "by_year": {str(year): amount_or_null(amount) for year, amount in one.bought},
    }


def _feedback(last: Feedback | None) -> Fields | None:
    return None if last is None else {"date": last.date.isoformat(), "score": last.score, "note": last.note}


def _tie(one: Tied) -> Fields:
    return {
        **_name(one.partner),
        "tie": one.partner.ties,
        "disclosed": day_or_null(one.disclosed),
        "feedback": _feedback(one.last),
        "reviewed": day_or_null(one.partner.reviewed),
    }


def _heard(one: Heard) -> Fields:
    return {**_name(one.partner), "feedback": _feedback(one.last)}


def _wish(one: Wish) -> Fields:
    return {**_name(one.partner), "asked": one.day.isoformat(), "note": one.note, "late": one.is_late}


def _again(one: Again) -> Fields:
    return {**_name(one.partner), "tier": one.tier, "signs": list(one.signs)}


def _freed(freed: Freed | None) -> Fields | None:
    if freed is None:
        return None
    return {"year": freed.year, "allowance": amount_or_null(freed.amount), "touches": freed.touches}


def _left(one: Left) -> Fields:
    since = one.since
    return {
        **_name(one.partner),
        "date": one.how.date.isoformat(),
        "by": one.how.by,
        "why": one.how.why,
        "facts": list(one.how.facts),
        "reading": list(one.how.reading),
        "freed": _freed(one.freed),
        "given_since": None if since is None else {"date": since.date.isoformat(), "nature": since.nature},
        "card_planned": day_or_null(one.card),
        "word_since": one.had_word,
    }


def _gone(one: Gone) -> Fields:
    return {
        **_name(one.partner),
        "revenue": amount_or_null(one.amount),
        "share": _part(one.share),
        "freed": _freed(one.freed),
        "people": [{"contact": person.id, "name": person.name, "role": person.role} for person in one.people],
        "marks": list(dict.fromkeys(one.partner.attachment)),
        "brought": [_brought(referral) for referral in one.brought],
    }
