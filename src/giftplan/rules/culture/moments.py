"""GP403, GP407: a gift at a moment when it could be read as a price."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.planning.matching import Verdict
from giftplan.planning.opinions import Opinion
from giftplan.planning.opinions import moments_in
from giftplan.planning.sensitive import NO_GIFT_DURING
from giftplan.records.partner import SensitivePeriod
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged


@rule("GP403", "error")
def gift_during_negotiation(asked: Asked) -> Iterable[Hit]:
    """An object was given during a tender, a renewal or a dispute, or a negotiation where the custom forbids it.

    Why it matters: then a gift reads as an attempt to influence a decision, whatever was meant.

    Flagged: a pen in the weeks of a tender, anywhere; one during a contract negotiation in Germany.

    Instead: the day after it is over, or a handwritten card, which asks for nothing.
    """
    for gift, periods, opinions in _in_sensitive_days(asked):
        for period in periods:
            if why := _forbidden(period, opinions):
                yield _hit(gift, period, why, "Move it to a day after that, or send a handwritten card instead")
                break


@rule("GP407", "warning")
def sensitive_moment(asked: Asked) -> Iterable[Hit]:
    """An object above `smallest_gift` was given while a negotiation or a crisis was open.

    Why it matters: in a negotiation it may be read as a price, in a crisis as not having understood.

    Flagged: a book of 28 EUR in the weeks of a negotiation in France; a hamper while the partner lays people off.

    Instead: after the signature, or when things are calm again; meanwhile a word by hand.
    """
    for gift, periods, opinions in _in_sensitive_days(asked):
        is_said = any(_forbidden(period, opinions) for period in periods)
        open_one = next((period for period in periods if period.what in ("negotiation", "crisis")), None)
        if open_one and not is_said and gift.cost > asked.settings.smallest_gift:
            why = "In a negotiation a gift may be read as a price, in a crisis as not having understood."
            yield _hit(gift, open_one, why, "Wait until it is over; meanwhile a handwritten word")


def _in_sensitive_days(asked: Asked) -> Iterator[tuple[Judged, list[SensitivePeriod], tuple[Opinion, ...]]]:
    for gift, _, opinions in asked.opinions:
        periods = [period for period in gift.partner.sensitive if period.holds(gift.day)] if gift.is_object else []
        if periods:
            yield gift, periods, opinions


def _forbidden(period: SensitivePeriod, opinions: Iterable[Opinion]) -> str | None:
    """Why no object may be given in that period; None where it may."""
    if period.what in NO_GIFT_DURING:
        return "At such a moment a gift reads as an attempt to influence a decision, whatever was meant."
    for opinion in opinions:
        is_never = opinion.rule.level == "never" and opinion.verdict in (Verdict.HOLDS, Verdict.DECLARED)
        if is_never and period.what in moments_in(opinion.match):
            return f"A custom in {opinion.culture.name} forbids it: {opinion.rule.why}."
    return None


def _hit(gift: Judged, period: SensitivePeriod, why: str, fix: str) -> Hit:
    days = f"from {period.start.isoformat()} to {period.until.isoformat()}"
    return of_gift(gift, "date", f"given during a {period.what} ({days})", why, fix)
