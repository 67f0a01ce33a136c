"""The types of fields that name something: what stands in a list of the data folder, or is known to all."""

from functools import lru_cache
from typing import Annotated
from typing import Any
from typing import get_args
from typing import get_type_hints

from giftplan.records.base import Record
from giftplan.records.scalars import Id
from giftplan.records.scalars import Text
from giftplan.records.shapes import Names

Tag = Annotated[Text, Names("tag")]
Content = Annotated[Text, Names("content")]
Colour = Annotated[Text, Names("colour")]
Wrapping = Annotated[Text, Names("wrapping")]
Restriction = Annotated[Text, Names("restriction")]
Welcome = Annotated[Text, Names("content, tag or restriction")]
Sector = Annotated[Text, Names("sector")]
Liking = Annotated[Text, Names("interest")]
Informant = Annotated[Text, Names("source")]
"""Words of the vocabulary. `Liking` is an interest, `Informant` who told us, `Welcome` what somebody may accept."""

Member = Annotated[Id, Names("team member")]
IdeaId = Annotated[Id, Names("idea of the catalogue")]
TouchId = Annotated[Text, Names("touch")]
TouchOrNone = Annotated[Text, Names("touch or none")]
RuleName = Annotated[Text, Names("rule")]
RuleToChange = Annotated[Text, Names("rule that is no error")]

INSIDE = "inside"
"""Stands for a field that holds records, which may name something themselves."""


@lru_cache(maxsize=128)
def named_fields(record: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record that name something, each with what its type says: a tag, a team member; or `INSIDE`."""
    hints = get_type_hints(record, include_extras=True)
    found = ((field, _named_by(hint)) for field, hint in hints.items())
    return tuple((field, what) for field, what in found if what)


def _named_by(hint: Any) -> str | None:
    if isinstance(hint, Names):
        return hint.what
    if isinstance(hint, type) and issubclass(hint, Record):
        return INSIDE
    return next((found for part in _parts(hint) if (found := _named_by(part))), None)


def _parts(hint: Any) -> tuple[Any, ...]:
    """What a hint is made of, what is said about it before what it is."""
    parts = get_args(hint)
    return (*parts[1:], parts[0]) if parts else ()
