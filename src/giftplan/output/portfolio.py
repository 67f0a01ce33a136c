"""A portfolio in words that a person would use to a person: the same on the screen and in Markdown."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from giftplan.output.portfolio_items import attached_item
from giftplan.output.portfolio_items import attention_item
from giftplan.output.portfolio_items import brought_item
from giftplan.output.portfolio_items import left_item
from giftplan.output.portfolio_items import note_words
from giftplan.output.portfolio_items import tied_item
from giftplan.output.portfolio_items import wish_item
from giftplan.output.portfolio_parts import Item
from giftplan.output.portfolio_parts import Section
from giftplan.output.portfolio_parts import first_for
from giftplan.output.portfolio_parts import percent
from giftplan.output.portfolio_parts import sum_words
from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import left_out_words
from giftplan.records.partner import Partner
from giftplan.reports.portfolio.whole import Portfolio

_SCORES = {5: "delighted", 4: "content", 3: "in between", 2: "unhappy", 1: "very unhappy"}


def title_words(found: Portfolio) -> str:
    """How many partners there are, and what they bought."""
    number = sum(found.statuses.values())
    if not number:
        return "no partners yet"
    active, prospects, departed = (found.statuses.get(status, 0) for status in ("active", "prospect", "departed"))
    parts = [counted(active, "active partner")] if active else []
    parts += [counted(prospects, "prospect")] if prospects else []
    parts += [f"{departed:,} departed"] if departed else []
    words = ", ".join(parts)
    latest = found.latest
    return f"{words} · {sum_words(latest.total, found.currency)} in {latest.year}" if latest else words


def revenue_words(found: Portfolio) -> list[str]:
    """What the shares of the latest closed year mean, and who of them stays; or why there are none."""
    latest = found.latest
    if not found.is_whole:
        return ["Shares of revenue are left out: a partner's file cannot be read, and every share would be too large."]
    if latest is None:
        example = f"revenue: {{{found.as_of.year - 1}: 42000}}"
        return [f"No revenue of a closed year is written down, so nobody has a share. In a partner's file: {example}"]
    left = {one.partner.id for one in found.departed if one.how.date <= found.as_of}
    stay = [share for share in latest.shares if share.partner not in left]
    kept = sum((share.amount for share in stay), start=Decimal(0))
    who = f"{counted(len(stay), 'partner is', 'partners are')} still with us"
    return [
        f"Herfindahl index {latest.herfindahl:,.0f} in {latest.year}: each share in percent, squared, all added up. "
        f"One partner alone is 10,000; {latest.herfindahl:,.0f} is as even as {latest.alike:,.1f} of one size.",
        f"Of the {len(latest.shares):,} that bought in {latest.year}, {who}: {sum_words(kept, found.currency)}, "
        f"{percent(kept / latest.total)} of that year.",
    ]


def growth_lead(found: Portfolio) -> str:
    """How many bought more, less, or the same."""
    growth = found.growth
    if growth is None or not growth.has_before:
        return ""
    more = sum(one.last > one.before for one in growth.changes)
    less = sum(one.last < one.before for one in growth.changes)
    same = len(growth.changes) - more - less
    words = f"{growth.year} beside {growth.year - 1}: {more:,} more, {less:,} less"
    return f"{words}, {same:,} the same" if same else words


def sections(found: Portfolio) -> list[Section]:
    """Every part that is told in words; what needs somebody comes last."""
    return [*_known(found), *_waiting(found), *_unseen(found), *_marked(found)]


def _known(found: Portfolio) -> Iterator[Section]:
    year = found.latest.year if found.latest else None
    yield Section("Close to us", "beside money; no score", tuple(attached_item(one, year) for one in found.attached))
    lead = f"{counted(len(found.referrals), 'partner')} came through another"
    referrals = tuple(brought_item(one, found.currency) for one in found.referrals)
    yield Section("Brought to us", lead if referrals else "", referrals)
    happy = tuple(_happy(found))
    yield Section("Are they happy?", "what active partners said last", happy)
    yield Section("Gave us something", "in the last twelve months", names=tuple(one.id for one in found.givers))
    rows = tuple(attention_item(one, found.attention) for one in found.attention)
    yield Section("Whom we thought of", "in the last twelve months" if rows else "", rows)
    yield Section("Friends and family", "the work is looked at as work", tuple(tied_item(one) for one in found.ties))
    lead = f"facts, and apart from them how we read them; who leaves need not be unhappy{first_for(found.again)}"
    yield Section("Departed", lead, tuple(left_item(one, found) for one in found.departed))


def _waiting(found: Portfolio) -> Iterator[Section]:
    again = tuple(
        Item(one.partner.id, (f"{f'tier {one.tier}' if one.tier else 'not classed'}; {'; '.join(one.signs)}",))
        for one in found.again
    )
    yield Section("Look at again", "bigger than they seem: meet them, ask, question the tier", again, urgent=True)
    wishes = tuple(wish_item(one, found) for one in found.wishes)
    yield Section("Asked to meet us", "who is willing to meet is met", wishes, urgent=True)
    unhappy = tuple(
        Item(one.partner.id, (f"scored {one.last.score} on {dated(one.last.date)}{note_words(one.last.note)}",))
        for one in found.moods.unsettled
        if one.last
    )
    yield Section("Unhappy", "mend first", unhappy, urgent=True)


def _unseen(found: Portfolio) -> Iterator[Section]:
    last, this = found.as_of.year - 1, found.as_of.year
    dormant = tuple(partner.id for partner in found.dormant)
    yield Section(
        "Dormant", f"no revenue, meeting or touch in {last} or {this}; a card first", names=dormant, urgent=True
    )
    met = tuple(_last(one.partner, one.last) for one in found.not_met)
    yield Section("Not met for 24 months", "tier 1 and 2", names=met, urgent=True)
    never = tuple(partner.id for partner in found.never_met)
    yield Section("Never met in person", "active partners, small ones too", names=never, urgent=True)
    unheard = tuple(_last(one.partner, one.last.date if one.last else None) for one in found.moods.unheard)
    yield Section("Not heard for 12 months", "tier 1: ask how we do", names=unheard, urgent=True)
    due = tuple(_last(partner, partner.reviewed) for partner in found.reviews_due)
    yield Section("Tier to be questioned", "nobody did for too long", names=due, urgent=True)


def _last(partner: Partner, day: date | None) -> str:
    return f"{partner.id} ({f'last on {dated(day)}' if day else 'never'})"


def _marked(found: Portfolio) -> Iterator[Section]:
    """Whose share of the latest closed year passes a mark: the last that is said."""
    latest, marks = found.latest, found.marks
    marked = [share for share in latest.shares if share.mark] if latest else []
    if latest is None or marks is None:
        return
    gone = {one.partner.id for one in found.departed if one.how.date <= found.as_of}
    items = tuple(
        Item(share.partner, (f"{percent(share.share)} of {latest.year}'s revenue: above the {share.mark} mark{left}",))
        for share in marked
        for left in ["; it has left" if share.partner in gone else ""]
    )
    lead = f"watch above {percent(marks.watch)}, alarm above {percent(marks.alarm)} (settings.yaml)"
    yield Section("Much from one", lead, items, urgent=True)


def _happy(found: Portfolio) -> Iterator[Item]:
    """How active partners feel, in their own last words."""
    moods = found.moods
    parts = [f"{moods.scores[score]:,} {word} ({score})" for score, word in _SCORES.items() if moods.scores.get(score)]
    parts += [f"{moods.never:,} said nothing yet"] if moods.never else []
    if parts:
        yield Item("Last said", (", ".join(parts),))


def notes(found: Portfolio) -> list[str]:
    """What was looked for and not found, what is left out, and why."""
    is_known = found.currency is not None and not found.left_out
    empty = [part.title for part in sections(found) if part.is_empty and is_known]
    said = [f"Nothing found under: {', '.join(empty)}"] if empty else []
    if found.currency is None:
        said.append(
            "Left out, since settings.yaml cannot be used: the marks, whom we thought of, who is dormant, unmet or "
            "unheard, whom to look at again, and what departures set free"
        )
    return [*said, *left_out_notes(found.left_out)]


def left_out_notes(files: tuple[str, ...]) -> list[str]:
    """Which files the figures go without."""
    if not files:
        return []
    return [left_out_words(files)]
