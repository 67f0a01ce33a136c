"""`vocabulary.yaml`: the words for tags, contents, colours, restrictions, sectors, interests, sources and holidays."""

from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BeforeValidator
from pydantic import Field
from pydantic import WithJsonSchema

from giftplan.records import shapes
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.scalars import Count
from giftplan.records.scalars import Country
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text


def _marked(value: Any) -> Any:
    """`[retail, {banking: regulated}]` as a mapping of each sector to its mark."""
    if not isinstance(value, list):
        return value
    marks: dict[str, str] = {}
    for index, entry in enumerate(value):
        known = {entry: "ordinary"} if isinstance(entry, str) else entry
        if not isinstance(known, dict):
            raise refuse("sector", "a sector is a word: write it, or {word: regulated}")
        if twice := [word for word in known if word in marks]:
            message = f"'{twice[0]}' stands here for the second time, perhaps with another mark: write it once"
            raise refuse("sector", message, (index,))
        marks.update(known)
    return marks


@record
class RestrictionWords(Record):
    """What a declared restriction rules out: any of these contents, tags or numbers of pieces."""

    contains: tuple[Text, ...] = ()
    """Contents that it rules out."""
    tags: tuple[Text, ...] = ()
    """Tags that it rules out."""
    quantity: OneOrMany[Count] = ()
    """Numbers of pieces that it rules out."""


@record
class Vocabulary(Record):
    """The words that data files may use; a company adds its own here."""

    tags: tuple[Text, ...] = ()
    """What a gift can be."""
    contents: tuple[Text, ...] = ()
    """What can be in a gift."""
    colours: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """A colour and its shades: a rule on blue holds for navy."""
    implies: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Tags and contents that another brings with it: wine is alcohol, a red rose a flower."""
    restrictions: dict[Text, RestrictionWords] = Field(default_factory=dict)
    """What people can declare, and what each rules out."""
    sectors: Annotated[
        dict[Text, Literal["ordinary", "regulated"]], BeforeValidator(_marked), WithJsonSchema(shapes.SECTORS)
    ] = Field(default_factory=dict)
    """Of partners; the regulated ones are marked: {banking: regulated}."""
    interests: tuple[Text, ...] = ()
    """What people can like."""
    sources: dict[Text, Literal["fine", "private"]] = Field(default_factory=dict)
    """Where we can hear of an interest; private ones are asked about."""
    holidays: dict[Country, tuple[Text, ...]] = Field(default_factory=dict)
    """Names by which customs may call a country's holidays; a name that is not here is looked for elsewhere."""
