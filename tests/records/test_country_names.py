"""Countries by name: every one of ISO 3166-1, in English and in French."""

import pytest

from giftplan.records.countries import COUNTRIES
from giftplan.records.country_names import country_named
from giftplan.records.country_names import country_names


def test_every_country_has_names_and_no_name_means_two() -> None:
    assert set(country_names().values()) == COUNTRIES
    assert {name: country_named(name) for name in country_names()} == country_names()


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_a_code_is_its_country(code: str) -> None:
    assert country_named(code) == country_named(code.lower()) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("France", "FR"),
        ("Allemagne", "DE"),
        ("ETATS-UNIS", "US"),
        ("états unis d'amérique", "US"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("AND", "AD"),
        ("and", "AD"),
        ("Royaume-Uni", "GB"),
        ("UK", "GB"),
        ("Angleterre", "GB"),
        ("Corée du Sud", "KR"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("Corée", None),
        ("The Netherlands", "NL"),
        ("les Pays-Bas", "NL"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Antigua and Barbuda", "AG"),
        ("Saint Lucia", "LC"),
        ("DEU", "DE"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("République tchèque", "CZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Congo", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_name_is_its_country_and_what_may_be_two_is_none(name: str, code: str | None) -> None:
    assert country_named(name) == code
