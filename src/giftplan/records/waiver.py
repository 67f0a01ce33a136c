"""A rule set aside on purpose: by somebody, for a reason, until a day."""

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.named import Member
from giftplan.records.named import RuleName
from giftplan.records.scalars import Day
from giftplan.records.scalars import Text


@record
class Waiver(Record):
    """Stands on a gift or on a partner (then it covers its gifts). `rule` is a code or a name."""

    rule: RuleName
    """Its code or its name, as in GP206."""
    why: Text
    """The reason, in words that an auditor understands."""
    by: Member
    """Who of our team decided it."""
    until: Day
    """The last day on which it holds."""
