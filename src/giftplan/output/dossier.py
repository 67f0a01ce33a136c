"""A dossier in words, the same on a screen and on a page."""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from giftplan.output.dossier_story import bought_words
from giftplan.output.dossier_story import story
from giftplan.output.interests import interest_words
from giftplan.output.interests import plain_words
from giftplan.output.languages import language_named
from giftplan.output.policy_words import authorisation_words
from giftplan.output.policy_words import policy_source
from giftplan.output.policy_words import policy_words
from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import month_year
from giftplan.records.country_names import country_names
from giftplan.reports.checklist import Point
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier_people import Liking
from giftplan.reports.dossier_people import PersonNotes
from giftplan.reports.dossier_story import OneWay
from giftplan.reports.dossier_year import YearOf

POINTS = {
    "verified": "verified",
    "alternative": "alternative known",
    "services": "services considered",
    "registered": "registered",
    "authorised": "authorised",
}
SIGNS = {"done": "✓", "open": "–", "not needed": "n/a"}


class Field(NamedTuple):
    """A name and what stands behind it; `strong` are words before it that a reader looks for.

    `inside`: it belongs to the one before it that is not.
    """

    name: str
    text: str
    strong: str = ""
    inside: bool = False


def title_parts(dossier: Dossier) -> list[str]:
    """What stands behind the name in the title."""
    partner = dossier.partner
    where = country_words(partner.country) + (f", {partner.subdivision}" if partner.subdivision else "")
    return [where, tier_words(dossier), _standing(dossier), dossier.owner or "no owner"]


def country_words(code: str) -> str:
    """Germany; the code where no country has it."""
    return next((name for name, known in country_names().items() if known == code), code)


def tier_words(dossier: Dossier) -> str:
    """Tier 1, Strategic."""
    if dossier.number is None:
        return "no tier yet"
    if dossier.tier is None:
        return f"tier {dossier.number}{', which does not exist' if dossier.book.tiers else ''}"
    return f"tier {dossier.number}, {dossier.tier.name}"


def _standing(dossier: Dossier) -> str:
    partner = dossier.partner
    since = f" since {month_year(partner.since)}" if partner.since else ""
    if dossier.departure is not None:
        was = f"{partner.relation}{since}"
        return f"{was}, {'left' if dossier.has_left else 'leaving'} {dated(dossier.departure.date)}"
    return f"{'prospect' if partner.status == 'prospect' else partner.relation}{since}"


def fields_of(dossier: Dossier, most: int | None, call: str) -> Iterator[Field]:
    """Everything but the gifts and the findings. `most`: so many of each kind are told, None for all of them."""
    yield from _departure(dossier)
    yield from _people(dossier, most, call)
    yield from _policy(dossier)
    yield from _checklist(dossier.checklist, whole=most is None)
    yield Field(f"Budget {dossier.as_of.year}", budget_words(dossier))
    yield Field("Given", both_ways(dossier))
    yield from _business(dossier)
    yield from (Field(name, text, inside=not name) for name, text in story(dossier, most))


def _departure(dossier: Dossier) -> Iterator[Field]:
    left = dossier.departure
    if left is None:
        return
    yield Field("Left" if dossier.has_left else "Leaving", f"{dated(left.date)}, by {left.by}; why: {left.why}")
    if left.facts:
        yield Field("Facts", "; ".join(left.facts), inside=True)
    if left.reading:
        yield Field("Our reading", "; ".join(left.reading), inside=True)


def _people(dossier: Dossier, most: int | None, call: str) -> Iterator[Field]:
    shown = dossier.people[:most]
    for notes in shown:
        yield from _person(dossier, notes)
    rest = dossier.people[len(shown) :]
    if rest:
        names = listed((notes.contact.name for notes in rest), 4)
        yield Field("Further", f"{counted(len(rest), 'person', 'people')} ({names}): {call} --all")


def _person(dossier: Dossier, notes: PersonNotes) -> Iterator[Field]:
    contact = notes.contact
    parts = [contact.role or "what they do is not written down"]
    if notes.has_left and contact.left:
        parts.append(f"left {dated(contact.left)}")
    elif contact.language:
        parts.append(f"write in {language_named(contact.language)}")
    yield Field("Person", f", {'; '.join(parts)}", strong=contact.name)
    for name, text in _of_person(dossier, notes):
        yield Field(name, text, inside=True)


