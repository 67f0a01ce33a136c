"""Does everything that a record names exist?"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.suggest import did_you_mean
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from giftplan.records.limit import LimitFile
from giftplan.records.partner import Partner
from giftplan.records.waiver import Waiver
from giftplan.records.words import NO_TOUCH
from giftplan.rules import countries
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Hit


def at(gift: Gift, *fields: str | int) -> KeyPath:
    """The way to a gift's field, in a file of one gift or of several."""
    return fields if gift.index is None else (gift.index, *fields)


def unknown(book: Book) -> Iterator[Hit]:
    """Every name that leads nowhere."""
    rules = rule_names()
    yield from _settings(book, rules)
    for partner in book.partners.values():
        hits = (*_names_in(book, partner), *_waivers(book, partner.path, (), partner.waivers, rules))
        yield from _owned(hits, partner.id)
    for gift in book.gifts:
        hits = (*_named_by(book, gift), *_waivers(book, gift.path, at(gift), gift.waivers, rules))
        yield from _owned(hits, gift.partner, gift.date)
    yield from countries.unknown(book)


def _hit(path: str, field: KeyPath, word: str, what: str, known: Collection[str], otherwise: str) -> Hit:
    why = f"Nothing else in the data has that name: what belongs to this {what} would not be found."
    return Hit(path, f"no {what} '{word}'", why, did_you_mean(word, known, otherwise), at=field)


def _owned(hits: Iterable[Hit], partner: str, day: date | None = None) -> Iterator[Hit]:
    for hit in hits:
        yield Hit(hit.path, hit.message, hit.why, hit.fix, at=hit.at, on_key=hit.on_key, partner=partner, day=day)


def _team(book: Book) -> list[str]:
    return [member.id for member in book.settings.team] if book.settings else []


def _members(book: Book, path: str, named: Iterable[tuple[KeyPath, str | None]]) -> Iterator[Hit]:
    team = _team(book)
    for field, name in named:
        if name is not None and book.settings is not None and name not in team:
            yield _hit(path, field, name, "team member", team, "Add them under 'team' in settings.yaml")


def rule_names() -> dict[str, str]:
    """Every rule's code, by code and by name."""
    return {code: code for code in RULES} | {rule.name: rule.code for rule in RULES.values()}


def _unknown_rule(path: str, field: KeyPath, word: str, known: Mapping[str, str]) -> Hit:
    family = [code for code in known if code.startswith(word.upper()) and len(word) >= len("GP1")]
    if family:
        why = "Each exception is one decision: what a whole family of rules would find is not known yet."
        return Hit(path, f"'{word}' is not one rule", why, f"Name each rule, such as {family[0]}", at=field)
    return _hit(path, field, word, "rule", known, "giftplan explain lists the rules")


def _settings(book: Book, known: Mapping[str, str]) -> Iterator[Hit]:
    settings = book.settings
    if settings is None:
        return
    yield from countries.unknown_country(book.file("settings"), ("country",), settings.country)
    for word in settings.rules:
        if word not in known:
            yield _unknown_rule(book.file("settings"), ("rules", word), word, known)
    for currency, path in sorted(_currencies_in_use(book).items()):
        if settings.exchange.rate(currency) is None:
            why = f"A limit in {path} is written in {currency}: without a rate it cannot be applied."
            fix = f"Add '{currency}: ' and what one {currency} is worth in {settings.currency}"
            yield Hit(book.file("settings"), f"no rate for {currency}", why, fix, at=("rates",))


def _currencies_in_use(book: Book) -> dict[str, str]:
    """The currencies of limits and policies that can bind a gift of ours, each with a file that names it."""
    found: dict[str, str] = {}
    for file in book.limits:
        for limit in file.limits:
            is_measured = limit.amount is not None and limit.level in ("refuse", "warn")
            if limit.currency and is_measured and _binds(book, limit) and not _is_over(book, file, limit):
                found.setdefault(limit.currency, file.path)
    for partner in book.partners.values():
        for policy in partner.policy:
            if policy.currency and policy.limit is not None:
                found.setdefault(policy.currency, partner.path)
    return found


def _is_over(book: Book, file: LimitFile, limit: Limit) -> bool:
    """Has a later value followed it, before the first gift that is written down?"""
    until = limit.until
    if until is None or not any(
        other.series == limit.series and (other.start or until) > until for other in file.limits
    ):
        return False
    return not any(gift.date <= until for gift in book.gifts)


def _binds(book: Book, limit: Limit) -> bool:
    """Can a gift from us to any of the partners come under that limit?"""
    giver = book.settings
    if giver is None or (limit.giver_sector and giver.sector not in limit.giver_sector):
        return False
    if limit.side == "giver" and limit.country not in (None, giver.country):
        return False
    return any(
        (limit.side == "giver" or limit.country in (None, partner.country))
        and (not limit.recipient_sector or partner.sector in limit.recipient_sector)
        for partner in book.partners.values()
    )


