"""Every custom bites on the smallest gift that it speaks of, and on no other; every window has its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from giftplan.book.book import load
from giftplan.book.reading import adapter
from giftplan.book.trees import DiskTree
from giftplan.planning.almanac import Almanac
from giftplan.planning.matching import Answer
from giftplan.planning.matching import answer
from giftplan.planning.subject import Words
from giftplan.planning.subject import subject_of
from giftplan.planning.windows import Span
from giftplan.planning.windows import spans_of
from giftplan.records.culture import Culture
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.culture import Window
from giftplan.records.settings import Settings
from tests.cli.terminal import REPOSITORY

Values = dict[str, Any]
SHIPPED = load(DiskTree(REPOSITORY / "data"))
RULES = [(culture, rule) for culture in SHIPPED.cultures for rule in culture.rules if rule.match is not None]
WINDOWS = [(culture, window) for culture in SHIPPED.cultures for window in culture.windows]
DAY = date(2026, 6, 16)
WORTH = {"token": "5", "modest": "25", "mid": "50", "premium": "90", "lavish": "400"}
OTHER_WORDS: dict[str, str | None] = {
    "kind": "other",
    "colour": "brown",
    "wrapping": "brown",
    "ink": "brown",
    "logo": "none",
    "delivery": None,
    "sector": "crafts",
    "tags": None,
    "contains": None,
}


def name_of(pair: tuple[Culture, CultureRule | Window]) -> str:
    return f"{pair[0].path.removeprefix('cultures/')} {pair[1].id}"


@dataclass
class Offered:
    """A gift to somebody, as the values that their files would hold."""

    gift: Values
    partner: Values
    country: str


def smallest(match: Match, country: str) -> Iterator[Offered]:
    """For each alternative the gift that says no more than the match asks for."""
    for alternative in match.any_of or (match,):
        offered = Offered(
            {"value": "25", "kind": "other"}, {"name": "P", "country": country, "sector": "crafts"}, country
        )
        for part in (match, alternative):
            for key in fields(part):
                wanted = getattr(part, key.name)
                if wanted and key.name != "any_of":
                    state(offered, key.name, wanted[0])
        yield offered


def state(offered: Offered, key: str, word: Any) -> None:
    """Let the gift, or the partner, say this of itself."""
    if key in ("tags", "contains"):
        offered.gift[key] = [str(word)]
    elif key == "value":
        offered.gift["value"] = WORTH[word]
    elif key == "during":
        offered.partner |= moment(word)
    elif key == "sector":
        offered.partner["sector"] = word
    elif key == "quantity":
        offered.gift["quantity"] = {"even": "2", "odd": "3"}.get(str(word), str(word))
    elif key != "origin":  # every country but one lies abroad
        offered.gift[key] = word


def moment(word: str) -> Values:
    if word == "prospect":
        return {"status": "prospect"}
    if word == "after-signature":
        return {"status": "active"}
    return {"sensitive": [{"from": "2026-06-01", "until": "2026-06-30", "what": word}]}


def otherwise(offered: Offered, match: Match) -> Iterator[Offered]:
    """The same gift with one thing changed each time, so that the match no longer holds."""
    for key in (field.name for field in fields(match)):
        wanted = getattr(match, key)
        if not wanted or key == "any_of":
            continue
        changed = Offered(dict(offered.gift), dict(offered.partner), offered.country)
        if key in ("tags", "contains"):
            changed.gift[key] = []
        elif key == "value":
            changed.gift["value"] = next(worth for level, worth in WORTH.items() if level not in wanted)
        elif key == "quantity":
            changed.gift["quantity"] = "11" if "even" in wanted or 11 not in wanted else "12"
        elif key == "during":
            changed.partner |= (
                {"sensitive": [], "status": "active"} if "after-signature" not in wanted else moment("crisis")
            )
        elif key == "delivery":
            changed.gift[key] = "shipped" if "in-person" in wanted else "in-person"
        elif key == "origin":
            changed.country = "home"
        elif key == "sector":
            changed.partner["sector"] = OTHER_WORDS[key]
        else:
            changed.gift[key] = OTHER_WORDS[key]
        yield changed


def said(match: Match, offered: Offered, settings: Settings) -> Answer:
    where = settings.country if offered.country == "home" else offered.country
    contact = {"id": "anna", "name": "Anna"}
    values = {**offered.partner, "country": where, "id": "p", "path": "partners/p.yaml", "contacts": [contact]}
    partner = adapter("partner:Partner").validate_python(values)
    given = {
        "partner": "p",
        "date": DAY.isoformat(),
        "recipients": ["anna"],
        "nature": "A gift",
        "path": "gifts/2026/g.yaml",
    }
    gift = adapter("gift:Gift").validate_python({**given, **offered.gift})
    words = Words(SHIPPED.vocabulary)
    return answer(match, subject_of(gift, partner, SHIPPED, settings, words), words.shades)


@pytest.mark.parametrize(("culture", "rule"), RULES, ids=[name_of(pair) for pair in RULES])
def test_a_custom_speaks_of_its_smallest_gift_and_of_no_other(
    culture: Culture, rule: CultureRule, settings: Settings
) -> None:
    assert rule.match is not None
    country = "CO" if "*" in culture.countries else culture.countries[0]
    for offered in smallest(rule.match, country):
        assert said(rule.match, offered, settings) is Answer.YES
        for changed in otherwise(offered, rule.match):
            assert said(rule.match, changed, settings) is Answer.NO, changed
    if rule.match.any_of:
        plain = Offered(
            {"value": "25", "kind": "other", "wrapping": "brown", "colour": "brown"}, {"name": "P"}, country
        )
        assert said(rule.match, plain, settings) is Answer.NO


SEEN_ON_THE_PARCEL = ("quantity", "colour", "wrapping", "logo", "delivery", "ink")
LEFT_OPEN = [(c, rule, key) for c, rule in RULES for key in SEEN_ON_THE_PARCEL if getattr(rule.match, key)]


@pytest.mark.parametrize(
    ("culture", "rule", "key"), LEFT_OPEN, ids=[f"{name_of(case[:2])} {case[2]}" for case in LEFT_OPEN]
)
def test_a_gift_that_does_not_say_leaves_a_custom_open(
    culture: Culture, rule: CultureRule, key: str, settings: Settings
) -> None:
    assert rule.match is not None
    (offered, *_) = smallest(rule.match, "CO" if "*" in culture.countries else culture.countries[0])
    del offered.gift[key]
    assert said(rule.match, offered, settings) is Answer.UNKNOWN


MISSION: list[tuple[str, str, str, Values, Values]] = [
    ("cn", "set-of-four", "never", {"quantity": "4"}, {}),
    ("cn", "white-wrapping", "never", {"wrapping": "ivory"}, {}),
    ("de", "gift-during-negotiation", "never", {}, moment("negotiation")),
    ("se", "lavish", "never", {"value": "400"}, {}),
    ("no", "lavish", "never", {"value": "400"}, {}),
    ("dk", "lavish", "never", {"value": "400"}, {}),
    ("fi", "lavish", "avoid", {"value": "400"}, {}),
    ("is", "lavish", "avoid", {"value": "400"}, {}),
    ("shared/gulf", "gift-before-business", "prefer", {}, moment("prospect")),
]


@pytest.mark.parametrize(("file", "name", "level", "gift", "partner"), MISSION)
def test_the_rules_that_the_articles_name_are_there_and_bite(
    file: str, name: str, level: str, gift: Values, partner: Values, settings: Settings
) -> None:
    culture = next(culture for culture in SHIPPED.cultures if culture.path == f"cultures/{file}.yaml")
    rule = next(rule for rule in culture.rules if rule.id == name)
    assert (rule.level, rule.scope) == (level, "general")
    assert rule.match is not None
    offered = Offered({"value": "25", "kind": "desk", **gift}, {"name": "P", **partner}, culture.countries[0])
    assert said(rule.match, offered, settings) is Answer.YES


def test_japan_is_advised_not_to_look_on_and_not_to_ask() -> None:
    japan = next(culture for culture in SHIPPED.cultures if culture.path == "cultures/jp.yaml")
    rule = next(rule for rule in japan.rules if rule.id == "not-opened-in-front")
    assert (rule.level, rule.match) == ("never", None)
    assert "do not ask how it was liked" in (rule.instead or "")


def test_a_never_of_medium_confidence_says_why_in_its_file() -> None:
    for culture in SHIPPED.cultures:
        lines = (REPOSITORY / "data" / culture.path).read_text(encoding="utf-8").splitlines()
        for rule in culture.rules:
            if rule.level == "never" and rule.confidence == "medium":
                place = lines.index(f"  - id: {rule.id}")
                assert lines[place - 1].strip().startswith("# never"), (culture.path, rule.id)


YEARS = range(2025, 2032)


@pytest.mark.parametrize(("culture", "window"), WINDOWS, ids=[name_of(pair) for pair in WINDOWS])
def test_a_window_has_its_days_in_every_year(culture: Culture, window: Window) -> None:
    if window.when.weekdays:
        return
    for country in culture.countries:
        almanac = Almanac({})
        for year in YEARS:
            within = Span(date(year, 1, 1), date(year, 12, 31))
            spans = spans_of(window.when, "CO" if country == "*" else country, within, almanac)
            assert spans, (country, year)
            starts = sorted(span.start for span in spans)
            assert all((later - earlier).days > 300 for earlier, later in pairwise(starts)), (country, year)


def test_the_vocabulary_knows_the_holidays_of_every_window_by_their_whole_name() -> None:
    used = {
        (country, window.when.holiday)
        for culture, window in WINDOWS
        if window.when.holiday
        for country in ([window.when.country] if window.when.country else culture.countries)
    }
    listed = {(country, name) for country, names in SHIPPED.vocabulary.holidays.items() for name in names}
    assert used == listed, (
        "one that is not listed is looked for in the holidays package at every check, which takes time"
    )
    almanac = Almanac({})
    for country, name in listed:
        assert len(almanac.first_days(country, name, YEARS)) == len(YEARS), (country, name)