def _of_person(dossier: Dossier, notes: PersonNotes) -> Iterator[tuple[str, str]]:
    """What they like and what a gift must not be, as they told us; where they were before."""
    contact = notes.contact
    if notes.likings:
        yield "Likes", ", ".join(liking_words(liking) for liking in notes.likings)
    elif not notes.has_left and not dossier.has_left:
        yield "Likes", "nothing known yet: listen, and note it"
    if notes.in_common:
        yield "In common", "; ".join(f"{', '.join(words)} with {member.name}" for member, words in notes.in_common)
    barred = [word for word in contact.restrictions if word.startswith("no-")]
    if barred:
        yield "Not", ", ".join(plain_words(word.removeprefix("no-")) for word in barred)
    if diets := [word for word in contact.restrictions if word not in barred]:
        yield "Only", ", ".join(diets)
    if contact.accepts:
        yield "Welcome", f"{', '.join(plain_words(word) for word in contact.accepts)}, as they said themselves"
    if notes.former:
        yield "Formerly", ", ".join(f"{post.company} ({post.partner} {post.contact})" for post in notes.former)


def liking_words(liking: Liking) -> str:
    """Tea (assistant, Oct 2025)."""
    words = interest_words(liking.interest)
    return f"{words}: heard long ago, ask again" if liking.is_old else words


def _policy(dossier: Dossier) -> Iterator[Field]:
    known, home = dossier.known, dossier.currency
    ask = "" if dossier.has_left else f"giftplan letter policy {dossier.partner.id}"
    yield Field("Their policy", policy_words(known, home, ask))
    if source := policy_source(known.policy):
        yield Field("Source", source, inside=True)
    for place, given in enumerate(dossier.authorisations):
        yield Field("" if place else "Authorised", authorisation_words(given, dossier.as_of, home), inside=place > 0)


def _checklist(points: Sequence[Point], whole: bool) -> Iterator[Field]:
    """The five points with their states; the reasons of those that are open, or of all."""
    yield Field("Checklist", " · ".join(point_words(point) for point in points))
    for point in points:
        if whole or point.state == "open":
            yield Field("", f"{POINTS[point.name]}, {point.state}: {point.reason}", inside=True)


def point_words(point: Point) -> str:
    """A point of the checklist with the sign of its state."""
    return f"{POINTS[point.name]} {SIGNS[point.state]}"


def budget_words(dossier: Dossier) -> str:
    """What is given and planned of the year's allowance, and what decided that; or why nothing can be told."""
    year = dossier.year
    if not isinstance(year, YearOf):
        return year
    row, sums, home = year.budget.row, year.budget.money, dossier.currency
    if not sums.allowance and not sums.spent and not sums.planned:
        return f"none, {row.allowance.reason}" if row.allowance.reason else "none"
    ordered = any(touch.status == "ordered" for touch in year.plan.touches)
    given = f"{money(sums.spent)} given{' and ordered' if ordered else ''}, {money(sums.planned)} planned"
    parts = [f"{given}, of {money(sums.allowance)} {home}"]
    parts += [row.allowance.reason] if row.allowance.reason else []
    if row.bound_by == "limit":
        parts.append(f"the tax limits of its people leave room for {money(row.usable)}")
    if year.budget.vat.lost:
        parts.append(f"{money(year.budget.vat.lost)} {home} of VAT lost")
    now = dossier.as_of.year
    if odd := sum(past.cost is None and past.gift.given and past.gift.date.year == now for past in dossier.gifts):
        parts.append(f"{counted(odd, 'gift')} without a rate counted as if in {home}")
    return "; ".join(parts)


def both_ways(dossier: Dossier) -> str:
    """What went each way, side by side: two facts, and no account."""
    return f"{_one_way(dossier, dossier.given)} · Received {_one_way(dossier, dossier.received)}"


def _one_way(dossier: Dossier, way: OneWay) -> str:
    """3 gifts, 159.00 EUR since 2024, and 2 cards."""
    if not way.gifts:
        return counted(way.cards, "card") if way.cards else "nothing yet"
    worth = f", {money(way.value)} {dossier.currency}" if dossier.currency and way.gifts > way.without_rate else ""
    unknown = f" ({way.without_rate} without a known rate)" if way.without_rate and dossier.currency else ""
    cards = f", and {counted(way.cards, 'card')}" if way.cards else ""
    return f"{counted(way.gifts, 'gift')}{worth}{unknown} since {way.since}{cards}"


def _business(dossier: Dossier) -> Iterator[Field]:
    partner, home = dossier.partner, dossier.currency
    parts = [f"{partner.sector}{' (regulated)' if dossier.known.is_regulated else ''}"] if partner.sector else []
    if dossier.value is not None:
        value = dossier.value
        parts.append(f"worth {f'{money(value.amount)} {home}'.rstrip()}, {value.basis} by {dated(value.as_of)}")
    bought = sorted(item for item in partner.revenue.items() if item[0] <= dossier.as_of.year)
    if bought:
        parts.append(f"bought for {bought_words(bought, home)}")
    if parts:
        yield Field("Business", "; ".join(parts))
