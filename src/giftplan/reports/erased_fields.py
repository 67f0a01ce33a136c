"""Which fields of a partner's file and of a gift are erased, and which ids follow."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from giftplan.book.editing import Edit
from giftplan.book.problem import KeyPath
from giftplan.book.yaml import Value
from giftplan.reports.naming import NOBODY
from giftplan.reports.naming import Naming


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is called what from now on. `people`: contacts of `partner`, which itself is `now` (the same if it stays)."""

    partner: str
    now: str
    people: Mapping[str, str]
    naming: Naming

    @property
    def is_whole(self) -> bool:
        """Is the whole partner erased?"""
        return self.partner != self.now


def own_edits(value: Value, identity: Identity) -> Iterator[Edit]:
    """The partner's own file."""
    fields: Any = value
    yield from _contacts(fields, identity)
    if identity.is_whole:
        yield from _changed(fields, "name", NOBODY)
        yield from _company(fields)
    for field in ("meetings", "feedback"):
        for at, note in _each(fields, field, "note"):
            if identity.is_whole or identity.naming.is_in(note):
                yield Edit(at, None)


def _contacts(fields: Any, identity: Identity) -> Iterator[Edit]:
    for index, contact in enumerate(fields["contacts"]):
        now = identity.people.get(contact["id"])
        former = contact.get("formerly")
        if now is None:
            yield from _former(former, ("contacts", index, "formerly"), identity)
            continue
        kept: dict[str, Any] = {"id": now, "name": NOBODY}
        if former:
            kept["formerly"] = _followed(former, identity)
        if contact.get("left"):
            kept["left"] = contact["left"]
        yield Edit(("contacts", index), kept)


def _followed(former: dict[str, Any], identity: Identity) -> dict[str, Any]:
    if former["partner"] != identity.partner:
        return former
    return {"partner": identity.now, "contact": identity.people.get(former["contact"], former["contact"])}


def _former(former: Any, at: KeyPath, identity: Identity) -> Iterator[Edit]:
    if former:
        followed = _followed(former, identity)
        yield from (Edit((*at, key), followed[key], False) for key in followed if followed[key] != former[key])


def _company(fields: Any) -> Iterator[Edit]:
    """What a partner's file says beside its people, and what no limit, budget or register needs."""
    for field in ("causes", "events"):
        yield from _changed(fields, field, [])
    for field, key in (("quiet", "why"), ("signals", "source"), ("authorisations", "reference")):
        yield from (Edit(at, None) for at, _ in _each(fields, field, key))
    yield from (Edit(at, NOBODY) for at, what in _each(fields, "signals", "what") if what != NOBODY)
    for key in ("asked", "source", "document"):
        yield from (Edit(at, None) for at, _ in _each(fields, "policy", key))
    for year, decisions in (fields.get("touches") or {}).items():
        for touch, decision in (decisions or {}).items():
            yield from _changed(decision, "why", None, ("touches", year, touch))
    left = fields.get("departed") or {}
    yield from _changed(left, "why", None, ("departed",))
    for key in ("facts", "reading"):
        yield from _changed(left, key, [], ("departed",))


def _changed(fields: Any, key: str, value: Value, before: KeyPath = ()) -> Iterator[Edit]:
    """That field, where it says something else."""
    if fields.get(key) not in (None, value):
        yield Edit((*before, key), value)


def _each(fields: Any, field: str, key: str) -> Iterator[tuple[KeyPath, str]]:
    """A field of every entry of a list, where it says something; a single entry may stand without its brackets."""
    entries = fields.get(field) or []
    if isinstance(entries, dict):
        entries = {None: entries}
    pairs = entries.items() if isinstance(entries, dict) else enumerate(entries)
    for index, entry in pairs:
        if entry.get(key) is not None:
            yield ((field, key) if index is None else (field, index, key)), entry[key]


def gift_edits(value: Value, index: int | None, identity: Identity) -> Iterator[Edit]:
    """One gift: the ids follow, and what was written about those who are erased goes."""
    whole: Any = value
    at: KeyPath = () if index is None else (index,)
    fields = whole if index is None else whole[index]
    if fields["partner"] == identity.partner != identity.now:
        yield Edit((*at, "partner"), identity.now, False)
    is_theirs = False
    if (fields.get("direction") or "given") == "given":
        for number, name in enumerate(fields["recipients"]):
            if name in identity.people:
                yield Edit((*at, "recipients", number), identity.people[name], False)
                is_theirs = True
        is_theirs = is_theirs or identity.is_whole
    is_received = fields.get("direction") == "received"
    for way in (("why",), ("card", "text"), ("reaction", "note")):
        around = fields if len(way) == 1 else fields.get(way[0]) or {}
        text = around.get(way[-1])
        if text is not None and (is_theirs or (is_received and identity.naming.is_in(text))):
            yield Edit((*at, *way), None)


def reference_edits(value: Value, identity: Identity) -> Iterator[Edit]:
    """Another partner's file: who brought it, and who its people were before."""
    fields: Any = value
    for index, contact in enumerate(fields["contacts"]):
        yield from _former(contact.get("formerly"), ("contacts", index, "formerly"), identity)
    referred = fields.get("referred_by") or {}
    if referred.get("partner") == identity.partner != identity.now:
        yield Edit(("referred_by", "partner"), identity.now, False)
