"""A portfolio without some of its partners, in words: sums, and nothing about what anybody does next."""

from collections.abc import Iterator

from giftplan.money import ZERO
from giftplan.output.portfolio import left_out_notes
from giftplan.output.portfolio_parts import Item
from giftplan.output.portfolio_parts import Section
from giftplan.output.portfolio_parts import closeness
from giftplan.output.portfolio_parts import first_for
from giftplan.output.portfolio_parts import percent
from giftplan.output.portfolio_parts import room_words
from giftplan.output.portfolio_parts import sum_words
from giftplan.output.words import dated
from giftplan.output.words import listed
from giftplan.reports.portfolio.without import Gone
from giftplan.reports.portfolio.without import Without


def title_words(found: Without) -> str:
    """What stays of the latest closed year."""
    before, after = found.before, found.after
    if before is None:
        return "no revenue of a closed year"
    stays = after.total if after else before.total - before.total
    words = f"{sum_words(stays, found.currency)} of {sum_words(before.total, None)} in {before.year}"
    left = sum((one.amount for one in found.staying if one.partner.status == "departed"), start=ZERO)
    gone = f", of which {sum_words(left, None)} from who has left" if left else ""
    return f"{words} ({percent(stays / before.total)}){gone}"


def without_names(found: Without) -> str:
    """Whom the figures are without."""
    return listed([one.partner.id for one in found.gone], 4)


def staying_lead(found: Without) -> str:
    """What the two columns of shares are of."""
    year = found.before.year if found.before else found.as_of.year
    return f"share of {year} with everybody, and without {without_names(found)}"


def section_of(found: Without) -> Section:
    """What is known of those whom the figures are without."""
    lead = f"for these figures alone: a sum, no forecast{first_for(found.again)}"
    return Section("Set aside", lead, tuple(_gone(one, found) for one in found.gone))


def _gone(one: Gone, found: Without) -> Item:
    return Item(one.partner.id, tuple(_words(one, found)))


def _words(one: Gone, found: Without) -> Iterator[str]:
    if found.before is not None:
        place = " (the largest)" if found.before.largest.partner == one.partner.id else ""
        bought = f"{sum_words(one.amount, found.currency)}, {percent(one.share)} of {found.before.year}{place}"
        yield f"{one.partner.name}: {bought if one.amount else f'bought nothing in {found.before.year}'}"
    else:
        yield one.partner.name
    if one.partner.left_on:
        yield f"Departed on {dated(one.partner.left_on)}"
    yield room_words(one.freed, found.currency)
    people = [f"{contact.name} ({contact.role})" if contact.role else contact.name for contact in one.people]
    yield f"People we know there: {', '.join(people) or 'nobody any more'}"
    if one.partner.attachment:
        yield f"Close to us: {closeness(one.partner)}"
    if one.brought:
        brought = ", ".join(referral.partner.id for referral in one.brought)
        yield f"Brought us {brought}: partners of their own, who stay in these figures"


def notes(found: Without) -> list[str]:
    """Why there are no shares, and which files the figures go without."""
    said = []
    if not found.is_whole:
        said.append("Shares of revenue are left out: a partner's file cannot be read, and every share would be wrong.")
    elif found.before is None:
        said.append("No revenue of a closed year is written down, so there are no shares.")
    elif found.after is None:
        said.append(f"Nobody else bought anything in {found.before.year}.")
    return [*said, *left_out_notes(found.left_out)]
