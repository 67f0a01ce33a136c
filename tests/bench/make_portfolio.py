"""Write a data folder with invented partners and two years of gifts: `make_portfolio.py N OUT` makes OUT/data.

The same N gives the same bytes on every run: nothing here asks the clock, and every partner has dice of its own, so
the first 50 partners of 500 are the 50 partners of a small portfolio. Knowledge and settings are the repository's.
"""

import argparse
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = ("settings", "tiers", "touches", "catalogue", "vocabulary")
FOLDERS = ("cultures", "limits", "calendar", "letters")
FURTHER_RATES = "rates: {KRW: 0.0006, SGD: 0.67, "
"""For limits of countries in which the repository has no partner."""
CALENDAR_YEARS = (2025, 2026, 2027)
AS_OF = "2026-07-01"
"""The day that the benchmark takes for today: half of 2026 is given, half is to be planned."""

FIRMS = ("Papeterie", "Atelier", "Imprimerie", "Maison", "Comptoir", "Werkstatt", "Bureau", "Studio", "Nordic", "Port")
FAMILIES = ("Lefèvre", "Bergström", "Müller", "Rossi", "Tanaka", "Haddad", "Nguyễn", "Novák", "Oliveira", "Keller")
GIVEN = ("Anna", "Bruno", "Chloé", "David", "Elsa", "Farid", "Greta", "Hugo", "Inès", "Jonas", "Karim", "Léa")
LANGUAGES = {"FR": "fr", "DE": "de", "CH": "de", "IT": "it", "SE": "sv", "NO": "no", "DK": "da", "FI": "fi", "JP": "ja"}
PARTS = {"DE": "BY", "CH": "ZH", "US": "CA"}
LIFETIME = {1: (55_000, 66_000), 2: (40_000, 85_000), 3: (16_000, 28_000)}
"""Lifetime values that earn the tier, in the home currency."""
SPENT_PER_MILLE = {1: 3.0, 2: 1.5, 3: 0.7}
"""What is given in a year, as a part of the lifetime value: inside every tier's share."""
TOUCHES = {"Q1": (2, 3, 7), "Q2": (5, 12, 6), "Q3": (9, 2, 4), "Q4": (11, 11, 3)}
"""Month and day of the first week in which a touch was given, and from how many weeks it is drawn."""
GIVEN_TOUCHES = {
    (1, 2025): ("Q1", "Q2", "Q3", "Q4"),
    (2, 2025): ("Q1", "Q2", "Q3"),
    (3, 2025): ("Q1", "Q3"),
    (1, 2026): ("Q1", "Q2"),
    (2, 2026): ("Q1", "Q2"),
    (3, 2026): ("Q1",),
}
OBJECTS = {1: ("Q1", "Q3", "Q4"), 2: ("Q1", "Q3"), 3: ("Q1",)}
"""The touches of a tier with an object, where the policy lets us; the others are cards."""
SAFE_KINDS = ("desk", "organisation", "book", "wellbeing")
DOUBTFUL_TAGS = frozenset({"decorative", "figurative-image", "clock", "sharp"})
STRICT_SECTORS = frozenset({"public", "education", "media", "united-nations", "eu-institutions"})
"""Whose people the law somewhere lets take next to nothing."""
A_PERSONS_YEAR = 7200
"""Cents: what stays below the giver's tax threshold for one person."""


