"""Every fact has its source and its words, and none of the collection is lost."""

from collections.abc import Iterator
from datetime import date

from giftplan.book.book import Book
from giftplan.records.culture import Culture
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Source
from giftplan.records.culture import Window
from giftplan.rules.engine import judge

ARTICLE = "Founding article"
FIRST_SEEN = date(2026, 11, 1)


def sources(shipped: Book) -> Iterator[tuple[str, Source]]:
    for culture in shipped.cultures:
        facts: tuple[CultureRule | Window, ...] = (*culture.rules, *culture.windows)
        for fact in facts:
            yield f"{culture.path} {fact.id}", fact.source
    for file in shipped.limits:
        for limit in file.limits:
            yield f"{file.path} {limit.id}", limit.source


def test_every_fact_has_a_source_and_the_day_it_was_seen(shipped: Book) -> None:
    found = list(sources(shipped))
    assert len(found) >= 414 + 190 + 205
    for where, source in found:
        assert len(source.title) > 8, where
        assert FIRST_SEEN <= source.seen <= date.today(), where  # noqa: DTZ011 - a day seen cannot lie ahead


def test_a_source_has_an_address_or_is_the_founding_article(shipped: Book) -> None:
    without = {
        where for where, source in sources(shipped) if source.url is None and not source.title.startswith(ARTICLE)
    }
    advice = {f"{file.path} {limit.id}" for file in shipped.limits for limit in file.limits if limit.level == "inform"}
    assert without <= advice, "a fact without an address may inform, and nothing more"
    assert all((source.url or "https://").startswith(("http://", "https://")) for _, source in sources(shipped))


def test_second_opinions_are_addresses_and_other_ones(shipped: Book) -> None:
    for culture in shipped.cultures:
        facts: tuple[CultureRule | Window, ...] = (*culture.rules, *culture.windows)
        for fact in facts:
            assert len(fact.also) <= 1, (culture.path, fact.id)
            assert all(url.startswith(("http://", "https://")) for url in fact.also), (culture.path, fact.id)
            assert fact.source.url not in fact.also, (culture.path, fact.id)


def test_every_word_reference_and_holiday_is_known(shipped: Book) -> None:
    findings = judge(shipped, date(2026, 10, 6)).findings
    assert [found for found in findings if found.path.startswith(("data/cultures", "data/limits", "data/cat"))] == []
    assert [found for found in findings if found.level == "error"] == []


def of_country(shipped: Book, country: str) -> list[Culture]:
    """What speaks for that country, but for what holds everywhere."""
    return [culture for culture in shipped.cultures if country in culture.countries]


def test_the_collection_is_there_whole(shipped: Book) -> None:
    countries = sorted({country for culture in shipped.cultures for country in culture.countries} - {"*"})
    assert len(countries) >= 59
    own = {culture.path for culture in shipped.cultures}
    assert all(f"cultures/{country.lower()}.yaml" in own for country in countries)
    (everywhere,) = [culture for culture in shipped.cultures if "*" in culture.countries]
    rules = [rule for country in countries for culture in of_country(shipped, country) for rule in culture.rules]
    windows = [
        window for country in countries for culture in of_country(shipped, country) for window in culture.windows
    ]
    assert len(rules) + len(everywhere.rules) >= 427
    assert len(windows) + len(everywhere.windows) >= 206
    for level, least in (("never", 44), ("avoid", 229), ("prefer", 64), ("know", 90)):
        assert sum(rule.level == level for rule in (*rules, *everywhere.rules)) >= least


def test_the_limits_are_there_whole(shipped: Book) -> None:
    limits = [limit for file in shipped.limits for limit in file.limits]
    assert len({limit.id for limit in limits}) == len(limits) >= 203
    assert len({limit.country for limit in limits} - {None}) >= 30
    assert all(
        file.path == f"limits/{limit.country.lower()}.yaml"
        for file in shipped.limits
        for limit in file.limits
        if limit.country
    )


def test_nothing_of_the_knowledge_asks_for_a_person_s_faith_origin_or_gender(shipped: Book) -> None:
    words = {*shipped.vocabulary.restrictions, *shipped.vocabulary.contents, *shipped.vocabulary.tags}
    asked_about = {rule.restriction for culture in shipped.cultures for rule in culture.rules if rule.scope == "ask"}
    assert asked_about <= {*shipped.vocabulary.restrictions, None}
    assert words.isdisjoint(
        {"muslim", "jewish", "hindu", "christian", "female", "male", "religion", "origin", "gender"}
    )
