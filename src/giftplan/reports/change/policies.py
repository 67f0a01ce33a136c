"""What partners allow us: their policies, and what their compliance office answered."""

from collections.abc import Container
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.allowance import policy_on
from giftplan.records.base import Record
from giftplan.records.partner import Partner
from giftplan.reports.change.decisions import Decision
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.fields import differences
from giftplan.reports.change.names import Names
from giftplan.reports.change.strictness import sense_of

_PROSE = frozenset({"asked", "document"})


def policy_decisions(
    before: Book, after: Book, names: Names, unknown: Container[str], as_of: date
) -> Iterator[Decision]:
    """Each partner of both sides whose policy in force, or whose answers, are not what they were, by id."""
    earlier = {names.now(key): partner for key, partner in before.partners.items()}
    for key, here in sorted(after.partners.items()):
        there = earlier.get(key)
        if there is not None and key not in unknown:
            found = (*_policy(after, there, here, as_of), *_authorisations(after, there, here))
            yield from (_without_words(one) for one in found) if names.is_of(there) else found


def _without_words(found: Decision) -> Decision:
    """Of a partner in which somebody was erased: what may name people is different, and no more is said of it."""
    fields = tuple(
        replace(change, before=None, after=None, name=(*change.name, WORDS))
        if change.name[-1] in _WORDS or isinstance(change.before or change.after, Record)
        else change
        for change in found.fields
    )
    return replace(found, fields=fields)


WORDS = "text"
"""The last name of a field of which only that it is different is told."""
_WORDS = frozenset({"source", "asked", "document", "reference"})


def _policy(book: Book, there: Partner, here: Partner, as_of: date) -> Iterator[Decision]:
    """The policy that is in force, and those of earlier or later days that came or went."""
    if there.policy == here.policy:
        return
    fields = [
        change
        for change in differences(policy_on(there, as_of)[0], policy_on(here, as_of)[0])
        if change.name[0] not in _PROSE
    ]
    in_force = (policy_on(there, as_of)[0], policy_on(here, as_of)[0])
    lost = [policy for policy in there.policy if policy not in here.policy and policy not in in_force]
    come = [policy for policy in here.policy if policy not in there.policy and policy not in in_force]
    fields += [FieldChange(("policy of another time",), (), policy, None) for policy in lost]
    fields += [FieldChange(("policy of another time",), (), None, policy) for policy in come]
    if fields:
        line = book.spot(here.path, ("policy",)).line
        yield Decision("policy", (here.id,), "changed", here.path, line, tuple(fields), sense_of("policy", fields))


def _authorisations(book: Book, there: Partner, here: Partner) -> Iterator[Decision]:
    changes = differences(there.authorisations, here.authorisations)
    fields = tuple(replace(change, name=("answer", *change.name)) for change in changes)
    if fields:
        at = "authorisations" if here.authorisations else "policy"
        line = book.spot(here.path, (at,)).line
        yield Decision("authorisation", (here.id,), "changed", here.path, line, fields)