@dataclass(frozen=True, slots=True)
class World:
    """What the repository's own data says and the invented records name."""

    home: str
    team: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    ideas: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented partner. `lifetime` is at the end of 2024, in the home currency; `gifts` is its policy."""

    id: str
    name: str
    family: str
    country: str
    sector: str
    tier: int
    status: str
    lifetime: int
    gifts: str
    contacts: tuple[str, ...]

    @property
    def may_get_objects(self) -> bool:
        """Would an object pass every rule that a cautious giver keeps?"""
        return self.status != "prospect" and self.gifts in ("allowed", "limited")


def make(number: int, out: Path) -> None:
    """Write `out`/data with that many partners. Raises `FileExistsError` where there is one already."""
    data = out / "data"
    data.mkdir(parents=True)
    _copy_shared(REPOSITORY / "data", data)
    world = _world(data)
    for folder in ("partners", "gifts/2025", "gifts/2026"):
        (data / folder).mkdir(parents=True)
    _pin_holidays(data, world)
    for index in range(number):
        firm = _firm(index, world)
        _write(data / "partners" / f"{firm.id}.yaml", _partner(index, firm, world))
        for day, lines in _gifts(index, firm, world):
            _write(data / "gifts" / str(day.year) / f"{day.isoformat()}-{firm.id}.yaml", lines)


def _copy_shared(source: Path, data: Path) -> None:
    for stem in SHARED:
        shutil.copyfile(source / f"{stem}.yaml", data / f"{stem}.yaml")
    for folder in FOLDERS:
        if (source / folder).is_dir():
            shutil.copytree(source / folder, data / folder)
    settings = (data / "settings.yaml").read_text(encoding="utf-8")
    (data / "settings.yaml").write_text(settings.replace("rates: {", FURTHER_RATES), encoding="utf-8")


def _pin_holidays(data: Path, world: World) -> None:
    """Have the tool write every country's holidays down: the same calendar for any number of partners.

    It writes those of the countries that partners are in, so there is one scout in each for as long as that takes.
    """
    places = [(country, None) for country in world.countries] + list(PARTS.items())
    scouts = [data / "partners" / f"scout-{number}.yaml" for number in range(len(places))]
    for scout, (country, part) in zip(scouts, places, strict=True):
        _write(
            scout, (f"country: {country}", f"subdivision: {part or '~'}", "name: Scout", "contacts: [{id: a, name: A}]")
        )
    for year in CALENDAR_YEARS:
        command = [sys.executable, "-m", "giftplan", "calendar", str(year), "--data", str(data), "--as-of", AS_OF]
        subprocess.run([*command, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    for scout in scouts:
        scout.unlink()


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())


def _world(data: Path) -> World:
    settings = _read(data / "settings.yaml")
    sectors = [next(iter(word)) if isinstance(word, dict) else word for word in _sectors(data)]
    return World(
        home=settings["country"],
        team=tuple(member["id"] for member in settings["team"]),
        countries=tuple(sorted(path.stem.upper() for path in (data / "cultures").glob("??.yaml"))),
        sectors=tuple(sector for sector in sectors if sector not in STRICT_SECTORS),
        ideas=tuple(idea for idea in _read(data / "catalogue.yaml") if _is_safe(idea)),
    )


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _sectors(data: Path) -> list[Any]:
    sectors: list[Any] = _read(data / "vocabulary.yaml")["sectors"]
    return sectors


def _is_safe(idea: dict[str, Any]) -> bool:
    """Is it welcome in every country?"""
    doubtful = idea.get("contains") or DOUBTFUL_TAGS.intersection(idea.get("tags", ()))
    return idea["kind"] in SAFE_KINDS and idea["audience"] == "person" and not doubtful


def _id(index: int) -> str:
    firm, family = FIRMS[index % len(FIRMS)], FAMILIES[index // len(FIRMS) % len(FAMILIES)]
    plain = unicodedata.normalize("NFKD", f"{firm}-{family}").encode("ascii", "ignore").decode("ascii").lower()
    return f"{plain}-{index:05d}"


def _firm(index: int, world: World) -> Firm:
    dice = Random(f"firm {index}")
    tier = 1 if index % 10 == 0 else 2 if index % 10 < 4 else 3
    family = FAMILIES[index // len(FIRMS) % len(FAMILIES)]
    policies = ("allowed", "limited", "unknown", "refused", "approval")
    return Firm(
        id=_id(index),
        name=f"{FIRMS[index % len(FIRMS)]} {family} {index}",
        family=family,
        country=world.home if dice.random() < 0.4 else dice.choice(world.countries),
        sector=dice.choice(world.sectors),
        tier=tier,
        status=dice.choices(("active", "prospect", "departed"), (94, 3, 3))[0],
        lifetime=dice.randrange(*LIFETIME[tier], 500),
        gifts=dice.choices(policies, (45, 40, 5, 5, 5))[0],
        contacts=tuple(dice.sample(GIVEN, 4 - tier)),
    )


def _partner(index: int, firm: Firm, world: World) -> Iterator[str]:
    dice = Random(f"partner {index}")
    yield f"name: {firm.name}"
    yield f"country: {firm.country}"
    if firm.country in PARTS and dice.random() < 0.3:
        yield f"subdivision: {PARTS[firm.country]}"
    yield f"sector: {firm.sector}"
    yield f"owner: {dice.choice(world.team)}"
    yield f"since: 20{dice.randrange(10, 24)}-0{dice.randrange(1, 10)}-01"
    yield f"relation: {dice.choices(('client', 'supplier', 'distributor', 'referrer'), (80, 8, 8, 4))[0]}"
    yield f"status: {firm.status}"
    if firm.status == "departed":
        yield "departed: {date: 2025-12-03, by: them, why: moved the work in-house, facts: [no order since October]}"
    if firm.status != "prospect":
        yield from _worth(firm, dice)
    yield from _policy(firm)
    yield "contacts:"
    for name in firm.contacts:
        yield from _contact(name, firm, world, dice)
    yield from _sometimes(index, dice)


def _worth(firm: Firm, dice: Random) -> Iterator[str]:
    yield f"tier: {{2025: {firm.tier}, 2026: {firm.tier}}}" if dice.random() < 0.2 else f"tier: {firm.tier}"
    yield "lifetime_value:"
    yield f"  - {{amount: {firm.lifetime}, basis: realised, as_of: 2024-12-31}}"
    yield f"  - {{amount: {firm.lifetime + dice.randrange(500, 4000, 100)}, basis: realised, as_of: 2025-12-31}}"
    bought = [firm.lifetime // 5 + dice.randrange(0, 3000, 50) for _ in range(3)]
    yield f"revenue: {{2023: {bought[0]}, 2024: {bought[1]}, 2025: {bought[2]}}}"
    yield f"reviewed: {dice.choice(('2025-11-20', '2026-01-08', '2026-02-03'))}"


def _policy(firm: Firm) -> Iterator[str]:
    if firm.gifts == "unknown":
        return
    yield "policy:"
    yield f"  gifts: {firm.gifts}"
    if firm.gifts == "limited":
        yield "  limit: 250" if firm.tier == 1 else "  limit: 150"
        yield "  per: year"
        yield "  at_most: 4"
    if firm.gifts == "refused":
        yield "  accepts: [service, donation]"
    yield "  asked: procurement"
    yield "  verified: [2025-01-14, 2026-01-13]"
    yield "  source: procurement's e-mail of 2026-01-13"
    if firm.gifts == "approval":
        yield "authorisations:"
        yield "  - {asked: 2026-01-20, answered: 2026-01-28, answer: granted, max: 60, until: 2026-12-31}"


def _contact(name: str, firm: Firm, world: World, dice: Random) -> Iterator[str]:
    yield f"  - id: {_slug(name)}"
    yield f"    name: {name} {firm.family}"
    yield f"    role: {dice.choice(('Managing director', 'Head of purchasing', 'Assistant', 'Site manager'))}"
    yield f"    language: {LANGUAGES.get(firm.country, 'en')}"
    yield "    interests:"
    for idea in dice.sample(world.ideas, dice.randrange(1, 3)):
        tag = dice.choice(idea["interests"])
        source = dice.choice(("conversation", "meeting", "colleague", "press"))
        noted = f"2025-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
        yield f"      - {{topic: talked about {tag}, tags: [{tag}], source: {source}, noted: {noted}}}"
    if dice.random() < 0.1:
        yield f"    restrictions: [{dice.choice(('no-alcohol', 'vegetarian', 'no-leather'))}]"


def _slug(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()


def _sometimes(index: int, dice: Random) -> Iterator[str]:
    """What only some partners have on file."""
    if dice.random() < 0.15:
        start, end = dice.choice((("2026-04-01", "2026-04-24"), ("2026-09-01", "2026-09-18")))
        yield "sensitive:"
        yield f"  - {{from: {start}, until: {end}, what: {dice.choice(('negotiation', 'tender', 'renewal'))}}}"
    if dice.random() < 0.2:
        yield "quiet:"
        yield "  - {from: 2026-08-24, until: 2026-09-04, why: stock-taking}"
    if dice.random() < 0.1:
        yield "events:"
        yield "  - {name: Trade fair, date: 2026-11-12}"
    if dice.random() < 0.4:
        yield "meetings:"
        yield "  - {asked: 2026-01-09, by: them, held: 2026-01-22, note: a long talk about next year}"
    if dice.random() < 0.3:
        yield "feedback:"
        yield f"  - {{date: 2025-11-20, score: {dice.choice((3, 4, 5))}, note: content with the delivery}}"
    if dice.random() < 0.1:
        yield "causes: [river clean-up]"
    if index and dice.random() < 0.05:
        yield f"referred_by: {{partner: {_id(index - 1)}, date: 2024-02-01}}"


def _gifts(index: int, firm: Firm, world: World) -> Iterator[tuple[date, Iterator[str]]]:
    """Each gift's day and lines."""
    dice = Random(f"gifts {index}")
    had: set[str] = set()
    for year in (2025, 2026):
        if firm.status == "departed" and year > 2025:
            continue
        touches = GIVEN_TOUCHES[firm.tier, year] if firm.status != "prospect" else ("Q1",)
        for turn, touch in enumerate(touches):
            objects = OBJECTS[firm.tier]
            number = objects.index(touch) if touch in objects else turn
            contact = _slug(firm.contacts[number % len(firm.contacts)])
            day = _day(year, touch, dice)
            is_object = firm.may_get_objects and touch in objects
            nature = _object(firm, world, dice, had) if is_object else _card(dice)
            yield day, _given(firm, world, day, touch, contact, nature, dice)
    if firm.status == "active" and dice.random() < 0.1:
        day = date(2025, 12, dice.randrange(9, 19))
        yield day, _received(firm, world, day, dice)


