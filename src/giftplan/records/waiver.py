"""A rule set aside on purpose: by somebody, for a reason, until a day."""

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.scalars import Day
from giftplan.records.scalars import Id
from giftplan.records.scalars import Text


@record
class Waiver(Record):
    """Stands on a gift or on a partner (then it covers its gifts). `rule` is a code or a name."""

    rule: Text
    why: Text
    by: Id
    until: Day
