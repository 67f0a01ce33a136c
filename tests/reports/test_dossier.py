"""What a dossier gathers: the five points of the checklist, and that nothing of tomorrow is known today."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.money import ZERO
from giftplan.reports.checklist import Point
from giftplan.reports.dossier import dossier_of
from giftplan.reports.dossier_story import feedback_of
from giftplan.reports.dossier_story import gifts_of
from giftplan.reports.dossier_story import last_met
from giftplan.reports.dossier_story import meetings_of
from giftplan.reports.dossier_story import one_way
from giftplan.reports.portfolio.growth import referrals_of
from giftplan.rules.asked import Asked
from tests.conftest import AS_OF
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

TODAY = date(2026, 10, 6)
SHIPPED = load(DiskTree(Path(__file__).parents[2] / "data"))


def points(folder: DataFolder, text: str) -> dict[str, Point]:
    folder.add(PARTNER, f"name: Rivoli\ncountry: IT\ncontacts: [{{id: anna, name: Anna}}]\n{text}\n")
    book = folder.load()
    return {point.name: point for point in dossier_of(book, book.partners["rivoli"], AS_OF).checklist}


VERIFIED = "verified: 2026-01-15"
CASES = [
    ("policy: {gifts: unknown}", "verified", "open", "nobody asked yet: giftplan letter policy rivoli"),
    ("policy: {gifts: unknown, asked: Ada}", "verified", "open", "asked Ada, and nothing is verified yet"),
    (f"policy: {{gifts: allowed, {VERIFIED}, asked: legal}}", "verified", "done", "read on 2026-01-15, with legal"),
    (f"policy: {{gifts: allowed, {VERIFIED}}}", "verified", "done", "with whom, nobody wrote down"),
    ("policy: {gifts: allowed, verified: 2025-06-29}", "verified", "open", "last read more than 12 months ago"),
    ("policy: {gifts: allowed, verified: 2025-06-30}", "verified", "done", "read on 2025-06-30"),
    ("policy: {gifts: allowed, verified: 2026-07-01}", "verified", "open", "nobody asked yet"),
    (f"sector: banking\npolicy: {{gifts: allowed, {VERIFIED}}}", "verified", "open", "a regulated sector"),
    ("sector: banking\npolicy: {gifts: refused, verified: 2025-12-29}", "verified", "open", "more than 6 months ago"),
    (f"policy: {{gifts: refused, {VERIFIED}, accepts: [donation]}}", "alternative", "open", "no cause of theirs"),
    (
        f"policy: {{gifts: refused, {VERIFIED}, accepts: [donation]}}\ncauses: [books]",
        *("alternative", "done", "a donation could go to: books"),
    ),
    (f"policy: {{gifts: refused, {VERIFIED}}}\ncauses: [books]", "alternative", "open", "was not asked"),
    (f"policy: {{gifts: refused, {VERIFIED}, accepts: [experience]}}", "alternative", "done", "experience"),
    (f"policy: {{gifts: limited, {VERIFIED}, refuses: [donation]}}", "alternative", "not needed", "no donation"),
    (f"policy: {{gifts: allowed, {VERIFIED}}}", "alternative", "not needed", "lets us give"),
    (f"policy: {{gifts: allowed, {VERIFIED}}}\ncauses: [books]", "alternative", "done", "books"),
    (f"policy: {{gifts: refused, {VERIFIED}, accepts: [service]}}", "services", "done", "welcomes a service"),
    (f"policy: {{gifts: limited, {VERIFIED}, refuses: [service]}}", "services", "done", "they want no service"),
    (f"policy: {{gifts: limited, limit: 50, {VERIFIED}}}", "services", "open", "a training session"),
    ("policy: {gifts: unknown, accepts: [service], asked: Ada}", "services", "open", "a training session"),
    ("policy: {gifts: unknown, refuses: [service]}", "services", "open", "a training session"),
    ("policy: {gifts: unknown, accepts: [experience]}", "alternative", "open", "no cause of theirs"),
    ("policy: {gifts: unknown, refuses: [donation]}", "alternative", "open", "no cause of theirs"),
    ("causes: [books]", "alternative", "open", "whether a donation is welcome was not asked"),
    (f"policy: {{gifts: allowed, {VERIFIED}}}", "services", "not needed", "lets us give"),
    ("", "registered", "not needed", "nothing was given or received yet"),
    (f"policy: {{gifts: limited, {VERIFIED}}}", "authorised", "not needed", "leaves no doubt"),
    ("", "authorised", "open", "in doubt until their policy is verified"),
    (f"policy: {{gifts: approval, {VERIFIED}}}", "authorised", "open", "nobody did: giftplan letter authorisation"),
    (f"sector: banking\npolicy: {{gifts: allowed, {VERIFIED}}}", "authorised", "open", "nobody did"),
    ("status: departed\ndeparted: {date: 2026-02-01}", "authorised", "not needed", "a card needs no permission"),
    ("status: departed\ndeparted: {date: 2026-12-01}", "verified", "open", "nobody asked yet"),
]


@pytest.mark.parametrize(("text", "name", "state", "reason"), CASES)
def test_a_point_has_a_state_and_says_why(
    data_folder: DataFolder, text: str, name: str, state: str, reason: str
) -> None:
    point = points(data_folder, text)[name]
    assert (point.state, reason in point.reason) == (state, True), point


ANSWERS = [
    ("answered: 2026-02-01, answer: granted, until: 2026-06-30", "done", "granted on 2026-02-01 until 2026-06-30"),
    ("answered: 2026-02-01, answer: granted, until: 2026-06-29", "open", "ran out on 2026-06-29"),
    ("answered: 2026-02-01, answer: refused", "not needed", "they said no on 2026-02-01"),
    ("answered: 2026-07-01, answer: granted", "open", "asked on 2026-01-20, no answer yet"),
    ("until: null", "open", "silence is no yes"),
]


@pytest.mark.parametrize(("answer", "state", "reason"), ANSWERS)
def test_what_their_compliance_answered(data_folder: DataFolder, answer: str, state: str, reason: str) -> None:
    policy = f"policy: {{gifts: approval, {VERIFIED}}}\nauthorisations: [{{asked: 2026-01-20, {answer}}}]"
    point = points(data_folder, policy)["authorised"]
    assert (point.state, reason in point.reason) == (state, True), point


def test_the_register_is_whole_or_names_what_is_not(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift())
    assert points(data_folder, "")["registered"].reason.startswith("all that is known, 1 in all")
    data_folder.add("gifts/2026/b.yaml", gift(date="2026-03-17", nature="tbd"))
    point = points(data_folder, "")["registered"]
    assert (point.state, point.reason) == ("open", "'tbd' does not say what it was (gifts/2026/b.yaml)")


def test_a_service_that_was_given_was_considered(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift(nature="Bench audit", kind="service"))
    point = points(data_folder, f"policy: {{gifts: refused, {VERIFIED}}}")["services"]
    assert (point.state, point.reason) == ("done", "Bench audit, 2026-02-17")
    for field in (
        {"outcome": "declined"},
        {"outcome": "cancelled"},
        {"direction": "received", "recipients": "[claire]"},
    ):
        data_folder.add("gifts/2026/a.yaml", gift(nature="Bench audit", kind="service", **field))
        assert points(data_folder, f"policy: {{gifts: refused, {VERIFIED}}}")["services"].state == "open"


def test_a_service_that_is_planned_was_considered() -> None:
    services = {point.name: point for point in dossier_of(SHIPPED, SHIPPED.partners["maison-lefevre"], TODAY).checklist}
    assert services["services"].reason == "planned: A page of theirs proofread"


def test_what_was_called_off_needs_no_register(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift(outcome="cancelled"))
    assert points(data_folder, "")["registered"].state == "not needed"


def test_a_gift_that_came_to_us_is_no_visit_of_ours(data_folder: DataFolder) -> None:
    text = gift(direction="received", recipients="[claire]", delivery="in-person", outcome="shared")
    data_folder.add("gifts/2026/a.yaml", text)
    partner = data_folder.load().partners["rivoli"]
    assert last_met(meetings_of(partner, AS_OF), gifts_of(data_folder.load(), partner, AS_OF)) is None


def test_a_referral_waits_for_a_word(data_folder: DataFolder) -> None:
    data_folder.add("partners/orme.yaml", "name: Orme\ncountry: FR\ncontacts: [{id: b, name: B}]\n")
    data_folder.extend("partners/orme.yaml", "referred_by: {partner: rivoli, date: 2026-03-01}\nrevenue: {2025: 900}\n")
    book = data_folder.load()
    (brought,) = dossier_of(book, book.partners["rivoli"], AS_OF).brought
    assert (brought.partner.id, brought.day, brought.word) == ("orme", date(2026, 3, 1), None)
    assert brought.bought == ()  # what it bought before it was brought is nobody's doing here
    assert dossier_of(book, book.partners["rivoli"], date(2026, 2, 28)).brought == ()
    data_folder.add("gifts/2026/a.yaml", gift(date="2026-03-20", kind="card", value="0"))
    data_folder.add("gifts/2026/b.yaml", gift(date="2026-02-20"))
    book = data_folder.load()
    assert dossier_of(book, book.partners["rivoli"], AS_OF).brought[0].word == date(2026, 3, 20)
    assert dossier_of(book, book.partners["rivoli"], date(2026, 3, 19)).brought[0].word is None


def test_a_meeting_that_happened_later_was_only_asked_for_then(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "meetings: [{asked: 2026-03-01, by: them, held: 2026-05-05, note: at last}]\n")
    partner = data_folder.load().partners["rivoli"]
    (met,) = meetings_of(partner, date(2026, 4, 1))
    assert (met.asked, met.held, met.note, met.is_open) == (date(2026, 3, 1), None, None, False)
    assert met.agreed == date(2026, 5, 5)
    (met,) = meetings_of(partner, date(2026, 5, 5))
    assert (met.held, met.note, met.is_open) == (date(2026, 5, 5), "at last", False)
    assert meetings_of(partner, date(2026, 2, 28)) == ()


@given(
    name=strategies.sampled_from(sorted(SHIPPED.partners)),
    as_of=strategies.dates(date(2024, 1, 1), date(2028, 1, 1)),
)
@settings(max_examples=200, deadline=None)
def test_nothing_of_tomorrow_is_known_today(name: str, as_of: date) -> None:
    """And of gifts, each is there once, whatever the day; what has not come is in no sum."""
    partner = SHIPPED.partners[name]
    gifts, meetings = gifts_of(SHIPPED, partner, as_of), meetings_of(partner, as_of)
    assert [past.gift for past in gifts] == list(SHIPPED.gifts_of(name))
    assert all(past.has_come == (past.gift.is_kept and past.gift.date <= as_of) for past in gifts)
    days = [past.reaction.date for past in gifts if past.reaction]
    days += [day for past in gifts for day in (past.thanked, past.declared) if day]
    days += [day for met in meetings for day in (met.asked, met.held) if day]
    days += [day for said in feedback_of(partner, as_of) for day in (said.feedback.date, said.resolved) if day]
    days += [day for found in referrals_of(Asked(SHIPPED, as_of)) for day in (found.day, found.word) if day]
    days += [day for day in (last_met(meetings, gifts),) if day]
    assert [day for day in days if day > as_of] == []
    for direction in ("given", "received"):
        come = [past for past in gifts if past.has_come and past.gift.direction == direction]
        way = one_way(gifts, direction)
        assert way.gifts + way.cards == len(come)
        assert way.value == sum((p.cost for p in come if p.kind != "card" and p.cost is not None), start=ZERO)
