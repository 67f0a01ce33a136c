"""GP0: can every file be read, and does everything that it names exist?"""

from collections.abc import Iterable

from giftplan.book.problem import DUPLICATE
from giftplan.book.problem import INVALID
from giftplan.book.problem import MISFIT
from giftplan.book.problem import MISPLACED
from giftplan.records.gift import Gift
from giftplan.rules import holidays
from giftplan.rules import rates
from giftplan.rules import references
from giftplan.rules import vocabulary
from giftplan.rules._rule import Hit
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked


def _reading(asked: Asked, code: str) -> Iterable[Hit]:
    """What reading the files already found."""
    for problem in asked.book.problems:
        if problem.code == code:
            partner = problem.path.removeprefix("partners/").rpartition(".")[0]
            known = partner if problem.path.startswith("partners/") else None
            yield Hit(problem.path, problem.message, problem.why, problem.fix, spot=problem.spot, partner=known)


@rule("GP001", "error")
def invalid_yaml(asked: Asked) -> Iterable[Hit]:
    """A data file cannot be read as one plain YAML document.

    Why it matters: what stands in the file is left out of every plan, check and register.

    Flagged: a tab for an indent, a quote left open, a file that is not UTF-8, git's conflict markers, an anchor.

    Instead: mend the line that is named; write every value out, in UTF-8.
    """
    return _reading(asked, INVALID)


@rule("GP002", "error")
def duplicate_key(asked: Asked) -> Iterable[Hit]:
    """The same field stands twice in one block.

    Why it matters: only one of the two could count, and readers would not agree which.

    Flagged: `tier: 1` and, further down, `tier: 2`.

    Instead: keep one of the two lines.
    """
    return _reading(asked, DUPLICATE)


@rule("GP003", "error")
def invalid_record(asked: Asked) -> Iterable[Hit]:
    """A record does not say what its kind of record says: a field is missing, unknown or wrongly written.

    Why it matters: a field that nobody reads is a decision that nobody takes.

    Flagged: `teir: 1`, `value: 45,50`, `date: 2026-02-30`, a tag that is not in the vocabulary, a
    holiday that no calendar knows.

    Instead: take the field or word that the message offers; a word of your own goes into vocabulary.yaml.
    """
    yield from _reading(asked, MISFIT)
    yield from vocabulary.unknown_words(asked.book)
    yield from holidays.unknown_holidays(asked.book)
    yield from references.said_twice(asked.book)
    yield from rates.rates_at_home(asked.book)


@rule("GP004", "error")
def unknown_reference(asked: Asked) -> Iterable[Hit]:
    """A record names somebody or something that no other record is.

    Why it matters: a gift to nobody is in nobody's budget, and its limits are counted for no one.

    Flagged: a partner, contact, team member, tier, touch, idea, rule, country or currency rate that does not exist.

    Instead: write the id that the message offers, or add the missing record.
    """
    return references.unknown(asked.book)


@rule("GP005", "error")
def misplaced_record(asked: Asked) -> Iterable[Hit]:
    """A file lies where no record lives, or under a name that cannot be its id.

    Why it matters: the file would be left out without a word, or looked for in another year.

    Flagged: a gift of 2025 in gifts/2026/, `partners/Maison Lefevre.yaml`, `rivoli.yaml` beside `rivoli.yml`.

    Instead: move or rename the file as the message says.
    """
    return _reading(asked, MISPLACED)


@rule("GP006", "warning")
def duplicate_gift(asked: Asked) -> Iterable[Hit]:
    """The same gift is written down twice: same day, same recipient, same nature.

    Why it matters: it counts twice in the budget, against the limits and in the register.

    Flagged: two files of one parcel, one recorded by hand and one imported.

    Instead: delete one of the two; for two equal gifts to one person write one with its quantity.
    """
    seen: dict[tuple[object, ...], Gift] = {}
    counted = [gift for gift in asked.book.gifts if gift.outcome != "cancelled"]
    for gift in counted:
        for recipient in gift.recipients:
            key = (gift.partner, gift.date, recipient, gift.nature.casefold(), gift.direction)
            first = seen.setdefault(key, gift)
            if first is not gift:
                yield Hit(
                    gift.path,
                    f"'{gift.nature}' for {recipient} on {gift.date.isoformat()} is written down twice",
                    f"It stands in {first.path} as well, and counts twice in the register.",
                    "Delete one of the two; for two equal gifts write one with its quantity",
                    at=references.at(gift, "nature"),
                    partner=gift.partner,
                    day=gift.date,
                )
                break


@rule("GP007", "warning")
def unused_waiver(_: Asked) -> Iterable[Hit]:
    """A waiver sets nothing aside.

    Why it matters: an exception that is no longer needed hides the next mistake of its kind.

    Flagged: a waiver of GP206 on a partner whose gifts are within the allowance.

    Instead: remove the waiver.
    """
    return ()  # the engine knows which waivers were used, once every other rule has spoken
