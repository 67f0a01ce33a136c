"""`giftplan show PARTNER --contact C`: everything that is stored about a person."""

from collections.abc import Callable
from collections.abc import Iterator

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import paragraph
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import money
from giftplan.output.words import visible
from giftplan.records.contact import Contact
from giftplan.records.contact import Interest
from giftplan.records.gift import Gift
from giftplan.reports.person import PersonFile
from giftplan.reports.person import Role

READING_WIDTH = 80
_LABEL = 14
"""What stands before a field's words."""


def person_screen(found: PersonFile, currency: str, shown: Callable[[str], str], width: int | None) -> list[Line]:
    """The whole file of a person. `currency` is the home currency, of gifts that name none."""
    across = width or READING_WIDTH
    words = [found.partner.name, counted(len(found.gifts), "gift"), counted(len(found.places), "other place")]
    lines = paragraph(" · ".join(words), across, "  ", Span(visible(found.contact.name), "bold"), " · ")
    for role in found.roles:
        lines += [BLANK, *_role(role, shown, across)]
    for gift in found.gifts:
        lines += [BLANK, *_gift(gift, currency, shown, across)]
    if found.places:
        head = Span("Other lines that name them,", "bold")
        lines += [BLANK, *paragraph("and comments beside what is stored", across, "", head, " ")]
    for place in found.places:
        lines += paragraph(place.text.strip(), across, "     ", f" {visible(shown(place.path))}:{place.line} ")
    lines += [BLANK, *paragraph(purpose_of(found), across)]
    if found.left_out:
        lines += [BLANK, *paragraph(left_out_words(found.left_out), across)]
    who = f"{found.partner.id} {found.contact.id}"
    return [*lines, BLANK, *paragraph(f"To erase it: giftplan forget {who} --dry-run", across)]


def purpose_of(found: PersonFile) -> str:
    """What it is kept for and how long, in plain words."""
    why = (
        "Kept for two purposes: to choose small gifts that fit, and to show that gifts keep within the limits on what "
        "one person may be given."
    )
    if found.until is not None:
        how_long = f"The relationship has ended: personal notes are kept until {found.until.isoformat()}"
    elif found.months is not None:
        how_long = f"Personal notes are kept as long as the relationship lasts and {found.months} months after its end"
    else:
        how_long = "How long personal notes are kept stands in settings.yaml, which cannot be used"
    return f"{why} {how_long}; the register keeps day, nature and value of each gift."


def _field(name: str, words: str, width: int) -> list[Line]:
    return paragraph(words, width, " " * _LABEL, f" {name:<{_LABEL - 1}}")


def _role(role: Role, shown: Callable[[str], str], width: int) -> Iterator[Line]:
    yield from paragraph(role.partner.name, width, "  ", Span(f"{role.partner.id} {role.contact.id}", "bold"), " ")
    yield from _field("File", f"{shown(role.partner.path)}:{role.line}", width)
    for name, words in _of_contact(role.contact):
        yield from _field(name, words, width)


def _of_contact(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "Name", contact.name
    if contact.role:
        yield "Role", contact.role
    if contact.language:
        yield "Language", contact.language
    for interest in contact.interests:
        yield "Interest", _interest(interest)
    if contact.restrictions:
        yield "Not", ", ".join(contact.restrictions)
    if contact.accepts:
        yield "Welcome", ", ".join(contact.accepts)
    if contact.formerly:
        yield "Formerly", f"{contact.formerly.contact} of {contact.formerly.partner}"
    if contact.left:
        yield "Left", contact.left.isoformat()


def _interest(interest: Interest) -> str:
    parts = [
        ", ".join(interest.tags),
        interest.source or "no source",
        interest.noted.isoformat() if interest.noted else "",
    ]
    return f"{interest.topic} ({'; '.join(part for part in parts if part)})"


def _gift(gift: Gift, currency: str, shown: Callable[[str], str], width: int) -> Iterator[Line]:
    where = shown(gift.path) if gift.index is None else f"{shown(gift.path)}, entry {gift.index + 1}"
    yield from paragraph(gift.nature, width, "  ", Span(gift.date.isoformat(), "bold"), " ")
    yield from _field("File", where, width)
    own = gift.currency or currency
    extras = f" and {money(gift.extras)} extras" if gift.extras is not None else ""
    people = f", shared by {gift.people}" if gift.people > 1 else ""
    yield from _field("Value", f"{money(gift.value)}{extras} {own}{people}, {gift.outcome}", width)
    for name, words in _of_gift(gift):
        yield from _field(name, words, width)


def _of_gift(gift: Gift) -> Iterator[tuple[str, str]]:
    if gift.why:
        yield "Why", gift.why
    facts: list[tuple[str, object]] = [("kind", gift.kind), ("idea", gift.gift), ("touch", gift.touch), ("by", gift.by)]
    facts += [("delivery", gift.delivery), ("supplier", gift.supplier), ("invoice", gift.invoice)]
    facts += [("colour", gift.colour), ("wrapping", gift.wrapping), ("logo", gift.logo), ("ink", gift.ink)]
    facts += [("quantity", gift.quantity), ("rate", gift.rate), ("VAT percent", gift.vat_percent)]
    words = [f"{name} {value}" for name, value in facts if value is not None]
    words += [f"tags {', '.join(gift.tags)}"] if gift.tags else []
    words += [f"contains {', '.join(gift.contains)}"] if gift.contains else []
    words += [f"approved by {gift.approved.by} on {gift.approved.date}"] if gift.approved else []
    words += [f"written down on {gift.recorded}"] if gift.recorded else []
    yield "Facts", "; ".join(words)
    if gift.card:
        kind = "handwritten" if gift.card.handwritten else "printed"
        about = [kind, gift.card.reason or "", f"by {gift.card.by}" if gift.card.by else ""]
        yield "Card", f"{', '.join(part for part in about if part)}: {gift.card.text or 'no text written down'}"
    if gift.reaction:
        note = f": {gift.reaction.note}" if gift.reaction.note else ""
        yield "Reaction", f"{gift.reaction.how} on {gift.reaction.date}{note}"
    for waiver in gift.waivers:
        yield "Waived", f"{waiver.rule} by {waiver.by} until {waiver.until}: {waiver.why}"
