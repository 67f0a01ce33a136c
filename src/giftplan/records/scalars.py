"""How a written text becomes a day, an amount or a word.

The reader hands over every scalar as the text that is written (`NO` stays Norway, `68.00` keeps its
cents); each type decides what that text means, and refuses what is only almost right with how to write it.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated
from typing import Any
from typing import TypeVar

from pydantic import AfterValidator
from pydantic import BeforeValidator
from pydantic import PlainValidator
from pydantic import StringConstraints
from pydantic import WithJsonSchema

from giftplan.records import shapes
from giftplan.records.base import refuse
from giftplan.records.numbers import read_amount
from giftplan.records.numbers import read_count
from giftplan.records.numbers import read_decimal
from giftplan.records.numbers import read_offset
from giftplan.records.numbers import read_percent
from giftplan.records.numbers import read_rate
from giftplan.records.numbers import read_share
from giftplan.records.numbers import read_span
from giftplan.records.numbers import read_whole

T = TypeVar("T")

FIRST_YEAR = 1900
LAST_YEAR = 2199


def _written(read: Callable[[str], T], what: str) -> Callable[[Any], T]:
    def validate(value: Any) -> T:
        if not isinstance(value, str):
            raise refuse("not_one_value", f"write {what} here, not a list or a block of fields")
        return read(value)

    return validate


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@lru_cache(maxsize=8192)
def read_day(text: str) -> date:
    """A day written 2026-02-17; raises where it is written otherwise or is not in the calendar."""
    if not _DAY.fullmatch(text):
        hint = "leave the comma at its end out" if text.endswith(",") else "write it as 2026-02-17, without a time"
        raise refuse("day", f"'{text[:30]}' is not a day: {hint}")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise refuse("day", f"{text} is not a day of the calendar: write one that is") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        hint = "leave the field out if it has no end" if day.year > LAST_YEAR else "write the year with its four digits"
        raise refuse("day", f"{text} lies outside {FIRST_YEAR} to {LAST_YEAR}: {hint}")
    return day


def read_year(text: str) -> int:
    """A calendar year of four digits."""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        hint = (
            "write an amount without a separator, as in 31000"
            if len(text) == 3 and text.isdigit()
            else "write it as in 2026"
        )
        raise refuse("year", f"'{text[:30]}' is not a year from {FIRST_YEAR} to {LAST_YEAR}: {hint}")
    return int(text)


def read_flag(text: str) -> bool:
    """`true` or `false`; the many other words for it are refused, since programs read them differently."""
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    raise refuse("flag", f"'{text[:30]}' is neither true nor false: write one of the two")


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def is_id(text: str) -> bool:
    """Is `text` a record's id: lower case letters and digits in groups, joined by single hyphens?"""
    return _ID.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def read_id(text: str) -> str:
    """An id, as in maison-lefevre."""
    if not is_id(text):
        likely = text.lower().replace(" ", "-").replace("_", "-")
        example = likely if is_id(likely) else "maison-lefevre"
        raise refuse("id", f"'{text[:60]}' is not an id: use a to z, 0 to 9 and single hyphens, as in {example}")
    return text


_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)


def read_country(text: str) -> str:
    """Two capitals (ISO 3166-1 alpha-2)."""
    if not _COUNTRY.fullmatch(text):
        bare = text.rstrip(",").upper()
        likely = bare if _COUNTRY.fullmatch(bare) else "FR"
        raise refuse("country", f"'{text[:30]}' is not a country code: write two capitals, as in {likely} (ISO 3166-1)")
    return text


def read_currency(text: str) -> str:
    """Three capitals (ISO 4217)."""
    if not _CURRENCY.fullmatch(text):
        raise refuse("currency", f"'{text[:30]}' is not a currency code: write three capitals, as in EUR (ISO 4217)")
    return text


def read_month_day(text: str) -> tuple[int, int]:
    """A day of every year, as month and day: 08-01. The 29th of February is taken as the 28th where there is none."""
    if not _MONTH_DAY.fullmatch(text):
        raise refuse("month_day", f"'{text[:30]}' is not a day of the year: write month and day, as in 08-01")
    month, day = int(text[:2]), int(text[3:])
    if day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        raise refuse("month_day", f"{text} is not a day of the calendar: write one that is")
    return month, day


def written_as(pattern: str, example: str) -> Any:
    """What makes a type of text with that pattern; a refusal shows the example."""
    shape = re.compile(pattern, re.ASCII)

    def read(text: str) -> str:
        if not shape.fullmatch(text):
            raise refuse("form", f"'{text[:30]}' cannot stand here: write it as in {example}")
        return text

    return _typed(read, f"text as in {example}", _shape(shape, example))


def _shape(form: re.Pattern[str], example: str) -> shapes.Shape:
    """An editor reads plain digits (75, for Paris) as a number, where the form lets them stand."""
    shape = shapes.text_like(form.pattern, f"write it as in {example}", example.partition(",")[0])
    digits = max((length for length in range(1, 10) if form.fullmatch("9" * length)), default=0)
    return shape | {"type": ["string", "integer"], "minimum": 0, "maximum": 10**digits - 1} if digits else shape


def _typed(read: Callable[[str], Any], what: str, schema: shapes.Shape) -> Any:
    return PlainValidator(_written(read, what)), WithJsonSchema(schema)


Day = Annotated[date, *_typed(read_day, "a day", shapes.DAY)]
Amount = Annotated[Decimal, *_typed(read_amount, "an amount", shapes.AMOUNT)]
Factor = Annotated[Decimal, *_typed(read_decimal, "a number", shapes.FACTOR)]
Percent = Annotated[Decimal, *_typed(read_percent, "a percentage", shapes.PERCENT)]
Share = Annotated[Decimal, *_typed(read_share, "a share", shapes.SHARE)]
Rate = Annotated[Decimal, *_typed(read_rate, "a rate", shapes.RATE)]
Whole = Annotated[int, *_typed(read_whole, "a whole number", shapes.WHOLE)]
Span = Annotated[int, *_typed(read_span, "a number of days", shapes.SPAN)]
Count = Annotated[int, *_typed(read_count, "a whole number", shapes.COUNT)]
Offset = Annotated[int, *_typed(read_offset, "a number of days", shapes.OFFSET)]
Year = Annotated[int, *_typed(read_year, "a year", shapes.YEAR)]
Flag = Annotated[bool, *_typed(read_flag, "true or false", shapes.FLAG)]
Id = Annotated[str, *_typed(read_id, "an id", shapes.ID)]
Country = Annotated[str, *_typed(read_country, "a country code", shapes.COUNTRY), shapes.Names("country")]
Currency = Annotated[str, *_typed(read_currency, "a currency", shapes.CURRENCY)]
MonthDay = Annotated[tuple[int, int], *_typed(read_month_day, "month and day", shapes.MONTH_DAY)]
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\ufeff]+")


def _seen(text: str) -> str:
    """Spaces, and what nobody can see, are no words. (Only what begins so is looked at further.)"""
    if not text[0].isalnum() and _UNSEEN.fullmatch(text):
        raise refuse("blank", "nothing that can be seen is written here: write a text, or leave the field out")
    return text


Text = Annotated[str, StringConstraints(strict=True, min_length=1), AfterValidator(_seen), WithJsonSchema(shapes.TEXT)]


def _in_a_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


OneOrMany = Annotated[tuple[T, ...], BeforeValidator(_in_a_list), shapes.OrAlone()]
"""One value, or a list of them: both are read as several."""
