"""GP301, GP304, GP305: the day on which something arrives, cards too."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from giftplan.book.suggest import as_clause
from giftplan.planning.almanac import Almanac
from giftplan.planning.almanac import region_of
from giftplan.planning.windows import Windows
from giftplan.records.countries import COUNTRIES
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged


def _arriving(asked: Asked) -> Iterator[Judged]:
    """What arrives at partners whose country exists."""
    return (gift for gift in asked.given if gift.partner.country in COUNTRIES)


def next_time(asked: Asked, gift: Judged, advice: str) -> str:
    """The advice, for a gift that has arrived already."""
    return advice if gift.day > asked.as_of else f"Next time: {as_clause(advice)}"


@rule("GP301", "warning")
def december_rush(asked: Asked) -> Iterable[Hit]:
    """A gift arrives between 1 December and 6 January, and no custom there makes it a good moment.

    Why it matters: in December everybody sends something, and nothing is remembered; the founding article asks for
    moments that nobody expects.

    Flagged: a hamper of 16 December for a partner in France.

    Instead: the last touch in November, or the first in February; where a culture has a `prefer` window then, all
    is well.
    """
    windows = Windows(asked.book, Almanac(asked.book.calendars), ("prefer",))
    for gift in _arriving(asked):
        if _is_rush(gift.day) and not any(windows.on(gift.partner.country, gift.day)):
            yield of_gift(
                gift,
                "date",
                f"arrives on {gift.day.isoformat()}, in the rush of the year's end",
                "In December everybody sends something, and nothing is remembered.",
                next_time(asked, gift, "Send it in November, or as a surprise in February"),
            )


def _is_rush(day: date) -> bool:
    return day.month == 12 or (day.month == 1 and day.day <= 6)


@rule("GP304", "warning")
def closed_that_day(asked: Asked) -> Iterable[Hit]:
    """A gift arrives on a weekend day or a public holiday there.

    Why it matters: a parcel at a closed door lies there for days, or goes back; a card is read among forty others.

    Flagged: a parcel of Saturday 16 May for Germany; one of 14 July for France; one of a Friday for Saudi Arabia.

    Instead: one of our `delivery_days` on which they work; `giftplan culture` shows the open days of a year.
    """
    almanac = Almanac(asked.book.calendars)
    for gift in _arriving(asked):
        if gift.gift.delivery == "in-person" or any(event.date == gift.day for event in gift.partner.events):
            continue  # we are there ourselves
        region = region_of(gift.partner.country, gift.partner.subdivision)
        holiday = almanac.holiday(region, gift.day)
        if holiday or almanac.is_weekend(region, gift.day):
            what = f"a public holiday there ({holiday})" if holiday else "a weekend day there"
            yield of_gift(
                gift,
                "date",
                f"arrives on {gift.day.isoformat()}, {what}",
                "What comes to a closed door lies there for days, or goes back.",
                next_time(asked, gift, "Choose a day on which they work"),
            )


@rule("GP305", "warning")
def quiet_days(asked: Asked) -> Iterable[Hit]:
    """A gift arrives in days on which the partner is not to be disturbed, or when it is out of place there.

    Why it matters: an attention at the wrong moment is a disturbance, or a lack of respect.

    Flagged: a gift during the stock-taking under `quiet`; one to China around the Tomb-Sweeping Day.

    Instead: a day before or after; for a gift that went out, a word in the card of the next one.
    """
    windows = Windows(asked.book, Almanac(asked.book.calendars), ("avoid", "never"))
    for gift in _arriving(asked):
        for why in _out_of_place(gift, windows):
            yield of_gift(
                gift,
                "date",
                f"arrives on {gift.day.isoformat()}, {why}",
                "An attention at the wrong moment is a disturbance, or a lack of respect.",
                next_time(asked, gift, "Choose a day before or after"),
            )


def _out_of_place(gift: Judged, windows: Windows) -> Iterator[str]:
    for period in gift.partner.quiet:
        if period.holds(gift.day):
            yield f"in their quiet days until {period.until.isoformat()}" + (f" ({period.why})" if period.why else "")
    for window in windows.on(gift.partner.country, gift.day):
        yield f"when a gift is out of place there ({window.why})"