def _day(year: int, touch: str, dice: Random) -> date:
    """A Tuesday, Wednesday or Thursday."""
    month, first, weeks = TOUCHES[touch]
    start = date(year, month, first)
    return start + timedelta(days=1 - start.weekday() + 7 * dice.randrange(weeks) + dice.randrange(3))


def _object(firm: Firm, world: World, dice: Random, had: set[str]) -> list[str]:
    """A thing of the catalogue that this partner has not had: one of the dearest that its money buys."""
    objects = len(OBJECTS[firm.tier])
    each = -(-objects // len(firm.contacts))
    cents = min(int(firm.lifetime * SPENT_PER_MILLE[firm.tier] / objects / 10), A_PERSONS_YEAR // each)
    extras = dice.choice((190, 240, 290))
    open_to = [idea for idea in world.ideas if idea["price"]["min"] * 100 + extras <= cents and idea["id"] not in had]
    idea = dice.choice(sorted(open_to, key=lambda idea: (-idea["price"]["min"], idea["id"]))[:6])
    had.add(idea["id"])
    value = min(cents - extras, idea["price"]["max"] * 100)
    lines = [f"nature: {idea['name']}", f"gift: {idea['id']}", f"value: {_money(value)}", f"extras: {_money(extras)}"]
    return [*lines, "quantity: 1", f"wrapping: {dice.choice(('kraft', 'sand'))}", "logo: none"]


def _card(dice: Random) -> list[str]:
    return [f"nature: {dice.choice(('Handwritten card', 'Handwritten letter'))}", "kind: card", "value: 0.00"]


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _given(
    firm: Firm, world: World, day: date, touch: str, contact: str, nature: list[str], dice: Random
) -> Iterator[str]:
    by = dice.choice(world.team)
    yield f"partner: {firm.id}"
    yield f"date: {day.isoformat()}"
    yield f"touch: {touch}"
    yield f"recipients: [{contact}]"
    yield from nature
    yield f"why: {dice.choice(('writes every order by hand', 'opened a second workshop', 'spoke of it at the fair'))}"
    yield f"by: {by}"
    yield f"delivery: {dice.choice(('shipped', 'shipped', 'in-person'))}"
    yield f"card: {{handwritten: true, reason: {dice.choice(('thanks', 'news', 'congratulations'))}, by: {by}}}"
    if dice.random() < 0.6:
        how = dice.choice(("delighted", "pleased", "neutral"))
        yield f"reaction: {{date: {(day + timedelta(days=4)).isoformat()}, how: {how}}}"
    yield f"recorded: {(day + timedelta(days=1)).isoformat()}"
    if "kind: card" not in nature:
        yield f"invoice: F-{day.year}-{dice.randrange(10_000):04d}"


def _received(firm: Firm, world: World, day: date, dice: Random) -> Iterator[str]:
    yield f"partner: {firm.id}"
    yield f"date: {day.isoformat()}"
    yield "direction: received"
    yield f"recipients: [{dice.choice(world.team)}]"
    yield f"nature: {dice.choice(('Box of biscuits', 'Wall calendar', 'Jar of honey'))}"
    yield "kind: other"
    yield f"value: {dice.randrange(8, 40)}.00"
    yield f"recorded: {day.isoformat()}"
    yield f"thanked: {(day + timedelta(days=3)).isoformat()}"


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description="Write OUT/data with N invented partners and two years of gifts.")
    parser.add_argument("number", metavar="N", type=int, help="how many partners")
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder to write data/ in")
    arguments = parser.parse_args()
    make(arguments.number, arguments.out)


if __name__ == "__main__":
    main()
