"""GP401, GP402, GP408: what the customs of a country say of a gift, and what the record leaves open."""

from collections.abc import Iterable
from collections.abc import Iterator

from giftplan.planning.matching import Verdict
from giftplan.planning.opinions import Opinion
from giftplan.planning.subject import Subject
from giftplan.records.culture import Match
from giftplan.rules._rule import Hit
from giftplan.rules._rule import Level
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.culture.fields import stated_at
from giftplan.rules.culture.fields import wanted_by
from giftplan.rules.judged import Judged

_OPEN = ("wrapping", "colour", "quantity", "contains")
"""What a record can leave open, so that a taboo stays undecided. Without tags it has none."""
_FIELDS = {key: key for key in _OPEN} | {"contains": "contents"}
NOT_THINGS = frozenset({"card", "service", "donation", "experience", "event", "hospitality", "cash", "voucher"})


@rule("GP401", "error")
def cultural_taboo(asked: Asked) -> Iterable[Hit]:
    """A custom of the partner's country says never to give such a thing.

    Why it matters: a gift that offends does more harm than none. Where the source is less sure, or the custom holds
    for some people only, it is a warning: check first, or choose something neutral.

    Flagged: a clock, or white wrapping, for a partner in China.

    Instead: what the message offers; a person who said that it is welcome has it under `accepts`, which silences
    what is true for some people only.
    """
    for gift, opinion in _spoken(asked, "never"):
        is_unsure = opinion.verdict is Verdict.ASK or opinion.rule.confidence != "high"
        yield _hit(gift, opinion, "forbids", level="warning" if is_unsure else None)


@rule("GP402", "warning")
def cultural_caution(asked: Asked) -> Iterable[Hit]:
    """A custom of the partner's country advises against such a thing.

    Why it matters: it offends nobody for sure, but it may be read otherwise than it was meant.

    Flagged: red roses in France, white wrapping in Japan; alcohol, where nobody asked whether it is welcome.

    Instead: something else, or a question first; a person who said that it is welcome has it under `accepts`.
    """
    for gift, opinion in _spoken(asked, "avoid"):
        yield _hit(gift, opinion, "advises against")


def _spoken(asked: Asked, level: str) -> Iterator[tuple[Judged, Opinion]]:
    """The customs of that level that match a gift. Those on sensitive moments are spoken of elsewhere."""
    for gift, _, opinions in asked.opinions:
        for opinion in opinions:
            is_match = opinion.verdict in (Verdict.HOLDS, Verdict.ASK)
            if opinion.rule.level == level and is_match and opinion.in_calm:
                yield gift, opinion


def _hit(gift: Judged, opinion: Opinion, does: str, level: Level | None = None) -> Hit:
    custom, culture = opinion.rule, opinion.culture
    asks = "wants a question before" if opinion.verdict is Verdict.ASK else None
    where = "everywhere" if "*" in culture.countries else f"in {culture.name}"
    return of_gift(
        gift,
        stated_at(gift, wanted_by(opinion.match)),
        f"a custom {where} {asks or does} '{gift.gift.nature}' ({custom.id})",
        f"{custom.why[:1].upper()}{custom.why[1:]} ({custom.source.title}).",
        _instead(opinion),
        level,
    )


def _instead(opinion: Opinion) -> str:
    better = f"Better: {opinion.rule.instead}" if opinion.rule.instead else "Choose something neutral"
    return better if opinion.verdict is not Verdict.ASK else f"Check first. {better}"


@rule("GP408", "advice")
def undecided_taboo(asked: Asked) -> Iterable[Hit]:
    """The record leaves open whether a taboo is touched: wrapping, colour, quantity or contents are not stated.

    Why it matters: what nobody wrote down, nobody looked at; the wrong paper is on the right gift.

    Flagged: a gift to China that does not state its wrapping, where white is the colour of mourning.

    Instead: write the fields that the message names: `wrapping: none`, `colour: navy`, `quantity: 1`, `contains: []`.
    """
    for gift, subject, opinions in asked.opinions:
        if gift.kind in NOT_THINGS:
            continue
        taboos = [o for o in opinions if o.verdict is Verdict.UNKNOWN and o.rule.level == "never"]
        unstated = {key: o for key in _OPEN for o in reversed(taboos) if _is_open(key, o.match, subject)}
        if unstated:
            fields = " and ".join(_FIELDS[key] for key in unstated)
            whys = "; ".join(f"{_FIELDS[key]}: {o.rule.why} ({o.culture.name})" for key, o in unstated.items())
            yield of_gift(
                gift,
                "nature",
                f"'{gift.gift.nature}' does not state its {fields}",
                f"A custom there looks at it. {whys[:1].upper()}{whys[1:]}.",
                f"Look at the gift, and write down: {', '.join(unstated)}",
            )


def _is_open(key: str, match: Match, subject: Subject) -> bool:
    return getattr(subject, key) is None and bool(wanted_by(match)[key])
