"""GP404, GP405: what we know of the countries to which we give."""

from collections.abc import Iterable

from giftplan.records.countries import COUNTRIES
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import by_day

MANY_COUNTRIES = 3


@rule("GP404", "warning")
def culture_unknown(asked: Asked) -> Iterable[Hit]:
    """No file of data/cultures/ speaks for the partner's country: only what holds everywhere was looked at.

    Why it matters: what is a kindness here may be an offence there, and giftplan cannot know it.

    Flagged: a partner in Peru, for which there is no file.

    Instead: ask somebody from there, and write what they say with its source into data/cultures/.
    """
    lost = asked.book.lost
    for partner in asked.book.partners.values():
        country = partner.country
        is_lost = asked.book.is_lost(f"cultures/{country.lower()}") or any(
            path.startswith("cultures/shared/") for path in lost
        )
        if partner.status == "departed" or country not in COUNTRIES or is_lost:
            continue
        if not any(country in culture.countries for culture in asked.book.cultures):
            yield of_partner(
                partner,
                "country",
                f"no culture file speaks for {country}: only what holds everywhere was looked at",
                "What is a kindness here may be an offence there.",
                f"Ask somebody from there, and write it with its source into cultures/{country.lower()}.yaml",
            )


@rule("GP405", "warning")
def one_gift_for_all(asked: Asked) -> Iterable[Hit]:
    """The same gift went to partners in three or more countries in one year.

    Why it matters: what fits everybody was chosen for nobody, and customs differ from country to country.

    Flagged: the same calendar for partners in France, Japan and Norway.

    Instead: choose for the person; `giftplan suggest` ranks the ideas by what each of them likes.
    """
    seen: dict[tuple[str, int], set[str]] = {}
    told: set[tuple[str, int]] = set()
    for gift in sorted((gift for relation in asked.relations for gift in relation.given), key=by_day):
        if not gift.is_object:
            continue
        key = gift.thing, gift.day.year
        countries = seen.setdefault(key, set())
        countries.add(gift.partner.country)
        if len(countries) >= MANY_COUNTRIES and gift.is_judged and key not in told:
            told.add(key)
            yield of_gift(
                gift,
                "gift" if gift.gift.gift else "nature",
                f"'{gift.gift.nature}' went to {', '.join(sorted(countries))} in {gift.day.year}",
                "What fits everybody was chosen for nobody, and customs differ.",
                f"Choose for the person: giftplan suggest {gift.partner.id}",
            )
