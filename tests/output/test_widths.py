"""Every screen at every width: words are broken into other lines, and nothing is lost."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.letters import letter_template
from giftplan.book.trees import DiskTree
from giftplan.output.findings.full import full
from giftplan.output.findings.shown import Shown
from giftplan.output.letter import written
from giftplan.output.screen.agenda import agenda_screen
from giftplan.output.screen.budget import budget_screen
from giftplan.output.screen.culture import culture_screen
from giftplan.output.screen.dashboard import dashboard_screen
from giftplan.output.screen.dossier import dossier_screen
from giftplan.output.screen.explain import explain_screen
from giftplan.output.screen.init import starter_screen
from giftplan.output.screen.letter import letter_screen
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import plain
from giftplan.output.screen.plan import plan_screen
from giftplan.output.screen.portfolio import portfolio_screen
from giftplan.output.screen.portfolio_without import without_screen
from giftplan.output.screen.register import register_screen
from giftplan.output.screen.rules import rule_screen
from giftplan.output.screen.suggest import suggest_screen
from giftplan.output.screen.update import update_screen
from giftplan.planning.outcome import Plan
from giftplan.planning.plan import make_plan
from giftplan.planning.plan import settings_of
from giftplan.reports.agenda.whole import agenda_of
from giftplan.reports.agenda.whole import plans_ahead
from giftplan.reports.budget import budget_of
from giftplan.reports.culture import card_of
from giftplan.reports.dashboard import dashboard_of
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier import dossier_of
from giftplan.reports.explanation import every_rule
from giftplan.reports.letters import Choices
from giftplan.reports.letters import letter_for
from giftplan.reports.portfolio.whole import portfolio_of
from giftplan.reports.portfolio.without import without_of
from giftplan.reports.register import Period
from giftplan.reports.register import register_of
from giftplan.reports.renewal import There
from giftplan.reports.renewal import Unusable
from giftplan.reports.renewal import renewal_of
from giftplan.reports.starter import Starter
from giftplan.reports.starter import giver_of
from giftplan.reports.suggestion import suggestion_for
from giftplan.rules.engine import judge

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 10, 6)
WIDTHS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 59, 60, 79, 80, 99, 100, 140, 200)
Screen = Callable[[int], list[Line]]


@lru_cache(maxsize=1)
def example() -> tuple[Book, Plan]:
    """The example and its plan."""
    book = load(DiskTree(DATA))
    return book, make_plan(book, 2026, TODAY)


def findings(width: int) -> list[Line]:
    report = judge(example()[0], TODAY)
    return full(Shown(report, report.findings, lambda *_: "name: value", "data", width))


def ideas(width: int) -> list[Line]:
    book = example()[0]
    found = suggestion_for(book, book.partners["maison-lefevre"], [2027], TODAY, None)
    return suggest_screen(found, width, whole=True)


def customs(width: int) -> list[Line]:
    book = example()[0]
    return culture_screen(card_of(book, settings_of(book), "JP", 2026, TODAY), width, "sakura")


def letter(width: int) -> list[Line]:
    book = example()[0]
    partner = book.partners["verdier"]
    template = letter_template(book.tree, book.tree, "policy", "fr").text
    letter = letter_for(book, "policy", partner, TODAY, Choices(partner.contacts[0], None))
    return letter_screen(written(template, letter, "fr", {"partner": "a", "settings": "b"}).text, width)


def reasons(width: int) -> list[Line]:
    return explain_screen(example()[1], width)


def rules(width: int) -> list[Line]:
    return [line for rule in every_rule() for line in rule_screen(rule, width)]


def register(width: int) -> list[Line]:
    book = example()[0]
    settings = settings_of(book)
    made = register_of(book, settings, Period(2026, date(2026, 1, 1), date(2026, 12, 31)), TODAY, None, None, "data")
    return register_screen(made, width, "giftplan register 2026")


def budget(width: int) -> list[Line]:
    return budget_screen(budget_of(*example()), width, whole=True)


def portfolio(width: int) -> list[Line]:
    return portfolio_screen(portfolio_of(example()[0], TODAY), width, whole=True)


def without(width: int) -> list[Line]:
    book = example()[0]
    return without_screen(without_of(book, [book.partners["maison-lefevre"]], TODAY), width, whole=True)


@lru_cache(maxsize=1)
def gathered() -> Dossier:
    book = example()[0]
    return dossier_of(book, book.partners["yunqiao"], TODAY)


def dossier(width: int) -> list[Line]:
    return dossier_screen(gathered(), width, whole=True)


def at_a_glance(width: int) -> list[Line]:
    return dashboard_screen(dashboard_of(example()[0], TODAY, 42), width)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("screen", [register, budget, at_a_glance, portfolio, without, dossier])
def test_figures_are_whole_at_every_width(screen: Screen, columns: int) -> None:
    """Of a table whole columns may go, which it names; no amount is cut, and no total goes."""
    amounts = re.compile(r"-?\d[\d,]*\.\d\d")
    shown, whole = plain(screen(columns)), plain(screen(200))
    assert set(amounts.findall(shown)) <= set(amounts.findall(whole))
    assert set(amounts.findall(whole.splitlines()[0])) <= set(amounts.findall(shown))


def founding(width: int) -> list[Line]:
    """A new folder in which something is kept, left out, assumed and wrong."""
    giver = giver_of("Orme Conseil", "JP", "JPY", {"JPY": Decimal("0.0061")})
    files = {"settings.yaml": b"", "cultures/fr.yaml": b"", "cultures/jp.yaml": b"", ".knowledge": b""}
    starter = Starter(
        giver=giver,
        is_example=False,
        data=files,
        around={".gitignore": b""},
        kept={"README.md": b""},
        left_out=(".pre-commit-config.yaml",),
        told=("The rates are worked out from EUR and rounded: look through them.",),
        errors=("GP004 no rate for USD. Add it",),
    )
    return starter_screen(starter, "gifts", width, dry_run=True)


def renewing(width: int) -> list[Line]:
    """Files that are new, newer, gone and kept, with the lines of what is kept."""
    known = Manifest({"cultures/fr.yaml": blob_id(b"a\n"), "cultures/it.yaml": blob_id(b"c\n")})
    there: There = {"cultures/fr.yaml": b"a\n", "cultures/jp.yaml": b"ours\n", "cultures/no.yaml": Unusable("a link")}
    shipped = {f"cultures/{country}.yaml": b"b\n" for country in ("fr", "it", "jp", "no", "se")}
    return update_screen(
        renewal_of(known, there, shipped, lambda *_: Unusable("the same lines")), "data", "1.0", width, explain=True
    )


def squeezed(lines: list[Line]) -> str:
    return re.sub(r"\s+", "", plain(lines))


def tasks(width: int) -> list[Line]:
    book = example()[0]
    plans = plans_ahead(book, TODAY, 42)
    return agenda_screen(agenda_of(book, TODAY, 42, judge(book, TODAY), plans), width, whole=True)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("screen", [findings, ideas, customs, letter, reasons, rules, tasks, founding, renewing])
def test_the_words_are_the_same_at_every_width(screen: Screen, columns: int) -> None:
    assert squeezed(screen(columns)) == squeezed(screen(120))


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_plan_keeps_its_figures_at_every_width(columns: int) -> None:
    """Of its table whole columns may go, which it names; no amount is cut."""
    shown = plan_screen(example()[1], columns, whole=True)
    whole = plan_screen(example()[1], 200, whole=True)
    amounts = re.compile(r"\d[\d,]*\.\d\d")
    assert set(amounts.findall(plain(shown))) >= set(amounts.findall(plain(whole).splitlines()[0]))
    assert set(amounts.findall(plain(shown))) <= set(amounts.findall(plain(whole)))


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_dossier_says_the_same_at_every_width(columns: int) -> None:
    """Above its table and below it; of the table whole columns may go."""

    def apart_from_the_table(width: int) -> tuple[str, str]:
        words = re.sub("Hiddenatthiswidth.*?--formatmarkdown", "", squeezed(dossier(width)))
        return re.split("DateTouch|DateWhat", words)[0], words[words.index("warningGP501") :]

    assert apart_from_the_table(columns) == apart_from_the_table(200)
