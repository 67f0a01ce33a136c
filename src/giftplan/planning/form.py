"""Gift, alternative or card: what may be given at a touch, before anybody looks at the money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.allowance import Allowance
from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.days import Choice
from giftplan.planning.history import History
from giftplan.planning.outcome import Form
from giftplan.planning.touches import Slot
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy

MOST_ALTERNATIVES = 2
"""Alternatives a year for a partner whose policy refuses gifts: more would be gifts under another name."""
ASK_POLICY = "ask policy"
ASK_APPROVAL = "ask approval"
"""The notes of a touch that is a card until somebody asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A form, the few words for a narrow screen, and the whole reason."""

    form: Form
    note: str
    reason: str
    token: bool = False
    """The small gift before business that a culture prefers: it counts against no allowance."""


@dataclass(frozen=True)
class Standing:
    """What holds for a partner all year, as of the day the plan is made."""

    partner: Partner
    year: int
    policy: Policy
    verified: date | None
    allowance: Allowance
    history: History
    welcomes_token: bool

    @property
    def unhappy(self) -> str | None:
        """Why to mend first: a gift now would look like a price."""
        low = [feedback for feedback in self.partner.feedback if feedback.score <= 2 and feedback.resolved is None]
        for complaint in sorted(low, key=lambda feedback: feedback.date, reverse=True):
            if not any(f.score >= 3 and f.date > complaint.date for f in self.partner.feedback):
                when = complaint.date.isoformat()
                return f"an unsettled complaint of {when}: mend first, a gift would look like a price"
        turned = self.history.turned_down_since(self.verified) if self.verified else None
        if turned is not None:
            when = turned.date.isoformat()
            return f"a gift {turned.outcome} on {when}, and their rules have not been verified again since"
        return None


def standing_of(
    book: Book,
    partner: Partner,
    year: int,
    policy: Policy,
    verified: date | None,
    allowance: Allowance,
    history: History,
) -> Standing:
    """Gathers what holds all year."""
    token = (
        partner.status == "prospect"
        and verified is not None
        and policy.gifts in ("allowed", "limited")
        and prefers_early_gift(book, partner.country)
    )
    return Standing(partner, year, policy, verified, allowance, history, token)


def prefers_early_gift(book: Book, country: str) -> bool:
    """Is a small gift before business welcome there?"""
    return any(
        rule.level == "prefer" and rule.match is not None and "prospect" in rule.match.during
        for culture in book.cultures_of(country)
        for rule in culture.rules
    )


def authorisation_on(partner: Partner, day: date) -> Authorisation | None:
    """The most generous authorisation that covers the day."""
    covering = [given for given in partner.authorisations if given.covers(day)]
    return max(covering, key=lambda given: (given.max is None, given.max or 0), default=None)


def form_of(
    standing: Standing, slot: Slot, choice: Choice, day: date, objects: int, alternatives: Sequence[str]
) -> Verdict:
    """The first rule that applies, with its reason.

    `objects` counts what was given this year and is planned before this touch, cards left out;
    `alternatives` are the touches that may be one where gifts are refused.
    """
    verdict = _by_policy(standing, slot, day, alternatives)
    if verdict.form == "card":
        return verdict
    if choice.as_card:
        return Verdict("card", "sensitive", "every day left lies in a sensitive period: a word, not an object")
    if unhappy := standing.unhappy:
        return Verdict("card", "mend first", unhappy)
    return _by_count(standing, slot, objects) or verdict


def _by_policy(standing: Standing, slot: Slot, day: date, alternatives: Sequence[str]) -> Verdict:
    policy = standing.policy
    is_verified = standing.verified is not None and policy.verified_by(day) is not None
    if standing.welcomes_token and is_verified:
        return Verdict("gift", "", "a small gift before business is welcome there", token=True)
    if standing.allowance.bound_by == "status":
        return Verdict("card", _status_note(standing), standing.allowance.reason)
    if policy.gifts == "unknown" or not is_verified:
        return Verdict("card", ASK_POLICY, "their gift policy is not verified: ask procurement or legal first")
    if policy.gifts == "refused":
        return _where_refused(policy, slot, alternatives)
    if policy.gifts == "approval" and authorisation_on(standing.partner, day) is None:
        reason = "their policy wants an approval, and none granted covers that day: ask 30 days ahead"
        return Verdict("card", ASK_APPROVAL, reason)
    return Verdict("gift", "", "their policy lets us give")


def _status_note(standing: Standing) -> str:
    if standing.partner.has_left(standing.year):
        return "departed"
    if standing.partner.status == "prospect":
        return "prospect"
    return "no base" if standing.partner.tier_in(standing.year) else "unclassed"


def _where_refused(policy: Policy, slot: Slot, alternatives: Sequence[str]) -> Verdict:
    accepted = sorted(accepted_kinds(policy.accepts))
    if not accepted:
        return Verdict("card", "no gifts", "their policy refuses gifts and accepts no other kind")
    if slot.touch.id not in alternatives:
        reason = f"at most {MOST_ALTERNATIVES} alternatives a year where gifts are refused, by the touches' priority"
        return Verdict("card", "no gifts", reason)
    return Verdict("alternative", "", f"their policy refuses gifts and accepts: {', '.join(accepted)}")


def _by_count(standing: Standing, slot: Slot, objects: int) -> Verdict | None:
    policy = standing.policy
    if policy.at_most is not None and objects >= policy.at_most:
        return Verdict("card", "used up", f"their policy counts {policy.at_most} gifts a year, and they are used up")
    if not policy.recurring:
        last = standing.history.objects(standing.history.serving(slot.touch.id, standing.year - 1))
        if last:
            return Verdict("card", "once only", "their policy bars regular gifts, and this touch was one last year")
    return None
