"""A catalogue worth choosing from: in every country, for every sum, for every interest."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from giftplan.book.book import Book
from giftplan.planning.customs import Customs
from giftplan.planning.ideas import NEVER_AN_IDEA
from giftplan.planning.subject import moments
from giftplan.planning.subject import value_level
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

BUDGETS = range(10, 151)
CHEAP = Decimal(10)


def somebody(country: str) -> Partner:
    values = {"id": "p", "path": "p", "name": "P", "country": country, "contacts": [{"id": "a", "name": "A"}]}
    return TypeAdapter(Partner).validate_python(values)


def test_for_every_country_and_every_sum_five_ideas_survive_its_taboos(shipped: Book, settings: Settings) -> None:
    countries = sorted({country for culture in shipped.cultures for country in culture.countries} - {"*"})
    customs = Customs(shipped, settings)
    for country in countries:
        partner = somebody(country)
        during = moments(partner, date(2027, 2, 16))
        most = customs.most(partner, during)
        for budget in map(Decimal, BUDGETS):
            money = min(budget, most[0]) if most else budget
            level = value_level(money, settings.value_levels)
            left = [
                idea
                for idea in shipped.catalogue.values()
                if idea.price.min < money and customs.of(idea, partner, level, during).never is None
            ]
            assert len(left) >= 5, (country, budget)


def test_there_are_enough_ideas_of_every_kind(shipped: Book) -> None:
    ideas = shipped.catalogue.values()
    kinds: Counter[str] = Counter(idea.kind for idea in ideas)
    assert len(ideas) >= 80
    wanted = [
        "desk",
        "book",
        "event",
        "organisation",
        "wellbeing",
        "hamper",
        "food",
        "drink",
        "experience",
        "service",
        "donation",
    ]
    assert set(wanted) <= set(kinds)
    assert min(kinds[kind] for kind in wanted) >= 4
    assert not NEVER_AN_IDEA & set(kinds)


def test_a_tier_3_touch_has_its_choice(shipped: Book) -> None:
    cheap = Counter(idea.kind for idea in shipped.catalogue.values() if idea.price.min < CHEAP)
    assert sum(cheap.values()) >= 10
    assert len(cheap) >= 8


def test_every_interest_finds_an_idea(shipped: Book) -> None:
    served = Counter(word for idea in shipped.catalogue.values() for word in idea.interests)
    assert [word for word in shipped.vocabulary.interests if served[word] < 2] == []


def test_an_idea_says_enough_to_be_ordered(shipped: Book) -> None:
    for idea in shipped.catalogue.values():
        assert idea.price.min < idea.price.max, idea.id
        assert idea.lead_days is not None, idea.id
        assert len(idea.note or "") > 20, idea.id
        assert idea.interests, idea.id
        assert idea.tags, idea.id
        assert len(idea.name) <= 34, idea.id
    names = Counter(idea.name.casefold() for idea in shipped.catalogue.values())
    assert max(names.values()) == 1


def test_what_the_founding_article_compares_keeps_its_figures(shipped: Book) -> None:
    """A hamper: 50 to 150 EUR, for the team, gone in a week or two. A desk object: 30 to 100, for a person, years."""
    hampers = [idea for idea in shipped.catalogue.values() if idea.kind == "hamper"]
    engraved = [
        idea
        for idea in shipped.catalogue.values()
        if idea.kind == "desk" and idea.personalisation == "strong" and idea.price.max > 30
    ]
    assert len(hampers) >= 3
    assert all(Decimal(50) <= idea.price.min < idea.price.max <= Decimal(150) for idea in hampers)
    assert all((idea.audience, idea.lasts) == ("team", "weeks") for idea in hampers)
    assert all(idea.personalisation != "strong" for idea in hampers)
    assert len(engraved) >= 4
    assert all(Decimal(30) <= idea.price.min < idea.price.max <= Decimal(100) for idea in engraved)
    assert all((idea.audience, idea.lasts) == ("person", "years") for idea in engraved)


@pytest.mark.parametrize(
    ("word", "brings"),
    [("wine", "alcohol"), ("chocolate", "not-kosher-certified"), ("biscuits", "gluten")],
)
def test_contents_are_honest(shipped: Book, word: str, brings: str) -> None:
    ideas = [idea for idea in shipped.catalogue.values() if word in idea.tags]
    assert ideas
    assert all(brings in idea.contains for idea in ideas), [idea.id for idea in ideas if brings not in idea.contains]
