"""GP107, GP114: kinds of gifts that nobody gives, and those that the partner's policy will not have."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.records.policy import Policy
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

CASH_LIKE = frozenset({"cash", "voucher"})


@rule("GP107", "error")
def cash_equivalent(asked: Asked) -> Iterable[Hit]:
    """Cash or a voucher was given, or received: then it is a warning, since what came has to be written down.

    Why it matters: money has no thought in it, and reads as a bribe to every auditor and most gift policies.

    Flagged: a gift of `kind: voucher`, of whatever value.

    Instead: an object, a service or a handwritten card; what was received goes back, or to our compliance officer.
    """
    for gift in (*asked.offered, *asked.received):
        if gift.kind in CASH_LIKE:
            came = gift.gift.direction == "received"
            yield of_gift(
                gift,
                gift.of_kind,
                f"{'cash' if gift.kind == 'cash' else 'a voucher'} {'from' if came else 'for'} {gift.partner.name}",
                "Money has no thought in it, and reads as a bribe.",
                _to_do(gift) if came else "Choose an object, a service or a card",
                level="warning" if came else None,
            )


def _to_do(gift: Judged) -> str:
    return "Tell compliance: send it back, or hand it in" if gift.gift.is_kept else "Tell compliance that it went back"


@rule("GP114", "error")
def kind_refused(asked: Asked) -> Iterable[Hit]:
    """The partner's policy refuses this kind of gift, bars gifts that recur, or counts fewer of them a year.

    Why it matters: a policy that lets some gifts pass says so with its conditions; to keep half of it is to break it.

    Flagged: an experience where `refuses: [experience]`; the third gift of the year where `at_most: 2`; a gift in
    the touch that was one last year where `recurring: false`.

    Instead: another kind, a handwritten card, or leave the touch out this year.
    """
    for relation in asked.relations:
        for gift in relation.offered:
            policy = gift.policy if gift.is_object else None
            for field, message, fix in _against(relation, gift, policy) if policy else ():
                why = "A policy that lets some gifts pass is kept with all its conditions, or broken."
                yield of_gift(gift, field, message, why, fix)


def _against(relation: Relation, gift: Judged, policy: Policy) -> Iterator[tuple[str, str, str]]:
    """The field, what is wrong with it and what to do, for each condition that the gift does not keep."""
    name = gift.partner.name
    if gift.kind in policy.refuses:
        yield gift.of_kind, f"the policy of {name} refuses gifts of kind {gift.kind}", "Choose another kind, or a card"
    year = [given for given in relation.in_year(gift.day.year) if given.is_object]
    number = year.index(gift) + 1 if gift.gift.given else 0
    if policy.at_most is not None and number > policy.at_most:
        most = f"{policy.at_most} a year" if policy.at_most else "none at all"
        message = f"gift number {number} of the year, and the policy of {name} allows {most}"
        yield "date", message, "Send a handwritten card instead"
    last = [given for given in relation.in_year(gift.day.year - 1) if given.is_object and given.touch == gift.touch]
    if not policy.recurring and gift.touch is not None and last:
        message = f"{gift.touch} was a gift last year as well, and the policy of {name} bars gifts that recur"
        yield "touch" if gift.gift.touch else "date", message, "Send a handwritten card this year"
