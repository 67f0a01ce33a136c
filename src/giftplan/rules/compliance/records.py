"""GP113, GP115: a register that an auditor can read, kept in time."""

import re
from collections.abc import Iterable

from giftplan.planning.basis import counts_kind
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked

_SAYS_NOTHING = frozenset(
    """
    tbd, tba, tbc, to be defined, to be decided, to be confirmed, todo, to do, n a, na, none, x, xx, xxx, gift, a gift,
    gifts, the gift, present, a present, object, item, thing, something, stuff, misc, various, unknown, test, cadeau,
    un cadeau, cadeaux, objet, divers, quelque chose, à définir, à préciser, inconnu, geschenk, ein geschenk, geschenke,
    präsent, sonstiges, etwas, unbekannt, offen
    """.replace("\n    ", " ")
    .strip()
    .split(", ")
)
"""Placeholders, in the languages of those who type. A word that names nothing, not one that names it badly."""


@rule("GP113", "error")
def register_incomplete(asked: Asked) -> Iterable[Hit]:
    """The register would not say what was given: a nature that says nothing, or no value where there was one.

    Why it matters: an auditor who reads 'gift, 0.00' has to think the worst. A service has its list price.

    Flagged: `nature: tbd`, `nature: "?"`, `nature: gift`; `value: 0` for a book.

    Instead: write what it was in three words, and what it cost, or would cost; only a card or a service may be 0.
    """
    why = "An auditor who reads neither what it was nor what it was worth has to think the worst."
    for gift in (*asked.offered, *asked.received):
        if _says_nothing(gift.gift.nature):
            message = f"'{gift.gift.nature}' does not say what it was"
            yield of_gift(gift, "nature", message, why, "Write in a few words what it was, as 'engraved pen'")
        if not gift.gift.value and gift.kind not in ("card", "service"):
            message = f"a gift of kind {gift.kind} with a value of 0"
            yield of_gift(gift, "value", message, why, "Write what it cost, or what it would cost in a shop")


def _says_nothing(nature: str) -> bool:
    """Is it no word at all, or a placeholder, whatever its points and numbers?"""
    words = re.findall(r"[^\W\d_]+", nature.casefold())
    return not words or " ".join(words) in _SAYS_NOTHING or "".join(words) in _SAYS_NOTHING


@rule("GP115", "warning")
def recorded_late(asked: Asked) -> Iterable[Hit]:
    """A gift was written down more days afterwards than the giver's tax law allows.

    Why it matters: what is written down late may not be deducted, and nobody remembers it right. Germany wants
    gifts recorded one by one and in time; the limit of topic `record` in data/limits/ says where that stands.

    Flagged: a German giver's gift of 3 March with `recorded: 2026-04-20`, where 10 days are allowed.

    Instead: record a gift on its day; for this one, keep the invoice with its date beside the register.
    """
    shortest = min((limit.days for file in asked.book.limits for limit in file.limits if limit.days), default=None)
    for gift in asked.offered:
        recorded = gift.gift.recorded
        late = (recorded - gift.day).days if recorded else 0
        if shortest is None or late <= shortest:
            continue
        in_force = asked.limits.in_force.on(gift.partner, gift.day)
        rules = (found.limit for found in in_force if found.limit.topic == "record")
        for limit in rules:
            if limit.days is not None and late > limit.days and counts_kind(limit, gift.kind):
                yield of_gift(
                    gift,
                    "recorded",
                    f"written down {late} days after the gift, and {limit.days} are allowed",
                    f"{limit.effect}.",
                    "Record a gift on its day; keep this one's invoice with its date",
                )
                break
