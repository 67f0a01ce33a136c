"""What `init` has to know: said on the command line, asked on a terminal, or taken as it usually is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from shutil import which

from giftplan.cli.asking import Manner
from giftplan.cli.asking import asked
from giftplan.cli.asking import confirmed
from giftplan.cli.naming import country_coded
from giftplan.cli.starting_place import Place
from giftplan.cli.telling import tell
from giftplan.errors import UsageError
from giftplan.records.currencies import EURO
from giftplan.records.currencies import currency_of
from giftplan.records.settings import Settings
from giftplan.reports.starter import Giver
from giftplan.reports.starter import giver_of

USUAL_COUNTRY = "FR"
PROGRAMS = ("giftplan", "pre-commit")
"""What a commit needs on the path, for the hook to run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the command line says; None is asked, or taken as it usually is."""

    company: str | None
    country: str | None
    currency: str | None
    example: bool | None
    git: bool | None
    hook: bool | None
    defaults: bool
    manner: Manner

    @property
    def asks(self) -> bool:
        """Is somebody to be asked?"""
        return self.manner.asks and not self.defaults


@dataclass(frozen=True, slots=True)
class Answers:
    """Who starts and how. `told` is what was assumed."""

    giver: Giver
    is_example: bool
    git: bool
    hook: bool
    told: tuple[str, ...]


def answers_to(said: Said, place: Place, shipped: Settings, today: date, hook_is_ours: bool) -> Answers:
    """Every question answered. Raises `UsageError`."""
    is_example = _yes(said, said.example, "The example as well: invented partners with their gifts?", usual=False)
    if is_example:
        giver = _of_example(said, shipped)
        told = [
            f"The example is of {giver.company}, an invented company in {giver.country}: its settings are all its own."
        ]
    else:
        giver, told = _giver(said, place, shipped, today)
    git = _git(said, place)
    is_at_top = git or (place.repository is not None and not place.is_below_a_repository)
    hook = _hook(said, is_at_top and hook_is_ours)
    return Answers(giver, is_example, git, hook, tuple(told))


def _yes(said: Said, answer: bool | None, question: str, usual: bool) -> bool:
    if answer is not None:
        return answer
    return confirmed(question, default=usual) if said.asks else usual and said.defaults


def _of_example(said: Said, shipped: Settings) -> Giver:
    for option in ("company", "country", "currency"):
        if getattr(said, option) is not None:
            raise UsageError(f"--{option}: the example keeps its own settings: leave this out, or --example")
    return giver_of(shipped.company, shipped.country, shipped.currency, shipped.rates)


def _giver(said: Said, place: Place, shipped: Settings, today: date) -> tuple[Giver, list[str]]:
    told = []
    company = _need(said, said.company, "company", "The company's name", place.top.name, '"Atelier Nord"')
    if said.company is None and said.defaults:
        told.append(f"The company is called '{company}' after its folder, since no --company was said.")
    country = _country(said)
    if said.country is None and said.defaults:
        told.append(f"The country is {country} because no --country was said: its taxes, holidays and customs count.")
    known = said.currency or currency_of(country, today, sorted(shipped.rates))
    currency = known or _need(said, None, "currency", f"The home currency in {country}, as three letters", "", EURO)
    giver = giver_of(company, country, currency.strip().upper(), shipped.rates)
    return giver, told + _of_money(giver, shipped.rates) + _of_taxes(giver, shipped.vat_percent)


def _country(said: Said) -> str:
    """Asked again where somebody sits there and the answer is no country."""
    question = "Its country, by its two letters or its name"
    while True:
        written = _need(said, said.country, "country", question, USUAL_COUNTRY, "FR")
        try:
            return country_coded(written)
        except UsageError as error:
            if said.country is not None or not said.asks:
                raise
            tell(str(error))


def _of_taxes(giver: Giver, percent: Decimal) -> list[str]:
    if giver.country == USUAL_COUNTRY:
        return []
    return [f"vat_percent in settings.yaml is {percent:f}, that of France: write the one of {giver.country}."]


def _of_money(giver: Giver, known: Mapping[str, Decimal]) -> list[str]:
    if giver.currency == EURO:
        return []
    if giver.currency not in known:
        return [
            f"giftplan knows no rate for {giver.currency}: write 'rates' in settings.yaml, and the amounts of "
            f"settings.yaml, tiers.yaml and catalogue.yaml, which are in {EURO}, in {giver.currency}."
        ]
    return [
        f"The rates, and the amounts of settings.yaml, tiers.yaml and catalogue.yaml, are worked out from {EURO} and "
        "rounded: look through them."
    ]


def _need(said: Said, answer: str | None, option: str, question: str, usual: str, example: str) -> str:
    if answer is not None:
        return answer.strip()
    if said.asks:
        return asked(question, usual or None)
    if said.defaults and usual:
        return usual
    hint = f"Say it with --{option}, as in --{option} {example}"
    raise UsageError(f"{question}? {hint}" + (", or take what is usual with --defaults" if usual else ""))


def _git(said: Said, place: Place) -> bool:
    """Is git to keep the folder? Where it does already, there is nothing to ask."""
    if place.repository is not None:
        return False
    if which("git") is None:
        if said.git:
            raise UsageError("--git: git is not on the path: install it, or leave the option out")
        return False
    return _yes(said, said.git, "Make it a git repository?", usual=True)


def _hook(said: Said, can_be: bool) -> bool:
    """Is the hook to be switched on? It is only asked where it would run."""
    missing = [name for name in PROGRAMS if which(name) is None]
    if said.hook and missing:
        raise UsageError(f"--hook: {' and '.join(missing)} cannot be found on the path: install first, or leave it out")
    if said.hook and not can_be:
        raise UsageError("--hook: only the top of a git repository with our .pre-commit-config.yaml takes our hook")
    if missing or not can_be:
        return False
    return _yes(said, said.hook, "Let every commit be checked first (pre-commit install)?", usual=True)
