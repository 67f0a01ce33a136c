"""What happened between us and a partner in words: meetings, feedback, signs, referrals, what is open and coming."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from giftplan.output.words import dated
from giftplan.output.words import money
from giftplan.records.partner import TouchDecision
from giftplan.records.scalars import FIRST_YEAR
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier import SetAside
from giftplan.reports.dossier_story import Heard
from giftplan.reports.dossier_story import Met
from giftplan.reports.portfolio.growth import Brought
from giftplan.rules.attention.answers import A_WORD_FOR_A_REFERRAL

SCORES = {1: "unhappy", 2: "disappointed", 3: "neither glad nor unhappy", 4: "pleased", 5: "delighted"}
ATTACHMENT = {
    "first-trust": "they were the first to trust us",
    "grew-with-us": "they saw us grow",
    "first-times": "we tried things for the first time with them",
    "recommends-us": "they speak well of us to others",
    "pride": "we are proud to work for them",
}
Pair = tuple[str, str]


def story(dossier: Dossier, most: int | None) -> Iterator[Pair]:
    """Each thing under its name, the first of several with it. `most`: so many of a kind, the newest first."""
    yield from _place_in_the_house(dossier)
    yield from _several("Met", _meetings(dossier), most)
    feedback = [heard_words(heard) for heard in dossier.feedback]
    yield from _several("Feedback", feedback or ["nothing heard yet"], most)
    signs = [f"{s.what} ({f'{s.source}, ' if s.source else ''}{dated(s.date)})" for s in dossier.signals]
    yield from _several("Signs", signs, most)
    yield from _referrals(dossier)
    yield from _coming(dossier)
    yield from _several("Decided", [decision_words(*decision) for decision in dossier.decisions])
    yield from _several("Set aside", [waiver_words(waiver) for waiver in dossier.waivers])


def _several(name: str, texts: Sequence[str], most: int | None = None) -> Iterator[Pair]:
    shown = list(texts[:most])
    shown += [f"and {len(texts) - len(shown)} earlier"] if len(texts) > len(shown) else []
    for place, text in enumerate(shown):
        yield ("" if place else name), text


def _place_in_the_house(dossier: Dossier) -> Iterator[Pair]:
    """What we owe to ask ourselves about the relation: its tier, a tie, what it is to us, what it supports."""
    partner = dossier.partner
    if dossier.number is not None and not dossier.has_left:
        reviewed = partner.reviewed if partner.reviewed and partner.reviewed <= dossier.as_of else None
        since = max(year for year in partner.tier if year <= dossier.as_of.year)
        begun = f"{dossier.number} since {since}; " if since > FIRST_YEAR else ""
        yield "Tier", f"{begun}{f'last questioned {dated(reviewed)}' if reviewed else 'never questioned'}"
    if partner.ties != "none":
        told = partner.disclosed if partner.disclosed and partner.disclosed <= dossier.as_of else None
        who = {"friend": "a friend of ours", "family": "family of ours"}[partner.ties]
        yield "Tie", f"{who}, {f'disclosed {dated(told)}' if told else 'not disclosed to our compliance yet'}"
    if partner.attachment:
        yield "To us", "; ".join(ATTACHMENT[mark] for mark in dict.fromkeys(partner.attachment))
    if partner.causes:
        yield "They support", ", ".join(partner.causes)


def _meetings(dossier: Dossier) -> list[str]:
    """Who waits for a meeting comes first; then when we were there."""
    waiting = [meeting_words(met) for met in dossier.meetings if met.is_open]
    told = [meeting_words(met) for met in dossier.meetings if not met.is_open]
    last = dossier.last_met
    if last is None:
        return [*waiting, "never in person, as far as it is written down", *told]
    handed = [f"{dated(last)}, to hand a gift over"] if last not in [met.held for met in dossier.meetings] else []
    return [*waiting, *handed, *told]


def meeting_words(met: Met) -> str:
    """22 Jan 2026, they had asked on 10 Jan 2026: long talk about their niche."""
    who = "they" if met.by == "them" else "we"
    note = f": {met.note}" if met.note else ""
    if met.held is not None:
        asked = f", {who} had asked on {dated(met.asked)}" if met.asked else ""
        return f"{dated(met.held)}{asked}{note}"
    when = f" on {dated(met.asked)}" if met.asked else ""
    if met.agreed:
        return f"{who} asked to meet{when}; agreed for {dated(met.agreed)}"
    return f"{who} asked to meet{when}, {'and nobody has met since' if met.is_open else 'and met later'}{note}"


def heard_words(heard: Heard) -> str:
    """2, disappointed, 9 Jul 2026, not settled: our brackets scratched forty of their panels."""
    said = heard.feedback
    settled = f", settled {dated(heard.resolved)}" if heard.resolved else ", not settled" if said.score <= 2 else ""
    return (
        f"{said.score} of 5, {SCORES[said.score]}, {dated(said.date)}{settled}{f': {said.note}' if said.note else ''}"
    )


def _referrals(dossier: Dossier) -> Iterator[Pair]:
    referral = dossier.partner.referred_by
    if referral is not None and (referral.date is None or referral.date <= dossier.as_of):
        by = dossier.book.partners.get(referral.partner)
        yield "Brought by", f"{by.name if by else referral.partner}{_on(referral.date)}"
    yield from _several("Brought us", [brought_words(brought, dossier.currency) for brought in dossier.brought])


def brought_words(brought: Brought, home: str) -> str:
    """Who came through them, whether they had a word for it, and what it bought: a fact of its own."""
    if brought.day is None:
        thanked = "the day is not written down"
    elif not brought.is_by_known:
        thanked = "whether they had a word since, nobody can tell"
    elif brought.word is None:
        thanked = "no word of thanks from us yet"
    else:
        soon = brought.word <= brought.day + A_WORD_FOR_A_REFERRAL
        thanked = f"{'a' if soon else 'the first'} word from us on {dated(brought.word)}"
    bought = f"; it bought for {bought_words(brought.bought, home)}" if brought.bought else ""
    return f"{brought.partner.name}{_on(brought.day)}; {thanked}{bought}"


def bought_words(bought: Sequence[tuple[int, Decimal]], home: str) -> str:
    """18,200.00 EUR in 2024, 21,000.00 in 2025."""
    currencies = [f" {home}".rstrip(), *[""] * len(bought)]
    return ", ".join(
        f"{money(amount)}{mark} in {year}" for (year, amount), mark in zip(bought, currencies, strict=False)
    )


def _on(day: date | None) -> str:
    return f", {dated(day)}" if day else ""


def _coming(dossier: Dossier) -> Iterator[Pair]:
    """Days on which to take care, and on which we meet."""
    as_of = dossier.as_of
    yield from _several("Take care", [f"{p.what} {_from(p.start, p.until, as_of)}" for p in dossier.sensitive])
    quiet = [f"{_from(p.start, p.until, as_of)}{f': {p.why}' if p.why else ''}" for p in dossier.quiet]
    yield from _several("Quiet", quiet)
    yield from _several("We meet at", [f"{event.name}, {dated(event.date)}" for event in dossier.events])


def _from(start: date, until: date, as_of: date) -> str:
    return f"until {dated(until)}, open now" if start <= as_of else f"from {dated(start)} to {dated(until)}"


def decision_words(year: int, touch: str, decision: TouchDecision) -> str:
    """Q3 2026 left out: they move offices that month."""
    what = f"on {dated(decision.date)}" if decision.date else "left out"
    return f"{touch} {year} {what}: {decision.why or 'no reason given'}"


def waiver_words(aside: SetAside) -> str:
    """GP206 by claire until 31 Dec 2026: agreed by finance."""
    waiver = aside.waiver
    gift = f" for the gift of {dated(aside.gift.date)}" if aside.gift else ""
    return f"{waiver.rule}{gift} by {waiver.by} until {dated(waiver.until)}: {waiver.why}"
