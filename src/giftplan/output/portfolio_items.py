"""A partner's line in a portfolio: close to us, brought to us, a friend's, departed, waiting."""

from collections.abc import Iterator

from giftplan.output.portfolio_parts import Item
from giftplan.output.portfolio_parts import closeness
from giftplan.output.portfolio_parts import room_words
from giftplan.output.portfolio_parts import sum_words
from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import money
from giftplan.reports.portfolio.departed import Left
from giftplan.reports.portfolio.growth import Brought
from giftplan.reports.portfolio.people import Attention
from giftplan.reports.portfolio.people import Tied
from giftplan.reports.portfolio.people import Wish
from giftplan.reports.portfolio.whole import Attached
from giftplan.reports.portfolio.whole import Portfolio

_RANKS = {1: "the largest", 2: "the second largest", 3: "the third largest"}
_TIES = {"friend": "a friend's company", "family": "a relative's company"}
_KINDS = {
    "newcomer": ("newcomer", "newcomers"),
    "loyal": ("loyal partner", "loyal partners"),
    "unknown": ("partner without 'since'", "partners without 'since'"),
}


def attached_item(one: Attached, year: int | None) -> Item:
    """What ties us to a partner; where it is one of the largest as well, what that means."""
    words = [closeness(one.partner)]
    if one.rank:
        words.append(f"{_RANKS[one.rank]} in {year}")
    said = "; ".join(words)
    if one.is_more_than_money:
        said += ". The dependence is not only financial: ask once a year whether its needs and ours still meet"
    return Item(one.partner.id, (said,))


def brought_item(one: Brought, currency: str | None) -> Item:
    """Who was brought when, whether the one who did had a word, and what came of it, in years."""
    when = f" on {dated(one.day)}" if one.day else ", no day is written down"
    words = {True: ", had a word from us since", False: ", no word from us since", None: ""}[one.has_had_word]
    due = ": a card of thanks is due" if one.is_word_due else ""
    by_year = ", ".join(f"{money(amount)} in {year}" for year, amount in one.bought)
    bought = f"bought {sum_words(one.total, currency)} since: {by_year}" if one.bought else "bought nothing so far"
    status = "" if one.partner.status == "active" else f" ({one.partner.status})"
    return Item(one.by, (f"brought {one.partner.id}{when}{words}{due}. {one.partner.id}{status} {bought}",))


def attention_item(one: Attention, every: tuple[Attention, ...]) -> Item:
    """What partners of one kind were given, of everything."""
    gifts, cards = sum(kind.gifts for kind in every), sum(kind.cards for kind in every)
    words = f"{one.gifts:,} of {counted(gifts, 'gift')}, {one.cards:,} of {counted(cards, 'card')}"
    nothing = f"; {one.without:,} had nothing" if one.without else "; each had something"
    who = {"newcomer": " (prospects, and who came this year or last)", "loyal": "", "unknown": ""}[one.kind]
    return Item(counted(one.partners, *_KINDS[one.kind]), (f"{words}{nothing}{who}",))


def tied_item(one: Tied) -> Item:
    """A tie: whether it is disclosed, and when the work was last looked at."""
    disclosed = f"disclosed on {dated(one.disclosed)}" if one.disclosed else "not disclosed yet: do it now"
    last = f"last feedback {one.last.score} on {dated(one.last.date)}" if one.last else "no feedback asked for yet"
    seen = one.partner.reviewed
    review = f"tier questioned on {dated(seen)}" if seen else "tier never questioned"
    return Item(one.partner.id, (f"{_TIES[one.partner.ties]}; {disclosed}; {last}; {review}",))


def left_item(one: Left, found: Portfolio) -> Item:
    """A departure: what happened, then how we read it, what is set free, and the last word."""
    how, coming = one.how, one.how.date > found.as_of
    who = "by their decision" if how.by == "them" else "by ours"
    words = [f"{one.partner.name}, {'leaves' if coming else 'left'} on {dated(how.date)}, {who}; {_why(one, found)}"]
    words += [f"Close to us: {closeness(one.partner)}"] if one.partner.attachment else []
    words += [f"Facts: {'; '.join(how.facts)}"] if how.facts else []
    words += [f"Our reading: {'; '.join(how.reading)}"] if how.reading else []
    return Item(one.partner.id, (*words, room_words(one.freed, found.currency), *_last_word(one, found)))


def _why(one: Left, found: Portfolio) -> str:
    how = one.how
    if how.why != "unknown":
        return f"as said: {how.why}"
    ask = ": ask once, and respect the answer" if one.is_recent(found.as_of) else ""
    return f"nobody told us why{ask}" if how.by == "them" else "why is not written down"


def _last_word(one: Left, found: Portfolio) -> Iterator[str]:
    """The one card off contract: sent, planned, or not."""
    days = (found.as_of - one.how.date).days
    if one.since is not None:
        verb = "ordered for" if one.since.date > found.as_of else "on"
        yield f"Since: {one.since.nature} {verb} {dated(one.since.date)}"
    elif one.card is not None:
        yield f"The one card off contract is planned for {dated(one.card)}"
    elif one.had_word:
        yield "We met since; no card was sent"
    elif one.had_word is False and days >= 0:
        card = ": a card that thanks, and asks for nothing" if one.is_recent(found.as_of) else ""
        yield f"No word from us in the {counted(days, 'day')} since{card}"


def wish_item(one: Wish, found: Portfolio) -> Item:
    """Since when they wait, and what for."""
    days = counted((found.as_of - one.day).days, "day")
    status = "" if one.partner.status == "active" else f", {one.partner.status}"
    return Item(one.partner.id, (f"on {dated(one.day)}, {days} ago{status}{note_words(one.note)}",))


def note_words(note: str | None) -> str:
    """A note behind what it is about."""
    return f": {note}" if note else ""