def _names_in(book: Book, partner: Partner) -> Iterator[Hit]:
    path, partners = partner.path, book.partners
    yield from countries.unknown_country(path, ("country",), partner.country)
    yield from _members(book, path, [(("owner",), partner.owner)])
    for year, tier in partner.tier.items():
        if tier is not None and tier not in book.tiers and not book.is_lost("tiers"):
            tiers = [str(known) for known in book.tiers]
            yield _hit(path, ("tier", str(year)), str(tier), "tier", tiers, f"The tiers are: {', '.join(tiers)}")
    word = partner.referred_by.partner if partner.referred_by else None
    if word and word not in partners and not book.is_lost(f"partners/{word}"):
        yield _hit(path, ("referred_by", "partner"), word, "partner", partners, "Write the file's name without .yaml")
    for index, contact in enumerate(partner.contacts):
        before = contact.formerly
        if before is None or book.is_lost(f"partners/{before.partner}"):
            continue
        if before.partner not in partners or not partners[before.partner].contact(before.contact):
            field: KeyPath = ("contacts", index, "formerly")
            yield _hit(path, field, f"{before.partner}/{before.contact}", "contact", (), "Write both ids as they are")
    known = [touch.id for touch in book.touches]
    for year, decisions in partner.touches.items():
        for touch in decisions:
            if touch not in known and not book.is_lost("touches"):
                otherwise = f"The touches are: {', '.join(known)}"
                yield _hit(path, ("touches", str(year), touch), touch, "touch", known, otherwise)


def _waivers(
    book: Book, path: str, prefix: KeyPath, waivers: Iterable[Waiver], known: Mapping[str, str]
) -> Iterator[Hit]:
    for index, waiver in enumerate(waivers):
        field: KeyPath = (*prefix, "waivers", index)
        code = known.get(waiver.rule)
        if code is None:
            yield _unknown_rule(path, (*field, "rule"), waiver.rule, known)
        elif code.startswith("GP0"):
            why = "A file that cannot be read, or leads nowhere, helps nobody by being excused."
            yield Hit(path, f"{code} cannot be waived", why, "Remove the waiver and mend the file", at=(*field, "rule"))
        elif code.startswith("GP1") and not speaks_for_compliance(book, waiver.by):
            why = f"{waiver.rule} is a matter of compliance, and '{waiver.by}' does not speak for it."
            fix = "Let a team member with role: compliance set it aside"
            yield Hit(path, f"'{waiver.by}' may not waive {waiver.rule}", why, fix, at=(*field, "by"))
        yield from _members(book, path, [((*field, "by"), waiver.by)])


def speaks_for_compliance(book: Book, name: str) -> bool:
    """Somebody who is not in the team is reported as such, and only once."""
    member = book.settings.member(name) if book.settings else None
    return member is None or member.role == "compliance"


def _named_by(book: Book, gift: Gift) -> Iterator[Hit]:
    partner = book.partners.get(gift.partner)
    if partner is None and not book.is_lost(f"partners/{gift.partner}"):
        otherwise = f"Write the file's name without .yaml, or add partners/{gift.partner}.yaml"
        yield _hit(gift.path, at(gift, "partner"), gift.partner, "partner", book.partners, otherwise)
    yield from _recipients(book, gift, partner)
    if gift.gift and gift.gift not in book.catalogue and not book.is_lost("catalogue"):
        otherwise = "Add it to catalogue.yaml, or write its kind"
        yield _hit(gift.path, at(gift, "gift"), gift.gift, "idea of the catalogue", book.catalogue, otherwise)
    touches = [*(touch.id for touch in book.touches), NO_TOUCH]
    if gift.touch and gift.touch not in touches and not book.is_lost("touches"):
        yield _hit(gift.path, at(gift, "touch"), gift.touch, "touch", touches, f"Write one of: {', '.join(touches)}")
    if book.settings and gift.rate is None and book.settings.exchange.rate(gift.currency) is None:
        fix = "Write the gift's own rate, or add the currency to rates in settings.yaml"
        why = f"What it cost in {book.settings.currency} cannot be told, so no budget and no limit can count it."
        yield Hit(gift.path, f"no rate for {gift.currency}", why, fix, at=at(gift, "currency"))
    named = [(at(gift, "by"), gift.by)]
    named += [(at(gift, "approved", "by"), gift.approved.by)] if gift.approved else []
    named += [(at(gift, "card", "by"), gift.card.by)] if gift.card else []
    yield from _members(book, gift.path, named)


def _recipients(book: Book, gift: Gift, partner: Partner | None) -> Iterator[Hit]:
    if gift.direction == "received":
        named = [(at(gift, "recipients", index), name) for index, name in enumerate(gift.recipients)]
        yield from _members(book, gift.path, named)
    elif partner is not None:
        contacts = [contact.id for contact in partner.contacts]
        for index, name in enumerate(gift.recipients):
            if name not in contacts:
                otherwise = f"The contacts of {partner.id} are: {', '.join(contacts)}"
                yield _hit(gift.path, at(gift, "recipients", index), name, "contact", contacts, otherwise)


def said_twice(book: Book) -> Iterator[Hit]:
    """Ids that stand twice in one file, and levels that may not be changed."""
    for word in book.settings.rules if book.settings else ():
        code = rule_names().get(word, "")
        if code in RULES and RULES[code].level == "error":
            why = "An error is what nobody may overlook: only warnings and advice can be given another level."
            fix = "Remove the line; a single case is set aside with a waiver, by somebody and for a reason"
            yield Hit(book.file("settings"), f"{word} is an error and keeps its level", why, fix, at=("rules", word))
    for culture in book.cultures:
        for field, ids in (("rules", [r.id for r in culture.rules]), ("windows", [w.id for w in culture.windows])):
            for index, name in enumerate(ids):
                if name in ids[:index]:
                    why = "Findings and reasons name a custom by its id."
                    fix = "Give one of the two another id"
                    place: KeyPath = (field, index, "id")
                    yield Hit(culture.path, f"'{name}' stands here for the second time", why, fix, at=place)
