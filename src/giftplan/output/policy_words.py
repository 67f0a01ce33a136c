"""A partner's own rules about gifts in words, and what its compliance office answered."""

from collections.abc import Iterator
from datetime import date

from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import money
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.reports.checklist import PolicyKnown

_PER = {
    "gift": "a gift",
    "year": "a year for the whole company",
    "person-gift": "a gift for each who shares it",
    "person-year": "a person and year",
}
_GIFTS = {
    "allowed": "gifts are allowed",
    "limited": "gifts within limits",
    "approval": "only with their written approval",
    "refused": "no gifts",
}


def policy_words(known: PolicyKnown, home: str, ask: str) -> str:
    """What they allow, and who read that when. `ask` is the call that asks them, empty where nobody has to."""
    mend = f": {ask}" if ask else ""
    policy = known.policy
    if policy.gifts == "unknown":
        return f"{_unknown(known)}{mend}"
    rules = ", ".join(_rules(policy, home))
    if known.verified is None:
        who = f" from {policy.asked}" if policy.asked else ""
        return f"{rules}; heard{who}, verified by nobody{mend}"
    who = f" with {policy.asked}" if policy.asked else ""
    stale = f", more than {known.months} months ago{mend}" if known.is_stale else ""
    return f"{rules}; read {dated(known.verified)}{who}{stale}"


def _unknown(known: PolicyKnown) -> str:
    asked = known.policy.asked
    if known.verified is not None:
        return f"asked {dated(known.verified)}{f' with {asked}' if asked else ''}, and still not known"
    return f"asked {asked}, no answer written down yet" if asked else "nobody asked yet"


def _rules(policy: Policy, home: str) -> Iterator[str]:
    if policy.limit is not None:
        amount = f"{money(policy.limit)} {policy.currency or home}".rstrip()
        words = "" if policy.gifts == "limited" else f"{_GIFTS[policy.gifts]}, "
        yield f"{words}{amount} {_PER[policy.per]}"
    else:
        unsaid = " that nobody wrote down" if policy.gifts == "limited" and policy.at_most is None else ""
        yield f"{_GIFTS[policy.gifts]}{unsaid}"
    if policy.at_most is not None:
        yield f"at most {counted(policy.at_most, 'gift')} a year"
    if not policy.recurring:
        yield "no regular gifts"
    if policy.accepts:
        yield f"{'but ' if policy.gifts == 'refused' else ''}welcome: {', '.join(policy.accepts)}"
    if policy.refuses:
        yield f"unwelcome: {', '.join(policy.refuses)}"


def policy_source(policy: Policy) -> str:
    """Who said it, and where the paper is."""
    parts = [policy.source or "", f"kept: {policy.document}" if policy.document else ""]
    return "; ".join(part for part in parts if part)


def authorisation_words(given: Authorisation, as_of: date, home: str) -> str:
    """Granted 27 Jan 2026 up to 20.00 EUR a gift until 30 Jun 2026, asked 14 Jan 2026."""
    asked = f"asked {dated(given.asked)}"
    if given.answered is None or given.answered > as_of or given.answer is None:
        return f"{asked}, no answer yet"
    reference = f" ({given.reference})" if given.reference else ""
    if given.answer == "refused":
        return f"refused {dated(given.answered)}, {asked}{reference}"
    return f"{_granted(given, as_of, home)}, {asked}{reference}"


def _granted(given: Authorisation, as_of: date, home: str) -> str:
    most = f" up to {f'{money(given.max)} {home}'.rstrip()} a gift" if given.max is not None else ""
    until = f" until {dated(given.until)}" if given.until else ""
    over = " (over)" if given.until is not None and given.until < as_of else ""
    return f"granted{_on(given.answered)}{most}{until}{over}"


def _on(day: date | None) -> str:
    return f" {dated(day)}" if day else ""
