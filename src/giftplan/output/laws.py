"""Limits and laws in words, the same on every screen and page."""

from giftplan.output.customs import sentence
from giftplan.output.words import counted
from giftplan.output.words import money
from giftplan.records.limit import Limit
from giftplan.reports.culture import CountryCard
from giftplan.reports.laws import Law

WHOSE = {
    "theirs": "for who receives there",
    "ours": "for us, who give there",
    "bribery": "on bribery there",
    "everybody": "everywhere",
}
PER = {
    "gift": "a gift",
    "recipient-year": "a person and year",
    "recipient-12-months": "a person in any twelve months",
    "company-year": "a company and year",
}


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
        return "anything" if limit.level in ("refuse", "warn") else ""
    beyond = {True: "from", False: "more than"}
    within = {True: "less than", False: "up to"}
    word = (within if limit.level == "exempt" else beyond)[limit.below]
    return f"{word} {money(limit.amount)} {limit.currency} {PER.get(limit.per or '', '')}".strip()


def further_words(card: CountryCard) -> list[str]:
    """The limits that are counted only."""
    some = [law for law in card.laws if law.whose == "some"]
    others = sum(law.whose == "their givers" for law in card.laws)
    sectors = sorted({sector for law in some for sector in law.limit.recipient_sector})
    lines = [] if any(law.whose == "theirs" for law in card.laws) else [_NONE_KNOWN]
    lines += [f"{counted(len(some), 'further limit')} only for partners of {' or '.join(sectors)}."] if some else []
    return lines + (
        [f"{counted(others, 'further limit')} there for givers of that country, not for us."] if others else []
    )


_NONE_KNOWN = "No limit for who receives there is known here: that is no proof that there is none."
