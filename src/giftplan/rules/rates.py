"""Is a rate written for the home currency, which is worth itself?"""

from collections.abc import Iterator

from giftplan.book.book import Book
from giftplan.rules import references
from giftplan.rules._rule import Hit

_WHY = "One sum would be worth two: the limits would see one, and the budget the other."


def rates_at_home(book: Book) -> Iterator[Hit]:
    """Every rate other than 1 of the home currency, in the settings and on gifts."""
    if book.settings is None:
        return
    home = book.settings.currency
    if book.settings.rates.get(home, 1) != 1:
        message = f"{home} is the home currency, and has a rate"
        yield Hit(book.file("settings"), message, _WHY, "Remove it from rates", at=("rates", home))
    for gift in book.gifts:
        if gift.rate is not None and gift.rate != 1 and gift.currency in (None, home):
            message = f"a gift in {home}, the home currency, has a rate of {gift.rate}"
            fix = "Remove 'rate', or write the currency that was paid"
            yield Hit(gift.path, message, _WHY, fix, references.at(gift, "rate"), partner=gift.partner, day=gift.date)
